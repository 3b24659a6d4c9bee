import { z } from "zod";
import { AppError, notFound } from "../kernel/errors.ts";
import { idPattern } from "../kernel/ids.ts";
import { type Currency, money } from "../kernel/money.ts";
import { defineUseCase } from "../usecase/define.ts";
import { postTransfers, providerAccount, walletOf } from "./ledger.ts";
import { depositPaid } from "./notifications.ts";
import { houseStep } from "./payout-steps.ts";

interface DepositRow {
  readonly orgId: string;
  readonly amountMinor: bigint;
  readonly currency: Currency;
  readonly provider: string;
  readonly createdBy: string;
}

/** The money of a deposit has arrived: it counts from now on. */
export const recordDepositPaid = defineUseCase({
  ...houseStep,
  name: "deposits.record_paid",
  title: "Record a paid deposit",
  describe: "System step: a provider received the money of a deposit; it is added to the organization's wallet, once.",
  input: z.object({ depositId: z.string().regex(idPattern("deposit")).describe("The deposit") }),
  output: z.object({
    depositId: z.string().describe("The deposit"),
    availableMinor: z.number().describe("What the wallet holds now, minor units"),
  }),
  // The human said yes when the deposit was created; this is the provider's word that it happened.
  effect: "write",
  idempotency: ({ depositId }) => `paid:${depositId}`,
  errors: ["not_found", "precondition_failed"],
  rest: { method: "post", path: "/system/deposits/{depositId}/paid" },
  example: { depositId: "dep_06f3k2v8qv7d1q5z8w3m4n6p9r" },
  async run(ctx, { depositId }) {
    const now = ctx.now();
    const row = await ctx.tx.first<DepositRow>(
      `UPDATE deposit SET status = 'paid', paid_at = $2 WHERE id = $1 AND status IN ('created', 'pending')
       RETURNING org_id, amount_minor, currency, provider, created_by`,
      [depositId, now],
    );
    if (!row) {
      const known = await ctx.tx.first("SELECT 1 FROM deposit WHERE id = $1", [depositId]);
      throw known ? new AppError("precondition_failed") : notFound("deposit");
    }
    await postTransfers(ctx, [
      {
        kind: "deposit",
        debit: providerAccount(row.provider),
        credit: { owner: row.orgId, kind: "wallet" },
        amount: money(row.amountMinor, row.currency),
        reference: depositId,
        dedupeKey: `deposit:${depositId}`,
      },
    ]);
    const availableMinor = Number((await walletOf(ctx.tx, row.orgId, row.currency)).availableMinor);
    const message = {
      key: depositId,
      data: { depositId, amountMinor: Number(row.amountMinor), availableMinor, currency: row.currency },
    };
    await ctx.outbox.notify(depositPaid, { to: { person: row.createdBy }, ...message });
    await ctx.outbox.notify(depositPaid, { to: { orgId: row.orgId, roles: ["admin"] }, ...message });
    return { depositId, availableMinor };
  },
});
