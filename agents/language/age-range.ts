import type { Span } from "./folding.ts";
import { lineOf, type NormalisedText, normalise } from "./normalise.ts";

/** Ages of an audience; an open end is undefined. */
export interface AgeRange extends Span {
  readonly min?: number;
  readonly max?: number;
  readonly text: string;
}

const AGE = "(?:umur(?:nya)?|usia(?:nya)?|berumur|berusia|ages?|aged)";
const YEARS = "(?: (?:tahun|thn|th|years?(?: old)?|yrs?|yo|y o))?";
const YEARS_SAID = " (?:tahun|th|years?(?: old)?|yrs?|yo|y o)";
const LINK = "(?::|=|antara|between|dari|from|of|sekitar|around|target)";
const TO = "(?:-|sampai|hingga|to|until|and|dan)";
/** What shows that two numbers are something else: money, days of a month, pieces. */
const NO_AGE = String.raw`(?! ?(?:juta|ribu|k|m|miliar|million|thousand|%|persen|percent|rupiah|\/|-|reels?|video|story|stories|post|posts|hari|days?|minggu|weeks?|bulan|months?|jam|menit|orang|influencer|jan|feb|mar|apr|mei|may|jun|jul|agu|agt|aug|sep|okt|oct|nov|des|dec|[.,]\d)|\d)`;

interface Pattern {
  readonly expression: RegExp;
  readonly read: (first: number, second: number) => { min?: number; max?: number };
  /** Without a word of age, only the usual ages of an audience are believed. */
  readonly bare?: boolean;
}

const both = (min: number, max: number) => ({ min, max });

const PATTERNS: readonly Pattern[] = [
  { expression: new RegExp(`\\b${AGE} (?:${LINK} )?(\\d{1,3})${YEARS} ${TO} (\\d{1,3})${YEARS} `, "g"), read: both },
  {
    expression: new RegExp(`(?<![\\d/.,-] )\\b(\\d{1,3}) ${TO} (\\d{1,3})${YEARS_SAID} (?!lagi |lalu |ago )`, "g"),
    read: both,
  },
  {
    expression: new RegExp(
      `(?:\\b${AGE} )?(?:di atas|diatas|over|above|older than|minimal|at least|>|> =) (\\d{1,3})${YEARS_SAID} (?!lagi |lalu |ago )`,
      "g",
    ),
    read: (min) => ({ min }),
  },
  {
    expression: new RegExp(`\\b${AGE} (?:di atas|diatas|over|above|minimal|at least|>|> =) (\\d{1,3}) `, "g"),
    read: (min) => ({ min }),
  },
  {
    expression: new RegExp(
      `(?:\\b${AGE} )?(?:di bawah|dibawah|under|below|younger than|maksimal|at most|<|< =) (\\d{1,3})${YEARS_SAID} (?!lagi |lalu |ago )`,
      "g",
    ),
    read: (max) => ({ max }),
  },
  {
    expression: new RegExp(`\\b${AGE} (?:di bawah|dibawah|under|below|maksimal|at most|<|< =) (\\d{1,3}) `, "g"),
    read: (max) => ({ max }),
  },
  {
    expression: new RegExp(`(?:\\b${AGE} )?\\b(\\d{1,3})${YEARS} (?:ke atas|keatas|and above|and over|and up) `, "g"),
    read: (min) => ({ min }),
  },
  {
    expression: new RegExp(`(?:\\b${AGE} )?\\b(\\d{1,3})${YEARS} (?:ke bawah|kebawah|and below|and under) `, "g"),
    read: (max) => ({ max }),
  },
  {
    expression: new RegExp(`(?:\\b${AGE} )?(?<![\\d/.,-] )\\b(\\d{2}) \\+ (?!\\d)`, "g"),
    read: (min) => ({ min }),
    bare: true,
  },
  {
    expression: new RegExp(
      `(?<![\\d/.,:#$-] )(?<!\\b(?:tanggal|rp|idr|usd|nomor|no|jam|pilih|mulai|budget|anggaran) )\\b(\\d{2}) - (\\d{2})(?: (?:tahun|th|yo))? ${NO_AGE}`,
      "g",
    ),
    read: both,
    bare: true,
  },
];

const YOUNGEST_BARE = 13;
const OLDEST = 120;
const OLDEST_BARE = 80;

/** The first age range of a text; undefined where none is said, or none that could be (25-18, 300 years). */
export function findAgeRange(message: string | NormalisedText): AgeRange | undefined {
  const normalised = typeof message === "string" ? normalise(message) : message;
  const line = lineOf(normalised);
  let best: AgeRange | undefined;
  for (const { expression, read, bare } of PATTERNS) {
    expression.lastIndex = 0;
    for (const match of line.text.matchAll(expression)) {
      const range = read(Number(match[1]), Number(match[2]));
      if (!isPossible(range, bare ?? false)) continue;
      const span = line.span(match.index, match.index + match[0].trimEnd().length);
      if (best && best.start <= span.start) continue;
      best = { ...range, ...span, text: normalised.original.slice(span.start, span.end) };
    }
  }
  return best;
}

function isPossible({ min, max }: { min?: number; max?: number }, bare: boolean): boolean {
  const low = min ?? 1;
  const high = max ?? OLDEST;
  if (low < 1 || high > OLDEST || low >= high) return false;
  return !bare || (low >= YOUNGEST_BARE && (max === undefined || high <= OLDEST_BARE) && low <= 65);
}
