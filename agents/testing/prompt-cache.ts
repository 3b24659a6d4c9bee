import { createHash } from "node:crypto";
import { encode } from "gpt-tokenizer";
import { blocksOf, type MessagesRequest } from "./messages-request.ts";

/** Tokens of one request, as usage tells them: neither read nor written; read from the cache; written to it. */
export interface PromptTokens {
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

/** How many blocks before a mark the provider looks for something it has kept. */
const LOOKS_BACK = 20;
/** Shorter beginnings are not kept. */
const MIN_TOKENS = 1_024;

const TOKENS_OF_PICTURE = 1_600;

interface Part {
  /** Of everything up to and with this part. */
  readonly hash: string;
  readonly tokens: number;
  readonly marked: boolean;
}

/**
 * The provider's prompt cache as it is documented: tools, system and messages in this order; what is byte for byte the
 * same up to a mark (marks aside) is read, the rest up to the last mark is written. Tokens by another vendor's tokenizer:
 * shares, not prices.
 */
export class PromptCache {
  readonly #kept = new Set<string>();

  take(request: MessagesRequest): PromptTokens {
    const parts = partsOf(request);
    const total = parts.at(-1)?.tokens ?? 0;
    const marks = parts.flatMap(({ marked }, index) => (marked ? [index] : []));
    let read = 0;
    for (const mark of marks) {
      for (let at = mark; at >= Math.max(0, mark - LOOKS_BACK); at--) {
        const part = parts[at];
        if (!part || !this.#kept.has(part.hash)) continue;
        read = Math.max(read, part.tokens);
        break;
      }
    }
    let written = read;
    for (const mark of marks) {
      const part = parts[mark];
      if (!part || part.tokens < MIN_TOKENS) continue;
      this.#kept.add(part.hash);
      written = Math.max(written, part.tokens);
    }
    return { input: total - written, cacheRead: read, cacheWrite: written - read };
  }
}

function partsOf({ model, tools = [], system, messages, tool_choice }: MessagesRequest): Part[] {
  const parts: Part[] = [];
  const chain = createHash("sha256").update(model);
  let tokens = 0;
  const add = (value: unknown): void => {
    const { cache_control, ...block } = value as Record<string, unknown>;
    const json = JSON.stringify(block);
    chain.update(json);
    // A picture is not counted by its letters.
    tokens += block.type === "image" ? TOKENS_OF_PICTURE : countOf(json);
    parts.push({ hash: chain.copy().digest("base64"), tokens, marked: cache_control !== undefined });
  };
  for (const tool of tools) add(tool);
  for (const block of Array.isArray(system) ? system : [{ type: "text", text: system ?? "" }]) add(block);
  // Another choice of tools changes what the messages are read with.
  chain.update(JSON.stringify(tool_choice ?? "auto"));
  for (const message of messages) {
    chain.update(message.role);
    for (const block of blocksOf(message)) add(block);
  }
  return parts;
}

const counted = new Map<string, number>();

function countOf(text: string): number {
  const known = counted.get(text) ?? encode(text).length;
  counted.set(text, known);
  return known;
}
