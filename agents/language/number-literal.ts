import type { Locale } from "../../core/kernel/actor.ts";

/** An exact value; money is never a floating-point number. */
export interface Ratio {
  readonly num: bigint;
  readonly den: bigint;
}

/** What digits with points and commas can mean. */
export interface LiteralReading {
  readonly value: Ratio;
  /** The other meaning of `2.500`: grouped thousands or a decimal fraction. */
  readonly alternative?: Ratio;
  /** Whether a separator groups thousands: such a number is written as an amount. */
  readonly grouped: boolean;
}

export function ratio(num: bigint | number, den: bigint | number = 1n): Ratio {
  return { num: BigInt(num), den: BigInt(den) };
}

export function multiply(a: Ratio, b: Ratio): Ratio {
  return { num: a.num * b.num, den: a.den * b.den };
}

export function add(a: Ratio, b: Ratio): Ratio {
  return { num: a.num * b.den + b.num * a.den, den: a.den * b.den };
}

export function isLess(a: Ratio, b: Ratio): boolean {
  return a.num * b.den < b.num * a.den;
}

const GROUPED = /^[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*$/;
const GROUPED_WITH_FRACTION = /^[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*(?!\1)[.,]\d{1,2}$/;
const PLAIN = /^\d+$/;
const ONE_SEPARATOR = /^(\d+)([.,])(\d+)$/;
/** Longer than any amount; keeps arithmetic on hostile input cheap. */
const MAX_LENGTH = 40;

/**
 * Reads `2.000.000`, `1,5`, `1,500.50`. One separator before exactly three digits has two meanings: `value` is the
 * grouped one in a language that groups with that sign, else the fraction. undefined where the writing is broken.
 */
export function readLiteral(text: string, locale: Locale): LiteralReading | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  if (PLAIN.test(text)) return { value: ratio(BigInt(text)), grouped: false };
  const single = ONE_SEPARATOR.exec(text);
  if (single) return readSingle(single[1] ?? "", single[2] ?? "", single[3] ?? "", locale);
  if (GROUPED.test(text)) return { value: ratio(BigInt(text.replace(/[.,]/g, ""))), grouped: true };
  if (GROUPED_WITH_FRACTION.test(text)) {
    const cut = Math.max(text.lastIndexOf("."), text.lastIndexOf(","));
    return { value: decimal(text.slice(0, cut).replace(/[.,]/g, ""), text.slice(cut + 1)), grouped: true };
  }
  return undefined;
}

function readSingle(whole: string, separator: string, rest: string, locale: Locale): LiteralReading {
  const fraction = decimal(whole, rest);
  const canGroup = rest.length === 3 && whole.length <= 3 && !whole.startsWith("0");
  if (!canGroup) return { value: fraction, grouped: false };
  const thousands = ratio(BigInt(whole + rest));
  const groupsWithIt = separator === (locale === "id" ? "." : ",");
  return groupsWithIt
    ? { value: thousands, alternative: fraction, grouped: true }
    : { value: fraction, alternative: thousands, grouped: true };
}

function decimal(whole: string, rest: string): Ratio {
  return ratio(BigInt(whole + rest), 10n ** BigInt(rest.length));
}
