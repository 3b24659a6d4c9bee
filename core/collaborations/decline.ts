import { z } from "zod";
import { cleanText } from "../kernel/text.ts";
import { defineUseCase } from "../usecase/define.ts";
import { lastOffer, moveCollaboration } from "./agreement.ts";
import { collaborationCard, collaborationSummary } from "./collaboration-card.ts";
import { influencerAnswered } from "./notifications.ts";
import { aboutOf, settleOffer } from "./settle-offer.ts";
import { collaborationIdSchema, collaborationOutput, loadOwnAndJoin, viewOf } from "./view.ts";
import { wordsTo } from "./words-to.ts";

/** An influencer says no; the brand is told and offered a replacement. */
export const decline = defineUseCase({
  name: "collaborations.decline",
  version: 1,
  title: "Decline an invitation",
  describe:
    "For an influencer: declines an invitation, an offer, or their own waiting counter-offer, with an optional reason for the brand. It cannot be taken back. Use it only when the influencer clearly says no; for another price use collaborations.counter.",
  input: z.object({
    collaborationId: collaborationIdSchema,
    reason: z
      .string()
      .overwrite((text) => cleanText(text).trim())
      .max(500)
      .default("")
      .describe("Why, for the brand"),
  }),
  output: collaborationOutput,
  effect: "write",
  access: { roles: ["influencer"], scope: "collaborations:write" },
  modelApproval: {
    deciders: { self: true },
    subject: (input) => `decline:${input.collaborationId}`,
    // It cannot be taken back: no words are enough.
    ownWords: () => false,
    facts: async (ctx, input) =>
      wordsTo("brand", await loadOwnAndJoin(ctx, input.collaborationId), { reason: input.reason }),
  },
  idempotency: "caller",
  errors: ["not_found", "precondition_failed"],
  rest: { method: "post", path: "/collaborations/{collaborationId}/decline" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { collaborationId: "col_01h455vb4pexf90000000000aa", reason: "Jadwalku penuh bulan ini." },
  present: { card: collaborationCard, summary: collaborationSummary },
  async run(ctx, input) {
    const row = await loadOwnAndJoin(ctx, input.collaborationId);
    const offer = await lastOffer(ctx, row);
    await moveCollaboration(ctx, row, ["invited", "offered", "countered"], "declined");
    await settleOffer(ctx, row, {
      offerId: offer?.id,
      outcome: "declined",
      amountMinor: offer?.amountMinor ?? row.compensationMinor,
    });
    await ctx.outbox.notify(influencerAnswered, {
      to: { orgId: row.orgId, roles: ["admin", "brand_manager"] },
      key: row.id,
      data: {
        ...aboutOf(row),
        campaignId: row.campaignId,
        answer: "declined" as const,
        compensationMinor: Number(row.compensationMinor),
        currency: row.currency,
        dueOn: row.dueOn,
        reason: input.reason,
      },
    });
    return viewOf(ctx, row.id);
  },
});
