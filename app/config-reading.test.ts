import { expect, it } from "vitest";
import { readConfig } from "./config.ts";

it("needs nothing for the embedder of the house, and says what a provider lacks", () => {
  expect(readConfig({})).toMatchObject({ embeddings: undefined, transcription: undefined });
  expect(readConfig({ KOLEGA_EMBEDDINGS: "openai", KOLEGA_EMBEDDINGS_KEY: "key-for-tests" }).embeddings).toEqual({
    provider: "openai",
    model: "text-embedding-3-small",
    baseUrl: undefined,
    apiKey: "key-for-tests",
  });
  expect(
    readConfig({
      KOLEGA_EMBEDDINGS: "ollama",
      KOLEGA_EMBEDDINGS_MODEL: "m",
      KOLEGA_EMBEDDINGS_URL: "http://localhost:11434",
    }).embeddings,
  ).toMatchObject({ provider: "ollama", model: "m" });
  expect(() => readConfig({ KOLEGA_EMBEDDINGS: "voyage" })).toThrow(/KOLEGA_EMBEDDINGS_KEY is missing/);
  expect(() => readConfig({ KOLEGA_EMBEDDINGS: "ollama" })).toThrow(/KOLEGA_EMBEDDINGS_MODEL is missing/);
  expect(() => readConfig({ KOLEGA_EMBEDDINGS: "magic" })).toThrow(/one of local, openai, voyage, ollama/);
});
