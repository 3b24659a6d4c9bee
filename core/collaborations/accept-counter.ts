import { z } from "zod";
import { AppError } from "../kernel/errors.ts";
import { amountMinorSchema, money } from "../kernel/money.ts";
import { netOf, walletOf } from "../payments/index.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import type { ApprovalFact } from "../usecase/executor.ts";
import { agree, lastOffer } from "./agreement.ts";
import { collaborationCard, collaborationSummary } from "./collaboration-card.ts";
import { organizationDecided } from "./notifications.ts";
import { aboutOf, settleOffer } from "./settle-offer.ts";
import {
  type CollaborationRow,
  collaborationIdSchema,
  collaborationOutput,
  loadCollaboration,
  priceParts,
  viewOf,
} from "./view.ts";

/** The brand takes the influencer's price: the collaboration is accepted and the money set aside. */
export const acceptCounter = defineUseCase({
  name: "collaborations.accept_counter",
  version: 1,
  title: "Accept an influencer's counter-offer",
  describe:
    "Accepts the price an influencer countered with; a person with the right role presses first (above the four-eyes limit admin or finance, not the requester). The collaboration is then accepted and its money set aside. Needs enough in the wallet. To keep the old price use collaborations.decline_counter.",
  input: z.object({
    collaborationId: collaborationIdSchema,
    amountMinor: amountMinorSchema
      .optional()
      .describe("The countered price you saw; refused if another one is on the table"),
  }),
  output: collaborationOutput,
  effect: "money",
  access: { roles: ["admin", "brand_manager"], scope: "collaborations:write" },
  approval: {
    deciders: { roles: ["admin", "brand_manager"], rolesAboveLimit: ["admin", "finance"] },
    subject: (input) => `accept_counter:${input.collaborationId}`,
    facts: async (ctx, input) => {
      const { row, amountMinor } = await openCounter(ctx, input);
      const { availableMinor } = await walletOf(ctx.tx, row.orgId, row.currency);
      if (availableMinor < amountMinor) throw new AppError("insufficient_funds");
      const { commission } = netOf(money(amountMinor, row.currency), row.commissionBps);
      const sum = (label: string, amount: bigint): ApprovalFact => ({
        label,
        value: { kind: "money", amountMinor: amount.toString(), currency: row.currency },
      });
      return {
        lines: [
          { label: "collaborations.fact.influencer", value: { kind: "text", text: row.influencerName } },
          { label: "collaborations.fact.campaign", value: { kind: "text", text: row.campaignName } },
          sum("collaborations.fact.your_offer", row.compensationMinor),
          sum("collaborations.fact.counter", amountMinor),
          sum("collaborations.fact.commission_included", commission.amountMinor),
          sum("collaborations.fact.wallet_after", availableMinor - amountMinor),
        ],
        amount: { amountMinor: amountMinor.toString(), currency: row.currency },
      };
    },
  },
  idempotency: "caller",
  errors: ["not_found", "precondition_failed", "conflict", "insufficient_funds"],
  rest: { method: "post", path: "/collaborations/{collaborationId}/counter/accept" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { collaborationId: "col_01h455vb4pexf90000000000aa", amountMinor: 2_500_000 },
  present: { card: collaborationCard, summary: collaborationSummary },
  async run(ctx, input) {
    const { row, amountMinor, offerId } = await openCounter(ctx, input);
    await agree(ctx, row, { from: ["countered"], amountMinor });
    await settleOffer(ctx, row, { offerId, outcome: "counter_accepted", amountMinor });
    await ctx.outbox.notify(organizationDecided, {
      to: { person: row.influencerId },
      key: `${row.id}:counter_accepted`,
      data: {
        ...aboutOf(row),
        ...priceParts({ ...row, compensationMinor: amountMinor }),
        decision: "counter_accepted" as const,
        dueOn: row.dueOn,
        reason: "",
      },
    });
    return viewOf(ctx, row.id);
  },
});

/** The counter-offer that waits. Throws precondition_failed when none does, conflict when it is not the one that was seen. */
async function openCounter(
  ctx: UseCaseContext,
  input: { collaborationId: string; amountMinor?: number },
): Promise<{ row: CollaborationRow; amountMinor: bigint; offerId: string }> {
  const row = await loadCollaboration(ctx, input.collaborationId);
  const offer = await lastOffer(ctx, row);
  if (row.status !== "countered" || offer?.proposedBy !== "influencer") {
    throw new AppError("precondition_failed", "collaboration_moved");
  }
  if (input.amountMinor !== undefined && BigInt(input.amountMinor) !== offer.amountMinor) {
    throw new AppError("conflict", "counter_changed");
  }
  return { row, amountMinor: offer.amountMinor, offerId: offer.id };
}
