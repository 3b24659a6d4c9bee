import { createHash, randomBytes } from "node:crypto";
import type { RequestListener } from "node:http";
import { doorParts } from "../../app/doors.ts";
import { createDeskSessions, pageSessions } from "../../app/web-sessions.ts";
import type { ApprovalRow } from "../../core/approvals/requests.ts";
import { createArtifactStore } from "../../core/identity/artifacts.ts";
import { createSession } from "../../core/identity/sessions.ts";
import { type Actor, tenantOf } from "../../core/kernel/actor.ts";
import type { FetchDocument } from "../../core/kernel/ports/documents.ts";
import { scopeOf } from "../../core/usecase/pipeline.ts";
import {
  type Authorization,
  createAuthorization,
  createMcpRouter,
  FIRST_SCOPES,
  metadataUrlOf,
  resourcesAt,
} from "../../mcp-server/index.ts";
import { createWebApp } from "../../web/app.ts";
import { authorizationErrorPage } from "../../web/consent-page.ts";
import { serve, type TestServer } from "../support/doors.ts";
import { openTestHouse, type TestHouse } from "../support/house.ts";
import { createInfluencer, createOrganization } from "../support/people.ts";
import { FakeBrowser } from "./fake-browser.ts";

/** A client of the configuration. Its redirect is on this computer, where any port will do. */
export const CLIENT = { id: "test-client", name: "Asisten Uji", redirectUris: ["http://127.0.0.1/callback"] };
export const REDIRECT = "http://127.0.0.1:43117/callback";

export interface Stage {
  readonly house: TestHouse;
  readonly server: TestServer;
  readonly url: string;
  readonly resources: { readonly mcp: string; readonly rest: string };
  readonly manager: Actor;
  readonly viewer: Actor;
  readonly influencer: Actor;
  /** What went wrong inside; empty is right. */
  readonly incidents: unknown[];
  /** Which documents were asked for. */
  readonly documents: string[];
  /** Another one over the same rows, as if we were reached at this address. */
  authorizationAt(publicUrl: string): Authorization;
  /** The secret of a signed-in browser. */
  signIn(person: Actor): Promise<string>;
  close(): Promise<void>;
}

/** The whole HTTP side with OAuth on a free port, and people of one organization. */
export async function openStage(
  options: { fetchDocument?: FetchDocument; clients?: readonly (typeof CLIENT)[]; trustedProxies?: number } = {},
): Promise<Stage> {
  let app: RequestListener | undefined;
  const server = await serve((req, res) => app?.(req, res));
  const url = server.url.replace("127.0.0.1", "localhost");
  const house = await openTestHouse({ ports: { publicUrl: url } });
  const { manager, viewer } = await createOrganization(house.db, "Kilau");
  const { influencer } = await createInfluencer(house.db, "Rani");
  const resources = resourcesAt(url);
  const incidents: unknown[] = [];
  const documents: string[] = [];
  const reportIncident = async (error: unknown): Promise<string> => {
    incidents.push(error);
    return "inc_test";
  };
  const authorizationAt = (publicUrl: string): Authorization =>
    createAuthorization({
      publicUrl,
      registry: house.registry,
      store: createArtifactStore(house.db, house.clock, house.ports.vault),
      fetchDocument: async (address) => {
        documents.push(address);
        if (!options.fetchDocument) throw new Error("not part of this test");
        return options.fetchDocument(address);
      },
      clock: house.clock,
      clients: options.clients ?? [CLIENT],
      secretFor: (purpose) => `secret of the test for ${purpose}`,
      errorPage: (error, language) => authorizationErrorPage(house.i18n.presenter, error, language),
      reportIncident,
    });
  const authorization = authorizationAt(url);
  const doors = { ...doorParts(house), reportIncident };
  app = createWebApp({
    ...doors,
    publicUrl: url,
    trustedProxies: options.trustedProxies,
    health: { ping: async () => undefined, metrics: async () => [], version: "0.0.0-test" },
    approvals: {
      ...pageSessions(createDeskSessions({ db: house.db, clock: house.clock, demo: false, secureCookies: false })),
      find: (id, actor) =>
        house.db.transaction(scopeOf(actor), (tx) =>
          tx.first<ApprovalRow>("SELECT * FROM approval WHERE id = $1 AND tenant = $2", [id, tenantOf(actor)]),
        ),
      decide: house.approvals.decide,
      now: () => house.clock.now(),
      signInUrl: "/",
    },
    authorization,
    resourceMetadataUrl: metadataUrlOf(resources.rest),
    mcp: createMcpRouter({ ...doors, resourceMetadataUrl: metadataUrlOf(resources.mcp), firstScopes: FIRST_SCOPES }),
  });
  return {
    house,
    server,
    url,
    resources,
    manager,
    viewer,
    influencer,
    incidents,
    documents,
    authorizationAt,
    signIn: (person) =>
      createSession(house.db, house.clock, { kind: "browser", subject: person.id, lifeMs: 3_600_000 }),
    async close() {
      await server.close();
      await house.db.close();
    },
  };
}

export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
  readonly scope: string;
  readonly token_type: string;
}

export function pkce(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString("base64url");
  return { verifier, challenge: createHash("sha256").update(verifier).digest("base64url") };
}

/** Parameters of a good authorization request; `changes` spoil or complete it (undefined leaves one out). */
export function authorizationQuery(
  stage: Stage,
  challenge: string,
  changes: Readonly<Record<string, string | undefined>> = {},
): string {
  const params = {
    response_type: "code",
    client_id: CLIENT.id,
    redirect_uri: REDIRECT,
    code_challenge: challenge,
    code_challenge_method: "S256",
    state: "state-of-the-client",
    scope: "campaigns:read",
    resource: stage.resources.mcp,
    ...changes,
  };
  return new URLSearchParams(
    Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== undefined),
  ).toString();
}

/** A scripted person goes through authorization and consent; where the browser ends up at the client. */
export async function authorize(
  stage: Stage,
  person: Actor,
  challenge: string,
  changes: Readonly<Record<string, string | undefined>> = {},
  decision: "allow" | "deny" = "allow",
): Promise<URL> {
  const browser = new FakeBrowser(stage.url, await stage.signIn(person));
  const page = await browser.open(`/oauth/authorize?${authorizationQuery(stage, challenge, changes)}`);
  if (page.leftFor) return page.leftFor;
  const end = await browser.submit(page, { decision });
  if (!end.leftFor) throw new Error(`still at ${end.address}: ${end.status} ${end.html}`);
  return end.leftFor;
}

export function askToken(stage: Stage, params: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(`${stage.url}/oauth/token`, {
    method: "POST",
    body: new URLSearchParams({ client_id: CLIENT.id, ...params }),
  });
}

export function redeem(stage: Stage, code: string, verifier: string): Promise<Response> {
  return askToken(stage, { grant_type: "authorization_code", code, code_verifier: verifier, redirect_uri: REDIRECT });
}

/** Tokens of this person, by the whole flow. */
export async function tokensOf(
  stage: Stage,
  person: Actor,
  changes: Readonly<Record<string, string | undefined>> = {},
): Promise<Tokens> {
  const { verifier, challenge } = pkce();
  const back = await authorize(stage, person, challenge, changes);
  const code = back.searchParams.get("code");
  if (!code) throw new Error(`no code in ${back.href}`);
  const answer = await redeem(stage, code, verifier);
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Tokens;
}

/** A call of one tool over MCP, by hand. */
export function callMcp(
  stage: Stage,
  headers: Readonly<Record<string, string>>,
  method = "tools/list",
  params: Readonly<Record<string, unknown>> = {},
  query = "",
): Promise<Response> {
  return fetch(`${stage.resources.mcp}${query}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      "mcp-protocol-version": "2025-11-25",
      ...headers,
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
  });
}

export function callRest(stage: Stage, headers: Readonly<Record<string, string>>, query = ""): Promise<Response> {
  return fetch(`${stage.url}/api/v1/campaigns${query}`, { headers });
}

export const bearer = (token: string): { authorization: string } => ({ authorization: `Bearer ${token}` });
