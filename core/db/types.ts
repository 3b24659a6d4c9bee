import type { PrismaClient } from "./generated/client.ts";

/** Whose rows a transaction may see: one tenant's (row security), or the house's own work (`platform`). */
export type Scope =
  | { readonly role: "app"; readonly orgId?: string; readonly influencerId?: string }
  | { readonly role: "platform" };

/** Rows come back with camelCase keys; int8 as bigint, timestamptz as Date, date as `YYYY-MM-DD`, numeric as string. */
export interface Tx {
  readonly scope: Scope;
  query<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /** The first row, or undefined. */
  first<Row>(sql: string, params?: readonly unknown[]): Promise<Row | undefined>;
  /** How many rows a statement changed: the row count of a conditional update decides who was first. */
  execute(sql: string, params?: readonly unknown[]): Promise<number>;
  /** The typed client, bound to this transaction. */
  readonly prisma: PrismaClient;
  /**
   * Adds an organization to what this transaction sees: an influencer acting in a collaboration that was checked to be
   * theirs. Only ever widens by the one organization named.
   */
  joinOrganization(orgId: string): Promise<void>;
  /** Runs after the commit, never after a rollback: hints to workers, nothing that must not be lost. */
  afterCommit(hook: () => void): void;
}

export interface Database {
  /**
   * One transaction under one scope; retried (at most three times) when Postgres reports a deadlock or serialization
   * failure. Throws DatabaseAway when there is no connection, or none any more.
   */
  transaction<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * One call of an SQL function that takes its own role, as a transaction of its own in one round trip; its first row.
   * For what somebody outside waits for. Throws DatabaseAway as `transaction` does; it is not tried again.
   */
  call<Row>(sql: string, params: readonly unknown[]): Promise<Row | undefined>;
  /** Whether this is the embedded Postgres (one session serves all: no named statements, short transactions). */
  readonly embedded: boolean;
  close(): Promise<void>;
}
