import { checkEmbedder } from "../../integrations/embeddings/embedder.ts";
import type { Config } from "../config.ts";
import { embedderOf } from "../embeddings.ts";
import type { Check } from "./doctor-check.ts";

/** Whether the configured embedder answers with vectors that fit. */
export async function checkEmbeddings(config: Config): Promise<Check[]> {
  if (!config.embeddings) return [];
  const name = "embeddings";
  const embedder = embedderOf(config);
  try {
    const answer = await checkEmbedder(embedder);
    if (answer === "fits") return [{ mark: "good", name, text: `${embedder.model} answers, 512 dimensions` }];
    const text = `${embedder.model} does not answer. Search by meaning rests until it does: look at KOLEGA_EMBEDDINGS_URL and KOLEGA_EMBEDDINGS_KEY.`;
    return [{ mark: "wrong", name, text }];
  } catch (error) {
    return [{ mark: "wrong", name, text: error instanceof Error ? error.message : String(error), stops: true }];
  }
}
