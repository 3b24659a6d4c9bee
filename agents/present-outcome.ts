import type { Card, Fact, MessageContent } from "../core/cards/card.ts";
import { saidOnce } from "../core/cards/said-once.ts";
import type { Presenter } from "../core/i18n/presenter.ts";
import type { AppError } from "../core/kernel/errors.ts";
import type { ApprovalFacts, DoneOutcome, WaitingOutcome } from "../core/usecase/executor.ts";
import { factText } from "../core/usecase/fact-text.ts";
import type { Registry } from "../core/usecase/registry.ts";

/** The server's facts in the reader's language; each is required, so no channel may drop one. */
export function factLines(facts: ApprovalFacts, p: Presenter): Fact[] {
  return facts.lines.map(({ label, value }) => ({ label: p.t(label), value: factText(value, p), required: true }));
}

/** What a person reads when a call waits for a human decision. */
export function waitingCard(waiting: WaitingOutcome, p: Presenter): Card {
  return {
    title: p.t("approvals.waiting"),
    tone: "warning",
    facts: factLines(waiting.facts, p),
    footer: p.t("approvals.expires", { at: p.dateTime(waiting.expiresAt) }),
  };
}

/** What a use case's own presenter says about its result. */
export function presentDone(registry: Registry, outcome: DoneOutcome, p: Presenter): MessageContent {
  const useCase = registry.find(outcome.useCase);
  if (!useCase) return {};
  return saidOnce({ text: useCase.present.summary(outcome.output, p), card: useCase.present.card(outcome.output, p) });
}

/** Our sentence for a refusal, with the field that was wrong. */
export function errorSentence(error: AppError, p: Presenter): string {
  const key = `errors.${error.reason}`;
  const main = p.t(p.has(key) ? key : `errors.${error.code}`, error.params);
  const field = error.fields[0];
  return field && p.has(`errors.${field.reason}`) ? `${main} (${p.t(`errors.${field.reason}`, field.params)})` : main;
}
