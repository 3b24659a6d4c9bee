import { z } from "zod";
import { AppError } from "../kernel/errors.ts";
import { defineUseCase } from "../usecase/define.ts";
import { campaignSummaryText, stepCard } from "./campaign-card.ts";
import { loadCampaign, lockCampaign, toOutput } from "./campaign-row.ts";
import { collaborationCounts } from "./collaboration-counts.ts";
import { campaignEnded } from "./notifications.ts";
import { deciderOf, ownersBut } from "./people.ts";
import { campaignIdSchema, campaignOutput } from "./schemas.ts";

/** active -> completed, once nobody works on it any more. */
export const completeCampaign = defineUseCase({
  name: "campaigns.complete",
  version: 1,
  title: "Complete a campaign",
  describe:
    "Closes an active campaign whose work is done; it can then no longer be joined or cancelled. Refused while collaborations are unfinished. Use it when the user says the campaign is finished; results stay available in analytics.",
  input: z.object({ campaignId: campaignIdSchema }),
  output: campaignOutput,
  effect: "write",
  access: { roles: ["admin", "brand_manager"], scope: "campaigns:write" },
  idempotency: "caller",
  errors: ["not_found", "conflict", "precondition_failed"],
  rest: { method: "post", path: "/campaigns/{campaignId}/complete" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { campaignId: "cmp_01k9zq2v7m8n4p6r0s3t5w7x9y" },
  present: { card: stepCard, summary: campaignSummaryText },
  async run(ctx, input) {
    const now = ctx.now();
    const row = await lockCampaign(ctx.tx, now, input.campaignId);
    if (row.status === "completed") throw new AppError("conflict", "campaign_already_completed");
    if (row.status !== "active") throw new AppError("precondition_failed", "campaign_not_active");
    const { working } = await collaborationCounts(ctx.tx, row.id);
    if (working > 0) throw new AppError("precondition_failed", "campaign_unfinished", { count: working });
    const changed = await ctx.tx.execute(
      "UPDATE campaign SET status = 'completed', ended_at = $2, updated_at = $2 WHERE id = $1 AND status = 'active'",
      [row.id, now],
    );
    if (changed !== 1) throw new AppError("conflict", "campaign_changed", { version: row.version });
    const decider = deciderOf(ctx);
    for (const person of ownersBut(row, decider.person)) {
      await ctx.outbox.notify(campaignEnded, {
        to: { person },
        key: row.id,
        data: { name: row.name, outcome: "completed" as const, byName: decider.name, reason: "" },
      });
    }
    return toOutput(await loadCampaign(ctx.tx, now, row.id));
  },
});
