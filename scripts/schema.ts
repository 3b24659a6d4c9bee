// Rewrites prisma/schema/*.prisma from the migrated database: SQL migrations are the truth, the schema is how TypeScript
// sees them. `--check` only compares (a test does the same).
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { startEmbeddedServer } from "../core/db/embedded/server.ts";
import { migrate } from "../core/db/migrate.ts";
import { readPrismaSchema } from "../core/db/prisma-schema.ts";

const folder = new URL("../prisma/schema/", import.meta.url);
const server = await startEmbeddedServer({});
await migrate(server);
const files = await readPrismaSchema(server);
await server.stop();

const existing = readdirSync(folder).filter((name) => name.endsWith(".prisma") && name !== "main.prisma");
const stale =
  existing.filter((name) => !files.has(name)).length > 0 ||
  [...files].some(([name, text]) => !existing.includes(name) || readFileSync(new URL(name, folder), "utf8") !== text);
if (process.argv.includes("--check")) {
  if (stale) console.error("prisma/schema is stale: run `npm run schema`");
  process.exit(stale ? 1 : 0);
}
for (const name of existing) if (!files.has(name)) rmSync(new URL(name, folder));
for (const [name, text] of files) writeFileSync(new URL(name, folder), text);
console.log(`${files.size} schema files written`);
process.exit(0);
