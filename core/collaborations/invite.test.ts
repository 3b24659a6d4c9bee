import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCampaign } from "../../test/support/brands.ts";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createInfluencer, createOrganization } from "../../test/support/people.ts";
import { campaignsModule } from "../campaigns/index.ts";
import { influencersModule } from "../influencers/index.ts";
import type { Actor } from "../kernel/actor.ts";
import { paymentsModule } from "../payments/index.ts";
import type { Outcome } from "../usecase/executor.ts";
import { splitPrice } from "./agreement.ts";
import { collaborationsModule } from "./index.ts";

let house: TestHouse;
let org: Awaited<ReturnType<typeof createOrganization>>;
let other: Awaited<ReturnType<typeof createOrganization>>;

const platform = <T>(sql: string, params: readonly unknown[]): Promise<T[]> =>
  house.db.transaction({ role: "platform" }, (tx) => tx.query<T>(sql, params));
const run = (name: string, input: Record<string, unknown>, actor: Actor): Promise<Outcome> =>
  house.executor.execute(name, input, actor);

beforeAll(async () => {
  house = await openTestHouse({
    modules: [campaignsModule, influencersModule, paymentsModule, collaborationsModule],
  });
  org = await createOrganization(house.db, "Kilau");
  other = await createOrganization(house.db, "Lain");
});
afterAll(async () => {
  await house.db.close();
});

describe("collaborations.invite", () => {
  it("waits for a human who is shown every name, price and what it leaves; then invites and tells each one", async () => {
    const campaignId = await createCampaign(house.db, org.orgId);
    const { influencer: rani } = await createInfluencer(house.db, "Rani Wulandari", { username: "rani.glow" });
    const { influencer: kevin } = await createInfluencer(house.db, "Kevin Hartono", { locale: "en" });
    const waiting = await run(
      "collaborations.invite",
      {
        campaignId,
        invitations: [
          { influencerId: rani.id, compensationMinor: 2_000_000 },
          { influencerId: kevin.id, compensationMinor: 4_000_000 },
        ],
        message: "Kami suka gaya kalian!",
      },
      org.manager,
    );
    if (waiting.kind !== "waiting") throw new Error("bulk outreach needs a human");
    expect(waiting.facts.lines.flatMap(({ value }) => (value.kind === "priced" ? [value] : []))).toEqual([
      { kind: "priced", text: "Rani Wulandari (@rani.glow)", amountMinor: "2000000", currency: "IDR" },
      { kind: "priced", text: "Kevin Hartono (@kevin.hartono)", amountMinor: "4000000", currency: "IDR" },
    ]);
    const sums = Object.fromEntries(
      waiting.facts.lines.flatMap((line) =>
        line.value.kind === "money" ? [[line.label, line.value.amountMinor]] : [],
      ),
    );
    expect(sums).toMatchObject({
      "collaborations.fact.total": "6000000",
      "collaborations.fact.commission_included": "600000",
      "collaborations.fact.budget_after": "44000000",
    });
    expect(await platform("SELECT 1 FROM collaboration WHERE campaign_id = $1", [campaignId])).toHaveLength(0);

    const decision = await house.approvals.decide(waiting.approvalId, "approve", org.admin);
    expect(decision.result).toBe("approved");
    const rows = await platform<{ status: string; compensationMinor: bigint; dueOn: string; invitedBy: string }>(
      "SELECT status, compensation_minor, due_on, invited_by FROM collaboration WHERE campaign_id = $1 ORDER BY compensation_minor",
      [campaignId],
    );
    expect(rows).toEqual([
      { status: "invited", compensationMinor: 2_000_000n, dueOn: "2026-12-20", invitedBy: org.manager.id },
      { status: "invited", compensationMinor: 4_000_000n, dueOn: "2026-12-20", invitedBy: org.manager.id },
    ]);

    const notification = house.registry.notification("collaborations.offer_made");
    for (const [person, locale, net] of [
      [rani, "id", "Rp1.800.000"],
      [kevin, "en", "Rp3,600,000"],
    ] as const) {
      const [message] = await platform<{ data: Record<string, unknown> }>(
        "SELECT data FROM outbound_message WHERE template = 'collaborations.offer_made' AND recipient = $1",
        [person.id],
      );
      const card = notification?.render(message?.data, house.i18n.presenter(locale)).card;
      expect(card?.facts?.map((fact) => fact.value)).toContain(net);
      expect(card?.body).toContain("#KilauCerah");
      expect(card?.body).toContain("Tampilkan tekstur");
      expect(card?.actions?.map((action) => action.kind === "call" && action.useCase)).toEqual([
        "collaborations.accept",
        "collaborations.counter",
        "collaborations.decline",
      ]);
      expect(JSON.stringify(card)).not.toMatch(/collaborations\.(fact|notice|brief|action)/);
    }
  });

  it("says by how much a list is over the campaign's budget, rather than showing what is left below zero", async () => {
    const campaignId = await createCampaign(house.db, org.orgId);
    const { influencer } = await createInfluencer(house.db, "Mahal");
    const input = { campaignId, invitations: [{ influencerId: influencer.id, compensationMinor: 60_000_000 }] };
    const waiting = await run("collaborations.invite", input, org.admin);
    const lines = waiting.kind === "waiting" ? waiting.facts.lines : [];
    expect(lines.find(({ label }) => label === "collaborations.fact.over_budget")?.value).toMatchObject({
      amountMinor: "10000000",
    });
    expect(lines.some(({ label }) => label === "collaborations.fact.budget_after")).toBe(false);
  });

  it("refuses a closed campaign, blacklisted, already invited, closed or doubly named people, and another currency", async () => {
    const campaignId = await createCampaign(house.db, org.orgId);
    const { influencer } = await createInfluencer(house.db, "Rani");
    const first = { campaignId, invitations: [{ influencerId: influencer.id, compensationMinor: 1_000_000 }] };
    await house.executor.execute("collaborations.invite", first, org.admin, { confirmation: { kind: "press" } });
    const { influencer: fresh } = await createInfluencer(house.db, "Sari");
    const offer = (influencerId: string) => ({ influencerId, compensationMinor: 1_000_000 });
    const ask = (input: Record<string, unknown>) =>
      run("collaborations.invite", { campaignId, invitations: [offer(fresh.id)], ...input }, org.manager);

    await expect(ask({ invitations: [offer(influencer.id)] })).rejects.toMatchObject({ reason: "already_invited" });
    await expect(ask({ invitations: [offer(fresh.id), offer(fresh.id)] })).rejects.toMatchObject({
      reason: "duplicate_invitation",
    });
    await expect(ask({ currency: "USD" })).rejects.toMatchObject({ reason: "currency_mismatch" });
    await expect(ask({ dueOn: "2026-01-01" })).rejects.toMatchObject({ reason: "due_in_past" });
    await expect(ask({ invitations: [{ influencerId: fresh.id, compensationMinor: 2 }] })).rejects.toMatchObject({
      reason: "compensation_too_small",
    });
    await expect(ask({ campaignId: await createCampaign(house.db, org.orgId, "draft") })).rejects.toMatchObject({
      reason: "campaign_not_open",
    });
    await expect(ask({ campaignId: await createCampaign(house.db, other.orgId) })).rejects.toMatchObject({
      code: "not_found",
    });
    await run("influencers.blacklist", { influencerId: fresh.id, reason: "Menghapus konten" }, org.manager);
    await expect(ask({})).rejects.toMatchObject({ reason: "influencer_blacklisted", params: { names: "Sari" } });
    await run("influencers.blacklist", { influencerId: fresh.id, blacklisted: false }, org.manager);
    await platform("UPDATE influencer SET availability = 'closed' WHERE id = $1", [fresh.id]);
    await expect(ask({})).rejects.toMatchObject({ reason: "influencer_closed" });
  });

  it("above the four-eyes limit not the manager but finance or another admin decides", async () => {
    const campaignId = await createCampaign(house.db, org.orgId);
    const { influencer } = await createInfluencer(house.db, "Mega");
    const waiting = await run(
      "collaborations.invite",
      { campaignId, invitations: [{ influencerId: influencer.id, compensationMinor: 20_000_000 }] },
      org.admin,
    );
    if (waiting.kind !== "waiting") throw new Error("needs a human");
    await expect(house.approvals.decide(waiting.approvalId, "approve", org.manager)).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(house.approvals.decide(waiting.approvalId, "approve", org.admin)).rejects.toMatchObject({
      reason: "four_eyes",
    });
    expect((await house.approvals.decide(waiting.approvalId, "approve", org.finance)).result).toBe("approved");
  });
});

describe("splitPrice", () => {
  it("is exact, with the remainder on the last", () => {
    expect(splitPrice(10n, 3)).toEqual([3n, 3n, 4n]);
    expect(() => splitPrice(2n, 3)).toThrow();
  });
});
