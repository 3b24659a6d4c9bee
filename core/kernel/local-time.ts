import { DAY_MS, MINUTE_MS } from "./clock.ts";

/** A moment as a clock on the wall shows it. */
export interface LocalTime {
  /** `2026-11-21` */
  readonly day: string;
  /** Minutes since local midnight. */
  readonly minutes: number;
  /** 1 is Monday, 7 Sunday. */
  readonly weekday: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-CA", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** What the clocks of an IANA time zone show at a moment. */
export function localTime(at: Date, timeZone: string): LocalTime {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const day = `${parts.year}-${parts.month}-${parts.day}`;
  return {
    day,
    minutes: Number(parts.hour) * 60 + Number(parts.minute),
    weekday: ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1,
  };
}

/** The moment at which the clocks of a time zone show this minute of this day. */
export function instantOf(day: string, minutes: number, timeZone: string): Date {
  const wanted = Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE_MS;
  let guess = wanted;
  // Twice, because the offset of the first guess may be that of the other side of a change of the clocks.
  for (let i = 0; i < 2; i += 1) {
    const shown = localTime(new Date(guess), timeZone);
    guess += wanted - (Date.parse(`${shown.day}T00:00:00Z`) + shown.minutes * MINUTE_MS);
  }
  return new Date(guess);
}

/** The calendar day so many days later. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
