import type { Unit } from "./calendar.ts";
import { nearestWord } from "./similarity.ts";

const MONTH_LISTS: readonly string[] = [
  "januari january jan",
  "februari february feb febuari pebruari febuary februry",
  "maret march mar",
  "april apr",
  "mei may",
  "juni june jun",
  "juli july jul",
  "agustus august aug agu agt agust",
  "september sep sept",
  "oktober october okt oct",
  "november nov nopember",
  "desember december des dec",
];

const MONTH_NUMBERS: ReadonlyMap<string, number> = new Map(
  MONTH_LISTS.flatMap((names, index) => names.split(" ").map((name): [string, number] => [name, index + 1])),
);

/** Long enough that a misspelling of one is no other word. */
const LONG_MONTHS = [...MONTH_NUMBERS.keys()].filter((name) => name.length >= 7);

/** Names that stand for a month on their own; the short ones are also ordinary words (mar, may, march, des). */
const FULL_MONTHS =
  "januari january februari february maret april juni june juli july agustus august september oktober october november desember december";

export const WEEKDAYS: ReadonlyMap<string, number> = new Map(
  [
    "senin monday",
    "selasa tuesday",
    "rabu wednesday",
    "kamis thursday",
    "jumat friday",
    "sabtu saturday",
    "ahad sunday minggu",
  ].flatMap((names, index) => names.split(" ").map((name): [string, number] => [name, index])),
);

const UNITS: ReadonlyMap<string, Unit> = new Map([
  ["hari", "day"],
  ["day", "day"],
  ["days", "day"],
  ["minggu", "week"],
  ["pekan", "week"],
  ["week", "week"],
  ["weeks", "week"],
  ["bulan", "month"],
  ["month", "month"],
  ["months", "month"],
  ["tahun", "year"],
  ["year", "year"],
  ["years", "year"],
]);

const COUNTS: ReadonlyMap<string, number> = new Map([
  ...("satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split(" ") as readonly string[]).map(
    (word, index): [string, number] => [word, index + 1],
  ),
  ...("one two three four five six seven eight nine ten eleven twelve".split(" ") as readonly string[]).map(
    (word, index): [string, number] => [word, index + 1],
  ),
  ["a", 1],
  ["an", 1],
  ["beberapa", Number.NaN],
]);

const ONE_UNIT: ReadonlyMap<string, Unit> = new Map([
  ["sehari", "day"],
  ["seminggu", "week"],
  ["sepekan", "week"],
  ["sebulan", "month"],
  ["setahun", "year"],
]);

const anyOf = (names: Iterable<string>): string => `(?:${[...names].sort((a, b) => b.length - a.length).join("|")})`;

/** Fragments of regular expressions over a TokenLine, where every token is followed by one blank. */
export const FRAGMENTS = {
  month: anyOf(MONTH_NUMBERS.keys()),
  fullMonth: anyOf(FULL_MONTHS.split(" ")),
  weekday: anyOf([...WEEKDAYS.keys()].filter((name) => name !== "minggu")),
  unit: anyOf(UNITS.keys()),
  longUnit: "(?:minggu|pekan|week|bulan|month|tahun|year)",
  count: `(?:\\d{1,3}|${anyOf([...COUNTS.keys()].filter((word) => word !== "beberapa"))})`,
  oneUnit: anyOf(ONE_UNIT.keys()),
} as const;

export function monthNumber(word: string): number {
  return MONTH_NUMBERS.get(word) ?? Number.NaN;
}

export function unitOf(word: string): Unit {
  return UNITS.get(word) ?? ONE_UNIT.get(word) ?? "day";
}

export function countOf(word: string): number {
  return COUNTS.get(word) ?? Number(word);
}

/** A month misspelled (`desembr`) in the spelling the patterns know; any other word as it is. */
export function spelledMonth(word: string): string {
  if (word.length < 6 || MONTH_NUMBERS.has(word)) return word;
  return nearestWord(word, LONG_MONTHS) ?? word;
}
