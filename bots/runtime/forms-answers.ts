import type { RefusedIssue } from "../../core/forms/reducer.ts";
import type { Answers, FormDefinition, FormStep } from "../../core/usecase/form.ts";
import { reasonOf } from "../../core/usecase/input.ts";
import type { FormView } from "./forms-view.ts";

/** Answers that still stand in this version of the form. */
export function validOf(form: FormDefinition, answers: Answers): Answers {
  const valid: Record<string, unknown> = {};
  for (const step of form.steps) {
    const answer = answers[step.key];
    if (answer === null && step.optional) valid[step.key] = null;
    else if (answer != null && step.schema.safeParse(answer).success) valid[step.key] = answer;
  }
  return valid;
}

/** Why an answer did not do, in our own words and the reader's language. */
export function refusal(issues: readonly RefusedIssue[], step: FormStep, { p }: FormView): string {
  const issue = issues[0];
  const reason = issue && reasonOf(issue);
  const why = reason && p.has(`errors.${reason.reason}`) ? p.t(`errors.${reason.reason}`, reason.params) : "";
  return `${step.label(p)} ${why === "" ? p.t("errors.field_invalid") : why}`;
}
