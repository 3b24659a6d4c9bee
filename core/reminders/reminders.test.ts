import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createInfluencer, createOrganization } from "../../test/support/people.ts";
import { createWorld, type World } from "../../test/support/world.ts";
import { approvalsModule } from "../approvals/index.ts";
import { createDailySchedule } from "../jobs/daily.ts";
import { claimJob, type JobRow, runJob } from "../jobs/engine.ts";
import { systemActor } from "../kernel/actor.ts";
import { HOUR_MS } from "../kernel/clock.ts";
import { newId } from "../kernel/ids.ts";
import { HELD_FOR_DIGEST } from "../notifications/index.ts";
import { insertOutbound } from "../outbox/writer.ts";
import { remindersModule } from "./index.ts";
import { morningOf } from "./plan-day.ts";

const PLATFORM = { role: "platform" } as const;
let house: TestHouse;
let world: World;

beforeAll(async () => {
  // Saturday; the world's payout was promised on 10 November and its post waits.
  house = await openTestHouse({ modules: [approvalsModule, remindersModule], now: "2026-11-21T00:00:00Z" });
  world = await createWorld(house.db, "Kilau");
});
afterAll(() => house.db.close());

const sql = <Row>(text: string, params: readonly unknown[] = []): Promise<Row[]> =>
  house.db.transaction(PLATFORM, (tx) => tx.query<Row>(text, params));

interface Told {
  readonly recipient: string;
  readonly template: string;
  readonly data: Record<string, unknown>;
  readonly subject: string | null;
}
const told = (template: string, recipient?: string): Promise<Told[]> =>
  sql<Told>(
    "SELECT recipient, template, data, subject FROM outbound_message WHERE template = $1 AND ($2::text IS NULL OR recipient = $2) ORDER BY seq",
    [template, recipient ?? null],
  );

/** What any number of workers do now: they plan the day, and run everything that is due. */
async function work(workers = 2): Promise<void> {
  const jobs = { ...house, owner: "w" };
  const plan = () => createDailySchedule(house, () => undefined)();
  await Promise.all(Array.from({ length: workers }, plan));
  for (;;) {
    const due = await sql<{ id: string }>(
      "SELECT id FROM job WHERE status = 'pending' AND run_at <= $1 ORDER BY run_at",
      [house.clock.now()],
    );
    if (due.length === 0) return;
    const claims = due.flatMap(({ id }) => Array.from({ length: workers }, () => claimJob(jobs, id)));
    const rows = (await Promise.all(claims)).filter((row): row is JobRow => row !== undefined);
    await Promise.all(rows.map((row) => runJob(jobs, row)));
  }
}

async function piece(influencerId: string, dueOn: string): Promise<string> {
  const id = newId("deliverable");
  await sql(
    `INSERT INTO deliverable (id, org_id, campaign_id, collaboration_id, influencer_id, position, platform, format, price_minor, currency, due_on, status, created_at)
     VALUES ($1, $2, $3, $4, $5, (SELECT max(position) + 1 FROM deliverable WHERE org_id = $2), 'tiktok', 'video', 1000, 'IDR', $6, 'open', now())`,
    [id, world.orgId, world.ids.campaign, world.ids.collaboration, influencerId, dueOn],
  );
  return id;
}

describe("the morning", () => {
  it("is 08:30 where the people are, once in every UTC day", () => {
    expect(morningOf("2026-11-21", "Asia/Jakarta")).toEqual({
      day: "2026-11-21",
      at: new Date("2026-11-21T01:30:00Z"),
    });
    expect(morningOf("2026-11-21", "America/Los_Angeles")).toEqual({
      day: "2026-11-21",
      at: new Date("2026-11-21T16:30:00Z"),
    });
    expect(morningOf("2026-11-21", "Pacific/Kiritimati")).toEqual({
      day: "2026-11-22",
      at: new Date("2026-11-21T18:30:00Z"),
    });
  });

  it("tells each person what waits for them, once, with two workers and after a restart", async () => {
    const { admin, manager, finance, viewer } = world.actors;
    const empty = await createOrganization(house.db, "Kosong");
    await piece(world.influencer.id, "2026-11-23");
    await work();
    expect(await told("reminders.digest")).toEqual([]);
    house.clock.set("2026-11-21T01:29:59Z");
    await work();
    expect(await told("reminders.digest")).toEqual([]);
    house.clock.set("2026-11-21T01:30:00Z");
    await work();
    await sql("UPDATE job SET status = 'pending' WHERE name = 'reminders.morning'");
    await work(3);
    const [forAdmin, ...more] = await told("reminders.digest", admin.id);
    expect(more).toEqual([]);
    expect(forAdmin?.data).toMatchObject({
      weekly: false,
      approvals: 1,
      posts: 1,
      payouts: { count: 1, late: 1, sums: [{ currency: "IDR", amountMinor: 900_000 }] },
      deadlines: { count: 1, first: [{ platform: "tiktok", dueOn: "2026-11-23" }] },
    });
    expect((await told("reminders.digest", manager.id))[0]?.data).toMatchObject({ approvals: 0, posts: 1 });
    expect((await told("reminders.digest", finance.id))[0]?.data).toMatchObject({ posts: 0, payouts: { count: 1 } });
    expect(await told("reminders.digest", viewer.id)).toEqual([]);
    expect(await told("reminders.digest", empty.admin.id)).toEqual([]);
    // The influencer: two days before the piece is due, and a payment that is late without an account.
    expect(await told("reminders.deadline")).toMatchObject([
      { recipient: world.influencer.id, data: { stage: "soon", orgName: "Kilau" } },
    ]);
    expect((await told("reminders.digest", world.influencer.id))[0]?.data).toMatchObject({
      influencer: true,
      payouts: { count: 1, late: 1, accountMissing: true },
    });
  });

  it("reminds of a piece two days before, on the day and once when it is late", async () => {
    for (const day of ["22", "23", "24", "25"]) {
      house.clock.set(`2026-11-${day}T01:30:00Z`);
      await work();
    }
    const stages = (await told("reminders.deadline")).map(({ data }) => data.stage);
    expect(stages).toEqual(["soon", "today", "late"]);
    // A new date is a new promise.
    await sql("UPDATE deliverable SET due_on = '2026-11-27' WHERE due_on = '2026-11-23'");
    await sql("UPDATE deliverable SET status = 'submitted' WHERE due_on = '2026-11-28'");
    await work();
    house.clock.set("2026-11-27T01:30:00Z");
    await work();
    expect((await told("reminders.deadline")).map(({ data }) => data.stage)).toEqual([...stages, "today"]);
  });

  it("on Mondays tells of the week behind", async () => {
    const [monday] = (await told("reminders.digest", world.actors.admin.id)).filter(({ data }) => data.weekly === true);
    expect(monday?.data).toMatchObject({ weekly: true, week: { postsApproved: 0, paid: [] } });
  });

  it("is not sent in the afternoon by a house that was down, but deadlines are", async () => {
    const before = (await told("reminders.digest")).length;
    await piece(world.influencer.id, "2026-11-30");
    house.clock.set("2026-11-28T07:00:00Z"); // 14:00
    await work();
    expect(await told("reminders.digest")).toHaveLength(before);
    expect((await told("reminders.deadline")).at(-1)?.data).toMatchObject({ stage: "soon", dueOn: "2026-11-30" });
  });

  it("counts the news that somebody asked to have summed up", async () => {
    const { viewer } = world.actors;
    await house.db.transaction(PLATFORM, async (tx) => {
      await insertOutbound(tx, world.orgId, house.clock.now(), {
        kind: "notification",
        recipient: viewer.id,
        template: "campaigns.ended",
        data: {},
        key: "held",
      });
      await tx.execute(
        "UPDATE outbound_message SET status = 'sent', sent_at = now(), error = $2 WHERE recipient = $1",
        [viewer.id, HELD_FOR_DIGEST],
      );
    });
    house.clock.set("2026-12-01T01:30:00Z");
    await work();
    expect((await told("reminders.digest", viewer.id)).at(-1)?.data).toMatchObject({ held: 1, posts: 0 });
  });
});

describe("a request that waits", () => {
  it("is said once more after a day, to those who may decide it, and is settled with it", async () => {
    const reminders = await told("reminders.approval_waits");
    // The world's own request, made on 10 November.
    expect(reminders.map(({ recipient }) => recipient).sort()).toEqual(
      [world.actors.admin.id, world.actors.admin2.id].sort(),
    );
    expect(reminders[0]).toMatchObject({ subject: `approval:${world.ids.approval}` });

    const quick = newId("approval");
    const slow = newId("approval");
    for (const id of [quick, slow]) {
      await sql(
        `INSERT INTO approval (id, tenant, use_case, use_case_version, input, input_hash, subject, facts, facts_hash, requested_by, requester, deciders, status, expires_at, created_at)
         SELECT $1, tenant, use_case, 1, input, 'x', $1, facts, 'x', requested_by, requester, deciders, 'pending', expires_at, $2 FROM approval WHERE id = $3`,
        [id, house.clock.now(), world.ids.approval],
      );
    }
    const count = async () => (await told("reminders.approval_waits")).length;
    house.clock.set("2026-12-02T00:10:00Z");
    await work();
    expect(await count()).toBe(2);
    await sql("UPDATE approval SET status = 'approved' WHERE id = $1", [quick]);
    house.clock.set("2026-12-02T01:30:00Z");
    await work();
    expect(await count()).toBe(4);
    house.clock.advance(48 * HOUR_MS);
    await work();
    expect(await count()).toBe(4);
  });

  it("is the house's own step alone", async () => {
    await expect(
      house.executor.execute("reminders.plan_day", { day: "2026-12-02" }, world.actors.admin),
    ).rejects.toMatchObject({ code: "forbidden" });
    const outcome = await house.executor.execute(
      "reminders.send_influencers",
      { day: "2026-12-02", withDigest: false },
      systemActor("reminders"),
    );
    expect(outcome).toMatchObject({ output: { next: null } });
    await createInfluencer(house.db, "Tenang");
  });
});
