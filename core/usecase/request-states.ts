import type { Actor } from "../kernel/actor.ts";
import type { ApprovalFacts } from "./executor.ts";

/** What became of a request that a person was to decide. */
export interface RequestOutcome {
  readonly status: "pending" | "approved" | "rejected" | "expired" | "superseded" | "failed";
  /** What the person is, or was, shown. */
  readonly facts: ApprovalFacts;
  readonly expiresAt: Date;
  /** Where a signed-in person can decide it. */
  readonly url: string;
  readonly decidedByName?: string;
  /** What the call answered, once it was approved. */
  readonly output?: Readonly<Record<string, unknown>>;
}

/**
 * State of a call that waits for its person, carried by the client that will ask again. Sealed for one person and one
 * call (method, tool and arguments), good for a day and for one retry; the table of what was spent decides.
 */
export interface RequestStates {
  seal(actor: Actor, call: unknown, approvalId: string): string;
  /** The approval behind it; undefined for anything that is not an unspent state of this person for this call. */
  spend(actor: Actor, call: unknown, sealed: string): Promise<string | undefined>;
  /** Only of the asking person's own requests. */
  outcomeOf(actor: Actor, approvalId: string): Promise<RequestOutcome | undefined>;
}
