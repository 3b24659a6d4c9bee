import type { UseCaseContext } from "../usecase/context.ts";
import { offerSettled, offerSubject } from "./notifications.ts";
import type { CollaborationRow } from "./view.ts";

/** Turns every delivered card about one offer into what became of it. */
export async function settleOffer(
  ctx: UseCaseContext,
  row: CollaborationRow,
  settled: {
    offerId: string | undefined;
    outcome: "accepted" | "declined" | "countered" | "counter_accepted" | "counter_declined" | "cancelled";
    amountMinor: bigint;
  },
): Promise<void> {
  if (!settled.offerId) return;
  await ctx.outbox.settle(offerSettled, {
    subject: offerSubject(row.id, settled.offerId),
    key: settled.offerId,
    data: {
      ...aboutOf(row),
      outcome: settled.outcome,
      amountMinor: Number(settled.amountMinor),
      currency: row.currency,
      byName: ctx.decidedBy?.name ?? ctx.actor.displayName,
      at: ctx.now().toISOString(),
    },
  });
}

/** What every notification about a collaboration names. */
export function aboutOf(row: CollaborationRow): {
  collaborationId: string;
  campaignName: string;
  orgName: string;
  influencerName: string;
} {
  return {
    collaborationId: row.id,
    campaignName: row.campaignName,
    orgName: row.orgName ?? "",
    influencerName: row.influencerName,
  };
}
