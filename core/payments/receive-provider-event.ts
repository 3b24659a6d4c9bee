import { z } from "zod";
import { defineUseCase } from "../usecase/define.ts";
import { parseReference } from "./payout-row.ts";
import { EXAMPLE_PAYOUT, houseStep } from "./payout-steps.ts";
import { sendPayout } from "./send-payout-job.ts";

/**
 * A provider's callback. It carries a shared secret, not a signature over its content, comes late, twice and in any
 * order: so it moves no money, it makes the job ask the provider now instead of later.
 */
export const receiveProviderEvent = defineUseCase({
  ...houseStep,
  name: "payouts.provider_event",
  title: "Receive a provider's callback",
  describe: "System step: a payout provider says that something changed; the payout's job asks the provider at once.",
  input: z.object({
    reference: z.string().min(1).max(255).describe("Our reference, as the provider repeats it"),
    status: z.enum(["submitted", "confirmed", "failed", "reversed"]).describe("What the callback says"),
    providerId: z.string().max(200).optional().describe("The provider's own id"),
  }),
  output: z.object({
    payoutId: z.string().nullable().describe("The payout; null when the reference is not one of ours"),
    accepted: z.boolean().describe("Whether the provider will be asked; false for an unknown or an older attempt"),
  }),
  effect: "write",
  idempotency: "caller",
  errors: [],
  rest: { method: "post", path: "/system/payouts/provider-event" },
  example: { reference: EXAMPLE_PAYOUT, status: "confirmed" },
  async run(ctx, { reference, status }) {
    const parsed = parseReference(reference);
    const row =
      parsed &&
      (await ctx.tx.first<{ orgId: string; attempts: number }>("SELECT org_id, attempts FROM payout WHERE id = $1", [
        parsed.payoutId,
      ]));
    if (!parsed || !row) return { payoutId: null, accepted: false };
    if (row.attempts !== parsed.attempt) return { payoutId: parsed.payoutId, accepted: false };
    await ctx.jobs.enqueue(sendPayout, {
      key: `${reference}:${status}`,
      payload: { payoutId: parsed.payoutId, orgId: row.orgId, hintedAt: ctx.now().toISOString() },
    });
    return { payoutId: parsed.payoutId, accepted: true };
  },
});
