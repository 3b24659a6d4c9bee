import { afterAll, beforeAll, expect, it } from "vitest";
import { actorOf, findPerson } from "../../core/identity/identities.ts";
import { createLocalEmbedder } from "../../core/matching/local-embedder.ts";
import { planDelivery } from "../../core/notifications/index.ts";
import { DEMO_FINISHED_CAMPAIGN } from "../../prisma/demo/finished-campaign.ts";
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

it("counts every post of the finished campaign: its numbers follow the definitions that adapters answer with", async () => {
  const [campaign] = await rows<{ id: string }>("SELECT id FROM campaign WHERE status = 'completed'");
  const [manager] = await rows<{ id: string }>("SELECT id FROM member WHERE role = 'brand_manager'");
  const actor = await house.db.transaction({ role: "platform" }, async (tx) => {
    const person = await findPerson(tx, manager?.id ?? "");
    return person && actorOf(person, "desk");
  });
  if (!actor) throw new Error("the demo has no brand manager");
  const outcome = await house.executor.execute("analytics.campaign_performance", { campaignId: campaign?.id }, actor);
  const finals = DEMO_FINISHED_CAMPAIGN.collaborations.flatMap(({ posts }) => posts.map(({ final }) => final));
  const engagements = finals
    .flatMap(({ likes, comments, shares = 0, saves = 0 }) => [likes, comments, shares, saves])
    .reduce((sum, count) => sum + count, 0);
  const views = finals.reduce((sum, final) => sum + (final.views ?? 0), 0);
  expect(outcome).toMatchObject({
    output: { totals: { engagements, views }, provenance: { apart: [], unknownPosts: 0 } },
  });
});

it("tells its people at once at any hour, also in the hours that are quiet by default", async () => {
  const people = await rows<{ id: string }>("SELECT id FROM member UNION ALL SELECT id FROM influencer");
  const now = new Date("2026-11-20T22:30:00+07:00");
  const plans = await house.db.transaction({ role: "platform" }, async (tx) => {
    const all = [];
    for (const { id } of people) all.push(await planDelivery(tx, { recipient: id, kind: "campaigns.submitted", now }));
    return all;
  });
  expect(plans.length).toBeGreaterThan(20);
  for (const plan of plans) expect(plan).toMatchObject({ outcome: "send", deliverAt: now });
});

it("loads once: a second time changes nothing", async () => {
  const count = () =>
    rows("SELECT (SELECT count(*) FROM organization) AS brands, (SELECT count(*) FROM ledger_transfer) AS transfers");
  const before = await count();
  expect(await load()).toBe(false);
  expect(await count()).toEqual(before);
});
