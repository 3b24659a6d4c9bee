import { z } from "zod";
import type { Tx } from "../db/types.ts";
import { notFound } from "../kernel/errors.ts";
import { idPattern } from "../kernel/ids.ts";
import { type Currency, currencySchema, money } from "../kernel/money.ts";
import { PLATFORMS } from "../kernel/ports/social-platform.ts";
import { netOf } from "../payments/index.ts";
import type { UseCaseContext } from "../usecase/context.ts";

export const COLLABORATION_STATUSES = [
  "invited",
  "applied",
  "offered",
  "countered",
  "accepted",
  "in_progress",
  "completed",
  "declined",
  "withdrawn",
  "cancelled",
] as const;
export type CollaborationStatus = (typeof COLLABORATION_STATUSES)[number];

export const collaborationIdSchema = z
  .string()
  .regex(idPattern("collaboration"))
  .describe("The collaboration, as `col_…`");

/** What the reader does next, if anything. */
export const NEXT_STEPS = [
  "answer_offer",
  "wait_for_brand",
  "post_content",
  "wait_for_review",
  "decide_counter",
  "wait_for_influencer",
  "none",
] as const;

export const pieceSchema = z.object({
  platform: z.enum(PLATFORMS).describe("Platform"),
  format: z.string().describe("Format"),
  quantity: z.number().int().describe("How many"),
  minDurationSeconds: z.number().nullable().describe("Shortest length"),
  maxDurationSeconds: z.number().nullable().describe("Longest length"),
  notes: z.string().describe("Notes"),
});
export type PieceRow = z.output<typeof pieceSchema>;

/** A collaboration as every use case of this domain answers it, to either side. */
export const collaborationOutput = z.object({
  collaborationId: z.string().describe("The collaboration"),
  side: z.enum(["organization", "influencer"]).describe("Whose view this is"),
  status: z.enum(COLLABORATION_STATUSES).describe("Where it stands"),
  nextStep: z.enum(NEXT_STEPS).describe("What the reader does next"),
  blockedBy: z
    .enum(["brand_funds"])
    .nullable()
    .describe("brand_funds: it was not accepted because the brand's wallet does not cover it; the brand was told"),
  campaignId: z.string().describe("The campaign"),
  campaignName: z.string().describe("Its name"),
  orgName: z.string().describe("The brand"),
  influencerId: z.string().describe("The influencer"),
  influencerName: z.string().describe("Their name"),
  compensationMinor: z.number().describe("Agreed or offered price, minor units"),
  commissionMinor: z.number().describe("Platform fee contained in it"),
  netMinor: z.number().describe("What the influencer receives, before any tax"),
  currency: currencySchema,
  counterMinor: z.number().nullable().describe("The influencer's counter-offer that waits for an answer"),
  dueOn: z.string().nullable().describe("Content is due on this day"),
  message: z.string().describe("The brand's message"),
  brief: z
    .object({
      product: z.string().describe("Product"),
      pieces: z.array(pieceSchema).describe("What to make"),
      keyMessages: z.array(z.string()).describe("What must come across"),
      hashtags: z.array(z.string()).describe("Mandatory hashtags"),
      callToAction: z.string().describe("Mandatory call to action"),
      rules: z.array(z.string()).describe("Rules"),
    })
    .describe("What the brand asks for"),
  deliverables: z
    .array(
      z.object({
        deliverableId: z.string().describe("One piece agreed"),
        platform: z.enum(PLATFORMS).describe("Platform"),
        format: z.string().describe("Format"),
        priceMinor: z.number().describe("Its part of the price"),
        dueOn: z.string().nullable().describe("Due on"),
        status: z.enum(["open", "submitted", "approved", "cancelled"]).describe("open: to be posted"),
      }),
    )
    .describe("Pieces agreed; empty before acceptance"),
  offers: z
    .array(
      z.object({
        by: z.enum(["organization", "influencer"]).describe("Who named the price"),
        amountMinor: z.number().describe("The price"),
        note: z.string().describe("Their words"),
        at: z.string().describe("When"),
      }),
    )
    .describe("Every price that was named, oldest first"),
  createdAt: z.string().describe("When it began"),
});
export type CollaborationView = z.output<typeof collaborationOutput>;

/** One row with the words of its campaign, as either side may see it. */
export interface CollaborationRow {
  readonly id: string;
  readonly orgId: string;
  readonly orgName: string | null;
  readonly campaignId: string;
  readonly campaignName: string;
  readonly product: string;
  readonly brief: { keyMessages: string[]; mandatoryHashtags: string[]; mandatoryCta: string; rules: string[] } | null;
  readonly influencerId: string;
  readonly influencerName: string;
  readonly status: CollaborationStatus;
  readonly compensationMinor: bigint;
  readonly currency: Currency;
  readonly commissionBps: number;
  readonly message: string;
  readonly dueOn: string | null;
  readonly invitedBy: string | null;
  readonly createdAt: Date;
}

const SELECT = `
  SELECT k.id, k.org_id, organization_name(k.org_id) AS org_name, k.campaign_id, c.name AS campaign_name, c.product, c.brief,
    k.influencer_id, i.display_name AS influencer_name, k.status, k.compensation_minor, k.currency, k.commission_bps, k.message,
    k.due_on, k.invited_by, k.created_at
  FROM collaboration k JOIN campaign c ON c.org_id = k.org_id AND c.id = k.campaign_id JOIN influencer i ON i.id = k.influencer_id`;

/** A collaboration of the actor's own: an influencer's, or their organization's. Throws not_found for any other id. */
export async function loadCollaboration(
  ctx: Pick<UseCaseContext, "tx" | "actor">,
  id: string,
): Promise<CollaborationRow> {
  const row = await ctx.tx.first<CollaborationRow>(
    `${SELECT} WHERE k.id = $1 AND ($2::text IS NULL OR k.influencer_id = $2)`,
    [id, ctx.actor.kind === "influencer" ? ctx.actor.id : null],
  );
  if (!row) throw notFound("collaboration");
  return row;
}

/** An influencer's collaboration, with its organization joined: needed to move its money and tell its members. */
export async function loadOwnAndJoin(ctx: Pick<UseCaseContext, "tx" | "actor">, id: string): Promise<CollaborationRow> {
  const row = await loadCollaboration(ctx, id);
  await ctx.tx.joinOrganization(row.orgId);
  return row;
}

/** What each influencer of the campaign makes, in order. */
export function piecesOf(tx: Tx, campaign: { orgId: string; campaignId: string }): Promise<PieceRow[]> {
  return tx.query<PieceRow>(
    `SELECT platform, format, quantity, min_duration_seconds, max_duration_seconds, notes FROM campaign_deliverable
     WHERE org_id = $1 AND campaign_id = $2 ORDER BY position`,
    [campaign.orgId, campaign.campaignId],
  );
}

/** The whole picture of one collaboration for whoever asks. */
export async function viewOf(
  ctx: Pick<UseCaseContext, "tx" | "actor">,
  id: string,
  blockedBy: CollaborationView["blockedBy"] = null,
): Promise<CollaborationView> {
  const row = await loadCollaboration(ctx, id);
  const side = ctx.actor.kind === "influencer" ? ("influencer" as const) : ("organization" as const);
  const offers = await ctx.tx.query<{
    proposedBy: "organization" | "influencer";
    amountMinor: bigint;
    note: string;
    createdAt: Date;
  }>(
    "SELECT proposed_by, amount_minor, note, created_at FROM collaboration_offer WHERE org_id = $1 AND collaboration_id = $2 ORDER BY created_at, id",
    [row.orgId, row.id],
  );
  const deliverables = await ctx.tx.query<{
    id: string;
    platform: PieceRow["platform"];
    format: string;
    priceMinor: bigint;
    dueOn: string | null;
    status: CollaborationView["deliverables"][number]["status"];
  }>(
    "SELECT id, platform, format, price_minor, due_on, status FROM deliverable WHERE org_id = $1 AND collaboration_id = $2 ORDER BY position",
    [row.orgId, row.id],
  );
  const split = priceParts(row);
  const lastOffer = offers.at(-1);
  return {
    collaborationId: row.id,
    side,
    status: row.status,
    nextStep: nextStep(row.status, side, deliverables),
    blockedBy,
    campaignId: row.campaignId,
    campaignName: row.campaignName,
    orgName: row.orgName ?? "",
    influencerId: row.influencerId,
    influencerName: row.influencerName,
    ...split,
    counterMinor: row.status === "countered" && lastOffer ? Number(lastOffer.amountMinor) : null,
    dueOn: row.dueOn,
    message: row.message,
    brief: {
      product: row.product,
      pieces: await piecesOf(ctx.tx, row),
      keyMessages: row.brief?.keyMessages ?? [],
      hashtags: row.brief?.mandatoryHashtags ?? [],
      callToAction: row.brief?.mandatoryCta ?? "",
      rules: row.brief?.rules ?? [],
    },
    deliverables: deliverables.map(({ id: deliverableId, priceMinor, ...rest }) => ({
      deliverableId,
      priceMinor: Number(priceMinor),
      ...rest,
    })),
    offers: offers.map((offer) => ({
      by: offer.proposedBy,
      amountMinor: Number(offer.amountMinor),
      note: offer.note,
      at: offer.createdAt.toISOString(),
    })),
    createdAt: row.createdAt.toISOString(),
  };
}

/** Price, fee and what is left for the influencer. */
export function priceParts(row: { compensationMinor: bigint; currency: Currency; commissionBps: number }): {
  compensationMinor: number;
  commissionMinor: number;
  netMinor: number;
  currency: Currency;
} {
  const { net, commission } = netOf(money(row.compensationMinor, row.currency), row.commissionBps);
  return {
    compensationMinor: Number(row.compensationMinor),
    commissionMinor: Number(commission.amountMinor),
    netMinor: Number(net.amountMinor),
    currency: row.currency,
  };
}

export function nextStep(
  status: CollaborationStatus,
  side: CollaborationView["side"],
  deliverables: readonly { status: string }[],
): (typeof NEXT_STEPS)[number] {
  const mine = side === "influencer";
  switch (status) {
    case "invited":
    case "offered":
      return mine ? "answer_offer" : "wait_for_influencer";
    case "countered":
      return mine ? "wait_for_brand" : "decide_counter";
    case "applied":
      return mine ? "wait_for_brand" : "none";
    case "accepted":
    case "in_progress":
      if (deliverables.some((item) => item.status === "open")) return mine ? "post_content" : "wait_for_influencer";
      return "wait_for_review";
    default:
      return "none";
  }
}
