import { z } from "zod";
import type { ActionToken } from "../../core/approvals/tokens.ts";
import type { AskField } from "../../core/cards/card.ts";
import type { Presenter } from "../../core/i18n/presenter.ts";
import type { AnswerKind, Answers, FormDefinition, FormStep } from "../../core/usecase/form.ts";
import type { Registry } from "../../core/usecase/registry.ts";

/** Forms behind a button are named after it. */
const PREFIX = "ask:";
const COMMAND_PREFIX = "command:";
const MAX_TEXT = 4_000;

export const askFormId = (tokenId: string): string => PREFIX + tokenId;

/** The button behind a form, if it is one. */
export const askTokenOf = (form: string): string | undefined =>
  form.startsWith(PREFIX) ? form.slice(PREFIX.length) : undefined;

/**
 * The questions of a button as a form. Each answer is held against the use case's own field at once; whatever needs a
 * human's decision is shown once more before it is done, so that a press decides and not a typed line.
 */
export function askForm(registry: Registry, token: Pick<ActionToken, "id" | "action">): FormDefinition | undefined {
  const { action } = token;
  if (action.kind !== "call" || !action.ask || action.ask.length === 0) return undefined;
  const useCase = registry.find(action.useCase);
  if (!useCase) return undefined;
  const steps = action.ask.map((ask) => stepOf(ask, useCase.input.shape[ask.name]));
  return {
    id: askFormId(token.id),
    version: 1,
    title: () => action.label,
    submit: action.useCase,
    review: useCase.approval !== undefined || picksFirst({ steps }),
    private: useCase.private,
    steps,
  };
}

/** Whether a form asks first which of its questions is meant: several, and none that must be answered. */
export function picksFirst({ steps }: Pick<FormDefinition, "steps">): boolean {
  return steps.length > 1 && steps.every(({ optional }) => optional);
}

/** What a form begins with. */
export function firstAnswers(form: FormDefinition): Answers {
  return picksFirst(form) ? Object.fromEntries(form.steps.map(({ key }) => [key, null])) : {};
}

/** The form of a command that asks for something before it runs. */
export const commandFormId = (useCase: string): string => COMMAND_PREFIX + useCase;

/** The form of a command, if the id is that of one. */
export function commandForm(registry: Registry, id: string, p: Presenter): FormDefinition | undefined {
  if (!id.startsWith(COMMAND_PREFIX)) return undefined;
  const useCase = registry.find(id.slice(COMMAND_PREFIX.length));
  const command = useCase?.command;
  if (!useCase || !command?.ask) return undefined;
  return {
    id,
    version: 1,
    title: (reader) => reader.t(command.about),
    submit: useCase.name,
    review: false,
    private: useCase.private,
    steps: command.ask(p).map((ask) => stepOf(ask, useCase.input.shape[ask.name])),
  };
}

function stepOf(ask: AskField, field: z.core.$ZodType | undefined): FormStep {
  const schema = field instanceof z.ZodType ? field : z.string().max(ask.maxLength ?? MAX_TEXT);
  const choices = ask.choices ?? [];
  return {
    key: ask.name,
    kind: kindOf(ask, schema),
    schema: ask.maxLength
      ? schema.refine((value) => Array.from(String(value ?? "")).length <= (ask.maxLength ?? 0))
      : schema,
    label: () => ask.label,
    ask: (p: Presenter) => questionOf(ask, p),
    options: ask.kind === "choice" ? () => choices : undefined,
    optional: ask.required !== true,
    secret: /number|nomor|account/i.test(ask.name),
  };
}

const questionOf = (ask: AskField, p: Presenter): string =>
  ask.kind === "choice" ? p.t("runtime.form.choose", { label: ask.label }) : `${ask.label}?`.replace(/\?\?$/, "?");

/** A field that takes a day and no other words is asked for as a day, so that "1 Desember" does. */
function kindOf(ask: AskField, schema: z.ZodType): AnswerKind {
  if (ask.kind !== "text") return ask.kind;
  const takes = (words: string): boolean => schema.safeParse(words).success;
  return takes("2026-12-01") && !takes("kata") && !takes("1234567890") ? "date" : "text";
}
