import {
  Client,
  type OAuthClientMetadata,
  type OAuthClientProvider,
  type OAuthDiscoveryState,
  type StoredOAuthClientInformation,
  type StoredOAuthTokens,
  StreamableHTTPClientTransport,
  UnauthorizedError,
} from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FakeBrowser } from "./fake-browser.ts";
import { openStage, type Stage } from "./stage.ts";

const CLIENT_ID = "https://client.example/oauth.json";
const REDIRECT = "http://127.0.0.1:43119/callback";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({
    fetchDocument: async (address) => ({
      status: 200,
      cacheControl: undefined,
      body: JSON.stringify({ client_id: address, client_name: "SDK", redirect_uris: ["http://127.0.0.1/callback"] }),
    }),
  });
});
afterAll(async () => {
  expect(stage.incidents).toEqual([]);
  await stage.close();
});

/** A program as the SDK wants it; the person says yes in the scripted browser. */
class Program implements OAuthClientProvider {
  readonly clientMetadataUrl = CLIENT_ID;
  readonly redirectUrl = REDIRECT;
  readonly asked: string[] = [];
  back: URL | undefined;
  #tokens: StoredOAuthTokens | undefined;
  #information: StoredOAuthClientInformation | undefined;
  #discovery: OAuthDiscoveryState | undefined;
  #verifier = "";

  get clientMetadata(): OAuthClientMetadata {
    return { client_name: "SDK", redirect_uris: [REDIRECT], token_endpoint_auth_method: "none" };
  }
  clientInformation() {
    return this.#information;
  }
  saveClientInformation(information: StoredOAuthClientInformation) {
    this.#information = information;
  }
  tokens() {
    return this.#tokens;
  }
  saveTokens(tokens: StoredOAuthTokens) {
    this.#tokens = tokens;
  }
  saveCodeVerifier(verifier: string) {
    this.#verifier = verifier;
  }
  codeVerifier() {
    return this.#verifier;
  }
  saveDiscoveryState(state: OAuthDiscoveryState) {
    this.#discovery = state;
  }
  discoveryState() {
    return this.#discovery;
  }
  async redirectToAuthorization(address: URL) {
    this.asked.push(address.searchParams.get("scope") ?? "");
    const browser = new FakeBrowser(stage.url, await stage.signIn(stage.manager));
    const page = await browser.open(address.pathname + address.search);
    this.back = (await browser.submit(page, { decision: "allow" })).leftFor;
  }
}

/** Does it, and once more with consent if there is none yet. */
async function withConsent<T>(
  program: Program,
  transport: () => StreamableHTTPClientTransport,
  work: () => Promise<T>,
) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UnauthorizedError)) throw error;
    await transport().finishAuth(program.back?.searchParams ?? new URLSearchParams());
    return work();
  }
}

describe.each([
  ["2025-11-25", "legacy" as const],
  ["2026-07-28", { pin: "2026-07-28" as const }],
])("the SDK's own client of %s", (_, mode) => {
  it("finds its way from a 401 to tools, steps up, and refreshes", async () => {
    const program = new Program();
    let transport: StreamableHTTPClientTransport | undefined;
    const last = (): StreamableHTTPClientTransport => {
      if (!transport) throw new Error("not connected");
      return transport;
    };
    const connect = async (): Promise<Client> => {
      const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode } });
      transport = new StreamableHTTPClientTransport(new URL(stage.resources.mcp), { authProvider: program });
      await client.connect(transport);
      return client;
    };
    const client = await withConsent(program, last, connect);
    expect(program.asked[0]?.split(" ")).toContain("campaigns:read");
    expect(program.asked[0]).not.toContain("write");
    const listed = await client.callTool({ name: "campaigns_list", arguments: {} });
    expect(listed.isError ?? false).toBe(false);

    const create = { name: "campaigns_create", arguments: { name: "Glow", language: "id" } };
    const created = await withConsent(program, last, () => client.callTool(create));
    expect(created.isError ?? false).toBe(false);
    expect(program.asked).toHaveLength(2);
    expect(program.asked[1]?.split(" ")).toEqual(expect.arrayContaining(["campaigns:read", "campaigns:write"]));

    const before = program.tokens()?.access_token;
    stage.house.clock.advance(601_000);
    const again = await client.callTool({ name: "campaigns_list", arguments: {} });
    expect(again.isError ?? false).toBe(false);
    expect(program.tokens()?.access_token).not.toBe(before);
    expect(program.asked).toHaveLength(2);
    await client.close();
  });
});
