import { z } from "zod";
import { AppError } from "../kernel/errors.ts";
import { amountMinorSchema } from "../kernel/money.ts";
import { cleanText } from "../kernel/text.ts";
import { defineUseCase } from "../usecase/define.ts";
import { expandPieces, lastOffer, moveCollaboration, recordOffer, splitPrice } from "./agreement.ts";
import { collaborationCard, collaborationSummary } from "./collaboration-card.ts";
import { counterMade, offerSubject } from "./notifications.ts";
import { aboutOf, settleOffer } from "./settle-offer.ts";
import { collaborationIdSchema, collaborationOutput, loadOwnAndJoin, piecesOf, viewOf } from "./view.ts";
import { wordsTo } from "./words-to.ts";

/** An influencer names another price; the brand answers with a button. */
export const counter = defineUseCase({
  name: "collaborations.counter",
  version: 1,
  title: "Counter an offer with another price",
  describe:
    "For an influencer: answers an invitation or offer with another total price (for all pieces, platform fee contained). The brand then accepts or declines it. Use it when the influencer names a price they want instead; not to accept (collaborations.accept) or refuse (collaborations.decline).",
  input: z.object({
    collaborationId: collaborationIdSchema,
    amountMinor: amountMinorSchema,
    note: z
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
    subject: (input) => `counter:${input.collaborationId}`,
    ownWords: (input, words) => words.names(input.amountMinor) && words.says(input.note),
    facts: async (ctx, input) =>
      wordsTo("brand", await loadOwnAndJoin(ctx, input.collaborationId), {
        counterMinor: input.amountMinor,
        message: input.note,
      }),
  },
  idempotency: "caller",
  errors: ["not_found", "precondition_failed"],
  rest: { method: "post", path: "/collaborations/{collaborationId}/counter" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { collaborationId: "col_01h455vb4pexf90000000000aa", amountMinor: 2_500_000, note: "Termasuk dua revisi." },
  present: { card: collaborationCard, summary: collaborationSummary },
  async run(ctx, input) {
    const row = await loadOwnAndJoin(ctx, input.collaborationId);
    const amountMinor = BigInt(input.amountMinor);
    if (amountMinor === row.compensationMinor) throw new AppError("precondition_failed", "counter_same_price");
    splitPrice(amountMinor, expandPieces(await piecesOf(ctx.tx, row)).length);
    const before = await lastOffer(ctx, row);
    await moveCollaboration(ctx, row, ["invited", "offered"], "countered");
    const offerId = await recordOffer(ctx, row, { by: "influencer", amountMinor, note: input.note });
    await settleOffer(ctx, row, { offerId: before?.id, outcome: "countered", amountMinor });
    await ctx.outbox.notify(counterMade, {
      to: { orgId: row.orgId, roles: ["admin", "brand_manager"] },
      key: offerId,
      subject: offerSubject(row.id, offerId),
      data: {
        ...aboutOf(row),
        currency: row.currency,
        beforeMinor: Number(row.compensationMinor),
        counterMinor: input.amountMinor,
        note: input.note,
      },
    });
    return viewOf(ctx, row.id);
  },
});
