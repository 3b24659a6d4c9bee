import type { IncomingHttpHeaders } from "node:http";
import express, { type Request, type Response, Router } from "express";
import type { SlackContext } from "./context.ts";
import { METHOD_SCOPE } from "./limits.ts";
import { type Answer, bearerOf, type Method, refuse } from "./method.ts";
import { chatMethods } from "./methods-chat.ts";
import { fileMethods } from "./methods-files.ts";
import { viewMethods } from "./methods-views.ts";
import type { Json } from "./workspace.ts";

const METHODS: Readonly<Record<string, Method>> = { ...chatMethods, ...viewMethods, ...fileMethods };

/** `/slack/api/<method>`: bearer token or `token` argument, JSON or form bodies, as Slack takes them. */
export function apiRouter(ctx: SlackContext): Router {
  const router = Router();
  const parsers = [express.json({ limit: "4mb" }), express.urlencoded({ extended: false, limit: "4mb" })];
  router.post("/slack/api/:method", ...parsers, (req, res) => answer(ctx, req, res));
  router.get("/slack/api/:method", (req, res) => answer(ctx, req, res));
  return router;
}

function answer(ctx: SlackContext, req: Request, res: Response) {
  const method = String(req.params.method);
  const args = argumentsOf(req);
  const token = bearerOf(req.headers) ?? (typeof args.token === "string" ? args.token : undefined);
  ctx.calls.push({ method, args: { ...args, token: undefined }, at: ctx.now() });
  const fault = ctx.faults.take(method);
  if (fault?.kind === "429") return tooMany(res, fault.retryAfterSeconds ?? 1);
  if (fault?.kind === "500") return void res.status(500).type("text").send("Internal Server Error");
  if (fault?.kind === "hang") return;
  const done = perform(ctx, method, args, token, req.headers);
  if (fault?.kind === "lost") return void req.socket.destroy();
  if ("retryAfter" in done) return tooMany(res, Number(done.retryAfter));
  res.json(done);
}

function perform(
  ctx: SlackContext,
  method: string,
  args: Json,
  token: string | undefined,
  headers: IncomingHttpHeaders,
): Answer {
  if (method === "oauth.v2.access") return ctx.oauth.exchange(args, headers.authorization);
  if (method === "apps.connections.open") {
    if (token !== ctx.app.appToken) return refuse(token ? "invalid_auth" : "not_authed");
    const wait = ctx.rates.take(method, "app", undefined);
    return wait > 0 ? { ...refuse("ratelimited"), retryAfter: wait } : { ok: true, url: ctx.socketUrl() };
  }
  const run = METHODS[method];
  if (!run) return refuse("unknown_method");
  if (!token) return refuse("not_authed");
  const team = ctx.workspace.teamOfToken(token);
  if (!team) return refuse(ctx.revoked.has(token) ? "account_inactive" : "invalid_auth");
  const scope = METHOD_SCOPE[method];
  if (scope && !team.scopes.includes(scope)) {
    return { ...refuse("missing_scope"), needed: scope, provided: team.scopes.join(",") };
  }
  const wait = ctx.rates.take(method, team.id, typeof args.channel === "string" ? args.channel : undefined);
  if (wait > 0) return { ...refuse("ratelimited"), retryAfter: wait };
  return run(ctx, args, team);
}

function tooMany(res: Response, seconds: number): void {
  res.status(429).set("retry-after", String(seconds)).json({ ok: false, error: "ratelimited" });
}

/** Form fields that hold JSON arrive as text; Slack reads them as what they are. */
function argumentsOf(req: Request): Json {
  const raw: unknown = req.method === "GET" ? req.query : req.body;
  if (typeof raw !== "object" || raw === null) return {};
  const args: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(raw)) args[name] = JSON_FIELDS.has(name) ? parsed(value) : value;
  return args;
}

const JSON_FIELDS = new Set(["blocks", "view", "metadata", "unfurls", "files", "prompts", "loading_messages"]);

function parsed(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
