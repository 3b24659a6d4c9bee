import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbeddedServer } from "../../core/db/embedded/server.ts";
import { migrate } from "../../core/db/migrate.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A migrated data folder to start embedded databases from; empty on a native Postgres. */
    templateFile: string;
    /** Address of the native Postgres of this run (`TEST_DATABASE_URL`), or empty. */
    nativeUrl: string;
    redisUrl: string;
  }
}

export const TEMPLATE_DATABASE = "kolega_test_template";

/** Migrates once; every test file then starts from a copy. */
export async function setup(project: TestProject): Promise<() => void> {
  const nativeUrl = process.env.TEST_DATABASE_URL ?? "";
  project.provide("nativeUrl", nativeUrl);
  project.provide("redisUrl", process.env.TEST_REDIS_URL ?? "");
  if (nativeUrl) {
    const client = new pg.Client({ connectionString: nativeUrl });
    await client.connect();
    await client.query(`DROP DATABASE IF EXISTS ${TEMPLATE_DATABASE}`);
    await client.query(`CREATE DATABASE ${TEMPLATE_DATABASE} TEMPLATE ${new URL(nativeUrl).pathname.slice(1)}`);
    await client.end();
    const url = new URL(nativeUrl);
    url.pathname = `/${TEMPLATE_DATABASE}`;
    await migrate({ url: url.href });
    project.provide("templateFile", "");
    return () => undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), "kolega-test-"));
  const server = await startEmbeddedServer({});
  await migrate(server);
  const file = join(folder, "template.tar");
  writeFileSync(file, await server.dump());
  await server.stop();
  project.provide("templateFile", file);
  return () => rmSync(folder, { recursive: true, force: true });
}
