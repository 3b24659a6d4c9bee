import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { balanceOf, createCampaign, fundWallet } from "../../test/support/brands.ts";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createInfluencer, createOrganization } from "../../test/support/people.ts";
import { campaignsModule } from "../campaigns/index.ts";
import { influencersModule } from "../influencers/index.ts";
import type { Actor } from "../kernel/actor.ts";
import { newId } from "../kernel/ids.ts";
import { paymentsModule } from "../payments/index.ts";
import type { Outcome } from "../usecase/executor.ts";
import { collaborationsModule, markDeliverable, openDeliverables } from "./index.ts";
import type { CollaborationView } from "./view.ts";

const PRESS = { confirmation: { kind: "press" as const } };
let house: TestHouse;
let org: Awaited<ReturnType<typeof createOrganization>>;
let other: Awaited<ReturnType<typeof createOrganization>>;

const platform = <T>(sql: string, params: readonly unknown[]): Promise<T[]> =>
  house.db.transaction({ role: "platform" }, (tx) => tx.query<T>(sql, params));

const run = (name: string, input: Record<string, unknown>, actor: Actor, press = false): Promise<Outcome> =>
  house.executor.execute(name, input, actor, press ? PRESS : {});

async function view(
  name: string,
  input: Record<string, unknown>,
  actor: Actor,
  press = false,
): Promise<CollaborationView> {
  const outcome = await run(name, input, actor, press);
  if (outcome.kind !== "done") throw new Error(`${name} waits`);
  return outcome.output as CollaborationView;
}

/** An influencer invited to a fresh campaign at this price. */
async function invited(
  price = 3_000_001,
  by = org,
): Promise<{ campaignId: string; collaborationId: string; influencer: Actor }> {
  const campaignId = await createCampaign(house.db, by.orgId);
  const { influencer } = await createInfluencer(house.db, `Rani ${newId("message").slice(-6)}`);
  const outcome = await run(
    "collaborations.invite",
    { campaignId, invitations: [{ influencerId: influencer.id, compensationMinor: price }] },
    by.admin,
    true,
  );
  if (outcome.kind !== "done") throw new Error("the press is the confirmation");
  const collaborationId = (outcome.output.invited as { collaborationId: string }[])[0]?.collaborationId ?? "";
  return { campaignId, collaborationId, influencer };
}

const messages = (template: string, recipient: string) =>
  platform<{ subject: string | null; data: Record<string, unknown> }>(
    "SELECT subject, data FROM outbound_message WHERE template = $1 AND recipient = $2 ORDER BY seq",
    [template, recipient],
  );

beforeAll(async () => {
  house = await openTestHouse({
    modules: [campaignsModule, influencersModule, paymentsModule, collaborationsModule],
  });
  org = await createOrganization(house.db, "Kilau");
  other = await createOrganization(house.db, "Lain");
  await fundWallet(house.db, org.orgId, 100_000_000);
});
afterAll(async () => {
  await house.db.close();
});

describe("collaborations.accept", () => {
  it("fixes the pieces, sets their exact money aside, starts the campaign, tells the brand", async () => {
    const { campaignId, collaborationId, influencer } = await invited(3_000_001);
    const before = await balanceOf(house.db, org.orgId, "wallet");
    const accepted = await view("collaborations.accept", { collaborationId }, influencer, true);
    expect(accepted).toMatchObject({
      status: "accepted",
      nextStep: "post_content",
      blockedBy: null,
      netMinor: 2_700_001,
      orgName: "Kilau",
    });
    expect(accepted.deliverables.map((item) => item.priceMinor)).toEqual([1_000_000, 1_000_000, 1_000_001]);
    expect(accepted.deliverables.map((item) => item.format)).toEqual(["reel", "reel", "story"]);
    expect(await balanceOf(house.db, org.orgId, "wallet")).toBe(before - 3_000_001);
    const holds = await platform<{ amountMinor: bigint }>(
      "SELECT h.amount_minor FROM ledger_hold h JOIN deliverable d ON d.hold_id = h.id WHERE d.collaboration_id = $1 AND h.status = 'pending'",
      [collaborationId],
    );
    expect(holds.reduce((sum, hold) => sum + Number(hold.amountMinor), 0)).toBe(3_000_001);
    expect(await platform("SELECT status FROM campaign WHERE id = $1", [campaignId])).toEqual([{ status: "active" }]);
    expect(await messages("collaborations.answered", org.manager.id)).not.toHaveLength(0);
    const settled = await platform(
      "SELECT 1 FROM outbound_message WHERE kind = 'settle' AND template = 'collaborations.offer_settled' AND subject LIKE $1",
      [`collaboration:${collaborationId}:%`],
    );
    expect(settled).toHaveLength(1);
    // the influencer has no organization, yet lists their work by the brand's name
    const list = await run("collaborations.list", {}, influencer);
    expect(list).toMatchObject({
      output: {
        side: "influencer",
        items: [{ orgName: "Kilau", nextStep: "post_content", pieces: { total: 3, open: 3 } }],
      },
    });
    const says = (name: string, output: Record<string, unknown>) =>
      house.registry.find(name)?.present.summary(output, house.i18n.presenter("id"));
    expect(says("collaborations.accept", accepted)).toMatch(/^Sip, kamu ikut .*! Rp2\.700\.001 untukmu/);
    expect(list.kind === "done" && says("collaborations.list", list.output)).toMatch(
      /^Belum ada tawaran baru\. Yang menunggu kontenmu: /,
    );
  });

  it("waits for the influencer's own press when a program asks", async () => {
    const { collaborationId, influencer } = await invited();
    const waiting = await run("collaborations.accept", { collaborationId }, influencer);
    if (waiting.kind !== "waiting") throw new Error("money needs a press");
    expect(waiting.facts.lines).toContainEqual({
      label: "collaborations.fact.net",
      value: { kind: "money", amountMinor: "2700001", currency: "IDR" },
    });
    expect((await house.approvals.decide(waiting.approvalId, "approve", influencer)).result).toBe("approved");
    expect((await view("collaborations.get", { collaborationId }, org.viewer)).status).toBe("accepted");
  });

  it("two presses at once are one acceptance", async () => {
    const { collaborationId, influencer } = await invited(900_000);
    const before = await balanceOf(house.db, org.orgId, "wallet");
    const results = await Promise.allSettled([
      view("collaborations.accept", { collaborationId }, influencer, true),
      view("collaborations.accept", { collaborationId }, influencer, true),
    ]);
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await balanceOf(house.db, org.orgId, "wallet")).toBe(before - 900_000);
    expect(await platform("SELECT 1 FROM deliverable WHERE collaboration_id = $1", [collaborationId])).toHaveLength(3);
  });

  it("changes nothing when the brand's wallet is short, tells both, and works once it was topped up", async () => {
    const poor = await createOrganization(house.db, "Tipis");
    await fundWallet(house.db, poor.orgId, 2_500_000);
    const { campaignId, collaborationId, influencer } = await invited(3_000_000, poor);
    const blocked = await view("collaborations.accept", { collaborationId }, influencer, true);
    expect(blocked).toMatchObject({
      status: "invited",
      blockedBy: "brand_funds",
      nextStep: "answer_offer",
      deliverables: [],
    });
    expect(await balanceOf(house.db, poor.orgId, "wallet")).toBe(2_500_000);
    expect(await platform("SELECT 1 FROM ledger_hold WHERE org_id = $1", [poor.orgId])).toHaveLength(0);
    expect(await platform("SELECT status FROM campaign WHERE id = $1", [campaignId])).toEqual([{ status: "approved" }]);
    for (const person of [poor.admin, poor.finance]) {
      const [message] = await messages("collaborations.funds_needed", person.id);
      const card = house.registry
        .notification("collaborations.funds_needed")
        ?.render(message?.data, house.i18n.presenter("id")).card;
      expect(card?.actions?.[0]).toMatchObject({ useCase: "deposits.create", input: { amountMinor: 500_000 } });
    }
    const card = house.registry.find("collaborations.accept")?.present.card(blocked, house.i18n.presenter("id"));
    expect(card?.body).toContain("saldo Tipis belum cukup");
    expect(card?.actions?.[0]).toMatchObject({ useCase: "collaborations.accept" });

    await fundWallet(house.db, poor.orgId, 500_000);
    expect((await view("collaborations.accept", { collaborationId }, influencer, true)).status).toBe("accepted");
    expect(await balanceOf(house.db, poor.orgId, "escrow")).toBe(3_000_000);
  });

  it("is nobody else's: another influencer and another organization find nothing", async () => {
    const { collaborationId } = await invited();
    const { influencer: stranger } = await createInfluencer(house.db, "Orang Lain");
    for (const name of ["collaborations.accept", "collaborations.decline"]) {
      await expect(run(name, { collaborationId }, stranger, true)).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(
      run("collaborations.counter", { collaborationId, amountMinor: 5_000_000 }, stranger),
    ).rejects.toMatchObject({ code: "not_found" });
    for (const name of [
      "collaborations.get",
      "collaborations.decline_counter",
      "collaborations.cancel",
      "collaborations.accept_counter",
    ]) {
      await expect(run(name, { collaborationId }, other.admin, true)).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(run("collaborations.accept", { collaborationId }, org.admin, true)).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("counter-offers", () => {
  it("counter, declined, countered again, accepted at the new price", async () => {
    const { collaborationId, influencer } = await invited(2_000_000);
    const countered = await view(
      "collaborations.counter",
      { collaborationId, amountMinor: 3_500_000, note: "Dua revisi" },
      influencer,
    );
    expect(countered).toMatchObject({
      status: "countered",
      counterMinor: 3_500_000,
      compensationMinor: 2_000_000,
      nextStep: "wait_for_brand",
    });
    const [asked] = (await messages("collaborations.counter_made", org.manager.id)).slice(-1);
    const card = house.registry
      .notification("collaborations.counter_made")
      ?.render(asked?.data, house.i18n.presenter("en")).card;
    expect(card?.actions?.[0]).toMatchObject({
      useCase: "collaborations.accept_counter",
      input: { collaborationId, amountMinor: 3_500_000 },
    });
    await expect(run("collaborations.accept", { collaborationId }, influencer, true)).rejects.toMatchObject({
      reason: "collaboration_moved",
    });

    const offered = await view("collaborations.decline_counter", { collaborationId, note: "Maaf ya" }, org.manager);
    expect(offered).toMatchObject({ status: "offered", compensationMinor: 2_000_000 });
    expect(await messages("collaborations.offer_made", influencer.id)).toHaveLength(2);

    await view("collaborations.counter", { collaborationId, amountMinor: 2_400_000 }, influencer);
    await expect(
      run("collaborations.accept_counter", { collaborationId, amountMinor: 3_500_000 }, org.manager, true),
    ).rejects.toMatchObject({ reason: "counter_changed" });
    const before = await balanceOf(house.db, org.orgId, "wallet");
    const accepted = await view(
      "collaborations.accept_counter",
      { collaborationId, amountMinor: 2_400_000 },
      org.manager,
      true,
    );
    expect(accepted).toMatchObject({ status: "accepted", compensationMinor: 2_400_000, netMinor: 2_160_000 });
    expect(await balanceOf(house.db, org.orgId, "wallet")).toBe(before - 2_400_000);
    expect(accepted.offers.map((offer) => [offer.by, offer.amountMinor])).toEqual([
      ["organization", 2_000_000],
      ["influencer", 3_500_000],
      ["organization", 2_000_000],
      ["influencer", 2_400_000],
    ]);
    expect(await messages("collaborations.decided", influencer.id)).toHaveLength(1);
    await expect(run("collaborations.accept_counter", { collaborationId }, org.manager, true)).rejects.toMatchObject({
      code: "precondition_failed",
    });
  });

  it("refuses to accept a counter the wallet does not cover, and the same price again", async () => {
    const poor = await createOrganization(house.db, "Kering");
    const { collaborationId, influencer } = await invited(1_000_000, poor);
    await expect(
      run("collaborations.counter", { collaborationId, amountMinor: 1_000_000 }, influencer),
    ).rejects.toMatchObject({ reason: "counter_same_price" });
    await view("collaborations.counter", { collaborationId, amountMinor: 1_500_000 }, influencer);
    await expect(run("collaborations.accept_counter", { collaborationId }, poor.manager)).rejects.toMatchObject({
      code: "insufficient_funds",
    });
  });
});

describe("the end of a collaboration", () => {
  it("declined: told with the reason, final", async () => {
    const { collaborationId, influencer } = await invited();
    expect((await view("collaborations.decline", { collaborationId, reason: "Jadwal penuh" }, influencer)).status).toBe(
      "declined",
    );
    const [told] = (await messages("collaborations.answered", org.admin.id)).slice(-1);
    expect(told?.data).toMatchObject({ answer: "declined", reason: "Jadwal penuh" });
    await expect(run("collaborations.accept", { collaborationId }, influencer, true)).rejects.toMatchObject({
      code: "precondition_failed",
    });
  });

  it("cancelled by an admin: money of unposted pieces comes back, a waiting post stops it", async () => {
    const { collaborationId, influencer } = await invited(3_000_000);
    const wallet = await balanceOf(house.db, org.orgId, "wallet");
    const { deliverables } = await view("collaborations.accept", { collaborationId }, influencer, true);
    const first = deliverables[0]?.deliverableId ?? "";
    const mark = (from: string[], to: "submitted" | "approved") =>
      house.db.transaction({ role: "app", orgId: org.orgId }, (tx) =>
        markDeliverable(house.executor.contextFor(tx, org.manager), {
          orgId: org.orgId,
          deliverableId: first,
          from,
          to,
        }),
      );
    await mark(["open"], "submitted");
    await expect(mark(["open"], "submitted")).rejects.toMatchObject({ reason: "deliverable_moved" });
    await expect(run("collaborations.cancel", { collaborationId }, org.manager)).rejects.toMatchObject({
      reason: "posts_wait_for_review",
    });
    await mark(["submitted"], "approved");

    const waiting = await run("collaborations.cancel", { collaborationId, reason: "Ditunda" }, org.manager);
    if (waiting.kind !== "waiting") throw new Error("an admin presses");
    await expect(house.approvals.decide(waiting.approvalId, "approve", org.manager)).rejects.toMatchObject({
      code: "forbidden",
    });
    expect((await house.approvals.decide(waiting.approvalId, "approve", org.admin)).result).toBe("approved");
    // one third stays set aside for the approved piece
    expect(await balanceOf(house.db, org.orgId, "wallet")).toBe(wallet - 1_000_000);
    expect(
      await platform(
        "SELECT status, count(*)::int AS n FROM deliverable WHERE collaboration_id = $1 GROUP BY status ORDER BY status",
        [collaborationId],
      ),
    ).toEqual([
      { status: "approved", n: 1 },
      { status: "cancelled", n: 2 },
    ]);
    expect(await messages("collaborations.decided", influencer.id)).toHaveLength(1);
  });

  it("completed by the approval of the last piece", async () => {
    const { collaborationId, influencer } = await invited(300_000);
    await view("collaborations.accept", { collaborationId }, influencer, true);
    const open = await house.db.transaction({ role: "app", influencerId: influencer.id }, (tx) =>
      openDeliverables(tx, influencer.id),
    );
    expect(open).toHaveLength(3);
    expect(open[0]).toMatchObject({
      collaborationId,
      platform: "instagram",
      currency: "IDR",
      campaignName: "Kilau Cerah",
    });
    const states: boolean[] = [];
    for (const item of open) {
      for (const [from, to] of [
        ["open", "submitted"],
        ["submitted", "approved"],
      ] as const) {
        const moved = await house.db.transaction({ role: "app", orgId: org.orgId }, (tx) =>
          markDeliverable(house.executor.contextFor(tx, org.manager), { ...item, from: [from], to }),
        );
        states.push(moved.completed);
      }
    }
    expect(states).toEqual([false, false, false, false, false, true]);
    expect(await view("collaborations.get", { collaborationId }, influencer)).toMatchObject({
      status: "completed",
      nextStep: "none",
    });
    const profile = await run("influencers.my_profile", {}, influencer);
    expect(profile).toMatchObject({
      output: { collaborations: { completed: 1, running: 0 }, earnings: [{ reservedMinor: 300_000 }] },
    });
  });
});
