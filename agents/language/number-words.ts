import type { Locale } from "../../core/kernel/actor.ts";
import type { Token } from "./normalise.ts";
import { add, isLess, multiply, type Ratio, ratio, readLiteral } from "./number-literal.ts";
import { isMisspelling } from "./similarity.ts";

const ONES: ReadonlyMap<string, number> = new Map([
  ...["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"].map(
    (word, value): [string, number] => [word, value],
  ),
  ...["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"].map(
    (word, value): [string, number] => [word, value],
  ),
]);

const TEENS: ReadonlyMap<string, number> = new Map([
  ["sepuluh", 10],
  ["sebelas", 11],
  ...(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" ") as readonly string[]
  ).map((word, index): [string, number] => [word, index + 10]),
]);

const TENS: ReadonlyMap<string, number> = new Map(
  "twenty thirty forty fifty sixty seventy eighty ninety".split(" ").map((word, index) => [word, (index + 2) * 10]),
);

const SCALES: ReadonlyMap<string, bigint> = new Map([
  ["k", 1_000n],
  ["ribu", 1_000n],
  ["thousand", 1_000n],
  ["juta", 1_000_000n],
  ["million", 1_000_000n],
  ["mil", 1_000_000n],
  ["mio", 1_000_000n],
  ["mn", 1_000_000n],
  ["miliar", 1_000_000_000n],
  ["billion", 1_000_000_000n],
  ["bn", 1_000_000_000n],
  ["triliun", 1_000_000_000_000n],
  ["trillion", 1_000_000_000_000n],
]);

const ONE_SCALES: ReadonlyMap<string, bigint> = new Map([
  ["seribu", 1_000n],
  ["sejuta", 1_000_000n],
  ["semiliar", 1_000_000_000n],
]);

const LONG_NUMBER_WORDS = [
  ...ONES.keys(),
  ...TEENS.keys(),
  ...TENS.keys(),
  "puluh",
  "belas",
  "ratus",
  "hundred",
].filter((word) => word.length >= 5);

/** A number found in a list of tokens. */
export interface NumberReading {
  readonly value: Ratio;
  /** The other meaning of digits such as `2.500`. */
  readonly alternative?: Ratio;
  /** Index of the first token after the number. */
  readonly next: number;
  /** The largest of thousand, million, ... that was said; 1 where none was. */
  readonly scale: bigint;
  /** Whether it began with digits. */
  readonly digits: boolean;
  /** Whether the digits were grouped by thousands. */
  readonly grouped: boolean;
}

/** Whether a word is part of a number in words. */
export function isNumberWord(word: string): boolean {
  return ONES.has(word) || TEENS.has(word) || TENS.has(word) || SCALES.has(word) || ONE_SCALES.has(word);
}

/** Whether a word is probably a number word misspelled: then what follows is only half of a number. */
export function looksLikeNumberWord(word: string): boolean {
  return LONG_NUMBER_WORDS.some((target) => isMisspelling(word, target));
}

/** Reads the number that begins at `from`: `20 juta`, `dua puluh lima ribu`, `one and a half million`, `1,5 juta`. */
export function readNumber(tokens: readonly Token[], from: number, locale: Locale): NumberReading | undefined {
  const first = tokens[from];
  if (!first) return undefined;
  const literal = first.kind === "number" ? readLiteral(first.word, locale) : undefined;
  if (first.kind === "number" && !literal) return undefined;
  let total = ratio(0n);
  let at = from;
  let lastScale: bigint | undefined;
  let largest = 1n;
  while (at < tokens.length) {
    const part = readPart(tokens, at, locale);
    if (!part) break;
    const [value, next, scale] = part;
    // `2 juta 500 ribu` is one number, `500 ribu 2 juta` and `2 juta 3 reels` are not.
    const continues = lastScale === undefined || (scale < lastScale && isLess(value, ratio(lastScale)));
    if (!continues) break;
    // `lima ribu tiga ratus` goes on; the three of `dua juta tiga reels` and the 500 of `2 juta 500` do not.
    const goesOn = scale > 1n || (lastScale === 1_000n && tokens[at]?.kind === "word" && !isLess(value, ratio(100n)));
    if (lastScale !== undefined && !goesOn) break;
    total = add(total, value);
    at = next;
    largest = scale > largest ? scale : largest;
    lastScale = scale;
    if (scale === 1n) break;
  }
  if (at === from) return undefined;
  const alternative = literal?.alternative && { alternative: literal.alternative };
  return {
    value: total,
    ...alternative,
    next: at,
    scale: largest,
    digits: !!literal,
    grouped: literal?.grouped ?? false,
  };
}

/** One step of a number, such as the `lima ratus ribu` of `dua juta lima ratus ribu`: value, next index, scale. */
function readPart(tokens: readonly Token[], at: number, locale: Locale): readonly [Ratio, number, bigint] | undefined {
  const word = wordAt(tokens, at);
  const whole = ONE_SCALES.get(word);
  if (whole !== undefined) return withHalf(tokens, at + 1, ratio(whole), whole);
  const half = readHalf(tokens, at);
  if (half) {
    const scale = scaleAt(tokens, half);
    return scale === undefined ? undefined : [multiply(ratio(1n, 2n), ratio(scale)), half + 1, scale];
  }
  const base = tokens[at]?.kind === "number" ? readDigits(tokens, at, locale) : readBelowThousand(tokens, at);
  if (!base) return undefined;
  let [value, next] = base;
  const halfEnd = readHalf(tokens, wordAt(tokens, next) === "and" ? next + 1 : next);
  if (halfEnd !== undefined && scaleAt(tokens, halfEnd) !== undefined) {
    value = add(value, ratio(1n, 2n));
    next = halfEnd;
  }
  const scale = scaleAt(tokens, next);
  if (scale === undefined) return [value, next, 1n];
  return withHalf(tokens, next + 1, multiply(value, ratio(scale)), scale);
}

/** `dua juta setengah`. */
function withHalf(
  tokens: readonly Token[],
  next: number,
  value: Ratio,
  scale: bigint,
): readonly [Ratio, number, bigint] {
  const isHalf = wordAt(tokens, next) === "setengah" && scaleAt(tokens, next + 1) === undefined;
  return isHalf ? [add(value, ratio(scale, 2n)), next + 1, scale] : [value, next, scale];
}

/** Index after `setengah` or `half a`, undefined where there is none. */
function readHalf(tokens: readonly Token[], at: number): number | undefined {
  const word = wordAt(tokens, at);
  if (word === "setengah") return at + 1;
  if (word === "half") return wordAt(tokens, at + 1) === "a" ? at + 2 : at + 1;
  return word === "a" && wordAt(tokens, at + 1) === "half" ? at + 2 : undefined;
}

function readDigits(tokens: readonly Token[], at: number, locale: Locale): [Ratio, number] | undefined {
  const literal = readLiteral(wordAt(tokens, at), locale);
  if (!literal) return undefined;
  const hundreds = ["ratus", "hundred"].includes(wordAt(tokens, at + 1));
  return hundreds ? [multiply(literal.value, ratio(100n)), at + 2] : [literal.value, at + 1];
}

function readBelowThousand(tokens: readonly Token[], from: number): [Ratio, number] | undefined {
  const hundreds = readHundreds(tokens, from);
  const after = hundreds?.[1] ?? from;
  const tens = readBelowHundred(tokens, hundreds && wordAt(tokens, after) === "and" ? after + 1 : after);
  if (!hundreds && !tens) return undefined;
  return [ratio((hundreds?.[0] ?? 0) + (tens?.[0] ?? 0)), tens?.[1] ?? after];
}

function readHundreds(tokens: readonly Token[], at: number): [number, number] | undefined {
  const word = wordAt(tokens, at);
  if (word === "seratus") return [100, at + 1];
  const following = wordAt(tokens, at + 1);
  if (following !== "ratus" && following !== "hundred") {
    // `a million`, `a thousand`: the article counts as one only before a scale.
    return (word === "a" || word === "an") && SCALES.has(following) && following.length > 3 ? [1, at + 1] : undefined;
  }
  const count = word === "a" ? 1 : ONES.get(word);
  return count === undefined ? undefined : [count * 100, at + 2];
}

function readBelowHundred(tokens: readonly Token[], at: number): [number, number] | undefined {
  const word = wordAt(tokens, at);
  const teen = TEENS.get(word);
  if (teen !== undefined) return [teen, at + 1];
  const tens = TENS.get(word);
  if (tens !== undefined) {
    const dash = wordAt(tokens, at + 1) === "-" ? at + 2 : at + 1;
    const one = ONES.get(wordAt(tokens, dash));
    return one === undefined || one === 0 ? [tens, at + 1] : [tens + one, dash + 1];
  }
  const one = ONES.get(word);
  if (one === undefined) return undefined;
  const following = wordAt(tokens, at + 1);
  if (following === "belas") return [10 + one, at + 2];
  if (following !== "puluh") return [one, at + 1];
  const rest = ONES.get(wordAt(tokens, at + 2));
  const restIsTens = ["puluh", "belas", "ratus"].includes(wordAt(tokens, at + 3));
  return rest === undefined || restIsTens ? [one * 10, at + 2] : [one * 10 + rest, at + 3];
}

function wordAt(tokens: readonly Token[], at: number): string {
  return tokens[at]?.word ?? "";
}

function scaleAt(tokens: readonly Token[], at: number): bigint | undefined {
  return SCALES.get(wordAt(tokens, at));
}

/** A small whole number at `from` (a count, an ordinal): its value and the index after it. */
export function readCount(tokens: readonly Token[], from: number): readonly [number, number] | undefined {
  const token = tokens[from];
  if (!token) return undefined;
  if (token.kind === "number") return /^\d{1,4}$/.test(token.word) ? [Number(token.word), from + 1] : undefined;
  const found = readBelowThousand(tokens, from);
  return found && [Number(found[0].num), found[1]];
}
