import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpus, totalmem } from "node:os";
import pg from "pg";
import { readConfig } from "../app/config.ts";
import { createHouse, type House } from "../app/house.ts";
import { createPorts } from "../app/ports.ts";
import { openDatabase } from "../core/db/database.ts";
import { startEmbeddedServer } from "../core/db/embedded/server.ts";
import { migrate } from "../core/db/migrate.ts";
import type { Database } from "../core/db/types.ts";
import { systemClock } from "../core/kernel/clock.ts";
import { createLocalEmbedder } from "../core/matching/local-embedder.ts";

export const SEED = 20_261_121;

/** Numbers that are the same in every run (mulberry32). */
export function seeded(seed = SEED): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The middle with its extremes: how every repeated figure is given. */
export function spread(values: readonly number[], digits: number): string {
  const [low, middle, high] = [Math.min(...values), percentile(values, 0.5), Math.max(...values)];
  return `${middle.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
}

export function printTable(title: string, rows: readonly Readonly<Record<string, string>>[]): void {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const width = (column: string): number => Math.max(column.length, ...rows.map((row) => (row[column] ?? "").length));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => cell.padEnd(width(columns[i] ?? ""))).join(" | ")} |`;
  console.log(`\n## ${title}\n`);
  console.log(line(columns));
  console.log(line(columns.map((column) => "-".repeat(width(column)))));
  for (const row of rows) console.log(line(columns.map((column) => row[column] ?? "")));
}

export function printMachine(): void {
  const all = cpus();
  const gigabytes = (totalmem() / 1_073_741_824).toFixed(0);
  console.log(`node ${process.version}, ${all.length} x ${all[0]?.model.trim()}, ${gigabytes} GB, seed ${SEED}`);
  if (!canPin) console.log("no taskset: nothing is pinned to a core");
}

const canPin = spawnSync("taskset", ["-c", "0", "true"]).status === 0 && cpus().length > 1;

/** A command line that runs on one core, where the system can do that. */
export function onCore(core: number, command: readonly string[]): [string, string[]] {
  const [file = "", ...rest] = canPin ? ["taskset", "-c", String(core), ...command] : command;
  return [file, rest];
}

export interface BenchHouse extends House {
  readonly where: string;
}

/** The whole domain on a fresh database: embedded in memory of its own, or a scratch one beside `nativeUrl`. */
export async function openBenchHouse(nativeUrl?: string): Promise<BenchHouse> {
  const db = nativeUrl ? await openNative(nativeUrl) : await openEmbedded();
  return houseOn(db, nativeUrl ? "PostgreSQL" : "embedded");
}

/** The whole domain on a database that is already migrated. */
export function benchHouse(url: string): BenchHouse {
  return houseOn(openDatabase({ connection: { url }, maxConnections: 16, onConnectionError }), "PostgreSQL");
}

function houseOn(db: Database, where: string): BenchHouse {
  const config = readConfig({ KOLEGA_DEMO: "1" });
  const nothingListens = "http://127.0.0.1:9";
  const ports = createPorts({
    config,
    db,
    masterKey: "a key for benchmarks, thirty-two characters",
    publicUrl: "http://localhost",
    sandboxUrl: nothingListens,
    embedder: createLocalEmbedder(),
    writer: undefined,
    chats: {},
  });
  const log = { info: () => undefined, warn: console.error, error: console.error };
  const wake = { inbox: () => undefined, outbox: () => undefined, jobs: () => undefined };
  const house = createHouse({ db, clock: systemClock, log, ports, wake, rateScale: 1_000_000 });
  return { ...house, where };
}

const onConnectionError = (error: Error): void => console.error(error.message);

async function openEmbedded(): Promise<Database> {
  const server = await startEmbeddedServer({});
  await migrate(server);
  return openDatabase({ connection: server, maxConnections: 8, onConnectionError, onClose: () => server.stop() });
}

/** A database beside the given one, with its extensions, as it was before anybody migrated it. */
export async function scratchDatabase(nativeUrl: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `kolega_bench_${randomBytes(4).toString("hex")}`;
  const admin = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: nativeUrl });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  const template = new URL(nativeUrl).pathname.slice(1);
  await admin(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(nativeUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => admin(`DROP DATABASE ${name} WITH (FORCE)`) };
}

async function openNative(nativeUrl: string): Promise<Database> {
  const { url, drop } = await scratchDatabase(nativeUrl);
  await migrate({ url });
  return openDatabase({ connection: { url }, maxConnections: 16, onConnectionError, onClose: drop });
}
