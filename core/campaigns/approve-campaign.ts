import { z } from "zod";
import { AppError } from "../kernel/errors.ts";
import { defineUseCase } from "../usecase/define.ts";
import { stepCard } from "./campaign-card.ts";
import { loadCampaign, lockCampaign, toOutput } from "./campaign-row.ts";
import { checkNotPast, checkSubmitted } from "./checks.ts";
import { factsOf } from "./facts.ts";
import { campaignApproved, campaignDecided, submissionSubject } from "./notifications.ts";
import { deciderOf, ownersBut } from "./people.ts";
import { campaignIdSchema, campaignOutput, versionSchema } from "./schemas.ts";

/** submitted -> approved: influencers may be invited from now on. */
export const approveCampaign = defineUseCase({
  name: "campaigns.approve",
  version: 1,
  title: "Approve a submitted campaign",
  describe:
    "Asks for the approval of a submitted campaign. The decision is an admin's button press; this call only puts the request before them and answers that it waits. Use it when somebody asks to approve a campaign. Drafts must be submitted first with campaigns.submit.",
  input: z.object({ campaignId: campaignIdSchema, version: versionSchema.optional() }),
  output: campaignOutput,
  effect: "write",
  access: { roles: ["admin", "brand_manager"], scope: "campaigns:write" },
  approval: {
    deciders: { roles: ["admin"] },
    subject: (input) => `campaign:${input.campaignId}`,
    facts: async (ctx, input) => {
      const row = await loadCampaign(ctx.tx, ctx.now(), input.campaignId);
      checkSubmitted(row, input.version);
      checkNotPast(row);
      return factsOf(row);
    },
  },
  // An approved campaign never goes back, so one approval a version is one call: the second presser gets the first one's answer.
  idempotency: (input) => `approve:${input.campaignId}:v${input.version ?? "-"}`,
  errors: ["not_found", "conflict", "precondition_failed"],
  rest: { method: "post", path: "/campaigns/{campaignId}/approve" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { campaignId: "cmp_01k9zq2v7m8n4p6r0s3t5w7x9y", version: 3 },
  present: {
    card: stepCard,
    summary: (output, p) => p.t("campaigns.summary.approved_by", { name: output.name, by: output.approvedBy ?? "–" }),
  },
  async run(ctx, input) {
    const now = ctx.now();
    const row = await lockCampaign(ctx.tx, now, input.campaignId);
    checkSubmitted(row, input.version);
    checkNotPast(row);
    const decider = deciderOf(ctx);
    const changed = await ctx.tx.execute(
      `UPDATE campaign SET status = 'approved', approved_by = $3, approved_at = $4, updated_at = $4
       WHERE id = $1 AND version = $2 AND status = 'submitted'`,
      [row.id, row.version, decider.person, now],
    );
    if (changed !== 1) throw new AppError("conflict", "campaign_changed", { version: row.version });
    const campaign = toOutput(await loadCampaign(ctx.tx, now, row.id));
    const subject = submissionSubject(row.id, row.version);
    await ctx.outbox.settle(campaignDecided, {
      subject,
      key: subject,
      data: { campaign, outcome: "approved", byName: decider.name, at: now.toISOString() },
    });
    for (const person of ownersBut(row, decider.person)) {
      await ctx.outbox.notify(campaignApproved, {
        to: { person },
        key: row.id,
        data: { campaign, byName: decider.name },
      });
    }
    return campaign;
  },
});
