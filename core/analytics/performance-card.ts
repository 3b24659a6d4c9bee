import type { Card, Chart, Fact } from "../cards/card.ts";
import type { Presenter } from "../i18n/presenter.ts";
import { type Currency, money } from "../kernel/money.ts";
import { demoClockNote, growthOf } from "../metrics/index.ts";
import type { PerformanceOutput } from "./performance-output.ts";

const TABLE_ROWS = 10;
const ALT_POINTS = 8;

/** An amount for people; minor units are rounded where a ratio made them fractional. */
export function amountText(minor: number | null, currency: string, p: Presenter): string {
  return minor === null ? p.number(null) : p.money(money(Math.round(minor), currency as Currency));
}

/** A target or its actual in the reader's numbers. */
export function kpiValue(metric: string, value: number | null, currency: string, p: Presenter): string {
  if (["engagement_rate", "ctr"].includes(metric)) return p.percent(value);
  return ["cpe", "cpm", "cpa"].includes(metric) ? amountText(value, currency, p) : p.number(value);
}

export function performanceCard(output: PerformanceOutput, p: Presenter): Card {
  const { totals, currency } = output;
  const facts: Fact[] = [
    { label: p.t("analytics.fact.engagements"), value: p.number(totals.engagements), required: true },
    {
      label: p.t(`analytics.rate_on.${totals.engagementRateBase ?? "none"}`),
      value: p.percent(totals.engagementRate),
      required: true,
    },
    { label: p.t("analytics.fact.reach"), value: p.number(totals.reach) },
    { label: p.t("analytics.fact.views"), value: p.number(totals.views) },
    {
      label: p.t("analytics.fact.spend"),
      value: p.t("analytics.spend", {
        total: amountText(output.spend.totalMinor, currency, p),
        paid: amountText(output.spend.paidMinor, currency, p),
        commission: amountText(output.spend.commissionMinor, currency, p),
        held: amountText(output.spend.heldMinor, currency, p),
      }),
      required: true,
    },
    { label: p.t("analytics.fact.cpe"), value: amountText(totals.cpeMinor, currency, p), required: true },
    { label: p.t("analytics.fact.cpm"), value: amountText(totals.cpmMinor, currency, p) },
    { label: p.t("analytics.fact.posts"), value: p.number(totals.posts) },
    ...output.kpis.map((kpi) => ({
      label: p.t("analytics.fact.kpi", { metric: p.t(`analytics.metric.${kpi.metric}`) }),
      value: p.t("analytics.kpi", {
        icon: kpi.isMet === null ? "❔" : kpi.isMet ? "✅" : "⏳",
        actual: kpiValue(kpi.metric, kpi.actual, currency, p),
        target: kpiValue(kpi.metric, kpi.target, currency, p),
        progress: p.percent(kpi.progress),
      }),
    })),
    { label: p.t("analytics.fact.source"), value: provenanceText(output, p), required: true },
  ];
  return {
    title: p.t("analytics.performance.title", { name: output.campaignName }),
    facts,
    body: demoClockNote(output.clockSpeed, p),
    table:
      output.influencers.length > 0
        ? {
            columns: [
              { label: p.t("analytics.column.creator") },
              { label: p.t("analytics.column.engagements"), align: "end" },
              { label: p.t("analytics.column.share"), align: "end" },
              { label: p.t("analytics.column.cpe"), align: "end" },
            ],
            rows: output.influencers
              .slice(0, TABLE_ROWS)
              .map((row) => [
                row.name,
                p.number(row.engagements),
                p.percent(row.share),
                amountText(row.cpeMinor, currency, p),
              ]),
          }
        : undefined,
    chart: chartOf(output, p),
    actions: [
      {
        kind: "call",
        useCase: "analytics.campaign_report",
        input: { campaignId: output.campaignId },
        label: p.t("analytics.action.report"),
      },
      {
        kind: "call",
        useCase: "posts.list",
        input: { campaignId: output.campaignId },
        label: p.t("analytics.action.posts"),
      },
    ],
    footer:
      output.influencers.length > TABLE_ROWS
        ? p.t("common.more", { count: output.influencers.length - TABLE_ROWS })
        : undefined,
  };
}

/** When the numbers are from, from whom, and what is not in them. */
function provenanceText(output: PerformanceOutput, p: Presenter): string {
  const { provenance } = output;
  if (!provenance.latestFetchedAt) return p.t("analytics.provenance.none");
  const parts = [
    p.t("analytics.provenance.read", {
      sources: p.list(provenance.sources),
      at: p.dateTime(provenance.latestFetchedAt),
    }),
    provenance.unknownPosts > 0 ? p.t("analytics.provenance.unknown", { count: provenance.unknownPosts }) : "",
    provenance.notOwnerAuthorised > 0
      ? p.t("analytics.provenance.public", { count: provenance.notOwnerAuthorised })
      : "",
    provenance.removedPosts > 0 ? p.t("analytics.provenance.removed", { count: provenance.removedPosts }) : "",
    ...provenance.apart.map((item) =>
      p.t("analytics.provenance.apart", { definition: item.definition, value: p.number(item.value) }),
    ),
  ];
  return parts.filter((part) => part !== "").join("; ");
}

function chartOf(output: PerformanceOutput, p: Presenter): Chart | undefined {
  const points = growthOf(output.series, (point) => point.at, p);
  if (points.length < 2) return undefined;
  const every = Math.max(1, Math.ceil(points.length / ALT_POINTS));
  return {
    kind: "line",
    title: p.t("analytics.performance.chart"),
    xLabels: points.map(({ label }) => label),
    series: [{ name: p.t("analytics.fact.engagements"), values: points.map(({ point }) => point.engagements) }],
    altText: points
      .filter((_, index) => index % every === 0 || index === points.length - 1)
      .map(({ label, point }) => `${label}: ${p.number(point.engagements)}`)
      .join("; "),
  };
}

export function performanceSummary(output: PerformanceOutput, p: Presenter): string {
  const { totals, currency } = output;
  if (totals.engagements === null) return p.t("analytics.performance.summary_unknown", { name: output.campaignName });
  return p.t("analytics.performance.summary", {
    name: output.campaignName,
    engagements: p.number(totals.engagements),
    posts: totals.posts,
    rate: p.percent(totals.engagementRate),
    base: p.t(`analytics.base.${totals.engagementRateBase ?? "none"}`),
    cpe: amountText(totals.cpeMinor, currency, p),
  });
}
