import type { Metric } from "../kernel/ports/social-platform.ts";
import { formulas } from "../metrics/index.ts";
import { type HoldFigures, latestOf, type PostFigures } from "./figures.ts";

type Known = formulas.Known;

/** One line of a performance table: a campaign, an influencer, a platform or a format. null = not known. */
export interface PerformanceRow {
  readonly posts: number;
  /** Posts whose engagements are known. */
  readonly knownPosts: number;
  readonly engagements: Known;
  readonly reach: Known;
  readonly views: Known;
  readonly likes: Known;
  readonly comments: Known;
  readonly shares: Known;
  readonly saves: Known;
  readonly engagementRate: Known;
  readonly engagementRateBase: "reach" | "followers" | null;
  readonly spendMinor: Known;
  readonly cpeMinor: Known;
  readonly cpmMinor: Known;
  readonly reachRoi: Known;
  readonly viralCoefficient: Known;
  /** Share of the campaign's engagements. */
  readonly share: Known;
}

/** One line: sums that keep definitions apart, then the formulas. */
export function rowOf(posts: readonly PostFigures[], holds: readonly HoldFigures[], whole: Known): PerformanceRow {
  const latest = posts.map((post) => ({ post, metrics: latestOf(post).metrics }));
  const sum = (metric: Metric): Known =>
    formulas.addReadings(latest.flatMap(({ metrics }) => metrics[metric] ?? [])).value;
  const counts = { likes: sum("likes"), comments: sum("comments"), shares: sum("shares"), saves: sum("saves") };
  const engagements = formulas.engagements(counts);
  const known = latest.filter(({ metrics }) => metrics.likes || metrics.comments || metrics.shares || metrics.saves);
  const reach = sum("reach");
  const views = sum("views");
  // A rate over some posts' reach would credit it with the engagement of all.
  const isReachComplete = known.length > 0 && known.every(({ metrics }) => metrics.reach);
  const isFollowersComplete = known.length > 0 && known.every(({ post }) => post.followers);
  const rate = formulas.engagementRate({
    engagements,
    reach: isReachComplete ? reach : null,
    followers: isFollowersComplete ? total(known.map(({ post }) => post.followers ?? 0)) : null,
  });
  const spendMinor = holds.length === 0 ? null : total(holds.map((hold) => hold.heldMinor + hold.releasedMinor));
  return {
    posts: posts.length,
    knownPosts: known.length,
    engagements,
    reach,
    views,
    ...counts,
    engagementRate: rate.rate,
    engagementRateBase: rate.base,
    spendMinor,
    cpeMinor: formulas.cpe(spendMinor, engagements),
    cpmMinor: formulas.cpm(spendMinor, views),
    reachRoi: formulas.reachRoi(reach, spendMinor),
    viralCoefficient: formulas.viralCoefficient(counts.shares, views),
    share: formulas.ratio(engagements, whole),
  };
}

export function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
