import { systemActor } from "../core/kernel/actor.ts";
import { newId } from "../core/kernel/ids.ts";
import { type BenchHouse, openBenchHouse, percentile, printTable, seeded } from "./support.ts";

const CLIENTS = 8;
const TRANSFERS = 2_000;
const ACCOUNTS = 1_000;

/** One transfer in one transaction through the ledger's function, as use cases post. */
async function post(house: BenchHouse, from: string, to: string): Promise<void> {
  const id = newId("transfer");
  const transfer = {
    id,
    kind: "adjustment",
    debit: { owner: from, kind: "provider" },
    credit: { owner: to, kind: "wallet" },
    currency: "IDR",
    amount: 1_000,
    reference: id,
    dedupe_key: id,
  };
  await house.db.transaction({ role: "platform" }, (tx) =>
    tx.query("SELECT ledger_post($1, 'bench', now())", [JSON.stringify([transfer])]),
  );
}

async function measure(
  house: BenchHouse,
  name: string,
  to: (i: number) => [string, string],
): Promise<Record<string, string>> {
  const times: number[] = [];
  let next = 0;
  const began = performance.now();
  const client = async (): Promise<void> => {
    while (next < TRANSFERS) {
      const at = performance.now();
      await post(house, ...to(next++));
      times.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return {
    database: house.where,
    accounts: name,
    "transfers/s": ((TRANSFERS * 1_000) / (performance.now() - began)).toFixed(0),
    "p50 ms": percentile(times, 0.5).toFixed(1),
    "p99 ms": percentile(times, 0.99).toFixed(1),
  };
}

async function measureHouse(nativeUrl?: string): Promise<Record<string, string>[]> {
  const house = await openBenchHouse(nativeUrl);
  const random = seeded();
  const any = (): number => Math.floor(random() * ACCOUNTS);
  const rows = [
    await measure(house, `${ACCOUNTS} spread`, () => [`provider:bench-${any()}`, `bench-${any()}`]),
    await measure(house, "one hot", () => ["provider:bench-hot", "bench-hot"]),
  ];
  const verified = await house.executor.execute("ledger.verify", {}, systemActor("bench"));
  if (verified.kind !== "done" || verified.output.ok !== true) throw new Error(JSON.stringify(verified));
  await house.db.close();
  return rows;
}

/** Transfers a second through the ledger's function; the books are verified after the run. */
export async function ledger(): Promise<void> {
  const rows = await measureHouse();
  const nativeUrl = process.env.DATABASE_URL;
  if (nativeUrl) rows.push(...(await measureHouse(nativeUrl)));
  printTable(`ledger: one transfer a commit, ${CLIENTS} clients, books verified after`, rows);
}
