import express, { type RequestHandler, type Response, Router } from "express";
import { param } from "../http.ts";
import { readArgs } from "./args.ts";
import { ApiError, tooManyRequests } from "./errors.ts";
import type { MethodContext } from "./method.ts";
import { findMethod } from "./methods.ts";

/** An ordered failure of the next calls of a method ("" = of any). */
export interface TelegramFault {
  readonly kind: "429" | "500" | "html502" | "drop_request" | "drop_answer" | "hang_answer";
  readonly method: string;
  readonly times: number;
  readonly retryAfterSeconds?: number;
}

/** One call as it was made: the method, what it was given, what it was answered. For tests. */
export interface ApiCall {
  readonly method: string;
  readonly status: number;
  readonly at: number;
}

export interface ApiOptions {
  readonly ctx: MethodContext;
  readonly faults: TelegramFault[];
  readonly calls: ApiCall[];
}

const MAX_CALLS_KEPT = 10_000;

/** `/bot<token>/<method>` and `/file/bot<token>/<path>` as the real server answers them. */
export function apiRouter({ ctx, faults, calls }: ApiOptions): Router {
  const router = Router();
  const parse: RequestHandler[] = [
    express.json({ limit: "1mb" }),
    express.urlencoded({ extended: false, limit: "1mb" }),
    express.raw({ type: "multipart/form-data", limit: "60mb" }),
  ];

  router.get("/file/bot:token/*path", (req, res) => {
    if (param(req, "token") !== ctx.state.bot.token) return fail(res, new ApiError(401, "Unauthorized"));
    const parts: unknown = req.params.path;
    const path = Array.isArray(parts) ? parts.join("/") : String(parts);
    const file = [...ctx.state.files.values()].find((one) => one.path === path);
    if (!file) return fail(res, new ApiError(404, "Not Found"));
    return res.type(file.mime).send(Buffer.from(file.bytes, "base64"));
  });

  router.all("/bot:token/:method", ...parse, async (req, res) => {
    const found = findMethod(param(req, "method"));
    const done = (status: number): void => {
      calls.push({ method: found?.name ?? "?", status, at: ctx.state.now() });
      if (calls.length > MAX_CALLS_KEPT) calls.shift();
    };
    try {
      if (!/^\d+:/.test(param(req, "token"))) throw new ApiError(404, "Not Found");
      if (param(req, "token") !== ctx.state.bot.token) throw new ApiError(401, "Unauthorized");
      if (!found) throw new ApiError(404, "Not Found: method not found");
      const fault = takeFault(faults, found.name);
      if (fault?.kind === "429") throw tooManyRequests(fault.retryAfterSeconds ?? 1);
      if (fault?.kind === "500") throw new ApiError(500, "Internal Server Error");
      if (fault?.kind === "html502") {
        done(502);
        return void res.status(502).type("html").send("<html><title>502 Bad Gateway</title></html>");
      }
      if (fault?.kind === "drop_request") {
        done(0);
        return void req.socket.destroy();
      }
      const result = await found.method(ctx, readArgs(req));
      done(200);
      if (fault?.kind === "drop_answer") return void req.socket.destroy();
      if (fault?.kind === "hang_answer") return;
      res.json({ ok: true, result });
    } catch (error) {
      const known = error instanceof ApiError ? error : new ApiError(500, "Internal Server Error");
      done(known.code);
      if (!res.headersSent) fail(res, known);
    }
  });
  return router;
}

function takeFault(faults: TelegramFault[], method: string): TelegramFault | undefined {
  const at = faults.findIndex((fault) => fault.method === "" || fault.method === method);
  const fault = faults[at];
  if (!fault) return undefined;
  if (fault.times > 1) faults[at] = { ...fault, times: fault.times - 1 };
  else faults.splice(at, 1);
  return fault;
}

function fail(res: Response, error: ApiError): void {
  res.status(error.code).json({
    ok: false,
    error_code: error.code,
    description: error.message,
    parameters: error.parameters,
  });
}
