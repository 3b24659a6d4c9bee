import type { TranscriptMessage } from "../../core/conversations/transcript.ts";
import { ID_PREFIX } from "../../core/kernel/ids.ts";

/** Most ids carried over into a summary; the latest mentioned. */
const MAX_IDS = 60;
const MAX_NAME = 80;
/** How far behind an id its name may stand in the JSON of a result. */
const NAME_WITHIN = 300;

const ID = new RegExp(`\\b(?:${Object.values(ID_PREFIX).join("|")})_[0-9a-hjkmnp-tv-z]{26}\\b`, "g");
const NAME = new RegExp(
  `^[^{}]{0,${NAME_WITHIN}}?"(?:name|title|displayName|\\w+Name)":\\s*"((?:[^"\\\\]|\\\\.){1,${MAX_NAME}})"`,
);

/** All text of one row, whoever said it. */
export function textOfRow({ content }: TranscriptMessage): string {
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
      const name = NAME.exec(text.slice(match.index + id.length))?.[1] ?? found.get(id);
      found.delete(id);
      found.set(id, name);
    }
  }
  return new Map([...found].slice(-MAX_IDS));
}

/** What Kolega asked last and was not answered in these rows: the tail of its last words, if they ask something. */
export function openQuestionIn(rows: readonly TranscriptMessage[]): string | undefined {
  const last = rows.findLast((row) => row.role === "assistant" && textOfRow(row).trim() !== "");
  if (!last) return undefined;
  const sentences = textOfRow(last).split(/(?<=[.!?])\s+|\n+/);
  const question = sentences.findLast((sentence) => sentence.trim().endsWith("?"));
  return question?.trim().slice(0, 400);
}
