import type { Presenter } from "../i18n/presenter.ts";
import { type Currency, money } from "../kernel/money.ts";
import type { ApprovalFact } from "./executor.ts";

/** The value of a fact as this reader reads it. Facts are stored as data, so that no reader gets another's words. */
export function factText(value: ApprovalFact["value"], p: Presenter): string {
  switch (value.kind) {
    case "text":
      return value.text;
    case "money":
      return moneyText(value, p);
    case "priced":
      return `${value.text}: ${moneyText(value, p)}${value.basis === undefined ? "" : ` (${p.t(value.basis)})`}`;
    case "date":
      return p.date(value.at);
    case "number":
      return p.number(value.number);
  }
}

function moneyText(sum: { readonly amountMinor: string; readonly currency: string }, p: Presenter): string {
  return p.money(money(BigInt(sum.amountMinor), sum.currency as Currency));
}
