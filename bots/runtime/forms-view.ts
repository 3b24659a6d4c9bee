import type { Action, Card, Fact, MessageContent } from "../../core/cards/card.ts";
import { appliedSteps, chosenOf } from "../../core/forms/reducer.ts";
import type { FormSession } from "../../core/forms/store.ts";
import type { Presenter } from "../../core/i18n/presenter.ts";
import type { FormDefinition, FormStep } from "../../core/usecase/form.ts";
import { picksFirst } from "./forms-ask.ts";

/** How a form is shown to one reader in one chat. */
export interface FormView {
  readonly form: FormDefinition;
  readonly session: FormSession;
  readonly p: Presenter;
  readonly now: Date;
  /** Without buttons only options are numbered, never ways out: a typed count must not press "cancel". */
  readonly buttons: boolean;
  /** Values of `amount` answers in the reader's money, if the currency is known. */
  readonly currency?: string;
}

const MAX_SHOWN = 300;

function move(view: FormView, label: string, change: Partial<Extract<Action, { kind: "form" }>>): Action {
  return { kind: "form", session: view.session.id, do: "continue", label, ...change } as Action;
}

/** The options of a step for this reader. */
export function optionsOf(view: Pick<FormView, "session" | "p" | "now">, step: FormStep) {
  return step.options?.(view.p, view.session.answers, view.now) ?? [];
}

/** One question with what can be pressed, and why the last answer did not do, if so. */
export function questionContent(view: FormView, step: FormStep, problem?: string): MessageContent {
  const { form, session, p, now, buttons } = view;
  const applied = appliedSteps(form, session.answers);
  const at = applied.findIndex(({ key }) => key === step.key) + 1;
  const actions: Action[] = [];
  const chosen = step.kind === "choices" ? chosenOf(session, step.key) : [];
  let priority = 90;
  for (const option of optionsOf(view, step)) {
    const ticked = chosen.includes(option.value);
    priority -= 1;
    actions.push(
      move(view, ticked ? `✓ ${option.label}` : option.label, {
        do: step.kind === "choices" ? "toggle" : "answer",
        step: step.key,
        value: option.value,
        priority: Math.max(priority, 10),
      }),
    );
  }
  if (chosen.length > 0) {
    const done = move(view, p.t("runtime.form.done"), { do: "done", step: step.key, style: "primary", priority: 95 });
    actions.unshift({ ...done, required: true });
  }
  const before = session.answers[step.key];
  const answered = before !== undefined && before !== null;
  if (buttons) {
    if (step.optional || answered) {
      const key = answered ? "runtime.form.keep" : "runtime.form.skip";
      actions.push(move(view, p.t(key), { do: "skip", step: step.key, priority: 5 }));
    }
    if (at > 1) actions.push(move(view, p.t("runtime.form.back"), { do: "back", priority: 2 }));
    actions.push(move(view, p.t("runtime.form.cancel"), { do: "cancel", priority: 3 }));
  }
  const lines = [problem && `⚠️ ${problem}`, step.ask(p, session.answers, now)];
  if (answered && step.kind !== "choices") {
    lines.push(p.t("runtime.form.now", { value: shownAnswer(view, step, before) }));
  }
  const footer = [
    form.steps.length > 1 ? p.t("runtime.form.progress", { at, of: applied.length }) : "",
    buttons ? "" : p.t(step.optional || answered ? "runtime.form.words_skip" : "runtime.form.words"),
  ].filter((line) => line !== "");
  const card: Card = {
    title: form.title(p),
    body: lines.filter((line) => line !== undefined && line !== "").join("\n\n"),
    actions,
    ...(footer.length > 0 && { footer: footer.join(" · ") }),
  };
  return { card };
}

/** An answer as its person reads it back. */
export function shownAnswer(view: Pick<FormView, "session" | "p" | "now">, step: FormStep, value: unknown): string {
  const { p } = view;
  if (value === undefined || value === null) return p.t("runtime.form.skipped");
  if (step.secret) return `•••• ${String(value).slice(-4)}`;
  const options = optionsOf(view, step);
  const named = (one: unknown): string => options.find((option) => option.value === one)?.label ?? String(one);
  if (Array.isArray(value)) return p.list(value.map(named));
  if (step.kind === "date" && typeof value === "string") return p.date(value);
  if (typeof value === "number") return p.number(value);
  const text = named(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN - 1)}…` : text;
}

/** Everything that was answered, before it is sent. */
export function reviewContent(view: FormView, problem?: string): MessageContent {
  const { form, session, p, buttons } = view;
  const picks = picksFirst(form);
  const shown = appliedSteps(form, session.answers).filter(({ key }) => !picks || session.answers[key] !== null);
  if (shown.length === 0) return editContent(view);
  const facts: Fact[] = shown.map((step) => ({
    label: step.label(p),
    value: shownAnswer(view, step, session.answers[step.key]),
    required: session.answers[step.key] !== null,
  }));
  const actions: Action[] = [
    move(view, p.t("runtime.form.submit"), { do: "submit", style: "primary", required: true, priority: 9 }),
    move(view, p.t("runtime.form.edit"), { do: "edit", priority: 5 }),
    move(view, p.t("runtime.form.cancel"), { do: "cancel", priority: 3 }),
  ];
  return {
    card: {
      title: form.title(p),
      tone: problem ? "warning" : "neutral",
      body: problem ? `⚠️ ${problem}` : p.t("runtime.form.review"),
      facts,
      actions,
      ...(!buttons && { footer: p.t("runtime.form.words") }),
    },
  };
}

/** Which answer is to be changed. */
export function editContent(view: FormView): MessageContent {
  const { form, session, p } = view;
  const actions = appliedSteps(form, session.answers).map((step) =>
    move(view, step.label(p), { do: "goto", step: step.key, priority: 5 }),
  );
  if (picksFirst(form)) actions.push(move(view, p.t("runtime.form.cancel"), { do: "cancel", priority: 3 }));
  return { card: { title: form.title(p), body: p.t("runtime.form.edit_which"), actions } };
}

/** The open form, as it is offered in another chat or before something else takes its place. */
export function offerContent(view: FormView, instead?: Action): MessageContent {
  const { form, session, p, now } = view;
  const step = form.steps.find(({ key }) => key === session.step);
  const question = step ? step.ask(p, session.answers, now) : p.t("runtime.form.review");
  return {
    card: {
      title: form.title(p),
      body: `${p.t("runtime.form.open_elsewhere")}\n\n> ${question.replaceAll("\n", "\n> ")}`,
      actions: [
        move(view, p.t("runtime.form.continue"), { do: "continue", style: "primary", required: true, priority: 9 }),
        ...(instead ? [instead] : []),
        move(view, p.t("runtime.form.cancel"), { do: "cancel", required: true, priority: 8 }),
      ],
    },
  };
}
