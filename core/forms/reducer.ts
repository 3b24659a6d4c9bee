import type { z } from "zod";
import type { Answers, FormStep } from "../usecase/form.ts";

/** What the reducer needs to know of a form. */
export interface FormShape {
  readonly steps: readonly FormStep[];
  readonly review?: boolean;
}

/** A form half filled in. Pure data: what it becomes depends on nothing else. */
export interface FormState {
  readonly status: "open" | "submitting" | "submitted" | "cancelled";
  /** The step that is asked now; null is the overview before it is sent. */
  readonly step: string | null;
  /** Answers by key; null was skipped. */
  readonly answers: Answers;
  /** Grows with every event that counted. */
  readonly revision: number;
  /** Ids of the events that counted. */
  readonly events: readonly string[];
}

/** What can happen to a form. `id` names the inbound event: the same one again is nothing. */
export type FormEvent = { readonly id: string } & (
  | { readonly kind: "answer"; readonly step: string; readonly value: unknown }
  /** Leaves an optional question; an answer it has already stays. */
  | { readonly kind: "skip"; readonly step: string }
  /** One option of a question that takes several: in, or out again. */
  | { readonly kind: "toggle"; readonly step: string; readonly value: string }
  | { readonly kind: "back" }
  | { readonly kind: "goto"; readonly step: string }
  | { readonly kind: "cancel" }
  | { readonly kind: "restart" }
  | { readonly kind: "submit" }
  /** What became of a submission. */
  | { readonly kind: "submitted" }
  | { readonly kind: "failed"; readonly step?: string }
);

/** What is to be done after an event, in order. */
export type FormEffect =
  | { readonly kind: "ask"; readonly step: string }
  | { readonly kind: "review" }
  /** The answer was refused; `issues` are zod's. */
  | { readonly kind: "refuse"; readonly step: string; readonly issues: readonly RefusedIssue[] }
  /** Call the use case under the form's own key: the same answers as often as it is asked for. */
  | { readonly kind: "submit"; readonly answers: Answers }
  /** Being sent just now: nothing can be changed. */
  | { readonly kind: "busy" }
  | { readonly kind: "closed"; readonly how: "submitted" | "cancelled" };

export type RefusedIssue = z.core.$ZodIssue;

export const NEW_FORM: Omit<FormState, "step"> = { status: "open", answers: {}, revision: 0, events: [] };

/** The steps that are asked, given the answers so far. */
export function appliedSteps(form: FormShape, answers: Answers): FormStep[] {
  const known: Record<string, unknown> = {};
  const applied: FormStep[] = [];
  for (const step of form.steps) {
    if (step.when && !step.when(known)) continue;
    applied.push(step);
    const answer = answers[step.key];
    if (answer !== undefined && answer !== null) known[step.key] = answer;
  }
  return applied;
}

/** The answers that count: of steps that are asked, without the skipped ones. */
export function countingAnswers(form: FormShape, answers: Answers): Record<string, unknown> {
  const counting: Record<string, unknown> = {};
  for (const step of appliedSteps(form, answers)) {
    const answer = answers[step.key];
    if (answer !== undefined && answer !== null) counting[step.key] = answer;
  }
  return counting;
}

/** A form at its first question, or at the first that its given answers leave open. */
export function beginForm(form: FormShape, answers: Answers = {}): FormState {
  const state: FormState = { ...NEW_FORM, answers, step: null };
  return { ...state, step: nextOpen(form, answers) ?? (form.review === false ? lastStep(form, answers) : null) };
}

function nextOpen(form: FormShape, answers: Answers): string | undefined {
  return appliedSteps(form, answers).find((step) => answers[step.key] === undefined)?.key;
}

function lastStep(form: FormShape, answers: Answers): string | null {
  return appliedSteps(form, answers).at(-1)?.key ?? null;
}

const stepOf = (form: FormShape, key: string | null): FormStep | undefined =>
  form.steps.find((step) => step.key === key);

const draftKey = (step: string): string => `+${step}`;

/** What is chosen so far at a question that takes several options. */
export function chosenOf(state: Pick<FormState, "answers">, step: string): string[] {
  const chosen = state.answers[draftKey(step)] ?? state.answers[step];
  return Array.isArray(chosen) ? chosen.map(String) : [];
}

/** What is shown for a state as it is. */
export function showing(state: FormState): FormEffect {
  if (state.status === "submitted" || state.status === "cancelled") return { kind: "closed", how: state.status };
  if (state.status === "submitting") return { kind: "busy" };
  return state.step === null ? { kind: "review" } : { kind: "ask", step: state.step };
}

/** What an event makes of a form. Never throws; a state that did not change is the same object. */
export function reduceForm(form: FormShape, state: FormState, event: FormEvent): [FormState, readonly FormEffect[]] {
  if (state.status === "submitting") return whileSubmitting(form, state, event);
  if (state.events.includes(event.id)) return [state, []];
  if (state.status !== "open") return [state, [{ kind: "closed", how: state.status }]];
  const next = (change: Partial<FormState>): FormState => ({
    ...state,
    ...change,
    revision: state.revision + 1,
    events: [...state.events, event.id],
  });
  const moved = (change: Partial<FormState>): [FormState, FormEffect[]] => {
    const state = next(change);
    return [state, [showing(state)]];
  };
  switch (event.kind) {
    case "answer":
    case "skip":
      // A button of another question: that one is behind us, or does not apply any more.
      if (event.step !== state.step) return [state, [showing(state)]];
      return takeAnswer(form, state, event, next);
    case "toggle": {
      if (event.step !== state.step) return [state, [showing(state)]];
      const chosen = chosenOf(state, event.step);
      const value = chosen.includes(event.value)
        ? chosen.filter((one) => one !== event.value)
        : [...chosen, event.value];
      return moved({ answers: { ...state.answers, [draftKey(event.step)]: value } });
    }
    case "back":
      return moved({ step: previousStep(form, state) });
    case "goto":
      return appliedSteps(form, state.answers).some((step) => step.key === event.step)
        ? moved({ step: event.step })
        : [state, [showing(state)]];
    case "cancel": {
      const cancelled = next({ status: "cancelled" });
      return [cancelled, [showing(cancelled)]];
    }
    case "restart":
      return moved({ answers: {}, step: beginForm(form).step });
    case "submit":
      return state.step === null && nextOpen(form, state.answers) === undefined
        ? submitting(form, next({ status: "submitting" }))
        : [state, [showing(state)]];
    default:
      return [state, [showing(state)]];
  }
}

function submitting(form: FormShape, state: FormState): [FormState, readonly FormEffect[]] {
  return [state, [{ kind: "submit", answers: countingAnswers(form, state.answers) }]];
}

/** The answers stand still; who submits again, or takes the turn up after a crash, submits the same. */
function whileSubmitting(form: FormShape, state: FormState, event: FormEvent): [FormState, readonly FormEffect[]] {
  const revision = state.revision + 1;
  if (event.kind === "submitted") {
    const done: FormState = { ...state, status: "submitted", revision };
    return [done, [showing(done)]];
  }
  if (event.kind === "failed") {
    const applied = appliedSteps(form, state.answers);
    const fallback = form.review === false ? lastStep(form, state.answers) : null;
    const step = applied.some(({ key }) => key === event.step) ? (event.step ?? null) : fallback;
    const open: FormState = { ...state, status: "open", step, revision };
    return [open, [showing(open)]];
  }
  if (event.kind === "submit" || state.events.includes(event.id)) return submitting(form, state);
  return [state, [{ kind: "busy" }]];
}

function takeAnswer(
  form: FormShape,
  state: FormState,
  event: Extract<FormEvent, { kind: "answer" | "skip" }>,
  next: (change: Partial<FormState>) => FormState,
): [FormState, readonly FormEffect[]] {
  const step = stepOf(form, state.step);
  if (!step) return [state, [showing(state)]];
  let answers = state.answers;
  if (event.kind === "answer") {
    const parsed = step.schema.safeParse(event.value, { reportInput: true });
    if (!parsed.success) return [state, [{ kind: "refuse", step: step.key, issues: parsed.error.issues }]];
    if (parsed.data === undefined || parsed.data === null) return [state, [showing(state)]];
    const { [draftKey(step.key)]: _draft, ...kept } = answers;
    answers = { ...kept, [step.key]: parsed.data };
  } else {
    const answered = answers[step.key] !== undefined && answers[step.key] !== null;
    if (!step.optional && !answered) return [state, [showing(state)]];
    if (!answered) answers = { ...answers, [step.key]: null };
  }
  const open = nextOpen(form, answers) ?? null;
  if (open === null && form.review === false) return submitting(form, next({ answers, status: "submitting" }));
  const moved = next({ answers, step: open });
  return [moved, [showing(moved)]];
}

function previousStep(form: FormShape, state: FormState): string | null {
  const applied = appliedSteps(form, state.answers);
  const at = state.step === null ? applied.length : applied.findIndex((step) => step.key === state.step);
  return applied[Math.max(0, at - 1)]?.key ?? state.step;
}
