import { z } from "zod";
import { AppError } from "./errors.ts";

/**
 * Minor digits by currency as the ledger keeps them. Rupiah has exponent 2 in ISO 4217 but is used and shown whole, so
 * the ledger stores whole rupiah.
 */
const EXPONENT = { IDR: 0, USD: 2, SGD: 2, MYR: 2, THB: 2, PHP: 2, VND: 0 } as const;

export type Currency = keyof typeof EXPONENT;
export const CURRENCIES = Object.keys(EXPONENT) as [Currency, ...Currency[]];
export const currencySchema = z.enum(CURRENCIES).describe("ISO 4217 currency code");

/** An exact amount: integer minor units of one currency. */
export interface Money {
  readonly amountMinor: bigint;
  readonly currency: Currency;
}

/** The most one amount may be: 10^13 minor units, far above any campaign and far below 2^53 and bigint columns. */
export const MAX_AMOUNT_MINOR = 10_000_000_000_000;

/**
 * A positive amount at a door: whole minor units (IDR: whole rupiah) as a JSON integer. Fractions, exponents written as
 * text, negative numbers and zero are refused here, once for every door.
 */
export const amountMinorSchema = z
  .number()
  .int()
  .min(1)
  .max(MAX_AMOUNT_MINOR)
  .describe("Amount in whole minor units of the currency; for IDR whole rupiah, e.g. 2000000 for Rp2.000.000");

export function money(amountMinor: bigint | number, currency: Currency): Money {
  return { amountMinor: BigInt(amountMinor), currency };
}

function sameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) {
    throw new AppError("invalid_input", "currency_mismatch", { expected: a.currency, got: b.currency });
  }
}

export function subtractMoney(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return { amountMinor: a.amountMinor - b.amountMinor, currency: a.currency };
}

/** numerator / denominator of an amount, rounded half to even: the one place where money is rounded. */
export function shareOf(amount: Money, numerator: bigint, denominator: bigint): Money {
  if (denominator <= 0n || numerator < 0n) throw new AppError("internal");
  const product = amount.amountMinor * numerator;
  const negative = product < 0n;
  const size = negative ? -product : product;
  let quotient = size / denominator;
  const twice = (size % denominator) * 2n;
  if (twice > denominator || (twice === denominator && quotient % 2n === 1n)) quotient += 1n;
  return { amountMinor: negative ? -quotient : quotient, currency: amount.currency };
}

/** Basis points of an amount (1,000 bps = 10 %). */
export function basisPointsOf(amount: Money, bps: number): Money {
  return shareOf(amount, BigInt(bps), 10_000n);
}

/** `Rp2.000.000`, `US$12.50`: for people, in their locale. */
export function formatMoney(amount: Money, locale: string): string {
  const exponent = EXPONENT[amount.currency];
  const digits = amount.amountMinor < 0n ? -amount.amountMinor : amount.amountMinor;
  const unit = 10n ** BigInt(exponent);
  const whole = digits / unit;
  const rest = digits % unit;
  const tag = locale === "id" ? "id-ID" : "en-US";
  const separator = locale === "id" ? "," : ".";
  const text = whole.toLocaleString(tag) + (exponent > 0 ? separator + rest.toString().padStart(exponent, "0") : "");
  const symbol = amount.currency === "IDR" ? "Rp" : `${amount.currency} `;
  return `${amount.amountMinor < 0n ? "-" : ""}${symbol}${text}`;
}
