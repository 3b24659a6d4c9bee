import { type Request, type Response, Router, urlencoded } from "express";
import { AppError, HTTP_STATUS } from "../core/kernel/errors.ts";
import { asAnswerable, errorAnswer } from "../core/usecase/answers.ts";
import { asRefusal, escapeHtml, localeOf, type Speaking } from "./http.ts";
import { LINK_WORDS } from "./link-words.ts";
import { PAIRING_WORDS } from "./pairing-words.ts";
import { signInPage } from "./sign-in-page.ts";
import { formToken, fromOurPage, isFormToken, type PageSession, page, send, type View } from "./signed-page.ts";

/** How a device stands that is linked by scanning a code. */
export type Pairing =
  | { readonly kind: "code"; readonly svg: string; readonly expiresInMs: number }
  | { readonly kind: "linked" | "starting" }
  /** `next`: what to do about it. */
  | { readonly kind: "stopped"; readonly next: string };

export interface PairingPageOptions extends Speaking {
  readonly path: string;
  session(req: Request): Promise<PageSession | undefined>;
  /** Only they see the code: whoever scans it gives us their account's chats. */
  mayPair(session: PageSession): Promise<boolean>;
  pairing(): Promise<Pairing>;
  /** Asks for a new code, or for another try. */
  again(): void;
  readonly signInUrl: string;
  readonly publicUrl: string;
}

const PURPOSE = "pairing again";
const SOON_SECONDS = 3;
const SELDOM_SECONDS = 30;

/** The page on which an admin links a device. It shows a code only while that is good, and asks anew by itself. */
export function createPairingPage(options: PairingPageOptions): Router {
  const router = Router();
  const withAdmin =
    (handle: (req: Request, res: Response, session: PageSession, view: View) => Promise<void>) =>
    async (req: Request, res: Response): Promise<void> => {
      let view: View = { locale: localeOf(req), p: options.presenter(localeOf(req)) };
      try {
        const session = await options.session(req);
        if (!session) return send(res, 401, signInPage(view, LINK_WORDS[view.locale], options.signInUrl));
        const locale = localeOf(req, session.actor);
        view = { locale, p: options.presenter(locale, session.timeZone) };
        if (!(await options.mayPair(session))) throw new AppError("forbidden");
        await handle(req, res, session, view);
      } catch (thrown) {
        const error = await asAnswerable(asRefusal(thrown), (unknown) =>
          options.reportIncident(unknown, "pairing page"),
        );
        const sentence = errorAnswer(error, view.p).message;
        send(
          res,
          HTTP_STATUS[error.code],
          page(view, PAIRING_WORDS[view.locale].title, `<p role="alert">${escapeHtml(sentence)}</p>`),
        );
      }
    };
  router.get(
    options.path,
    withAdmin(async (_req, res, session, view) => {
      const pairing = await options.pairing();
      res.set("refresh", String(refreshSeconds(pairing)));
      send(res, 200, pairingPage(pairing, session, view));
    }),
  );
  router.post(
    options.path,
    urlencoded({ extended: false, limit: "4kb", parameterLimit: 10 }),
    withAdmin(async (req, res, session) => {
      const { token } = (req.body ?? {}) as Record<string, unknown>;
      if (!fromOurPage(req, options.publicUrl) || !isFormToken(token, session, PURPOSE))
        throw new AppError("forbidden");
      options.again();
      res.redirect(303, options.path);
    }),
  );
  return router;
}

/** A code is gone from the page when it is no good any more, at the latest. */
function refreshSeconds(pairing: Pairing): number {
  switch (pairing.kind) {
    case "code":
      return Math.max(1, Math.min(SOON_SECONDS, Math.ceil(pairing.expiresInMs / 1_000)));
    case "starting":
      return SOON_SECONDS;
    default:
      return SELDOM_SECONDS;
  }
}

function pairingPage(pairing: Pairing, session: PageSession, view: View): string {
  const words = PAIRING_WORDS[view.locale];
  switch (pairing.kind) {
    case "code": {
      const steps = words.steps.map((step) => `<li>${escapeHtml(step)}</li>`).join("");
      return page(
        view,
        words.title,
        `<p>${escapeHtml(words.risk)}</p><ol>${steps}</ol>${pairing.svg}<p class="soft">${escapeHtml(words.expires)}</p>`,
      );
    }
    case "linked":
      return page(view, words.title, `<p>${escapeHtml(words.linked)}</p>`);
    case "starting":
      return page(view, words.title, `<p>${escapeHtml(words.starting)}</p>`);
    case "stopped":
      return page(
        view,
        words.title,
        `<p role="alert">${escapeHtml(words.stopped)} ${escapeHtml(pairing.next)}</p><form method="post"><input type="hidden" name="token" value="${formToken(session, PURPOSE)}"><button class="approve">${escapeHtml(words.again)}</button></form>`,
      );
  }
}
