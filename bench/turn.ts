import { createOfflineAssistant } from "../agents/index.ts";
import { startWorkers } from "../app/workers.ts";
import { createDeskChannel, DESK_ACCOUNT } from "../bots/desk/channel.ts";
import { createDeskFiles } from "../bots/desk/files.ts";
import { createLive } from "../bots/desk/live.ts";
import { createDeskStore } from "../bots/desk/store.ts";
import type { Channel } from "../bots/runtime/channel.ts";
import { createReceiver } from "../bots/runtime/receiver.ts";
import { findPerson, linkIdentity, type Person } from "../core/identity/identities.ts";
import { createOrganization } from "../test/support/people.ts";
import { type BenchHouse, openBenchHouse, percentile, printTable, seeded } from "./support.ts";

const WARM_UP = 50;
const ALONE = 400;
const TOGETHER = 800;
/** Known intents that need no campaign: the cost is the turn's own. */
const WORDS = ["halo", "bantuan", "hello", "what can you do?", "terima kasih"];
const PLATFORM = { role: "platform" } as const;

interface Bench {
  /** Says it and resolves with the milliseconds until the reply was committed, and until it was delivered. */
  say(person: Person, id: number, text: string): Promise<{ committed: number; delivered: number }>;
  readonly people: readonly Person[];
  stop(): Promise<void>;
}

async function openBench(house: BenchHouse): Promise<Bench> {
  const { db } = house;
  const live = createLive();
  const store = createDeskStore(db, house.ports.vault, () => undefined);
  const desk = createDeskChannel(store, createDeskFiles(house.db, house.clock), live);
  const deliveries = new Map<string, () => void>();
  const commits = new Map<string, () => void>();
  const channel: Channel = {
    ...desk,
    async send(target, content, id) {
      const receipts = await desk.send(target, content, id);
      deliveries.get(target.conversation)?.();
      return receipts;
    },
    // The last thing a turn does, right after its commit, is to say that it no longer types.
    typing(target, on) {
      if (!on) commits.get(target.conversation)?.();
    },
  };
  const workers = await startWorkers({
    house,
    assistant: createOfflineAssistant(house),
    channels: new Map([["desk", channel]]),
    owner: "bench",
    redis: undefined,
    wake: { inbox: () => workers.inbox.wake(), outbox: () => workers.outbox.wake() },
  });
  const receiver = createReceiver(db, () => workers.inbox.wake(), house.secrets);
  const people: Person[] = [];
  for (const brand of ["Satu", "Dua"]) {
    const { admin, admin2, manager, finance } = await createOrganization(db, brand);
    for (const { id } of [admin, admin2, manager, finance]) {
      const person = await db.transaction(PLATFORM, async (tx) => {
        const found = await findPerson(tx, id);
        if (found)
          await linkIdentity(tx, { channel: "desk", account: DESK_ACCOUNT, externalId: id }, found, new Date());
        return found;
      });
      if (person) people.push(person);
    }
  }
  return {
    people,
    stop: () => workers.stop(),
    async say(person, id, text) {
      const began = performance.now();
      const took = (waiting: Map<string, () => void>): Promise<number> =>
        new Promise((done) => waiting.set(person.id, () => done(performance.now() - began)));
      const [committed, delivered] = [took(commits), took(deliveries)];
      // What the desk's POST does: keep the person's own message, then the event.
      const clientId = String(id);
      await store.addOwn(person.id, clientId, text);
      await receiver.message(
        { channel: "desk", account: DESK_ACCOUNT, externalId: `${person.id}:${clientId}` },
        { conversation: person.id, from: { externalId: person.id, name: person.name }, text },
      );
      return { committed: await committed, delivered: await delivered };
    },
  };
}

async function measure(nativeUrl?: string): Promise<Record<string, string>[]> {
  const house = await openBenchHouse(nativeUrl);
  const bench = await openBench(house);
  const random = seeded();
  const word = (): string => WORDS[Math.floor(random() * WORDS.length)] ?? "halo";
  let id = 0;
  const run = async (turns: number, talkers: readonly Person[]) => {
    const times: { committed: number; delivered: number }[] = [];
    const began = performance.now();
    const before = process.cpuUsage();
    await Promise.all(
      talkers.map(async (person) => {
        for (let i = 0; i < turns / talkers.length; i += 1) times.push(await bench.say(person, id++, word()));
      }),
    );
    const cpu = process.cpuUsage(before);
    const committed = times.map((time) => time.committed);
    const delivered = times.map((time) => time.delivered);
    return {
      database: house.where,
      talking: `${talkers.length} at once`,
      turns: String(times.length),
      "committed p50 ms": percentile(committed, 0.5).toFixed(1),
      "committed p99 ms": percentile(committed, 0.99).toFixed(1),
      "delivered p50 ms": percentile(delivered, 0.5).toFixed(1),
      "delivered p99 ms": percentile(delivered, 0.99).toFixed(1),
      // Of this process; the embedded Postgres is part of it. Hardly moved by what else the machine does.
      "cpu ms a turn": ((cpu.user + cpu.system) / 1_000 / times.length).toFixed(1),
      "turns/s": ((times.length * 1_000) / (performance.now() - began)).toFixed(0),
    };
  };
  await run(WARM_UP, bench.people.slice(0, 1));
  const rows = [await run(ALONE, bench.people.slice(0, 1)), await run(TOGETHER, bench.people)];
  await bench.stop();
  await checkAnswered(house, id);
  await house.db.close();
  return rows;
}

/** Speed counts only when every message has its one delivered reply. */
async function checkAnswered(house: BenchHouse, said: number): Promise<void> {
  const row = await house.db.transaction(PLATFORM, (tx) =>
    tx.first<{ done: number; sent: number; empty: number }>(
      `SELECT (SELECT count(*)::int FROM turn WHERE status = 'done') AS done,
         (SELECT count(*)::int FROM outbound_message WHERE kind = 'reply' AND status = 'sent') AS sent,
         (SELECT count(*)::int FROM incident) AS empty`,
    ),
  );
  if (row?.done !== said || row.sent !== said || row.empty !== 0) {
    throw new Error(`${said} messages: ${JSON.stringify(row)}`);
  }
}

/** A chat turn without a model: message in to reply committed, and to reply in the person's window. */
export async function turn(): Promise<void> {
  const rows = await measure();
  const nativeUrl = process.env.DATABASE_URL;
  if (nativeUrl) rows.push(...(await measure(nativeUrl)));
  printTable("turn: a chat message without a model, one process", rows);
  if (!nativeUrl) console.log('\nPostgreSQL was left out: set DATABASE_URL (eval "$(scripts/services.sh start)").');
}
