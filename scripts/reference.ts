// Writes docs/reference from the registry, without a database: what a model reads (tools.json), the REST description
// (openapi.json) and who may do what (permissions.md). `--check` only compares, and says what is stale.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { MODULES } from "../app/modules.ts";
import { MEMBER_ROLES, type Role } from "../core/kernel/actor.ts";
import type { UseCase } from "../core/usecase/define.ts";
import { createRegistry, type Registry } from "../core/usecase/registry.ts";
import { type CatalogTool, createToolCatalog } from "../mcp-server/index.ts";
import { createOpenApiDocument } from "../web/openapi.ts";
import { restPath } from "../web/rest.ts";

/** A visible list above this costs every conversation too much (about a quarter of a token a character). */
const LIST_TOKENS_MAX = 14_000;
const CHARACTERS_PER_TOKEN = 4;
const ROLES: readonly Role[] = [...MEMBER_ROLES, "influencer", "operator", "system"];

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
  "permissions.md": permissions(registry),
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
    const warning = tokens > LIST_TOKENS_MAX || direct.length > 20 ? "  <- too much" : "";
    console.log(
      `mcp ${role}: ${direct.length} listed (about ${tokens} tokens), ${mine.length - direct.length} behind find_tools${warning}`,
    );
  }
}

function permissions(all: Registry): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const useCases = all.useCases;
  const head = ["use case", "effect", "decided by", "scope", ...ROLES, "REST", "MCP", "chat"];
  return [
    "# Who may do what",
    "",
    "Derived from the registry by `npm run reference`; do not edit. A dot means the role may call it; rows are then judged by row",
    'security and by the use case itself. "decided by" says whose button it needs: a call alone changes nothing.',
    "",
    row(head),
    row(head.map(() => "---")),
    ...useCases.map((useCase) =>
      row([
        `\`${useCase.name}\``,
        useCase.effect,
        decidersOf(useCase),
        `\`${useCase.access.scope}\``,
        ...ROLES.map((role) => (useCase.access.roles.includes(role) ? "•" : "")),
        useCase.expose.rest ? `\`${useCase.rest.method.toUpperCase()} ${restPath(useCase)}\`` : "",
        useCase.expose.mcp === false ? "" : useCase.expose.mcp,
        useCase.expose.chat ? "•" : "",
      ]),
    ),
    "",
  ].join("\n");
}

function decidersOf(useCase: UseCase): string {
  const deciders = useCase.approval?.deciders;
  if (!deciders) return "";
  if (deciders.self) return "the person who asks";
  const above = deciders.rolesAboveLimit
    ? `; above the limit ${deciders.rolesAboveLimit.join(", ")}, not the requester`
    : "";
  return `${(deciders.roles ?? []).join(", ")}${above}`;
}
