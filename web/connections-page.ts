import express, { Router } from "express";
import { AppError } from "../core/kernel/errors.ts";
import type { Executor } from "../core/usecase/executor.ts";
import { CONSENT_WORDS } from "./consent-page-words.ts";
import { escapeHtml } from "./http.ts";
import { type PersonalPageOptions, personal, problemPage } from "./personal-page.ts";
import { formToken, fromOurPage, isFormToken, type PageSession, page, send, type View } from "./signed-page.ts";

export interface ConnectionsPageOptions extends PersonalPageOptions {
  readonly executor: Executor;
}

/** As the use case `connections.list` answers it. */
interface Connection {
  readonly connectionId: string;
  readonly clientName: string;
  readonly redirectHost: string;
  readonly scopes: readonly string[];
  readonly connectedAt: string;
  readonly lastUsedAt: string | null;
}

const PATH = "/connections";
const PURPOSE = "connections form";

/** The programs a signed-in person let in, each with what it may do, its last use and a button that shows it the door. */
export function createConnectionsPage(options: ConnectionsPageOptions): Router {
  const router = Router();

  const show = personal(options, "connections page", async (_req, res, session, view) => {
    const outcome = await options.executor.execute("connections.list", {}, session.actor, {});
    if (outcome.kind !== "done") throw new AppError("unsupported");
    send(res, 200, listPage(outcome.output.items as Connection[], session, view));
  });

  const press = personal(options, "connections page", async (req, res, session, view) => {
    const { connectionId, token } = (req.body ?? {}) as Record<string, unknown>;
    if (!fromOurPage(req, options.publicUrl) || !isFormToken(token, session, PURPOSE)) {
      return send(res, 403, problemPage(view, CONSENT_WORDS[view.locale].foreignForm));
    }
    await options.executor.execute("connections.revoke", { connectionId }, session.actor, {});
    res.set("cache-control", "no-store").redirect(303, req.originalUrl);
  });

  router.get(PATH, show);
  router.post(PATH, express.urlencoded({ extended: false, limit: "4kb", parameterLimit: 10 }), press);
  return router;
}

function listPage(connections: readonly Connection[], session: PageSession, view: View): string {
  const { p, locale } = view;
  const words = CONSENT_WORDS[locale];
  const line = (label: string, value: string): string =>
    `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd></div>`;
  const token = `<input type="hidden" name="token" value="${formToken(session, PURPOSE)}">`;
  const section = (one: Connection): string => {
    const scopes = one.scopes.map(
      (scope) => `<li>${escapeHtml(p.t(`connections.scope.${scope.replace(":", "_")}`))}</li>`,
    );
    const revoke = p.t("connections.revoke", { name: one.clientName });
    return `<section><h2>${escapeHtml(one.clientName)}</h2>
<dl>${line(words.goesTo, one.redirectHost)}${line(words.since, p.date(one.connectedAt))}${line(words.used, one.lastUsedAt ? p.dateTime(one.lastUsedAt) : words.never)}</dl>
<ul>${scopes.join("")}</ul>
<form method="post">${token}<button class="reject" name="connectionId" value="${escapeHtml(one.connectionId)}">${escapeHtml(revoke)}</button></form></section>`;
  };
  const body = connections.length === 0 ? `<p>${escapeHtml(words.none)}</p>` : connections.map(section).join("\n");
  return page(view, words.connections, `${body}\n<p class="soft">${escapeHtml(session.actor.displayName)}</p>`);
}
