import { z } from "zod";
import { AppError } from "../kernel/errors.ts";
import { defineUseCase } from "../usecase/define.ts";
import { bringInLine } from "./brief/basis.ts";
import { campaignSummaryText, changedCard } from "./campaign-card.ts";
import { loadCampaign, lockCampaign, reconcile, replaceDeliverables, toOutput } from "./campaign-row.ts";
import { checkAges, checkDates, checkDraft } from "./checks.ts";
import { campaignFields, campaignIdSchema, campaignOutput, nameSchema, versionSchema } from "./schemas.ts";

/** Fills in or changes a draft. */
export const updateCampaign = defineUseCase({
  name: "campaigns.update",
  version: 1,
  title: "Change a campaign draft",
  describe:
    "Changes only the given fields of a draft: name, product, goal, language, audience (field by field), budget, dates, brief, deliverables. Use it to fill `missing` parts as the user tells them. Give `version` when you decide on what you read before. Not for submitted or approved campaigns: those must be sent back first. To have a brief written use campaigns.write_brief.",
  input: z.object({
    campaignId: campaignIdSchema,
    version: versionSchema.optional(),
    name: nameSchema.optional(),
    ...campaignFields,
  }),
  output: campaignOutput,
  effect: "write",
  access: { roles: ["brand_manager", "admin"], scope: "campaigns:write" },
  idempotency: "caller",
  errors: ["not_found", "conflict", "precondition_failed"],
  rest: { method: "patch", path: "/campaigns/{campaignId}" },
  expose: { mcp: "direct", rest: true, chat: true },
  example: { campaignId: "cmp_01k9zq2v7m8n4p6r0s3t5w7x9y", budgetMinor: 25_000_000, endsOn: "2027-01-15" },
  present: { card: changedCard, summary: campaignSummaryText },
  async run(ctx, input) {
    const { campaignId, version, ...changes } = input;
    if (Object.values(changes).every((value) => value === undefined)) {
      throw new AppError("invalid_input", "campaign_nothing_to_change");
    }
    const now = ctx.now();
    const row = await lockCampaign(ctx.tx, now, campaignId);
    checkDraft(row, version);
    const audience = { ...row.audience, ...changes.audience };
    checkAges(audience);
    const startsOn = changes.startsOn ?? row.startsOn;
    const endsOn = changes.endsOn ?? row.endsOn;
    checkDates(startsOn, endsOn);
    const given = reconcile(changes, row);
    const wanted = given.brief ?? row.brief;
    const line =
      wanted &&
      (await bringInLine(ctx.tx, row, {
        wanted,
        pieces: given.deliverables ?? row.deliverables,
        facts: {
          name: changes.name ?? row.name,
          product: changes.product ?? row.product,
          goal: changes.goal ?? row.goal,
          language: changes.language ?? row.language,
          currency: row.currency,
          budgetMinor: changes.budgetMinor ?? row.budgetMinor,
          audience,
          startsOn,
          endsOn,
        },
      }));
    // The brief's notes beside each piece are the deliverables' own.
    const { deliverables } = line ? reconcile({ brief: line.brief }, row) : given;
    const changed = await ctx.tx.execute(
      `UPDATE campaign SET name = coalesce($3, name), product = coalesce($4, product), goal = coalesce($5, goal),
         language = coalesce($6, language), audience = $7, budget_minor = coalesce($8, budget_minor), starts_on = $9, ends_on = $10,
         brief = coalesce($11::jsonb, brief), brief_basis = coalesce($12::jsonb, brief_basis), version = version + 1, updated_at = $13
       WHERE id = $1 AND version = $2 AND status = 'draft'`,
      [
        campaignId,
        row.version,
        changes.name ?? null,
        changes.product ?? null,
        changes.goal ?? null,
        changes.language ?? null,
        JSON.stringify(audience),
        changes.budgetMinor ?? null,
        startsOn,
        endsOn,
        line ? JSON.stringify(line.brief) : null,
        line ? JSON.stringify(line.basis) : null,
        now,
      ],
    );
    if (changed !== 1) throw new AppError("conflict", "campaign_changed", { version: row.version });
    if (deliverables) await replaceDeliverables(ctx.tx, row, deliverables);
    return toOutput(await loadCampaign(ctx.tx, now, campaignId));
  },
});
