import type { OutboxWriter } from "../cards/notification.ts";
import type { Tx } from "../db/types.ts";
import type { Actor } from "../kernel/actor.ts";
import type { JobWriter } from "./job.ts";
import type { Ports } from "./ports.ts";

/** What `prepare` has: the outside world and short reads, no transaction of its own. */
export interface PrepareContext {
  readonly actor: Actor;
  readonly tenant: string;
  now(): Date;
  readonly ports: Ports;
  /** A short transaction under the actor's own scope. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  readonly signal?: AbortSignal;
}

/** What `run` has: everything inside the one transaction. */
export interface UseCaseContext {
  readonly actor: Actor;
  /** The organization, the influencer, or `platform`. */
  readonly tenant: string;
  now(): Date;
  readonly tx: Tx;
  readonly outbox: OutboxWriter;
  readonly jobs: JobWriter;
  /** Pure ports only (vault); anything that leaves the house belongs in `prepare` or in a job. */
  readonly ports: Pick<Ports, "vault" | "publicUrl" | "chats" | "clockSpeed">;
  /** Set when a human pressed a button or decided an approval: who, and through which door. */
  readonly decidedBy?: { readonly person: string; readonly name: string; readonly via: string };
  readonly dryRun: boolean;
}

/** The organization of an actor that must have one. */
export function orgOf(ctx: { actor: Actor }): string {
  if (!ctx.actor.orgId) throw new Error("this use case is for members of an organization");
  return ctx.actor.orgId;
}
