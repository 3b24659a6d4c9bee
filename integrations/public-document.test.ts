import http, { createServer } from "node:http";
import type https from "node:https";
import type { AddressInfo, LookupFunction } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPublicDocuments } from "./public-document.ts";
import type { Lookup } from "./redirects.ts";

const PUBLIC: Lookup = async () => ["93.184.216.34", "2606:2800:220:1::1"];

let port: number;
let visits: string[];
const server = createServer((req, res) => {
  visits.push(req.url ?? "");
  if (req.url === "/away") res.writeHead(302, { location: "https://169.254.169.254/latest" }).end();
  else if (req.url === "/large") res.end("x".repeat(2_000));
  else if (req.url === "/slow") res.write("{");
  else if (req.url === "/cut") res.write("{", () => res.destroy());
  else res.writeHead(200, { "cache-control": "max-age=60" }).end(`{"at":"${req.url}"}`);
});
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** The network of these tests: what would go to a public address reaches the server above; where to is remembered. */
function reader(lookup: Lookup) {
  visits = [];
  const reached: unknown[] = [];
  const request = ((url: URL, options: http.RequestOptions, answered: (res: http.IncomingMessage) => void) => {
    (options.lookup as LookupFunction)(url.hostname, { all: true }, (_error, addresses) => reached.push(addresses));
    return http.request({ port, host: "127.0.0.1", path: url.pathname, signal: options.signal }, answered);
  }) as typeof https.request;
  return { reached, read: createPublicDocuments({ timeoutMs: 300, maxBytes: 1_000, lookup, request }) };
}

describe("a stranger's document", () => {
  it("is read from just the addresses that were judged", async () => {
    const { read, reached } = reader(PUBLIC);
    expect(await read("https://client.example/oauth.json")).toEqual({
      status: 200,
      cacheControl: "max-age=60",
      body: '{"at":"/oauth.json"}',
    });
    expect(reached).toEqual([
      [
        { address: "93.184.216.34", family: 4 },
        { address: "2606:2800:220:1::1", family: 6 },
      ],
    ]);
  });

  it.each([
    "http://client.example/a.json",
    "https://client.example:8443/a.json",
    "https://user:word@client.example/a.json",
    "https://127.0.0.1/a.json",
    "https://2130706433/a.json",
    "https://0x7f.1/a.json",
    "https://[::1]/a.json",
    "https://[::ffff:169.254.169.254]/latest",
    "https://169.254.169.254/latest/meta-data",
    "ftp://client.example/a.json",
  ])("is not asked for at %s", async (address) => {
    const { read, reached } = reader(PUBLIC);
    await expect(read(address)).rejects.toThrow("not an https address with a name");
    expect([reached, visits]).toEqual([[], []]);
  });

  it.each([
    ["10.0.0.1"],
    ["127.0.0.1"],
    ["169.254.169.254"],
    ["::1"],
    ["fd00::1"],
    ["::ffff:10.0.0.1"],
    ["93.184.216.34", "192.168.0.1"],
    [],
  ])("is not asked for where the name leads to %s", async (...addresses) => {
    const { read, reached } = reader(async () => addresses);
    await expect(read("https://client.example/a.json")).rejects.toThrow("not on the public internet");
    expect([reached, visits]).toEqual([[], []]);
  });

  it("is looked up once: a name that changes afterwards changes nothing", async () => {
    let asked = 0;
    const { read, reached } = reader(async () => {
      asked += 1;
      return asked === 1 ? ["93.184.216.34"] : ["127.0.0.1"];
    });
    await read("https://client.example/a.json");
    expect(asked).toBe(1);
    expect(reached).toEqual([[{ address: "93.184.216.34", family: 4 }]]);
  });

  it("is not followed elsewhere", async () => {
    const { read } = reader(PUBLIC);
    expect((await read("https://client.example/away")).status).toBe(302);
    expect(visits).toEqual(["/away"]);
  });

  it("is given up when too large, too slow, or broken off", async () => {
    const { read } = reader(PUBLIC);
    await expect(read("https://client.example/large")).rejects.toThrow("too large");
    await expect(read("https://client.example/slow")).rejects.toThrow(/broken off|no answer/);
    await expect(read("https://client.example/cut")).rejects.toThrow();
    const never = reader(() => new Promise(() => undefined));
    await expect(never.read("https://client.example/a.json")).rejects.toThrow("not on the public internet");
  });
});
