import { Embeddings } from "@langchain/core/embeddings";
import { z } from "zod";
import { EMBEDDING_DIMENSIONS } from "../../core/kernel/ports/embeddings.ts";
import { TIMEOUT_MS } from "./settings.ts";

const OWN_ADDRESS = "https://api.voyageai.com/v1";

const answerSchema = z.object({
  data: z.array(z.object({ index: z.number().int().min(0), embedding: z.array(z.number()) })),
});

/** Why Voyage did not answer; the status decides whether it is asked again. Never holds the request. */
class VoyageError extends Error {
  override readonly name = "VoyageError";
  constructor(readonly status: number) {
    super(`voyage embeddings: HTTP ${status}`);
  }
}

/** Voyage AI's embeddings, which LangChain has no package for. One call is one request: the caller batches. */
export class VoyageEmbeddings extends Embeddings {
  readonly #model: string;
  readonly #address: string;
  readonly #apiKey: string;

  constructor(options: { model: string; apiKey: string; baseUrl: string | undefined }) {
    super({ maxRetries: 0 });
    this.#model = options.model;
    this.#address = `${(options.baseUrl ?? OWN_ADDRESS).replace(/\/+$/, "")}/embeddings`;
    this.#apiKey = options.apiKey;
  }

  async embedQuery(text: string): Promise<number[]> {
    const [vector = []] = await this.#ask([text], "query");
    return vector;
  }

  embedDocuments(texts: string[]): Promise<number[][]> {
    return this.#ask(texts, "document");
  }

  #ask(input: readonly string[], inputType: "query" | "document"): Promise<number[][]> {
    return this.caller.call(async () => {
      const response = await fetch(this.#address, {
        method: "POST",
        headers: { authorization: `Bearer ${this.#apiKey}`, "content-type": "application/json" },
        body: JSON.stringify({
          input,
          model: this.#model,
          input_type: inputType,
          output_dimension: EMBEDDING_DIMENSIONS,
          truncation: true,
        }),
        redirect: "error",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (!response.ok) {
        await response.body?.cancel();
        throw new VoyageError(response.status);
      }
      const { data } = answerSchema.parse(await response.json());
      return data.sort((a, b) => a.index - b.index).map(({ embedding }) => embedding);
    });
  }
}
