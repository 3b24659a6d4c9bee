import type { EmbeddingsInterface } from "@langchain/core/embeddings";
import { EMBEDDING_DIMENSIONS } from "../../core/kernel/ports/embeddings.ts";
import { type EmbeddingSettings, REQUEST_LIMITS, TIMEOUT_MS } from "./settings.ts";

/** A key that servers without keys ignore; OpenAI's client insists on one. */
const NO_KEY = "none";

/** Asking again is the embedder's affair: LangChain's clients give up on 429. */
const maxRetries = 0;

/** The provider's client, loaded only where it is chosen. */
export async function openProvider(settings: EmbeddingSettings): Promise<EmbeddingsInterface> {
  const { model, baseUrl, apiKey } = settings;
  switch (settings.provider) {
    case "openai": {
      const { OpenAIEmbeddings } = await import("@langchain/openai");
      return new OpenAIEmbeddings({
        model,
        dimensions: EMBEDDING_DIMENSIONS,
        apiKey: apiKey ?? NO_KEY,
        batchSize: REQUEST_LIMITS.openai.texts,
        stripNewLines: false,
        encodingFormat: "float",
        maxRetries,
        timeout: TIMEOUT_MS,
        configuration: { baseURL: baseUrl },
      });
    }
    case "ollama": {
      const { OllamaEmbeddings } = await import("@langchain/ollama");
      return new OllamaEmbeddings({
        model,
        baseUrl,
        dimensions: EMBEDDING_DIMENSIONS,
        truncate: true,
        maxRetries,
        ...(apiKey && { headers: { authorization: `Bearer ${apiKey}` } }),
      });
    }
    case "voyage": {
      const { VoyageEmbeddings } = await import("./voyage.ts");
      return new VoyageEmbeddings({ model, baseUrl, apiKey: apiKey ?? NO_KEY });
    }
  }
}
