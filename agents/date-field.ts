import { findDates } from "./language/dates.ts";

/** One day typed into a field ("1 desember", "besok", "2026-12-05") as `YYYY-MM-DD`; undefined when it is not exactly one. */
export function parseDateField(text: string, options: { now: Date; timeZone?: string }): string | undefined {
  const { dates, problems } = findDates(text, options);
  const [found] = dates;
  if (!found || dates.length > 1 || problems.length > 0) return undefined;
  return found.kind === "until" ? found.to : found.from;
}
