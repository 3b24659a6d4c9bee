import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { withHouse } from "../../app/cli/with-house.ts";
import { readConfig } from "../../app/config.ts";
import { DEMO_PHONES } from "../../app/demo/chats.ts";
import { loadDemo } from "../../app/demo/load.ts";
import type { House } from "../../app/house.ts";
import { SANDBOX_CALLBACK_TOKEN } from "../../app/start.ts";
import { templateDefinitions } from "../../bots/whatsapp/templates.ts";
import { systemClock } from "../../core/kernel/clock.ts";
import { type Sandbox, startSandbox } from "../../sandbox/server.ts";
import { freePort } from "../crash/process.ts";
import { audit, type Findings, violations } from "./audit.ts";
import { Supervised, type Weather } from "./chaos.ts";
import type { Ground } from "./ground.ts";
import { type Hands, handsOf, ordered } from "./hands.ts";
import { inviteAll, makePeople } from "./people.ts";
import { converse, newTalk } from "./talk.ts";

export interface SoakOptions {
  readonly ground: Ground;
  /** Messages and presses in all. */
  readonly updates: number;
  /** People on each platform. */
  readonly peopleEach: number;
  readonly weather: Weather;
  readonly random: () => number;
  /** How long the house may take to come to rest after the last restart. */
  readonly settleMs: number;
  readonly onProgress?: (line: string) => void;
}

export interface SoakResult {
  readonly findings: Findings;
  readonly messages: number;
  readonly presses: number;
  readonly deliveries: Readonly<Record<string, number>>;
  readonly strikes: Readonly<Record<string, number>>;
  readonly ownDeaths: readonly string[];
  readonly talkedMs: number;
  /** From the last restart, or the last repeat of a platform where that came later, to rest. */
  readonly settledMs: number;
}

/** The platforms repeat this much faster than the real ones, whose minutes would outlast the run. */
const RETRY_SPEED = 4;
const LONGEST_RETRY_MS = 5_000;

/** People talk on three platforms while the house is struck; then it is left alone, comes to rest, and is audited. */
export async function soak(options: SoakOptions): Promise<SoakResult> {
  const { ground } = options;
  const folder = mkdtempSync(join(tmpdir(), "kolega-soak-"));
  const port = await freePort();
  const sandbox = await startSandbox({
    host: "127.0.0.1",
    port: 0,
    stateDir: join(folder, "sandbox"),
    clock: systemClock,
    webhook: { payoutUrl: `http://127.0.0.1:${port}/webhooks/xendit`, callbackToken: SANDBOX_CALLBACK_TOKEN },
    chats: {
      appUrl: () => `http://127.0.0.1:${port}`,
      phones: DEMO_PHONES,
      templates: templateDefinitions(),
      retrySpeed: RETRY_SPEED,
      longestRetryMs: LONGEST_RETRY_MS,
    },
  });
  const env = {
    DATABASE_URL: ground.databaseUrl,
    REDIS_URL: ground.redisUrl,
    REDIS_PREFIX: ground.redisPrefix,
    KOLEGA_DEMO: "1",
    KOLEGA_CLOCK_SPEED: "1",
  };
  const dataDir = join(folder, "data");
  const app = new Supervised({ dataDir, port, sandboxUrl: sandbox.url, env }, ground);
  const config = readConfig({ ...env, KOLEGA_DATA_DIR: dataDir, KOLEGA_SANDBOX_URL: sandbox.url });
  try {
    return await withHouse(config, (house) => run(options, house, sandbox, app));
  } finally {
    await app.stop();
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(options: SoakOptions, house: House, sandbox: Sandbox, app: Supervised): Promise<SoakResult> {
  const { chats } = sandbox;
  if (!chats) throw new Error("the sandbox has no chats");
  await loadDemo({ db: house.db, vault: house.ports.vault, embedder: house.ports.embedder, now: house.clock.now() });
  const people = await makePeople(house, chats, options.peopleEach);
  const hands = new Map<string, Hands>(people.map((person) => [person.id, handsOf(chats, person)]));
  await app.start();
  const talk = newTalk();
  // A chat exists from its first word on; only then there is somewhere to bring an invitation.
  for (const person of people) {
    const externalId = hands.get(person.id)?.say("halo", { deliveries: 1, laterMs: 0 }) ?? "";
    talk.said.push({ person, externalId });
  }
  await rest(house, sandbox, 60_000);
  const orgId = await inviteAll(house, people);
  // The demo's opening balances have no deposits behind them.
  const booksBefore = await violations(house);

  const began = Date.now();
  let over = false;
  const raging = app.rage(options.weather, options.random, () => over);
  const told = setInterval(() => {
    const { app: kills, postgres, redis } = app.strikes;
    options.onProgress?.(
      `${Math.round((Date.now() - began) / 1_000)} s: ${talk.count()} updates; struck: app ${kills}, PostgreSQL ${postgres}, Redis ${redis}`,
    );
  }, 15_000);
  try {
    const { updates, random } = options;
    await Promise.all(
      people.map((person) => {
        const own = hands.get(person.id);
        return own && converse(person, own, talk, { updates, random, mayAccept: true });
      }),
    );
  } finally {
    over = true;
    clearInterval(told);
  }
  const talkedMs = Date.now() - began;
  await raging;
  // Everything at once, for the end.
  const { weather } = options;
  await Promise.all([
    weather.postgres > 0 && app.strikePostgres(),
    weather.redis > 0 && app.strikeRedis(),
    weather.app > 0 && app.strikeApp(),
  ]);
  const restarted = Date.now();
  const { at, heard } = await rest(house, sandbox, options.settleMs * 5);
  const settledMs = at - Math.max(restarted, heard);
  options.onProgress?.(`at rest after ${(settledMs / 1_000).toFixed(1)} s`);
  const findings = await audit({ house, chats, people, hands, said: talk.said, orgId, booksBefore });
  return {
    findings,
    messages: talk.said.length,
    presses: talk.presses,
    deliveries: { ...ordered },
    strikes: { ...app.strikes },
    ownDeaths: app.ownDeaths,
    talkedMs,
    settledMs,
  };
}

/**
 * Until nothing waits, here or at the platforms; when that was, and when the platforms had delivered the last of what
 * waited there for its repeat. Throws with what still waits.
 */
async function rest({ db }: House, { chats }: Sandbox, withinMs: number): Promise<{ at: number; heard: number }> {
  const until = Date.now() + withinMs;
  let heard = Date.now();
  for (let quiet = 0; ; ) {
    const waiting = await db
      .transaction({ role: "platform" }, (tx) =>
        tx.first<Record<string, number>>(
          `SELECT (SELECT count(*)::int FROM inbound_event WHERE status NOT IN ('done', 'dead')) AS events,
             (SELECT count(*)::int FROM turn WHERE status = 'running') AS turns,
             (SELECT count(*)::int FROM outbound_message WHERE status IN ('pending', 'sending')) AS messages,
             (SELECT count(*)::int FROM job WHERE status IN ('pending', 'running') AND run_at <= now()) AS jobs`,
        ),
      )
      .catch(() => undefined);
    const atPlatforms = {
      slack: chats?.slack.ctx.delivery.waiting ?? 0,
      telegram: chats?.telegram.updates.waiting().length ?? 0,
      whatsapp: chats?.whatsapp.webhooks.waiting ?? 0,
    };
    if (Object.values(atPlatforms).some((count) => count > 0)) heard = Date.now();
    const all = { ...(waiting ?? { database: 1 }), ...atPlatforms };
    quiet = Object.values(all).every((count) => count === 0) ? quiet + 1 : 0;
    if (quiet === 2) return { at: Date.now(), heard };
    if (Date.now() > until) throw new Error(`does not come to rest: ${JSON.stringify(all)}`);
    await sleep(250);
  }
}
