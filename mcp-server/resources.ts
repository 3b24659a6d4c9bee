import type { ReadResourceResult, Resource, ResourceTemplateType } from "@modelcontextprotocol/server";
import type { Actor, Locale } from "../core/kernel/actor.ts";
import { AppError } from "../core/kernel/errors.ts";
import { type IdKind, idPattern } from "../core/kernel/ids.ts";
import { cleanLine } from "../core/kernel/text.ts";
import type { UseCase } from "../core/usecase/define.ts";
import { refusalOf } from "../core/usecase/registry.ts";
import type { ToolCatalog } from "./catalog.ts";
import { type Page, readCursor, writeCursor } from "./pages.ts";
import { noResource } from "./problems.ts";
import { modelText } from "./results.ts";
import { RESOURCE_WORDS } from "./words.ts";

/** What resources need of the door: calls go through the executor with the actor's own rights, as tools do. */
export interface ResourceReader {
  readonly catalog: ToolCatalog;
  readonly actor: Actor;
  /** The output of a read use case. */
  read(useCase: UseCase, input: Record<string, unknown>): Promise<Readonly<Record<string, unknown>>>;
}

interface ResourceKind {
  readonly name: "campaign" | "influencer" | "post" | "report";
  readonly path: string;
  readonly argument: string;
  readonly id: IdKind;
  /** The use case that reads one, by its tool's name. */
  readonly tool: string;
}

export const RESOURCE_KINDS: readonly ResourceKind[] = [
  { name: "campaign", path: "campaigns", argument: "campaignId", id: "campaign", tool: "campaigns_get" },
  { name: "influencer", path: "influencers", argument: "influencerId", id: "influencer", tool: "influencers_get" },
  { name: "post", path: "posts", argument: "postId", id: "post", tool: "posts_get" },
  {
    name: "report",
    path: "reports",
    argument: "campaignId",
    id: "campaign",
    tool: "analytics_campaign_performance",
  },
];

/** What is listed: of each kind the newest, from the use case that lists them for this actor. */
const LISTED: readonly { kind: ResourceKind["name"]; tools: readonly string[] }[] = [
  { kind: "campaign", tools: ["campaigns_list"] },
  { kind: "post", tools: ["posts_list", "posts_mine"] },
];
const LIST_PAGE = 20;
const MIME_TYPE = "application/json";
const LIST = "resources";

export function uriTemplateOf({ path, argument }: Pick<ResourceKind, "path" | "argument">): string {
  return `kolega://${path}/{${argument}}`;
}

/** The templates of what this actor may read, in a fixed order. */
export function templatesFor(catalog: ToolCatalog, actor: Actor): ResourceTemplateType[] {
  const words = RESOURCE_WORDS[actor.locale];
  return RESOURCE_KINDS.filter((kind) => usable(catalog, actor, kind.tool)).map((kind) => ({
    uriTemplate: uriTemplateOf(kind),
    name: kind.name,
    ...words[kind.name],
    mimeType: MIME_TYPE,
  }));
}

/** One page: campaigns first, newest first, then posts. Empty for an actor who may list neither. */
export async function resourcesFor(reader: ResourceReader, cursor: string | undefined): Promise<Page<Resource>> {
  const [section, place] = cursor === undefined ? [0, ""] : placeOf(readCursor(LIST, cursor));
  const from = LISTED[section];
  if (!from) return { items: [] };
  const next = section + 1 < LISTED.length ? writeCursor(LIST, `${section + 1}:`) : undefined;
  const kind = RESOURCE_KINDS.find(({ name }) => name === from.kind);
  const lister = from.tools.map((tool) => usable(reader.catalog, reader.actor, tool)).find((useCase) => useCase);
  const page =
    kind && lister && usable(reader.catalog, reader.actor, kind.tool)
      ? await reader.read(lister, { limit: LIST_PAGE, ...(place ? { cursor: place } : {}) })
      : { items: [], nextCursor: null };
  const items = kind ? rowsOf(page).map((row) => resourceOf(kind, row, reader.actor.locale)) : [];
  const nextCursor = typeof page.nextCursor === "string" ? writeCursor(LIST, `${section}:${page.nextCursor}`) : next;
  // An empty page with a cursor tells a host nothing.
  if (items.length === 0 && nextCursor !== undefined) return resourcesFor(reader, nextCursor);
  return { items, ...(nextCursor === undefined ? {} : { nextCursor }) };
}

/** Reads one as its tool would answer it. The same not-found for everything this actor cannot read. */
export async function readResource(reader: ResourceReader, uri: string): Promise<ReadResourceResult> {
  const wanted = resourceAt(uri);
  const useCase = wanted && usable(reader.catalog, reader.actor, wanted.kind.tool);
  if (!wanted || !useCase) throw noResource(uri);
  try {
    const output = await reader.read(useCase, { [wanted.kind.argument]: wanted.id });
    return { contents: [{ uri, mimeType: MIME_TYPE, text: modelText(useCase, output).text }] };
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") throw noResource(uri);
    throw error;
  }
}

/** The use case behind an address, whoever asks: for the scope a challenge names. */
export function behindAddress(catalog: ToolCatalog, uri: string): UseCase | undefined {
  const wanted = resourceAt(uri);
  return wanted && catalog.find(wanted.kind.tool)?.useCase;
}

/** The use case behind a tool's name, when this actor may call it. */
export function usable(catalog: ToolCatalog, actor: Actor, tool: string): UseCase | undefined {
  const useCase = catalog.find(tool)?.useCase;
  return useCase && refusalOf(actor, useCase) === undefined ? useCase : undefined;
}

/** The rows of a list's output. */
export function rowsOf(output: Readonly<Record<string, unknown>>): Record<string, unknown>[] {
  return Array.isArray(output.items) ? (output.items as Record<string, unknown>[]) : [];
}

function resourceAt(uri: string): { kind: ResourceKind; id: string } | undefined {
  const [, path, id] = /^kolega:\/\/([a-z]+)\/([a-z0-9_]+)$/.exec(uri) ?? [];
  const kind = RESOURCE_KINDS.find((one) => one.path === path);
  return kind && id !== undefined && idPattern(kind.id).test(id) ? { kind, id } : undefined;
}

function resourceOf(kind: ResourceKind, row: Record<string, unknown>, locale: Locale): Resource {
  const title = [row.influencerName, row.campaignName ?? row.name]
    .filter((part) => typeof part === "string")
    .map((part) => cleanLine(String(part)))
    .join(" · ");
  return {
    uri: `kolega://${kind.path}/${String(row[kind.argument])}`,
    name: String(row[kind.argument]),
    title: `${RESOURCE_WORDS[locale][kind.name].title}: ${title}`,
    description: String(row.status),
    mimeType: MIME_TYPE,
  };
}

function placeOf(read: string): [number, string] {
  const [, section = "0", place = ""] = /^(\d):(.*)$/.exec(read) ?? [];
  return [Number(section), place];
}
