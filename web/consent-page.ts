import express, { type Request, type Response, Router } from "express";
import { AppError } from "../core/kernel/errors.ts";
import type { Executor } from "../core/usecase/executor.ts";
import type { ConsentDoor, ConsentRequest } from "../mcp-server/index.ts";
import { CONSENT_WORDS, say } from "./consent-page-words.ts";
import { escapeHtml } from "./http.ts";
import { type PersonalPageOptions, personal, problemPage } from "./personal-page.ts";
import {
  formToken,
  fromOurPage,
  isFormToken,
  type PageSession,
  page,
  pagePolicy,
  send,
  type View,
} from "./signed-page.ts";

export interface ConsentPageOptions extends PersonalPageOptions {
  readonly executor: Executor;
  readonly consent: ConsentDoor;
}

const PATH = "/oauth/consent/:id";

/**
 * The page where a signed-in person lets a program in or does not: who asks, where it leads, every scope in words. Asked
 * at each authorization, for this person and this client; a press is a same-origin form with a token of the session.
 */
export function createConsentPage(options: ConsentPageOptions): Router {
  const router = Router();
  const underWay = async (req: Request, res: Response): Promise<ConsentRequest | undefined> => {
    const request = await options.consent.read(req, res);
    return request?.id === req.params.id ? request : undefined;
  };

  const show = personal(options, "consent page", async (req, res, session, view) => {
    const request = await underWay(req, res);
    if (!request) return send(res, 410, problemPage(view, CONSENT_WORDS[view.locale].over));
    if (request.scopes.length === 0) return go(res, await options.consent.deny(req, res, "invalid_scope"));
    send(res, 200, consentPage(request, session, view), formTarget(request.redirectUri));
  });

  const press = personal(options, "consent page", async (req, res, session, view) => {
    const { decision, token } = (req.body ?? {}) as Record<string, unknown>;
    if (!fromOurPage(req, options.publicUrl) || !isFormToken(token, session, purposeOf(String(req.params.id)))) {
      return send(res, 403, problemPage(view, CONSENT_WORDS[view.locale].foreignForm));
    }
    const request = await underWay(req, res);
    if (!request) return send(res, 410, problemPage(view, CONSENT_WORDS[view.locale].over));
    if (decision === "deny") return go(res, await options.consent.deny(req, res, "access_denied"));
    if (decision !== "allow") throw new AppError("invalid_input");
    const input = {
      requestId: request.id,
      clientId: request.clientId,
      clientName: request.clientName,
      redirectHost: hostOf(request.redirectUri),
      resource: request.resource,
      scopes: request.scopes,
    };
    const outcome = await options.executor.execute("connections.allow", input, session.actor, {});
    if (outcome.kind !== "done") throw new AppError("unsupported");
    go(res, await options.consent.allow(req, res, session.actor.id, String(outcome.output.connectionId)));
  });

  router.get(PATH, show);
  router.post(PATH, express.urlencoded({ extended: false, limit: "4kb", parameterLimit: 10 }), press);
  return router;
}

/** The page for a browser whose request cannot be answered to the program that sent it. */
export function authorizationErrorPage(
  presenter: PersonalPageOptions["presenter"],
  error: string,
  acceptLanguage: string,
): { html: string; policy: string } {
  const locale = /^\s*en\b/i.test(acceptLanguage) ? "en" : "id";
  const html = problemPage({ locale, p: presenter(locale) }, say(CONSENT_WORDS[locale].refused, { error }));
  return { html, policy: pagePolicy() };
}

function purposeOf(id: string): string {
  return `consent form ${id}`;
}

function go(res: Response, address: string): void {
  res.set("cache-control", "no-store").redirect(303, address);
}

/** Host and port, or an app's own scheme. */
function hostOf(address: string): string {
  const { host, protocol } = new URL(address);
  return /^https?:$/.test(protocol) ? host : `${protocol}//${host}`;
}

/** How a content security policy names where the form's answer ends; it cannot name IPv6 addresses and other schemes' hosts. */
function formTarget(address: string): string {
  const { origin, protocol, hostname } = new URL(address);
  return /^https?:$/.test(protocol) && !hostname.startsWith("[") ? origin : protocol;
}

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::|$)/;

function consentPage(request: ConsentRequest, session: PageSession, view: View): string {
  const { p, locale } = view;
  const words = CONSENT_WORDS[locale];
  const name = request.clientName;
  const host = hostOf(request.redirectUri);
  const local = LOOPBACK.test(host);
  const leadsTo = local ? say(words.thisComputer, { host }) : host.includes("//") ? say(words.app, { host }) : host;
  const line = (label: string, value: string): string =>
    `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd></div>`;
  const scopes = request.scopes.map(
    (scope) =>
      `<li data-scope="${escapeHtml(scope)}">${escapeHtml(p.t(`connections.scope.${scope.replace(":", "_")}`))}</li>`,
  );
  const button = (decision: "allow" | "deny", tone: string): string =>
    `<button class="${tone}" name="decision" value="${decision}">${escapeHtml(words[decision])}</button>`;
  return page(
    view,
    say(words.title, { name }),
    `<p>${escapeHtml(say(words.asks, { name }))}</p>
<dl>${line(words.program, name)}${request.clientHost ? line(words.published, request.clientHost) : line(words.configured, request.clientId)}${line(words.goesTo, leadsTo)}</dl>
<h2>${escapeHtml(words.may)}</h2><ul>${scopes.join("")}</ul>
<p class="soft">${escapeHtml(words.limits)}</p>
<p class="soft">${escapeHtml(local ? words.localWarning : words.unchecked)}</p>
<form method="post"><input type="hidden" name="token" value="${formToken(session, purposeOf(request.id))}">${button("allow", "approve")}${button("deny", "reject")}</form>
<p class="soft">${escapeHtml(say(words.as, { name: session.actor.displayName }))}</p>`,
  );
}
