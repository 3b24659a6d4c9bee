import type { CallToolResult } from "@modelcontextprotocol/server";
import type { Actor } from "../core/kernel/actor.ts";
import type { ToolCatalog } from "./catalog.ts";
import { refuse, unknownFields } from "./own-input.ts";
import { text } from "./results.ts";
import { MCP_WORDS, say } from "./words.ts";

const FOUND_DEFAULT = 5;
const FOUND_MAX = 20;
const NAMED_MAX = 100;

/** Tools that are not listed, with their whole input schemas. */
export function findTools(
  catalog: ToolCatalog,
  actor: Actor,
  given: Readonly<Record<string, unknown>>,
): CallToolResult {
  const { query = "", limit = FOUND_DEFAULT, ...rest } = given;
  const bad = unknownFields(rest);
  if (typeof query !== "string" || query.length > 200) bad.push({ path: "query", reason: "field_invalid" });
  if (typeof limit !== "number" || !Number.isInteger(limit) || limit < 1 || limit > FOUND_MAX) {
    bad.push({ path: "limit", reason: "field_invalid" });
  }
  refuse(bad);
  const found = catalog.search(actor, query as string);
  const shown = found.slice(0, limit as number);
  const tools = shown.map(({ definition: { name, title, description }, input }) => ({
    name,
    title,
    description,
    inputSchema: input,
  }));
  const others = found.slice(shown.length).map(({ definition }) => definition.name);
  return {
    content: [
      text([
        say(MCP_WORDS[actor.locale].found, { shown: shown.length, count: found.length }),
        JSON.stringify({ tools, others: others.slice(0, NAMED_MAX) }),
      ]),
    ],
  };
}
