import { createHmac, timingSafeEqual } from "node:crypto";
import express, { type Request, type Response, Router } from "express";
import type { Decision } from "../core/approvals/decide.ts";
import type { ApprovalRow } from "../core/approvals/requests.ts";
import type { Presenter } from "../core/i18n/presenter.ts";
import type { Actor, Locale } from "../core/kernel/actor.ts";
import { AppError, HTTP_STATUS, notFound } from "../core/kernel/errors.ts";
import { idPattern } from "../core/kernel/ids.ts";
import { asAnswerable, errorAnswer, type FactLines } from "../core/usecase/answers.ts";
import { APPROVAL_WORDS } from "./approval-words.ts";
import { asRefusal, escapeHtml, localeOf, policy, type Speaking, styleHash } from "./http.ts";

/** Who is signed in at this request. `secret` is what only their session knows; forms are bound to it. */
export interface PageSession {
  readonly actor: Actor;
  readonly secret: string;
  readonly timeZone?: string;
}

export interface ApprovalPageOptions extends Speaking {
  readonly factLines: FactLines;
  session(req: Request): Promise<PageSession | undefined>;
  /** Where nobody is: whom this browser could open the page as, with `?for=<id>`. */
  choices?(req: Request): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** The request as this person may see it; undefined when there is none for them. */
  find(approvalId: string, actor: Actor): Promise<ApprovalRow | undefined>;
  decide(approvalId: string, decision: "approve" | "reject", actor: Actor): Promise<Decision>;
  now(): Date;
  /** Where a person signs in. */
  readonly signInUrl: string;
  /** Our own address; forms must come from it. */
  readonly publicUrl: string;
}

const CSS = `
:root{color-scheme:light dark;--ink:#1c1d20;--soft:#5d6068;--line:#dcdde2;--paper:#fff;--page:#f4f4f6;--good:#116b43;--bad:#a8201a}
@media (prefers-color-scheme:dark){:root{--ink:#ececf0;--soft:#a2a5ae;--line:#3a3c42;--paper:#1f2024;--page:#151619;--good:#52c48e;--bad:#ff8a80}}
*{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:34rem;margin:2rem auto;padding:1.5rem;background:var(--paper);border:1px solid var(--line);border-radius:.75rem}
h1{font-size:1.25rem;margin:0 0 .75rem}p{margin:.5rem 0}.soft{color:var(--soft);font-size:.875rem}
dl{margin:1rem 0;border-top:1px solid var(--line)}dl div{display:flex;gap:1rem;justify-content:space-between;padding:.5rem 0;border-bottom:1px solid var(--line)}
dt{color:var(--soft)}dd{margin:0;text-align:right;font-weight:600;overflow-wrap:anywhere}
form,.row{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1.25rem}button,.button{flex:1;min-height:2.75rem;padding:.5rem 1rem;border:1px solid var(--line);border-radius:.5rem;background:none;color:inherit;font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
button.approve{background:var(--good);border-color:var(--good);color:var(--paper)}button.reject{color:var(--bad);border-color:var(--bad)}
:focus-visible{outline:3px solid var(--good);outline-offset:2px}
@media (max-width:36rem){main{margin:0;min-height:100vh;border:0;border-radius:0}}
`;
const POLICY = policy({ "style-src": styleHash(CSS), "form-action": "'self'" });
const ID = idPattern("approval");

/**
 * The page where a signed-in person decides what a program or an assistant asked for: the server's facts, who asked,
 * until when, two buttons. A press is a same-origin form with a token of the session; nothing else decides.
 */
export function createApprovalPage(options: ApprovalPageOptions): Router {
  const router = Router();

  const withSession =
    (handle: (req: Request, res: Response, id: string, session: PageSession, view: View) => Promise<void>) =>
    async (req: Request, res: Response): Promise<void> => {
      let view: View = { locale: localeOf(req), p: options.presenter(localeOf(req)) };
      try {
        const session = await options.session(req);
        if (!session) {
          const choices = (await options.choices?.(req)) ?? [];
          return send(res, 401, choices.length > 0 ? choicePage(choices, view) : signInPage(options, view));
        }
        const locale = localeOf(req, session.actor);
        view = { locale, p: options.presenter(locale, session.timeZone) };
        const id = String(req.params.id);
        if (!ID.test(id)) throw notFound("approval");
        await handle(req, res, id, session, view);
      } catch (thrown) {
        const error = await asAnswerable(asRefusal(thrown), (unknown) =>
          options.reportIncident(unknown, "approval page"),
        );
        send(
          res,
          HTTP_STATUS[error.code],
          problemPage(view, errorAnswer(error, view.p).message, error.code !== "not_found"),
        );
      }
    };

  const show = withSession(async (_req, res, id, session, view) => {
    const approval = await options.find(id, session.actor);
    if (!approval) throw notFound("approval");
    send(res, 200, requestPage(options, approval, session, view));
  });

  const press = withSession(async (req, res, id, session, view) => {
    const body = (req.body ?? {}) as Record<string, unknown>;
    if (!fromOurPage(req, options.publicUrl) || !isToken(body.token, session, id)) {
      return send(res, 403, problemPage(view, APPROVAL_WORDS[view.locale].foreignForm, true));
    }
    if (body.decision !== "approve" && body.decision !== "reject") throw new AppError("invalid_input");
    const decision = await options.decide(id, body.decision, session.actor);
    if (decision.result === "superseded") return send(res, 409, freshPage(view, addressOf(req, decision.freshId)));
    // The page itself tells the outcome; reloading it presses nothing again.
    res.set("cache-control", "no-store").redirect(303, addressOf(req, id));
  });

  router.get("/approvals/:id", show);
  router.post("/approvals/:id", express.urlencoded({ extended: false, limit: "4kb", parameterLimit: 10 }), press);
  return router;
}

interface View {
  readonly locale: Locale;
  readonly p: Presenter;
}

/** Ties a form to the session that was shown it. */
function tokenOf(session: PageSession, approvalId: string): string {
  return createHmac("sha256", session.secret)
    .update(`approval form ${approvalId} ${session.actor.id}`)
    .digest("base64url");
}

function isToken(given: unknown, session: PageSession, approvalId: string): boolean {
  const expected = Buffer.from(tokenOf(session, approvalId));
  const actual = Buffer.from(typeof given === "string" ? given : "");
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

/** Whether a form was sent by our own page. Browsers say so themselves; a request that says nothing is refused. */
function fromOurPage(req: Request, publicUrl: string): boolean {
  const site = req.header("sec-fetch-site");
  if (site !== undefined && site !== "same-origin") return false;
  const origin = req.header("origin");
  if (origin === undefined) return site === "same-origin";
  if (!URL.canParse(origin)) return false;
  return origin === new URL(publicUrl).origin || new URL(origin).host === req.headers.host;
}

/** The page of a request, with the query of this one: in demo mode it says which window asks. */
function addressOf(req: Request, approvalId: string): string {
  const query = req.originalUrl.split("?")[1];
  return `/approvals/${approvalId}${query === undefined ? "" : `?${query}`}`;
}

function send(res: Response, status: number, body: string): void {
  res.status(status).set({ "content-security-policy": POLICY, "cache-control": "no-store" }).type("html").send(body);
}

function page(view: View, title: string, content: string): string {
  return `<!doctype html>
<html lang="${view.locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${escapeHtml(title)} · Kolega</title><style>${CSS}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>
${content}
</main></body></html>
`;
}

function titleOf(approval: ApprovalRow, p: Presenter): string {
  const key = `approvals.title.${approval.useCase.replace(".", "_")}`;
  return p.has(key) ? p.t(key) : p.t("approvals.title.other", { useCase: approval.useCase });
}

function requestPage(options: ApprovalPageOptions, approval: ApprovalRow, session: PageSession, view: View): string {
  const { p } = view;
  const words = APPROVAL_WORDS[view.locale];
  const line = (label: string, value: string): string =>
    `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd></div>`;
  const facts = options.factLines(approval.facts, p).map((fact) => line(fact.label, fact.value));
  const open = approval.status === "pending" && approval.expiresAt > options.now();
  const button = (decision: "approve" | "reject"): string =>
    `<button class="${decision}" name="decision" value="${decision}">${escapeHtml(p.t(`approvals.${decision}`))}</button>`;
  const end = open
    ? `<p class="soft">${escapeHtml(p.t("approvals.expires", { at: p.dateTime(approval.expiresAt) }))}</p>
<form method="post"><input type="hidden" name="token" value="${tokenOf(session, approval.id)}">${button("approve")}${button("reject")}</form>`
    : `<p role="status">${escapeHtml(outcomeOf(approval, view))}</p>`;
  return page(
    view,
    titleOf(approval, p),
    `<p class="soft">${escapeHtml(words.computed)}</p>
<dl>${facts.join("")}${line(p.t("approvals.requested_by"), approval.requester.displayName)}</dl>
${end}
<p class="soft">${escapeHtml(words.signedInAs.replace("{name}", session.actor.displayName))}</p>`,
  );
}

function outcomeOf(approval: ApprovalRow, { p, locale }: View): string {
  const status = approval.status === "pending" ? "expired" : approval.status;
  const key = `approvals.outcome.${status}`;
  if (!p.has(key)) return APPROVAL_WORDS[locale].decided;
  return p.t(key, {
    name: approval.decidedByName ?? "",
    at: approval.decidedAt ? p.dateTime(approval.decidedAt) : "",
    reason: "",
  });
}

function freshPage(view: View, address: string): string {
  const words = APPROVAL_WORDS[view.locale];
  return page(
    view,
    view.p.t("errors.facts_changed"),
    `<p>${escapeHtml(words.fresh)}</p><p class="row"><a class="button" href="${escapeHtml(address)}">${escapeHtml(words.openFresh)}</a></p>`,
  );
}

function problemPage(view: View, sentence: string, back: boolean): string {
  const words = APPROVAL_WORDS[view.locale];
  const link = back ? `<p class="row"><a class="button" href="">${escapeHtml(words.back)}</a></p>` : "";
  return page(view, words.problem, `<p role="alert">${escapeHtml(sentence)}</p>${link}`);
}

function signInPage(options: ApprovalPageOptions, view: View): string {
  const words = APPROVAL_WORDS[view.locale];
  return page(
    view,
    words.signInTitle,
    `<p>${escapeHtml(words.signIn)}</p><p class="row"><a class="button" href="${escapeHtml(options.signInUrl)}">${escapeHtml(words.signInButton)}</a></p>`,
  );
}

/** One browser, several people: the page is nobody's until it is said whose. */
function choicePage(choices: readonly { readonly id: string; readonly name: string }[], view: View): string {
  const words = APPROVAL_WORDS[view.locale];
  const links = choices.map(
    ({ id, name }) => `<a class="button" href="?for=${encodeURIComponent(id)}">${escapeHtml(name)}</a>`,
  );
  return page(view, words.chooseTitle, `<p>${escapeHtml(words.choose)}</p><p class="row">${links.join("")}</p>`);
}
