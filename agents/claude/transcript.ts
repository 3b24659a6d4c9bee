import type { ContentBlockParam, TextBlockParam } from "@anthropic-ai/sdk/resources/messages";
import type { SummaryContent, TranscriptMessage } from "../../core/conversations/transcript.ts";

/** One message of a request, always in blocks. */
export interface Said {
  readonly role: "user" | "assistant";
  readonly content: ContentBlockParam[];
}

/**
 * Stored rows as messages of a request. Rows are read from some point on, so a beginning in the middle of a tool call is
 * left out. Thinking of earlier turns is left out too: the provider binds it to the exact text before it, which a later
 * window, another release's prompt, or another role's tools would break.
 */
export function toMessages(history: readonly TranscriptMessage[]): Said[] {
  const messages: Said[] = [];
  for (const row of history) {
    const content = blocksOf(row);
    if (content.length === 0) continue;
    const role = row.role === "assistant" ? "assistant" : "user";
    const last = messages.at(-1);
    if (last?.role === role) last.content.push(...content);
    else messages.push({ role, content });
  }
  return answered(fromFirstUser(messages));
}

function blocksOf(row: TranscriptMessage): ContentBlockParam[] {
  const { role, content } = row;
  if (role === "system") return text(`<event>${JSON.stringify(content)}</event>`);
  if (role === "summary") return text(`<summary>\n${(content as SummaryContent).text}\n</summary>`);
  if (typeof content === "string") return text(content);
  if (!Array.isArray(content)) return [];
  // Rows with blocks were written by this runner, from the provider's own answers.
  return (content as ContentBlockParam[]).filter(
    (block) =>
      block.type !== "thinking" &&
      block.type !== "redacted_thinking" &&
      !(block.type === "text" && block.text.trim() === ""),
  );
}

function text(words: string): ContentBlockParam[] {
  return words.trim() === "" ? [] : [{ type: "text", text: words }];
}

/** A request begins with something a person said. */
function fromFirstUser(messages: Said[]): Said[] {
  const first = messages.findIndex((message) => message.role === "user" && !isToolResult(message));
  return first < 0 ? [] : messages.slice(first);
}

function isToolResult(message: Said): boolean {
  return message.content[0]?.type === "tool_result";
}

/** Every call has its result in the next message and every result its call; anything else is left out. */
function answered(messages: readonly Said[]): Said[] {
  const whole: Said[] = [];
  for (const [index, message] of messages.entries()) {
    const results = idsOf(messages[index + 1], "tool_result");
    const calls = idsOf(messages[index - 1], "tool_use");
    const kept = message.content.filter((block) => {
      if (block.type === "tool_use") return results.has(block.id);
      return block.type !== "tool_result" || calls.has(block.tool_use_id);
    });
    // Results stand before everything else in their message.
    kept.sort((a, b) => Number(b.type === "tool_result") - Number(a.type === "tool_result"));
    const last = whole.at(-1);
    if (kept.length === 0) continue;
    if (last?.role === message.role) last.content.push(...kept);
    else whole.push({ role: message.role, content: kept });
  }
  return whole;
}

function idsOf(message: Said | undefined, type: "tool_use" | "tool_result"): Set<string> {
  return new Set(
    (message?.content ?? []).flatMap((block) =>
      block.type === "tool_use" && type === "tool_use"
        ? [block.id]
        : block.type === "tool_result" && type === "tool_result"
          ? [block.tool_use_id]
          : [],
    ),
  );
}

/**
 * The messages with marks up to which the provider keeps its cache: the end of this request; the end of the one before
 * it, which is what it reads now however many calls came between; and what the person said last before this turn, up to
 * which everything is as it was sent then, also when a picture or the model's thinking has left the messages since.
 */
export function withCacheMarks(messages: readonly Said[]): Said[] {
  const asked = messages.flatMap(({ role }, index) => (role === "user" ? [index] : []));
  const spoken = asked.filter((index) => messages[index]?.content.every(({ type }) => type !== "tool_result"));
  const marks = new Set([...asked.slice(-2), ...spoken.slice(-2, -1)]);
  return messages.map((message, index) => (marks.has(index) ? marked(message) : message));
}

function marked(message: Said): Said {
  // What stays in the transcript: a picture is sent in its own turn only.
  const at = message.content.findLastIndex(({ type }) => type === "text" || type === "tool_result");
  if (at < 0) return message;
  const block = { ...(message.content[at] as TextBlockParam), cache_control: { type: "ephemeral" as const } };
  return { ...message, content: message.content.with(at, block) };
}
