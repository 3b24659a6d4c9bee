import {
  addUnits,
  type Day,
  dayOf,
  daysInMonth,
  monthPeriod,
  partsOf,
  periodOf,
  quarterPeriod,
  weekdayOf,
} from "./calendar.ts";
import { countOf, FRAGMENTS, monthNumber, unitOf, WEEKDAYS } from "./date-words.ts";

/** What dates are told from: the day it is, and which way a date without a year points. */
export interface DateContext {
  readonly today: Day;
  readonly prefer: "future" | "past";
}

/** First and last day meant. `yearless` when the writer left the year to the reader. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
  readonly yearless?: boolean;
}

export type PeriodReading = Period | "no_such_day" | undefined;

export interface DatePattern {
  readonly expression: RegExp;
  readonly read: (groups: Readonly<Record<string, string | undefined>>, context: DateContext) => PeriodReading;
}

const F = FRAGMENTS;
const YEAR = "(?<year>(?:19|20)\\d\\d)";
const DATE = "(?<date>\\d{1,2})";
const TH = "(?:(?:st|nd|rd|th) )?";
const TO = "(?:-|sampai|hingga|sampai dengan|to|until|till|through|and|dan)";
const NOT_COUNTED =
  "(?!juta |ribu |k |rupiah |% |persen |reels? |video |story |stories |posts? |orang |influencer |[.,/:] ?\\d)";
const pattern = (source: string, read: DatePattern["read"]): DatePattern => ({
  expression: new RegExp(`(?<![\\p{L}\\p{N}])${source}`, "gu"),
  read,
});
const single = (day: Day | undefined): PeriodReading => (day === undefined ? "no_such_day" : { from: day, to: day });
const period = ([from, to]: readonly [Day, Day]): Period => ({ from, to });

/** Months and days without a year: the next one (or the last one) as seen from today. */
function nearestYear(context: DateContext, read: (year: number) => Period | undefined): PeriodReading {
  const { year } = partsOf(context.today);
  // Eight years cover a 29 February whatever today is.
  for (let step = 0; step <= 8; step++) {
    const found = read(context.prefer === "future" ? year + step : year - step);
    if (!found) continue;
    const fits = context.prefer === "future" ? found.to >= context.today : found.from <= context.today;
    if (fits) return { ...found, yearless: true };
  }
  return "no_such_day";
}

function dateIn(year: string | undefined, month: number, date: number, context: DateContext): PeriodReading {
  const at = (number: number): Period | undefined => {
    const day = dayOf(number, month, date);
    return day === undefined ? undefined : { from: day, to: day };
  };
  if (year !== undefined) return at(Number(year.length === 2 ? `20${year}` : year)) ?? "no_such_day";
  return nearestYear(context, at);
}

function monthIn(year: string | undefined, month: number, context: DateContext): PeriodReading {
  if (year !== undefined) return period(monthPeriod(Number(year), month));
  return nearestYear(context, (number) => period(monthPeriod(number, month)));
}

/** `tanggal 5`: of this month, or of the next month that has such a day. */
function dayOfMonth(date: number, { today, prefer }: DateContext): PeriodReading {
  if (date < 1 || date > 31) return "no_such_day";
  const { year, month } = partsOf(today);
  for (let step = 0; step <= 12; step++) {
    const months = year * 12 + month - 1 + (prefer === "future" ? step : -step);
    const day = dayOf(Math.floor(months / 12), (months % 12) + 1, date);
    if (day !== undefined && (prefer === "future" ? day >= today : day <= today)) return { from: day, to: day };
  }
  return "no_such_day";
}

function shift(word: string | undefined): number {
  if (word === undefined) return 0;
  if (/depan|next|coming|mendatang|berikut/.test(word)) return 1;
  return /lalu|kemarin|last|previous|past/.test(word) ? -1 : 0;
}

/** Start, middle or end of a period. */
function edgeOf({ from, to }: Period, edge: string): Period {
  if (/^(?:awal|early|start|beginning)/.test(edge)) return { from, to: from };
  if (/^(?:akhir|end|late)/.test(edge)) return { from: to, to };
  const { year, month } = partsOf(from);
  const middle = to - from > 31 ? monthPeriod(year, 7)[0] : from + Math.floor(daysInMonth(year, month) / 2) - 1;
  return to - from < 8 ? { from: from + 2, to: from + 2 } : { from: middle, to: middle };
}

/**
 * `Jumat`, `this Friday`: the next one, today included. `Jumat depan`, `next Friday`: the one of next week (Monday to
 * Sunday). `last Friday`: the latest before today.
 */
function weekday(word: string, which: string | undefined, { today, prefer }: DateContext): Period {
  const wanted = WEEKDAYS.get(word) ?? 0;
  const step = shift(which);
  if (step > 0) return periodStart(today - weekdayOf(today) + 7 + wanted);
  const back = (weekdayOf(today) - wanted + 7) % 7;
  if (step < 0) return periodStart(today - (back === 0 ? 7 : back));
  return prefer === "past" && which === undefined ? periodStart(today - back) : periodStart(today + ((7 - back) % 7));
}

function periodStart(day: Day): Period {
  return { from: day, to: day };
}

const EDGE =
  "(?<edge>awal|pertengahan|akhir|early|mid|middle of|late|end of|the end of|beginning of|the beginning of|start of|the start of)";
const WHICH_AFTER = "(?<which>ini|depan|lalu|yang lalu|kemarin|mendatang|berikutnya|yang akan datang)";
const WHICH_BEFORE = "(?<which>this|next|last|coming|previous|past|the next|the last)";

/** Read in the order of the text, the longest at a place wins. */
export const DATE_PATTERNS: readonly DatePattern[] = [
  pattern(`${YEAR} ?- (?<month>\\d{1,2}) ?- ${DATE} `, ({ year, month, date }, context) =>
    dateIn(year, Number(month), Number(date), context),
  ),
  pattern(`${DATE} (?<sep>[-/]) (?<month>\\d{1,2}) \\k<sep> (?<year>(?:19|20)\\d\\d|[2-9]\\d) `, readNumeric),
  pattern(`${DATE}\\.(?<month>\\d{1,2})\\.(?<year>(?:19|20)\\d\\d) `, readNumeric),
  pattern(
    `(?:(?:tanggal|on|mulai|sampai|from|until|by|deadline|sebelum|before|per) )${DATE} / (?<month>\\d{1,2}) (?!/)`,
    readNumeric,
  ),
  pattern(
    `(?:tanggal )?${DATE} ${TH}${TO} (?:tanggal )?(?<last>\\d{1,2}) ${TH}(?:of )?(?:bulan )?(?<month>${F.month}) (?:, )?(?:${YEAR} )?`,
    readDays,
  ),
  pattern(
    `(?<month>${F.month}) ${DATE} ${TH}${TO} (?<last>\\d{1,2}) ${TH}(?:, )?(?:${YEAR} )?${NOT_COUNTED}`,
    readDays,
  ),
  pattern(`tanggal ${DATE} ${TO} (?:tanggal )?(?<last>\\d{1,2}) ${NOT_COUNTED}`, ({ date, last }, context) => {
    const from = dayOfMonth(Number(date), context);
    if (typeof from !== "object") return from;
    const to = dayOfMonth(Number(last), { today: from.from, prefer: "future" });
    return typeof to === "object" ? { from: from.from, to: to.to } : to;
  }),
  pattern(
    `(?:tanggal |the )?${DATE} ${TH}(?:of )?(?:bulan )?(?<month>${F.month}) (?:, )?(?:(?:tahun )?${YEAR} )?`,
    ({ year, month, date }, context) => dateIn(year, monthNumber(month ?? ""), Number(date), context),
  ),
  pattern(
    `(?<month>${F.month}) (?:the )?${DATE} ${TH}(?:, )?(?:${YEAR} )?${NOT_COUNTED}`,
    ({ year, month, date }, context) => dateIn(year, monthNumber(month ?? ""), Number(date), context),
  ),
  pattern(
    `${EDGE} (?:the )?(?:bulan )?(?:- )?(?<month>${F.month}) (?:(?:tahun )?${YEAR} )?`,
    ({ edge, month, year }, context) => {
      const found = monthIn(year, monthNumber(month ?? ""), context);
      if (typeof found !== "object") return found;
      const meant = edgeOf(found, trimEdge(edge));
      const next = found.yearless && context.prefer === "future" && meant.to < context.today;
      return next ? edgeOf(period(periodOf(addUnits(found.from, 1, "year"), "month")), trimEdge(edge)) : meant;
    },
  ),
  pattern(`${EDGE} (?:the )?(?<unit>${F.longUnit}) (?:${WHICH_AFTER} )?`, readEdge),
  pattern(`${EDGE} (?:the )?${WHICH_BEFORE} (?<unit>${F.longUnit}) `, readEdge),
  pattern(
    `(?:(?:akhir pekan|akhir minggu)(?: (?<after>ini|depan|lalu))?|(?:(?<before>this|next|last|the) )?weekend) `,
    readWeekend,
  ),
  pattern("(?:hari ini|today|malam ini|tonight|nanti malam|siang ini|sore ini|nanti sore) ", (_, { today }) =>
    single(today),
  ),
  pattern("(?:besok lusa|lusa|(?:the )?day after tomorrow) ", (_, { today }) => single(today + 2)),
  pattern("(?:besok|tomorrow) (?!lusa)", (_, { today }) => single(today + 1)),
  pattern("(?:kemarin lusa|(?:the )?day before yesterday) ", (_, { today }) => single(today - 2)),
  pattern("(?:kemarin|yesterday) (?!lusa)", (_, { today }) => single(today - 1)),
  pattern(`(?:hari )?(?<day>${F.weekday}) (?:minggu )?(?:${WHICH_AFTER} )?`, ({ day, which }, context) =>
    weekday(day ?? "", which, context),
  ),
  pattern(`hari (?<day>minggu) (?:${WHICH_AFTER} )?`, ({ which }, context) => weekday("minggu", which, context)),
  pattern(`${WHICH_BEFORE} (?<day>${F.weekday}) `, ({ day, which }, context) => weekday(day ?? "", which, context)),
  pattern(`(?<unit>${F.longUnit}) ${WHICH_AFTER} `, readPeriod),
  pattern(`${WHICH_BEFORE} (?<unit>${F.longUnit}) `, readPeriod),
  pattern(
    `(?:(?:dalam|in|within) )?(?:(?<count>${F.count}) (?<unit>${F.unit})|(?<unitOne>${F.oneUnit})) (?:lagi|from now|from today|kemudian|mendatang) `,
    (groups, context) => ahead(groups, context, 1),
  ),
  pattern(
    `(?:dalam|in) (?:(?<count>${F.count}) (?<unit>${F.unit})|(?<unitOne>${F.oneUnit})) (?!terakhir)`,
    (groups, context) => ahead(groups, context, 1),
  ),
  pattern(
    `(?:(?<count>${F.count}) (?<unit>${F.unit})|(?<unitOne>${F.oneUnit})) (?:yang lalu|lalu|ago|sebelumnya) `,
    (groups, context) => ahead(groups, context, -1),
  ),
  pattern(
    `(?:(?<count>${F.count}) (?<unit>${F.unit})|(?<unitOne>${F.oneUnit})) (?:terakhir|ke belakang|belakangan) `,
    (groups, context) => span(groups, context, -1),
  ),
  pattern(`(?:the )?(?:last|past|previous) (?<count>${F.count}) (?<unit>${F.unit}) `, (groups, context) =>
    span(groups, context, -1),
  ),
  pattern(
    `(?:(?<count>${F.count}) (?<unit>${F.unit})|(?<unitOne>${F.oneUnit})) (?:ke depan|kedepan) `,
    (groups, context) => span(groups, context, 1),
  ),
  pattern(`(?:the )?(?:next|coming) (?<count>${F.count}) (?<unit>${F.unit}) `, (groups, context) =>
    span(groups, context, 1),
  ),
  pattern(`tanggal ${DATE} bulan (?:${WHICH_AFTER} )`, readDayOfMonth),
  pattern(`(?:the )?${DATE} (?:st|nd|rd|th) of ${WHICH_BEFORE} month `, readDayOfMonth),
  pattern(`tanggal ${DATE} ${NOT_COUNTED}(?!${TO} \\d)`, ({ date }, context) => dayOfMonth(Number(date), context)),
  pattern(`the ${DATE} (?:st|nd|rd|th) `, ({ date }, context) => dayOfMonth(Number(date), context)),
  pattern(`(?:bulan )?(?<month>${F.fullMonth}) (?:tahun )?${YEAR} `, readMonth),
  pattern(`(?<month>${F.month}) ${YEAR} `, readMonth),
  pattern(
    `(?:bulan|in|during|throughout|selama|until|till|by|from|since|sejak|month of) (?<month>${F.month}) (?!\\d)`,
    readMonth,
  ),
  pattern(`(?<month>${F.fullMonth}) (?!\\d)`, readMonth),
  pattern(`(?:kuartal|triwulan|quarter) (?:ke ?- ?)?(?<quarter>[1-4]) (?:(?:tahun |of |, )?${YEAR} )?`, readQuarter),
  pattern(`q(?<quarter>[1-4]) (?:(?:tahun |of |, )?${YEAR} )?`, readQuarter),
  pattern(`(?:tahun|year|in|during) ${YEAR} (?![-/.,]\\d)`, ({ year }) => {
    const day = dayOf(Number(year), 1, 1);
    return day === undefined ? undefined : period(periodOf(day, "year"));
  }),
];

function trimEdge(edge: string | undefined): string {
  return (edge ?? "").replace(/^the /, "");
}

type Groups = Readonly<Record<string, string | undefined>>;

/** Day first, as Indonesia writes; month first only where day first is impossible. */
function readNumeric({ date, month, year }: Groups, context: DateContext): PeriodReading {
  const swapped = Number(month) > 12 && Number(date) <= 12;
  return dateIn(year, Number(swapped ? date : month), Number(swapped ? month : date), context);
}

function readDays({ date, last, month, year }: Groups, context: DateContext): PeriodReading {
  const number = monthNumber(month ?? "");
  const to = dateIn(year, number, Number(last), context);
  if (typeof to !== "object") return to;
  const from = dayOf(partsOf(to.to).year, number, Number(date));
  if (from === undefined || from > to.to) return "no_such_day";
  return { from, to: to.to, yearless: to.yearless };
}

function readEdge({ edge, unit, which }: Groups, { today }: DateContext): PeriodReading {
  // `akhir pekan` is Saturday and Sunday, see readWeekend.
  if (/^akhir/.test(edge ?? "") && /^(?:pekan|minggu)$/.test(unit ?? "")) return undefined;
  const kind = unitOf(unit ?? "");
  return edgeOf(period(periodOf(addUnits(periodOf(today, kind)[0], shift(which), kind), kind)), trimEdge(edge));
}

/** `tanggal 5 bulan depan` */
function readDayOfMonth({ date, which }: Groups, { today }: DateContext): PeriodReading {
  const { year, month } = partsOf(addUnits(periodOf(today, "month")[0], shift(which), "month"));
  return single(dayOf(year, month, Number(date)));
}

function readWeekend({ before, after }: Groups, { today }: DateContext): PeriodReading {
  const monday = today - weekdayOf(today) + 7 * shift(before ?? after);
  return { from: monday + 5, to: monday + 6 };
}

function readPeriod({ unit, which }: Groups, { today }: DateContext): PeriodReading {
  const kind = unitOf(unit ?? "");
  return period(periodOf(addUnits(periodOf(today, kind)[0], shift(which), kind), kind));
}

function readMonth({ month, year }: Groups, context: DateContext): PeriodReading {
  return monthIn(year, monthNumber(month ?? ""), context);
}

function readQuarter({ quarter, year }: Groups, { today }: DateContext): PeriodReading {
  return period(quarterPeriod(year === undefined ? partsOf(today).year : Number(year), Number(quarter)));
}

function ahead({ count, unit, unitOne }: Groups, { today }: DateContext, sign: 1 | -1): PeriodReading {
  const step = countOf(count ?? "1") * sign;
  return Number.isFinite(step) ? single(addUnits(today, step, unitOf(unit ?? unitOne ?? ""))) : undefined;
}

/** `30 hari terakhir` ends today, `7 hari ke depan` begins today; both include today. */
function span({ count, unit, unitOne }: Groups, { today }: DateContext, sign: 1 | -1): PeriodReading {
  const step = countOf(count ?? "1") * sign;
  if (!Number.isFinite(step)) return undefined;
  const far = addUnits(today, step, unitOf(unit ?? unitOne ?? "")) - sign;
  return sign > 0 ? { from: today, to: far } : { from: far, to: today };
}
