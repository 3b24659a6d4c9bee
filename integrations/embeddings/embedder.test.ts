import { createServer, type IncomingMessage, type Server } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { checkEmbedder, createProviderEmbedder, WrongDimensions } from "./embedder.ts";
import type { EmbeddingSettings } from "./settings.ts";

/** A vector that tells its text: how long it is, and its first letter. */
const vectorOf = (text: string, dimensions: number): number[] =>
  Array.from({ length: dimensions }, (_, at) =>
    at === 0 ? text.length : at === (text.charCodeAt(0) % (dimensions - 1)) + 1 ? 10 : 0,
  );

interface Asked {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: {
    readonly model: string;
    readonly input: string[];
    readonly dimensions?: number;
    readonly output_dimension?: number;
  };
}

/** Speaks the three protocols and refuses what their documentation refuses. `ignores`: a model with a size of its own. */
class StandIn {
  readonly asked: Asked[] = [];
  /** Statuses answered first. */
  failures: number[] = [];
  ignores: number | undefined;
  #server: Server | undefined;
  url = "";

  async open(): Promise<this> {
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        const raw = JSON.parse(Buffer.concat(parts).toString()) as Asked["body"] & { input: string | string[] };
        const body = { ...raw, input: Array.isArray(raw.input) ? raw.input : [raw.input] };
        this.asked.push({ path: request.url ?? "", headers: request.headers, body });
        const [status, answer] = this.#answer(request, body);
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
      });
    });
    await new Promise<void>((resolve) => this.#server?.listen(0, "127.0.0.1", resolve));
    const address = this.#server.address();
    this.url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    return this;
  }

  close(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  #answer(request: IncomingMessage, body: Asked["body"]): [number, unknown] {
    const failure = this.failures.shift();
    if (failure !== undefined) return [failure, { error: { message: "not now" } }];
    const path = request.url ?? "";
    if (path !== "/api/embed" && request.headers.authorization !== "Bearer key-for-tests")
      return [401, { error: { message: "key" } }];
    const most =
      path === "/voyage/embeddings"
        ? { texts: 1_000, tokens: 32_000, total: 120_000 }
        : { texts: 2_048, tokens: 8_192, total: 300_000 };
    const tokens = body.input.map((text) => Math.ceil(text.length / 2));
    const total = tokens.reduce((sum, count) => sum + count, 0);
    if (body.input.length > most.texts || Math.max(...tokens) > most.tokens || total > most.total)
      return [400, { error: { message: "too much" } }];
    if (body.input.some((text) => text === "")) return [400, { error: { message: "empty" } }];
    const dimensions = this.ignores ?? body.dimensions ?? body.output_dimension ?? 1_024;
    const vectors = body.input.map((text) => vectorOf(text, dimensions));
    if (path === "/api/embed") return [200, { model: body.model, embeddings: vectors }];
    const data = vectors.map((embedding, index) => ({ object: "embedding", index, embedding }));
    // OpenAI answers in order; Voyage only promises the index.
    if (path === "/voyage/embeddings") data.reverse();
    return [200, { object: "list", model: body.model, data, usage: { prompt_tokens: total, total_tokens: total } }];
  }
}

let server: StandIn;
afterEach(() => server.close());

const settingsOf = (provider: EmbeddingSettings["provider"], url: string): EmbeddingSettings => ({
  provider,
  model: "test-model",
  baseUrl: provider === "ollama" ? url : `${url}/${provider}`,
  apiKey: "key-for-tests",
});

describe.each(["openai", "voyage", "ollama"] as const)("%s", (provider) => {
  it("asks for 512 dimensions and answers unit vectors in the order of the texts", async () => {
    server = await new StandIn().open();
    const embedder = createProviderEmbedder(settingsOf(provider, server.url));
    expect(embedder.model).toBe(`${provider}:test-model`);
    const texts = Array.from(
      { length: 700 },
      (_, index) => `${String.fromCharCode(97 + (index % 26))}${"x".repeat(index % 50)}`,
    );
    const vectors = await embedder.embedDocuments(texts);
    expect(vectors).toHaveLength(700);
    for (const [index, vector] of vectors.entries()) {
      const wanted = vectorOf(texts[index] ?? "", 512);
      const length = Math.hypot(...wanted);
      expect(vector).toHaveLength(512);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 9);
      expect(vector[0]).toBeCloseTo((wanted[0] ?? 0) / length, 5);
    }
    expect(server.asked.length).toBeGreaterThan(1);
    for (const { body } of server.asked) expect(body.dimensions ?? body.output_dimension).toBe(512);
  });

  it("parts a text that is longer than the provider takes, and answers one vector for it", async () => {
    server = await new StandIn().open();
    const embedder = createProviderEmbedder(settingsOf(provider, server.url));
    const [vector, other] = await embedder.embedDocuments(["Satu kalimat lagi. ".repeat(4_000), ""]);
    expect(Math.hypot(...(vector ?? []))).toBeCloseTo(1, 9);
    expect(other).toHaveLength(512);
    expect(server.asked.flatMap(({ body }) => body.input).length).toBeGreaterThan(3);
  });

  it("tries again what was refused for now, and gives up what was refused for good", async () => {
    server = await new StandIn().open();
    server.failures = [429, 503];
    expect(
      await createProviderEmbedder(settingsOf(provider, server.url), { pauseMs: 10 }).embedQuery("halo"),
    ).toHaveLength(512);
    // Ollama has no keys.
    if (provider === "ollama") return;
    const wrongKey = { ...settingsOf(provider, server.url), apiKey: "another-key" };
    const before = server.asked.length;
    await expect(createProviderEmbedder(wrongKey).embedQuery("halo")).rejects.toThrow();
    expect(server.asked.length - before).toBe(1);
  });

  it("refuses a model of another size in a sentence, and calls a silent provider away", async () => {
    server = await new StandIn().open();
    server.ignores = 768;
    const embedder = createProviderEmbedder(settingsOf(provider, server.url), { tries: 1 });
    await expect(checkEmbedder(embedder)).rejects.toThrow(WrongDimensions);
    await expect(checkEmbedder(embedder)).rejects.toThrow(/768 dimensions, and Kolega keeps 512/);
    server.ignores = undefined;
    expect(await checkEmbedder(embedder)).toBe("fits");
    server.close();
    expect(await checkEmbedder(createProviderEmbedder(settingsOf(provider, "http://127.0.0.1:9"), { tries: 1 }))).toBe(
      "away",
    );
  });
});
