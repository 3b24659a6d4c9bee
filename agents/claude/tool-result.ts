import type { ToolResultBlockParam } from "@anthropic-ai/sdk/resources/messages";
import type { Presenter } from "../../core/i18n/presenter.ts";
import { cleanText } from "../../core/kernel/text.ts";
import { errorAnswer, waitingAnswer } from "../../core/usecase/answers.ts";
import type { Registry } from "../../core/usecase/registry.ts";
import { factLines } from "../present-outcome.ts";
import type { ToolResult } from "../tool-runner.ts";

/** Characters of one result; more drowns the conversation. */
export const MAX_RESULT_LENGTH = 8_000;

/** What a call came to, as the model reads it. */
export function toolResultBlock(
  toolUseId: string,
  result: ToolResult,
  options: { readonly registry: Registry; readonly presenter: Presenter },
): ToolResultBlockParam {
  const { registry, presenter } = options;
  switch (result.kind) {
    case "refused":
      return errorBlock(toolUseId, JSON.stringify({ error: errorAnswer(result.error, presenter) }));
    case "waiting": {
      const answer = waitingAnswer(result.outcome, factLines, presenter);
      const told = {
        ...answer,
        note: "Nothing was done yet. Only a person's button press decides. Tell the person and end your turn.",
      };
      return { type: "tool_result", tool_use_id: toolUseId, content: asData(result.outcome.useCase, told) };
    }
    default: {
      const { useCase, output } = result.outcome;
      const view = registry.find(useCase)?.present.model(output) ?? output;
      return { type: "tool_result", tool_use_id: toolUseId, content: asData(useCase, view) };
    }
  }
}

export function errorBlock(toolUseId: string, message: string): ToolResultBlockParam {
  return { type: "tool_result", tool_use_id: toolUseId, content: message, is_error: true };
}

/** Marked as data, without characters nobody sees, and not longer than a model should read. */
export function asData(source: string, value: unknown): string {
  const json = cleanText(JSON.stringify(value)).replaceAll("</data", "<\\/data");
  const cut =
    json.length <= MAX_RESULT_LENGTH
      ? json
      : `${json.slice(0, MAX_RESULT_LENGTH)}… [${json.length - MAX_RESULT_LENGTH} more characters left out: ask for fewer rows, use filters, or get one item]`;
  return `<data source="${source}">\n${cut}\n</data>`;
}
