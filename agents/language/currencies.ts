import type { Currency } from "../../core/kernel/money.ts";
import type { Token } from "./normalise.ts";

/** Digits after the point as the ledger keeps them (see core/kernel/money.ts). */
export const MINOR_DIGITS: Readonly<Record<Currency, number>> = {
  IDR: 0,
  USD: 2,
  SGD: 2,
  MYR: 2,
  THB: 2,
  PHP: 2,
  VND: 0,
};

/** What was written as a currency: one the ledger keeps, or one it does not. */
export type CurrencyWord = Currency | "unsupported";

const BEFORE: ReadonlyMap<string, CurrencyWord> = new Map([
  ["rp", "IDR"],
  ["idr", "IDR"],
  ["usd", "USD"],
  ["$", "USD"],
  ["sgd", "SGD"],
  ["myr", "MYR"],
  ["rm", "MYR"],
  ["thb", "THB"],
  ["฿", "THB"],
  ["php", "PHP"],
  ["₱", "PHP"],
  ["vnd", "VND"],
  ["₫", "VND"],
  ["€", "unsupported"],
  ["£", "unsupported"],
  ["¥", "unsupported"],
  ["₹", "unsupported"],
  ["eur", "unsupported"],
  ["gbp", "unsupported"],
]);

const AFTER: ReadonlyMap<string, CurrencyWord> = new Map([
  ...BEFORE,
  ["rupiah", "IDR"],
  ["rupiahs", "IDR"],
  ["perak", "IDR"],
  ["dollar", "USD"],
  ["dollars", "USD"],
  ["dolar", "USD"],
  ["bucks", "USD"],
  ["ringgit", "MYR"],
  ["baht", "THB"],
  ["pesos", "PHP"],
  ["euro", "unsupported"],
  ["euros", "unsupported"],
  ["yen", "unsupported"],
  ["jpy", "unsupported"],
  ["aud", "unsupported"],
  ["pounds", "unsupported"],
]);

const DOLLAR_OF: ReadonlyMap<string, Currency> = new Map([
  ["us", "USD"],
  ["s", "SGD"],
  ["singapura", "SGD"],
  ["singapore", "SGD"],
  ["as", "USD"],
  ["amerika", "USD"],
]);

/** A currency that begins at `at`, in front of a number: its meaning and the index after it. */
export function currencyBefore(tokens: readonly Token[], at: number): readonly [CurrencyWord, number] | undefined {
  const word = tokens[at]?.word ?? "";
  const following = tokens[at + 1];
  const dollar = DOLLAR_OF.get(word);
  if (dollar && following?.word === "$" && following.glued) return [dollar, at + 2];
  if (word === "a" && following?.word === "$" && following.glued) return ["unsupported", at + 2];
  const currency = BEFORE.get(word);
  if (!currency) return undefined;
  const point = following?.word === "." && following.glued && currency === "IDR";
  return [currency, point ? at + 2 : at + 1];
}

/** A currency that begins at `at`, behind a number. */
export function currencyAfter(tokens: readonly Token[], at: number): readonly [CurrencyWord, number] | undefined {
  const word = tokens[at]?.word ?? "";
  const following = tokens[at + 1];
  const nation = DOLLAR_OF.get(word);
  const dollarWord = AFTER.get(following?.word ?? "") === "USD";
  if (nation && word.length > 1 && dollarWord) return [nation, at + 2];
  const currency = AFTER.get(word);
  if (!currency) return undefined;
  // `20jt Rp 5jt`: the second sign belongs to the number behind it.
  if (BEFORE.has(word) && (following?.kind === "number" || following?.word === ".")) return undefined;
  const qualifier = word === "dolar" ? DOLLAR_OF.get(following?.word ?? "") : undefined;
  return qualifier ? [qualifier, at + 2] : [currency, at + 1];
}
