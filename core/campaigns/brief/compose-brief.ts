import { personOf } from "../../kernel/actor.ts";
import { AppError, type ErrorCode } from "../../kernel/errors.ts";
import type { PrepareContext } from "../../usecase/context.ts";
import { ENGAGEMENT_RATE, PRICE_PER_VIDEO_IDR, REACH_RATE } from "../benchmarks.ts";
import { type Brief, briefSchema, isDisclosure, RATE_METRICS } from "../schemas.ts";
import { type BriefRequest, disclosureOf, readRequest, standingRules, writeOfflineBrief } from "./offline-brief.ts";

const INSTRUCTIONS = `Write an influencer campaign brief for creators, in the language given by "language" (id: Bahasa Indonesia, warm, "kamu"; en: plain English).
Make the goal SMART: number, audience, end date. Ground every KPI target in "plan" (computed from budget, benchmarks and the organization's own history) and say in "basis" where it comes from; never invent figures, discounts, prices, certificates or product claims that the facts do not state.
Rates are shares between 0 and 1, costs are minor units of the currency. Use 3 to 5 hashtags: brand, campaign, category and one that discloses the paid work. One call to action. Rules follow the Indonesian advertising code (disclosure, no unproven claims; BPOM for cosmetics and food, OJK for finance).
Keep the platform deliverables close to "plan.pieces": quantity is what each creator makes.`;

/** Problems of the model that must not stop somebody's work: the offline writer takes over. */
const OFFLINE_INSTEAD: readonly ErrorCode[] = ["unavailable", "budget_exceeded", "rate_limited"];
/** A model's target further from the plan than this is not one the numbers carry. */
const MOST_TIMES_OFF = 3;

/** A brief for this request: by the model where one is set, else by the offline writer. In `prepare` only. */
export async function composeBrief(ctx: PrepareContext, request: BriefRequest): Promise<Brief> {
  const { writer } = ctx.ports;
  if (!writer) return writeOfflineBrief(request);
  const { plan } = readRequest(request);
  try {
    const brief = await writer.write({
      task: "campaign_brief",
      instructions: INSTRUCTIONS,
      schema: briefSchema,
      facts: {
        ...request,
        plan,
        benchmarks: {
          engagementRate: ENGAGEMENT_RATE,
          reachRate: REACH_RATE,
          pricePerVideoIdr: PRICE_PER_VIDEO_IDR,
        },
      },
      locale: request.language,
      tenant: ctx.tenant,
      person: personOf(ctx.actor),
      signal: ctx.signal,
    });
    return withHouseRules(brief, request);
  } catch (error) {
    if (error instanceof AppError && OFFLINE_INSTEAD.includes(error.code)) return writeOfflineBrief(request);
    throw error;
  }
}

/** What no model may leave out or make up: disclosure, the category's rules, figures that the plan carries. */
function withHouseRules(brief: Brief, request: BriefRequest): Brief {
  const { plan, category } = readRequest(request);
  const planned = new Map(writeOfflineBrief(request).kpiTargets.map((kpi) => [kpi.metric, kpi]));
  const kpiTargets = brief.kpiTargets.flatMap((kpi) => {
    if (RATE_METRICS.includes(kpi.metric) && kpi.target > 1) return planned.get(kpi.metric) ?? [];
    const own = planned.get(kpi.metric);
    const near = own && kpi.target <= own.target * MOST_TIMES_OFF && kpi.target >= own.target / MOST_TIMES_OFF;
    return own && !near ? own : kpi;
  });
  const disclosed = brief.mandatoryHashtags.some(isDisclosure);
  const mandatoryHashtags = disclosed
    ? brief.mandatoryHashtags
    : [...brief.mandatoryHashtags.slice(0, 4), disclosureOf(request.language)];
  const standing = standingRules(request);
  const tellsDisclosure = brief.rules.some((rule) => /#\w+|berbayar|paid|sponsor|iklan/i.test(rule));
  const needed = [
    ...(tellsDisclosure ? [] : standing.slice(0, 1)),
    ...(category === "general" ? [] : standing.slice(1, 2)),
  ];
  const rules = [...needed, ...brief.rules.filter((rule) => !needed.includes(rule))].slice(0, 15);
  const platformDeliverables =
    brief.platformDeliverables.length > 0 || plan.pieces.length === 0
      ? brief.platformDeliverables
      : writeOfflineBrief(request).platformDeliverables;
  return { ...brief, kpiTargets, mandatoryHashtags, rules, platformDeliverables };
}
