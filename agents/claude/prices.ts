/** US dollars for a million tokens. */
interface Price {
  readonly model: string;
  readonly input: number;
  readonly output: number;
  readonly cacheWrite: number;
  readonly cacheRead: number;
}

/** As of 2026-11-21; prices on an invoice are the provider's. Matched by the beginning of the model's name, longest first; five-minute cache writes. */
const PRICES: readonly Price[] = [
  { model: "claude-sonnet-5-5", input: 2, output: 10, cacheWrite: 2.5, cacheRead: 0.1 },
  { model: "claude-sonnet-5", input: 2, output: 10, cacheWrite: 2.5, cacheRead: 0.2 },
  { model: "claude-opus-5-5", input: 4, output: 20, cacheWrite: 5, cacheRead: 0.4 },
  { model: "claude-opus-5", input: 5, output: 25, cacheWrite: 6.25, cacheRead: 0.5 },
  { model: "claude-haiku-5-5", input: 0.1, output: 0.5, cacheWrite: 0.125, cacheRead: 0.01 },
  { model: "claude-haiku-4-5", input: 1, output: 5, cacheWrite: 1.25, cacheRead: 0.1 },
];
/** A model that is not in the table is counted at this rate: too dear rather than free. */
const UNKNOWN_MODEL: Price = { model: "", input: 5, output: 25, cacheWrite: 6.25, cacheRead: 0.5 };

/** Tokens of one or more calls. */
export interface TokenUsage {
  inputTokens: number;
  outputTokens: number;
  cacheReadTokens: number;
  cacheWriteTokens: number;
  calls: number;
}

export const NO_USAGE: TokenUsage = {
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  calls: 0,
};

export function addUsage(a: TokenUsage, b: TokenUsage): TokenUsage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    cacheReadTokens: a.cacheReadTokens + b.cacheReadTokens,
    cacheWriteTokens: a.cacheWriteTokens + b.cacheWriteTokens,
    calls: a.calls + b.calls,
  };
}

function priceOf(model: string): Price {
  return PRICES.find((entry) => model.startsWith(entry.model)) ?? UNKNOWN_MODEL;
}

/** A token is rarely shorter than three characters of our requests. */
const CHARACTERS_PER_TOKEN = 3;
/** The most one picture counts, by the provider's own limit on its size. */
const TOKENS_PER_PICTURE = 1_600;

/** The most a request can cost, in millionths of a US dollar: all of it written to the cache, and the longest answer. */
export function estimateMicros(model: string, request: { readonly max_tokens: number }): bigint {
  let pictures = 0;
  const text = JSON.stringify(request, (key, value: unknown) => {
    if (key !== "data" || typeof value !== "string") return value;
    pictures += 1;
    return "";
  });
  const input = text.length / CHARACTERS_PER_TOKEN + pictures * TOKENS_PER_PICTURE;
  const price = priceOf(model);
  return BigInt(Math.ceil(input * price.cacheWrite + request.max_tokens * price.output));
}

/** What tokens cost, in millionths of a US dollar: dollars for a million tokens are millionths for one. */
export function costMicros(model: string, usage: TokenUsage): bigint {
  const price = priceOf(model);
  const micros =
    usage.inputTokens * price.input +
    usage.outputTokens * price.output +
    usage.cacheReadTokens * price.cacheRead +
    usage.cacheWriteTokens * price.cacheWrite;
  return BigInt(Math.round(micros));
}
