import { z } from "zod";
import { money } from "../kernel/money.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import { postTransfers, providerAccount } from "./ledger.ts";
import {
  factsOf,
  payoutConfirmed,
  payoutConfirmedForBrand,
  payoutFailed,
  payoutFailedForBrand,
  payoutReversed,
  payoutReversedForBrand,
} from "./notifications.ts";
import {
  activeAccountOf,
  lockAccountOf,
  lockPayout,
  mayPrepare,
  type PayoutRow,
  recordEvent,
  remedyOf,
} from "./payout-row.ts";
import { EXAMPLE_PAYOUT, houseStep, payoutIdSchema, recordOutput } from "./payout-steps.ts";

type Seen = "submitted" | "unknown" | "confirmed" | "failed" | "reversed";
type Step = "unknown" | "confirmed" | "failed" | "reversed";

/** Which steps lead from where a payout is to what was seen of it: forward only, no step left out. */
function stepsTo(from: PayoutRow["status"], seen: Seen): readonly Step[] {
  const open = from === "submitted" || from === "unknown";
  switch (seen) {
    case "submitted":
      return [];
    case "unknown":
      return from === "submitted" ? ["unknown"] : [];
    case "failed":
      return open ? ["failed"] : [];
    case "confirmed":
      // Also a payout that we took for failed: the provider's word that it was paid stands.
      return open || from === "failed" ? ["confirmed"] : [];
    case "reversed":
      return open ? ["confirmed", "reversed"] : from === "confirmed" ? ["reversed"] : [];
  }
}

/** Writes what the provider said about an attempt: the row, the ledger, the timeline and the messages. */
export const recordPayout = defineUseCase({
  ...houseStep,
  name: "payouts.record",
  title: "Record what became of a payout",
  describe: "System step: records the provider's answer about one attempt of a payout. Statuses only move forward.",
  input: z.object({
    payoutId: payoutIdSchema,
    attempt: z.number().int().min(1).max(9_999).describe("The attempt it is about; an older one changes nothing"),
    status: z.enum(["submitted", "unknown", "confirmed", "failed", "reversed"]).describe("What the provider said"),
    providerId: z.string().min(1).max(200).optional().describe("The provider's own id"),
    failureCode: z.string().min(1).max(100).optional().describe("Why it failed, in the provider's codes"),
  }),
  output: recordOutput,
  // No human decides here: it happened outside, the ledger follows.
  effect: "write",
  idempotency: "caller",
  errors: ["not_found"],
  rest: { method: "post", path: "/system/payouts/{payoutId}/record" },
  example: { payoutId: EXAMPLE_PAYOUT, attempt: 1, status: "confirmed", providerId: "disb-1" },
  async run(ctx, input) {
    let row = await lockPayout(ctx.tx, input.payoutId);
    const stale = row.attempts !== input.attempt;
    const steps = stale ? [] : stepsTo(row.status, input.status);
    const identified = !stale && input.providerId !== undefined && row.providerId === null && row.status !== "prepared";
    if (identified) {
      await ctx.tx.execute("UPDATE payout SET provider_id = $2, updated_at = $3 WHERE id = $1", [
        row.id,
        input.providerId,
        ctx.now(),
      ]);
    }
    for (const step of steps) row = await take(ctx, row, step, input.failureCode);
    const last = steps.at(-1);
    let mayTryAgain = false;
    if (last === "failed" || last === "reversed") {
      await lockAccountOf(ctx.tx, row.influencerId);
      const account = await activeAccountOf(ctx.tx, row.influencerId);
      mayTryAgain = account !== undefined && mayPrepare(row, account.id);
    }
    if (last) await tell(ctx, row, last, mayTryAgain ? "retry" : remedyOf(row));
    return { applied: steps.length > 0 || identified, status: row.status, mayTryAgain };
  },
});

/** One step: the row, then the ledger, then the timeline. The row is locked, so the condition holds. */
async function take(ctx: UseCaseContext, row: PayoutRow, step: Step, failureCode?: string): Promise<PayoutRow> {
  const now = ctx.now();
  const next: PayoutRow = {
    ...row,
    status: step,
    confirmedAt: step === "confirmed" ? now : row.confirmedAt,
    failureCode: step === "failed" ? (failureCode ?? "UNKNOWN") : step === "confirmed" ? null : row.failureCode,
  };
  await ctx.tx.execute(
    "UPDATE payout SET status = $3, confirmed_at = $4, failure_code = $5, updated_at = $6 WHERE id = $1 AND status = $2",
    [row.id, row.status, next.status, next.confirmedAt, next.failureCode, now],
  );
  const payable = { owner: row.influencerId, kind: "payable" as const };
  const underway = { owner: row.influencerId, kind: "payout" as const };
  const outside = providerAccount(row.provider ?? "");
  const post = (
    kind: "payout_confirmed" | "payout_failed" | "payout_reversed",
    debit: Parameters<typeof postTransfers>[1][number]["debit"],
    credit: Parameters<typeof postTransfers>[1][number]["credit"],
  ) =>
    postTransfers(ctx, [
      {
        kind,
        debit,
        credit,
        amount: money(row.amountMinor, row.currency),
        reference: row.id,
        dedupeKey: `payout:${row.id}:${row.attempts}:${step}`,
      },
    ]);
  if (step === "confirmed") await post("payout_confirmed", row.status === "failed" ? payable : underway, outside);
  if (step === "failed") await post("payout_failed", underway, payable);
  if (step === "reversed") await post("payout_reversed", outside, payable);
  await recordEvent(ctx.tx, row, step, now, step === "failed" ? (next.failureCode ?? undefined) : undefined);
  return next;
}

async function tell(
  ctx: UseCaseContext,
  row: PayoutRow,
  step: Step,
  remedy: ReturnType<typeof remedyOf>,
): Promise<void> {
  if (step === "unknown") return;
  const facts = factsOf(row, ctx.now());
  const key = `${row.id}:${row.attempts}`;
  const toInfluencer = { person: row.influencerId };
  const toBrand = { orgId: row.orgId, roles: ["admin", "finance", "brand_manager"] };
  const name = await ctx.tx.first<{ displayName: string }>("SELECT display_name FROM influencer WHERE id = $1", [
    row.influencerId,
  ]);
  const brandFacts = { ...facts, influencerName: name?.displayName ?? "" };
  switch (step) {
    case "confirmed":
      await ctx.outbox.notify(payoutConfirmed, { to: toInfluencer, key, data: facts });
      await ctx.outbox.notify(payoutConfirmedForBrand, { to: toBrand, key, data: brandFacts });
      return;
    case "failed":
      await ctx.outbox.notify(payoutFailed, { to: toInfluencer, key, data: { ...facts, remedy } });
      if (remedy === "support") await ctx.outbox.notify(payoutFailedForBrand, { to: toBrand, key, data: brandFacts });
      return;
    case "reversed":
      await ctx.outbox.notify(payoutReversed, { to: toInfluencer, key, data: facts });
      await ctx.outbox.notify(payoutReversedForBrand, { to: toBrand, key, data: brandFacts });
  }
}
