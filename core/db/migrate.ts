import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";

/** A host that swallows packets would keep a start waiting for minutes; a database that is there answers sooner. */
const CONNECT_TIMEOUT_MS = 10_000;

type Connection = { readonly url: string } | { readonly socketFolder: string };

function clientOf(connection: Connection): pg.Client {
  const client = new pg.Client({
    ...("url" in connection
      ? { connectionString: connection.url }
      : { host: connection.socketFolder, user: "postgres", database: "postgres" }),
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  // Ended between two statements: the next one fails with it. Unheard, it would end the process.
  client.on("error", () => undefined);
  return client;
}

/** Names of the migrations that `migrate` would apply now. Changes nothing. */
export async function waitingMigrations(connection: Connection): Promise<string[]> {
  const client = clientOf(connection);
  await client.connect();
  try {
    const { rows } = await client.query<{ known: boolean }>(
      "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS known",
    );
    const done = rows[0]?.known
      ? await client.query<{ migration_name: string }>(
          "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
        )
      : { rows: [] };
    const names = new Set(done.rows.map((row) => row.migration_name));
    return migrations().flatMap(({ name }) => (names.has(name) ? [] : [name]));
  } finally {
    await client.end();
  }
}

/**
 * Applies `prisma/migrations/<time>_<name>/migration.sql` in order and keeps Prisma's own `_prisma_migrations` table, so
 * that Prisma's tools see the same history. (Prisma's engine cannot be had offline; the files are plain SQL.)
 */
export async function migrate(connection: Connection): Promise<string[]> {
  const client = clientOf(connection);
  await client.connect();
  try {
    await client.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
      id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) NOT NULL,
      logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`);
    const applied: string[] = [];
    await client.query("BEGIN");
    try {
      // Two starting processes: the second waits here and then finds nothing left to do.
      await client.query("SELECT pg_advisory_xact_lock(7201961)");
      const known = await client.query<{ migration_name: string; checksum: string }>(
        "SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
      );
      const done = new Map(known.rows.map((row) => [row.migration_name, row.checksum]));
      for (const { name, sql } of migrations()) {
        const checksum = createHash("sha256").update(sql).digest("hex");
        const before = done.get(name);
        if (before !== undefined) {
          if (before !== checksum) throw new Error(`migration ${name} was changed after it had been applied`);
          continue;
        }
        await client.query(sql);
        await client.query(
          "INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count) VALUES ($1, $2, now(), $3, 1)",
          [randomUUID(), checksum, name],
        );
        applied.push(name);
      }
      await client.query("COMMIT");
    } catch (error) {
      await client.query("ROLLBACK");
      throw error;
    }
    return applied;
  } finally {
    await client.end();
  }
}

function migrations(): { name: string; sql: string }[] {
  const folder = ["../../prisma/migrations", "../../../prisma/migrations"]
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(path));
  if (!folder) throw new Error("prisma/migrations is missing");
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(folder, name, "migration.sql"), "utf8") }));
}
