import { AppError } from "../../core/kernel/errors.ts";
import { readAmount } from "./amounts.ts";

/**
 * The amount a person typed into a field of a form, in whole minor units as use cases take it. A currency sign other
 * than rupiah, and anything that would have to be guessed or rounded, is refused with the sentence for the field.
 */
export function parseAmountField(text: string, label: string): number {
  const found = readAmount(text, { defaultCurrency: "IDR" });
  if ("reason" in found || found.currency !== "IDR") {
    throw new AppError("invalid_input", "invalid_field", { field: label });
  }
  return Number(found.amountMinor);
}
