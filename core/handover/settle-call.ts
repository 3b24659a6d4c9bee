import type { z } from "zod";
import type { UseCaseContext } from "../usecase/context.ts";
import { callSubject, type HandOver } from "./hand-over.ts";
import { callSettled } from "./notifications.ts";

type Outcome = z.output<typeof callSettled.data>["outcome"];

/** Turns the cards that called the organization's people into what became of the call. */
export async function settleCall(ctx: UseCaseContext, row: HandOver, outcome: Outcome, by: string): Promise<void> {
  await ctx.outbox.settle(callSettled, {
    subject: callSubject(row.id),
    key: `${row.id}:${outcome === "taken" ? "taken" : "ended"}`,
    data: { personName: row.personName, by, outcome },
  });
}
