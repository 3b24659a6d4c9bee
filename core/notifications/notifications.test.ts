import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createInfluencer, createOrganization } from "../../test/support/people.ts";
import { productRegistry } from "../../test/support/product.ts";
import type { Actor } from "../kernel/actor.ts";
import { newId } from "../kernel/ids.ts";
import { instantOf, localTime } from "../kernel/local-time.ts";
import { claimOutbound, deferOutbound, markSent } from "../outbox/queue.ts";
import { insertOutbound } from "../outbox/writer.ts";
import { chatToTell, KINDS, notificationsModule, planDelivery } from "./index.ts";

const PLATFORM = { role: "platform" } as const;
let house: TestHouse;
let kilau: Awaited<ReturnType<typeof createOrganization>>;
let rani: Actor;

beforeAll(async () => {
  house = await openTestHouse({ modules: [notificationsModule] });
  kilau = await createOrganization(house.db, "Kilau");
  rani = (await createInfluencer(house.db, "Rani")).influencer;
});
afterAll(() => house.db.close());

async function run(name: string, input: unknown, actor: Actor): Promise<Record<string, unknown>> {
  const outcome = await house.executor.execute(name, input, actor);
  if (outcome.kind !== "done") throw new Error("waiting");
  return outcome.output;
}
const plan = (recipient: string, kind: string, at: string) =>
  house.db.transaction(PLATFORM, (tx) => planDelivery(tx, { recipient, kind, now: new Date(at) }));

describe("local time", () => {
  it("goes there and back in zones with and without a change of clocks", () => {
    for (const zone of ["Asia/Jakarta", "Asia/Kathmandu", "America/New_York", "Pacific/Kiritimati", "Europe/Berlin"]) {
      for (const day of ["2026-03-29", "2026-11-01", "2026-12-31"]) {
        for (const minutes of [0, 510, 1260, 1439]) {
          expect(localTime(instantOf(day, minutes, zone), zone), `${zone} ${day} ${minutes}`).toMatchObject({
            day,
            minutes,
          });
        }
      }
    }
    expect(localTime(new Date("2026-11-23T00:00:00Z"), "Asia/Jakarta").weekday).toBe(1);
  });
});

describe("planDelivery", () => {
  it("holds what can wait back from 21:00 to 08:00 local, and nothing urgent", async () => {
    const night = "2026-11-21T15:00:00Z"; // 22:00 in Jakarta
    const morning = new Date("2026-11-22T01:00:00Z");
    expect(await plan(kilau.admin.id, "campaigns.ended", night)).toMatchObject({ outcome: "send", deliverAt: morning });
    expect(await plan(rani.id, "posts.rejected", "2026-11-22T00:59:00Z")).toMatchObject({ deliverAt: morning });
    expect(await plan(rani.id, "posts.rejected", "2026-11-22T01:00:00Z")).toMatchObject({ deliverAt: morning });
    for (const kind of ["approvals.requested", "payouts.failed", "payouts.account_changed", "people.link_asked"]) {
      expect(await plan(kilau.admin.id, kind, night), kind).toMatchObject({ deliverAt: new Date(night) });
    }
    expect(await plan("conversation:cnv_1", "reply", night)).toMatchObject({ deliverAt: new Date(night) });
  });

  it("follows what the person chose, each for themselves", async () => {
    const noon = "2026-11-21T05:00:00Z";
    await run("notifications.set_preferences", { group: "tips", mode: "off" }, rani);
    await run("notifications.set_preferences", { group: "campaigns", mode: "digest" }, rani);
    await run("notifications.set_preferences", { group: "money", mode: "off", channel: "telegram" }, rani);
    expect(await plan(rani.id, "metrics.viral", noon)).toEqual({ outcome: "muted" });
    expect(await plan(rani.id, "posts.rejected", noon)).toEqual({ outcome: "digest" });
    expect(await plan(rani.id, "payouts.confirmed", noon)).toEqual({ outcome: "muted" });
    expect(await plan(rani.id, "payouts.failed", noon)).toMatchObject({ outcome: "send", channel: "telegram" });
    expect(await plan(kilau.admin.id, "metrics.viral", noon)).toMatchObject({ outcome: "send" });
    await run("notifications.set_preferences", { group: "money", mode: "on", channel: "last" }, rani);
    expect(await plan(rani.id, "payouts.confirmed", noon)).toEqual({
      outcome: "send",
      deliverAt: new Date(noon),
      channel: undefined,
    });
  });

  it("keeps other quiet hours, also within a day, and none", async () => {
    await run("notifications.set_preferences", { quietFrom: "12:00", quietUntil: "13:30" }, kilau.manager);
    const at = async (time: string) =>
      ((await plan(kilau.manager.id, "campaigns.ended", time)) as { deliverAt: Date }).deliverAt.toISOString();
    expect(await at("2026-11-21T05:10:00Z")).toBe("2026-11-21T06:30:00.000Z");
    expect(await at("2026-11-21T15:00:00Z")).toBe("2026-11-21T15:00:00.000Z");
    await run("notifications.set_preferences", { quiet: false }, kilau.manager);
    expect(await at("2026-11-21T05:10:00Z")).toBe("2026-11-21T05:10:00.000Z");
    expect(await run("notifications.preferences", {}, kilau.manager)).toMatchObject({
      quiet: false,
      quietFrom: "12:00",
      quietUntil: "13:30",
      timeZone: "Asia/Jakarta",
      language: "id",
    });
  });

  it("loses no change when several come at once", async () => {
    await Promise.all(
      (["decisions", "money", "campaigns", "tips"] as const).map((group) =>
        run("notifications.set_preferences", { group, mode: "digest" }, kilau.viewer),
      ),
    );
    const { groups } = (await run("notifications.preferences", {}, kilau.viewer)) as { groups: { mode: string }[] };
    expect(groups.map(({ mode }) => mode)).toEqual(["digest", "digest", "digest", "digest", "on"]);
    await expect(run("notifications.set_preferences", { mode: "off" }, kilau.viewer)).rejects.toMatchObject({
      code: "invalid_input",
    });
  });

  it("knows every kind there is", () => {
    const kinds = productRegistry().notifications.map(({ kind }) => kind);
    expect(kinds.filter((kind) => !(kind in KINDS))).toEqual([]);
    expect(Object.keys(KINDS).filter((kind) => !kinds.includes(kind))).toEqual([]);
  });
});

describe("the chat to tell", () => {
  it("is the preferred one, else the one used last, and never one that is not linked any more", async () => {
    const chat = async (channel: string, minutesAgo: number): Promise<void> => {
      await house.db.transaction(PLATFORM, async (tx) => {
        await tx.execute(
          `INSERT INTO conversation (id, channel, account, external_id, subject, last_user_message_at, created_at)
           VALUES ($1, $2, 'a', $3, $4, now() - make_interval(mins => $5), now())`,
          [newId("conversation"), channel, `${channel}-rani`, rani.id, minutesAgo],
        );
        await tx.execute(
          "INSERT INTO channel_identity (id, channel, account, external_id, subject, linked_at) VALUES ($1, $2, 'a', $3, $4, now())",
          [newId("identity"), channel, `${channel}-rani`, rani.id],
        );
      });
    };
    await chat("telegram", 5);
    await chat("whatsapp", 50);
    const told = (preferred?: string, channels = ["desk", "telegram", "whatsapp"]) =>
      house.db.transaction(PLATFORM, async (tx) => (await chatToTell(tx, rani.id, channels, preferred))?.channel);
    expect(await told()).toBe("telegram");
    expect(await told("whatsapp")).toBe("whatsapp");
    expect(await told("slack")).toBe("telegram");
    expect(await told(undefined, ["whatsapp"])).toBe("whatsapp");
    await house.db.transaction(PLATFORM, (tx) =>
      tx.execute("UPDATE channel_identity SET unlinked_at = now() WHERE channel = 'telegram'"),
    );
    expect(await told("telegram")).toBe("whatsapp");
  });
});

describe("what is held back", () => {
  it("does not make later words wait, comes later, and does not count as a failed try", async () => {
    const put = (key: string, kind: "notification" | "reply") =>
      house.db.transaction(PLATFORM, (tx) =>
        insertOutbound(tx, kilau.orgId, house.clock.now(), {
          kind,
          recipient: kilau.finance.id,
          template: kind === "reply" ? "reply" : "campaigns.ended",
          data: {},
          key,
        }),
      );
    const claim = async () =>
      (await claimOutbound(house.db, "w", 10)).map(({ template, attempts, id }) => ({ template, attempts, id }));
    await put("news", "notification");
    await put("answer", "reply");
    const [news] = await claim();
    expect(news).toMatchObject({ template: "campaigns.ended", attempts: 1 });
    await house.db.transaction(PLATFORM, (tx) => deferOutbound(tx, news?.id ?? "", 60_000));
    const [answer, ...rest] = await claim();
    expect(answer).toMatchObject({ template: "reply" });
    expect(rest).toEqual([]);
    await house.db.transaction(PLATFORM, (tx) => markSent(tx, answer?.id ?? "", []));
    expect(await claim()).toEqual([]);
    await house.db.transaction(PLATFORM, (tx) =>
      tx.execute("UPDATE outbound_message SET available_at = now() - interval '1 second' WHERE id = $1", [news?.id]),
    );
    await put("later", "reply");
    expect(await claim()).toMatchObject([{ template: "campaigns.ended", attempts: 1 }]);
  });
});
