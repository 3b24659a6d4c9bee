import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface, type Interface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { DESK_ACCOUNT } from "../bots/desk/channel.ts";
import { createReceiver } from "../bots/runtime/receiver.ts";
import { migrate } from "../core/db/migrate.ts";
import { findPerson, linkIdentity } from "../core/identity/identities.ts";
import type { Actor } from "../core/kernel/actor.ts";
import { createInfluencer } from "../test/support/people.ts";
import { type BenchHouse, benchHouse, printTable, scratchDatabase, seeded } from "./support.ts";

const TURNS = 3_000;
const PEOPLE = 100;
const ROUNDS = 3;
const WORDS = ["halo", "bantuan", "hello", "what can you do?", "terima kasih"];
const PLATFORM = { role: "platform" } as const;
const WORKER = fileURLToPath(new URL("./throughput-worker.ts", import.meta.url));

interface Worker {
  readonly process: ChildProcessByStdio<Writable, Readable, null>;
  readonly lines: Interface;
}

async function startWorker(url: string): Promise<Worker> {
  const child = spawn(process.execPath, ["--import", "tsx", ...profile(), WORKER], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  await once(lines, "line");
  return { process: child, lines };
}

/** BENCH_PROFILE=<folder> leaves a processor profile of each process there. */
function profile(): string[] {
  const folder = process.env.BENCH_PROFILE;
  return folder ? ["--cpu-prof", `--cpu-prof-dir=${folder}`] : [];
}

/** As many conversations as turns: each message is a turn of its own, and all can be worked on at once. */
async function fill(house: BenchHouse): Promise<void> {
  const people: Actor[] = [];
  for (let i = 0; i < PEOPLE; i += 1) {
    const { influencer } = await createInfluencer(house.db, `Orang ${i}`);
    people.push(influencer);
    await house.db.transaction(PLATFORM, async (tx) => {
      const person = await findPerson(tx, influencer.id);
      const identity = { channel: "desk", account: DESK_ACCOUNT, externalId: influencer.id };
      if (person) await linkIdentity(tx, identity, person, new Date());
    });
  }
  const receiver = createReceiver(house.db, () => undefined, house.secrets);
  const random = seeded();
  for (let i = 0; i < TURNS; i += 1) {
    const person = people[i % people.length];
    const text = WORDS[Math.floor(random() * WORDS.length)] ?? "halo";
    if (!person) continue;
    await receiver.message(
      { channel: "desk", account: DESK_ACCOUNT, externalId: `bench:${i}` },
      { conversation: `bench-${i}`, from: { externalId: person.id, name: person.displayName }, text },
    );
  }
}

interface Round {
  readonly answered: number;
  readonly delivered: number;
  readonly cpuMs: number;
}

async function round(nativeUrl: string, processes: number): Promise<Round> {
  const scratch = await scratchDatabase(nativeUrl);
  try {
    await migrate({ url: scratch.url });
    const house = benchHouse(scratch.url);
    await fill(house);
    const workers = await Promise.all(Array.from({ length: processes }, () => startWorker(scratch.url)));
    const began = performance.now();
    for (const worker of workers) worker.process.stdin.write("go\n");
    const until = async (sql: string): Promise<number> => {
      for (;;) {
        const row = await house.db.transaction(PLATFORM, (tx) => tx.first<{ n: number }>(sql));
        if ((row?.n ?? 0) >= TURNS) return (TURNS * 1_000) / (performance.now() - began);
        await sleep(100);
      }
    };
    const answered = await until("SELECT count(*)::int AS n FROM turn WHERE status = 'done'");
    const delivered = await until("SELECT count(*)::int AS n FROM outbound_message WHERE status = 'sent'");
    let cpuMs = 0;
    for (const worker of workers) {
      worker.process.stdin.write("stop\n");
      const [line] = (await once(worker.lines, "line")) as [string];
      cpuMs += Number(line) / TURNS;
      await once(worker.process, "exit");
    }
    await house.db.close();
    return { answered, delivered, cpuMs };
  } finally {
    await scratch.drop();
  }
}

/** Turns a second without a model, with everything waiting at the start; one process and two over one PostgreSQL. */
export async function throughput(): Promise<void> {
  const nativeUrl = process.env.DATABASE_URL;
  if (!nativeUrl) {
    console.log('\nthroughput was left out: set DATABASE_URL (eval "$(scripts/services.sh start)").');
    return;
  }
  const rounds = new Map<number, Round[]>([
    [1, []],
    [2, []],
  ]);
  for (let i = 0; i < ROUNDS; i += 1) {
    for (const [processes, results] of rounds) results.push(await round(nativeUrl, processes));
  }
  const middle = (values: number[], digits: number): string => {
    const sorted = [...values].sort((a, b) => a - b);
    const at = (index: number): string => (sorted.at(index) ?? Number.NaN).toFixed(digits);
    return `${at(Math.floor(sorted.length / 2))} (${at(0)} to ${at(-1)})`;
  };
  printTable(
    `throughput: ${TURNS} turns without a model, PostgreSQL and all processes on this machine, ${ROUNDS} rounds, median (min to max)`,
    [...rounds].map(([processes, results]) => ({
      processes: String(processes),
      "turns/s": middle(
        results.map(({ answered }) => answered),
        0,
      ),
      "turns/s with delivery": middle(
        results.map(({ delivered }) => delivered),
        0,
      ),
      "cpu ms a turn (Node)": middle(
        results.map(({ cpuMs }) => cpuMs),
        1,
      ),
    })),
  );
}
