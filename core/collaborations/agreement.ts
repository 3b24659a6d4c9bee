import { activateCampaign } from "../campaigns/index.ts";
import { AppError } from "../kernel/errors.ts";
import { newId } from "../kernel/ids.ts";
import { money } from "../kernel/money.ts";
import { placeHold } from "../payments/index.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import { type CollaborationRow, type CollaborationStatus, type PieceRow, piecesOf } from "./view.ts";

/** One price over several pieces, exactly: equal parts, the remainder on the last. */
export function splitPrice(amountMinor: bigint, parts: number): bigint[] {
  if (parts < 1 || amountMinor < BigInt(parts))
    throw new AppError("precondition_failed", "compensation_too_small", { minimum: parts });
  const each = amountMinor / BigInt(parts);
  return Array.from({ length: parts }, (_, index) =>
    index === parts - 1 ? amountMinor - each * BigInt(parts - 1) : each,
  );
}

/** Every single piece that is to be made. */
export function expandPieces(pieces: readonly PieceRow[]): PieceRow[] {
  return pieces.flatMap((piece) => Array.from({ length: piece.quantity }, () => piece));
}

/**
 * Both sides agree: the collaboration becomes `accepted` at this price, its pieces become deliverables, and the money of
 * each is set aside. The transaction must see the organization. Throws precondition_failed when somebody was faster or the
 * campaign is closed, and insufficient_funds (then roll back: some holds may stand already).
 */
export async function agree(
  ctx: UseCaseContext,
  row: CollaborationRow,
  agreed: { from: readonly CollaborationStatus[]; amountMinor: bigint },
): Promise<void> {
  // the campaign's row first: the same order as its cancellation takes
  await activateCampaign(ctx, row.campaignId);
  await moveCollaboration(ctx, row, agreed.from, "accepted", agreed.amountMinor);
  const pieces = expandPieces(await piecesOf(ctx.tx, row));
  const prices = splitPrice(agreed.amountMinor, pieces.length);
  for (const [index, piece] of pieces.entries()) {
    const deliverableId = newId("deliverable");
    const priceMinor = prices[index] ?? 0n;
    await ctx.tx.execute(
      `INSERT INTO deliverable (id, org_id, campaign_id, collaboration_id, influencer_id, position, platform, format, notes, price_minor, currency, due_on, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        deliverableId,
        row.orgId,
        row.campaignId,
        row.id,
        row.influencerId,
        index + 1,
        piece.platform,
        piece.format,
        piece.notes,
        priceMinor,
        row.currency,
        row.dueOn,
        ctx.now(),
      ],
    );
    const holdId = await placeHold(ctx, {
      orgId: row.orgId,
      influencerId: row.influencerId,
      deliverableId,
      amount: money(priceMinor, row.currency),
    });
    await ctx.tx.execute("UPDATE deliverable SET hold_id = $3 WHERE org_id = $1 AND id = $2", [
      row.orgId,
      deliverableId,
      holdId,
    ]);
  }
}

const ANSWERED: readonly CollaborationStatus[] = ["accepted", "declined", "countered", "offered"];
const ENDED: readonly CollaborationStatus[] = ["completed", "declined", "withdrawn", "cancelled"];

/** Moves a collaboration on, if it still is where it was believed to be; the row count decides who was first. */
export async function moveCollaboration(
  ctx: UseCaseContext,
  row: Pick<CollaborationRow, "id" | "orgId">,
  from: readonly CollaborationStatus[],
  to: CollaborationStatus,
  amountMinor?: bigint,
): Promise<void> {
  const now = ctx.now();
  const changed = await ctx.tx.execute(
    `UPDATE collaboration SET status = $4, updated_at = $5, compensation_minor = coalesce($6, compensation_minor),
       answered_at = CASE WHEN $7 THEN $5 ELSE answered_at END, ended_at = CASE WHEN $8 THEN $5 ELSE ended_at END
     WHERE org_id = $1 AND id = $2 AND status = ANY($3)`,
    [row.orgId, row.id, from, to, now, amountMinor ?? null, ANSWERED.includes(to), ENDED.includes(to)],
  );
  if (changed !== 1) throw new AppError("precondition_failed", "collaboration_moved");
}

/** Remembers a price that was named; answers the offer's id, which names the cards about it. */
export async function recordOffer(
  ctx: UseCaseContext,
  row: Pick<CollaborationRow, "id" | "orgId" | "influencerId">,
  offer: { by: "organization" | "influencer"; amountMinor: bigint; note: string },
): Promise<string> {
  const id = newId("offer");
  await ctx.tx.execute(
    `INSERT INTO collaboration_offer (id, org_id, collaboration_id, influencer_id, proposed_by, amount_minor, note, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, row.orgId, row.id, row.influencerId, offer.by, offer.amountMinor, offer.note, ctx.now()],
  );
  return id;
}

/** The price that is on the table: the last that was named. */
export async function lastOffer(
  ctx: Pick<UseCaseContext, "tx">,
  row: Pick<CollaborationRow, "id" | "orgId">,
): Promise<{ id: string; amountMinor: bigint; note: string; proposedBy: string } | undefined> {
  return ctx.tx.first(
    `SELECT id, amount_minor, note, proposed_by FROM collaboration_offer WHERE org_id = $1 AND collaboration_id = $2
     ORDER BY created_at DESC, id DESC LIMIT 1`,
    [row.orgId, row.id],
  );
}
