import type { GetPromptResult, Prompt } from "@modelcontextprotocol/server";
import type { Actor } from "../core/kernel/actor.ts";
import { cleanText } from "../core/kernel/text.ts";
import type { ToolCatalog } from "./catalog.ts";
import { badParams } from "./problems.ts";
import { PROMPT_WORDS } from "./prompt-words.ts";
import { usable } from "./resources.ts";

export interface PromptKind {
  readonly name: "brief" | "payout_check" | "weekly_review";
  readonly arguments: readonly { readonly name: string; readonly required?: boolean }[];
  /** Tools it cannot do without: who may not use one of each group is not offered it. */
  readonly tools: readonly (readonly string[])[];
}

/** In the order of the list. */
export const PROMPT_KINDS: readonly PromptKind[] = [
  {
    name: "brief",
    arguments: [
      { name: "product", required: true },
      { name: "goal" },
      { name: "audience" },
      { name: "budget" },
      { name: "dates" },
    ],
    tools: [["campaigns_create"], ["campaigns_write_brief"]],
  },
  { name: "payout_check", arguments: [{ name: "creator" }, { name: "campaign" }], tools: [["payouts_list"]] },
  { name: "weekly_review", arguments: [{ name: "campaign" }], tools: [["posts_list", "posts_mine"]] },
];
const VALUE_MAX = 1_000;

/** The prompts this actor has the tools for, in their language. */
export function promptsFor(catalog: ToolCatalog, actor: Actor): Prompt[] {
  return PROMPT_KINDS.filter((kind) => offered(catalog, actor, kind)).map((kind) => {
    const words = PROMPT_WORDS[actor.locale][kind.name];
    return {
      name: kind.name,
      title: words.title,
      description: words.description,
      arguments: kind.arguments.map(({ name, required = false }) => ({
        name,
        description: words.arguments[name] ?? name,
        required,
      })),
    };
  });
}

/** The words of one. What the user gave stands quoted at the end, as data. */
export function promptOf(
  catalog: ToolCatalog,
  actor: Actor,
  name: string,
  given: Readonly<Record<string, string>>,
): GetPromptResult {
  const kind = PROMPT_KINDS.find((one) => one.name === name);
  if (!kind || !offered(catalog, actor, kind)) throw badParams(`Unknown prompt: ${name.slice(0, 100)}`);
  const known = new Set(kind.arguments.map((argument) => argument.name));
  const stranger = Object.keys(given).find((argument) => !known.has(argument));
  if (stranger !== undefined) throw badParams(`Unknown argument: ${stranger.slice(0, 100)}`);
  const missing = kind.arguments.find((argument) => argument.required && !given[argument.name]?.trim());
  if (missing) throw badParams(`Missing argument: ${missing.name}`);
  const words = PROMPT_WORDS[actor.locale][kind.name];
  const isInfluencer = actor.kind === "influencer";
  const steps = (isInfluencer ? words.influencerSteps : undefined) ?? words.steps;
  const told = kind.arguments.flatMap((argument) => {
    const value = cleanText(given[argument.name] ?? "")
      .trim()
      .slice(0, VALUE_MAX);
    return value === "" ? [] : [`- ${words.arguments[argument.name] ?? argument.name}: ${JSON.stringify(value)}`];
  });
  const text = [
    words.task,
    ...steps.map((step, at) => `${at + 1}. ${step}`),
    ...(told.length > 0 ? ["", words.told] : []),
    ...told,
  ];
  return {
    description: words.description,
    messages: [{ role: "user", content: { type: "text", text: text.join("\n") } }],
  };
}

function offered(catalog: ToolCatalog, actor: Actor, kind: PromptKind): boolean {
  return kind.tools.every((group) => group.some((tool) => usable(catalog, actor, tool)));
}
