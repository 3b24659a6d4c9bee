import type { FieldProblem } from "../../language/fields.ts";
import type { PlannerTurn } from "../planner-turn.ts";

/** Says why an amount or a date cannot be taken as it stands; one sentence for each. */
export function sayProblems(turn: PlannerTurn, problems: readonly FieldProblem[]): void {
  for (const { reason, text } of problems.slice(0, 3)) {
    const key = `assistant.problem.${reason}`;
    turn.say(turn.p.t(turn.p.has(key) ? key : "assistant.problem.unclear", { text }));
  }
}
