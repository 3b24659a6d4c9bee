import type { EmbeddingsInterface } from "@langchain/core/embeddings";

/** The port to embedding providers is LangChain's own; every provider is asked for this many dimensions. */
export type Embedder = EmbeddingsInterface & { readonly model: string };
export const EMBEDDING_DIMENSIONS = 512;

/** As pgvector reads it. */
export function vectorLiteral(vector: readonly number[]): string {
  return `[${vector.join(",")}]`;
}
