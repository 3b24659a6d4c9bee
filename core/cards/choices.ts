import type { Presenter } from "../i18n/presenter.ts";
import type { AppError } from "../kernel/errors.ts";
import type { Card } from "./card.ts";

/**
 * A refusal that only wants one thing chosen, as a question with a button for each choice that makes the same call again
 * with it; undefined for every other refusal.
 */
export function choiceCard(
  error: AppError,
  call: { readonly useCase: string; readonly input: Readonly<Record<string, unknown>> },
  p: Presenter,
): Card | undefined {
  const [first] = error.fields;
  const question = `errors.${error.reason}_ask`;
  const choosing = error.fields.every((field) => field.choice !== undefined && field.path === first?.path);
  if (!first || !choosing || !p.has(question)) return undefined;
  return {
    title: p.t(question, error.params),
    actions: error.fields.map((field) => ({
      kind: "call",
      useCase: call.useCase,
      input: { ...call.input, [field.path]: field.choice },
      label: p.t(`errors.${field.reason}`, field.params),
      required: true,
    })),
  };
}
