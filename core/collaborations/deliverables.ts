import type { Tx } from "../db/types.ts";
import { AppError } from "../kernel/errors.ts";
import type { Currency } from "../kernel/money.ts";
import type { Platform } from "../kernel/ports/social-platform.ts";
import type { UseCaseContext } from "../usecase/context.ts";

/** A piece of content that was agreed and not posted yet. */
export interface OpenDeliverable {
  readonly deliverableId: string;
  readonly orgId: string;
  readonly campaignId: string;
  readonly collaborationId: string;
  readonly platform: Platform;
  readonly format: string;
  readonly priceMinor: bigint;
  readonly currency: Currency;
  readonly holdId: string | null;
  readonly dueOn: string | null;
  readonly campaignName: string;
}

/** What an influencer still has to post, the nearest deadline first; works before any organization is joined. */
export function openDeliverables(tx: Tx, influencerId: string): Promise<OpenDeliverable[]> {
  return tx.query<OpenDeliverable>(
    `SELECT d.id AS deliverable_id, d.org_id, d.campaign_id, d.collaboration_id, d.platform, d.format, d.price_minor, d.currency,
       d.hold_id, d.due_on, c.name AS campaign_name
     FROM deliverable d
       JOIN collaboration k ON k.org_id = d.org_id AND k.id = d.collaboration_id AND k.status IN ('accepted', 'in_progress')
       JOIN campaign c ON c.org_id = d.org_id AND c.id = d.campaign_id
     WHERE d.influencer_id = $1 AND d.status = 'open' ORDER BY d.due_on NULLS LAST, d.id`,
    [influencerId],
  );
}

/**
 * Moves one deliverable on and its collaboration with it: the first submission starts the work, the last approval
 * completes it. The transaction must see the organization. Throws precondition_failed when the deliverable is not where
 * `from` says.
 */
export async function markDeliverable(
  ctx: UseCaseContext,
  move: { orgId: string; deliverableId: string; from: readonly string[]; to: "open" | "submitted" | "approved" },
): Promise<{ collaborationId: string; completed: boolean }> {
  // the collaboration first, as its cancellation does; two last approvals at once then see each other
  await ctx.tx.execute(
    `SELECT 1 FROM collaboration WHERE org_id = $1
     AND id = (SELECT collaboration_id FROM deliverable WHERE org_id = $1 AND id = $2) FOR UPDATE`,
    [move.orgId, move.deliverableId],
  );
  const row = await ctx.tx.first<{ collaborationId: string }>(
    "UPDATE deliverable SET status = $4 WHERE org_id = $1 AND id = $2 AND status = ANY($3) RETURNING collaboration_id",
    [move.orgId, move.deliverableId, move.from, move.to],
  );
  if (!row) throw new AppError("precondition_failed", "deliverable_moved");
  const { collaborationId } = row;
  if (move.to === "submitted") {
    await ctx.tx.execute(
      "UPDATE collaboration SET status = 'in_progress', updated_at = $3 WHERE org_id = $1 AND id = $2 AND status = 'accepted'",
      [move.orgId, collaborationId, ctx.now()],
    );
  }
  if (move.to !== "approved") return { collaborationId, completed: false };
  const completed = await ctx.tx.execute(
    `UPDATE collaboration SET status = 'completed', updated_at = $3, ended_at = $3
     WHERE org_id = $1 AND id = $2 AND status IN ('accepted', 'in_progress') AND NOT EXISTS (
       SELECT 1 FROM deliverable d WHERE d.org_id = $1 AND d.collaboration_id = $2 AND d.status IN ('open', 'submitted'))`,
    [move.orgId, collaborationId, ctx.now()],
  );
  return { collaborationId, completed: completed === 1 };
}
