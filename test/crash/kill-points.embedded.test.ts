import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SANDBOX_CALLBACK_TOKEN } from "../../app/start.ts";
import { systemClock } from "../../core/kernel/clock.ts";
import type { KillPoint } from "../../core/kernel/kill-points.ts";
import { type Sandbox, startSandbox } from "../../sandbox/server.ts";
import { DeskClient } from "./desk-client.ts";
import { ADMIN, CREATOR, HASHTAG, MANAGER, prepare, rows, violations } from "./prepared.ts";
import { freePort, type KolegaProcess, killHard, launch, startKolega } from "./process.ts";

/**
 * The real process is killed at every durable boundary of accepting, submitting and approving. Each scenario is a chain:
 * the process that recovers from one kill is killed at the next boundary, so every recovery is interrupted as well. The
 * sandbox (the bank, the platforms) lives in this process and survives.
 */

const folder = mkdtempSync(join(tmpdir(), "kolega-crash-"));
const prepared = join(folder, "prepared");
let sandbox: Sandbox;
let port: number;
let current: KolegaProcess | undefined;

beforeAll(async () => {
  port = await freePort();
  sandbox = await startSandbox({
    host: "127.0.0.1",
    port: 0,
    stateDir: join(folder, "sandbox"),
    clock: systemClock,
    timing: { payoutMs: 1_500 },
    webhook: { payoutUrl: `http://127.0.0.1:${port}/webhooks/xendit`, callbackToken: SANDBOX_CALLBACK_TOKEN },
  });
  await prepare({ dataDir: prepared, sandboxUrl: sandbox.url });
}, 120_000);

afterAll(async () => {
  if (current) await killHard(current);
  await sandbox?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A fresh copy of the prepared data, and how a process is started on it. */
function copyOfPrepared(name: string) {
  const dataDir = join(folder, name);
  cpSync(prepared, dataDir, { recursive: true });
  const where = { dataDir, sandboxUrl: sandbox.url };
  return {
    where,
    start: async (killAt?: string): Promise<KolegaProcess> => {
      // A test that failed leaves one behind, which the next must not meet.
      if (current) await killHard(current);
      current = await startKolega({ ...where, port, killAt });
      return current;
    },
    desk: (person: string) => new DeskClient(`http://127.0.0.1:${port}`, person),
  };
}

type House = ReturnType<typeof copyOfPrepared>;

/** Waits until nothing is waiting: no event, no turn, no message, no payout and no job of one that is due. */
async function settled({ where }: House): Promise<void> {
  let quiet = 0;
  let waiting: Record<string, number> | undefined;
  for (let tries = 0; tries < 300; tries += 1) {
    [waiting] = await rows<Record<string, number>>(
      where,
      `SELECT (SELECT count(*)::int FROM inbound_event WHERE status NOT IN ('done', 'dead')) AS events,
         (SELECT count(*)::int FROM turn WHERE status = 'running') AS turns,
         (SELECT count(*)::int FROM outbound_message WHERE status IN ('pending', 'sending')) AS messages,
         (SELECT count(*)::int FROM job WHERE name LIKE 'payouts.%' AND (status = 'running' OR (status = 'pending' AND run_at <= now()))) AS jobs,
         (SELECT count(*)::int FROM payout WHERE status IN ('requested', 'prepared', 'submitted', 'unknown')) AS payouts`,
    );
    quiet = Object.values(waiting ?? { none: 1 }).every((count) => count === 0) ? quiet + 1 : 0;
    if (quiet === 2) return;
    await sleep(200);
  }
  throw new Error(`the house does not come to rest: ${JSON.stringify(waiting)}\n${current?.text()}`);
}

/**
 * Does something that the process dies of at each of these points, one after the other; the last process, which waits
 * for `next`, survives and comes to rest.
 */
async function dyingAt(
  house: House,
  points: readonly KillPoint[],
  act: () => Promise<void>,
  next?: KillPoint,
): Promise<void> {
  const acted = act();
  acted.catch(() => undefined);
  for (const [index, point] of points.entries()) {
    const dying = current as KolegaProcess;
    const end = await Promise.race([dying.ended, sleep(30_000)]);
    if (!end) throw new Error(`${point} was not reached; last answers: ${await lastAnswers(house)}\n${dying.text()}`);
    expect(end.signal).toBe("SIGKILL");
    expect(dying.text()).toContain(`killed at ${point}`);
    await house.start(points[index + 1] ?? next);
  }
  await acted;
  await settled(house);
}

/** For the message of a failed test. */
async function lastAnswers({ where }: House): Promise<string> {
  const found = await rows(
    where,
    `SELECT coalesce(data->>'text', data->'card'->>'title') AS said, (SELECT array_agg(error) FROM inbound_event WHERE error IS NOT NULL) AS events
     FROM outbound_message WHERE kind = 'reply' ORDER BY seq DESC LIMIT 3`,
  );
  return JSON.stringify(found);
}

/** Every line of the outbox as its reader has it on the desk, and nothing else of ours there. */
async function expectDeliveredOnce({ where }: House): Promise<void> {
  const undelivered = await rows(
    where,
    `SELECT o.template, o.status, o.error, count(d.id)::int AS shown FROM outbound_message o
     LEFT JOIN desk_message d ON d.outbound_id = o.id AND d.person = o.recipient
     WHERE o.kind <> 'settle' AND coalesce(o.error, '') <> 'settled before it was delivered'
     GROUP BY o.id HAVING o.status <> 'sent' OR count(d.id) <> 1`,
  );
  expect(undelivered).toEqual([]);
  const [strays] = await rows<{ count: number }>(
    where,
    "SELECT count(*)::int FROM desk_message d WHERE sender = 'kolega' AND NOT EXISTS (SELECT 1 FROM outbound_message o WHERE o.id = split_part(d.outbound_id, ':', 1))",
  );
  expect(strays?.count).toBe(0);
}

/** Who was told what, beyond answers; each line once is each notification once. */
async function told({ where }: House, since: number): Promise<string[]> {
  const found = await rows<{ line: string }>(
    where,
    `SELECT o.template || ' > ' || coalesce(m.name, i.display_name) AS line FROM outbound_message o
     LEFT JOIN member m ON m.id = o.recipient LEFT JOIN influencer i ON i.id = o.recipient
     WHERE o.kind = 'notification' AND o.seq > $1`,
    [since],
  );
  return found.map((row) => row.line).sort();
}

async function lastSeq({ where }: House): Promise<number> {
  const [row] = await rows<{ seq: number }>(where, "SELECT coalesce(max(seq), 0)::int AS seq FROM outbound_message");
  return row?.seq ?? 0;
}

const PAID = ["requested", "submitted", "confirmed"].map((step) => `payouts.${step} > ${CREATOR}`);

/** These were told, and nothing was told twice. */
async function expectToldOnce(house: House, since: number, expected: readonly string[]): Promise<void> {
  const lines = await told(house, since);
  expect(lines).toEqual(expect.arrayContaining([...expected]));
  expect(new Set(lines).size, lines.join("\n")).toBe(lines.length);
}

/** One answer, and that of the first time: not that the button was used or that somebody was faster. */
function expectOutcome(said: readonly string[]): void {
  expect(said).toHaveLength(1);
  expect(said[0]).not.toMatch(/sudah dipakai|kedaluwarsa|maaf|gangguan|sudah berubah/i);
}

/** The answers to a person's presses and links, in words. */
async function answers({ where }: House, person: string, since: number): Promise<string[]> {
  const found = await rows<{ text: string }>(
    where,
    `SELECT coalesce(o.data->>'text', o.data->'card'->>'title', '') AS text FROM outbound_message o
     LEFT JOIN member m ON m.id = o.recipient LEFT JOIN influencer i ON i.id = o.recipient
     WHERE o.kind = 'reply' AND o.seq > $2 AND coalesce(m.name, i.display_name) = $1 ORDER BY o.seq`,
    [person, since],
  );
  return found.map((row) => row.text);
}

async function publish(platform: "instagram" | "tiktok"): Promise<string> {
  const control = (path: string, body?: unknown): Promise<Response> =>
    fetch(`${sandbox.url}/_control${path}`, {
      method: body ? "POST" : "GET",
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  const { accounts } = (await (await control("/accounts")).json()) as {
    accounts: { platform: string; externalId: string; displayName: string }[];
  };
  const account = accounts.find((one) => one.platform === platform && one.displayName === CREATOR);
  const made = await control("/posts", {
    platform,
    accountId: account?.externalId,
    format: platform === "instagram" ? "reel" : "video",
    caption: `[kerja sama berbayar] Serumnya lembut! Klik link di bio ${HASHTAG} #ad`,
  });
  return ((await made.json()) as { post: { url: string } }).post.url;
}

describe("killed at every boundary", () => {
  let house: House;
  let creator: DeskClient;
  let admin: DeskClient;

  beforeAll(async () => {
    house = copyOfPrepared("journey");
    await house.start();
    await settled(house);
    await killHard(current as KolegaProcess);
    await house.start("event_kept");
    creator = house.desk(CREATOR);
    admin = house.desk(ADMIN);
  }, 120_000);

  it("accepting: one agreement, one hold a piece", async () => {
    const since = await lastSeq(house);
    await dyingAt(
      house,
      [
        "event_kept",
        "turn_adopted",
        "use_case_done/collaborations.accept",
        "turn_committed",
        "send_begun",
        "send_done",
      ],
      async () => creator.press("accept", await creator.button("Terima")),
      "event_kept",
    );
    const held = await rows(
      house.where,
      `SELECT d.position, count(h.id)::int AS holds, min(h.status) AS status, sum(h.amount_minor)::int AS amount
       FROM deliverable d LEFT JOIN ledger_hold h ON h.id = d.hold_id OR h.reference = d.id
       WHERE d.campaign_id = (SELECT id FROM campaign WHERE name = 'Glow Your Way')
       GROUP BY d.id, d.position ORDER BY d.position`,
    );
    expect(held).toEqual([
      { position: 1, holds: 1, status: "pending", amount: 1_000_000 },
      { position: 2, holds: 1, status: "pending", amount: 1_000_000 },
    ]);
    expect(await told(house, since)).toEqual([
      `collaborations.answered > ${MANAGER}`,
      `collaborations.answered > ${ADMIN}`,
      "collaborations.answered > Sarah Tan",
    ]);
    expect(await answers(house, CREATOR, since)).toEqual([expect.stringContaining("Sip, kamu ikut")]);
    await expectDeliveredOnce(house);
  }, 180_000);

  it("submitting a link: one post, one review", async () => {
    const since = await lastSeq(house);
    const url = await publish("instagram");
    await dyingAt(
      house,
      ["event_kept", "turn_adopted", "use_case_done/posts.submit_link", "turn_committed", "send_begun", "send_done"],
      () => creator.say("link", `Sudah tayang ya kak ${url}`),
      "event_kept",
    );
    const posts = await rows(house.where, "SELECT status, version FROM post WHERE url = $1 OR status = 'pending'", [
      url,
    ]);
    expect(posts).toEqual([{ status: "pending", version: 1 }]);
    await expectToldOnce(house, since, [`posts.submitted > ${MANAGER}`, `posts.submitted > ${ADMIN}`]);
    expectOutcome(await answers(house, CREATOR, since));
    await expectDeliveredOnce(house);
  }, 180_000);

  it("approving: one release, one payout, one effect at the bank", async () => {
    const since = await lastSeq(house);
    await dyingAt(
      house,
      [
        "event_kept",
        "turn_adopted",
        "use_case_done/posts.approve",
        "payout_begun",
        "payout_created",
        "use_case_done/payouts.record",
      ],
      async () => admin.press("approve", await admin.button("Setujui")),
    );
    await expectPaidOnce(house, 1);
    await expectToldOnce(house, since, PAID);
    expectOutcome(await answers(house, ADMIN, since));
    await expectDeliveredOnce(house);
  }, 180_000);

  it("approving: the answer and the messages are sent once", async () => {
    const url = await publish("tiktok");
    await creator.say("second link", url);
    await admin.button("Setujui");
    await settled(house);
    const since = await lastSeq(house);
    await killHard(current as KolegaProcess);
    await house.start("turn_committed");
    await dyingAt(house, ["turn_committed", "send_begun", "send_done"], async () =>
      admin.press("approve the second", await admin.button("Setujui")),
    );
    await expectPaidOnce(house, 2);
    await expectToldOnce(house, since, PAID);
    expectOutcome(await answers(house, ADMIN, since));
    await expectDeliveredOnce(house);
    expect(await violations(house.where)).toEqual(await violations({ ...house.where, dataDir: prepared }));
    await killHard(current as KolegaProcess);
  }, 240_000);
});

/** Every payout of the campaign: one release of its hold, one chain of statuses, one transfer at the bank. */
async function expectPaidOnce({ where }: House, payouts: number): Promise<void> {
  const paid = await rows<{ id: string; steps: string[]; releases: number; attempts: number; posted: number }>(
    where,
    `SELECT p.id, p.attempts,
       (SELECT array_agg(e.status ORDER BY e.seq) FROM payout_event e WHERE e.payout_id = p.id) AS steps,
       (SELECT count(*)::int FROM ledger_transfer t WHERE t.hold_id = p.hold_id AND t.kind = 'release') AS releases,
       (SELECT count(*)::int FROM payout_event e WHERE e.payout_id = p.id AND e.status = 'confirmed') AS posted
     FROM payout p WHERE p.campaign_name = 'Glow Your Way' ORDER BY p.id`,
  );
  expect(paid).toHaveLength(payouts);
  for (const payout of paid) {
    expect(payout).toMatchObject({
      steps: ["requested", "prepared", "submitted", "confirmed"],
      releases: 1,
      attempts: 1,
      posted: 1,
    });
    const bank = await fetch(`${sandbox.url}/_control/payouts?reference=${payout.id}`);
    expect(await bank.json()).toMatchObject({ count: 1, succeeded: 1 });
  }
  const everything = (await (await fetch(`${sandbox.url}/_control/payouts`)).json()) as { count: number };
  expect(everything.count).toBe(payouts);
}

describe("killed at any moment", () => {
  it("30 messages: none that was acknowledged is lost, none is answered twice", async () => {
    const house = copyOfPrepared("random");
    await house.start();
    const creator = house.desk(CREATOR);
    const texts = Array.from({ length: 30 }, (_, index) => `Pesan nomor ${index + 1}: berapa bayaranku?`);
    let said = 0;
    const talking = (async () => {
      for (const [index, text] of texts.entries()) {
        await creator.say(`m${index}`, text);
        said += 1;
        await sleep(60);
      }
    })();
    talking.catch(() => undefined);
    let kills = 0;
    while (kills < 4 || (said < texts.length && kills < 6)) {
      // Every life hears something: on a slow machine nobody would ever get a word in.
      for (const before = said; said === before && said < texts.length; ) await sleep(50);
      await sleep(Math.random() * 600);
      await killHard(current as KolegaProcess);
      kills += 1;
      await house.start();
    }
    await talking;
    await settled(house);
    const events = await rows<{ externalId: string; status: string; turns: number; answers: number }>(
      house.where,
      `SELECT e.external_id, e.status, count(DISTINCT t.id)::int AS turns, count(o.id)::int AS answers FROM inbound_event e
       LEFT JOIN turn t ON e.id = ANY(t.events)
       LEFT JOIN outbound_message o ON o.dedupe_key = 'turn:' || t.id || ':0' AND o.status = 'sent'
       GROUP BY e.id ORDER BY e.id`,
    );
    expect(events).toHaveLength(texts.length);
    for (const event of events) expect(event).toMatchObject({ status: "done", turns: 1, answers: 1 });
    const own = await rows<{ text: string }>(
      house.where,
      "SELECT body->>'text' AS text FROM desk_message WHERE sender = 'me' ORDER BY id",
    );
    expect(own.map((row) => row.text)).toEqual(texts);
    await expectDeliveredOnce(house);
    await killHard(current as KolegaProcess);
  }, 240_000);
});

describe("one process on one folder", () => {
  it("says so when started twice, and stops cleanly at Ctrl-C with a page open", async () => {
    const house = copyOfPrepared("twice");
    const first = await house.start();
    const second = launch({ ...house.where, port: await freePort() });
    expect(await second.ended).toEqual({ code: 2, signal: null });
    expect(second.text()).toContain(`is in use by process ${first.child.pid}`);
    expect(first.isAlive()).toBe(true);

    const creator = house.desk(CREATOR);
    await creator.say("hello", "halo");
    const page = await creator.listen();
    const pressed = Date.now();
    first.child.kill("SIGINT");
    expect(await first.ended).toEqual({ code: 0, signal: null });
    expect(Date.now() - pressed).toBeLessThan(10_000);
    expect(existsSync(join(house.where.dataDir, "kolega.lock"))).toBe(false);
    await page.closed;
    const said = await rows(house.where, "SELECT 1 FROM inbound_event");
    expect(said).toHaveLength(1);
  }, 120_000);
});
