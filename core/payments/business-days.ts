import { DAY_MS } from "../kernel/clock.ts";

/** How far a time zone's wall clock is ahead of UTC at this moment, in milliseconds. */
function offsetMs(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const wall = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
  return wall - Math.floor(at.getTime() / 1_000) * 1_000;
}

/**
 * The last moment of the day that lies `days` business days (Monday to Friday) after this one, on the wall clock of the
 * time zone. Public holidays count as business days: a promise is never longer than it says.
 */
export function endOfBusinessDay(from: Date, days: number, timeZone: string): Date {
  // The wall clock as if it were UTC, so that days and weekdays are plain arithmetic.
  let wall = from.getTime() + offsetMs(from, timeZone);
  for (let left = days; left > 0; ) {
    wall += DAY_MS;
    const weekday = new Date(wall).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  const end = Math.floor(wall / DAY_MS) * DAY_MS + DAY_MS - 1;
  return new Date(end - offsetMs(new Date(end - offsetMs(from, timeZone)), timeZone));
}
