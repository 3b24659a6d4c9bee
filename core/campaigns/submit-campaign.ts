import { z } from "zod";
import { personOf } from "../kernel/actor.ts";
import { AppError } from "../kernel/errors.ts";
import { orgOf } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import { stepCard } from "./campaign-card.ts";
import { checkVersion, loadCampaign, lockCampaign, toOutput } from "./campaign-row.ts";
import { checkComplete, checkDraft, checkNotPast } from "./checks.ts";
import { campaignSubmitted, submissionSubject } from "./notifications.ts";
import { campaignIdSchema, campaignOutput, versionSchema } from "./schemas.ts";

/** draft -> submitted: asks the admins to decide. */
export const submitCampaign = defineUseCase({
  name: "campaigns.submit",
  version: 1,
  title: "Submit a campaign for approval",
  describe:
    "Sends a complete draft (nothing in `missing`) to the organization's admins, who get a card with approve and send-back buttons. Use it when the user says the draft is ready. It does not approve anything and nothing is published.",
  input: z.object({ campaignId: campaignIdSchema, version: versionSchema.optional() }),
  output: campaignOutput,
  effect: "write",
  access: { roles: ["brand_manager", "admin"], scope: "campaigns:write" },
  idempotency: "caller",
  errors: ["not_found", "conflict", "precondition_failed"],
  rest: { method: "post", path: "/campaigns/{campaignId}/submit" },
  expose: { mcp: "direct", rest: true, chat: true },
  example: { campaignId: "cmp_01k9zq2v7m8n4p6r0s3t5w7x9y" },
  present: {
    card: stepCard,
    summary: (output, p) => p.t("campaigns.summary.submitted_now", { name: output.name }),
  },
  async run(ctx, input) {
    const now = ctx.now();
    const row = await lockCampaign(ctx.tx, now, input.campaignId);
    if (row.status === "submitted") {
      checkVersion(row, input.version);
      throw new AppError("conflict", "campaign_already_submitted", { name: row.submittedByName ?? "–" });
    }
    checkDraft(row, input.version);
    checkComplete(row);
    checkNotPast(row);
    const changed = await ctx.tx.execute(
      `UPDATE campaign SET status = 'submitted', submitted_by = $3, submitted_at = $4, updated_at = $4
       WHERE id = $1 AND version = $2 AND status = 'draft'`,
      [row.id, row.version, personOf(ctx.actor), now],
    );
    if (changed !== 1) throw new AppError("conflict", "campaign_changed", { version: row.version });
    const campaign = toOutput(await loadCampaign(ctx.tx, now, row.id));
    const subject = submissionSubject(row.id, row.version);
    await ctx.outbox.notify(campaignSubmitted, {
      to: { orgId: orgOf(ctx), roles: ["admin"] },
      key: subject,
      subject,
      data: { campaign, submittedByName: ctx.actor.displayName },
    });
    return campaign;
  },
});
