import type { Locale } from "../../core/kernel/actor.ts";
import { type Currency, MAX_AMOUNT_MINOR } from "../../core/kernel/money.ts";
import { type AmountProblemReason, type Candidate, CandidateReader } from "./amount-candidates.ts";
import { countedAfter, countedBefore, moneyCueBefore, monthAfter } from "./amount-context.ts";
import { type CurrencyWord, MINOR_DIGITS } from "./currencies.ts";
import type { Span } from "./folding.ts";
import { type NormalisedText, normalise, type Token } from "./normalise.ts";
import { isLess, multiply, type Ratio, ratio } from "./number-literal.ts";
import type { NumberReading } from "./number-words.ts";

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
/** Reported without any word of money: such writing is meant as an amount or is worth a question. */
const SHOWN_ANYWHERE: ReadonlySet<AmountProblemReason> = new Set(["exponent", "ambiguous_scale", "ambiguous_number"]);
/** Below this no rupiah amount is meant literally. */
const LEAST_LITERAL_RUPIAH = 1_000n;

/** All amounts of money in a text, and whatever looks like one but cannot be taken as it stands. Never throws. */
export function findAmounts(message: string | NormalisedText, options: AmountOptions = {}): AmountFindings {
  const normalised = typeof message === "string" ? normalise(message) : message;
  const reader = new AmountReader(normalised, options);
  return reader.read();
}

class AmountReader {
  readonly #tokens: readonly Token[];
  readonly #original: string;
  readonly #candidates: CandidateReader;
  readonly #currency: Currency;
  readonly #expected: boolean;
  readonly #amounts: AmountMatch[] = [];
  readonly #problems: AmountProblem[] = [];

  constructor(normalised: NormalisedText, options: AmountOptions) {
    this.#tokens = normalised.tokens;
    this.#original = normalised.original;
    this.#currency = options.defaultCurrency ?? "IDR";
    this.#expected = options.expected ?? false;
    this.#candidates = new CandidateReader(normalised.tokens, options.locale ?? "id", this.#expected);
  }

  read(): AmountFindings {
    let at = 0;
    while (at < this.#tokens.length) {
      const first = this.#candidates.read(at);
      at = first ? this.#take(first) : at + 1;
    }
    const standing = this.#amounts.filter((amount) => !this.#isRefused(amount));
    const meant = standing.filter((amount) => !this.#isContrast(amount));
    const kept = meant.length > 0 ? meant : standing;
    const problems = meant.length > 0 ? this.#problems.filter((problem) => !this.#isContrast(problem)) : this.#problems;
    return { amounts: kept, problems };
  }

  /** `2 juta kekecilan`, `2 million is too low`: an amount that is turned down asks for none. */
  #isRefused({ end }: Span): boolean {
    return /^\s*(?:itu|is|are|was|mah|sih|kayaknya|masih)?\s*(?:(?:too|terlalu|agak|a bit)\s+(?:low|little|small|high|much|expensive|kecil|rendah|murah|mahal|tinggi)|ke(?:kecilan|murahan|rendahan|mahalan|tinggian|gedean|dikitan))\b/i.test(
      this.#original.slice(end, end + 40),
    );
  }

  /** `4 juta bukan 3`, `4m instead of 3m`, `dari 3jt jadi 4jt`: what it is not, or no more. */
  #isContrast({ start, end }: Span): boolean {
    const before = this.#original.slice(Math.max(0, start - 24), start);
    const from = /\b(?:dari|dr|from)\s+(?:rp\.?\s*)?$/i.test(before);
    if (from) return /^\s*(?:jadi|jd|menjadi|ke)\b/i.test(this.#original.slice(end, end + 12));
    return /\b(?:instead\s+of|rather\s+than|bukan(?:nya)?|bkn|not|daripada|ketimbang)\s+(?:rp\.?\s*)?$/i.test(before);
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
    const shown = first.problem !== undefined && SHOWN_ANYWHERE.has(first.problem);
    if (shown || this.#isMoney(first)) this.#judge(first);
    return first.next;
  }

  #rangeEnd(first: Candidate): Candidate | undefined {
    const link = this.#word(first.next);
    const between = ["antara", "between"].includes(this.#word(first.from - 1)) && ["dan", "and"].includes(link);
    if (first.problem || (!RANGE_WORDS.has(link) && !between)) return undefined;
    const second = this.#candidates.read(first.next + 1);
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
    return /^(?:dan|and|untuk|for|dengan|with|target|goal|mulai|start|starts|starting|saja|per|sampai|hingga|bukan|not|instead|rather)$/.test(
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
