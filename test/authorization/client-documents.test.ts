import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { FetchedDocument } from "../../core/kernel/ports/documents.ts";
import { createPublicDocuments } from "../../integrations/public-document.ts";
import { FakeBrowser } from "./fake-browser.ts";
import { authorizationQuery, openStage, pkce, type Stage } from "./stage.ts";

const REDIRECT = "https://client.example/back";

/** What the web answers in these tests; where nothing is set, the real fetcher is asked. */
let web: Map<string, FetchedDocument>;
let stage: Stage;
const real = createPublicDocuments({ maxBytes: 5_120, timeoutMs: 1_000 });
beforeAll(async () => {
  stage = await openStage({
    fetchDocument: async (address) => web.get(address) ?? (await real(address)),
  });
});
beforeEach(() => {
  web = new Map();
  // A minute later: the limit of fetches is by the minute.
  stage.house.clock.advance(60_000);
});
afterAll(async () => {
  expect(stage.incidents).toEqual([]);
  await stage.close();
});

let serial = 0;
/** A client of its own each time, since good documents are remembered. */
function publish(changes: Readonly<Record<string, unknown>> = {}): string {
  serial += 1;
  const address = `https://client.example/${serial}.json`;
  const document = { client_id: address, client_name: "Asisten Luar", redirect_uris: [REDIRECT], ...changes };
  web.set(address, { status: 200, cacheControl: undefined, body: JSON.stringify(document) });
  return address;
}

async function asked(client_id: string, redirect_uri = REDIRECT) {
  const browser = new FakeBrowser(stage.url, await stage.signIn(stage.manager));
  return browser.open(`/oauth/authorize?${authorizationQuery(stage, pkce().challenge, { client_id, redirect_uri })}`);
}

describe("a client known by its document", () => {
  it("is shown with the host of the document and of the redirect", async () => {
    const page = await asked(publish({ client_name: "Asisten <b>Luar</b>\u202e" }));
    expect(page.status).toBe(200);
    expect(page.html).toContain("Asisten &#60;b&#62;Luar&#60;/b&#62;");
    expect(page.html).not.toContain("\u202e");
    expect(page.html).toContain("client.example");
    expect(page.headers.get("content-security-policy")).toContain("form-action 'self' https://client.example;");
  });

  it("may come back to this computer at any port, or to an app", async () => {
    const client = publish({
      redirect_uris: ["http://localhost/callback", "http://127.0.0.1/callback", "cursor://oauth/callback"],
    });
    for (const redirect of [
      "http://localhost:5173/callback",
      "http://127.0.0.1:9/callback",
      "cursor://oauth/callback",
    ]) {
      expect((await asked(client, redirect)).status, redirect).toBe(200);
    }
    for (const redirect of ["http://127.0.0.1:9/other", "cursor://oauth/other", "https://localhost/callback"]) {
      expect((await asked(client, redirect)).status, redirect).toBe(400);
    }
  });

  it.each([
    ["another id", { client_id: "https://other.example/oauth.json" }],
    ["a secret way to sign in", { token_endpoint_auth_method: "client_secret_post" }],
    ["keys elsewhere", { token_endpoint_auth_method: "private_key_jwt", jwks_uri: "https://10.0.0.1/keys" }],
    ["no redirect", { redirect_uris: [] }],
    ["a redirect in clear", { redirect_uris: ["http://client.example/back"] }],
    ["a script for a redirect", { redirect_uris: ["javascript:alert(1)"] }],
    ["a page of data for a redirect", { redirect_uris: ["data:text/html,hi"] }],
    ["a redirect with a password", { redirect_uris: ["https://a:b@client.example/back"] }],
  ])("is none with %s in it", async (_, changes) => {
    const page = await asked(publish(changes));
    expect([page.status, page.leftFor]).toEqual([400, undefined]);
    expect(page.html).not.toContain("consent form");
  });

  it("is none when the document is not there, elsewhere, or no JSON", async () => {
    for (const found of [
      { status: 404, body: "{}" },
      { status: 302, body: "" },
      { status: 200, body: "<html>" },
      { status: 200, body: "[]" },
    ]) {
      const address = publish();
      web.set(address, { cacheControl: undefined, ...found });
      expect((await asked(address)).status, JSON.stringify(found)).toBe(400);
    }
  });

  it("is not fetched more often than a few dozen times a minute", async () => {
    const before = stage.documents.length;
    const statuses: number[] = [];
    for (let at = 0; at < 35; at += 1) {
      const query = authorizationQuery(stage, pkce().challenge, { client_id: publish(), redirect_uri: REDIRECT });
      statuses.push((await fetch(`${stage.url}/oauth/authorize?${query}`, { redirect: "manual" })).status);
    }
    expect(stage.documents.length - before).toBe(30);
    expect(statuses.filter((status) => status === 303)).toHaveLength(30);
    stage.house.clock.advance(60_000);
    expect((await asked(publish())).status).toBe(200);
  });
});

describe("a document inside our network", () => {
  it("is never connected to", async () => {
    let connections = 0;
    const inside = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((done) => inside.listen(0, "127.0.0.1", done));
    const { port } = inside.address() as AddressInfo;
    for (const address of [
      `https://127.0.0.1:${port}/client.json`,
      `https://localhost:${port}/client.json`,
      "https://localhost/client.json",
      `https://[::1]:${port}/client.json`,
      `https://2130706433:${port}/client.json`,
      "https://169.254.169.254/latest/meta-data/",
      "https://[::ffff:a9fe:a9fe]/latest/meta-data/",
      "https://10.0.0.1/client.json",
      `http://127.0.0.1:${port}/client.json`,
    ]) {
      const page = await asked(address, `https://127.0.0.1:${port}/back`);
      expect([page.status, page.leftFor], address).toEqual([400, undefined]);
    }
    expect(connections).toBe(0);
    inside.close();
  });

  it("is not connected to where a token is asked for, either", async () => {
    const answer = await fetch(`${stage.url}/oauth/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "refresh_token",
        refresh_token: "x",
        client_id: "https://127.0.0.1/c.json",
      }),
    });
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { error: string }).error).toBe("invalid_client");
  });
});
