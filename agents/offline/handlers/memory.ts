import { z } from "zod";
import type { Reading } from "../interpret.ts";
import type { PlannerTurn } from "../planner-turn.ts";

const kept = z.object({ preferences: z.array(z.object({ preferenceId: z.string() })) });

/** Keeps what follows the wish; without anything there, what is kept is shown, with a button to add to it. */
export async function rememberFact(turn: PlannerTurn, { useCase, input }: Reading): Promise<void> {
  if (useCase && typeof input.fact === "string") await turn.perform(useCase, { fact: input.fact });
  else await turn.perform("assistant.preferences", {});
}

/** Forgets the one whose number was said; else all of them are shown, each with its button. */
export async function forgetFact(turn: PlannerTurn, { useCase, input }: Reading): Promise<void> {
  const { number } = input;
  if (useCase && typeof number === "number") {
    const { preferences } = kept.parse(await turn.read("assistant.preferences", {}));
    const meant = preferences[number - 1];
    if (meant) {
      await turn.perform(useCase, { preferenceId: meant.preferenceId });
      return;
    }
  }
  await turn.perform("assistant.preferences", {});
}

/** A new limit for the models, for an admin to press; without an amount and its period, the limits there are. */
export async function setCostLimit(turn: PlannerTurn, { useCase, input }: Reading): Promise<void> {
  if (useCase && Object.keys(input).length > 0) await turn.perform(useCase, input);
  else await turn.perform("assistant.get_budget", {});
}

/** What the assistant's models cost in the days that were named. */
export async function showCosts(turn: PlannerTurn, { useCase, input }: Reading): Promise<void> {
  if (useCase) await turn.perform(useCase, { period: input.period });
}
