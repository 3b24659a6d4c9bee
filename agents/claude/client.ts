import type Anthropic from "@anthropic-ai/sdk";
import type { Message, MessageCreateParamsNonStreaming } from "@anthropic-ai/sdk/resources/messages";
import { NO_USAGE, type TokenUsage } from "./prices.ts";

/** Where the model is and which one. */
export interface ClaudeOptions {
  readonly apiKey: string;
  readonly baseURL?: string;
  readonly model: string;
  /** Longest wait for one answer. */
  readonly requestTimeoutMs?: number;
  /** Tries after the first on 429, 529, 5xx, lost connections and broken streams. */
  readonly maxRetries?: number;
  /** Pause before our own second try of a broken stream; doubles. */
  readonly retryDelayMs?: number;
}

const REQUEST_TIMEOUT_MS = 90_000;
const MAX_RETRIES = 2;
const RETRY_DELAY_MS = 500;

export interface ClaudeClient {
  readonly model: string;
  /**
   * One answer of the model, streamed and put together. Throws ModelAway when it stays unreachable, or the signal's
   * reason. `onLost` is told what a try had used that broke off in the middle: it is on the bill.
   */
  answer(request: ModelRequest, signal?: AbortSignal, onLost?: (usage: TokenUsage) => void): Promise<Message>;
}

export type ModelRequest = Omit<MessageCreateParamsNonStreaming, "model">;

/** The model could not be reached, or would not answer, after every retry. */
export class ModelAway extends Error {
  override readonly name = "ModelAway";
  constructor(
    readonly status: number | undefined,
    cause: unknown,
  ) {
    super(`the model did not answer (${status ?? "no response"})`, { cause });
  }
}

export function createClaudeClient(options: ClaudeOptions): ClaudeClient {
  const maxRetries = options.maxRetries ?? MAX_RETRIES;
  let loading: Promise<Sdk> | undefined;
  return {
    model: options.model,
    async answer(request, signal, onLost) {
      loading ??= loadSdk(options, maxRetries);
      const { anthropic, errors } = await loading;
      for (let attempt = 0; ; attempt++) {
        const stream = anthropic.messages.stream({ ...request, model: options.model }, { signal });
        try {
          return await stream.finalMessage();
        } catch (error) {
          if (stream.currentMessage) onLost?.(usageOfHalf(stream.currentMessage));
          signal?.throwIfAborted();
          // The SDK retries what fails before the stream; a stream that breaks, or breaks off in a tool's arguments, is ours.
          if (attempt >= maxRetries || !brokeOff(errors, error)) throw new ModelAway(statusOf(errors, error), error);
          await pause((options.retryDelayMs ?? RETRY_DELAY_MS) * 2 ** attempt, signal);
        }
      }
    },
  };
}

/** The SDK is hundreds of modules: only who talks to the model waits for them. */
interface Sdk {
  readonly anthropic: Anthropic;
  readonly errors: typeof Anthropic;
}

async function loadSdk(options: ClaudeOptions, maxRetries: number): Promise<Sdk> {
  const { default: errors } = await import("@anthropic-ai/sdk");
  const anthropic = new errors({
    apiKey: options.apiKey,
    baseURL: options.baseURL ?? null,
    maxRetries,
    timeout: options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS,
    // The environment is read in one place, and this is not it; errors are ours to tell.
    logLevel: "off",
    openTelemetry: false,
  });
  return { anthropic, errors };
}

function statusOf(errors: typeof Anthropic, error: unknown): number | undefined {
  return error instanceof errors.APIError ? error.status : undefined;
}

function brokeOff(errors: typeof Anthropic, error: unknown): boolean {
  if (error instanceof errors.APIUserAbortError) return false;
  // An error event inside a stream has no status; everything with one was retried by the SDK already.
  if (error instanceof errors.APIError) return error.status === undefined;
  return error instanceof errors.AnthropicError || error instanceof SyntaxError || error instanceof TypeError;
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

/** Characters of an answer for one of its tokens, where the provider did not come to count them. */
const CHARACTERS_PER_TOKEN = 3;

/** Tokens of an answer that broke off: what the provider said at its beginning, and what had come of it. */
function usageOfHalf(message: Message): TokenUsage {
  const told = usageOf(message);
  const came = Math.ceil(JSON.stringify(message.content).length / CHARACTERS_PER_TOKEN);
  return { ...told, outputTokens: Math.max(told.outputTokens, came) };
}

/** Tokens of one answer. */
export function usageOf(message: Pick<Message, "usage">): TokenUsage {
  const { usage } = message;
  return {
    ...NO_USAGE,
    inputTokens: usage.input_tokens,
    outputTokens: usage.output_tokens,
    cacheReadTokens: usage.cache_read_input_tokens ?? 0,
    cacheWriteTokens: usage.cache_creation_input_tokens ?? 0,
    calls: 1,
  };
}
