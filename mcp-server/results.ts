import type { CallToolResult } from "@modelcontextprotocol/server";
import type { Presenter } from "../core/i18n/presenter.ts";
import type { AppError } from "../core/kernel/errors.ts";
import { cleanJson, cleanText } from "../core/kernel/text.ts";
import { errorAnswer, type FactLines, waitingAnswer } from "../core/usecase/answers.ts";
import type { UseCase } from "../core/usecase/define.ts";
import type { Outcome } from "../core/usecase/executor.ts";
import { shorten } from "./shorten.ts";
import { MCP_WORDS, say } from "./words.ts";

/** What a model reads of one result, in characters. */
const TEXT_MAX = 8_000;
/** What a program reads; hosts refuse results of about 100,000 characters. */
const STRUCTURED_MAX = 40_000;

/** What a call came to, for a model (text) and for a program (structured content that fits the output schema). */
export function resultOf(
  useCase: UseCase,
  outcome: Outcome,
  options: { readonly factLines: FactLines; readonly presenter: Presenter; readonly note?: string },
): CallToolResult {
  const { presenter: p } = options;
  const words = MCP_WORDS[p.locale];
  if (outcome.kind === "waiting") {
    const waiting = waitingAnswer(outcome, options.factLines, p);
    const facts = waiting.facts.map(({ label, value }) => `- ${label}: ${value}`);
    const sentence = say(words.waiting, { url: waiting.url, at: p.dateTime(waiting.expiresAt) });
    return { content: [text([sentence, ...facts])], structuredContent: { ...waiting } };
  }
  const output = { ...outcome.output };
  const notes = [options.note ?? "", outcome.dryRun ? words.dryRun : "", outcome.replayed ? words.replayed : ""].filter(
    (note) => note !== "",
  );
  const model = modelText(useCase, output);
  const structured = shorten(cleanJson(output), STRUCTURED_MAX);
  const left = model.leftOut.length > 0 ? [say(words.leftOut, { what: model.leftOut.join("; ") })] : [];
  return {
    content: [text([...notes, cleanText(useCase.present.summary(output, p)), model.text, ...left])],
    structuredContent: structured.value as Record<string, unknown>,
  };
}

/** What a model reads of an answer: the use case's own view, without characters that nobody sees, cut to a length. */
export function modelText(
  useCase: UseCase,
  output: Readonly<Record<string, unknown>>,
): { readonly text: string; readonly leftOut: readonly string[] } {
  const { value, leftOut } = shorten(cleanJson(useCase.present.model({ ...output })), TEXT_MAX);
  return { text: JSON.stringify(value).slice(0, TEXT_MAX), leftOut };
}

/** Our own sentence, the closed code and the refused fields: enough for a model to do better, nothing of what lies inside. */
export function errorResult(error: AppError, p: Presenter): CallToolResult {
  const answer = errorAnswer(error, p);
  return {
    isError: true,
    content: [
      text([`${answer.code}: ${answer.message}`, ...answer.fields.map(({ path, message }) => `- ${path}: ${message}`)]),
    ],
    // Not structured content: that is promised to fit the tool's output schema.
    _meta: { "kolega/error": answer },
  };
}

export function text(lines: readonly string[]): { type: "text"; text: string } {
  return { type: "text", text: lines.join("\n") };
}
