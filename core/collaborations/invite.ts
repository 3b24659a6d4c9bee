import { z } from "zod";
import { type CampaignSummary, campaignSummary } from "../campaigns/index.ts";
import { personOf } from "../kernel/actor.ts";
import { hashOf } from "../kernel/canonical.ts";
import { AppError, notFound } from "../kernel/errors.ts";
import { idPattern, newId } from "../kernel/ids.ts";
import { amountMinorSchema, currencySchema, money } from "../kernel/money.ts";
import { cleanText } from "../kernel/text.ts";
import { suggestedPrices } from "../matching/index.ts";
import { netOf, walletOf } from "../payments/index.ts";
import { orgOf, type UseCaseContext } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import type { ApprovalFact, ApprovalFacts } from "../usecase/executor.ts";
import { expandPieces, recordOffer, splitPrice } from "./agreement.ts";
import { offerMade, offerSubject } from "./notifications.ts";
import { piecesOf, viewOf } from "./view.ts";

const input = z.object({
  campaignId: z.string().regex(idPattern("campaign")).describe("Which campaign; it must be approved or active"),
  invitations: z
    .array(
      z.strictObject({
        influencerId: z.string().regex(idPattern("influencer")).describe("Whom to invite"),
        compensationMinor: amountMinorSchema
          .optional()
          .describe(
            "Offer for all their pieces together, platform fee contained, in whole minor units, e.g. 2000000 for Rp2.000.000. Leave it out unless the user names a price: then it is their own rate, or the usual price of their size",
          ),
      }),
    )
    .min(1)
    .max(50)
    .describe("Who is invited, and for how much"),
  currency: currencySchema
    .optional()
    .describe("Currency of the prices, if you want it checked: it must be the campaign's"),
  message: z
    .string()
    .overwrite((text) => cleanText(text).trim())
    .max(1_000)
    .default("")
    .describe("A personal word of the brand, in the influencers' language"),
  dueOn: z.iso.date().optional().describe("Content is due on this day (YYYY-MM-DD); default the campaign's last day"),
});
type Input = z.output<typeof input>;

/** Asks influencers to take part: a human of the brand presses first, then each is told in their own language. */
export const invite = defineUseCase({
  name: "collaborations.invite",
  version: 1,
  title: "Invite influencers to a campaign",
  describe:
    "Invites 1 to 50 influencers to an approved campaign, each at the price the user names or else at their own rate. A person of the brand must press the approval first; nothing is sent before. Use it after matching.recommend or when the user names people. The money is set aside when an influencer accepts, not now.",
  input,
  output: z.object({
    campaignId: z.string().describe("The campaign"),
    campaignName: z.string().describe("Its name"),
    invited: z
      .array(
        z.object({
          collaborationId: z.string().describe("The collaboration that began"),
          influencerId: z.string().describe("The influencer"),
          name: z.string().describe("Their name"),
          compensationMinor: z.number().describe("Their price"),
        }),
      )
      .describe("Who was invited"),
    totalMinor: z.number().describe("All prices together"),
    currency: currencySchema,
  }),
  effect: "external",
  access: { roles: ["admin", "brand_manager"], scope: "collaborations:write" },
  approval: {
    deciders: { roles: ["admin", "brand_manager"], rolesAboveLimit: ["admin", "finance"] },
    // another list for the same campaign is another request; the same people again replace the older one
    subject: ({ campaignId, invitations }) =>
      `invite:${campaignId}:${hashOf(invitations.map((item) => item.influencerId).sort()).slice(0, 16)}`,
    facts: async (ctx, call) => factsOf(await planOf(ctx, call), call),
  },
  idempotency: "caller",
  errors: ["not_found", "precondition_failed", "conflict"],
  rest: { method: "post", path: "/campaigns/{campaignId}/invitations" },
  expose: { mcp: "direct", rest: true, chat: true },
  example: {
    campaignId: "cmp_01h455vb4pexf90000000000aa",
    invitations: [{ influencerId: "inf_01h455vb4pexf90000000000aa", compensationMinor: 2_000_000 }],
    message: "Kami suka gaya review kamu yang jujur!",
  },
  present: {
    card: (output, p) => ({
      title: p.t("collaborations.invite.done", { count: output.invited.length, campaign: output.campaignName }),
      tone: "good",
      facts: [
        {
          label: p.t("collaborations.fact.total"),
          value: p.money(money(output.totalMinor, output.currency)),
          required: true,
        },
      ],
      table: {
        columns: [
          { label: p.t("collaborations.column.influencer") },
          { label: p.t("collaborations.fact.price"), align: "end" as const },
        ],
        rows: output.invited.map((row) => [row.name, p.money(money(row.compensationMinor, output.currency))]),
      },
      body: p.t("collaborations.invite.next"),
      actions: [
        {
          kind: "call",
          useCase: "collaborations.list",
          input: { campaignId: output.campaignId },
          label: p.t("collaborations.action.see_list"),
        },
      ],
    }),
    summary: (output, p) =>
      p.t("collaborations.invite.summary", {
        count: output.invited.length,
        campaign: output.campaignName,
        names: p.list(output.invited.slice(0, 5).map((row) => row.name)),
      }),
  },
  async run(ctx, call) {
    const plan = await planOf(ctx, call);
    const { campaign } = plan;
    const invited: { collaborationId: string; influencerId: string; name: string; compensationMinor: number }[] = [];
    for (const person of plan.people) {
      const collaborationId = await beginCollaboration(ctx, plan, call, person);
      const row = { id: collaborationId, orgId: campaign.orgId, influencerId: person.id };
      const offerId = await recordOffer(ctx, row, {
        by: "organization",
        amountMinor: BigInt(person.priceMinor),
        note: call.message,
      });
      await ctx.outbox.notify(offerMade, {
        to: { person: person.id },
        key: offerId,
        subject: offerSubject(collaborationId, offerId),
        data: { view: await viewOf(ctx, collaborationId), round: "invitation", note: "" },
      });
      invited.push({
        collaborationId,
        influencerId: person.id,
        name: person.name,
        compensationMinor: person.priceMinor,
      });
    }
    return {
      campaignId: campaign.id,
      campaignName: campaign.name,
      invited,
      totalMinor: Number(plan.totalMinor),
      currency: campaign.currency,
    };
  },
});

interface Invitee {
  readonly id: string;
  readonly name: string;
  readonly handle: string | null;
  readonly priceMinor: number;
  /** Where the price comes from when nobody named one. */
  readonly basis: "rate_card" | "benchmark" | undefined;
}

interface Plan {
  readonly campaign: CampaignSummary;
  readonly people: readonly Invitee[];
  readonly totalMinor: bigint;
  readonly commissionBps: number;
  readonly availableMinor: bigint;
  /** Left of the campaign's budget after these invitations; null without a budget. */
  readonly budgetLeftMinor: bigint | null;
  readonly dueOn: string | null;
}

/** Checks the whole list and gathers what a human should see. Throws when one of them could not be invited, naming whom. */
async function planOf(ctx: UseCaseContext, call: Input): Promise<Plan> {
  const orgId = orgOf(ctx);
  const campaign = await campaignSummary(ctx.tx, call.campaignId);
  if (!campaign) throw notFound("campaign");
  if (campaign.status !== "approved" && campaign.status !== "active") {
    throw new AppError("precondition_failed", "campaign_not_open", { status: campaign.status });
  }
  if (call.currency !== undefined && call.currency !== campaign.currency) {
    throw new AppError("invalid_input", "currency_mismatch", { expected: campaign.currency, got: call.currency });
  }
  const ids = call.invitations.map((item) => item.influencerId);
  if (new Set(ids).size !== ids.length) throw new AppError("invalid_input", "duplicate_invitation");
  const pieces = expandPieces(await piecesOf(ctx.tx, { orgId, campaignId: campaign.id }));
  if (pieces.length === 0) throw new AppError("precondition_failed", "campaign_missing_deliverables");
  const dueOn = call.dueOn ?? campaign.endsOn;
  if (dueOn !== null && dueOn < ctx.now().toISOString().slice(0, 10))
    throw new AppError("precondition_failed", "due_in_past");

  const rows = await ctx.tx.query<{
    id: string;
    displayName: string;
    handle: string | null;
    availability: string;
    blacklisted: boolean;
    invited: boolean;
  }>(
    `SELECT i.id, i.display_name, i.availability, oi.blacklisted_at IS NOT NULL AS blacklisted, k.id IS NOT NULL AS invited,
       (SELECT s.username FROM social_account s WHERE s.influencer_id = i.id ORDER BY s.followers DESC NULLS LAST LIMIT 1) AS handle
     FROM influencer i
       LEFT JOIN organization_influencer oi ON oi.org_id = $1 AND oi.influencer_id = i.id
       LEFT JOIN collaboration k ON k.org_id = $1 AND k.campaign_id = $2 AND k.influencer_id = i.id
     WHERE i.id = ANY($3)`,
    [orgId, campaign.id, ids],
  );
  if (rows.length < ids.length) throw notFound("influencer");
  refuse(rows, "influencer_blacklisted", (row) => row.blacklisted);
  refuse(rows, "already_invited", (row) => row.invited);
  refuse(rows, "influencer_closed", (row) => row.availability === "closed");
  const people = await priced(ctx, campaign, call, rows);
  for (const person of people) splitPrice(BigInt(person.priceMinor), pieces.length);

  const organization = await ctx.tx.first<{ commissionBps: number }>(
    "SELECT commission_bps FROM organization WHERE id = $1",
    [orgId],
  );
  if (!organization) throw notFound("organization");
  const totalMinor = people.reduce((sum, person) => sum + BigInt(person.priceMinor), 0n);
  const promised = await ctx.tx.first<{ total: string | null }>(
    `SELECT sum(compensation_minor) AS total FROM collaboration WHERE org_id = $1 AND campaign_id = $2
     AND status NOT IN ('declined', 'withdrawn', 'cancelled')`,
    [orgId, campaign.id],
  );
  return {
    campaign,
    people,
    totalMinor,
    commissionBps: organization.commissionBps,
    availableMinor: (await walletOf(ctx.tx, orgId, campaign.currency)).availableMinor,
    budgetLeftMinor:
      campaign.budgetMinor === null ? null : campaign.budgetMinor - BigInt(promised?.total ?? 0) - totalMinor,
    dueOn,
  };
}

/** Everybody with their price: the one that was named, else what they would be recommended at. Throws where nobody knows. */
async function priced(
  ctx: UseCaseContext,
  campaign: CampaignSummary,
  call: Input,
  rows: readonly { id: string; displayName: string; handle: string | null }[],
): Promise<Invitee[]> {
  const unnamed = call.invitations.filter((item) => item.compensationMinor === undefined);
  const suggested =
    unnamed.length === 0
      ? new Map<string, never>()
      : await suggestedPrices(
          ctx.tx,
          campaign,
          unnamed.map((item) => item.influencerId),
        );
  const people = call.invitations.map((item) => {
    const row = rows.find((entry) => entry.id === item.influencerId);
    const suggestion = item.compensationMinor === undefined ? suggested.get(item.influencerId) : undefined;
    return {
      id: item.influencerId,
      name: row?.displayName ?? "",
      handle: row?.handle ?? null,
      priceMinor: item.compensationMinor ?? suggestion?.amountMinor,
      basis: suggestion?.basis,
    };
  });
  const known = people.flatMap((person) =>
    person.priceMinor === undefined ? [] : [{ ...person, priceMinor: person.priceMinor }],
  );
  if (known.length < people.length) {
    const names = people.flatMap((person) => (person.priceMinor === undefined ? [person.name] : [])).join(", ");
    const fields = people.flatMap((person, index) =>
      person.priceMinor === undefined
        ? [{ path: `invitations.${index}.compensationMinor`, reason: "field_required" }]
        : [],
    );
    throw new AppError("precondition_failed", "compensation_unknown", { names }, fields);
  }
  return known;
}

function refuse<Row extends { displayName: string }>(
  rows: readonly Row[],
  reason: string,
  wrong: (row: Row) => boolean,
): void {
  const names = rows.filter(wrong).map((row) => row.displayName);
  if (names.length > 0) throw new AppError("precondition_failed", reason, { names: names.join(", ") });
}

/** What the human presses on: every name with its price, the sum, and what it leaves. */
function factsOf(plan: Plan, call: Input): ApprovalFacts {
  const { campaign } = plan;
  const total = money(plan.totalMinor, campaign.currency);
  const sum = (label: string, amountMinor: bigint): ApprovalFact => ({
    label,
    value: { kind: "money", amountMinor: amountMinor.toString(), currency: campaign.currency },
  });
  const budgetFact = (left: bigint): ApprovalFact =>
    left < 0n ? sum("collaborations.fact.over_budget", -left) : sum("collaborations.fact.budget_after", left);
  return {
    lines: [
      { label: "collaborations.fact.campaign", value: { kind: "text", text: campaign.name } },
      { label: "collaborations.fact.invited", value: { kind: "number", number: plan.people.length } },
      ...plan.people.map(
        (person): ApprovalFact => ({
          label: "collaborations.fact.influencer",
          value: {
            kind: "priced",
            text: `${person.name}${person.handle ? ` (@${person.handle})` : ""}`,
            amountMinor: String(person.priceMinor),
            currency: campaign.currency,
            ...(person.basis && { basis: `collaborations.price_basis.${person.basis}` }),
          },
        }),
      ),
      sum("collaborations.fact.total", plan.totalMinor),
      sum("collaborations.fact.commission_included", netOf(total, plan.commissionBps).commission.amountMinor),
      sum("collaborations.fact.wallet_after", plan.availableMinor - plan.totalMinor),
      ...(plan.budgetLeftMinor === null ? [] : [budgetFact(plan.budgetLeftMinor)]),
      ...(plan.dueOn === null
        ? []
        : [{ label: "collaborations.fact.due", value: { kind: "date" as const, at: plan.dueOn } }]),
      ...(call.message === ""
        ? []
        : [{ label: "collaborations.fact.message", value: { kind: "text" as const, text: call.message } }]),
    ],
    amount: { amountMinor: plan.totalMinor.toString(), currency: campaign.currency },
  };
}

/** Writes the collaboration; two requests at once for the same person cannot both begin one. */
async function beginCollaboration(
  ctx: UseCaseContext,
  plan: Plan,
  call: Input,
  person: Plan["people"][number],
): Promise<string> {
  const id = newId("collaboration");
  const { campaign } = plan;
  const inserted = await ctx.tx.execute(
    `INSERT INTO collaboration (id, org_id, campaign_id, influencer_id, origin, status, compensation_minor, currency, commission_bps, message, due_on, invited_by, created_at, updated_at)
     VALUES ($1, $2, $3, $4, 'invited', 'invited', $5, $6, $7, $8, $9, $10, $11, $11) ON CONFLICT (org_id, campaign_id, influencer_id) DO NOTHING`,
    [
      id,
      campaign.orgId,
      campaign.id,
      person.id,
      person.priceMinor,
      campaign.currency,
      plan.commissionBps,
      call.message,
      plan.dueOn,
      personOf(ctx.actor),
      ctx.now(),
    ],
  );
  if (inserted !== 1) throw new AppError("precondition_failed", "already_invited", { names: person.name });
  return id;
}
