import { z } from "zod";
import { notFound } from "../kernel/errors.ts";
import type { Currency } from "../kernel/money.ts";
import { orgOf } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import { composeBrief } from "./brief/compose-brief.ts";
import { readHistory } from "./brief/history.ts";
import { briefBody } from "./campaign-card.ts";
import { checkDates } from "./checks.ts";
import { type Brief, briefSchema, campaignFields, nameSchema } from "./schemas.ts";

const { shape } = briefSchema;
const piece = shape.platformDeliverables.element;

/** The answer of `POST /api/ai/campaign/brief` (features D2): these names are a public contract. */
const output = z.object({
  description: shape.description,
  campaign_goal_refined: shape.campaignGoalRefined,
  kpi_target: shape.kpiTargets,
  key_messages: shape.keyMessages,
  mandatory_hashtags: shape.mandatoryHashtags,
  mandatory_cta: shape.mandatoryCta,
  rules: shape.rules,
  platform_deliverables: z
    .array(
      z.object({
        platform_name: piece.shape.platformName,
        content_format: piece.shape.contentFormat,
        quantity: piece.shape.quantity,
        min_duration_seconds: piece.shape.minDurationSeconds,
        max_duration_seconds: piece.shape.maxDurationSeconds,
        notes: piece.shape.notes,
      }),
    )
    .describe("What each influencer makes"),
});
type DraftedBrief = z.output<typeof output>;

/** The brief as the rest of the product names its fields, e.g. to create a campaign with it. */
function fromPublic(drafted: DraftedBrief): Brief {
  return {
    description: drafted.description,
    campaignGoalRefined: drafted.campaign_goal_refined,
    kpiTargets: drafted.kpi_target,
    keyMessages: drafted.key_messages,
    mandatoryHashtags: drafted.mandatory_hashtags,
    mandatoryCta: drafted.mandatory_cta,
    rules: drafted.rules,
    platformDeliverables: drafted.platform_deliverables.map((item) => ({
      platformName: item.platform_name,
      contentFormat: item.content_format,
      quantity: item.quantity,
      minDurationSeconds: item.min_duration_seconds,
      maxDurationSeconds: item.max_duration_seconds,
      notes: item.notes,
    })),
  };
}

/** Writes a brief and keeps nothing. */
export const draftBrief = defineUseCase({
  name: "campaigns.draft_brief",
  version: 1,
  title: "Draft a campaign brief",
  describe:
    "Writes a campaign brief from product, name and goal (better with budget, audience and dates): SMART goal, KPI targets with their basis, key messages, hashtags with disclosure, call to action, rules and deliverables. Saves nothing: show it, let the user edit it. For a campaign that exists already use campaigns.write_brief, which saves it in the draft.",
  input: z.object({
    product: campaignFields.product.unwrap().describe("The product or service, with what makes it special"),
    name: nameSchema,
    goal: campaignFields.goal.unwrap().describe("What the campaign should achieve, in the user's words"),
    language: campaignFields.language,
    audience: campaignFields.audience,
    budgetMinor: campaignFields.budgetMinor,
    startsOn: campaignFields.startsOn,
    endsOn: campaignFields.endsOn,
  }),
  output,
  effect: "read",
  access: { roles: ["brand_manager", "admin"], scope: "campaigns:write" },
  errors: ["unavailable", "budget_exceeded"],
  rest: { method: "post", path: "/ai/campaign/brief" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: {
    product: "Glowing Serum X, serum wajah niacinamide 5%",
    name: "Glowing Serum X Launch",
    goal: "awareness di kalangan Gen Z",
    language: "id",
    budgetMinor: 20_000_000,
  },
  present: {
    card: (drafted, p) => {
      const brief = fromPublic(drafted);
      return {
        title: p.t("campaigns.brief.draft_title"),
        body: briefBody(brief, undefined, p),
        actions: [
          {
            kind: "call",
            useCase: "campaigns.create",
            input: { brief },
            ask: [{ name: "name", label: p.t("campaigns.ask.name"), kind: "text", required: true, maxLength: 120 }],
            label: p.t("campaigns.action.create"),
            style: "primary",
            priority: 9,
          },
        ],
      };
    },
    summary: (_, p) => p.t("campaigns.brief.drafted"),
  },
  async prepare(ctx, input) {
    checkDates(input.startsOn, input.endsOn);
    const orgId = orgOf(ctx);
    const organization = await ctx.read((tx) =>
      tx.first<{ name: string; currency: Currency; locale: string }>(
        "SELECT name, currency, locale FROM organization WHERE id = $1",
        [orgId],
      ),
    );
    if (!organization) throw notFound("organization");
    return composeBrief(ctx, {
      brand: organization.name,
      name: input.name,
      product: input.product,
      goal: input.goal,
      language: input.language ?? (organization.locale === "en" ? "en" : "id"),
      audience: input.audience ?? {},
      currency: organization.currency,
      budgetMinor: input.budgetMinor ?? null,
      startsOn: input.startsOn,
      endsOn: input.endsOn,
      history: await readHistory(ctx, input),
    });
  },
  async run(_ctx, _input, brief) {
    return {
      description: brief.description,
      campaign_goal_refined: brief.campaignGoalRefined,
      kpi_target: brief.kpiTargets,
      key_messages: brief.keyMessages,
      mandatory_hashtags: brief.mandatoryHashtags,
      mandatory_cta: brief.mandatoryCta,
      rules: brief.rules,
      platform_deliverables: brief.platformDeliverables.map((item) => ({
        platform_name: item.platformName,
        content_format: item.contentFormat,
        quantity: item.quantity,
        min_duration_seconds: item.minDurationSeconds,
        max_duration_seconds: item.maxDurationSeconds,
        notes: item.notes,
      })),
    };
  },
});
