// Writes docs/reference from the registry, without a database: what a model reads (tools.json), the REST description
// (openapi.json) and who may do what (permissions.md). `--check` only compares, and says what is stale.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { MODULES } from "../app/modules.ts";
import { createRegistry } from "../core/usecase/registry.ts";
import { createToolCatalog } from "../mcp-server/index.ts";
import { createOpenApiDocument } from "../web/openapi.ts";
import { permissionsPage } from "./permissions-page.ts";

const folder = new URL("../docs/reference/", import.meta.url);
const registry = createRegistry(MODULES);
const { tools } = createToolCatalog(registry);
const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};

const files: Readonly<Record<string, string>> = {
  "tools.json": json(
    tools.map(({ direct, definition: { outputSchema: _, ...read } }) => ({ listed: direct, ...read })),
  ),
  "openapi.json": json(createOpenApiDocument(registry, { version, server: "/" })),
  "permissions.md": permissionsPage(registry),
};

const stale = Object.entries(files).filter(([name, text]) => {
  const file = new URL(name, folder);
  return !existsSync(file) || readFileSync(file, "utf8") !== text;
});
if (process.argv.includes("--check")) {
  for (const [name] of stale) console.error(`docs/reference/${name} is stale: run \`npm run reference\``);
  process.exit(stale.length > 0 ? 1 : 0);
}
mkdirSync(folder, { recursive: true });
for (const [name, text] of stale) writeFileSync(new URL(name, folder), text);
console.log(`${stale.length} of ${Object.keys(files).length} reference files written`);

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
