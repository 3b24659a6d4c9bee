import { hostHeaderValidation, originValidation, toNodeHandler } from "@modelcontextprotocol/node";
import {
  createMcpHandler,
  isLegacyRequest,
  type LegacyHttpHandler,
  localhostAllowedHostnames,
  type McpServerFactory,
  type ServerEventBus,
} from "@modelcontextprotocol/server";
import express, { type NextFunction, type Request, type Response, Router } from "express";
import type { Actor, Door } from "../core/kernel/actor.ts";
import { presentedToken } from "../core/kernel/bearer.ts";
import { AppError } from "../core/kernel/errors.ts";
import { asAnswerable, errorAnswer } from "../core/usecase/answers.ts";
import { missingScopeOf, refusalOf } from "../core/usecase/registry.ts";
import { RUN_TOOL } from "./catalog.ts";
import { behindAddress } from "./resources.ts";
import { createMcpServer, type McpDependencies } from "./server.ts";

/** What is served behind the door, when it is not the product: the fixtures of the conformance suite. */
export interface McpProfile {
  readonly createServer: McpServerFactory;
  /** Tells open subscriptions that a list changed. */
  readonly bus?: ServerEventBus;
  /** Serves 2025-era requests, where the product's way keeps no session. */
  readonly sessions?: LegacyHttpHandler;
}

export interface McpHttpOptions extends McpDependencies {
  authenticate(secret: string, via: Door): Promise<Actor | undefined>;
  /** Hosts and origins a request may name, without ports; default: this machine only. */
  readonly hosts?: readonly string[];
  /** Where the protected-resource metadata (RFC 9728) is, once there is an authorization server. */
  readonly resourceMetadataUrl?: string;
  /** What a client that shows no token is told to ask for first. */
  readonly firstScopes?: readonly string[];
  readonly profile?: McpProfile;
}

const PATH = "/mcp";
const BODY_LIMIT_BYTES = 256 * 1024;
const UNAUTHORIZED = -32001;
const PARSE_ERROR = -32700;
const INTERNAL_ERROR = -32603;

/** MCP over HTTP at `/mcp`: stateless, for 2026-07-28 and 2025-era clients, each request on its own key's rights. */
export function createMcpRouter(options: McpHttpOptions): Router {
  const hosts = [...(options.hosts ?? localhostAllowedHostnames())];
  const hostAllowed = hostHeaderValidation(hosts);
  const originAllowed = originValidation(hosts);
  const createServer: McpServerFactory = (context) => {
    const actor = context.authInfo?.extra?.actor as Actor;
    return createMcpServer(options, () => Promise.resolve(actor));
  };
  const { sessions, bus } = options.profile ?? {};
  const handler = createMcpHandler(options.profile?.createServer ?? createServer, {
    maxRequestBodySize: BODY_LIMIT_BYTES,
    bus,
  });
  const fetch: LegacyHttpHandler = async (request, given) =>
    sessions && (await isLegacyRequest(request, given?.parsedBody))
      ? sessions(request, given)
      : handler.fetch(request, given);
  const serve = toNodeHandler(
    { fetch },
    {
      maxRequestBodySize: BODY_LIMIT_BYTES,
      onerror: (error) => void (isHangUp(error) || options.reportIncident(error, "mcp")),
    },
  );
  const readJson = express.json({ limit: BODY_LIMIT_BYTES, type: "application/json", strict: false });

  const router = Router();
  router.all(PATH, async (req, res) => {
    if (!hostAllowed(req, res) || !originAllowed(req, res)) return;
    const actor = await authenticated(options, req, res);
    if (!actor) return;
    const read = await new Promise<unknown>((done) => readJson(req, res, (error?: unknown) => done(error)));
    if (read !== undefined) return unreadable(read, res);
    const refusal = scopeRefusal(options, actor, req);
    const scope = missingScopeOf(refusal);
    if (refusal && scope !== undefined) {
      const challenge = bearerChallenge(options, { error: "insufficient_scope", scope });
      const { message } = errorAnswer(refusal, options.presenter(actor.locale));
      return refuse(res, 403, UNAUTHORIZED, message, challenge);
    }
    // The secret stays here: handlers only ever see the actor.
    const auth = { token: "", clientId: actor.id, scopes: [...actor.scopes], extra: { actor } };
    await serve(Object.assign(req, { auth }), res, req.body);
  });
  router.use(PATH, (thrown: unknown, _req: Request, res: Response, _next: NextFunction) =>
    failed(options, thrown, res),
  );
  return router;
}

function bearerChallenge(options: McpHttpOptions, params: Readonly<Record<string, string>>): string {
  const metadata = options.resourceMetadataUrl ? { resource_metadata: options.resourceMetadataUrl } : {};
  const parts = Object.entries({ realm: "kolega", ...params, ...metadata }).map(([key, value]) => `${key}="${value}"`);
  return `Bearer ${parts.join(", ")}`;
}

async function authenticated(options: McpHttpOptions, req: Request, res: Response): Promise<Actor | undefined> {
  const shown = presentedToken(req);
  const actor = shown.kind === "token" ? await options.authenticate(shown.token, "mcp") : undefined;
  if (actor) return actor;
  const { message } = errorAnswer(new AppError("unauthenticated"), options.presenter("en"));
  if (shown.kind === "ambiguous") {
    refuse(res, 400, UNAUTHORIZED, message, bearerChallenge(options, { error: "invalid_request" }));
    return undefined;
  }
  // Without a token there is nothing wrong with one; the scopes are those to begin with.
  const first: Readonly<Record<string, string>> = options.firstScopes ? { scope: options.firstScopes.join(" ") } : {};
  const wrong = { error: "invalid_token" };
  refuse(res, 401, UNAUTHORIZED, message, bearerChallenge(options, shown.kind === "none" ? first : wrong));
  return undefined;
}

/** The refusal of the first called tool or read resource that only lacks a scope. A request whose header names another is the SDK's to refuse. */
function scopeRefusal(options: McpHttpOptions, actor: Actor, req: Request): AppError | undefined {
  if (actor.scopes.includes("*")) return undefined;
  const messages: unknown[] = Array.isArray(req.body) ? req.body : [req.body];
  for (const message of messages) {
    const { method, params } = (message ?? {}) as {
      method?: unknown;
      params?: { name?: unknown; uri?: unknown; arguments?: { name?: unknown } };
    };
    const reads = method === "resources/read";
    const named = reads ? params?.uri : params?.name;
    const said = req.header("mcp-name");
    if ((!reads && method !== "tools/call") || (said !== undefined && said !== named)) continue;
    const wanted = !reads && named === RUN_TOOL ? params?.arguments?.name : named;
    if (typeof wanted !== "string") continue;
    const useCase = reads ? behindAddress(options.catalog, wanted) : options.catalog.find(wanted)?.useCase;
    const refusal = useCase && refusalOf(actor, useCase);
    if (missingScopeOf(refusal) !== undefined) return refusal;
  }
  return undefined;
}

function refuse(res: Response, status: number, code: number, message: string, challenge?: string): void {
  if (challenge) res.set("www-authenticate", challenge);
  res.status(status).set("cache-control", "no-store").json({ jsonrpc: "2.0", error: { code, message }, id: null });
}

function unreadable(error: unknown, res: Response): void {
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
  if (status === 413) refuse(res, 413, INTERNAL_ERROR, `The body is larger than ${BODY_LIMIT_BYTES} bytes`);
  else refuse(res, 400, PARSE_ERROR, "The body is not JSON");
}

/** What node says when a client ends the connection in the middle of its request: it happens all day, and is kept nowhere. */
function isHangUp(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === "AbortError" || (error.message === "aborted" && "code" in error && error.code === "ECONNRESET");
}

async function failed(options: McpHttpOptions, thrown: unknown, res: Response): Promise<void> {
  if (isHangUp(thrown)) return void res.destroy();
  const error = await asAnswerable(thrown, (unknown) => options.reportIncident(unknown, "mcp"));
  if (res.headersSent) res.destroy();
  else refuse(res, 500, INTERNAL_ERROR, errorAnswer(error, options.presenter("en")).message);
}
