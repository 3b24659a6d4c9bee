import type { EmbeddingsInterface } from "@langchain/core/embeddings";
import { EMBEDDING_DIMENSIONS, type Embedder } from "../../core/kernel/ports/embeddings.ts";
import { openProvider } from "./provider.ts";
import { type EmbeddingSettings, FIRST_PAUSE_MS, REQUEST_LIMITS, type RequestLimits, TRIES } from "./settings.ts";

/** A model whose vectors do not fit into our columns. */
export class WrongDimensions extends Error {
  override readonly name = "WrongDimensions";
  constructor(
    readonly model: string,
    readonly got: number,
  ) {
    super(
      `${model} makes vectors of ${got} dimensions, and Kolega keeps ${EMBEDDING_DIMENSIONS}: choose a model that can be asked for ${EMBEDDING_DIMENSIONS} (KOLEGA_EMBEDDINGS_MODEL).`,
    );
  }
}

/**
 * An embedder outside of the house. Requests keep the provider's limits, a long text is the mean of its parts, every
 * vector has unit length. Nothing is loaded and nobody is asked before the first call. Throws WrongDimensions.
 */
export function createProviderEmbedder(
  settings: EmbeddingSettings,
  options: { tries?: number; pauseMs?: number } = {},
): Embedder {
  const limits = REQUEST_LIMITS[settings.provider];
  const model = `${settings.provider}:${settings.model}`;
  let opened: Promise<EmbeddingsInterface> | undefined;
  const open = (): Promise<EmbeddingsInterface> => {
    opened ??= openProvider(settings);
    return opened;
  };
  const asking = <T>(ask: () => Promise<T>): Promise<T> =>
    patiently(ask, options.tries ?? TRIES, options.pauseMs ?? FIRST_PAUSE_MS);
  const checked = (vector: readonly number[]): number[] => {
    if (vector.length !== EMBEDDING_DIMENSIONS) throw new WrongDimensions(settings.model, vector.length);
    return unit(vector);
  };
  return {
    model,
    async embedQuery(text) {
      const [part = ""] = await partsOf(text, limits.characters);
      const provider = await open();
      return checked(await asking(() => provider.embedQuery(part)));
    },
    async embedDocuments(texts) {
      const provider = await open();
      const parts = await Promise.all(texts.map((text) => partsOf(text, limits.characters)));
      const vectors: number[][] = [];
      for (const batch of batchesOf(parts.flat(), limits)) {
        const got = await asking(() => provider.embedDocuments(batch));
        if (got.length !== batch.length)
          throw new Error(`${model} answered ${got.length} vectors to ${batch.length} texts`);
        vectors.push(...got.map(checked));
      }
      return parts.map((own) => mean(vectors.splice(0, own.length), own));
    },
  };
}

/** Asks once whether the model fits. Throws WrongDimensions; a provider that is away is found out by whoever needs it. */
export async function checkEmbedder(embedder: Embedder): Promise<"fits" | "away"> {
  try {
    await embedder.embedQuery("kolega");
    return "fits";
  } catch (error) {
    if (error instanceof WrongDimensions) throw error;
    return "away";
  }
}

/** Asks again while the answer is "not now" or none at all; what is refused for good is not repeated. */
async function patiently<T>(ask: () => Promise<T>, tries: number, pauseMs: number): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      const status = statusOf(error);
      const passing = status === undefined || status === 408 || status === 429 || status >= 500;
      if (!passing || attempt >= tries) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs * 2 ** (attempt - 1)));
    }
  }
}

/** The HTTP status behind an error, as each client names it. */
function statusOf(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const status = "status" in error ? error.status : "status_code" in error ? error.status_code : undefined;
  return typeof status === "number" ? status : undefined;
}

/** A text in parts of at most so many characters, ending where a paragraph or a sentence does. An empty text is one part. */
async function partsOf(text: string, characters: number): Promise<string[]> {
  if (text.length <= characters) return [text.trim() === "" ? " " : text];
  const { RecursiveCharacterTextSplitter } = await import("@langchain/textsplitters");
  return new RecursiveCharacterTextSplitter({ chunkSize: characters, chunkOverlap: 0 }).splitText(text);
}

function batchesOf(texts: readonly string[], limits: RequestLimits): string[][] {
  const batches: string[][] = [];
  let size = 0;
  for (const text of texts) {
    const last = batches.at(-1);
    if (!last || last.length >= limits.texts || size + text.length > limits.total) {
      batches.push([text]);
      size = text.length;
    } else {
      last.push(text);
      size += text.length;
    }
  }
  return batches;
}

/** Each part counts by its length. */
function mean(vectors: readonly (readonly number[])[], parts: readonly string[]): number[] {
  const sum = new Array<number>(EMBEDDING_DIMENSIONS).fill(0);
  for (const [index, vector] of vectors.entries()) {
    const weight = parts[index]?.length ?? 0;
    for (const [at, value] of vector.entries()) sum[at] = (sum[at] ?? 0) + value * weight;
  }
  return unit(sum);
}

function unit(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  return vector.map((value) => (length === 0 ? 0 : value / length));
}
