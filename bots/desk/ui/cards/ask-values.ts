import type { AskField } from "../../../../core/cards/card.ts";
import type { FieldValues } from "../contract.ts";
import type { Translate, UiLocale } from "../text/strings.ts";
import { parseAmount } from "./amount.ts";

/** What a form holds, checked: the values to send, or one sentence for each field that is wrong. */
export type Checked =
  | { readonly ok: true; readonly values: FieldValues }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/** Checks the fields behind a button. The server checks again; this only spares a round trip. */
export function checkFields(fields: readonly AskField[], raw: FieldValues, locale: UiLocale, t: Translate): Checked {
  const values: Record<string, string> = {};
  const errors: Record<string, string> = {};
  for (const field of fields) {
    const value = (raw[field.name] ?? "").trim();
    if (value === "") {
      if (field.required) errors[field.name] = t(field.kind === "choice" ? "fieldChoice" : "fieldRequired");
      continue;
    }
    if (field.kind === "amount") {
      const amount = parseAmount(value, locale);
      if (amount === null) errors[field.name] = t("fieldAmount");
      else values[field.name] = amount;
      continue;
    }
    if (field.maxLength !== undefined && value.length > field.maxLength) {
      errors[field.name] = t("fieldTooLong", { max: field.maxLength });
    } else if (field.kind === "choice" && !field.choices?.some((choice) => choice.value === value)) {
      errors[field.name] = t("fieldChoice");
    } else values[field.name] = value;
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, values };
}
