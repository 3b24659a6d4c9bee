import type { Action, Card } from "../cards/card.ts";
import type { Presenter } from "../i18n/presenter.ts";
import { money } from "../kernel/money.ts";
import type { Recommendation } from "./recommend.ts";

type Item = Recommendation["items"][number];

/** Parts of a score worth naming are at least this good; the two that weigh most are named. */
const WORTH_NAMING = 60;
const NAMED = 2;

/** The mix as a table, what it costs and brings, and one button that asks for the invitations. */
export function recommendationCard(output: Recommendation, p: Presenter): Card {
  const { mix } = output;
  if (output.items.length === 0) {
    return {
      title: p.t("matching.title", { campaign: output.campaignName }),
      body: [p.t("matching.none"), missesText(output, p)].join("\n\n").trim(),
    };
  }
  return {
    title: p.t("matching.title", { campaign: output.campaignName }),
    facts: [
      { label: p.t("matching.fact.total"), value: p.money(money(mix.totalMinor, mix.currency)), required: true },
      ...(mix.leftMinor === null
        ? []
        : [{ label: p.t("matching.fact.left"), value: p.money(money(mix.leftMinor, mix.currency)), required: true }]),
      { label: p.t("matching.fact.reach"), value: rangeText(mix.expectedReach, p), required: true },
      { label: p.t("matching.fact.engagements"), value: rangeText(mix.expectedEngagements, p) },
      ...(mix.committedMinor > 0
        ? [{ label: p.t("matching.fact.committed"), value: p.money(money(mix.committedMinor, mix.currency)) }]
        : []),
    ],
    table: {
      columns: [
        { label: p.t("matching.column.name") },
        { label: p.t("matching.column.score"), align: "end" },
        { label: p.t("matching.column.price"), align: "end" },
        { label: p.t("matching.column.reach"), align: "end" },
        { label: p.t("matching.column.basis") },
      ],
      rows: output.items.map((item) => [
        `${item.inMix ? "✅ " : ""}${item.name}${item.handle ? ` @${item.handle}` : ""} (${item.tier})`,
        p.number(item.score),
        item.priceMinor === null ? p.number(null) : p.money(money(item.priceMinor, item.currency)),
        rangeText(item.expectedReach, p),
        item.expectedReach ? p.t(`matching.basis.${item.expectedReach.basis}`) : p.number(null),
      ]),
    },
    body: [
      ...output.items
        .filter((item) => item.inMix)
        .slice(0, 5)
        .map((item) => `**${item.name}**: ${reasonsText(item, p)}`),
      missesText(output, p),
    ]
      .filter((line) => line !== "")
      .join("\n\n"),
    actions: actionsOf(output, p),
    footer: p.t("matching.footer"),
  };
}

export function recommendationSummary(output: Recommendation, p: Presenter): string {
  const picks = output.items.filter((item) => item.inMix);
  if (picks.length === 0) return p.t(output.items.length === 0 ? "matching.none" : "matching.no_mix");
  return p.t("matching.summary", {
    count: picks.length,
    campaign: output.campaignName,
    names: p.list(picks.map((item) => item.name)),
    total: p.money(money(output.mix.totalMinor, output.mix.currency)),
    reach: rangeText(output.mix.expectedReach, p),
  });
}

function actionsOf(output: Recommendation, p: Presenter): Action[] {
  const invitations = output.items.flatMap((item) =>
    item.inMix && item.priceMinor !== null
      ? [{ influencerId: item.influencerId, compensationMinor: item.priceMinor }]
      : [],
  );
  const open = output.campaignStatus === "approved" || output.campaignStatus === "active";
  return [
    ...(invitations.length === 0
      ? []
      : open
        ? [
            {
              kind: "call" as const,
              useCase: "collaborations.invite",
              input: { campaignId: output.campaignId, invitations },
              label: p.t("matching.action.invite_mix"),
              style: "primary" as const,
              required: true,
              priority: 9,
            },
          ]
        : output.campaignStatus === "draft"
          ? [
              {
                kind: "call" as const,
                useCase: "campaigns.submit",
                input: { campaignId: output.campaignId },
                label: p.t("matching.action.submit_first"),
                style: "primary" as const,
                priority: 9,
              },
            ]
          : []),
    {
      kind: "call",
      useCase: "matching.recommend",
      input: { campaignId: output.campaignId, exclude: output.items.map((item) => item.influencerId).slice(0, 50) },
      label: p.t("matching.action.others"),
      priority: 5,
    },
    {
      kind: "say",
      text: p.t("matching.say.fewer", { campaign: output.campaignName }),
      label: p.t("matching.action.fewer"),
      priority: 3,
    },
  ];
}

function rangeText(range: { low: number; high: number } | null, p: Presenter): string {
  if (!range) return p.number(null);
  return range.low === range.high ? p.number(range.low) : `${p.number(range.low)}–${p.number(range.high)}`;
}

function reasonsText(item: Item, p: Presenter): string {
  const good = item.reasons
    .filter((reason) => (reason.score ?? 0) >= WORTH_NAMING)
    .sort((a, b) => b.weight * (b.score ?? 0) - a.weight * (a.score ?? 0))
    .slice(0, NAMED)
    .map((reason) => reasonText(item, reason, p));
  return good.length === 0 ? p.t("matching.reason.fair", { score: item.score }) : p.list(good);
}

function reasonText(item: Item, { key, figures }: Item["reasons"][number], p: Presenter): string {
  const share = (name: string): string => p.percent(typeof figures[name] === "number" ? figures[name] : null);
  switch (key) {
    case "audience":
      return p.t("matching.reason.audience", {
        parts: p.list(
          ["gender", "ages", "cities"]
            .filter((part) => part in figures)
            .map((part) => p.t(`matching.reason.audience_${part}`, { share: share(part) })),
        ),
      });
    case "engagement":
      return p.t("matching.reason.engagement", { rate: share("rate"), typical: share("typical") });
    case "past":
      return p.t("matching.reason.past", { completed: Number(figures.completed ?? 0) });
    case "price":
      return p.t("matching.reason.price", { usual: p.money(money(Number(figures.usualMinor ?? 0), item.currency)) });
    case "category":
      return p.t("matching.reason.category", { category: String(figures.category ?? "") });
    default:
      return p.t(`matching.reason.${key}`);
  }
}

function missesText(output: Recommendation, p: Presenter): string {
  if (output.nearMisses.length === 0) return "";
  const lines = output.nearMisses.map(
    (missed) => `- ${missed.name}: ${p.t(`matching.obstacle.${missed.obstacle}`, obstacleFigures(missed, output, p))}`,
  );
  return [`**${p.t("matching.why_not")}**`, ...lines].join("\n");
}

function obstacleFigures(
  missed: Recommendation["nearMisses"][number],
  output: Recommendation,
  p: Presenter,
): Record<string, string> {
  const { figures } = missed;
  return {
    reason: String(figures.reason ?? ""),
    platform: figures.platform ? p.t(`matching.platform.${figures.platform}`) : "",
    rate: p.percent(typeof figures.rate === "number" ? figures.rate : null),
    typical: p.percent(typeof figures.typical === "number" ? figures.typical : null),
    price: p.money(money(Number(figures.priceMinor ?? 0), output.mix.currency)),
  };
}
