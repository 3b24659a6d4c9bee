import { formulas } from "../metrics/index.ts";
import type { CampaignFigures, PostFigures } from "./figures.ts";
import { latestOf } from "./figures.ts";
import type { NamedRow, Performance } from "./performance.ts";
import { total } from "./row.ts";

/** One value a sentence names. Numbers become figures that generated text is checked against. */
export type FindingParam =
  | { readonly kind: "count" | "share" | "times"; readonly value: number }
  | { readonly kind: "money"; readonly value: number; readonly currency: string }
  | { readonly kind: "metric"; readonly metric: string; readonly value: number }
  | { readonly kind: "names"; readonly names: readonly string[] }
  /** A locale key of this domain. */
  | { readonly kind: "term"; readonly key: string };

/** One thing the report says: a sentence by key, its values, and the rows they were computed from. */
export interface Finding {
  readonly kind: "headline" | "cause" | "suggestion";
  readonly key: string;
  readonly params: Readonly<Record<string, FindingParam>>;
  readonly sources: readonly string[];
}

const MAX_CAUSES = 6;
const MAX_SUGGESTIONS = 4;
const MAX_SOURCES = 200;
/** From these sizes on a difference is worth a sentence. */
const ONE_MAKES = 0.5;
const TWO_MAKE = 0.6;
const GAP_TIMES = 1.5;
const COST_TIMES = 2;
const ABOVE_USUAL = 1.3;
const BELOW_USUAL = 0.7;

const count = (value: number): FindingParam => ({ kind: "count", value });
const share = (value: number): FindingParam => ({ kind: "share", value });
const times = (value: number): FindingParam => ({ kind: "times", value });
const names = (rows: readonly { name: string }[]): FindingParam => ({
  kind: "names",
  names: rows.map((row) => row.name),
});
const term = (key: string): FindingParam => ({ kind: "term", key });
const sourcesOf = (rows: readonly { sources: readonly string[] }[]): string[] =>
  rows.flatMap((row) => [...row.sources]).slice(0, MAX_SOURCES);

/** What made the campaign go the way it went, and what to do about it; every value computed, none guessed. Pure. */
export function findingsOf(figures: CampaignFigures, performance: Performance): Finding[] {
  const { currency } = figures.campaign;
  const amount = (value: number): FindingParam => ({ kind: "money", value, currency });
  const { totals } = performance;
  if (totals.engagements === null) {
    return [
      { kind: "headline", key: "headline_unknown", params: { posts: count(totals.posts) }, sources: [] },
      ...timing(figures),
      { kind: "suggestion", key: "wait_for_numbers", params: {}, sources: [] },
    ];
  }
  const creators = performance.influencers.filter((row) => row.posts > 0);
  const all: Finding[] = [
    {
      kind: "headline",
      key: totals.cpeMinor === null ? "headline_without_spend" : "headline",
      params: {
        engagements: count(totals.engagements),
        posts: count(totals.posts),
        creators: count(creators.length),
        ...(totals.cpeMinor === null
          ? {}
          : { spend: amount(performance.spend.totalMinor), cpe: amount(totals.cpeMinor) }),
      },
      sources: totals.sources.slice(0, MAX_SOURCES),
    },
    ...concentration(creators),
    ...gap(performance.platforms, "platform"),
    ...formatGap(performance.formats),
    ...usual(figures.posts),
    ...costs(creators, amount),
    ...targets(performance, currency),
    ...timing(figures),
    ...revisions(figures.posts),
    ...gaps(figures, performance),
  ];
  return [
    ...all.filter((finding) => finding.kind === "headline"),
    ...all.filter((finding) => finding.kind === "cause").slice(0, MAX_CAUSES),
    ...suggestions(all).slice(0, MAX_SUGGESTIONS),
  ];
}

/** "Two creators made 81 % of the engagement." */
function concentration(creators: readonly NamedRow[]): Finding[] {
  const [first, second] = creators;
  const single = first?.share ?? 0;
  const together = single + (second?.share ?? 0);
  if (first && creators.length >= 2 && single >= ONE_MAKES) {
    return [cause("one_made", { names: names([first]), share: share(single) }, [first])];
  }
  if (first && second && creators.length >= 3 && together >= TWO_MAKE) {
    return [
      cause("two_made", { count: count(2), names: names([first, second]), share: share(together) }, [first, second]),
    ];
  }
  return [];
}

function cause(key: string, params: Finding["params"], rows: readonly { sources: readonly string[] }[]): Finding {
  return { kind: "cause", key, params, sources: sourcesOf(rows) };
}

const perPost = (row: NamedRow): number | null => formulas.ratio(row.engagements, row.knownPosts);

/** Engagements of a post on the best platform (or format) against the weakest. */
function gap(rows: readonly NamedRow[], what: "platform" | "format"): Finding[] {
  const known = rows
    .flatMap((row) => {
      const average = perPost(row);
      return average === null ? [] : [{ row, average }];
    })
    .sort((a, b) => b.average - a.average);
  const best = known[0];
  const worst = known.at(-1);
  const ratio = best && worst && best !== worst ? formulas.ratio(best.average, worst.average) : null;
  if (!best || !worst || ratio === null || ratio < GAP_TIMES) return [];
  return [
    cause(
      `${what}_gap`,
      {
        better: term(`${what}.${best.row.id.replace(" ", "_")}`),
        worse: term(`${what}.${worst.row.id.replace(" ", "_")}`),
        times: times(ratio),
        betterAverage: count(Math.round(best.average)),
        worseAverage: count(Math.round(worst.average)),
      },
      [best.row, worst.row],
    ),
  ];
}

/** Formats are compared within one platform: over platforms the platform is the cause. */
function formatGap(formats: readonly NamedRow[]): Finding[] {
  const platforms = new Set(formats.map((row) => row.id.split(" ")[0]));
  return [...platforms].flatMap((platform) =>
    gap(
      formats.filter((row) => row.id.startsWith(`${platform} `)),
      "format",
    ),
  );
}

/** Creators far above or below what their own posts usually get. */
function usual(posts: readonly PostFigures[]): Finding[] {
  const byCreator = new Map<string, { name: string; ratios: number[]; sources: string[] }>();
  for (const post of posts) {
    const { metrics, snapshotIds } = latestOf(post);
    const engaged = formulas.engagements({
      likes: metrics.likes?.value,
      comments: metrics.comments?.value,
      shares: metrics.shares?.value,
      saves: metrics.saves?.value,
    });
    const ratio = formulas.ratio(formulas.ratio(engaged, post.followers), post.usualRate);
    if (ratio === null) continue;
    const entry = byCreator.get(post.influencerId) ?? { name: post.influencerName, ratios: [], sources: [] };
    entry.ratios.push(ratio);
    entry.sources.push(...snapshotIds);
    byCreator.set(post.influencerId, entry);
  }
  const rated = [...byCreator.values()].map((entry) => ({
    name: entry.name,
    sources: entry.sources,
    ratio: total(entry.ratios) / entry.ratios.length,
  }));
  const above = rated.filter((entry) => entry.ratio >= ABOVE_USUAL).sort((a, b) => b.ratio - a.ratio);
  const below = rated.filter((entry) => entry.ratio <= BELOW_USUAL).sort((a, b) => a.ratio - b.ratio);
  return [
    ...above
      .slice(0, 1)
      .map((best) =>
        cause("above_usual", { count: count(above.length), names: names([best]), times: times(best.ratio) }, above),
      ),
    ...below
      .slice(0, 1)
      .map((worst) =>
        cause("below_usual", { count: count(below.length), names: names([worst]), share: share(worst.ratio) }, below),
      ),
  ];
}

function costs(creators: readonly NamedRow[], amount: (value: number) => FindingParam): Finding[] {
  const priced = creators
    .flatMap((row) => (row.cpeMinor === null ? [] : [{ row, cpe: row.cpeMinor }]))
    .sort((a, b) => a.cpe - b.cpe);
  const cheap = priced[0];
  const dear = priced.at(-1);
  if (!cheap || !dear || cheap === dear || cheap.cpe <= 0 || dear.cpe / cheap.cpe < COST_TIMES) return [];
  return [
    cause(
      "cost_gap",
      { cheap: names([cheap.row]), cheapCpe: amount(cheap.cpe), dear: names([dear.row]), dearCpe: amount(dear.cpe) },
      [cheap.row, dear.row],
    ),
  ];
}

function targets(performance: Performance, currency: string): Finding[] {
  const { totals } = performance;
  const metric = (name: string, value: number): FindingParam =>
    ["cpe", "cpm", "cpa"].includes(name) ? { kind: "money", value, currency } : { kind: "metric", metric: name, value };
  return performance.kpis.flatMap((kpi) => {
    if (kpi.isMet === null || kpi.actual === null) return [];
    return [
      cause(
        kpi.isMet ? "target_met" : "target_missed",
        {
          metric: term(`metric.${kpi.metric}`),
          actual: metric(kpi.metric, kpi.actual),
          target: metric(kpi.metric, kpi.target),
        },
        [totals],
      ),
    ];
  });
}

function timing(figures: CampaignFigures): Finding[] {
  const late = figures.posts.filter((post) => post.dueOn !== null && post.firstSubmittedOn > post.dueOn);
  const found: Finding[] = [];
  if (late.length > 0) {
    found.push({
      kind: "cause",
      key: "late",
      params: { count: count(late.length), names: { kind: "names", names: namesOf(late) } },
      sources: late.map((post) => post.id),
    });
  }
  if (figures.overdue > 0) {
    found.push({ kind: "cause", key: "overdue", params: { count: count(figures.overdue) }, sources: [] });
  }
  return found;
}

function revisions(posts: readonly PostFigures[]): Finding[] {
  const revised = posts.filter((post) => post.version > 1);
  const found: Finding[] = [];
  if (revised.length > 0) {
    found.push({
      kind: "cause",
      key: "revised",
      params: { count: count(revised.length), names: { kind: "names", names: namesOf(revised) } },
      sources: revised.map((post) => post.id),
    });
  }
  const failures = new Map<string, PostFigures[]>();
  for (const post of posts) {
    for (const key of post.failedAtFirst) failures.set(key, [...(failures.get(key) ?? []), post]);
  }
  const [worst] = [...failures].sort((a, b) => b[1].length - a[1].length);
  if (worst && worst[1].length > 0) {
    found.push({
      kind: "cause",
      key: "check_failed",
      params: { check: term(`check.${worst[0]}`), count: count(worst[1].length) },
      sources: worst[1].map((post) => post.id),
    });
  }
  return found;
}

function gaps(figures: CampaignFigures, performance: Performance): Finding[] {
  const found: Finding[] = [];
  const removed = figures.posts.filter((post) => post.status === "removed");
  if (removed.length > 0) {
    found.push({
      kind: "cause",
      key: "removed",
      params: { count: count(removed.length), names: { kind: "names", names: namesOf(removed) } },
      sources: removed.map((post) => post.id),
    });
  }
  if (performance.provenance.unknownPosts > 0) {
    found.push({
      kind: "cause",
      key: "unknown_posts",
      params: { count: count(performance.provenance.unknownPosts) },
      sources: [],
    });
  }
  return found;
}

const namesOf = (posts: readonly PostFigures[]): string[] => [...new Set(posts.map((post) => post.influencerName))];

/** What to do about each cause, in the order of the causes. */
function suggestions(found: readonly Finding[]): Finding[] {
  const made: Finding[] = [];
  const add = (key: string, from: Finding, ...keep: string[]): void => {
    const params = Object.fromEntries(keep.flatMap((name) => (from.params[name] ? [[name, from.params[name]]] : [])));
    if (!made.some((other) => other.key === key)) made.push({ kind: "suggestion", key, params, sources: from.sources });
  };
  for (const finding of found) {
    switch (finding.key) {
      case "one_made":
      case "two_made":
        add("rebook", finding, "names");
        break;
      case "platform_gap":
      case "format_gap":
        add("shift", finding, "better");
        break;
      case "below_usual":
        add("talk_about_hook", finding, "names");
        break;
      case "cost_gap":
        add("renegotiate", finding, "dear");
        break;
      case "late":
      case "overdue":
        add("remind_earlier", finding);
        break;
      case "check_failed":
        add("clarify_brief", finding, "check");
        break;
      case "revised":
        add("preview_drafts", finding);
        break;
      case "removed":
        add("agree_on_lifetime", finding);
        break;
    }
  }
  return made.length > 0 ? made : [{ kind: "suggestion", key: "keep_going", params: {}, sources: [] }];
}
