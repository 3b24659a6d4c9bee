// Writes docs/reference from the registry, without a database: what a model reads (tools.json), the REST description
// (openapi.json) and who may do what (permissions.md). `--check` only compares, and says what is stale.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { MODULES } from "../app/modules.ts";
import { createRegistry } from "../core/usecase/registry.ts";
import { type CatalogTool, createToolCatalog } from "../mcp-server/index.ts";
import { createOpenApiDocument } from "../web/openapi.ts";
import { permissionsPage, ROLES } from "./permissions-page.ts";

/** A visible list above this costs every conversation too much (about a quarter of a token a character). */
const LIST_TOKENS_MAX = 14_000;
const CHARACTERS_PER_TOKEN = 4;
const LISTED_MAX = 20;

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
printSizes();
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

/** What a host puts into a model's context: names, descriptions and input schemas. */
function readByModel(tool: CatalogTool): number {
  const { name, description, inputSchema } = tool.definition;
  return Math.ceil(JSON.stringify({ name, description, inputSchema }).length / CHARACTERS_PER_TOKEN);
}

function printSizes(): void {
  for (const role of ROLES) {
    const mine = tools.filter((tool) => tool.useCase.access.roles.includes(role));
    const direct = mine.filter((tool) => tool.direct);
    const tokens = direct.reduce((sum, tool) => sum + readByModel(tool), 0);
    if (mine.length === 0) continue;
    // find_tools and run_tool stand in the list when anything is behind them.
    const listed = direct.length === mine.length ? direct.length : direct.length + 2;
    const warning = tokens > LIST_TOKENS_MAX || listed > LISTED_MAX ? "  <- too much" : "";
    console.log(
      `mcp ${role}: ${listed} listed (about ${tokens} tokens), ${mine.length - direct.length} behind find_tools${warning}`,
    );
  }
}
