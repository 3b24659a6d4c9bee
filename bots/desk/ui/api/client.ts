import type { ConversationPage, FieldValues, Session } from "../contract.ts";

/**
 * Why a call did not succeed: `offline` (no answer), `busy` (the server asks to come back later or is ill; trying the
 * same again is safe), `signed_out`, or `refused` (the same again would be refused again).
 */
export type DeskErrorKind = "offline" | "busy" | "signed_out" | "refused";

/** A call that failed; `message` is the server's sentence for the person, or empty. */
export class DeskError extends Error {
  readonly kind: DeskErrorKind;
  readonly status: number;

  constructor(kind: DeskErrorKind, status: number, message: string) {
    super(message);
    this.kind = kind;
    this.status = status;
  }
}

/** The desk's server as the page sees it. */
export interface DeskApi {
  session(): Promise<Session>;
  /** Demo only: makes this window that person. */
  signIn(personId: string): Promise<void>;
  signOut(): Promise<void>;
  conversation(before?: string): Promise<ConversationPage>;
  send(message: { clientId: string; text: string; files?: readonly string[] }): Promise<void>;
  /** Keeps a file at the server, for a message to come. */
  upload(file: File, id: string): Promise<void>;
  press(press: { clientId: string; messageId: string; token: string; fields?: FieldValues }): Promise<void>;
  eventsUrl(after: string | undefined): string;
}

const BASE = "/desk/api";
const TIMEOUT_MS = 20_000;
/** A large file over a slow line. */
const UPLOAD_TIMEOUT_MS = 180_000;
const TOKEN_KEY = "desk.window";

/** The api of this window. Its token lives in sessionStorage, so that windows side by side can be different people. */
export function createApi(storage: Storage): DeskApi {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const headers: Record<string, string> = { accept: "application/json" };
    const token = storage.getItem(TOKEN_KEY);
    if (token) headers["x-desk-window"] = token;
    const isFile = body instanceof File;
    if (body !== undefined) headers["content-type"] = isFile ? "application/octet-stream" : "application/json";
    let response: Response;
    let text: string;
    try {
      response = await fetch(BASE + path, {
        method,
        headers,
        body: body === undefined || isFile ? body : JSON.stringify(body),
        credentials: "same-origin",
        cache: "no-store",
        signal: AbortSignal.timeout(isFile ? UPLOAD_TIMEOUT_MS : TIMEOUT_MS),
      });
      text = await response.text();
    } catch {
      throw new DeskError("offline", 0, "");
    }
    if (!response.ok) throw new DeskError(kindOf(response.status), response.status, sentenceOf(text));
    try {
      return text ? JSON.parse(text) : undefined;
    } catch {
      // A proxy's page instead of the server's answer.
      throw new DeskError("busy", response.status, "");
    }
  };

  return {
    session: async () => (await call("GET", "/session")) as Session,
    signIn: async (personId) => {
      const answer = (await call("POST", "/session", { personId })) as { windowToken: string };
      storage.setItem(TOKEN_KEY, answer.windowToken);
    },
    signOut: async () => {
      await call("DELETE", "/session");
      storage.removeItem(TOKEN_KEY);
    },
    conversation: async (before) =>
      (await call(
        "GET",
        before ? `/conversation?before=${encodeURIComponent(before)}` : "/conversation",
      )) as ConversationPage,
    send: async (message) => {
      await call("POST", "/messages", message);
    },
    upload: async (file, id) => {
      const about = new URLSearchParams({ name: file.name, type: file.type });
      await call("PUT", `/files/${id}?${about}`, file);
    },
    press: async (press) => {
      await call("POST", "/press", press);
    },
    eventsUrl: (after) => {
      const query = new URLSearchParams();
      const token = storage.getItem(TOKEN_KEY);
      if (token) query.set("window", token);
      if (after) query.set("after", after);
      return `${BASE}/events?${query}`;
    },
  };
}

function kindOf(status: number): DeskErrorKind {
  if (status === 401) return "signed_out";
  if (status === 408 || status === 425 || status === 429 || status >= 500) return "busy";
  return "refused";
}

function sentenceOf(text: string): string {
  try {
    const body = JSON.parse(text) as { error?: { message?: unknown } };
    return typeof body.error?.message === "string" ? body.error.message : "";
  } catch {
    return "";
  }
}
