import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createWorld, type World } from "../../test/support/world.ts";
import { systemActor } from "../kernel/actor.ts";
import { newId } from "../kernel/ids.ts";
import { metricsModule } from "../metrics/index.ts";
import { notificationsModule } from "../notifications/index.ts";
import { remindersModule } from "./index.ts";
import type { initiativeData } from "./initiative.ts";

let house: TestHouse;
let ours: World;
let theirs: World;

beforeAll(async () => {
  house = await openTestHouse({
    modules: [remindersModule, notificationsModule, metricsModule],
    now: "2026-11-21T07:00:00Z",
  });
  ours = await createWorld(house.db, "Kilau");
  theirs = await createWorld(house.db, "Lain");
});
afterAll(() => house.db.close());

const sql = <Row>(text: string, params: readonly unknown[] = []): Promise<Row[]> =>
  house.db.transaction({ role: "platform" }, (tx) => tx.query<Row>(text, params));

interface Told {
  readonly recipient: string;
  readonly data: z.output<typeof initiativeData>;
}
const told = (): Promise<Told[]> =>
  sql<Told>("SELECT recipient, data FROM outbound_message WHERE template = 'reminders.initiative' ORDER BY seq");

/** The afternoon's step, as two workers would take it at once. */
async function afternoon(day: string): Promise<void> {
  house.clock.set(`${day}T07:00:00Z`);
  const step = () =>
    Promise.all([
      house.executor.execute(
        "reminders.initiatives_team",
        { orgId: ours.orgId, day },
        systemActor("r", { orgId: ours.orgId }),
      ),
      house.executor.execute("reminders.initiatives_influencers", { day }, systemActor("r")),
    ]);
  await Promise.all([step(), step()]);
}

/** Nothing of the world itself is news: its post waits since 10 November, its piece has no day. */
async function quiet(): Promise<void> {
  await sql("UPDATE post SET status = 'approved', decided_at = $1", ["2026-11-10T00:00:00Z"]);
  await sql("UPDATE collaboration SET updated_at = $1", ["2026-10-01T00:00:00Z"]);
}

describe("initiative", () => {
  it("tells the one who runs the campaign of a post that waits, once, and nobody else", async () => {
    await afternoon("2026-11-21");
    const [first, ...more] = await told();
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      recipient: ours.actors.manager.id,
      data: { what: "post_waits", targetId: ours.ids.post, campaignName: "Campaign Kilau" },
    });
    await afternoon("2026-11-21");
    await afternoon("2026-11-22");
    expect(await told()).toHaveLength(1);
    await sql("UPDATE post SET version = 2 WHERE id = $1", [ours.ids.post]);
    await afternoon("2026-11-23");
    expect((await told())[1]).toMatchObject({ recipient: ours.actors.manager.id, data: { what: "post_waits" } });
  });

  it("says one thing a day, the most urgent first, and the next on the next day", async () => {
    await quiet();
    const before = (await told()).length;
    const piece = async (dueOn: string): Promise<void> => {
      await sql(
        `INSERT INTO deliverable (id, org_id, campaign_id, collaboration_id, influencer_id, position, platform, format, price_minor, currency, due_on, status, created_at)
         VALUES ($1, $2, $3, $4, $5, (SELECT max(position) + 1 FROM deliverable WHERE org_id = $2), 'tiktok', 'video', 1000, 'IDR', $6, 'open', now())`,
        [newId("deliverable"), ours.orgId, ours.ids.campaign, ours.ids.collaboration, ours.influencer.id, dueOn],
      );
    };
    await piece("2026-11-25");
    await piece("2026-11-23");
    await afternoon("2026-11-24");
    expect((await told()).slice(before).map(({ data }) => [data.what, data.at])).toEqual([
      ["deadline_late", "2026-11-23"],
    ]);
    await afternoon("2026-11-25");
    expect((await told()).slice(before).map(({ data }) => [data.what, data.at])).toEqual([
      ["deadline_late", "2026-11-23"],
      ["deadline_near", "2026-11-25"],
    ]);
    await sql("UPDATE deliverable SET due_on = NULL");
  });

  it("tells of a result far below what the creator usually gets", async () => {
    const { influencer, orgId, ids } = ours;
    const before = (await told()).length;
    for (let index = 0; index < 3; index += 1) {
      await sql(
        `INSERT INTO sample_post (id, influencer_id, platform, format, caption, metrics, published_at)
         VALUES ($1, $2, 'instagram', 'reel', '', '{"likes": 900, "comments": 100}', $3)`,
        [newId("post"), influencer.id, "2026-10-01T00:00:00Z"],
      );
    }
    const snapshot = (likes: number, number: number, at: string) =>
      sql(
        `INSERT INTO snapshot (id, org_id, post_id, influencer_id, number, metrics, source, owner_authorised, fetched_at)
         VALUES ($1, $2, $3, $4, $5, $6, 'test', true, $7)`,
        [
          newId("snapshot"),
          orgId,
          ids.post,
          influencer.id,
          number,
          JSON.stringify({ likes: { value: likes, definition: "likes" } }),
          at,
        ],
      );
    await snapshot(50, 1, "2026-11-10T05:00:00Z");
    await afternoon("2026-11-26");
    expect(await told()).toHaveLength(before);
    await snapshot(120, 2, "2026-11-13T00:00:00Z");
    await afternoon("2026-11-26");
    expect((await told()).at(-1)).toMatchObject({
      recipient: ours.actors.manager.id,
      data: { what: "result_low", targetId: ids.post, engagements: 120, usual: 1000 },
    });
    await afternoon("2026-11-27");
    expect(await told()).toHaveLength(before + 1);
  });

  it("tells an influencer of an offer that waits, and whoever left is not told", async () => {
    const before = (await told()).length;
    await sql("UPDATE collaboration SET status = 'offered', updated_at = $2 WHERE id = $1", [
      theirs.ids.collaboration,
      "2026-11-25T00:00:00Z",
    ]);
    await afternoon("2026-11-28");
    await afternoon("2026-11-29");
    expect((await told()).slice(before)).toMatchObject([
      {
        recipient: theirs.influencer.id,
        data: { what: "offer_waits", targetId: theirs.ids.collaboration, who: "Lain" },
      },
    ]);
    await sql("UPDATE member SET status = 'removed' WHERE id = $1", [ours.actors.manager.id]);
    await sql("UPDATE post SET status = 'pending', version = 3 WHERE id = $1", [ours.ids.post]);
    await afternoon("2026-11-30");
    const last = (await told()).at(-1);
    expect(last?.data.what).toBe("post_waits");
    expect([ours.actors.admin.id, ours.actors.admin2.id]).toContain(last?.recipient);
  });

  it("has a button that does something and one that turns it off", async () => {
    const [first] = await told();
    const notification = house.registry.notifications.find(({ kind }) => kind === "reminders.initiative");
    const content = notification?.render(first?.data as never, house.i18n.presenter("id") as never);
    expect(content?.card?.title).toContain("menunggu ditinjau");
    const [look, off] = content?.card?.actions ?? [];
    expect(look).toMatchObject({ useCase: "posts.get", input: { postId: ours.ids.post }, required: true });
    if (off?.kind !== "call") throw new Error("no button");
    const outcome = await house.executor.execute(off.useCase, off.input, ours.actors.admin);
    expect(outcome).toMatchObject({ kind: "done" });
    const { groups } = outcome.kind === "done" ? outcome.output : { groups: [] };
    expect(groups).toContainEqual(expect.objectContaining({ group: "tips", mode: "off" }));
  });
});
