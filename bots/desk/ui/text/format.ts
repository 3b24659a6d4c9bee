import type { Translate, UiLocale } from "./strings.ts";

const TAGS: Record<UiLocale, string> = { en: "en-GB", id: "id-ID" };
const cache = new Map<string, Intl.DateTimeFormat>();

/** The time of day, in the reader's own time zone. */
export function timeOf(at: string | Date, locale: UiLocale): string {
  return format(at, locale, { hour: "2-digit", minute: "2-digit" });
}

/** Date and time in full, for the tooltip of a short time. */
export function momentOf(at: string | Date, locale: UiLocale): string {
  return format(at, locale, { dateStyle: "full", timeStyle: "short" });
}

/** Which local day a moment belongs to; equal for moments of the same day. */
export function dayKey(at: string | Date): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}

/** The heading of a day: today, yesterday, a weekday with its date. */
export function dayLabel(at: string, now: Date, locale: UiLocale, t: Translate): string {
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (dayKey(at) === dayKey(now)) return t("today");
  if (dayKey(at) === dayKey(yesterday)) return t("yesterday");
  const sameYear = new Date(at).getFullYear() === now.getFullYear();
  return format(at, locale, { weekday: "long", day: "numeric", month: "long", year: sameYear ? undefined : "numeric" });
}

/** Day and time of the demo's clock. */
export function clockOf(at: Date, locale: UiLocale): string {
  return format(at, locale, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
}

/** A plain decimal such as `1500000.5` as the reader writes it. */
export function numberOf(decimal: string, locale: UiLocale): string {
  return new Intl.NumberFormat(TAGS[locale], { maximumFractionDigits: 2 }).format(Number(decimal));
}

function format(at: string | Date, locale: UiLocale, options: Intl.DateTimeFormatOptions): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return "";
  const key = `${locale}${JSON.stringify(options)}`;
  const known = cache.get(key) ?? new Intl.DateTimeFormat(TAGS[locale], options);
  cache.set(key, known);
  return known.format(date);
}
