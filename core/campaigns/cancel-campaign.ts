import { z } from "zod";
import { AppError } from "../kernel/errors.ts";
import { cleanText } from "../kernel/text.ts";
import { defineUseCase } from "../usecase/define.ts";
import { campaignSummaryText, stepCard } from "./campaign-card.ts";
import { type CampaignRow, loadCampaign, lockCampaign, toOutput } from "./campaign-row.ts";
import { collaborationCounts } from "./collaboration-counts.ts";
import { factsOf } from "./facts.ts";
import { campaignDecided, campaignEnded, submissionSubject } from "./notifications.ts";
import { deciderOf, ownersBut } from "./people.ts";
import { campaignIdSchema, campaignOutput } from "./schemas.ts";

function checkCancellable(row: CampaignRow, working: number): void {
  if (row.status === "cancelled") throw new AppError("conflict", "campaign_already_cancelled");
  if (row.status === "completed") throw new AppError("precondition_failed", "campaign_already_completed");
  if (working > 0) throw new AppError("precondition_failed", "campaign_has_collaborations", { count: working });
}

/** Any state before completed -> cancelled. */
export const cancelCampaign = defineUseCase({
  name: "campaigns.cancel",
  version: 1,
  title: "Cancel a campaign",
  describe:
    "Cancels a campaign for good, at any stage before it is completed; an admin has to press the button. Refused while influencers have accepted: cancel those collaborations first (collaborations.cancel). Use it only when the user clearly wants to end the campaign; to change it use campaigns.update or campaigns.send_back.",
  input: z.object({
    campaignId: campaignIdSchema,
    reason: z
      .string()
      .overwrite((text) => cleanText(text).trim())
      .max(500)
      .default("")
      .describe("Why, for the people of the campaign"),
  }),
  output: campaignOutput,
  effect: "write",
  access: { roles: ["admin", "brand_manager"], scope: "campaigns:write" },
  approval: {
    deciders: { roles: ["admin"] },
    subject: (input) => `campaign:${input.campaignId}`,
    facts: async (ctx, input) => {
      const row = await loadCampaign(ctx.tx, ctx.now(), input.campaignId);
      const { working, invited } = await collaborationCounts(ctx.tx, row.id);
      checkCancellable(row, working);
      return factsOf(row, [
        { label: "campaigns.fact.invitations", value: { kind: "number", number: invited } },
        ...(input.reason === ""
          ? []
          : [{ label: "campaigns.fact.reason", value: { kind: "text" as const, text: input.reason } }]),
      ]);
    },
  },
  idempotency: "caller",
  errors: ["not_found", "conflict", "precondition_failed"],
  rest: { method: "post", path: "/campaigns/{campaignId}/cancel" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { campaignId: "cmp_01k9zq2v7m8n4p6r0s3t5w7x9y", reason: "Peluncuran produk ditunda." },
  present: { card: stepCard, summary: campaignSummaryText },
  async run(ctx, input) {
    const now = ctx.now();
    // The lock comes before the count: an acceptance (activateCampaign) takes the same one.
    const row = await lockCampaign(ctx.tx, now, input.campaignId);
    checkCancellable(row, (await collaborationCounts(ctx.tx, row.id)).working);
    const changed = await ctx.tx.execute(
      `UPDATE campaign SET status = 'cancelled', ended_at = $2, updated_at = $2
       WHERE id = $1 AND status IN ('draft', 'submitted', 'approved', 'active')`,
      [row.id, now],
    );
    if (changed !== 1) throw new AppError("conflict", "campaign_changed", { version: row.version });
    const campaign = toOutput(await loadCampaign(ctx.tx, now, row.id));
    const decider = deciderOf(ctx);
    if (row.status === "submitted") {
      const subject = submissionSubject(row.id, row.version);
      await ctx.outbox.settle(campaignDecided, {
        subject,
        key: subject,
        data: { campaign, outcome: "cancelled", byName: decider.name, at: now.toISOString() },
      });
    }
    for (const person of ownersBut(row, decider.person)) {
      await ctx.outbox.notify(campaignEnded, {
        to: { person },
        key: row.id,
        data: { name: row.name, outcome: "cancelled" as const, byName: decider.name, reason: input.reason },
      });
    }
    return campaign;
  },
});
