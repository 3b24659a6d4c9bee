import type { Tool } from "@modelcontextprotocol/server";
import type { Actor } from "../core/kernel/actor.ts";
import { approvalOf, type UseCase } from "../core/usecase/define.ts";
import { inputSchemaOf, type JsonSchema, outputSchemaOf } from "../core/usecase/json-schema.ts";
import { mayCall, type Registry, toolName } from "../core/usecase/registry.ts";
import { compactInput, compactOutput, shareParts } from "./compact.ts";

/** One use case as a tool. `direct` ones are in the visible list; the others are found with find_tools. */
export interface CatalogTool {
  readonly useCase: UseCase;
  readonly direct: boolean;
  /** As the list carries it: schemas cut to what a model reads. */
  readonly definition: Tool;
  /** The whole input schema, which calls are judged by. */
  readonly input: JsonSchema;
}

export interface ToolCatalog {
  readonly tools: readonly CatalogTool[];
  find(name: string): CatalogTool | undefined;
  /** The list this actor sees. The same for every actor with the same rights, whatever was called before. */
  listFor(actor: Actor): readonly Tool[];
  /** Tools this actor may use that match the words, best first; all of them without words. */
  search(actor: Actor, words: string): readonly CatalogTool[];
}

export const FIND_TOOLS = "find_tools";
export const RUN_TOOL = "run_tool";

const FIND: Tool = {
  name: FIND_TOOLS,
  title: "Find more tools",
  description:
    "Searches the tools that are not in this list (reports, settings, rarer steps) and answers their names, what they do and their input schemas. Use it when no listed tool fits; then call run_tool.",
  inputSchema: {
    type: "object",
    properties: {
      query: { type: "string", maxLength: 200, description: "What you want to do, in a few words; empty lists all" },
      limit: {
        type: "integer",
        minimum: 1,
        maximum: 20,
        default: 5,
        description: "How many tools to describe in full",
      },
    },
    additionalProperties: false,
  },
  annotations: { readOnlyHint: true, openWorldHint: false },
};

const RUN: Tool = {
  name: RUN_TOOL,
  title: "Run a found tool",
  description:
    "Runs a tool that find_tools answered, with arguments that fit its input schema. Listed tools are called directly.",
  inputSchema: {
    type: "object",
    properties: {
      name: { type: "string", maxLength: 100, description: "The tool's name, from find_tools" },
      arguments: { type: "object", description: "Its input, as its schema says" },
    },
    required: ["name"],
    additionalProperties: false,
  },
  annotations: { readOnlyHint: false, destructiveHint: true, openWorldHint: true },
};

/** What a call that changes something may say about itself, beside its input. */
const CALL_OPTIONS: Readonly<Record<string, JsonSchema>> = {
  dryRun: { type: "boolean", description: "true: answer what would happen, change nothing" },
  idempotencyKey: { type: "string", maxLength: 255, description: "Your name for this call; repeat it when you retry" },
};

const WAITING: JsonSchema = {
  properties: { status: { const: "waiting_for_approval" } },
  required: ["status", "approvalId", "url"],
};

const LISTS_KEPT = 500;

/** Builds every definition once; a request only picks from them. */
export function createToolCatalog(registry: Registry): ToolCatalog {
  const tools = registry.useCases
    .filter((useCase) => useCase.expose.mcp !== false)
    .map((useCase) => toolOf(useCase))
    .sort((a, b) => (a.definition.name < b.definition.name ? -1 : 1));
  const byName = new Map(tools.map((tool) => [tool.definition.name, tool]));
  for (const name of [FIND_TOOLS, RUN_TOOL]) if (byName.has(name)) throw new Error(`${name} is a name of the MCP door`);
  const words = new Map(tools.map((tool) => [tool, wordsOf(tool)]));
  const lists = new Map<string, readonly Tool[]>();
  const usable = (actor: Actor): CatalogTool[] => tools.filter((tool) => mayCall(actor, tool.useCase));
  return {
    tools,
    find: (name) => byName.get(name),
    listFor(actor) {
      const rights = JSON.stringify([actor.kind, [...actor.roles].sort(), [...actor.scopes].sort()]);
      const known = lists.get(rights);
      if (known) return known;
      const mine = usable(actor);
      const direct = mine.filter((tool) => tool.direct).map((tool) => tool.definition);
      const shared = shareParts(direct);
      const list = direct.length === mine.length ? shared : [...shared, FIND, RUN];
      if (lists.size >= LISTS_KEPT) lists.clear();
      lists.set(rights, list);
      return list;
    },
    search(actor, query) {
      const asked = split(query);
      const hidden = usable(actor).filter((tool) => !tool.direct);
      if (asked.length === 0) return hidden;
      return hidden
        .map((tool) => ({ tool, score: asked.reduce((sum, word) => sum + scoreOf(words.get(tool), word), 0) }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score || (a.tool.definition.name < b.tool.definition.name ? -1 : 1))
        .map(({ tool }) => tool);
    },
  };
}

function toolOf(useCase: UseCase): CatalogTool {
  const writes = useCase.effect !== "read";
  const schema = inputSchemaOf(useCase);
  const properties = (schema.properties ?? {}) as Record<string, JsonSchema>;
  for (const name of Object.keys(CALL_OPTIONS)) {
    if (properties[name]) throw new Error(`${useCase.name}: ${name} is a word of the call itself, not of its input`);
  }
  const input = { ...schema, properties: { ...properties, ...(writes ? CALL_OPTIONS : {}) } };
  const outwards = useCase.effect === "money" || useCase.effect === "external";
  const definition: Tool = {
    name: toolName(useCase),
    title: useCase.title,
    description: approvalOf(useCase)
      ? `${useCase.describe} Only asks: a person must approve it before anything happens.`
      : useCase.describe,
    inputSchema: { ...compactInput(input), type: "object" },
    outputSchema: { ...outputOf(useCase), type: "object" },
    annotations: {
      readOnlyHint: !writes,
      ...(writes ? { destructiveHint: outwards } : {}),
      ...(typeof useCase.idempotency === "function" ? { idempotentHint: true } : {}),
      openWorldHint: outwards,
    },
  };
  return { useCase, direct: useCase.expose.mcp === "direct", definition, input };
}

/** A tool that waits for a person answers one of two shapes; both are objects, as 2025-era clients need. */
function outputOf(useCase: UseCase): JsonSchema {
  const output = compactOutput(outputSchemaOf(useCase));
  return approvalOf(useCase) ? { anyOf: [output, WAITING] } : output;
}

interface ToolWords {
  readonly name: ReadonlySet<string>;
  readonly title: ReadonlySet<string>;
  readonly rest: ReadonlySet<string>;
}

function split(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [];
}

function wordsOf(tool: CatalogTool): ToolWords {
  return {
    name: new Set(split(tool.useCase.name.replace(/_/g, " "))),
    title: new Set(split(tool.useCase.title)),
    rest: new Set(split(tool.useCase.describe)),
  };
}

/** Whole words count more than beginnings, names more than descriptions. */
function scoreOf(words: ToolWords | undefined, asked: string): number {
  if (!words) return 0;
  const stem = asked.replace(/(?:ies|es|s|ing|ed)$/, "");
  const hit = (set: ReadonlySet<string>): number =>
    set.has(asked) ? 2 : stem.length >= 3 && [...set].some((word) => word.startsWith(stem)) ? 1 : 0;
  return 5 * hit(words.name) + 3 * hit(words.title) + hit(words.rest);
}
