import type { Request, Response } from "express";
import type { Person } from "../../core/identity/identities.ts";

/** A request's person, and the window it came from (windows of one browser may be different people in demo mode). */
export interface DeskSession {
  readonly person: Person | null;
  readonly window: string | undefined;
  /** Known only to this browser (and window): forms of our pages are bound to it. */
  readonly secret: string;
}

export interface PageVisit {
  readonly session: DeskSession | undefined;
  /** Whom this browser could open the page as, where that is to be said. */
  readonly choices: readonly Person[];
}

/** Who is at a window. Both the browser's cookie and, in demo mode, the window's own token are needed. */
export interface DeskSessions {
  read(req: Request): Promise<DeskSession | undefined>;
  /** Makes the browser's session if it has none. */
  begin(req: Request, res: Response, subject?: string): Promise<void>;
  /**
   * Who opens a page from a link: the person it was made for (`?for=`), or the only one of this browser. In demo mode one
   * browser may be several people in as many windows; it is nobody that none of its windows is.
   */
  readPage(req: Request): Promise<PageVisit>;
  /** Demo mode: makes this window a person, and pages of the same browser may be them too. */
  openWindow(req: Request, res: Response, personId: string): Promise<string | undefined>;
  signOut(req: Request, res: Response): Promise<void>;
  /** Uses a one-time link; false when it is spent or over. */
  followLink(req: Request, res: Response, secret: string): Promise<boolean>;
}
