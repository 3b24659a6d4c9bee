import type { Locale } from "../../core/kernel/actor.ts";
import { type Currency, MAX_AMOUNT_MINOR } from "../../core/kernel/money.ts";
import { countedAfter, countedBefore, moneyCueBefore, monthAfter } from "./amount-context.ts";
import { type CurrencyWord, currencyAfter, currencyBefore, MINOR_DIGITS } from "./currencies.ts";
import type { Span } from "./folding.ts";
import { type NormalisedText, normalise, type Token } from "./normalise.ts";
import { isLess, multiply, type Ratio, ratio } from "./number-literal.ts";
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
  /** `2M`: million in English, miliar (billion) in Indonesian. */
  | "ambiguous_scale"
  /** `budget 20`: rupiah, thousands or millions. */
  | "unclear_scale"
  | "malformed";

/** An amount of money as it stands in a text. */
export interface AmountMatch extends Span {
  readonly amountMinor: bigint;
  readonly currency: Currency;
  readonly text: string;
  /** Whether a currency was named, rather than taken from the settings. */
  readonly currencyNamed: boolean;
  /** Which end of `10-20 juta` this is. */
  readonly rangePart?: "from" | "to";
}

export interface AmountProblem extends Span {
  readonly reason: AmountProblemReason;
  readonly text: string;
}

export interface AmountFindings {
  readonly amounts: readonly AmountMatch[];
  readonly problems: readonly AmountProblem[];
}

export interface AmountOptions {
  /** Currency of amounts that name none. */
  readonly defaultCurrency?: Currency;
  /** Decides what `2.500` means. */
  readonly locale?: Locale;
  /** The text answers a question for an amount: a number alone is one. */
  readonly expected?: boolean;
}

const RANGE_WORDS: ReadonlySet<string> = new Set(["-", "sampai", "hingga", "to", "until"]);
const AMBIGUOUS_SCALES: ReadonlySet<string> = new Set(["m", "b", "t"]);
const NEGATIVE_WORDS: ReadonlySet<string> = new Set(["minus", "negatif", "negative"]);
/** Below this no rupiah amount is meant literally. */
const LEAST_LITERAL_RUPIAH = 1_000n;

/** All amounts of money in a text, and whatever looks like one but cannot be taken as it stands. Never throws. */
export function findAmounts(message: string | NormalisedText, options: AmountOptions = {}): AmountFindings {
  const normalised = typeof message === "string" ? normalise(message) : message;
  const reader = new AmountReader(normalised, options);
  return reader.read();
}

/** A candidate: a number with everything that belongs to it. */
interface Candidate {
  readonly from: number;
  readonly next: number;
  readonly reading: NumberReading;
  readonly named?: CurrencyWord;
  readonly problem?: AmountProblemReason;
}

class AmountReader {
  readonly #tokens: readonly Token[];
  readonly #original: string;
  readonly #locale: Locale;
  readonly #currency: Currency;
  readonly #expected: boolean;
  readonly #amounts: AmountMatch[] = [];
  readonly #problems: AmountProblem[] = [];

  constructor(normalised: NormalisedText, options: AmountOptions) {
    this.#tokens = normalised.tokens;
    this.#original = normalised.original;
    this.#locale = options.locale ?? "id";
    this.#currency = options.defaultCurrency ?? "IDR";
    this.#expected = options.expected ?? false;
  }

  read(): AmountFindings {
    let at = 0;
    while (at < this.#tokens.length) {
      const first = this.#candidate(at);
      at = first ? this.#take(first) : at + 1;
    }
    return { amounts: this.#amounts, problems: this.#problems };
  }

  /** Judges one candidate (and the second one of a range); returns the index to go on from. */
  #take(first: Candidate): number {
    const second = this.#rangeEnd(first);
    if (second) {
      const shared = this.#shareScale(first, second);
      const isMoney = this.#isMoney(second) || this.#isMoney(shared);
      if (isMoney && !countedAfter(this.#tokens, second.next)) {
        const named = second.named ?? first.named;
        this.#judge({ ...shared, named: first.named ?? named }, "from");
        this.#judge({ ...second, named }, "to");
        return second.next;
      }
      return isMoney ? second.next : first.next;
    }
    if (first.problem || this.#isMoney(first)) this.#judge(first);
    return first.next;
  }

  /** Reads sign, currency, number, scale and currency from `from`; undefined where no number of money's shape begins. */
  #candidate(from: number): Candidate | undefined {
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
    if (!reading) return before ? this.#brokenNumber(from, at) : undefined;
    const withEnd = this.#ending(from, reading, before?.[0]);
    if (withEnd === undefined) return undefined;
    const broken = this.#brokenStart(from);
    const problem = broken ? "malformed" : negative ? "negative" : withEnd.problem;
    return problem ? { ...withEnd, problem } : withEnd;
  }

  /** Digits in a form no number has (`Rp 1.00.000`), right behind a currency. */
  #brokenNumber(from: number, at: number): Candidate | undefined {
    const token = this.#tokens[at];
    if (token?.kind !== "number") return undefined;
    const reading = { value: ratio(0n), next: at + 1, scale: 1n, digits: true, grouped: false };
    return { from, next: at + 1, reading, problem: "malformed" };
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
    if (before && after && before !== after[0]) return { ...base, next, problem: "conflicting_currency" };
    if (this.#isHalfSaid(reading, next)) return { ...base, next: next + 1, problem: "ambiguous_number" };
    return { ...base, named: before ?? after?.[0], next };
  }

  /** `2M`: said with dollars it is a million; otherwise Indonesian readers take a thousand times as much. */
  #ambiguousScale(
    base: { from: number; reading: NumberReading; named?: CurrencyWord },
    at: number,
  ): Candidate | undefined {
    const next = at + 1;
    const { from, reading, named } = base;
    if (named !== undefined && named !== "IDR" && this.#word(at) === "m") {
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

  #rangeEnd(first: Candidate): Candidate | undefined {
    const link = this.#word(first.next);
    const between = ["antara", "between"].includes(this.#word(first.from - 1)) && ["dan", "and"].includes(link);
    if (first.problem || (!RANGE_WORDS.has(link) && !between)) return undefined;
    const second = this.#candidate(first.next + 1);
    return second?.problem || !second || second.from !== first.next + 1 ? undefined : second;
  }

  /** In `10-20 juta` both ends are millions. */
  #shareScale(first: Candidate, second: Candidate): Candidate {
    const { reading } = first;
    const small = reading.scale === 1n && second.reading.scale > 1n && isLess(reading.value, ratio(1_000n));
    if (!small) return first;
    const scale = second.reading.scale;
    return { ...first, reading: { ...reading, value: multiply(reading.value, ratio(scale)), scale } };
  }

  #isMoney(candidate: Candidate): boolean {
    const { reading, from, next, named } = candidate;
    if (this.#isLabel(from)) return false;
    if (named !== undefined) return true;
    if (countedAfter(this.#tokens, next) || countedBefore(this.#tokens, from)) return false;
    if (reading.scale > 1n || (reading.grouped && reading.value.den === 1n)) return true;
    if (monthAfter(this.#tokens, next) || this.#continuesAsDate(next)) return false;
    const cue = this.#expected && this.#isAlone(candidate) ? "strong" : moneyCueBefore(this.#tokens, from);
    if (cue === undefined) return false;
    const small = isLess(reading.value, ratio(LEAST_LITERAL_RUPIAH));
    return !small || this.#currency !== "IDR" || (cue === "strong" && this.#endsThought(next));
  }

  /** `nomor 20.000`, `video 4k`: a number that names or describes something. */
  #isLabel(from: number): boolean {
    const before = this.#word(from - 1);
    const resolution = /^[48]$/.test(this.#word(from)) && this.#word(from + 1) === "k";
    return (
      ["#", "nomor", "no"].includes(before) || (resolution && /^(?:video|resolusi|kualitas|in|quality)$/.test(before))
    );
  }

  #isAlone(candidate: Candidate): boolean {
    return this.#tokens.every((token, index) => {
      const inside = index >= candidate.from && index < candidate.next;
      return (
        inside ||
        token.filler ||
        token.kind === "symbol" ||
        token.kind === "break" ||
        /^(?:saja|just|only|sekitar|about)$/.test(token.word)
      );
    });
  }

  #continuesAsDate(next: number): boolean {
    const token = this.#tokens[next];
    return (token?.word === "/" || token?.word === "-" || token?.word === ":") && token.glued;
  }

  /** Whether nothing that could be counted follows. */
  #endsThought(next: number): boolean {
    const token = this.#tokens[next];
    if (!token || token.kind === "break" || token.kind === "symbol" || token.filler) return true;
    return /^(?:dan|and|untuk|for|dengan|with|target|goal|mulai|start|starts|starting|saja|per|sampai|hingga)$/.test(
      token.word,
    );
  }

  #judge(candidate: Candidate, rangePart?: "from" | "to"): void {
    const { reading, from, next, named } = candidate;
    const start = this.#tokens[from]?.start ?? 0;
    const end = this.#tokens[next - 1]?.end ?? start;
    const text = this.#original.slice(start, end);
    const currency = named === undefined || named === "unsupported" ? this.#currency : named;
    const outcome = candidate.problem ?? this.#value(reading, named, currency);
    if (typeof outcome === "string") {
      this.#problems.push({ reason: outcome, start, end, text });
      return;
    }
    const part = rangePart && { rangePart };
    this.#amounts.push({
      amountMinor: outcome,
      currency,
      currencyNamed: named !== undefined,
      start,
      end,
      text,
      ...part,
    });
  }

  /** Exact minor units, or why there are none. Nothing is rounded. */
  #value(reading: NumberReading, named: CurrencyWord | undefined, currency: Currency): bigint | AmountProblemReason {
    if (named === "unsupported") return "unsupported_currency";
    const digits = MINOR_DIGITS[currency];
    let value: Ratio = reading.value;
    if (reading.alternative) {
      // `2,500 rupiah` can only mean thousands: there are no thousandths of a rupiah. With a scale, or cents, it is open.
      const other = reading.alternative;
      if (reading.scale > 1n) return "ambiguous_number";
      if (digits > 0 && value.den !== 1n) return "ambiguous_number";
      value = value.den === 1n ? value : other;
    }
    const minor = multiply(value, ratio(10n ** BigInt(digits)));
    if (minor.num === 0n) return "zero";
    if (minor.num % minor.den !== 0n) return "fraction";
    const amount = minor.num / minor.den;
    if (amount > BigInt(MAX_AMOUNT_MINOR)) return "too_large";
    if (named === undefined && currency === "IDR" && amount < LEAST_LITERAL_RUPIAH) return "unclear_scale";
    return amount;
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

/** One amount where exactly one is expected (an answer in a form): the amount, or why not; `missing` where there is none. */
export function readAmount(
  message: string | NormalisedText,
  options: AmountOptions = {},
): AmountMatch | { readonly reason: AmountProblemReason | "missing" | "several" } {
  const { amounts, problems } = findAmounts(message, { ...options, expected: true });
  const problem = problems[0];
  if (problem) return { reason: problem.reason };
  const [amount, second] = amounts;
  if (!amount) return { reason: "missing" };
  return second ? { reason: "several" } : amount;
}
