import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../test/support/database.ts";
import { openOverWire, type Wire } from "../../test/support/wire.ts";
import { DatabaseAway } from "../kernel/database-away.ts";
import { openDatabase } from "./database.ts";
import { migrate, waitingMigrations } from "./migrate.ts";
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

/** Ready, and ended, in one piece: the news comes before anybody who asked for the connection can listen to it. */
async function endedAtOnce(): Promise<Server> {
  const message = (type: string, body: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeInt32BE(body.length + 4);
    return Buffer.concat([Buffer.from(type), length, body]);
  };
  const fatal = "SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0";
  const greeting = [message("R", Buffer.alloc(4)), message("Z", Buffer.from("I")), message("E", Buffer.from(fatal))];
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => socket.end(Buffer.concat(greeting)));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

it("outlives a connection that is ended before anybody can listen to it", async () => {
  const server = await endedAtOnce();
  const url = `postgres://kolega:x@127.0.0.1:${(server.address() as AddressInfo).port}/kolega`;
  const away = openDatabase({ connection: { url }, maxConnections: 2, onConnectionError: () => undefined });
  await expect(away.transaction(platform, (tx) => tx.query("SELECT 1"))).rejects.toBeInstanceOf(DatabaseAway);
  await expect(away.call("SELECT 1", [])).rejects.toBeInstanceOf(DatabaseAway);
  await expect(waitingMigrations({ url })).rejects.toThrow();
  await expect(migrate({ url })).rejects.toThrow();
  await away.close();
  server.close();
});
