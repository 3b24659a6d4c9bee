import { z } from "zod";
import { money } from "../kernel/money.ts";
import { defineUseCase } from "../usecase/define.ts";
import { postTransfers } from "./ledger.ts";
import { accountNeeded, factsOf } from "./notifications.ts";
import { activeAccountOf, lockPayout, mayPrepare, recordEvent } from "./payout-row.ts";
import { EXAMPLE_PAYOUT, houseStep, payoutIdSchema, prepareOutput } from "./payout-steps.ts";

/** Sets the money of a payout apart for its transfer, or asks the influencer where to send it. */
export const preparePayout = defineUseCase({
  ...houseStep,
  name: "payouts.prepare",
  title: "Prepare a payout",
  describe:
    "System step: takes the money of a payout out of what is owed to the influencer, towards their active account.",
  input: z.object({ payoutId: payoutIdSchema }),
  output: prepareOutput,
  // The money stays in the house here; the human said yes when the work was approved.
  effect: "write",
  idempotency: "caller",
  errors: ["not_found"],
  rest: { method: "post", path: "/system/payouts/{payoutId}/prepare" },
  example: { payoutId: EXAMPLE_PAYOUT },
  async run(ctx, { payoutId }) {
    const row = await lockPayout(ctx.tx, payoutId);
    const now = ctx.now();
    const account = await activeAccountOf(ctx.tx, row.influencerId);
    if (!account) {
      await ctx.outbox.notify(accountNeeded, {
        to: { person: row.influencerId },
        key: payoutId,
        data: factsOf(row, now),
      });
      return { outcome: "no_account" as const };
    }
    if (!mayPrepare(row, account.id)) return { outcome: "not_now" as const };
    const moved = await ctx.tx.execute(
      "UPDATE payout SET status = 'prepared', payout_account_id = $3, number_tail = $4, updated_at = $5 WHERE id = $1 AND status = $2",
      [payoutId, row.status, account.id, account.numberTail, now],
    );
    if (moved === 0) return { outcome: "not_now" as const };
    await postTransfers(ctx, [
      {
        kind: "payout",
        debit: { owner: row.influencerId, kind: "payable" },
        credit: { owner: row.influencerId, kind: "payout" },
        amount: money(row.amountMinor, row.currency),
        reference: payoutId,
        dedupeKey: `payout:${payoutId}:${row.attempts + 1}:prepare`,
      },
    ]);
    await recordEvent(ctx.tx, row, "prepared", now);
    return { outcome: "prepared" as const };
  },
});
