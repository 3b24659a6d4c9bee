/** Who turns text into vectors, outside of the house. */
export interface EmbeddingSettings {
  readonly provider: "openai" | "voyage" | "ollama";
  readonly model: string;
  /** Of any service that speaks the provider's protocol; undefined: the provider's own. */
  readonly baseUrl: string | undefined;
  readonly apiKey: string | undefined;
}

/** What one request may hold, and how it is repeated; documented by each provider, read 2026-11. */
export interface RequestLimits {
  /** Texts in one request. */
  readonly texts: number;
  /** Characters of one text: a longer one is parted. Two a token is safe for Indonesian and English. */
  readonly characters: number;
  /** Characters of all texts of one request together. */
  readonly total: number;
}

/**
 * OpenAI: 2,048 texts, 8,192 tokens each, 300,000 tokens a request. Voyage: 1,000 texts, 32,000 tokens each, 120,000
 * tokens a request for its larger models. Ollama: the context of the model, often 2,048 tokens; one machine works on it.
 */
export const REQUEST_LIMITS: Readonly<Record<EmbeddingSettings["provider"], RequestLimits>> = {
  openai: { texts: 512, characters: 12_000, total: 400_000 },
  voyage: { texts: 256, characters: 12_000, total: 200_000 },
  ollama: { texts: 32, characters: 3_000, total: 60_000 },
};

/** How often a request is made that is refused for now (429, 5xx) or breaks; the pause doubles. */
export const TRIES = 4;
export const FIRST_PAUSE_MS = 500;
export const TIMEOUT_MS = 30_000;
