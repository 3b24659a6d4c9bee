import type { Request, Response } from "express";
import type { Person } from "../../core/identity/identities.ts";

/** A request's person, and the window it came from (windows of one browser may be different people in demo mode). */
export interface DeskSession {
  readonly person: Person | null;
  readonly window: string | undefined;
  /** Known only to this browser (and window): forms of our pages are bound to it. */
  readonly secret: string;
}

/** Who is at a window. Both the browser's cookie and, in demo mode, the window's own token are needed. */
export interface DeskSessions {
  read(req: Request): Promise<DeskSession | undefined>;
  /** Makes the browser's session if it has none. */
  begin(req: Request, res: Response, subject?: string): Promise<void>;
  /** Demo mode: makes this window a person. */
  openWindow(personId: string): Promise<string | undefined>;
  signOut(req: Request, res: Response): Promise<void>;
  /** Uses a one-time link; false when it is spent or over. */
  followLink(req: Request, res: Response, secret: string): Promise<boolean>;
}
