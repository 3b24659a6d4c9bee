import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";

/** The connection of the transaction this call chain is inside. */
export const currentConnection = new AsyncLocalStorage<pg.PoolClient>();

function connectionOfTransaction(): pg.PoolClient {
  const connection = currentConnection.getStore();
  if (!connection) throw new Error("Prisma was used outside a transaction");
  return connection;
}

/** BEGIN and COMMIT of a nested transaction become a savepoint: the outer transaction is ours. */
const NESTED: Readonly<Record<string, string>> = {
  BEGIN: "SAVEPOINT nested",
  COMMIT: "RELEASE SAVEPOINT nested",
  ROLLBACK: "ROLLBACK TO SAVEPOINT nested",
};

function translate(query: unknown): unknown {
  if (typeof query === "string") return NESTED[query] ?? query;
  if (query !== null && typeof query === "object" && "text" in query && typeof query.text === "string") {
    const nested = NESTED[query.text];
    if (nested) return { ...query, text: nested };
  }
  return query;
}

/**
 * A pool without connections of its own: whatever is asked of it runs on the connection of the surrounding transaction.
 * So Prisma and plain SQL share one transaction, one role and one tenant, and Prisma can never reach past them.
 */
export class RoutedPool extends pg.Pool {
  // biome-ignore lint/suspicious/noExplicitAny: pg declares seven overloads; all of them are forwarded unchanged
  override query(...args: any[]): any {
    const connection = connectionOfTransaction();
    return Reflect.apply(connection.query, connection, args);
  }

  // biome-ignore lint/suspicious/noExplicitAny: same reason
  override connect(): any {
    const connection = connectionOfTransaction();
    const nested = {
      query: (first: unknown, ...rest: unknown[]) =>
        Reflect.apply(connection.query, connection, [translate(first), ...rest]),
      on: () => nested,
      removeListener: () => nested,
      release: () => undefined,
    };
    return Promise.resolve(nested);
  }
}
