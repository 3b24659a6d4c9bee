import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { endpoint, HttpFailure, type HttpOptions, requestJson, secondsHeader } from "./http.ts";

let server: Server;
let base = "";

beforeAll(async () => {
  server = createServer((req, res) => {
    if (req.url?.startsWith("/big")) return void res.end(`"${"x".repeat(5_000)}"`);
    if (req.url?.startsWith("/redirect")) return void res.writeHead(302, { location: "/ok" }).end();
    if (req.url?.startsWith("/empty")) return void res.writeHead(200).end();
    if (req.url?.startsWith("/drip")) {
      res.write('{"half":');
      return; // never ends
    }
    if (req.url?.startsWith("/sorry")) return void res.writeHead(502).end("<html>Bad gateway</html>");
    return void res.end(JSON.stringify({ auth: req.headers.authorization ?? null }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  base = typeof address === "object" && address ? `http://127.0.0.1:${address.port}` : "";
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const options: HttpOptions = { timeoutMs: 2_000 };
const get = (path: string, more: Partial<HttpOptions> = {}) =>
  requestJson(
    { ...options, ...more },
    { method: "GET", url: `${base}${path}`, headers: { authorization: "Bearer s3cret" } },
  );

async function kindOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof HttpFailure)) throw new Error("expected an HttpFailure", { cause: error });
  expect(error.message).not.toMatch(/s3cret|token=/);
  return error.kind;
}

describe("requestJson", () => {
  it("answers JSON and error statuses alike", async () => {
    expect((await get("/ok")).json).toEqual({ auth: "Bearer s3cret" });
    expect(await get("/sorry")).toMatchObject({ status: 502, json: undefined });
  });

  it("does not follow redirects: the token stays with its host", async () => {
    expect((await get("/redirect?token=1")).status).toBe(302);
  });

  it("names why there is no answer, without secrets", async () => {
    expect(await kindOf(get("/big?token=1", { maxBytes: 1_000 }))).toBe("too_large");
    expect(await kindOf(get("/empty?token=1"))).toBe("garbage");
    expect(await kindOf(get("/drip?token=1", { timeoutMs: 100 }))).toBe("timeout");
    expect(await kindOf(requestJson(options, { method: "GET", url: "http://127.0.0.1:1/?token=1" }))).toBe("network");
    const signal = AbortSignal.abort();
    expect(await kindOf(requestJson(options, { method: "GET", url: `${base}/ok?token=1`, signal }))).toBe("aborted");
  });
});

describe("small parts", () => {
  it("endpoint joins and leaves out what is undefined", () => {
    expect(endpoint("https://a.test/v1/", "/me", { fields: "a,b", after: undefined })).toBe(
      "https://a.test/v1/me?fields=a%2Cb",
    );
  });
  it("secondsHeader knows numbers only", () => {
    const read = (value: string) => secondsHeader(new Headers({ "retry-after": value }), "retry-after");
    expect(read("1.5")).toBe(1_500);
    expect(read("Wed, 21 Oct 2026 07:28:00 GMT")).toBeUndefined();
    expect(secondsHeader(new Headers(), "retry-after")).toBeUndefined();
  });
});
