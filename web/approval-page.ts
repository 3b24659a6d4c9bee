import express, { type Request, type Response, Router } from "express";
import type { Decision } from "../core/approvals/decide.ts";
import type { ApprovalRow } from "../core/approvals/requests.ts";
import type { Presenter } from "../core/i18n/presenter.ts";
import type { Actor } from "../core/kernel/actor.ts";
import { AppError, HTTP_STATUS, notFound } from "../core/kernel/errors.ts";
import { idPattern } from "../core/kernel/ids.ts";
import { asAnswerable, errorAnswer, type FactLines } from "../core/usecase/answers.ts";
import { cumulativeLines, digestOf } from "../core/usecase/request-card.ts";
import { APPROVAL_WORDS } from "./approval-words.ts";
import { asRefusal, escapeHtml, localeOf, type Speaking } from "./http.ts";
import { choicePage, signInPage } from "./sign-in-page.ts";
import { formToken, fromOurPage, isFormToken, type PageSession, page, send, type View } from "./signed-page.ts";

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
          return send(
            res,
            401,
            choices.length > 0
              ? choicePage(view, choices, APPROVAL_WORDS[view.locale].choose)
              : signInPage(view, APPROVAL_WORDS[view.locale], options.signInUrl),
          );
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
    if (!fromOurPage(req, options.publicUrl) || !isFormToken(body.token, session, `approval form ${id}`)) {
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

/** The page of a request, with the query of this one: in demo mode it says which window asks. */
function addressOf(req: Request, approvalId: string): string {
  const query = req.originalUrl.split("?")[1];
  return `/approvals/${approvalId}${query === undefined ? "" : `?${query}`}`;
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
  const together = cumulativeLines(approval.cumulative, p).map((fact) => line(fact.label, fact.value));
  const open = approval.status === "pending" && approval.expiresAt > options.now();
  const button = (decision: "approve" | "reject"): string =>
    `<button class="${decision}" name="decision" value="${decision}">${escapeHtml(p.t(`approvals.${decision}`))}</button>`;
  const end = open
    ? `<p class="soft">${escapeHtml(p.t("approvals.expires", { at: p.dateTime(approval.expiresAt) }))} · ${escapeHtml(p.t("approvals.digest", { digest: digestOf(approval) }))}</p>
<form method="post"><input type="hidden" name="token" value="${formToken(session, `approval form ${approval.id}`)}">${button("approve")}${button("reject")}</form>`
    : `<p role="status">${escapeHtml(outcomeOf(approval, view))}</p>`;
  return page(
    view,
    titleOf(approval, p),
    `<p class="soft">${escapeHtml(words.computed)}</p>
<dl>${[...facts, ...together].join("")}${line(p.t("approvals.requested_by"), approval.requester.displayName)}</dl>
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
