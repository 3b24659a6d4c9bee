import { DAY_MS, HOUR_MS } from "../kernel/clock.ts";
import type { Metric } from "../kernel/ports/social-platform.ts";
import { formulas } from "../metrics/index.ts";
import { latestOf, type PostFigures } from "./figures.ts";

/** Engagements and views of all posts together, as they were known at a moment. */
export interface SeriesPoint {
  readonly at: Date;
  readonly engagements: number | null;
  readonly views: number | null;
}

/** Six hours within the first days, then days, then weeks: what a chart can still label. */
const STEPS: readonly { readonly stepMs: number; readonly upToMs: number }[] = [
  { stepMs: 6 * HOUR_MS, upToMs: 3 * DAY_MS },
  { stepMs: DAY_MS, upToMs: 45 * DAY_MS },
];
const WEEK_MS = 7 * DAY_MS;

/** Growth over time, from the first snapshot to the last; empty without snapshots. */
export function seriesOf(posts: readonly PostFigures[]): SeriesPoint[] {
  const times = posts.flatMap((post) => post.snapshots.map((snapshot) => snapshot.fetchedAt.getTime()));
  if (times.length === 0) return [];
  const first = Math.min(...times);
  const last = Math.max(...times);
  const step = STEPS.find(({ upToMs }) => last - first <= upToMs)?.stepMs ?? WEEK_MS;
  const moments: number[] = [];
  for (let at = first; at < last; at += step) moments.push(at);
  moments.push(last);
  return moments.map((moment) => {
    const at = new Date(moment);
    const latest = posts.map((post) => latestOf(post, at).metrics);
    const sum = (metric: Metric) => formulas.addReadings(latest.flatMap((metrics) => metrics[metric] ?? [])).value;
    return {
      at,
      engagements: formulas.engagements({
        likes: sum("likes"),
        comments: sum("comments"),
        shares: sum("shares"),
        saves: sum("saves"),
      }),
      views: sum("views"),
    };
  });
}
