import { z } from "zod";
import { defineUseCase } from "../usecase/define.ts";
import { factsOf, payoutSubmitted } from "./notifications.ts";
import { type PayoutRow, recordEvent } from "./payout-row.ts";
import { beginOutput, EXAMPLE_PAYOUT, houseStep, payoutIdSchema } from "./payout-steps.ts";

/** Says that the provider is about to be called; committed before it is, so that a kill in between leaves a trace. */
export const beginPayout = defineUseCase({
  ...houseStep,
  name: "payouts.begin",
  title: "Begin an attempt to pay",
  describe: "System step: numbers the next attempt of a prepared payout, before the provider is called for it.",
  input: z.object({
    payoutId: payoutIdSchema,
    provider: z.string().min(1).max(60).describe("The provider that will be called"),
  }),
  output: beginOutput,
  effect: "write",
  idempotency: "caller",
  errors: [],
  rest: { method: "post", path: "/system/payouts/{payoutId}/begin" },
  example: { payoutId: EXAMPLE_PAYOUT, provider: "xendit" },
  async run(ctx, { payoutId, provider }) {
    const now = ctx.now();
    // No reference has gone out for this attempt yet, so an account given meanwhile is taken.
    const row = await ctx.tx.first<PayoutRow>(
      `UPDATE payout SET status = 'submitted', attempts = attempts + 1, provider = $2, provider_id = NULL, failure_code = NULL,
         submitted_at = $3, updated_at = $3, payout_account_id = account.id, number_tail = account.number_tail
       FROM payout_account account
       WHERE payout.id = $1 AND payout.status = 'prepared' AND account.influencer_id = payout.influencer_id AND account.active
       RETURNING payout.*`,
      [payoutId, provider, now],
    );
    if (!row) return { attempt: null };
    await recordEvent(ctx.tx, row, "submitted", now);
    await ctx.outbox.notify(payoutSubmitted, {
      to: { person: row.influencerId },
      key: `${payoutId}:${row.attempts}`,
      data: factsOf(row, now),
    });
    return { attempt: row.attempts };
  },
});
