import { randomUUID } from "node:crypto";
import type { Log } from "../core/audit/incidents.ts";
import { openDatabase } from "../core/db/database.ts";
import { lockHolder } from "../core/db/embedded/lock.ts";
import { type EmbeddedServer, startEmbeddedServer } from "../core/db/embedded/server.ts";
import { migrate, waitingMigrations } from "../core/db/migrate.ts";
import type { Database } from "../core/db/types.ts";
import type { Config } from "./config.ts";

const EMBEDDED_CONNECTIONS = 8;
const NATIVE_CONNECTIONS = 16;

/** The database of this process: its own embedded one, a native one, or (`guest`) the embedded one of a running Kolega. */
export interface Foundation {
  readonly db: Database;
  readonly embedded: "own" | "guest" | "no";
  /** Names of the migrations applied now. */
  readonly migrated: readonly string[];
  /** Names of those that wait; only ever any when it was opened to `inspect`. */
  readonly waiting: readonly string[];
  /** Names this process in leases. */
  readonly owner: string;
  close(): Promise<void>;
}

/**
 * Opens the database and brings it up to date. Without `DATABASE_URL` that is the embedded Postgres in the data folder;
 * when a running Kolega holds the folder, a `guest` may join it, anyone else gets DataFolderInUse.
 * To `inspect`, nothing is migrated.
 */
export async function openFoundation(
  config: Config,
  log: Log,
  options: { guest: boolean; inspect?: boolean },
): Promise<Foundation> {
  const onConnectionError = (error: Error): void => log.warn({ error: error.message }, "database connection");
  const owner = `${process.pid}-${randomUUID().slice(0, 8)}`;
  const bringUp = async (connection: { url: string } | { socketFolder: string }) =>
    options.inspect
      ? { migrated: [], waiting: await waitingMigrations(connection) }
      : { migrated: await migrate(connection), waiting: [] };
  if (config.databaseUrl) {
    const connection = { url: config.databaseUrl };
    const schema = await bringUp(connection);
    const db = openDatabase({ connection, maxConnections: NATIVE_CONNECTIONS, onConnectionError });
    return { db, embedded: "no", ...schema, owner, close: () => db.close() };
  }
  const holder = options.guest ? await lockHolder(config.dataDir) : undefined;
  if (holder) {
    const waiting = options.inspect ? await waitingMigrations(holder) : [];
    const db = openDatabase({
      connection: { socketFolder: holder.socketFolder },
      maxConnections: 3,
      onConnectionError,
    });
    return { db, embedded: "guest", migrated: [], waiting, owner, close: () => db.close() };
  }
  const server: EmbeddedServer = await startEmbeddedServer({ dataDir: config.dataDir });
  try {
    const schema = await bringUp(server);
    const db = openDatabase({
      connection: server,
      maxConnections: EMBEDDED_CONNECTIONS,
      onConnectionError,
      onClose: () => server.stop(),
    });
    return { db, embedded: "own", ...schema, owner, close: () => db.close() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
