import type { Presenter } from "../i18n/presenter.ts";

const MICROS = 1_000_000;

/** `USD 12,5`, `USD 0,0123`: small amounts to a hundredth of a cent, since one answer costs about a cent. */
export function dollars(micros: number, p: Presenter): string {
  const amount = micros / MICROS;
  return `USD ${p.number(amount, amount < 1 ? 4 : 2)}`;
}

/** US dollars as a number for a chart, to a hundredth of a cent. */
export function dollarNumber(micros: number): number {
  return Math.round(micros / 100) / 10_000;
}
