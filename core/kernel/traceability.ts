import type { Locale } from "./actor.ts";

/** A number that generated text may name, with what it is and where it is from. */
export interface Figure {
  readonly id: string;
  readonly kind: "count" | "share" | "times" | "money";
  /** Shares as 0..1, money in the currency's main unit. */
  readonly value: number;
}

const CURRENCY = String.raw`(?:Rp\.?|IDR|US\$|USD|SGD|S\$|MYR|RM|THB|PHP|VND|\$|€|฿|₱|₫)`;
const NUMBER = new RegExp(
  String.raw`(${CURRENCY}\s*)?(\d(?:[\d.,]*\d)?)(?:\s*(%|persen|percent|per\s+cent|ribu|rb|k|thousand|juta|jt|million|mn|m|miliar|milyar|billion|bn|b|triliun|trillion|tn|t)(?![\p{L}\p{N}]))?(?:\s*(kali(?:\s+lipat)?|times|x|×|fold|rupiah|IDR)(?![\p{L}\p{N}]))?`,
  "giu",
);
const SCALE: Readonly<Record<string, number>> = {
  ribu: 1e3,
  rb: 1e3,
  k: 1e3,
  thousand: 1e3,
  juta: 1e6,
  jt: 1e6,
  million: 1e6,
  mn: 1e6,
  miliar: 1e9,
  milyar: 1e9,
  billion: 1e9,
  bn: 1e9,
  b: 1e9,
  triliun: 1e12,
  trillion: 1e12,
  tn: 1e12,
  t: 1e12,
};
/** `M` is a million in English and a milliard, 1,000 times as much, in Indonesian. */
const M: Readonly<Record<Locale, number>> = { id: 1e9, en: 1e6 };

/** Numbers as words. "satu" and "one" are mostly articles and say nothing that could be wrong. */
const WORDS: Readonly<Record<string, number>> = {
  nol: 0,
  zero: 0,
  dua: 2,
  tiga: 3,
  empat: 4,
  lima: 5,
  enam: 6,
  tujuh: 7,
  delapan: 8,
  sembilan: 9,
  sepuluh: 10,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  both: 2,
  keduanya: 2,
  kedua: 2,
  berdua: 2,
  ketiga: 3,
  ketiganya: 3,
  bertiga: 3,
  keempat: 4,
  keempatnya: 4,
  kelima: 5,
  kelimanya: 5,
  keenam: 6,
  ketujuh: 7,
  kedelapan: 8,
  kesembilan: 9,
  kesepuluh: 10,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  thrice: 3,
  ganda: 2,
  dobel: 2,
  twice: 2,
  double: 2,
  doubled: 2,
  triple: 3,
  tripled: 3,
};
/** Number words that cannot be compared with a figure: a sentence with one is not traceable. */
const VAGUE =
  /(?<!\p{L})(?:sebelas|selusin|lusinan|\p{L}*belas|puluh(?:an)?|ratus(?:an)?|seratus|seribu|sejuta|ribuan|jutaan|miliaran|setengah(?:nya)?|separuh(?:nya)?|sepertiga|seperempat|pertiga|perempat|mayoritas|half|third|thirds|quarter|quarters|eleven|twelve|\p{L}+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|hundreds?|thousands?|millions?|billions?|majority|quadrupled?|tenfold)(?!\p{L})/iu;

/** A day is no figure: no report names one. */
const MONTHS =
  /^\s*(?:jan(?:uari|uary)?|feb(?:ruari|ruary)?|mar(?:et|ch)?|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?|agu(?:stus)?|aug(?:ust)?|sep(?:tember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|des(?:ember)?|dec(?:ember)?)(?!\p{L})/iu;

/** Whether every number in a sentence is one of the figures, rounded as the sentence rounds it. */
export function isTraceable(sentence: string, figures: readonly Figure[], locale: Locale): boolean {
  const text = sentence.normalize("NFKC");
  // Digits of other scripts would slip past the search below.
  if (/(?![0-9])\p{N}/u.test(text)) return false;
  let rest = text;
  for (const match of text.matchAll(NUMBER)) {
    const [whole, currency, digits = "", unit = "", after = ""] = match;
    rest = rest.replace(whole, " ");
    if (!standsAlone(text, match.index, whole.length)) return false;
    const written = parse(digits, locale);
    if (
      !written ||
      !hasFigure(written, { currency, unit: unit.toLowerCase(), after: after.toLowerCase(), locale }, figures)
    )
      return false;
  }
  if (/\d/.test(rest) || VAGUE.test(rest)) return false;
  for (const word of rest.toLowerCase().match(/\p{L}+/gu) ?? []) {
    const value = WORDS[word];
    if (value === undefined) continue;
    const found = figures.some(
      (figure) => (figure.kind === "count" || figure.kind === "times") && rounded(figure.value, 0) === value,
    );
    if (!found) return false;
  }
  return true;
}

interface Written {
  readonly value: number;
  readonly decimals: number;
}

/** A number as written in that language; undefined where its marks make no number there. */
function parse(digits: string, locale: Locale): Written | undefined {
  const [group, decimal] = locale === "id" ? [".", ","] : [",", "."];
  const [whole = "", fraction = "", ...more] = digits.split(decimal);
  if (more.length > 0 || fraction.includes(group)) return undefined;
  const groups = whole.split(group);
  if (groups.length > 1 && groups.some((part, index) => (index === 0 ? part.length > 3 : part.length !== 3)))
    return undefined;
  const value = Number(`${groups.join("")}.${fraction === "" ? "0" : fraction}`);
  return Number.isFinite(value) ? { value, decimals: fraction.length } : undefined;
}

function rounded(value: number, decimals: number): number {
  const unit = 10 ** decimals;
  return Math.round(value * unit) / unit;
}

/**
 * What stands around a number must leave it the number it seems to be: no sign, no letter, no group of digits parted by
 * a blank, no month. A currency before it belongs to the match.
 */
function standsAlone(text: string, from: number, length: number): boolean {
  const before = text.slice(0, from);
  const after = text.slice(from + length);
  if (/(?:^|[^\p{L}\p{N}])[-−–]$/u.test(before) || /[\p{L}\p{N}_^]$/u.test(before)) return false;
  if (/^[\p{L}_^]/u.test(after) || /^\s?\d/.test(after)) return false;
  return !MONTHS.test(after);
}

function hasFigure(
  written: Written,
  marks: { currency: string | undefined; unit: string; after: string; locale: Locale },
  figures: readonly Figure[],
): boolean {
  const { currency = "", unit, after } = marks;
  const isShare = /^(?:%|persen|per\s*cent)/.test(unit);
  const isMoney = currency !== "" || after === "rupiah" || after === "idr";
  const isTimes = after !== "" && !isMoney;
  const scale = (unit === "m" ? M[marks.locale] : SCALE[unit]) ?? 1;
  return figures.some((figure) => {
    const kinds = isShare ? ["share"] : isMoney ? ["money"] : isTimes ? ["times", "count"] : ["count", "times"];
    if (!kinds.includes(figure.kind)) return false;
    const size = isShare ? figure.value * 100 : figure.value / scale;
    // "0 million" would otherwise be true of every small number.
    if (written.value === 0 && figure.value !== 0) return false;
    return Math.abs(rounded(size, written.decimals) - written.value) < 1e-9;
  });
}
