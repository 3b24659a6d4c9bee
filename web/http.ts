import { createHash } from "node:crypto";
import type { NextFunction, Request, RequestHandler, Response } from "express";
import type { Presenter } from "../core/i18n/presenter.ts";
import type { Actor, Door, Locale } from "../core/kernel/actor.ts";
import { presentedToken } from "../core/kernel/bearer.ts";
import { AppError, HTTP_STATUS } from "../core/kernel/errors.ts";
import { asAnswerable, errorAnswer } from "../core/usecase/answers.ts";

/** The client behind a bearer secret, or nobody. */
export type Authenticate = (secret: string, via: Door) => Promise<Actor | undefined>;

/** What every page and route needs to speak to a reader and to keep what went wrong. */
export interface Speaking {
  presenter(locale: Locale, timeZone?: string): Presenter;
  /** Keeps an unknown error for the operator; answers the id that is safe to show. */
  reportIncident(error: unknown, place: string): Promise<string>;
}

/** Bodies above this are refused before they are read. */
export const BODY_LIMIT = "256kb";

/** The reader's language: what the request prefers, else the person's own, else Indonesian. */
export function localeOf(req: Request, actor?: Actor): Locale {
  const preferred = req.header("accept-language") === undefined ? false : req.acceptsLanguages("id", "en");
  return preferred === "id" || preferred === "en" ? preferred : (actor?.locale ?? "id");
}

/** The secret of the one `Authorization: Bearer` header. */
export function bearerOf(req: Request): string | undefined {
  const shown = presentedToken(req);
  return shown.kind === "token" ? shown.token : undefined;
}

/** Who a program is by its bearer token. Throws what it is answered otherwise, with the challenge it gets. */
export async function authenticated(
  req: Request,
  res: Response,
  options: { authenticate: Authenticate; resourceMetadataUrl?: string },
): Promise<Actor> {
  const shown = presentedToken(req);
  const actor = shown.kind === "token" ? await options.authenticate(shown.token, "rest") : undefined;
  if (actor) return actor;
  const metadata = metadataOf(options.resourceMetadataUrl);
  if (shown.kind === "ambiguous") {
    res.set("www-authenticate", challenge({ error: "invalid_request", ...metadata }));
    throw new HttpRefusal(400, "unauthenticated");
  }
  res.set("www-authenticate", challenge({ ...(shown.kind === "none" ? {} : { error: "invalid_token" }), ...metadata }));
  throw new AppError("unauthenticated");
}

/** Where a client learns how to get a token, as a part of a challenge (RFC 9728). */
export function metadataOf(url: string | undefined): Readonly<Record<string, string>> {
  return url === undefined ? {} : { resource_metadata: url };
}

/** A status that the closed codes do not know: a body too large, a media type we do not read. */
export class HttpRefusal extends AppError {
  constructor(
    readonly status: number,
    code: AppError["code"],
  ) {
    super(code);
  }
}

/** Says an error in the one shape that every JSON route has. */
export async function sendError(
  speaking: Speaking,
  req: Request,
  res: Response,
  thrown: unknown,
  place: string,
  actor?: Actor,
): Promise<void> {
  const error = await asAnswerable(thrown, (unknown) => speaking.reportIncident(unknown, place));
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const status = error instanceof HttpRefusal ? error.status : HTTP_STATUS[error.code];
  const locale = localeOf(req, actor);
  if (status === 401 && !res.hasHeader("www-authenticate")) res.set("www-authenticate", challenge({}));
  const seconds = error.params.seconds;
  if (status === 429 && typeof seconds === "number") res.set("retry-after", String(Math.max(1, Math.ceil(seconds))));
  res
    .status(status)
    .set({ "content-language": locale, "cache-control": "no-store", vary: "accept-language, authorization" })
    .json({ error: errorAnswer(error, speaking.presenter(locale)) });
}

/** A `WWW-Authenticate` value (RFC 6750). */
export function challenge(params: Readonly<Record<string, string>>): string {
  return ['Bearer realm="kolega"', ...Object.entries(params).map(([key, value]) => `${key}="${value}"`)].join(", ");
}

/** What body-parser and the router throw, as our own refusals; anything else stays what it is. */
export function asRefusal(thrown: unknown): unknown {
  const status = typeof thrown === "object" && thrown !== null && "status" in thrown ? thrown.status : undefined;
  if (status === 413 || status === 415) return new HttpRefusal(status, "invalid_input");
  if (typeof status === "number" && status >= 400 && status < 500) return new AppError("invalid_input");
  return thrown;
}

/** A content security policy that lets nothing in, but what a page names. */
export function policy(allowed: Readonly<Record<string, string>> = {}): string {
  const rules = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
    ...allowed,
  };
  return Object.entries(rules)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}

/** How a policy names an inline style of ours. */
export function styleHash(css: string): string {
  return `'sha256-${createHash("sha256").update(css).digest("base64")}'`;
}

/** Headers of every answer; a page replaces the policy with its own. */
export function secureHeaders(https: boolean): RequestHandler {
  const headers = {
    "content-security-policy": policy(),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    // Not no-referrer: with it browsers send `Origin: null` with our own forms.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    ...(https ? { "strict-transport-security": "max-age=31536000; includeSubDomains" } : {}),
  };
  return (_req, res, next) => {
    res.set(headers);
    next();
  };
}

/** Refuses requests that name another host than ours: a page of a stranger that points its name at this address. */
export function onlyHosts(names: readonly string[]): RequestHandler {
  const allowed = new Set(names.map((name) => name.toLowerCase()));
  return (req: Request, res: Response, next: NextFunction) => {
    const host = req.headers.host ?? "";
    if (URL.canParse(`http://${host}`) && allowed.has(new URL(`http://${host}`).hostname)) return next();
    res.status(421).type("text").send("421\n");
  };
}

/** Text inside HTML, in elements and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
