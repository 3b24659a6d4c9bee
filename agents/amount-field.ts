import type { Locale } from "../core/kernel/actor.ts";
import { AppError } from "../core/kernel/errors.ts";
import { MAX_AMOUNT_MINOR } from "../core/kernel/money.ts";
import { findAmounts } from "./language/amounts.ts";

/**
 * One amount typed into a field ("1,5 juta", "2000000"), in whole minor units. Throws `invalid_input` with the field's
 * label when it is not exactly one positive amount within the limit.
 */
export function parseAmountField(text: string, label: string, locale: Locale): number {
  const { amounts, problems } = findAmounts(text, { expected: true, locale });
  const amount = amounts[0];
  if (!amount || amounts.length > 1 || problems.length > 0 || amount.amountMinor > BigInt(MAX_AMOUNT_MINOR)) {
    throw new AppError("invalid_input", "bad_amount", { field: label });
  }
  return Number(amount.amountMinor);
}
