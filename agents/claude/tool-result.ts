import type { ToolResultBlockParam } from "@anthropic-ai/sdk/resources/messages";
import type { KeptResults } from "../../core/conversations/kept-results.ts";
import type { Presenter } from "../../core/i18n/presenter.ts";
import { errorAnswer, waitingAnswer } from "../../core/usecase/answers.ts";
import type { Registry } from "../../core/usecase/registry.ts";
import { factLines } from "../present-outcome.ts";
import type { ToolResult } from "../tool-runner.ts";
import { harmless } from "./harmless.ts";

/** Characters of one page of a result; more drowns the conversation. */
const PAGE_LENGTH = 8_000;
/** A page ends after an item of a list where one ends that near to its limit. */
const MAX_SHORTER = 1_500;

export interface Telling {
  readonly registry: Registry;
  readonly presenter: Presenter;
  /** Missing where nothing is kept between calls: then a long result is cut. */
  readonly results: KeptResults | undefined;
}

/** What a call came to, as the model reads it; a long result is kept whole and its first page told. */
export async function toolResultBlock(
  toolUseId: string,
  result: ToolResult,
  { registry, presenter, results }: Telling,
): Promise<ToolResultBlockParam> {
  switch (result.kind) {
    case "refused":
      return errorBlock(toolUseId, harmless(JSON.stringify({ error: errorAnswer(result.error, presenter) })));
    case "waiting": {
      const answer = waitingAnswer(result.outcome, factLines, presenter);
      const told = {
        ...answer,
        note: "Nothing was done yet. Only a person's button press decides. Tell the person and end your turn.",
      };
      return dataBlock(toolUseId, result.outcome.useCase, told, results);
    }
    default: {
      const { useCase, output } = result.outcome;
      const view = registry.find(useCase)?.present.model(output) ?? output;
      return dataBlock(toolUseId, useCase, view, results);
    }
  }
}

export function errorBlock(toolUseId: string, message: string): ToolResultBlockParam {
  return { type: "tool_result", tool_use_id: toolUseId, content: message, is_error: true };
}

/** Any value as a result marked as data. */
export async function dataBlock(
  toolUseId: string,
  source: string,
  value: unknown,
  results: KeptResults | undefined,
): Promise<ToolResultBlockParam> {
  const content = harmless(JSON.stringify(value));
  const handle =
    results && content.length > PAGE_LENGTH ? await results.keep(toolUseId, { useCase: source, content }) : undefined;
  return { type: "tool_result", tool_use_id: toolUseId, content: pageOf({ source, content, handle }, 1) };
}

/** A further page of a kept result. */
export async function readOn(
  toolUseId: string,
  input: { readonly handle?: unknown; readonly page?: unknown },
  results: KeptResults | undefined,
): Promise<ToolResultBlockParam> {
  const { handle, page } = input;
  if (typeof handle !== "string" || typeof page !== "number" || !Number.isInteger(page) || page < 1)
    return errorBlock(toolUseId, "handle must be a handle that a result named, page a whole number from 1 on.");
  const kept = await results?.read(handle);
  if (!kept) return errorBlock(toolUseId, "There is no such result any more. Call the tool again.");
  const content = pageOf({ source: kept.useCase, content: kept.content, handle }, page);
  return { type: "tool_result", tool_use_id: toolUseId, content };
}

function pageOf(
  { source, content, handle }: { readonly source: string; readonly content: string; readonly handle?: string },
  page: number,
): string {
  const pages = pagesOf(content);
  const text = pages[page - 1];
  if (text === undefined) return `<data source="${source}">\nThere are only ${pages.length} pages.\n</data>`;
  if (pages.length === 1) return `<data source="${source}">\n${text}\n</data>`;
  if (!handle)
    return `<data source="${source}">\n${text}… [${content.length - text.length} more characters left out: ask for fewer rows, use filters, or get one item]\n</data>`;
  const more =
    page < pages.length
      ? `\nThis is page ${page} of ${pages.length}. read_more with handle ${handle} and page ${page + 1} goes on; better ask for fewer rows or use filters where you can.`
      : "";
  return `<data source="${source}" handle="${handle}" page="${page}" of="${pages.length}">\n${text}\n</data>${more}`;
}

function pagesOf(content: string): string[] {
  const pages: string[] = [];
  for (let at = 0; at < content.length; ) {
    const end = pageEnd(content, at);
    pages.push(content.slice(at, end));
    at = end;
  }
  return pages.length === 0 ? [""] : pages;
}

/** Never in the middle of a character; after an item of a list where possible. */
function pageEnd(content: string, from: number): number {
  const limit = from + PAGE_LENGTH;
  if (content.length <= limit) return content.length;
  const item = content.lastIndexOf("},", limit - 2) + 2;
  if (item > limit - MAX_SHORTER) return item;
  const code = content.charCodeAt(limit - 1);
  return code >= 0xd800 && code <= 0xdbff ? limit - 1 : limit;
}
