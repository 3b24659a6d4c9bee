import express, { type Request, type Response, Router } from "express";
import type { Card } from "../core/cards/card.ts";
import { AppError, HTTP_STATUS } from "../core/kernel/errors.ts";
import { asAnswerable, errorAnswer } from "../core/usecase/answers.ts";
import type { ExecuteOptions, Executor } from "../core/usecase/executor.ts";
import type { Registry } from "../core/usecase/registry.ts";
import { asRefusal, escapeHtml, localeOf, type Speaking } from "./http.ts";
import { LINK_WORDS } from "./link-words.ts";
import { signInPage } from "./sign-in-page.ts";
import { formToken, fromOurPage, isFormToken, type PageSession, page, send, type View } from "./signed-page.ts";

export interface LinkPageOptions extends Speaking {
  readonly registry: Registry;
  readonly executor: Executor;
  session(req: Request): Promise<PageSession | undefined>;
  /** Where a person signs in. */
  readonly signInUrl: string;
  /** Our own address; forms must come from it. */
  readonly publicUrl: string;
}

/** What the page's forms do; a press on the second kind is the person's own confirmation. */
const STEPS = ["people.check_link_code", "people.link_channel", "people.refuse_link"] as const;
type Step = (typeof STEPS)[number];

/**
 * The page where a signed-in person types the code that a chat account was given, sees which account asks, compares the
 * two words and confirms. Each step is a use case; the page only shows its card and presses its buttons.
 */
export function createLinkPage(options: LinkPageOptions): Router {
  const router = Router();

  const withSession =
    (handle: (req: Request, res: Response, session: PageSession, view: View) => Promise<void>) =>
    async (req: Request, res: Response): Promise<void> => {
      let view: View = { locale: localeOf(req), p: options.presenter(localeOf(req)) };
      try {
        const session = await options.session(req);
        if (!session) return send(res, 401, signInPage(view, LINK_WORDS[view.locale], options.signInUrl));
        const locale = localeOf(req, session.actor);
        view = { locale, p: options.presenter(locale, session.timeZone) };
        await handle(req, res, session, view);
      } catch (thrown) {
        const error = await asAnswerable(asRefusal(thrown), (unknown) => options.reportIncident(unknown, "link page"));
        send(res, HTTP_STATUS[error.code], problemPage(view, errorAnswer(error, view.p).message));
      }
    };

  const run = async (
    step: Step,
    input: Record<string, unknown>,
    session: PageSession,
    view: View,
    execute: ExecuteOptions,
  ): Promise<Card> => {
    const outcome = await options.executor.execute(step, input, session.actor, execute);
    const useCase = options.registry.find(step);
    if (outcome.kind !== "done" || !useCase) throw new AppError("unsupported");
    return useCase.present.card(outcome.output, view.p);
  };

  const show = withSession((_req, res, session, view) => Promise.resolve(send(res, 200, codePage(session, view))));

  const press = withSession(async (req, res, session, view) => {
    const { step, token, code, requestId } = (req.body ?? {}) as Record<string, unknown>;
    const known = STEPS.find((name) => name === step);
    if (!known) throw new AppError("invalid_input");
    if (!fromOurPage(req, options.publicUrl) || !isFormToken(token, session, `link form ${known}`)) {
      return send(res, 403, problemPage(view, LINK_WORDS[view.locale].foreignForm));
    }
    if (known === "people.check_link_code") {
      const typed = typeof code === "string" ? code.trim() : "";
      return send(res, 200, cardPage(await run(known, { code: typed }, session, view, {}), session, view));
    }
    const card = await run(known, { requestId }, session, view, { confirmation: { kind: "press" } });
    send(res, 200, cardPage({ ...card, actions: [] }, session, view));
  });

  router.get("/link", show);
  router.post("/link", express.urlencoded({ extended: false, limit: "4kb", parameterLimit: 10 }), press);
  return router;
}

function hidden(name: string, value: string): string {
  return `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`;
}

/** A form that sends one step back to this page, with the query it has: in demo mode it says which window asks. */
function stepForm(step: Step, session: PageSession, content: string): string {
  return `<form method="post">${hidden("step", step)}${hidden("token", formToken(session, `link form ${step}`))}${content}</form>`;
}

function codePage(session: PageSession, view: View): string {
  const words = LINK_WORDS[view.locale];
  const field = `<input type="text" name="code" required maxlength="7" pattern="[A-Za-z0-9]{3}[-\\s]?[A-Za-z0-9]{3}" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" placeholder="KLM-4RT" aria-label="${escapeHtml(words.label)}">`;
  return page(
    view,
    words.title,
    `<p>${escapeHtml(words.explain)}</p>
${stepForm("people.check_link_code", session, `${field}<button class="approve">${escapeHtml(words.next)}</button>`)}
<p class="soft">${escapeHtml(session.actor.displayName)}</p>`,
  );
}

function cardPage(card: Card, session: PageSession, view: View): string {
  const words = LINK_WORDS[view.locale];
  const facts = (card.facts ?? []).map(
    ({ label, value }) => `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd></div>`,
  );
  const forms = (card.actions ?? []).flatMap((action) => {
    const step = action.kind === "call" ? STEPS.find((name) => name === action.useCase) : undefined;
    if (action.kind !== "call" || !step) return [];
    const tone = action.style === "danger" ? "reject" : "approve";
    const button = `<button class="${tone}">${escapeHtml(action.label)}</button>`;
    return [stepForm(step, session, hidden("requestId", String(action.input.requestId)) + button)];
  });
  return page(
    view,
    card.title,
    `${card.body ? `<p>${escapeHtml(card.body)}</p>` : ""}${facts.length > 0 ? `<dl>${facts.join("")}</dl>` : ""}
${forms.join("\n")}
${forms.length > 0 ? "" : `<p class="row"><a class="button" href="">${escapeHtml(words.another)}</a></p>`}`,
  );
}

function problemPage(view: View, sentence: string): string {
  const words = LINK_WORDS[view.locale];
  return page(
    view,
    words.problem,
    `<p role="alert">${escapeHtml(sentence)}</p><p class="row"><a class="button" href="">${escapeHtml(words.another)}</a></p>`,
  );
}
