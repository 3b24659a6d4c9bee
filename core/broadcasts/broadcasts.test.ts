import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTestDesk, saidIn, type TestDesk } from "../../test/support/desk.ts";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createInfluencer, createOrganization } from "../../test/support/people.ts";
import { approvalsModule } from "../approvals/index.ts";
import { claimJob, runJob } from "../jobs/engine.ts";
import type { Actor } from "../kernel/actor.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../kernel/clock.ts";
import { newId } from "../kernel/ids.ts";
import { notificationsModule } from "../notifications/index.ts";
import { broadcastsModule, isStopWord } from "./index.ts";

const PLATFORM = { role: "platform" } as const;
const MODULES = [approvalsModule, broadcastsModule, notificationsModule];
let house: TestHouse;
let team: Awaited<ReturnType<typeof createOrganization>>;
let people: Actor[];
let desk: TestDesk;

const silent = {
  runTurn: ({ state }: { state: Record<string, unknown> }) =>
    Promise.resolve({ replies: [], state, transcript: [], status: "done" as const }),
};

beforeAll(async () => {
  // 10:00 in Jakarta.
  house = await openTestHouse({ modules: MODULES, now: "2026-11-21T03:00:00Z" });
});
afterAll(() => house.db.close());
beforeEach(async () => {
  await sql("UPDATE outbound_message SET status = 'failed' WHERE status IN ('pending', 'sending')");
  await sql("UPDATE job SET status = 'done' WHERE status = 'pending'");
  await sql("UPDATE broadcast_recipient SET status = 'skipped'");
  team = await createOrganization(house.db, "Kilau");
  people = [];
  for (const name of ["Rani", "Dewi", "Kevin"]) people.push((await createInfluencer(house.db, name)).influencer);
  for (const { id } of people) {
    await sql(
      "INSERT INTO organization_influencer (org_id, influencer_id, tags, updated_at) VALUES ($1, $2, '{Serum}', now())",
      [team.orgId, id],
    );
  }
  desk = await openTestDesk(house, { assistant: silent, people: [team.manager, team.admin, ...people] });
});

function sql<Row>(text: string, params: readonly unknown[] = []): Promise<Row[]> {
  return house.db.transaction(PLATFORM, (tx) => tx.query<Row>(text, params));
}
async function agree(...who: Actor[]): Promise<void> {
  for (const actor of who) {
    await house.executor.execute("broadcasts.agree", {}, actor, { confirmation: { kind: "press" } });
  }
}
const send = (text = "Campaign baru mulai Senin.", actor = team.manager) =>
  house.executor.execute("broadcasts.send", { text, tag: "serum" }, actor, { confirmation: { kind: "press" } });
/** What the workers do now: due jobs once, then turns and deliveries. */
async function work(): Promise<void> {
  const jobs = { ...house, owner: "w" };
  for (const { id } of await sql<{ id: string }>("SELECT id FROM job WHERE status = 'pending' ORDER BY created_at")) {
    await sql("UPDATE job SET run_at = $2 WHERE id = $1", [id, house.clock.now()]);
    const row = await claimJob(jobs, id);
    if (row) await runJob(jobs, row);
  }
  await desk.run();
}
const told = async (actor: Actor): Promise<number> =>
  (await desk.window(actor)).filter(({ body }) => body.card?.title === "Pesan dari Kilau").length;
const result = () =>
  sql<{ data: Record<string, number>; recipient: string }>(
    "SELECT data, recipient FROM outbound_message WHERE template = 'broadcasts.result' AND tenant = $1",
    [team.orgId],
  );

describe("a message to many", () => {
  it("waits for a person's press on the numbers, goes to those who agreed, and reports what became of it", async () => {
    await agree(people[0] as Actor, people[1] as Actor);
    const asked = await house.executor.execute("broadcasts.send", { text: "Halo semua!", tag: "serum" }, team.manager);
    if (asked.kind !== "waiting") throw new Error("not asked");
    const fact = (label: string) => asked.facts.lines.find((line) => line.label === `broadcasts.fact.${label}`)?.value;
    expect(fact("people")).toMatchObject({ number: 2 });
    expect(fact("without_consent")).toMatchObject({ number: 1 });
    expect(fact("text")).toMatchObject({ text: "Halo semua!" });
    await work();
    expect(await Promise.all(people.map(told))).toEqual([0, 0, 0]);
    await house.approvals.decide(asked.approvalId, "approve", team.admin);
    await work();
    await work();
    expect(await Promise.all(people.map(told))).toEqual([1, 1, 0]);
    expect(await result()).toMatchObject([
      { recipient: team.manager.id, data: { sent: 2, held: 0, refused: 0, unknown: 0, skipped: 0 } },
    ]);
    expect(saidIn(await desk.window(team.manager))).toContain("Pesan massal selesai dikirim");
  });

  it("says so where nobody agreed, and takes one way to name the people", async () => {
    await expect(send()).rejects.toMatchObject({ reason: "broadcast_nobody" });
    await agree(...people);
    const both = { text: "Halo semua!", tag: "serum", influencerIds: [people[0]?.id] };
    await expect(
      house.executor.execute("broadcasts.send", both, team.manager, { confirmation: { kind: "press" } }),
    ).rejects.toMatchObject({ reason: "broadcast_audience" });
    await sql(
      "UPDATE organization_influencer SET blacklisted_at = now(), blacklist_reason = 'x' WHERE influencer_id = $1",
      [people[0]?.id],
    );
    expect(await send()).toMatchObject({ output: { people: 2 } });
  });

  it("reaches a person once a day, whoever sends, and gives up after three days", async () => {
    await agree(people[0] as Actor);
    await send("Yang pertama.");
    await work();
    await send("Yang kedua.");
    await work();
    house.clock.advance(23 * HOUR_MS);
    await work();
    expect(await told(people[0] as Actor)).toBe(1);
    house.clock.advance(2 * HOUR_MS);
    await work();
    expect(await told(people[0] as Actor)).toBe(2);
    await send("Yang ketiga.");
    await sql("UPDATE broadcast_recipient SET queued_at = now() + interval '10 days' WHERE status = 'queued'");
    house.clock.advance(4 * DAY_MS);
    await work();
    expect(await told(people[0] as Actor)).toBe(2);
    expect((await result()).map(({ data }) => data.skipped)).toEqual([0, 0, 1]);
  });

  it("keeps to what one organization may send in a day, and goes on the next day", async () => {
    await agree(...people);
    const { influencer } = await createInfluencer(house.db, "Banyak");
    await sql(
      `WITH b AS (INSERT INTO broadcast (id, org_id, body, audience, status, created_by, created_at)
         SELECT 'brd_' || n || '_' || $1, $1, 'x', '{}', 'done', 'test', $3 FROM generate_series(1, 998) n RETURNING id)
       INSERT INTO broadcast_recipient (org_id, broadcast_id, influencer_id, status, channel, queued_at) SELECT $1, id, $2, 'queued', 'desk', $3 FROM b`,
      [team.orgId, influencer.id, new Date(house.clock.now().getTime() - HOUR_MS)],
    );
    await send();
    await work();
    expect((await Promise.all(people.map(told))).reduce((sum, one) => sum + one)).toBe(2);
    house.clock.advance(DAY_MS);
    await work();
    expect(await Promise.all(people.map(told))).toEqual([1, 1, 1]);
  });

  it("keeps the quiet hours: nobody's copy is released at night", async () => {
    await agree(people[0] as Actor);
    const night = new Date("2026-12-20T15:00:00Z").getTime();
    house.clock.advance(night - house.clock.now().getTime());
    await send();
    await work();
    expect(await sql("SELECT status FROM broadcast_recipient WHERE org_id = $1", [team.orgId])).toEqual([
      { status: "waiting" },
    ]);
    house.clock.advance(11 * HOUR_MS);
    await work();
    expect(await told(people[0] as Actor)).toBe(1);
  });

  it("counts what was held, refused and lost, and never sends a lost copy again", async () => {
    await agree(...people);
    await house.executor.execute(
      "notifications.set_preferences",
      { group: "campaigns", mode: "off" },
      people[0] as Actor,
    );
    await send();
    const jobs = { ...house, owner: "w" };
    const [job] = await sql<{ id: string }>("SELECT id FROM job WHERE status = 'pending'");
    await sql("UPDATE job SET run_at = $1 WHERE status = 'pending'", [house.clock.now()]);
    const row = job && (await claimJob(jobs, job.id));
    if (row) await runJob(jobs, row);
    await sql(
      "UPDATE outbound_message SET status = 'unknown' WHERE recipient = $1 AND template = 'broadcasts.message'",
      [people[1]?.id],
    );
    await sql(
      "UPDATE outbound_message SET status = 'failed' WHERE recipient = $1 AND template = 'broadcasts.message'",
      [people[2]?.id],
    );
    await work();
    house.clock.advance(10 * MINUTE_MS);
    await work();
    expect(await result()).toMatchObject([{ data: { sent: 0, held: 1, refused: 1, unknown: 1, skipped: 0 } }]);
    expect(await Promise.all(people.map(told))).toEqual([0, 0, 0]);
  });
});

describe("consent", () => {
  it("is given by the person's own press and recorded with its wording", async () => {
    const [rani] = people as [Actor];
    const asked = await house.executor.execute("broadcasts.agree", {}, rani);
    expect(asked.kind).toBe("waiting");
    expect(await sql("SELECT 1 FROM consent WHERE influencer_id = $1", [rani.id])).toEqual([]);
    await work();
    await desk.touch(rani, "Setujui");
    await work();
    expect(
      await sql("SELECT purpose, wording_version, via, withdrawn_at FROM consent WHERE influencer_id = $1", [rani.id]),
    ).toEqual([{ purpose: "broadcast", wordingVersion: 1, via: "desk", withdrawnAt: null }]);
  });

  it("ends with one word, also for what was approved before", async () => {
    const [rani] = people as [Actor];
    await agree(rani);
    await send();
    await desk.write(rani, "BERHENTI");
    await desk.run();
    await work();
    expect(saidIn(await desk.window(rani))).toContain("tidak ada lagi pesan massal");
    expect(await told(rani)).toBe(0);
    expect((await result()).map(({ data }) => data.skipped)).toEqual([1]);
    await desk.write(rani, "berhenti");
    await desk.run();
    expect(saidIn(await desk.window(rani))).toContain(
      "Oke, saya berhenti. Pesan massal dari brand tidak saya kirim ke kamu.",
    );
    await expect(send()).rejects.toMatchObject({ reason: "broadcast_nobody" });
  });

  it("is not ended by a word in a sentence", () => {
    expect(["STOP", "berhenti.", " Unsubscribe! "].every(isStopWord)).toBe(true);
    expect(["stop motion juga bisa", "saya berhenti kerja"].some(isStopWord)).toBe(false);
  });

  it("is one's own: an organization cannot give it, and sees only whether it is there", async () => {
    const give = house.db.transaction({ role: "app", orgId: team.orgId }, (tx) =>
      tx.execute(
        "INSERT INTO consent (id, influencer_id, purpose, wording_version, given_at, via) VALUES ($1, $2, 'broadcast', 1, now(), 'rest')",
        [newId("consent"), people[0]?.id],
      ),
    );
    await expect(give).rejects.toThrow();
  });
});
