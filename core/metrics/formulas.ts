import type { Metric, MetricValue } from "../kernel/ports/social-platform.ts";

/**
 * Every formula of docs/domain "Formulas", in one pure file. `null` is "not known": it comes out wherever an input is not
 * known or a divisor is zero, and it is never turned into 0.
 */
export type Known = number | null;

/** Counts of a post; a missing or null count is not known. */
export type Counts = Readonly<Partial<Record<Metric, Known>>>;

const INTERACTIONS = ["likes", "comments", "shares", "saves"] as const satisfies readonly Metric[];

function known(value: Known | undefined): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

/** a / b; not known where either is, or where b is not above zero. */
export function ratio(a: Known | undefined, b: Known | undefined): Known {
  return known(a) && known(b) && b > 0 ? a / b : null;
}

/** Sum of the known numbers; not known when none is. */
export function sumKnown(values: readonly (Known | undefined)[]): Known {
  const numbers = values.filter(known);
  return numbers.length === 0 ? null : numbers.reduce((total, value) => total + value, 0);
}

/** likes + comments + shares + saves, those that are known. */
export function engagements(counts: Counts): Known {
  return sumKnown(INTERACTIONS.map((metric) => counts[metric]));
}

/** Engagements / reach, or / followers where reach is not known; `base` always says which. */
export function engagementRate(of: { engagements: Known; reach: Known; followers: Known }): {
  rate: Known;
  base: "reach" | "followers" | null;
} {
  const byReach = ratio(of.engagements, of.reach);
  if (byReach !== null) return { rate: byReach, base: "reach" };
  const byFollowers = ratio(of.engagements, of.followers);
  return byFollowers === null ? { rate: null, base: null } : { rate: byFollowers, base: "followers" };
}

/** Cost per engagement, in minor units. */
export const cpe = (spend: Known, engaged: Known): Known => ratio(spend, engaged);
/** Cost per click, in minor units. */
export const cpc = (spend: Known, clicks: Known): Known => ratio(spend, clicks);
/** Cost per conversion, in minor units. */
export const cpa = (spend: Known, conversions: Known): Known => ratio(spend, conversions);
/** Cost per thousand views, in minor units. */
export function cpm(spend: Known, views: Known): Known {
  const each = ratio(spend, views);
  return each === null ? null : each * 1_000;
}
export const ctr = (clicks: Known, views: Known): Known => ratio(clicks, views);
export const conversionRate = (conversions: Known, clicks: Known): Known => ratio(conversions, clicks);
export const roas = (revenue: Known, spend: Known): Known => ratio(revenue, spend);
/** (revenue - spend) / spend; minus one is everything lost. */
export const roi = (revenue: Known, spend: Known): Known =>
  known(revenue) && known(spend) ? ratio(revenue - spend, spend) : null;
export const reachRoi = (reach: Known, spend: Known): Known => ratio(reach, spend);
export const viralCoefficient = (shares: Known, views: Known): Known => ratio(shares, views);

/**
 * Definitions that count the same thing by today's rules, so that their numbers may be added over posts and platforms.
 * Any other definition (impressions, plays, Shorts views that began before 2025-03-26, one we have never seen) stands
 * alone.
 */
const CURRENT: ReadonlySet<string> = new Set([
  "instagram.reach",
  "instagram.views@2025-04-21",
  "instagram.likes",
  "instagram.like_count",
  "instagram.comments",
  "instagram.comments_count",
  "instagram.saved",
  "instagram.shares",
  "instagram.ig_reels_video_view_total_time",
  "tiktok.like_count",
  "tiktok.comment_count",
  "tiktok.share_count",
  "tiktok.view_count",
  "youtube.viewCount",
  "youtube.shorts_views@2025-03-26",
  "youtube.likeCount",
  "youtube.commentCount",
]);

export interface Added {
  /** The sum of the numbers that may be added; null when there is none. */
  readonly value: Known;
  /** Which definitions went into the sum. */
  readonly definitions: readonly string[];
  /** Numbers of other definitions, each summed alone and added to nothing. */
  readonly apart: readonly { readonly definition: string; readonly value: number }[];
}

/** Adds one metric over posts; numbers of different definitions stay apart. */
export function addReadings(values: readonly MetricValue[]): Added {
  const current = values.filter((reading) => CURRENT.has(reading.definition));
  const apart = new Map<string, number>();
  for (const { definition, value } of values) {
    if (!CURRENT.has(definition)) apart.set(definition, (apart.get(definition) ?? 0) + value);
  }
  return {
    value: sumKnown(current.map((reading) => reading.value)),
    definitions: [...new Set(current.map((reading) => reading.definition))].sort(),
    apart: [...apart].map(([definition, value]) => ({ definition, value })),
  };
}
