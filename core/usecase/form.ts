import type { z } from "zod";
import type { AskField } from "../cards/card.ts";
import type { Presenter } from "../i18n/presenter.ts";

/** A command of the chat, in both languages: `/kampanye` and `/campaigns` are the same. Small letters and `_`. */
export interface Command {
  readonly id: string;
  readonly en: string;
  /** Locale key of the line in the menu, which is also its button's label. */
  readonly about: string;
  /** Place in the menu: small numbers first. Default 50. */
  readonly rank?: number;
  /** What is asked before it runs; without it, it runs with an empty input. */
  readonly ask?: (p: Presenter) => AskField[];
}

/** What a person is to answer: free words, an amount of money, a count, a day, one of the options, several of them. */
export type AnswerKind = "text" | "long_text" | "amount" | "number" | "date" | "choice" | "choices";

export type Answers = Readonly<Record<string, unknown>>;

export interface FormOption {
  readonly value: string;
  readonly label: string;
}

/** One question of a form. */
export interface FormStep {
  /** The answer's name. */
  readonly key: string;
  readonly kind: AnswerKind;
  /** What an answer must be: the schema of the use case's own field. */
  readonly schema: z.ZodType;
  /** A word or two for the overview and for what is wrong. */
  readonly label: (p: Presenter) => string;
  /** The question, in Markdown. */
  readonly ask: (p: Presenter, answers: Answers, now: Date) => string;
  /** For choices all there are; elsewhere what many answer, as buttons. Labels are words: a bare number names a button. */
  readonly options?: (p: Presenter, answers: Answers, now: Date) => readonly FormOption[];
  readonly optional?: boolean;
  /** Whether it is asked at all, after the answers before it. */
  readonly when?: (answers: Answers) => boolean;
  /** Shown by its last four characters only, and never kept in the transcript. */
  readonly secret?: boolean;
}

/** A form that a domain declares: questions whose answers become the input of one use case. */
export interface FormDefinition {
  /** `campaigns.wizard`: stable, stored in rows. */
  readonly id: string;
  /** Grows when the steps change; open sessions of older versions are upgraded or begin again. */
  readonly version: number;
  readonly title: (p: Presenter) => string;
  /** Name of the use case that takes the answers. */
  readonly submit: string;
  readonly steps: readonly FormStep[];
  /** Answers of the steps that applied, as the use case's input; without it they are the input. */
  readonly map?: (answers: Answers) => Record<string, unknown>;
  /** False: the last answer sends it, without an overview before. */
  readonly review?: boolean;
  /** Not to be answered where others read along. */
  readonly private?: boolean;
  /** Answers of an older version as this one knows them; undefined, or without it: the person begins again. */
  readonly upgrade?: (answers: Answers, fromVersion: number) => Record<string, unknown> | undefined;
  readonly command?: Command;
}

/** Declares a form. Throws where two steps share a key or a choice has nothing to choose from. */
export function defineForm(form: FormDefinition): FormDefinition {
  const keys = new Set(form.steps.map((step) => step.key));
  if (keys.size !== form.steps.length || keys.size === 0) throw new Error(`${form.id}: steps need keys of their own`);
  for (const step of form.steps) {
    const chooses = step.kind === "choice" || step.kind === "choices";
    if (chooses && !step.options) throw new Error(`${form.id}.${step.key}: a choice needs options`);
  }
  return form;
}
