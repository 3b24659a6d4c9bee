import { z } from "zod";
import { AppError } from "../kernel/errors.ts";
import { walletOf } from "../payments/index.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import { agree, lastOffer } from "./agreement.ts";
import { acceptedSummary, agreedCard } from "./collaboration-card.ts";
import { fundsNeeded, influencerAnswered } from "./notifications.ts";
import { aboutOf, settleOffer } from "./settle-offer.ts";
import {
  type CollaborationRow,
  collaborationIdSchema,
  collaborationOutput,
  loadOwnAndJoin,
  priceParts,
  viewOf,
} from "./view.ts";

const OPEN = ["invited", "offered"] as const;

/** An influencer says yes: the pieces are fixed and the brand's money is set aside, or nothing happens at all. */
export const accept = defineUseCase({
  name: "collaborations.accept",
  version: 1,
  title: "Accept an invitation",
  describe:
    "For an influencer: accepts an invitation at its price, after their own press. The brand's money for every piece is set aside at that moment; when the brand's wallet does not cover it nothing changes, the brand is told, and the answer says blockedBy brand_funds. Use collaborations.counter to ask for another price.",
  input: z.object({ collaborationId: collaborationIdSchema }),
  output: collaborationOutput,
  effect: "money",
  access: { roles: ["influencer"], scope: "collaborations:write" },
  approval: {
    deciders: { self: true },
    subject: (input) => `accept:${input.collaborationId}`,
    facts: async (ctx, input) => {
      const row = await loadOwnAndJoin(ctx, input.collaborationId);
      refuseUnlessOpen(row);
      const parts = priceParts(row);
      const sum = (label: string, amountMinor: number) => ({
        label,
        value: { kind: "money" as const, amountMinor: String(amountMinor), currency: row.currency },
      });
      return {
        lines: [
          { label: "collaborations.fact.brand", value: { kind: "text", text: row.orgName ?? "" } },
          { label: "collaborations.fact.campaign", value: { kind: "text", text: row.campaignName } },
          sum("collaborations.fact.gross", parts.compensationMinor),
          sum("collaborations.fact.fee", parts.commissionMinor),
          sum("collaborations.fact.net", parts.netMinor),
          ...(row.dueOn ? [{ label: "collaborations.fact.due", value: { kind: "date" as const, at: row.dueOn } }] : []),
        ],
        amount: { amountMinor: String(parts.compensationMinor), currency: row.currency },
      };
    },
  },
  // an attempt that failed for want of funds may be repeated once the brand topped up, so only the caller's key counts
  idempotency: "caller",
  errors: ["not_found", "precondition_failed"],
  rest: { method: "post", path: "/collaborations/{collaborationId}/accept" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { collaborationId: "col_01h455vb4pexf90000000000aa" },
  present: { card: agreedCard, summary: acceptedSummary },
  async run(ctx, input) {
    const row = await loadOwnAndJoin(ctx, input.collaborationId);
    refuseUnlessOpen(row);
    const offer = await lastOffer(ctx, row);
    if (!(await agreeOrLeaveAsItWas(ctx, row))) {
      await askForFunds(ctx, row);
      return viewOf(ctx, row.id, "brand_funds");
    }
    await settleOffer(ctx, row, { offerId: offer?.id, outcome: "accepted", amountMinor: row.compensationMinor });
    await ctx.outbox.notify(influencerAnswered, {
      to: { orgId: row.orgId, roles: ["admin", "brand_manager"] },
      key: row.id,
      data: {
        ...aboutOf(row),
        campaignId: row.campaignId,
        answer: "accepted" as const,
        compensationMinor: Number(row.compensationMinor),
        currency: row.currency,
        dueOn: row.dueOn,
        reason: "",
      },
    });
    return viewOf(ctx, row.id);
  },
});

function refuseUnlessOpen(row: CollaborationRow): void {
  if (!OPEN.some((status) => status === row.status)) throw new AppError("precondition_failed", "collaboration_moved");
}

/** Agreed, or false with every trace undone (some holds may have stood) when the brand's wallet does not cover it. */
async function agreeOrLeaveAsItWas(ctx: UseCaseContext, row: CollaborationRow): Promise<boolean> {
  await ctx.tx.execute("SAVEPOINT before_agreement");
  try {
    await agree(ctx, row, { from: OPEN, amountMinor: row.compensationMinor });
    return true;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "insufficient_funds") throw error;
    await ctx.tx.execute("ROLLBACK TO SAVEPOINT before_agreement");
    return false;
  }
}

/** Tells those who can top up, at most once a day for one collaboration. */
async function askForFunds(ctx: UseCaseContext, row: CollaborationRow): Promise<void> {
  const { availableMinor } = await walletOf(ctx.tx, row.orgId, row.currency);
  await ctx.outbox.notify(fundsNeeded, {
    to: { orgId: row.orgId, roles: ["admin", "finance"] },
    key: `${row.id}:${ctx.now().toISOString().slice(0, 10)}`,
    data: {
      ...aboutOf(row),
      currency: row.currency,
      neededMinor: Number(row.compensationMinor),
      availableMinor: Number(availableMinor),
    },
  });
}
