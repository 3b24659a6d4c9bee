import { z } from "zod";
import { AppError } from "../kernel/errors.ts";
import { defineUseCase } from "../usecase/define.ts";
import { basisNow, requestOf } from "./brief/basis.ts";
import { composeBrief } from "./brief/compose-brief.ts";
import { meaningOf } from "./brief/history.ts";
import { campaignCard, campaignSummaryText } from "./campaign-card.ts";
import { loadCampaign, lockCampaign, reconcile, replaceDeliverables, toOutput } from "./campaign-row.ts";
import { checkDraft } from "./checks.ts";
import { campaignIdSchema, campaignOutput, versionSchema } from "./schemas.ts";

/** Writes a brief into a draft, where it stays editable until it is submitted. */
export const writeBrief = defineUseCase({
  name: "campaigns.write_brief",
  version: 1,
  title: "Write the brief of a campaign draft",
  describe:
    "Writes the brief and the deliverables of a draft from its product, goal, audience, budget and dates, and saves them in the draft (replacing a brief that is there). Needs product and goal; better once budget and dates are known. The user can still edit everything with campaigns.update. For a brief without a campaign use campaigns.draft_brief.",
  input: z.object({ campaignId: campaignIdSchema, version: versionSchema.optional() }),
  output: campaignOutput,
  effect: "write",
  access: { roles: ["brand_manager", "admin"], scope: "campaigns:write" },
  idempotency: "caller",
  errors: ["not_found", "conflict", "precondition_failed", "unavailable", "budget_exceeded"],
  rest: { method: "post", path: "/campaigns/{campaignId}/brief" },
  expose: { mcp: "direct", rest: true, chat: true },
  example: { campaignId: "cmp_01k9zq2v7m8n4p6r0s3t5w7x9y" },
  present: { card: campaignCard, summary: campaignSummaryText },
  async prepare(ctx, input) {
    const row = await ctx.read((tx) => loadCampaign(tx, ctx.now(), input.campaignId));
    // What cannot be written is refused in `run`: a repeated call with the same key must get its first answer, not an error.
    const current = input.version === undefined || input.version === row.version;
    if (row.status !== "draft" || !current || row.product === "" || row.goal === "") return undefined;
    const meaning = await meaningOf(ctx, row);
    const basis = await ctx.read((tx) => basisNow(tx, row, meaning));
    return { brief: await composeBrief(ctx, requestOf(row, basis, row.deliverables)), basis, version: row.version };
  },
  async run(ctx, input, prepared) {
    const now = ctx.now();
    const row = await lockCampaign(ctx.tx, now, input.campaignId);
    checkDraft(row, input.version);
    if (row.product === "") throw new AppError("precondition_failed", "campaign_missing_product");
    if (row.goal === "") throw new AppError("precondition_failed", "campaign_missing_goal");
    // Somebody may have edited the draft while the brief was being written.
    if (prepared?.version !== row.version) throw new AppError("conflict", "campaign_changed", { version: row.version });
    const { brief, deliverables } = reconcile({ brief: prepared.brief }, row);
    const changed = await ctx.tx.execute(
      `UPDATE campaign SET brief = $3, brief_basis = $4, version = version + 1, updated_at = $5
       WHERE id = $1 AND version = $2 AND status = 'draft'`,
      [row.id, row.version, JSON.stringify(brief), JSON.stringify(prepared.basis), now],
    );
    if (changed !== 1) throw new AppError("conflict", "campaign_changed", { version: row.version });
    if (deliverables) await replaceDeliverables(ctx.tx, row, deliverables);
    return toOutput(await loadCampaign(ctx.tx, now, row.id));
  },
});
