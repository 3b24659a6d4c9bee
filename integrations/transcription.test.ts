import { createServer, type Server } from "node:http";
import { afterEach, expect, it } from "vitest";
import { createTranscriber } from "./transcription.ts";

let server: Server;
afterEach(() => server.close());

/** Answers these statuses in turn, then the text; keeps what it was sent. */
async function standIn(statuses: number[]): Promise<{ url: string; bodies: string[]; keys: (string | undefined)[] }> {
  const bodies: string[] = [];
  const keys: (string | undefined)[] = [];
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      bodies.push(`${request.url}\n${Buffer.concat(parts).toString("latin1")}`);
      keys.push(request.headers.authorization);
      const status = statuses.shift() ?? 200;
      response
        .writeHead(status, { "content-type": "application/json" })
        .end(JSON.stringify({ text: " lihat\u202E campaign saya " }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/v1`, bodies, keys };
}
const recording = { bytes: Buffer.from("OggS"), mime: "audio/ogg; codecs=opus", language: "id" as const };

it("sends the recording as the protocol wants it, and cleans what is heard", async () => {
  const { url, bodies, keys } = await standIn([429]);
  const transcriber = createTranscriber({ baseUrl: url, apiKey: "key-for-tests", model: "whisper-1" }, { pauseMs: 1 });
  expect(await transcriber.transcribe(recording)).toBe("lihat campaign saya");
  expect(bodies).toHaveLength(2);
  expect(bodies[1]).toMatch(/^\/v1\/audio\/transcriptions\n/);
  expect(bodies[1]).toContain('filename="voice.ogg"');
  expect(bodies[1]).toContain("whisper-1");
  expect(keys[1]).toBe("Bearer key-for-tests");
});

it("is unavailable where the service refuses, at once, and where it stays away, after three tries", async () => {
  const refused = await standIn([401]);
  await expect(
    createTranscriber({ baseUrl: refused.url, apiKey: undefined, model: "m" }).transcribe(recording),
  ).rejects.toMatchObject({ code: "unavailable" });
  expect(refused.bodies).toHaveLength(1);
  server.close();
  const away = await standIn([500, 500, 500]);
  await expect(
    createTranscriber({ baseUrl: away.url, apiKey: undefined, model: "m" }, { pauseMs: 1 }).transcribe(recording),
  ).rejects.toMatchObject({ code: "unavailable" });
  expect(away.bodies).toHaveLength(3);
});
