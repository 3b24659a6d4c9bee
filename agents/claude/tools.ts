import type { Tool } from "@anthropic-ai/sdk/resources/messages";
import type { Actor } from "../../core/kernel/actor.ts";
import type { UseCase } from "../../core/usecase/define.ts";
import { inputSchemaOf } from "../../core/usecase/json-schema.ts";
import { mayCall, type Registry, toolName } from "../../core/usecase/registry.ts";

/** More in view make a model choose worse; the rest is behind `find_tools`. */
export const MAX_VISIBLE = 20;
/** Leave the view first when there are too many: seldom needed, or reached through a card's button. */
const SELDOM = ["campaigns.draft_brief", "collaborations.get", "influencers.get", "payouts.list"];
const MAX_FOUND = 5;

export const FIND_TOOLS = "find_tools";
export const RUN_TOOL = "run_tool";
export const READ_MORE = "read_more";
/** Tools of the assistant's own, beside the use cases. */
const OWN_TOOLS = 3;

/** What one person's model sees and may reach. */
export interface Toolbox {
  /** Sorted by name, the same for everybody with the same rights: the cached prefix depends on it. */
  readonly tools: readonly Tool[];
  /** The use case behind a tool's name, or behind a name for `run_tool`. */
  find(name: string): UseCase | undefined;
  /** What `find_tools` answers. */
  search(query: string): readonly { name: string; describe: string; input_schema: unknown }[];
}

/** The tools of one person: what their roles may call, at most 20 in view. */
export function toolboxFor(registry: Registry, actor: Actor): Toolbox {
  const callable = registry.useCases.filter(
    (useCase) => useCase.expose.chat && useCase.expose.mcp !== false && mayCall(actor, useCase),
  );
  const direct = inView(callable.filter((useCase) => useCase.expose.mcp === "direct"));
  const catalog = callable.filter((useCase) => !direct.includes(useCase));
  const byName = new Map(
    callable.flatMap((useCase) => [[toolName(useCase), useCase] as const, [useCase.name, useCase] as const]),
  );
  const tools = [...direct.map((useCase) => toolOf(useCase)), ...(callable.length > 0 ? [READ_MORE_TOOL] : [])];
  if (catalog.length > 0) tools.push(...catalogTools(catalog));
  return {
    tools: tools.sort((a, b) => (a.name < b.name ? -1 : 1)),
    find: (name) => byName.get(name),
    search: (query) => searchCatalog(callable, query),
  };
}

function inView(direct: readonly UseCase[]): UseCase[] {
  const kept = [...direct];
  for (const name of SELDOM) {
    if (kept.length <= MAX_VISIBLE - OWN_TOOLS) break;
    const at = kept.findIndex((useCase) => useCase.name === name);
    if (at >= 0) kept.splice(at, 1);
  }
  return kept.slice(0, MAX_VISIBLE - OWN_TOOLS);
}

function toolOf(useCase: UseCase): Tool {
  return { name: toolName(useCase), description: useCase.describe, input_schema: schemaOf(useCase) };
}

function schemaOf(useCase: UseCase): Tool.InputSchema {
  return { ...inputSchemaOf(useCase), type: "object" };
}

const READ_MORE_TOOL: Tool = {
  name: READ_MORE,
  description:
    "Reads a further page of a long result. Only with a handle that a result in this conversation named; handles last a day.",
  input_schema: {
    type: "object",
    properties: {
      handle: { type: "string", description: "The handle, as the result named it" },
      page: { type: "integer", minimum: 1, description: "Which page" },
    },
    required: ["handle", "page"],
    additionalProperties: false,
  },
};

function catalogTools(catalog: readonly UseCase[]): Tool[] {
  const names = catalog.map(toolName).join(", ");
  return [
    {
      name: FIND_TOOLS,
      description: `Finds further tools by what they do and answers their names, descriptions and input schemas. Use it when no tool in view fits; call what it found with run_tool. There are: ${names}.`,
      input_schema: {
        type: "object",
        properties: {
          query: { type: "string", description: "What you want to do, in a few English words, or a tool's name" },
        },
        required: ["query"],
        additionalProperties: false,
      },
    },
    {
      name: RUN_TOOL,
      description: "Calls a tool that find_tools found. The same rules and rights hold as for tools in view.",
      input_schema: {
        type: "object",
        properties: {
          name: { type: "string", description: "Name of the tool, as find_tools gave it" },
          input: { type: "object", description: "Its input, after the schema find_tools gave" },
        },
        required: ["name", "input"],
        additionalProperties: false,
      },
    },
  ];
}

function searchCatalog(
  useCases: readonly UseCase[],
  query: string,
): { name: string; describe: string; input_schema: unknown }[] {
  const words = query.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  const scored = useCases.map((useCase) => {
    const name = useCase.name.toLowerCase();
    const text = `${useCase.title} ${useCase.describe}`.toLowerCase();
    const score = words.reduce((sum, word) => sum + (name.includes(word) ? 3 : 0) + (text.includes(word) ? 1 : 0), 0);
    return { useCase, score };
  });
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.useCase.name < b.useCase.name ? -1 : 1))
    .slice(0, MAX_FOUND)
    .map(({ useCase }) => ({ name: toolName(useCase), describe: useCase.describe, input_schema: schemaOf(useCase) }));
}
