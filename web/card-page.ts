import { type Request, type Response, Router } from "express";
import type { Card } from "../core/cards/card.ts";
import { HTTP_STATUS, notFound } from "../core/kernel/errors.ts";
import { idPattern } from "../core/kernel/ids.ts";
import { asAnswerable, errorAnswer } from "../core/usecase/answers.ts";
import type { Executor } from "../core/usecase/executor.ts";
import type { Registry } from "../core/usecase/registry.ts";
import { asRefusal, escapeHtml, localeOf, type Speaking } from "./http.ts";
import { LINK_WORDS } from "./link-words.ts";
import { signInPage } from "./sign-in-page.ts";
import { type PageSession, page, send, type View } from "./signed-page.ts";

export interface CardPageOptions extends Speaking {
  readonly registry: Registry;
  readonly executor: Executor;
  session(req: Request): Promise<PageSession | undefined>;
  /** Where a person signs in, and where the desk is. */
  readonly signInUrl: string;
}

/** Things that have an address of their own, to be passed on in a chat: each is what one use case shows of it. */
export const LINKED_CARDS = [
  { path: "campaigns", useCase: "campaigns.get", input: "campaignId", id: idPattern("campaign") },
  { path: "posts", useCase: "posts.get", input: "postId", id: idPattern("post") },
] as const;

/** The page of a campaign or a post, for a signed-in person who may see it: its card, to read; what is done, is done in a chat. */
export function createCardPage(options: CardPageOptions): Router {
  const router = Router();
  for (const { path, useCase: name, input, id: pattern } of LINKED_CARDS) {
    router.get(`/${path}/:id`, async (req: Request, res: Response) => {
      let view: View = { locale: localeOf(req), p: options.presenter(localeOf(req)) };
      try {
        const session = await options.session(req);
        if (!session)
          return send(res, 401, signInPage(view, { ...LINK_WORDS[view.locale], signIn: undefined }, options.signInUrl));
        const locale = localeOf(req, session.actor);
        view = { locale, p: options.presenter(locale, session.timeZone) };
        const id = String(req.params.id);
        const useCase = options.registry.find(name);
        if (!pattern.test(id) || !useCase) throw notFound(path);
        const outcome = await options.executor.execute(name, { [input]: id }, session.actor);
        if (outcome.kind !== "done") throw notFound(path);
        send(res, 200, cardPage(options, useCase.present.card(outcome.output, view.p), view));
      } catch (thrown) {
        const error = await asAnswerable(asRefusal(thrown), (unknown) =>
          options.reportIncident(unknown, `${path} page`),
        );
        const sentence = `<p role="alert">${escapeHtml(errorAnswer(error, view.p).message)}</p>`;
        send(res, HTTP_STATUS[error.code], page(view, LINK_WORDS[view.locale].problem, sentence));
      }
    });
  }
  return router;
}

function cardPage(options: CardPageOptions, card: Card, view: View): string {
  const facts = (card.facts ?? []).map(
    ({ label, value }) => `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd></div>`,
  );
  const paragraphs = (card.body ?? "").split(/\n{2,}/).filter((text) => text.trim() !== "");
  const body = paragraphs.map((text) => `<p>${escapeHtml(text.replaceAll("**", "")).replaceAll("\n", "<br>")}</p>`);
  const desk = `<p class="row"><a class="button" href="${escapeHtml(options.signInUrl)}">${escapeHtml(LINK_WORDS[view.locale].openChat)}</a></p>`;
  return page(view, card.title, `${facts.length > 0 ? `<dl>${facts.join("")}</dl>` : ""}\n${body.join("\n")}\n${desk}`);
}
