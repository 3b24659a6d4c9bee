import type { Action, AskField, Card, Fact } from "../cards/card.ts";
import type { Presenter } from "../i18n/presenter.ts";
import { type Currency, money } from "../kernel/money.ts";
import { truncate } from "../kernel/text.ts";
import { type Brief, type CampaignOutput, COST_METRICS, type KpiMetric, RATE_METRICS } from "./schemas.ts";

/** A brief is shown when somebody asks for it or decides on it: then all of an ordinary one. */
const BODY_MAX = 3_500;

/** `Reel Instagram ×1`: one kind of content. */
export function deliverableLine(item: { platform: string; format: string; quantity: number }): string {
  const platform = { instagram: "Instagram", tiktok: "TikTok", youtube: "YouTube" }[item.platform] ?? item.platform;
  return `${platform} ${item.format} ×${item.quantity}`;
}

/** A KPI target in the reader's numbers: `≥ 85.000`, `≤ Rp900`, `≥ 3,7%`; a bare number where the currency is not known. */
function kpiText(kpi: { metric: KpiMetric; target: number }, currency: string | undefined, p: Presenter): string {
  if (RATE_METRICS.includes(kpi.metric)) return `≥ ${p.percent(kpi.target)}`;
  if (COST_METRICS.includes(kpi.metric)) {
    return `≤ ${currency ? p.money(money(Math.round(kpi.target), currency as Currency)) : p.number(kpi.target)}`;
  }
  return `≥ ${p.number(kpi.target)}`;
}

/** Whom a campaign wants to reach, in one line. */
function audienceText(audience: CampaignOutput["audience"], p: Presenter): string {
  if (!audience) return p.t("campaigns.unset");
  const { ageMin, ageMax, gender, cities } = audience;
  const age =
    ageMin !== null && ageMax !== null
      ? p.t("campaigns.audience.ages", { from: ageMin, to: ageMax })
      : ageMin !== null
        ? p.t("campaigns.audience.from", { from: ageMin })
        : ageMax !== null
          ? p.t("campaigns.audience.to", { to: ageMax })
          : "";
  const parts = [gender ? p.t(`campaigns.gender.${gender}`) : "", age, cities.length > 0 ? p.list(cities) : ""];
  return parts.filter((part) => part !== "").join(", ");
}

/** `1 Des 2026 – 31 Des 2026`. */
export function datesText(dates: { startsOn: string | null; endsOn: string | null }, p: Presenter): string {
  if (!dates.startsOn && !dates.endsOn) return p.t("campaigns.unset");
  const side = (day: string | null): string => (day ? p.date(day) : "…");
  return `${side(dates.startsOn)} – ${side(dates.endsOn)}`;
}

/** What the frame of a campaign is told from; a document that was read has the same. */
type Framed = Pick<
  CampaignOutput,
  | "product"
  | "goal"
  | "audience"
  | "budgetMinor"
  | "currency"
  | "startsOn"
  | "endsOn"
  | "deliverables"
  | "briefOutdated"
  | "status"
>;

/** The facts of a campaign that nobody may decide without. */
export function campaignFacts(campaign: Framed, p: Presenter): Fact[] {
  const unset = p.t("campaigns.unset");
  return [
    { label: p.t("campaigns.fact.product"), value: campaign.product ?? unset, required: true },
    { label: p.t("campaigns.fact.goal"), value: campaign.goal ?? unset, required: true },
    { label: p.t("campaigns.fact.audience"), value: audienceText(campaign.audience, p) },
    ...frameFacts(campaign, p),
  ];
}

/** The frame of the work: money, days, pieces, and what of the brief no longer fits them. */
function frameFacts(campaign: Omit<Framed, "product" | "goal" | "audience">, p: Presenter): Fact[] {
  const unset = p.t("campaigns.unset");
  const facts: Fact[] = [
    {
      label: p.t("campaigns.fact.budget"),
      value:
        campaign.budgetMinor === null ? unset : p.money(money(campaign.budgetMinor, campaign.currency as Currency)),
      required: true,
    },
    { label: p.t("campaigns.fact.dates"), value: datesText(campaign, p), required: true },
  ];
  if (campaign.deliverables.length > 0) {
    facts.push({
      label: p.t("campaigns.fact.deliverables"),
      value: campaign.deliverables.map(deliverableLine).join(" · "),
      required: true,
    });
  }
  // Once it is approved, nobody can mend it any more.
  if (campaign.briefOutdated.length > 0 && (campaign.status === "draft" || campaign.status === "submitted")) {
    const parts = p.list(campaign.briefOutdated.map((part) => p.t(`campaigns.brief_part.${part}`)));
    facts.push({
      label: p.t("campaigns.fact.brief_outdated"),
      value: p.t("campaigns.brief.outdated", { parts }),
      required: true,
    });
  }
  return facts;
}

/** The brief as Markdown, short enough for a card; the whole of it is one call (or the console) away. */
export function briefBody(brief: Brief, currency: string | undefined, p: Presenter, max = BODY_MAX): string {
  const section = (key: string, lines: readonly string[]): string =>
    lines.length === 0 ? "" : `**${p.t(`campaigns.brief.${key}`)}**\n${lines.map((line) => `- ${line}`).join("\n")}`;
  const parts = [
    truncate(brief.description, 500),
    `**${p.t("campaigns.brief.goal")}**\n${brief.campaignGoalRefined}`,
    section(
      "kpis",
      brief.kpiTargets.map((kpi) => `${p.t(`campaigns.metric.${kpi.metric}`)}: ${kpiText(kpi, currency, p)}`),
    ),
    section("messages", brief.keyMessages),
    `**${p.t("campaigns.brief.hashtags")}** ${brief.mandatoryHashtags.join(" ")}`,
    `**${p.t("campaigns.brief.cta")}** ${brief.mandatoryCta}`,
    section("rules", brief.rules),
  ].filter((part) => part !== "");
  // Whole sections only: half a rule is worse than a pointer to the rest.
  const kept: string[] = [];
  let size = 0;
  for (const part of parts) {
    if (kept.length > 0 && size + part.length > max) {
      kept.push(`_${p.t("campaigns.brief.more")}_`);
      break;
    }
    kept.push(part);
    size += part.length;
  }
  return kept.join("\n\n");
}

/** The brief of a campaign; whoever reads in another language is told that this one is the creators'. */
export function shownBrief(
  brief: Brief,
  { language, currency }: Pick<CampaignOutput, "language" | "currency">,
  p: Presenter,
): string {
  const body = briefBody(brief, currency, p);
  return language === p.locale ? body : `_${p.t(`campaigns.brief.written_in.${language}`)}_\n\n${body}`;
}

/** The fields behind "edit": what is missing first, else what is usually changed. */
function editFields(campaign: CampaignOutput, p: Presenter): AskField[] {
  const field = (name: string, kind: AskField["kind"], maxLength?: number): AskField => ({
    name,
    label: p.t(`campaigns.ask.${name}`),
    kind,
    ...(maxLength !== undefined && { maxLength }),
  });
  const all = {
    product: [field("product", "text", 300)],
    goal: [field("goal", "text", 600)],
    budget: [field("budgetMinor", "amount")],
    dates: [field("startsOn", "text", 10), field("endsOn", "text", 10)],
  };
  const parts = (["product", "goal", "budget", "dates"] as const).filter((part) => campaign.missing.includes(part));
  if (parts.length > 0) return parts.flatMap((part) => all[part]);
  return [field("name", "text", 120), ...Object.values(all).flat()];
}

/** What the reader can do next with a draft. */
function draftActions(campaign: CampaignOutput, p: Presenter): Action[] {
  const { campaignId, version, missing } = campaign;
  const lacks = (part: (typeof missing)[number]): boolean => missing.includes(part);
  const actions: Action[] = [];
  if (missing.length === 0) {
    actions.push({
      kind: "call",
      useCase: "campaigns.submit",
      input: { campaignId, version },
      label: p.t("campaigns.action.submit"),
      style: "primary",
      required: true,
      priority: 9,
    });
  }
  if (!lacks("product") && !lacks("goal")) {
    actions.push({
      kind: "call",
      useCase: "campaigns.write_brief",
      input: { campaignId, version },
      label: p.t(lacks("brief") ? "campaigns.action.write_brief" : "campaigns.action.rewrite_brief"),
      style: lacks("brief") || campaign.briefOutdated.length > 0 ? "primary" : "plain",
      priority: 8,
    });
  }
  actions.push({
    kind: "call",
    useCase: "campaigns.update",
    input: { campaignId, version },
    ask: editFields(campaign, p),
    label: p.t(missing.length > 0 ? "campaigns.action.complete_fields" : "campaigns.action.edit"),
    priority: 7,
  });
  if (lacks("audience")) {
    actions.push({
      kind: "say",
      text: p.t("campaigns.say.audience", { name: campaign.name }),
      label: p.t("campaigns.action.audience"),
      priority: 6,
    });
  }
  return actions;
}

/** Asks for recommendations as if the reader had typed it. */
export function recommendAction(name: string, p: Presenter): Action {
  return {
    kind: "say",
    text: p.t("campaigns.say.recommend", { name }),
    label: p.t("campaigns.action.recommend"),
    style: "primary",
    required: true,
    priority: 9,
  };
}

/** Opens the campaign with its brief. */
function showBriefAction({ campaignId }: CampaignOutput, p: Presenter): Action {
  return {
    kind: "call",
    useCase: "campaigns.get",
    input: { campaignId },
    label: p.t("campaigns.action.show_brief"),
    priority: 5,
  };
}

/** A campaign with everything about it and the next step. */
export function campaignCard(campaign: CampaignOutput, p: Presenter): Card {
  return {
    ...frameOf(campaign, campaignFacts(campaign, p), p),
    body: campaign.brief ? shownBrief(campaign.brief, campaign, p) : undefined,
    actions: nextActions(campaign, p),
  };
}

/** A draft after a change: all its facts, without repeating the brief. */
export function changedCard(campaign: CampaignOutput, p: Presenter): Card {
  return {
    ...frameOf(campaign, campaignFacts(campaign, p), p),
    body: campaign.brief && campaign.briefOutdated.length === 0 ? p.t("campaigns.brief.follows") : undefined,
    actions: [...nextActions(campaign, p), ...(campaign.brief ? [showBriefAction(campaign, p)] : [])],
  };
}

/** A campaign after a step of its way: where it stands now, its frame, and what comes next. */
export function stepCard(campaign: CampaignOutput, p: Presenter): Card {
  return {
    ...frameOf(campaign, frameFacts(campaign, p), p),
    actions: [...nextActions(campaign, p), ...(campaign.brief ? [showBriefAction(campaign, p)] : [])],
  };
}

/** Title, tone, and the given facts between where it stands and what happened to it. */
function frameOf(campaign: CampaignOutput, about: readonly Fact[], p: Presenter): Card {
  const { status } = campaign;
  const facts: Fact[] = [
    { label: p.t("campaigns.fact.status"), value: p.t(`campaigns.status.${status}`), required: true },
    ...about,
  ];
  if (status === "draft" && campaign.missing.length > 0) {
    facts.push({
      label: p.t("campaigns.fact.missing"),
      value: p.list(campaign.missing.map((part) => p.t(`campaigns.part.${part}`))),
      required: true,
    });
  }
  if (status === "draft" && campaign.sentBack) {
    facts.push({
      label: p.t("campaigns.fact.sent_back", { name: campaign.sentBack.by ?? "–" }),
      value: campaign.sentBack.note,
      required: true,
    });
  }
  if (campaign.approvedBy && campaign.approvedAt) {
    facts.push({
      label: p.t("campaigns.fact.approved"),
      value: `${campaign.approvedBy}, ${p.dateTime(campaign.approvedAt)}`,
    });
  }
  return {
    title: campaign.name,
    tone:
      status === "approved" || status === "active" || status === "completed"
        ? "good"
        : status === "cancelled"
          ? "bad"
          : campaign.missing.length > 0 || campaign.phase === "expired"
            ? "warning"
            : "neutral",
    facts,
    footer: campaign.phase === "expired" ? p.t("campaigns.expired_hint") : undefined,
  };
}

function nextActions(campaign: CampaignOutput, p: Presenter): Action[] {
  const { status } = campaign;
  if (status === "draft") return draftActions(campaign, p);
  return [
    ...(status === "active" || status === "completed" ? [performanceAction(campaign.name, p)] : []),
    ...(status === "approved" || status === "active" ? [recommendAction(campaign.name, p)] : []),
  ];
}

/** Asks how it does as if the reader had typed it. */
function performanceAction(name: string, p: Presenter): Action {
  const text = p.t("campaigns.say.performance", { name });
  return { kind: "say", text, label: p.t("campaigns.action.performance"), priority: 8 };
}

/** One sentence on where a campaign stands. */
export function campaignSummaryText(campaign: CampaignOutput, p: Presenter): string {
  if (campaign.status === "draft" && campaign.missing.length > 0) {
    return p.t("campaigns.summary.missing", {
      name: campaign.name,
      parts: p.list(campaign.missing.map((part) => p.t(`campaigns.part.${part}`))),
    });
  }
  return p.t(`campaigns.summary.${campaign.status}`, { name: campaign.name });
}
