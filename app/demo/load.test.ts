import { afterAll, beforeAll, expect, it } from "vitest";
import { createLocalEmbedder } from "../../core/matching/local-embedder.ts";
import { DEMO_ORGANIZATION } from "../../prisma/demo/organization.ts";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { violations } from "../../test/support/payments.ts";
import { loadDemo } from "./load.ts";

let house: TestHouse;
let load: () => Promise<boolean>;
const rows = <T>(sql: string): Promise<T[]> => house.db.transaction({ role: "platform" }, (tx) => tx.query<T>(sql));

beforeAll(async () => {
  house = await openTestHouse({ ports: { embedder: createLocalEmbedder() } });
  const { db, ports, clock } = house;
  load = () => loadDemo({ db, vault: ports.vault, embedder: ports.embedder, now: clock.now() });
  expect(await load()).toBe(true);
});
afterAll(() => house.db.close());

it("leaves books that balance: every amount has its row, the opening balance too", async () => {
  expect(await violations(house)).toEqual([]);
  const deposits = await rows<{ status: string; name: string }>(
    "SELECT d.status, m.name FROM deposit d LEFT JOIN member m ON m.id = d.created_by",
  );
  expect(deposits).toEqual([{ status: "paid", name: "Bima Pratama" }]);
});

it("leaves the wallet with the opening balance, after the finished campaign was paid from it", async () => {
  const [wallet] = await rows<{ balanceMinor: bigint }>(
    "SELECT balance_minor FROM ledger_account WHERE kind = 'wallet' AND owner LIKE 'org_%'",
  );
  expect(wallet?.balanceMinor).toBe(BigInt(DEMO_ORGANIZATION.openingBalanceMinor));
});

it("loads once: a second time changes nothing", async () => {
  const count = () =>
    rows("SELECT (SELECT count(*) FROM organization) AS brands, (SELECT count(*) FROM ledger_transfer) AS transfers");
  const before = await count();
  expect(await load()).toBe(false);
  expect(await count()).toEqual(before);
});
