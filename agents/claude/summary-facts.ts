import type { SummaryContent, TranscriptMessage } from "../../core/conversations/transcript.ts";
import { ID_PREFIX } from "../../core/kernel/ids.ts";

/** Most ids carried over into a summary; the latest mentioned. */
const MAX_IDS = 60;
const MAX_NAME = 80;
/** How far behind an id its name may stand. */
const NAME_WITHIN = 300;

const ID = new RegExp(`\\b(?:${Object.values(ID_PREFIX).join("|")})_[0-9a-hjkmnp-tv-z]{26}\\b`, "g");
const NAME = new RegExp(`^[^{}]*?"(?:name|title|displayName|\\w+Name)":\\s*"((?:[^"\\\\]|\\\\.){1,${MAX_NAME}})"`);
/** As an earlier summary has it. */
const NAMED = new RegExp(`^ = (.{1,${MAX_NAME}})`);

/** All text of one row, whoever said it. */
export function textOfRow({ role, content }: TranscriptMessage): string {
  if (role === "summary") return (content as SummaryContent).text;
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return JSON.stringify(content ?? "");
  return (content as readonly { type?: string; text?: string; content?: unknown; name?: string; input?: unknown }[])
    .map((block) => {
      if (block.type === "text") return block.text ?? "";
      if (block.type === "tool_result")
        return typeof block.content === "string" ? block.content : JSON.stringify(block.content ?? "");
      if (block.type === "tool_use") return `${block.name ?? ""} ${JSON.stringify(block.input ?? {})}`;
      return "";
    })
    .join("\n");
}

/** Ids that were named, each with its name where one stood beside it; the latest last. What nobody may lose. */
export function idsIn(rows: readonly TranscriptMessage[]): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  for (const row of rows) {
    const text = textOfRow(row);
    for (const match of text.matchAll(ID)) {
      const [id] = match;
      const behind = text.slice(match.index + id.length, match.index + id.length + NAME_WITHIN);
      const name = (NAMED.exec(behind) ?? NAME.exec(behind))?.[1] ?? found.get(id);
      found.delete(id);
      found.set(id, name);
    }
  }
  return new Map([...found].slice(-MAX_IDS));
}

/** How a question stands in a summary; read back when that is summarised in turn. */
export const ASKED = "Kolega asked: ";
const MAX_QUESTIONS = 3;
const MAX_QUESTION = 300;

/** What Kolega asked last in these rows: whether it was answered, whoever reads on will see. */
export function questionsIn(rows: readonly TranscriptMessage[]): readonly string[] {
  const asked = rows.flatMap((row) => {
    if (row.role === "summary")
      return textOfRow(row)
        .split("\n")
        .flatMap((line) => (line.startsWith(ASKED) ? [line.slice(ASKED.length)] : []));
    if (row.role !== "assistant") return [];
    return textOfRow(row)
      .split(/(?<=[.!?])\s+|\n+/)
      .filter((sentence) => sentence.trim().endsWith("?"))
      .map((sentence) => sentence.trim().slice(0, MAX_QUESTION));
  });
  return [...new Set(asked)].slice(-MAX_QUESTIONS);
}
