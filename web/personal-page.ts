import type { Request, Response } from "express";
import { HTTP_STATUS } from "../core/kernel/errors.ts";
import { asAnswerable, errorAnswer } from "../core/usecase/answers.ts";
import { CONSENT_WORDS } from "./consent-page-words.ts";
import { asRefusal, escapeHtml, localeOf, type Speaking } from "./http.ts";
import { choicePage, signInPage } from "./sign-in-page.ts";
import { type PageSession, page, send, type View } from "./signed-page.ts";

export interface PersonalPageOptions extends Speaking {
  session(req: Request): Promise<PageSession | undefined>;
  /** Where nobody is: whom this browser could open the page as, with `?for=<id>`. */
  choices?(req: Request): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** Where a person signs in. */
  readonly signInUrl: string;
  /** Our own address; forms must come from it. */
  readonly publicUrl: string;
}

type Handle = (req: Request, res: Response, session: PageSession, view: View) => Promise<void>;

/** A page of one signed-in person, in their language; who is not signed in is told how to, or asked who they are. */
export function personal(options: PersonalPageOptions, place: string, handle: Handle) {
  return async (req: Request, res: Response): Promise<void> => {
    let view: View = { locale: localeOf(req), p: options.presenter(localeOf(req)) };
    try {
      const session = await options.session(req);
      if (!session) {
        const choices = (await options.choices?.(req)) ?? [];
        return send(
          res,
          401,
          choices.length > 0
            ? choicePage(view, choices)
            : signInPage(view, CONSENT_WORDS[view.locale], options.signInUrl),
        );
      }
      const locale = localeOf(req, session.actor);
      view = { locale, p: options.presenter(locale, session.timeZone) };
      await handle(req, res, session, view);
    } catch (thrown) {
      const error = await asAnswerable(asRefusal(thrown), (unknown) => options.reportIncident(unknown, place));
      send(res, HTTP_STATUS[error.code], problemPage(view, errorAnswer(error, view.p).message));
    }
  };
}

export function problemPage(view: View, sentence: string): string {
  return page(view, CONSENT_WORDS[view.locale].problem, `<p role="alert">${escapeHtml(sentence)}</p>`);
}
