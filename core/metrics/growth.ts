import type { Presenter } from "../i18n/presenter.ts";
import { DAY_MS, HOUR_MS } from "../kernel/clock.ts";

/** As long as this, growth is told by hours: days would be too few points. */
const BY_HOURS_UP_TO_MS = 3 * DAY_MS;

export interface GrowthPoint<T> {
  /** What stands below it; no two points have the same. */
  readonly label: string;
  readonly point: T;
}

/**
 * The points of a growth chart for one reader, of readings in the order of time: one a day (its last reading), in the
 * first three days one an hour, counted from the first.
 */
export function growthOf<T>(readings: readonly T[], at: (reading: T) => string, p: Presenter): GrowthPoint<T>[] {
  const [first, last] = [readings[0], readings.at(-1)];
  if (first === undefined || last === undefined) return [];
  const start = Date.parse(at(first));
  const byHours = Date.parse(at(last)) - start <= BY_HOURS_UP_TO_MS;
  const label = (reading: T): string => {
    const hours = Math.round((Date.parse(at(reading)) - start) / HOUR_MS);
    return byHours && hours > 0 ? p.t("metrics.after_hours", { hours }) : p.date(at(reading));
  };
  const points = new Map(readings.map((reading) => [label(reading), reading]));
  return [...points].map(([text, point]) => ({ label: text, point }));
}

/** Says that readings are dated by the demo's faster clock, and so ahead of today; nothing where time is real. */
export function demoClockNote(clockSpeed: number, p: Presenter): string | undefined {
  return clockSpeed > 1 ? p.t("metrics.demo_clock", { times: p.number(clockSpeed) }) : undefined;
}
