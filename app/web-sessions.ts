import { parse, serialize } from "cookie";
import type { Request, Response } from "express";
import { DESK_ACCOUNT } from "../bots/desk/channel.ts";
import type { DeskSessions } from "../bots/desk/sessions.ts";
import type { Database } from "../core/db/types.ts";
import { actorOf, findPerson, linkIdentity, type Person } from "../core/identity/identities.ts";
import { createSession, endSession, redeemLink, sessionSubject } from "../core/identity/sessions.ts";
import { type Clock, DAY_MS } from "../core/kernel/clock.ts";
import type { ApprovalPageOptions } from "../web/approval-page.ts";

const COOKIE = "kolega_session";
const SESSION_LIFE_MS = 30 * DAY_MS;
/**
 * Demo mode: the window that a person was opened in last, for pages that are opened from a link. Followed by their id;
 * the desk itself never reads it.
 */
const WINDOW_COOKIE = "kolega_window_";

export interface SessionOptions {
  readonly db: Database;
  readonly clock: Clock;
  /** Demo mode: anyone at this address may be anyone of the demo organization. */
  readonly demo: boolean;
  readonly secureCookies: boolean;
}

function cookieOf(req: Request): string | undefined {
  return parse(req.headers.cookie ?? "")[COOKIE];
}

function windowOf(req: Request): string | undefined {
  const header = req.header("x-desk-window");
  if (header) return header;
  return typeof req.query.window === "string" ? req.query.window : undefined;
}

/** Sessions of browsers and windows, for the desk and for pages. */
export function createDeskSessions(options: SessionOptions): DeskSessions {
  const { db, clock } = options;
  const personById = async (id: string | null | undefined): Promise<Person | null> => {
    if (!id) return null;
    return (await db.transaction({ role: "platform" }, (tx) => findPerson(tx, id))) ?? null;
  };
  /** The desk's identities are linked like any other channel's. */
  const link = async (person: Person): Promise<void> => {
    await db.transaction({ role: "platform" }, (tx) =>
      linkIdentity(tx, { channel: "desk", account: DESK_ACCOUNT, externalId: person.id }, person, clock.now()),
    );
  };
  const setCookie = (res: Response, secret: string, lifeMs: number, place = { name: COOKIE, path: "/" }): void => {
    res.append(
      "set-cookie",
      serialize(place.name, secret, {
        httpOnly: true,
        sameSite: "lax",
        secure: options.secureCookies,
        path: place.path,
        maxAge: Math.floor(lifeMs / 1_000),
      }),
    );
  };
  /** The people of this browser's windows, each with the window they were opened in last. */
  const windowsOf = async (req: Request): Promise<{ person: Person; window: string }[]> => {
    const found: { person: Person; window: string }[] = [];
    for (const [name, window] of Object.entries(parse(req.headers.cookie ?? ""))) {
      if (!name.startsWith(WINDOW_COOKIE) || !window) continue;
      const person = await personById(await sessionSubject(db, clock, "window", window));
      if (person?.id === name.slice(WINDOW_COOKIE.length)) found.push({ person, window });
    }
    return found;
  };
  return {
    async readPage(req) {
      const cookie = cookieOf(req);
      const known = (await sessionSubject(db, clock, "browser", cookie)) !== undefined;
      if (!options.demo || !known || windowOf(req)) return { session: await this.read(req), choices: [] };
      const windows = await windowsOf(req);
      const wanted = typeof req.query.for === "string" ? req.query.for : undefined;
      const only = windows.length === 1 ? windows[0] : undefined;
      const here = wanted === undefined ? only : windows.find(({ person }) => person.id === wanted);
      if (!here) return { session: undefined, choices: windows.map(({ person }) => person) };
      return { session: { ...here, secret: `${cookie}:${here.window}` }, choices: [] };
    },
    async read(req) {
      const cookie = cookieOf(req);
      const browser = await sessionSubject(db, clock, "browser", cookie);
      if (browser === undefined) return undefined;
      const window = windowOf(req);
      const secret = `${cookie}:${window ?? ""}`;
      if (!options.demo) return { person: await personById(browser), window, secret };
      return { person: await personById(await sessionSubject(db, clock, "window", window)), window, secret };
    },
    async begin(req, res, subject) {
      const known = await sessionSubject(db, clock, "browser", cookieOf(req));
      if (known !== undefined && subject === undefined) return;
      setCookie(
        res,
        await createSession(db, clock, { kind: "browser", subject, lifeMs: SESSION_LIFE_MS }),
        SESSION_LIFE_MS,
      );
    },
    async openWindow(req, res, personId) {
      const person = await personById(personId);
      if (!person) return undefined;
      await link(person);
      const window = await createSession(db, clock, { kind: "window", subject: person.id, lifeMs: SESSION_LIFE_MS });
      // Worth nothing without the browser's own cookie, so that one is renewed with it, and comes first: simple clients
      // keep only one.
      const browser = cookieOf(req);
      if (browser) setCookie(res, browser, SESSION_LIFE_MS);
      setCookie(res, window, SESSION_LIFE_MS, { name: WINDOW_COOKIE + person.id, path: "/" });
      return window;
    },
    async signOut(req, res) {
      const window = windowOf(req);
      if (window) await endSession(db, clock, window);
      const browser = cookieOf(req);
      if (!options.demo && browser) {
        await endSession(db, clock, browser);
        setCookie(res, "", 0);
      }
    },
    async followLink(req, res, secret) {
      const subject = await redeemLink(db, clock, secret);
      const person = await personById(subject);
      if (!person) return false;
      await link(person);
      await this.begin(req, res, person.id);
      return true;
    },
  };
}

/** Who is signed in on the approval page, or could be. */
export function pageSessions(
  sessions: Pick<DeskSessions, "readPage">,
): Pick<ApprovalPageOptions, "session" | "choices"> {
  return {
    async session(req) {
      const { session } = await sessions.readPage(req);
      if (!session?.person) return undefined;
      return { actor: actorOf(session.person, "page"), secret: session.secret, timeZone: session.person.timeZone };
    },
    async choices(req) {
      const { choices } = await sessions.readPage(req);
      return choices.map(({ id, name }) => ({ id, name }));
    },
  };
}
