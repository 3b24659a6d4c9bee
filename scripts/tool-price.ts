// Prints what the tool lists cost a model, in tokens: the MCP list of each role, and what our own assistant sends.
// Tokens are counted by gpt-tokenizer (o200k_base), an approximation of every other model's own count. Exits with 1 when
// the default role's list is over its limit.
import { pathToFileURL } from "node:url";
import { countTokens } from "gpt-tokenizer";
import { toolboxFor } from "../agents/claude/tools.ts";
import { MODULES } from "../app/modules.ts";
import { type Actor, MEMBER_ROLES, type Role } from "../core/kernel/actor.ts";
import { createRegistry, type Registry } from "../core/usecase/registry.ts";
import { createToolCatalog } from "../mcp-server/index.ts";

/** For the list of the role most people have. Hosts put it into every conversation. */
export const LIST_TOKENS_MAX = 6_000;
export const DEFAULT_ROLE: Role = "brand_manager";
export const PRICED_ROLES: readonly Role[] = [...MEMBER_ROLES, "influencer"];

export interface ToolPrice {
  readonly role: Role;
  readonly tools: number;
  /** Names, descriptions and input schemas: what a host shows its model. */
  readonly read: number;
  /** The whole answer of tools/list, with titles, hints and output schemas. */
  readonly wire: number;
  /** What agents/claude sends with every request of such a person. */
  readonly assistant: number;
}

/** The prices of one role's lists, in tokens. */
export function priceOf(registry: Registry, role: Role): ToolPrice {
  const actor: Actor = {
    kind: role === "influencer" ? "influencer" : "member",
    id: "price",
    displayName: "price",
    roles: [role],
    scopes: ["*"],
    locale: "id",
    via: "mcp",
  };
  const list = createToolCatalog(registry).listFor(actor);
  const read = list.map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
  return {
    role,
    tools: list.length,
    read: tokensOf(read),
    wire: tokensOf(list),
    assistant: tokensOf(toolboxFor(registry, actor).tools),
  };
}

function tokensOf(value: unknown): number {
  return countTokens(JSON.stringify(value));
}

function main(): void {
  const registry = createRegistry(MODULES);
  const prices = PRICED_ROLES.map((role) => priceOf(registry, role));
  console.log("role            tools  MCP read  MCP wire  assistant   (tokens, gpt-tokenizer o200k_base)");
  for (const { role, tools, read, wire, assistant } of prices) {
    const figures = [tools, read, wire, assistant].map((figure, at) => String(figure).padStart([5, 8, 8, 9][at] ?? 8));
    console.log(`${role.padEnd(14)}  ${figures.join("  ")}`);
  }
  const price = prices.find(({ role }) => role === DEFAULT_ROLE)?.read ?? 0;
  if (price < LIST_TOKENS_MAX) return;
  console.error(`The list of a ${DEFAULT_ROLE} costs ${price} tokens; it may cost less than ${LIST_TOKENS_MAX}.`);
  process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) main();
