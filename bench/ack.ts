import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { systemClock } from "../core/kernel/clock.ts";
import { TELEGRAM_DEMO_BOT } from "../sandbox/chats.ts";
import { startSandbox } from "../sandbox/server.ts";
import { signSlack } from "../sandbox/slack/delivery.ts";
import { SLACK_DEMO_APP, SLACK_DEMO_TEAM } from "../sandbox/slack/demo.ts";
import { DEMO_WHATSAPP } from "../sandbox/whatsapp/sandbox.ts";
import { metaJson, sign } from "../sandbox/whatsapp/webhooks.ts";
import { freePort, killHard, startKolega } from "../test/crash/process.ts";
import { layWire, overWire } from "../test/support/wire.ts";
import { percentile, printTable, scratchDatabase } from "./support.ts";

const PER_SECOND = 100;
const SECONDS = 20;
const WARM_UP = 100;
const PEOPLE = 60;
const SLOWED_MS = 50;
const TELEGRAM_SECRET = "bench-telegram-webhook-secret";

interface Update {
  readonly path: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A message of somebody, as each platform delivers it: signed, with ids of its own. */
const PLATFORMS: readonly ((n: number) => Update)[] = [
  (n) => {
    const person = `U0BENCH${n % PEOPLE}`;
    const ts = `${Math.floor(Date.now() / 1_000)}.${String(n).padStart(6, "0")}`;
    const channel = `D0BENCH${n % PEOPLE}`;
    const event = { type: "message", channel_type: "im", channel, user: person, text: "halo", ts, event_ts: ts };
    const envelope = { type: "event_callback", team_id: SLACK_DEMO_TEAM.id, api_app_id: SLACK_DEMO_APP.appId };
    const body = JSON.stringify({ ...envelope, event, event_id: `Ev${n}`, event_time: Math.floor(Date.now() / 1_000) });
    const at = Math.floor(Date.now() / 1_000);
    return {
      path: "/slack/events",
      body,
      headers: {
        "x-slack-request-timestamp": String(at),
        "x-slack-signature": signSlack(SLACK_DEMO_APP.signingSecret, at, body),
      },
    };
  },
  (n) => {
    const id = 7_000_000 + (n % PEOPLE);
    const from = { id, is_bot: false, first_name: "Bench" };
    const chat = { id, type: "private", first_name: "Bench" };
    const message = { message_id: n + 1, date: Math.floor(Date.now() / 1_000), text: "halo", from, chat };
    return {
      path: "/webhooks/telegram",
      body: JSON.stringify({ update_id: n + 1, message }),
      headers: { "x-telegram-bot-api-secret-token": TELEGRAM_SECRET },
    };
  },
  (n) => {
    const user = `ID.bench${n % PEOPLE}`;
    const message = { from_user_id: user, id: `wamid.bench${n}`, timestamp: String(Math.floor(Date.now() / 1_000)) };
    const value = {
      messaging_product: "whatsapp",
      metadata: { display_phone_number: DEMO_WHATSAPP.displayPhone, phone_number_id: DEMO_WHATSAPP.phoneNumberId },
      contacts: [{ profile: { name: "Bench" }, user_id: user }],
      messages: [{ ...message, type: "text", text: { body: "halo" } }],
    };
    const entry = [{ id: DEMO_WHATSAPP.wabaId, changes: [{ field: "messages", value }] }];
    const body = metaJson({ object: "whatsapp_business_account", entry });
    return {
      path: "/webhooks/whatsapp",
      body,
      headers: { "x-hub-signature-256": sign(body, DEMO_WHATSAPP.appSecret) },
    };
  },
];

let sent = 0;

/** Delivers one and answers how long the app took to say 2xx. Throws when it says anything else. */
async function deliver(url: string): Promise<number> {
  const n = sent++;
  const update = PLATFORMS[n % PLATFORMS.length]?.(n);
  if (!update) throw new Error("no platform");
  const began = performance.now();
  const response = await fetch(url + update.path, {
    method: "POST",
    headers: { "content-type": "application/json", ...update.headers },
    body: update.body,
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${update.path}: ${response.status}`);
  return performance.now() - began;
}

/** At a fixed rate, whether the answers come or not, as platforms deliver. */
async function atRate(url: string): Promise<number[]> {
  const under: Promise<number>[] = [];
  const began = performance.now();
  for (let i = 0; i < PER_SECOND * SECONDS; i += 1) {
    const wait = began + (i * 1_000) / PER_SECOND - performance.now();
    if (wait > 0) await sleep(wait);
    under.push(deliver(url));
  }
  return Promise.all(under);
}

async function measure(nativeUrl: string, role: "all" | "web", delayMs: number): Promise<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), "kolega-bench-"));
  const scratch = await scratchDatabase(nativeUrl);
  const address = new URL(scratch.url);
  const wire = await layWire({ host: address.hostname, port: Number(address.port || 5_432) }, { delayMs });
  const port = await freePort();
  const sandbox = await startSandbox({
    host: "127.0.0.1",
    port: 0,
    stateDir: join(folder, "sandbox"),
    clock: systemClock,
    chats: { appUrl: () => undefined, phones: [], templates: [] },
  });
  const app = await startKolega({
    dataDir: join(folder, "data"),
    port,
    sandboxUrl: sandbox.url,
    role,
    env: {
      DATABASE_URL: overWire(scratch.url, wire),
      KOLEGA_DEMO: "0",
      KOLEGA_LOG_LEVEL: "silent",
      KOLEGA_MASTER_KEY: "a key for benchmarks, thirty-two characters",
      SLACK_BOT_TOKEN: SLACK_DEMO_TEAM.botToken ?? "",
      SLACK_SIGNING_SECRET: SLACK_DEMO_APP.signingSecret,
      SLACK_API_URL: `${sandbox.url}/slack/api/`,
      TELEGRAM_BOT_TOKEN: TELEGRAM_DEMO_BOT.token,
      TELEGRAM_MODE: "webhook",
      TELEGRAM_WEBHOOK_SECRET: TELEGRAM_SECRET,
      TELEGRAM_API_URL: sandbox.url,
      WHATSAPP_PHONE_NUMBER_ID: DEMO_WHATSAPP.phoneNumberId,
      WHATSAPP_ACCESS_TOKEN: DEMO_WHATSAPP.accessToken,
      WHATSAPP_APP_SECRET: DEMO_WHATSAPP.appSecret,
      WHATSAPP_VERIFY_TOKEN: DEMO_WHATSAPP.verifyToken,
      WHATSAPP_API_URL: `${sandbox.url}/whatsapp/v23.0`,
    },
  });
  try {
    const url = `http://127.0.0.1:${port}`;
    const before = sent;
    for (let i = 0; i < WARM_UP; i += 1) await deliver(url);
    const cpuBefore = cpuMs(app.child.pid);
    const times = await atRate(url);
    const cpu = cpuMs(app.child.pid) - cpuBefore;
    const kept = await count(scratch.url);
    if (kept !== sent - before) throw new Error(`${sent - before} delivered, ${kept} kept`);
    return {
      process: role === "web" ? "doors" : "doors, turns, delivery",
      "each round trip to PostgreSQL": delayMs === 0 ? "as it is" : `${delayMs} ms longer`,
      updates: String(times.length),
      "p50 ms": percentile(times, 0.5).toFixed(1),
      "p95 ms": percentile(times, 0.95).toFixed(1),
      "p99 ms": percentile(times, 0.99).toFixed(1),
      "most ms": Math.max(...times).toFixed(1),
      // Hardly moved by what else the machine does.
      "cpu ms an update": (cpu / times.length).toFixed(1),
    };
  } finally {
    await killHard(app);
    await sandbox.close();
    await wire.close();
    await scratch.drop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a process used so far, in ticks of 10 ms. */
function cpuMs(pid: number | undefined): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const [user, system] = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 13);
  return (Number(user) + Number(system)) * 10;
}

async function count(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("SET ROLE kolega_platform");
  const { rows } = await client.query<{ n: number }>("SELECT count(*)::int AS n FROM inbound_event");
  await client.end();
  return rows[0]?.n ?? 0;
}

/** From a platform's delivery to our 2xx, which comes after the commit, beside a process that also runs the turns. */
export async function ack(): Promise<void> {
  const nativeUrl = process.env.DATABASE_URL;
  if (!nativeUrl) {
    console.log(
      `\nack was left out: set DATABASE_URL (eval "$(${fileURLToPath(new URL("../scripts/services.sh", import.meta.url))} start)").`,
    );
    return;
  }
  const rows = [
    await measure(nativeUrl, "web", 0),
    await measure(nativeUrl, "web", SLOWED_MS),
    await measure(nativeUrl, "all", 0),
    await measure(nativeUrl, "all", SLOWED_MS),
  ];
  printTable(`ack: ${PER_SECOND} signed updates a second over Slack, Telegram and WhatsApp, for ${SECONDS} s`, rows);
  console.log("\nThe least that can be: one round trip (an answer before the commit would lose what a crash takes).");
}
