import type { AskField, Fact, Image, Table } from "../../../core/cards/card.ts";

/** What the desk's page and its server say to each other. Types only: the server imports them too. */

/** A person of the demo organization, or the one who signed in. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** `admin`, `brand_manager`, `finance`, `viewer`, `influencer` or `operator`; another word is shown as it is. */
  readonly role: string;
  /** `id` or `en`; anything else reads as English. */
  readonly locale: string;
  readonly organization?: string;
}

/** `GET /desk/api/session`. */
export interface Session {
  readonly mode: "demo" | "signed_in";
  /** Nobody yet: the page asks who one wants to be. */
  readonly person: Person | null;
  readonly people?: readonly Person[];
  /** The sandbox's phone page, where messages of the other channels can be read. */
  readonly sandboxUrl?: string;
  /** The server's time when it answered, in the demo; and how many times faster than it the numbers of posts grow there. */
  readonly clock?: { readonly now: string; readonly metricSpeed: number };
}

/** A button. `press` without a token has been used up and is shown disabled. */
export interface CardAction {
  readonly label: string;
  readonly style?: "primary" | "danger" | "plain";
  readonly kind: "press" | "link" | "say";
  readonly token?: string;
  readonly url?: string;
  readonly text?: string;
  readonly ask?: readonly AskField[];
}

/** A chart as the server drew it, with its numbers in words. */
export interface DeskChart {
  readonly title?: string;
  readonly imageUrl: string;
  readonly altText: string;
}

/** A card of the core as the page receives it (see `core/cards/card.ts`). */
export interface DeskCard {
  readonly title: string;
  readonly tone?: "neutral" | "good" | "warning" | "bad";
  readonly facts?: readonly Fact[];
  readonly body?: string;
  readonly table?: Table;
  readonly chart?: DeskChart;
  readonly image?: Image;
  readonly actions?: readonly CardAction[];
  readonly footer?: string;
}

/** One message of the conversation. A message with an id already shown replaces it. */
export interface DeskMessage {
  readonly id: string;
  /** ISO time, by the server's clock. */
  readonly at: string;
  readonly from: "me" | "kolega";
  /** Of a message sent from a desk: the `clientId` it was sent with. `id` may be that same id instead. */
  readonly clientId?: string;
  /** Markdown subset. */
  readonly text?: string;
  readonly card?: DeskCard;
  readonly cards?: readonly DeskCard[];
  readonly edited?: boolean;
  readonly status?: "sending" | "sent" | "failed";
}

/** `GET /desk/api/conversation`: oldest first; `more` says that older ones exist. */
export interface ConversationPage {
  readonly conversationId: string;
  readonly messages: readonly DeskMessage[];
  readonly more: boolean;
}

/** The `typing` event. */
export interface TypingEvent {
  readonly on: boolean;
  /** What is being done, in the reader's language ("Checking the ledger…"). */
  readonly text?: string;
}

/** The `notice` event: a line for the person that is no message. */
export interface NoticeEvent {
  readonly level: "info" | "warning" | "error";
  readonly text: string;
}

/** What a form behind a button answers: by field name; an amount is a plain decimal such as `1500000`. */
export type FieldValues = Readonly<Record<string, string>>;

/** The longest message the server takes. */
export const MAX_MESSAGE_LENGTH = 16_000;

/** A file that the server has, under the page's own id (a UUID). */
export interface SentFile {
  readonly id: string;
  readonly name: string;
}

/** Files of one message, and bytes of each, that the server takes. */
export const MAX_FILES = 5;
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** A message as its writer sees it: what came with it, then its words. */
export function withFileNames(text: string, names: readonly string[]): string {
  return [...names.map((name) => `📎 ${name}`), ...(text ? [text] : [])].join("\n");
}
