import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { openDatabase } from "../../core/db/database.ts";
import type { Database } from "../../core/db/types.ts";
import { lendEmbedded } from "./embedded.ts";
import { TEMPLATE_DATABASE } from "./global-setup.ts";

export interface TestDatabase extends Database {
  /** How a second process or a raw client reaches the same database. */
  readonly connection: { url: string } | { socketFolder: string };
}

const onConnectionError = (): void => undefined;

/** A migrated database of its own, embedded or native as the run says; close it in afterAll. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const nativeUrl = inject("nativeUrl");
  if (!nativeUrl) {
    const { socketFolder, giveBack } = await lendEmbedded(inject("templateFile"));
    const connection = { socketFolder };
    const db = openDatabase({ connection, maxConnections: 8, onConnectionError, onClose: giveBack });
    return { ...db, connection };
  }
  const name = `kolega_test_${randomBytes(6).toString("hex")}`;
  const admin = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: nativeUrl });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await admin(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE_DATABASE}`);
  const url = new URL(nativeUrl);
  url.pathname = `/${name}`;
  const connection = { url: url.href };
  const db = openDatabase({
    connection,
    maxConnections: 8,
    onConnectionError,
    // FORCE may not end an autovacuum that is just at work there; without it Postgres asks that one to leave by itself.
    onClose: () => admin(`DROP DATABASE ${name} WITH (FORCE)`).catch(() => admin(`DROP DATABASE ${name}`)),
  });
  return { ...db, connection };
}
