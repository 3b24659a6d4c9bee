import { z } from "zod";
import { personOf } from "../kernel/actor.ts";
import { notFound } from "../kernel/errors.ts";
import { newId } from "../kernel/ids.ts";
import type { Currency } from "../kernel/money.ts";
import { orgOf } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import { basisNow } from "./brief/basis.ts";
import { campaignSummaryText, changedCard } from "./campaign-card.ts";
import { loadCampaign, reconcile, replaceDeliverables, toOutput } from "./campaign-row.ts";
import { checkDates } from "./checks.ts";
import { campaignFields, campaignOutput, nameSchema } from "./schemas.ts";

/** Starts a draft; everything but the name can follow. */
export const createCampaign = defineUseCase({
  name: "campaigns.create",
  version: 1,
  title: "Create a campaign draft",
  describe:
    "Starts a campaign as a draft. Only the name is needed; give whatever else the user already said (product, goal, audience, budget, dates). `missing` says what to ask for next, in order; fill it with campaigns.update. Nothing is published or paid. Not for changing an existing campaign.",
  input: z.object({ name: nameSchema, ...campaignFields }),
  output: campaignOutput,
  effect: "write",
  access: { roles: ["brand_manager", "admin"], scope: "campaigns:write" },
  idempotency: "caller",
  errors: [],
  rest: { method: "post", path: "/campaigns" },
  expose: { mcp: "direct", rest: true, chat: true },
  example: {
    name: "Glowing Serum X Launch",
    product: "Glowing Serum X, serum wajah niacinamide 5%",
    goal: "awareness di kalangan Gen Z",
    language: "id",
    audience: { ageMin: 18, ageMax: 27, gender: "female", cities: ["Jakarta", "Bandung"] },
    budgetMinor: 20_000_000,
    startsOn: "2026-12-01",
    endsOn: "2026-12-31",
  },
  present: { card: changedCard, summary: campaignSummaryText },
  async run(ctx, input) {
    checkDates(input.startsOn, input.endsOn);
    const orgId = orgOf(ctx);
    const organization = await ctx.tx.first<{ currency: Currency; locale: string }>(
      "SELECT currency, locale FROM organization WHERE id = $1",
      [orgId],
    );
    if (!organization) throw notFound("organization");
    const now = ctx.now();
    const id = newId("campaign", now.getTime());
    const { brief, deliverables } = reconcile(input);
    await ctx.tx.execute(
      `INSERT INTO campaign (id, org_id, name, product, goal, language, audience, currency, budget_minor, starts_on, ends_on, brief, brief_basis, status, created_by, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'draft', $14, $15, $15)`,
      [
        id,
        orgId,
        input.name,
        input.product ?? "",
        input.goal ?? "",
        input.language ?? (organization.locale === "en" ? "en" : "id"),
        JSON.stringify(input.audience ?? {}),
        organization.currency,
        input.budgetMinor ?? null,
        input.startsOn ?? null,
        input.endsOn ?? null,
        brief ? JSON.stringify(brief) : null,
        brief ? JSON.stringify(await basisNow(ctx.tx, { orgId, name: input.name })) : null,
        personOf(ctx.actor),
        now,
      ],
    );
    if (deliverables) await replaceDeliverables(ctx.tx, { orgId, id }, deliverables);
    return toOutput(await loadCampaign(ctx.tx, now, id));
  },
});
