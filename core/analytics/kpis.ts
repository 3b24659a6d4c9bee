import type { Brief } from "../campaigns/index.ts";
import { formulas } from "../metrics/index.ts";
import type { PerformanceRow } from "./row.ts";

type KpiTarget = Brief["kpiTargets"][number];

/** Targets where less is better. */
const AT_MOST = ["cpe", "cpm", "cpa"];

/** Where a target of the brief stands; null = not known. */
export interface Kpi {
  readonly metric: KpiTarget["metric"];
  readonly target: number;
  readonly actual: number | null;
  /** 1 is met; for costs target / actual. */
  readonly progress: number | null;
  readonly isMet: boolean | null;
}

/** The brief's targets against what was measured. Clicks, orders and followers are not known here. */
export function kpisOf(targets: readonly KpiTarget[], totals: PerformanceRow): Kpi[] {
  return targets.map(({ metric, target }) => {
    const actual = actualOf(metric, totals);
    const progress = AT_MOST.includes(metric) ? formulas.ratio(target, actual) : formulas.ratio(actual, target);
    return { metric, target, actual, progress, isMet: progress === null ? null : progress >= 1 };
  });
}

function actualOf(metric: KpiTarget["metric"], totals: PerformanceRow): number | null {
  switch (metric) {
    case "reach":
      return totals.reach;
    case "views":
      return totals.views;
    case "engagements":
      return totals.engagements;
    case "engagement_rate":
      return totals.engagementRate;
    case "cpe":
      return totals.cpeMinor;
    case "cpm":
      return totals.cpmMinor;
    case "posts":
      return totals.posts;
    default:
      return null;
  }
}
