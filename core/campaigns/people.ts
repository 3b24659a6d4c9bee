import { personOf } from "../kernel/actor.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import type { CampaignRow } from "./campaign-row.ts";

/** Who decides in this call: the person who pressed or approved, else the caller. */
export function deciderOf(ctx: UseCaseContext): { person: string; name: string } {
  return ctx.decidedBy ?? { person: personOf(ctx.actor), name: ctx.actor.displayName };
}

/** The people a campaign belongs to (who made it, who submitted it), but for the one who acts: they see the answer. */
export function ownersBut(row: CampaignRow, person: string): string[] {
  const owners = new Set([row.createdBy, ...(row.submittedBy ? [row.submittedBy] : [])]);
  owners.delete(person);
  return [...owners];
}
