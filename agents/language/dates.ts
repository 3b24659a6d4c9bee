import { addUnits, type Day, dayIn, isoDate, partsOf } from "./calendar.ts";
import { DATE_PATTERNS, type DateContext, type Period } from "./date-patterns.ts";
import { countOf, FRAGMENTS, spelledMonth, unitOf } from "./date-words.ts";
import type { Span } from "./folding.ts";
import { type NormalisedText, normalise, TokenLine } from "./normalise.ts";

/** A day or stretch of days in a text. */
export interface DateMatch extends Span {
  /** `from`: from then on (`mulai ...`); `until`: up to and including (`sampai ...`). */
  readonly kind: "day" | "range" | "from" | "until";
  /** First day, `2026-12-05`; undefined only for `until`. */
  readonly from?: string;
  /** Last day; undefined only for `from`. */
  readonly to?: string;
  readonly text: string;
}

export interface DateProblem extends Span {
  /** A date no calendar has, or a range that ends before it begins. */
  readonly reason: "no_such_day" | "reversed";
  readonly text: string;
}

export interface DateFindings {
  readonly dates: readonly DateMatch[];
  readonly problems: readonly DateProblem[];
}

export interface DateOptions {
  readonly now: Date;
  /** IANA name; `Asia/Jakarta` if not given. */
  readonly timeZone?: string;
  /** Where a date without a year points: ahead (plans, the default) or back (reports). */
  readonly prefer?: "future" | "past";
}

const F = FRAGMENTS;
const RANGE_LINK = /^ ?(?:-|sampai(?: dengan)?|hingga|to|until|till|through|and|dan) (?:(?:tanggal|hari|the) )?$/;
const RANGE_LINK_STRICT = /^ ?(?:-|sampai(?: dengan)?|hingga|to|until|till|through) (?:(?:tanggal|hari|the) )?$/;
const BETWEEN = /(?:antara|between) (?:(?:tanggal|the) )?$/;
const FROM =
  /(?:^| )(?:mulai(?:nya)?|dimulai|dari|sejak|from|starting|starts?|beginning|begins?|since|kick ?off|go live|berlaku)(?: (?:pada|tanggal|on|from|di|hari|the|dari|:))* $/;
const UNTIL =
  /(?:^| )(?:sampai(?: dengan)?|hingga|until|till|through|by|deadline(?:nya)?|paling lambat|ends?|ending|berakhir|selesai|due|tenggat)(?: (?:pada|tanggal|on|by|di|hari|the|akhir|:))* $/;
const BEFORE = /(?:^| )(?:sebelum|before)(?: (?:tanggal|hari|the))* $/;
const DURATION = new RegExp(
  `(?:selama|for|lasting|durasi(?:nya)?|jalan) (?:(?<count>${F.count}) (?<unit>${F.unit})|(?<one>${F.oneUnit})) `,
  "g",
);

/** Days that a range whose first year is left out may last. */
const LONGEST_OVER_NEW_YEAR = 300;
/** Words that a date pattern itself begins with. */
/** Both ends of a stretch in one found text. */
const HAS_END = /\d ?(?:-|sampai(?: dengan)?|hingga|to|until|till|through|and|dan) (?:tanggal )?\d{1,2} \p{L}/u;
const OWN_FROM = /^(?:from|since|sejak|mulai)$/;
const OWN_UNTIL = /^(?:until|till|by|sampai|deadline)$/;

interface Found extends Period {
  /** Offsets in the line. */
  readonly start: number;
  readonly end: number;
}

/** Days and stretches of days in a text, told from `now` in a time zone. Never throws on any text. */
export function findDates(message: string | NormalisedText, options: DateOptions): DateFindings {
  const normalised = typeof message === "string" ? normalise(message) : message;
  const today = dayIn(options.now, options.timeZone ?? "Asia/Jakarta");
  const context: DateContext = { today, prefer: options.prefer ?? "future" };
  const tokens = normalised.tokens.filter((token) => !token.filler);
  const line = new TokenLine(
    tokens.map((token) => (token.kind === "word" ? { ...token, word: spelledMonth(token.word) } : token)),
  );
  const { found, bad } = scan(line.text, context);
  const problems: DateProblem[] = bad.map(({ start, end }) => ({
    reason: "no_such_day",
    ...place(line, normalised, start, end),
  }));
  const dates: DateMatch[] = [];
  for (let index = 0; index < found.length; index++) {
    const first = found[index];
    if (!first) continue;
    const second = found[index + 1];
    const range = second && join(line.text, first, second);
    if (!range) {
      dates.push(bounded(line, normalised, first));
      continue;
    }
    index += 1;
    const at = place(line, normalised, first.start, range.end);
    if (range.to < range.from) problems.push({ reason: "reversed", ...at });
    else dates.push({ kind: "range", from: isoDate(range.from), to: isoDate(range.to), ...at });
  }
  return { dates: withDuration(line, normalised, dates), problems };
}

/** All patterns, the earliest and longest first, none overlapping another. */
function scan(text: string, context: DateContext): { found: Found[]; bad: { start: number; end: number }[] } {
  const all: { start: number; end: number; period: Period | "no_such_day" }[] = [];
  for (const { expression, read } of DATE_PATTERNS) {
    for (const match of text.matchAll(expression)) {
      const period = read(match.groups ?? {}, context);
      if (period) all.push({ start: match.index, end: match.index + match[0].trimEnd().length, period });
    }
  }
  all.sort((a, b) => a.start - b.start || b.end - a.end);
  const found: Found[] = [];
  const bad: { start: number; end: number }[] = [];
  let last = 0;
  for (const { start, end, period } of all) {
    if (start < last) continue;
    last = end;
    if (period === "no_such_day") bad.push({ start, end });
    else found.push({ ...period, start, end });
  }
  return { found, bad };
}

/** Two dates with a range word between them; the year that one of them leaves out is taken from the other. */
function join(text: string, first: Found, second: Found): Found | undefined {
  const between = text.slice(first.end, second.start);
  const opened = BETWEEN.test(text.slice(Math.max(0, first.start - 24), first.start));
  if (!(opened ? RANGE_LINK : RANGE_LINK_STRICT).test(between)) return undefined;
  let from = first.from;
  let to = second.to;
  if (first.yearless && !second.yearless) {
    from = sameYear(first.from, partsOf(second.to).year);
    // `20 Des - 10 Jan 2027` crosses a new year; `10 Des - 5 Des 2026` is turned round.
    const yearBefore = addUnits(from, -1, "year");
    if (from > to && to - yearBefore < LONGEST_OVER_NEW_YEAR) from = yearBefore;
  } else if (to < from && second.yearless) {
    const { year } = partsOf(from);
    to = sameYear(to, year);
    if (to < from) to = addUnits(to, 1, "year");
  }
  return { from, to, start: first.start, end: second.end };
}

function sameYear(day: Day, year: number): Day {
  return addUnits(day, year - partsOf(day).year, "year");
}

/** One date with the words before it that make it a beginning or an end. */
function bounded(line: TokenLine, normalised: NormalisedText, found: Found): DateMatch {
  const before = line.text.slice(Math.max(0, found.start - 40), found.start);
  const at = place(line, normalised, found.start, found.end);
  const from = isoDate(found.from);
  const to = isoDate(found.to);
  if (BEFORE.test(before)) return { kind: "until", to: isoDate(found.from - 1), ...at };
  // A pattern may have taken the word itself (`until March`, `deadline 5/12`).
  const own = line.text.slice(found.start, found.end).split(" ", 1)[0] ?? "";
  if (/^(?:sebelum|before)$/.test(own)) return { kind: "until", to: isoDate(found.from - 1), ...at };
  if (UNTIL.test(before) || OWN_UNTIL.test(own)) return { kind: "until", to, ...at };
  // `from 10 to 24 December` says its end; `mulai Desember` does not.
  const open = !HAS_END.test(line.text.slice(found.start, found.end));
  if (open && (FROM.test(before) || OWN_FROM.test(own))) return { kind: "from", from, ...at };
  return { kind: found.from === found.to ? "day" : "range", from, to, ...at };
}

/** `mulai 1 Maret selama 2 minggu`: the end follows from the beginning. */
function withDuration(line: TokenLine, normalised: NormalisedText, dates: readonly DateMatch[]): readonly DateMatch[] {
  const durations = [...line.text.matchAll(DURATION)];
  const [match] = durations;
  const starts = dates.filter((date) => date.kind === "from" || date.kind === "day");
  const [start] = starts;
  if (!match || !start?.from || durations.length > 1 || starts.length > 1) return dates;
  const { count, unit, one } = match.groups ?? {};
  const step = countOf(count ?? "1");
  if (!Number.isFinite(step) || step < 1) return dates;
  const first = Math.round(Date.parse(`${start.from}T00:00:00Z`) / 86_400_000);
  const to = isoDate(addUnits(first, step, unitOf(unit ?? one ?? "")) - 1);
  const at = place(line, normalised, match.index, match.index + match[0].trimEnd().length);
  const near = at.start >= start.end && /^[\s,]*$/.test(normalised.original.slice(start.end, at.start));
  const end = near ? at.end : start.end;
  const text = normalised.original.slice(start.start, end);
  return dates.map((date) =>
    date === start ? { kind: "range", from: start.from, to, start: start.start, end, text } : date,
  );
}

function place(
  line: TokenLine,
  normalised: NormalisedText,
  start: number,
  end: number,
): Span & { readonly text: string } {
  const span = line.span(start, end);
  return { ...span, text: normalised.original.slice(span.start, span.end) };
}
