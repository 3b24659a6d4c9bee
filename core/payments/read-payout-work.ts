import { z } from "zod";
import { notFound } from "../kernel/errors.ts";
import { defineUseCase } from "../usecase/define.ts";
import { mayPrepare, type PayoutRow, referenceOf } from "./payout-row.ts";
import { EXAMPLE_PAYOUT, houseStep, payoutIdSchema, workOutput } from "./payout-steps.ts";

type Row = PayoutRow & {
  readonly channelCode: string | null;
  readonly holderName: string | null;
  readonly numberSealed: string | null;
  readonly activeId: string | null;
};

/** What is left to do for a payout. */
export const readPayoutWork = defineUseCase({
  ...houseStep,
  name: "payouts.work",
  title: "Read what is left to do for a payout",
  describe: "System step: reads the state of a payout and where it goes, for the job that sends it.",
  input: z.object({ payoutId: payoutIdSchema }),
  output: workOutput,
  effect: "read",
  errors: ["not_found"],
  rest: { method: "get", path: "/system/payouts/{payoutId}/work" },
  example: { payoutId: EXAMPLE_PAYOUT },
  async run(ctx, { payoutId }) {
    const row = await ctx.tx.first<Row>(
      `SELECT p.*, a.channel_code, a.holder_name, a.number_sealed,
              (SELECT id FROM payout_account WHERE influencer_id = p.influencer_id AND active) AS active_id
       FROM payout p LEFT JOIN payout_account a ON a.id = p.payout_account_id WHERE p.id = $1`,
      [payoutId],
    );
    if (!row) throw notFound("payout");
    const { payoutAccountId, channelCode, holderName, numberSealed } = row;
    return {
      payoutId,
      status: row.status,
      attempt: row.attempts,
      reference: referenceOf(payoutId, row.attempts),
      provider: row.provider,
      providerId: row.providerId,
      amountMinor: Number(row.amountMinor),
      currency: row.currency,
      campaignName: row.campaignName,
      submittedAt: row.submittedAt?.toISOString() ?? null,
      mayTryAgain: row.activeId !== null && mayPrepare(row, row.activeId),
      destination:
        payoutAccountId && channelCode && holderName && numberSealed
          ? { accountId: payoutAccountId, channelCode, holderName, numberSealed }
          : null,
    };
  },
});
