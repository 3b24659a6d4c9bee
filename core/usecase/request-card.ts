import type { Fact } from "../cards/card.ts";
import type { Presenter } from "../i18n/presenter.ts";
import { hashOf } from "../kernel/canonical.ts";
import { factText } from "./fact-text.ts";

/** Several requests of one person taken together, in minor units. */
export interface Cumulative {
  readonly count: number;
  readonly amountMinor: string;
  readonly currency: string;
}

/** Slices shown as the sum they are: one more required line. */
export function cumulativeLines(cumulative: Cumulative | null | undefined, p: Presenter): Fact[] {
  if (!cumulative) return [];
  const { count, amountMinor, currency } = cumulative;
  const sum = factText({ kind: "money", amountMinor, currency }, p);
  return [{ label: p.t("approvals.together"), value: p.t("approvals.together_value", { sum, count }), required: true }];
}

/** Eight signs that stand for all that is decided: what would run, its whole input, and the facts on the card. */
export function digestOf(request: {
  readonly useCase: string;
  readonly inputHash: string;
  readonly factsHash: string;
}): string {
  const { useCase, inputHash, factsHash } = request;
  return hashOf({ useCase, inputHash, factsHash }).slice(0, 8);
}
