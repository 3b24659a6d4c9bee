import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { FakeBank, fundWallet, runJobs, violations } from "../../test/support/payments.ts";
import { createOrganization } from "../../test/support/people.ts";
import { createDailySchedule } from "../jobs/daily.ts";
import { DAY_MS } from "../kernel/clock.ts";
import { paymentsModule } from "./index.ts";

const MANY = 12;

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse({ modules: [paymentsModule], ports: { payouts: new FakeBank() } });
});
afterAll(() => house.db.close());

/** A new process: its schedule, then whatever is due. */
async function start(): Promise<void> {
  await createDailySchedule(house, () => undefined)();
  await runJobs(house, { onlyDue: true });
}
const incidents = () =>
  house.db.transaction({ role: "platform" }, (tx) =>
    tx.query<{ place: string; error: string }>("SELECT place, error FROM incident ORDER BY at, error"),
  );

/** Somebody with the owner's rights makes money out of nothing. */
async function breakBooks(where: string): Promise<void> {
  await house.db.transaction({ role: "platform" }, async (tx) => {
    await tx.execute("RESET ROLE");
    await tx.execute("ALTER TABLE ledger_account NO FORCE ROW LEVEL SECURITY");
    await tx.execute(`UPDATE ledger_account SET balance_minor = balance_minor + 1 WHERE ${where}`);
    await tx.execute("ALTER TABLE ledger_account FORCE ROW LEVEL SECURITY");
  });
}

describe("ledger.check", () => {
  it("says nothing about books that balance", async () => {
    for (let i = 0; i < MANY; i += 1) {
      await fundWallet(house, (await createOrganization(house.db, `Brand ${i}`)).admin, 1_000);
    }
    await start();
    expect(await incidents()).toEqual([]);
    const done = await house.db.transaction({ role: "platform" }, (tx) =>
      tx.query("SELECT status FROM job WHERE name = 'ledger.check'"),
    );
    expect(done).toEqual([{ status: "done" }]);
  });

  it("leaves one incident a broken rule and day, however often it runs", async () => {
    house.clock.advance(DAY_MS);
    await breakBooks("kind = 'wallet'");
    await start();
    await start();
    // Killed after it told the operator and before it was settled: the engine runs it again.
    await house.db.transaction({ role: "platform" }, (tx) =>
      tx.execute("UPDATE job SET status = 'pending' WHERE key = '2026-11-22'"),
    );
    await runJobs(house);
    const first = await incidents();
    expect(first.map(({ place, error }) => [place, error.split(":").slice(0, 2).join(":")])).toEqual([
      ["job ledger.check", "LedgerViolation: balance_is_its_transfers"],
      ["job ledger.check", "LedgerViolation: zero_sum"],
    ]);
    expect(first[0]?.error).toMatch(/acc_org_\w+:wallet:IDR: expected 1000, is 1001/);
    house.clock.advance(DAY_MS);
    await start();
    expect(await incidents()).toHaveLength(4);
  });

  it("shows at most ten places of a rule, and no rule hides another", async () => {
    const found = (await violations(house)) as { check: string }[];
    const count = (check: string): number => found.filter((row) => row.check === check).length;
    expect({ balance: count("balance_is_its_transfers"), sum: count("zero_sum") }).toEqual({ balance: 10, sum: 1 });
  });
});
