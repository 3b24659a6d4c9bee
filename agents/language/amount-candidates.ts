import type { Locale } from "../../core/kernel/actor.ts";
import { countedAfter, moneyCueBefore, monthAfter } from "./amount-context.ts";
import { type CurrencyWord, currencyAfter, currencyBefore } from "./currencies.ts";
import type { Token } from "./normalise.ts";
import { multiply, ratio } from "./number-literal.ts";
import { isNumberWord, looksLikeNumberWord, type NumberReading, readNumber } from "./number-words.ts";

/** Why something that looks like money is not taken as an amount. */
export type AmountProblemReason =
  | "negative"
  | "zero"
  | "fraction"
  | "exponent"
  | "too_large"
  | "unsupported_currency"
  | "conflicting_currency"
  /** `1.250 juta`, `$2.500`: thousands or a fraction. */
  | "ambiguous_number"
  /** `2M` in an Indonesian message: a million, or miliar (billion). */
  | "ambiguous_scale"
  /** `budget 20`: rupiah, thousands or millions. */
  | "unclear_scale"
  | "malformed";

/** A number with the sign, currency and scale around it. `from` and `next` are token indexes. */
export interface Candidate {
  readonly from: number;
  readonly next: number;
  readonly reading: NumberReading;
  readonly named?: CurrencyWord;
  readonly problem?: AmountProblemReason;
}

const AMBIGUOUS_SCALES: ReadonlySet<string> = new Set(["m", "b", "t"]);
const NEGATIVE_WORDS: ReadonlySet<string> = new Set(["minus", "negatif", "negative"]);

/** Finds numbers in the shape of money, without judging whether they are. */
export class CandidateReader {
  readonly #tokens: readonly Token[];
  readonly #locale: Locale;
  readonly #expected: boolean;

  constructor(tokens: readonly Token[], locale: Locale, expected: boolean) {
    this.#tokens = tokens;
    this.#locale = locale;
    this.#expected = expected;
  }

  /** Reads sign, currency, number, scale and currency from `from`; undefined where no number of money's shape begins. */
  read(from: number): Candidate | undefined {
    let at = from;
    let negative = NEGATIVE_WORDS.has(this.#word(at)) || this.#isSign(at);
    if (negative) at += 1;
    const before = currencyBefore(this.#tokens, at);
    if (before) at = before[1];
    if (before && this.#word(at) === "-" && this.#tokens[at + 1]?.glued) {
      negative = true;
      at += 1;
    }
    const reading = this.#number(at, before !== undefined);
    if (!reading) return before ? this.#brokenNumber(from, at, before[0]) : undefined;
    const withEnd = this.#ending(from, reading, before?.[0]);
    if (withEnd === undefined) return undefined;
    const broken = this.#brokenStart(from);
    const problem = broken ? "malformed" : negative ? "negative" : withEnd.problem;
    return problem ? { ...withEnd, problem } : withEnd;
  }

  /** Digits in a form no number has (`Rp 1.00.000`), right behind a currency. */
  #brokenNumber(from: number, at: number, named: CurrencyWord): Candidate | undefined {
    const token = this.#tokens[at];
    if (token?.kind !== "number") return undefined;
    const reading = { value: ratio(0n), next: at + 1, scale: 1n, digits: true, grouped: false };
    return { from, next: at + 1, reading, named, problem: "malformed" };
  }

  #number(at: number, afterCurrency: boolean): NumberReading | undefined {
    const spaced = afterCurrency ? this.#spacedGroups(at) : undefined;
    return spaced ?? readNumber(this.#tokens, at, this.#locale);
  }

  /** `Rp 2 000 000`, only behind a currency. */
  #spacedGroups(at: number): NumberReading | undefined {
    let digits = this.#word(at);
    if (!/^[1-9]\d{0,2}$/.test(digits)) return undefined;
    let next = at + 1;
    while (this.#tokens[next]?.kind === "number" && /^\d{3}$/.test(this.#word(next)) && digits.length < 30) {
      digits += this.#word(next);
      next += 1;
    }
    if (next === at + 1) return undefined;
    return { value: ratio(BigInt(digits)), next, scale: 1n, digits: true, grouped: true };
  }

  /** What follows the number: `,-`, a currency, or something that shows it is no money or not clear. */
  #ending(from: number, reading: NumberReading, before: CurrencyWord | undefined): Candidate | undefined {
    let next = reading.next;
    const following = this.#tokens[next];
    const base = { from, reading, named: before };
    if (following?.glued && reading.digits && reading.scale === 1n && /^e\d+$/.test(following.word)) {
      return { ...base, next: next + 1, problem: "exponent" };
    }
    if (following && AMBIGUOUS_SCALES.has(following.word) && reading.digits && reading.scale === 1n) {
      return this.#ambiguousScale(base, next);
    }
    if (this.#word(next) === "," && this.#word(next + 1) === "-" && this.#tokens[next + 1]?.glued) next += 2;
    const after = currencyAfter(this.#tokens, next);
    if (after) next = after[1];
    const unknownUnit = following?.glued && following.kind === "word" && reading.scale === 1n && !after;
    if (unknownUnit) return undefined;
    if (before && after && before !== after[0])
      return { ...base, next, named: before, problem: "conflicting_currency" };
    if (this.#isHalfSaid(reading, next)) return { ...base, next: next + 1, problem: "ambiguous_number" };
    return { ...base, named: before ?? after?.[0], next };
  }

  /** `2M`: in English, and with dollars, it is a million; otherwise Indonesian readers take a thousand times as much. */
  #ambiguousScale(
    base: { from: number; reading: NumberReading; named?: CurrencyWord },
    at: number,
  ): Candidate | undefined {
    const next = at + 1;
    const { from, reading, named } = base;
    const dollars = named !== undefined && named !== "IDR";
    const english = this.#locale === "en" && named === undefined && !countedAfter(this.#tokens, next);
    if ((dollars || english) && this.#word(at) === "m") {
      const million = { ...reading, value: multiply(reading.value, ratio(1_000_000n)), scale: 1_000_000n };
      return { from, next, reading: million, named };
    }
    const after = currencyAfter(this.#tokens, next);
    const isMoney = named !== undefined || after !== undefined || this.#expected || moneyCueBefore(this.#tokens, from);
    return isMoney ? { ...base, next: after?.[1] ?? next, problem: "ambiguous_scale" } : undefined;
  }

  /** `2 juta 500`: may be 2,500,000 and may be two numbers. */
  #isHalfSaid(reading: NumberReading, next: number): boolean {
    if (reading.scale <= 1_000n || countedAfter(this.#tokens, next + 1)) return false;
    if (next !== reading.next) return false;
    if (/^[1-9]00$/.test(this.#word(next))) return !monthAfter(this.#tokens, next + 1);
    const rest = isNumberWord(this.#word(next)) || this.#word(next) === "seratus";
    const hundreds = ["ratus", "hundred"].includes(this.#word(next + 1)) || this.#word(next) === "seratus";
    return rest && hundreds && !countedAfter(this.#tokens, next + 2);
  }

  /** A minus sign: stuck to what follows and not to what stands before. */
  #isSign(at: number): boolean {
    const token = this.#tokens[at];
    const before = this.#tokens[at - 1];
    const following = this.#tokens[at + 1];
    const apart = !token?.glued || before?.kind === "symbol";
    return token?.word === "-" && apart && before?.kind !== "number" && following?.glued === true;
  }

  /** The number is the tail of something else: `1/2 juta`, `.5 juta`, `dua pulh lima juta`. */
  #brokenStart(from: number): boolean {
    const token = this.#tokens[from];
    const before = this.#tokens[from - 1];
    if (!token || !before) return false;
    const beforeThat = this.#tokens[from - 2];
    const number = beforeThat?.kind === "number" || (beforeThat !== undefined && isNumberWord(beforeThat.word));
    if (token.glued && /^[.,/:x×*^]$/.test(before.word)) return number || (before.word !== ":" && !before.glued);
    return number && looksLikeNumberWord(before.word);
  }

  #word(at: number): string {
    return this.#tokens[at]?.word ?? "";
  }
}
