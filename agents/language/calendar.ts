/** A civil date as days since 1970-01-01: arithmetic without time zones. */
export type Day = number;

export type Unit = "day" | "week" | "month" | "year";

const DAY_MS = 86_400_000;

/** The calendar day it is at `now` in a time zone (IANA name). */
export function dayIn(now: Date, timeZone: string): Day {
  // en-CA writes dates as 2026-12-05.
  const text = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
    now,
  );
  return Math.round(Date.parse(`${text}T00:00:00Z`) / DAY_MS);
}

/** The day of a date; undefined for one no calendar has (31 February). */
export function dayOf(year: number, month: number, date: number): Day | undefined {
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || date < 1) return undefined;
  return date > daysInMonth(year, month) ? undefined : civil(year, month, date);
}

function civil(year: number, month: number, date: number): Day {
  return Math.round(Date.UTC(year, month - 1, date) / DAY_MS);
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function partsOf(day: Day): { year: number; month: number; date: number } {
  const at = new Date(day * DAY_MS);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate() };
}

/** `2026-12-05` */
export function isoDate(day: Day): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Monday 0 to Sunday 6. */
export function weekdayOf(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** `count` units later (earlier if negative); the last day of a shorter month where there is no such day. */
export function addUnits(day: Day, count: number, unit: Unit): Day {
  if (unit === "day") return day + count;
  if (unit === "week") return day + 7 * count;
  const { year, month, date } = partsOf(day);
  const months = year * 12 + (month - 1) + (unit === "year" ? 12 * count : count);
  const newYear = Math.floor(months / 12);
  const newMonth = (months % 12) + 1;
  return civil(newYear, newMonth, Math.min(date, daysInMonth(newYear, newMonth)));
}

/** First and last day of the week (Monday to Sunday), month or year around a day. */
export function periodOf(day: Day, unit: Unit): readonly [Day, Day] {
  if (unit === "day") return [day, day];
  if (unit === "week") {
    const monday = day - weekdayOf(day);
    return [monday, monday + 6];
  }
  const { year, month } = partsOf(day);
  if (unit === "year") return [civil(year, 1, 1), civil(year, 12, 31)];
  return monthPeriod(year, month);
}

export function monthPeriod(year: number, month: number): readonly [Day, Day] {
  return [civil(year, month, 1), civil(year, month, daysInMonth(year, month))];
}

export function quarterPeriod(year: number, quarter: number): readonly [Day, Day] {
  return [civil(year, quarter * 3 - 2, 1), civil(year, quarter * 3, daysInMonth(year, quarter * 3))];
}
