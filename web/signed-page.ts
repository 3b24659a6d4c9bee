import { createHmac, timingSafeEqual } from "node:crypto";
import type { Request, Response } from "express";
import type { Presenter } from "../core/i18n/presenter.ts";
import type { Actor, Locale } from "../core/kernel/actor.ts";
import { escapeHtml, policy, styleHash } from "./http.ts";

/** Who is signed in at this request. `secret` is what only their session knows; forms are bound to it. */
export interface PageSession {
  readonly actor: Actor;
  readonly secret: string;
  readonly timeZone?: string;
}

/** The reader of a page. */
export interface View {
  readonly locale: Locale;
  readonly p: Presenter;
}

const CSS = `
:root{color-scheme:light dark;--ink:#1c1d20;--soft:#5d6068;--line:#dcdde2;--paper:#fff;--page:#f4f4f6;--good:#116b43;--bad:#a8201a}
@media (prefers-color-scheme:dark){:root{--ink:#ececf0;--soft:#a2a5ae;--line:#3a3c42;--paper:#1f2024;--page:#151619;--good:#52c48e;--bad:#ff8a80}}
*{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:34rem;margin:2rem auto;padding:1.5rem;background:var(--paper);border:1px solid var(--line);border-radius:.75rem}
h1{font-size:1.25rem;margin:0 0 .75rem}p{margin:.5rem 0}.soft{color:var(--soft);font-size:.875rem}
dl{margin:1rem 0;border-top:1px solid var(--line)}dl div{display:flex;gap:1rem;justify-content:space-between;padding:.5rem 0;border-bottom:1px solid var(--line)}
dt{color:var(--soft)}dd{margin:0;text-align:right;font-weight:600;overflow-wrap:anywhere}
ul{margin:.75rem 0;padding-left:1.25rem}li{margin:.25rem 0}h2{font-size:1rem;margin:1.25rem 0 .25rem}
form,.row{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1.25rem}button,.button{flex:1;min-height:2.75rem;padding:.5rem 1rem;border:1px solid var(--line);border-radius:.5rem;background:none;color:inherit;font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
input[type=text]{flex:2;min-height:2.75rem;padding:.5rem 1rem;border:1px solid var(--line);border-radius:.5rem;background:none;color:inherit;font:inherit;font-weight:600;letter-spacing:.1em;text-transform:uppercase;min-width:0}
button.approve{background:var(--good);border-color:var(--good);color:var(--paper)}button.reject{color:var(--bad);border-color:var(--bad)}
:focus-visible{outline:3px solid var(--good);outline-offset:2px}
@media (max-width:36rem){main{margin:0;min-height:100vh;border:0;border-radius:0}}
`;
/** `forms`: where a form's answer may lead besides our own pages (browsers hold redirects after a form to it too). */
export function pagePolicy(forms = ""): string {
  return policy({ "style-src": styleHash(CSS), "form-action": `'self' ${forms}`.trim() });
}

/** Ties a form to the session that was shown it; `purpose` says which form, so that one is no good for another. */
export function formToken(session: PageSession, purpose: string): string {
  return createHmac("sha256", session.secret).update(`${purpose} ${session.actor.id}`).digest("base64url");
}

export function isFormToken(given: unknown, session: PageSession, purpose: string): boolean {
  const expected = Buffer.from(formToken(session, purpose));
  const actual = Buffer.from(typeof given === "string" ? given : "");
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

/** Whether a form was sent by our own page. Browsers say so themselves; a request that says nothing is refused. */
export function fromOurPage(req: Request, publicUrl: string): boolean {
  const site = req.header("sec-fetch-site");
  if (site !== undefined && site !== "same-origin") return false;
  const origin = req.header("origin");
  if (origin === undefined) return site === "same-origin";
  if (!URL.canParse(origin)) return false;
  return origin === new URL(publicUrl).origin || new URL(origin).host === req.headers.host;
}

export function send(res: Response, status: number, body: string, forms?: string): void {
  res
    .status(status)
    .set({ "content-security-policy": pagePolicy(forms), "cache-control": "no-store" })
    .type("html")
    .send(body);
}

/** One page of a signed-in person: a title and what is below it. `content` is HTML, already escaped. */
export function page(view: View, title: string, content: string): string {
  return `<!doctype html>
<html lang="${view.locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${escapeHtml(title)} · Kolega</title><style>${CSS}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>
${content}
</main></body></html>
`;
}
