import { z } from "zod";
import { AppError } from "../kernel/errors.ts";
import { cleanText } from "../kernel/text.ts";
import { defineUseCase } from "../usecase/define.ts";
import { stepCard } from "./campaign-card.ts";
import { loadCampaign, lockCampaign, toOutput } from "./campaign-row.ts";
import { checkSubmitted } from "./checks.ts";
import { campaignDecided, campaignSentBack, submissionSubject } from "./notifications.ts";
import { deciderOf, ownersBut } from "./people.ts";
import { campaignIdSchema, campaignOutput, versionSchema } from "./schemas.ts";

/** submitted -> draft with a note; the next submission is a new version. */
export const sendBackCampaign = defineUseCase({
  name: "campaigns.send_back",
  version: 1,
  title: "Send a submitted campaign back",
  describe:
    "Returns a submitted campaign to its draft with a note on what should change, and tells the person who made it. For admins who do not want to approve it as it is. Not for cancelling: that is campaigns.cancel.",
  input: z.object({
    campaignId: campaignIdSchema,
    version: versionSchema.optional(),
    note: z
      .string()
      .overwrite((text) => cleanText(text).trim())
      .min(1)
      .max(1_000)
      .describe("What should change, for the person who made the campaign"),
  }),
  output: campaignOutput,
  effect: "write",
  access: { roles: ["admin"], scope: "campaigns:write" },
  idempotency: "caller",
  errors: ["not_found", "conflict", "precondition_failed"],
  rest: { method: "post", path: "/campaigns/{campaignId}/send-back" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { campaignId: "cmp_01k9zq2v7m8n4p6r0s3t5w7x9y", version: 3, note: "Anggaran TikTok terlalu besar." },
  present: {
    card: stepCard,
    summary: (output, p) => p.t("campaigns.summary.sent_back_now", { name: output.name }),
  },
  async run(ctx, input) {
    const now = ctx.now();
    const row = await lockCampaign(ctx.tx, now, input.campaignId);
    checkSubmitted(row, input.version);
    const decider = deciderOf(ctx);
    const changed = await ctx.tx.execute(
      `UPDATE campaign SET status = 'draft', version = version + 1, sent_back_by = $3, sent_back_note = $4, sent_back_at = $5, updated_at = $5
       WHERE id = $1 AND version = $2 AND status = 'submitted'`,
      [row.id, row.version, decider.person, input.note, now],
    );
    if (changed !== 1) throw new AppError("conflict", "campaign_changed", { version: row.version });
    const campaign = toOutput(await loadCampaign(ctx.tx, now, row.id));
    const subject = submissionSubject(row.id, row.version);
    await ctx.outbox.settle(campaignDecided, {
      subject,
      key: subject,
      data: { campaign, outcome: "sent_back", byName: decider.name, at: now.toISOString(), note: input.note },
    });
    for (const person of ownersBut(row, decider.person)) {
      await ctx.outbox.notify(campaignSentBack, {
        to: { person },
        key: subject,
        data: { campaignId: row.id, name: row.name, note: input.note, byName: decider.name },
      });
    }
    return campaign;
  },
});
