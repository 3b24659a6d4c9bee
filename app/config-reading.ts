import { z } from "zod";
import type { EmbeddingSettings } from "../integrations/embeddings/settings.ts";
import type { TranscriptionSettings } from "../integrations/transcription.ts";

const address = z.url({ protocol: /^https?$/, error: "an address like https://api.openai.com/v1" });
const key = z.string().min(8, "8 characters or more");
const EMBEDDERS = ["local", "openai", "voyage", "ollama"] as const;

/** The environment of what reads and compares texts, as part of app/config.ts. */
export const readingEnvironment = {
  KOLEGA_EMBEDDINGS: z.enum(EMBEDDERS, `one of ${EMBEDDERS.join(", ")}`).default("local"),
  KOLEGA_EMBEDDINGS_MODEL: z.string().max(200).optional(),
  KOLEGA_EMBEDDINGS_URL: address.optional(),
  KOLEGA_EMBEDDINGS_KEY: key.optional(),
  KOLEGA_TRANSCRIPTION_URL: address.optional(),
  KOLEGA_TRANSCRIPTION_KEY: key.optional(),
  KOLEGA_TRANSCRIPTION_MODEL: z.string().max(200).default("whisper-1"),
} as const;
type ReadingEnvironment = z.output<z.ZodObject<typeof readingEnvironment>>;

/** Models that can be asked for 512 dimensions. */
const USUAL_MODEL = { openai: "text-embedding-3-small", voyage: "voyage-3.5-lite" } as const;

export interface ReadingConfig {
  /** Undefined: the embedder of the house, which needs no network. */
  readonly embeddings: EmbeddingSettings | undefined;
  /** Undefined: voice notes are not read. */
  readonly transcription: TranscriptionSettings | undefined;
}

/** Calls `refuse` with what to do where a setting lacks another. */
export function readReading(e: ReadingEnvironment, refuse: (message: string) => never): ReadingConfig {
  const transcription = e.KOLEGA_TRANSCRIPTION_URL
    ? {
        baseUrl: e.KOLEGA_TRANSCRIPTION_URL,
        apiKey: e.KOLEGA_TRANSCRIPTION_KEY,
        model: e.KOLEGA_TRANSCRIPTION_MODEL,
      }
    : undefined;
  const provider = e.KOLEGA_EMBEDDINGS;
  if (provider === "local") return { embeddings: undefined, transcription };
  const model = e.KOLEGA_EMBEDDINGS_MODEL ?? (provider === "ollama" ? undefined : USUAL_MODEL[provider]);
  if (!model) {
    return refuse(
      "KOLEGA_EMBEDDINGS_MODEL is missing: name a model that Ollama has and that makes 512 dimensions (qwen3-embedding, for one).",
    );
  }
  if (!e.KOLEGA_EMBEDDINGS_KEY && (provider === "voyage" || (provider === "openai" && !e.KOLEGA_EMBEDDINGS_URL))) {
    return refuse(`KOLEGA_EMBEDDINGS_KEY is missing: ${provider} answers nobody without a key.`);
  }
  return {
    embeddings: { provider, model, baseUrl: e.KOLEGA_EMBEDDINGS_URL, apiKey: e.KOLEGA_EMBEDDINGS_KEY },
    transcription,
  };
}
