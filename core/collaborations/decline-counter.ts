import { z } from "zod";
import { cleanText } from "../kernel/text.ts";
import { defineUseCase } from "../usecase/define.ts";
import { lastOffer, moveCollaboration, recordOffer } from "./agreement.ts";
import { collaborationCard, collaborationSummary } from "./collaboration-card.ts";
import { offerMade, offerSubject } from "./notifications.ts";
import { settleOffer } from "./settle-offer.ts";
import { collaborationIdSchema, collaborationOutput, loadCollaboration, viewOf } from "./view.ts";
import { wordsTo } from "./words-to.ts";

/** The brand stays with its price: the influencer is asked again at the old one. */
export const declineCounter = defineUseCase({
  name: "collaborations.decline_counter",
  version: 1,
  title: "Decline an influencer's counter-offer",
  describe:
    "Keeps the brand's own price: the influencer's counter-offer is declined and they are offered the old price again, to accept, counter or decline. Use it when the brand finds the counter too high. To end the whole invitation use collaborations.cancel.",
  input: z.object({
    collaborationId: collaborationIdSchema,
    note: z
      .string()
      .overwrite((text) => cleanText(text).trim())
      .max(500)
      .default("")
      .describe("A word to the influencer"),
  }),
  output: collaborationOutput,
  effect: "write",
  access: { roles: ["admin", "brand_manager"], scope: "collaborations:write" },
  modelApproval: {
    deciders: { self: true },
    subject: (input) => `decline_counter:${input.collaborationId}`,
    ownWords: (input, words) => words.says(input.note),
    facts: async (ctx, input) =>
      wordsTo("influencer", await loadCollaboration(ctx, input.collaborationId), { message: input.note }),
  },
  idempotency: "caller",
  errors: ["not_found", "precondition_failed"],
  rest: { method: "post", path: "/collaborations/{collaborationId}/counter/decline" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { collaborationId: "col_01h455vb4pexf90000000000aa", note: "Anggaran kami sudah pas, semoga tetap cocok." },
  present: { card: collaborationCard, summary: collaborationSummary },
  async run(ctx, input) {
    const row = await loadCollaboration(ctx, input.collaborationId);
    const countered = await lastOffer(ctx, row);
    await moveCollaboration(ctx, row, ["countered"], "offered");
    const offerId = await recordOffer(ctx, row, {
      by: "organization",
      amountMinor: row.compensationMinor,
      note: input.note,
    });
    await settleOffer(ctx, row, {
      offerId: countered?.id,
      outcome: "counter_declined",
      amountMinor: countered?.amountMinor ?? row.compensationMinor,
    });
    const view = await viewOf(ctx, row.id);
    await ctx.outbox.notify(offerMade, {
      to: { person: row.influencerId },
      key: offerId,
      subject: offerSubject(row.id, offerId),
      data: { view, round: "counter_declined", note: input.note },
    });
    return view;
  },
});
