import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCampaign } from "../../test/support/brands.ts";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createInfluencer, createOrganization } from "../../test/support/people.ts";
import { approvalsModule } from "../approvals/index.ts";
import { campaignsModule } from "../campaigns/index.ts";
import { influencersModule } from "../influencers/index.ts";
import { matchingModule } from "../matching/index.ts";
import { paymentsModule } from "../payments/index.ts";
import { collaborationsModule } from "./index.ts";

let house: TestHouse;
let org: Awaited<ReturnType<typeof createOrganization>>;

const platform = <T>(sql: string, params: readonly unknown[]): Promise<T[]> =>
  house.db.transaction({ role: "platform" }, (tx) => tx.query<T>(sql, params));
const setRates = (id: string, rates: unknown): Promise<unknown> =>
  platform("UPDATE influencer SET rates = $2 WHERE id = $1", [id, JSON.stringify(rates)]);

beforeAll(async () => {
  house = await openTestHouse({
    modules: [
      approvalsModule,
      campaignsModule,
      influencersModule,
      matchingModule,
      paymentsModule,
      collaborationsModule,
    ],
  });
  org = await createOrganization(house.db, "Kilau");
});
afterAll(() => house.db.close());

async function ask(campaignId: string, invitations: Record<string, unknown>[]) {
  const waiting = await house.executor.execute("collaborations.invite", { campaignId, invitations }, org.manager);
  if (waiting.kind !== "waiting") throw new Error("bulk outreach needs a human");
  return waiting;
}
/** The facts of a request as an admin of this language reads them. */
async function read(approvalId: string, locale: "id" | "en"): Promise<string[]> {
  const [message] = await platform<{ data: Record<string, unknown> }>(
    "SELECT data FROM outbound_message WHERE template = 'approvals.requested' AND data ->> 'approvalId' = $1 LIMIT 1",
    [approvalId],
  );
  const card = house.registry
    .notification("approvals.requested")
    ?.render(message?.data, house.i18n.presenter(locale)).card;
  return (card?.facts ?? []).map((fact) => `${fact.label}: ${fact.value}`);
}

describe("collaborations.invite without prices", () => {
  it("offers people their own rates for the campaign's pieces, else the usual price of their size, and says which", async () => {
    const campaignId = await createCampaign(house.db, org.orgId);
    const { influencer: rani } = await createInfluencer(house.db, "Rani Wulandari", { username: "rani.glow" });
    const { influencer: intan } = await createInfluencer(house.db, "Intan Permatasari", { username: "intan" });
    await setRates(rani.id, [
      { platform: "instagram", format: "reel", amountMinor: 1_500_000 },
      { platform: "instagram", format: "story", amountMinor: 400_000 },
    ]);
    const waiting = await ask(campaignId, [{ influencerId: rani.id }, { influencerId: intan.id }]);
    const indonesian = await read(waiting.approvalId, "id");
    // Two reels and a story, as the campaign asks.
    expect(indonesian).toContain("Kreator: Rani Wulandari (@rani.glow): Rp3.400.000 (tarifnya sendiri)");
    expect(indonesian.join("\n")).toMatch(/Intan Permatasari \(@intan\): Rp[\d.]+ \(harga umum seukurannya\)/);
    await house.approvals.decide(waiting.approvalId, "approve", org.admin);
    const rows = await platform<{ compensationMinor: bigint }>(
      "SELECT compensation_minor FROM collaboration WHERE campaign_id = $1 AND influencer_id = $2",
      [campaignId, rani.id],
    );
    expect(rows).toEqual([{ compensationMinor: 3_400_000n }]);
  });

  it("asks for a new decision when a rate changed before the press", async () => {
    const campaignId = await createCampaign(house.db, org.orgId);
    const { influencer } = await createInfluencer(house.db, "Sari");
    const rates = (amountMinor: number) => [
      { platform: "instagram", format: "reel", amountMinor },
      { platform: "instagram", format: "story", amountMinor },
    ];
    await setRates(influencer.id, rates(100_000));
    const waiting = await ask(campaignId, [{ influencerId: influencer.id }]);
    await setRates(influencer.id, rates(900_000));
    expect((await house.approvals.decide(waiting.approvalId, "approve", org.admin)).result).toBe("superseded");
    expect(await platform("SELECT 1 FROM collaboration WHERE campaign_id = $1", [campaignId])).toEqual([]);
  });

  it("names those whose price nobody knows", async () => {
    const campaignId = await createCampaign(house.db, org.orgId);
    await platform("UPDATE campaign SET currency = 'USD' WHERE id = $1", [campaignId]);
    const { influencer } = await createInfluencer(house.db, "Tono");
    await expect(ask(campaignId, [{ influencerId: influencer.id }])).rejects.toMatchObject({
      code: "precondition_failed",
      reason: "compensation_unknown",
      params: { names: "Tono" },
      fields: [{ path: "invitations.0.compensationMinor" }],
    });
  });
});

describe("the request to invite", () => {
  it("shows every amount in the numbers of its reader", async () => {
    const campaignId = await createCampaign(house.db, org.orgId);
    const { influencer } = await createInfluencer(house.db, "Kevin Hartono", { username: "kevin" });
    const waiting = await ask(campaignId, [{ influencerId: influencer.id, compensationMinor: 3_800_000 }]);
    const english = await read(waiting.approvalId, "en");
    expect(english).toContain("Creator: Kevin Hartono (@kevin): Rp3,800,000");
    expect(english.join("\n")).not.toMatch(/Rp\d+\.\d/);
    expect(await read(waiting.approvalId, "id")).toContain("Kreator: Kevin Hartono (@kevin): Rp3.800.000");
  });
});
