import type { CompleteRequest, CompleteResult } from "@modelcontextprotocol/server";
import { cleanLine } from "../core/kernel/text.ts";
import { badParams } from "./problems.ts";
import { PROMPT_KINDS } from "./prompts.ts";
import { RESOURCE_KINDS, type ResourceReader, rowsOf, uriTemplateOf, usable } from "./resources.ts";

const VALUES_MAX = 100;
const ASKED = 50;
const TYPED_MAX = 100;
const ID_START = /^[a-z]{3}_/;

type Row = Record<string, unknown>;
type Things = "campaign" | "influencer" | "post";

/** What fits an argument that somebody is typing: ids for a resource's place, names for a prompt. Only what this actor may list. */
export async function complete(reader: ResourceReader, params: CompleteRequest["params"]): Promise<CompleteResult> {
  const { ref, argument } = params;
  const typed = argument.value.slice(0, TYPED_MAX);
  if (ref.type === "ref/resource") {
    const kind = RESOURCE_KINDS.find((one) => uriTemplateOf(one) === ref.uri);
    if (!kind) throw badParams("Unknown resource template");
    if (argument.name !== kind.argument) return answer([]);
    const rows = usable(reader.catalog, reader.actor, kind.tool) ? await find(reader, kind.id as Things, typed) : [];
    const ids = rows.map((row) => String(row[kind.argument]));
    return answer(ID_START.test(typed) ? ids.filter((id) => id.startsWith(typed)) : ids);
  }
  const prompt = PROMPT_KINDS.find(({ name }) => name === ref.name);
  if (!prompt) throw badParams("Unknown prompt");
  if (!prompt.arguments.some(({ name }) => name === argument.name)) return answer([]);
  if (argument.name === "campaign") return answer(namesOf(await find(reader, "campaign", typed), "name"));
  if (argument.name === "creator") return answer(namesOf(await find(reader, "influencer", typed), "name"));
  return answer([]);
}

/** Asks the use case that lists them, as this actor; nothing for who may not list them. */
async function find(reader: ResourceReader, things: Things, typed: string): Promise<Row[]> {
  const words = ID_START.test(typed) || typed.trim() === "" ? undefined : typed;
  const list = async (tool: string, input: Row): Promise<Row[]> => {
    const useCase = usable(reader.catalog, reader.actor, tool);
    return useCase ? rowsOf(await reader.read(useCase, { limit: ASKED, ...input })) : [];
  };
  switch (things) {
    case "campaign":
      return list("campaigns_list", words ? { search: words } : {});
    case "influencer":
      return list("influencers_search", words ? { text: words } : {});
    default: {
      const posts = [...(await list("posts_list", {})), ...(await list("posts_mine", {}))];
      const matches = (row: Row): boolean =>
        [row.influencerName, row.campaignName].some((text) =>
          String(text ?? "")
            .toLowerCase()
            .includes(typed.toLowerCase()),
        );
      return words ? posts.filter(matches) : posts;
    }
  }
}

function namesOf(rows: readonly Row[], field: string): string[] {
  return [...new Set(rows.map((row) => cleanLine(String(row[field] ?? ""))).filter((name) => name !== ""))];
}

function answer(values: readonly string[]): CompleteResult {
  return { completion: { values: values.slice(0, VALUES_MAX), hasMore: values.length > VALUES_MAX } };
}
