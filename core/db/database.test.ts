import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../test/support/database.ts";
import { openOverWire, type Wire } from "../../test/support/wire.ts";
import { DatabaseAway } from "../kernel/database-away.ts";
import type { Database } from "./types.ts";

const platform = { role: "platform" } as const;
let house: TestDatabase;
let wire: Wire;
let db: Database;

/** A second way to the same database, over a wire that can be cut. */
beforeAll(async () => {
  house = await openTestDatabase();
  ({ db, wire } = await openOverWire(house));
});

afterAll(async () => {
  await db?.close();
  await wire?.close();
  await house?.close();
});

/** Errors that nobody caught would end the process; vitest fails the run for them. */
it("outlives a database that dies in the middle of a transaction, idle or at work", async () => {
  const idle = db.transaction(platform, async (tx) => {
    await tx.query("SELECT 1");
    wire.cut();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await tx.query("SELECT 2");
  });
  await expect(idle).rejects.toBeInstanceOf(DatabaseAway);
  const atWork = db.transaction(platform, (tx) => {
    setTimeout(() => wire.cut(), 20);
    return tx.query("SELECT pg_sleep(1)");
  });
  await expect(atWork).rejects.toBeInstanceOf(DatabaseAway);
  const called = db.call("SELECT pg_sleep(1)", []);
  setTimeout(() => wire.cut(), 20);
  await expect(called).rejects.toBeInstanceOf(DatabaseAway);
  await expect(db.transaction(platform, (tx) => tx.query("SELECT 3 AS n"))).resolves.toEqual([{ n: 3 }]);
  await expect(db.call("SELECT $1::int AS n", [4])).resolves.toEqual({ n: 4 });
});

it("goes on with a statement that a migration changed the result of", async () => {
  const asOwner = (...statements: string[]): Promise<void> =>
    house.transaction(platform, async (tx) => {
      for (const sql of ["RESET ROLE", ...statements]) await tx.query(sql);
    });
  const all = (): Promise<unknown[]> =>
    db.transaction(platform, (tx) => tx.query("SELECT *, $1::int AS n FROM old", [1]));
  await asOwner("CREATE TABLE old AS SELECT 1 AS one", "GRANT SELECT ON old TO kolega_platform");
  for (let times = 0; times < 8; times += 1) expect(await all()).toEqual([{ one: 1, n: 1 }]);
  await asOwner("ALTER TABLE old ADD COLUMN two int DEFAULT 2");
  expect(await all()).toEqual([{ one: 1, two: 2, n: 1 }]);
});
