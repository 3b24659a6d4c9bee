/**
 * The library, as far as this channel uses it: exactly these methods and events. whatsapp-web.js' own `Client` satisfies
 * it (library.ts hands it out as this type), and so does the stand-in of the tests.
 */
export interface WebClient {
  /** Set once the session is ready; whose account this is. */
  readonly info?: { readonly wid: { readonly user: string; readonly _serialized: string } };
  readonly pupBrowser?: { process(): WebProcess | null } | null;
  initialize(): Promise<void>;
  destroy(): Promise<void>;
  getState(): Promise<string | null>;
  sendMessage(chatId: string, content: WebContent, options?: WebSendOptions): Promise<WebMessage | null | undefined>;
  sendSeen(chatId: string): Promise<boolean>;
  getMessageById(messageId: string): Promise<WebMessage | null>;
  getChatById(chatId: string): Promise<WebChat>;
  getChats(): Promise<WebChat[]>;
  getPollVotes(messageId: string): Promise<WebVote[]>;
  getContactLidAndPhone(userIds: string[]): Promise<{ readonly lid?: string; readonly pn?: string }[]>;
  on<Name extends keyof WebEvents>(event: Name, listener: (...args: WebEvents[Name]) => void): unknown;
}

/** The browser's process; both codes are null while it runs. */
export interface WebProcess {
  readonly pid?: number;
  readonly exitCode: number | null;
  readonly signalCode: string | null;
}

export interface WebEvents {
  readonly qr: [code: string];
  readonly loading_screen: [percent: unknown, message: unknown];
  readonly authenticated: [];
  readonly auth_failure: [message: unknown];
  readonly ready: [];
  readonly change_state: [state: string];
  readonly disconnected: [reason: string];
  readonly message: [message: WebMessage];
  readonly message_ciphertext_failed: [message: WebMessage];
  readonly vote_update: [vote: WebVote];
}

export interface WebMessage {
  readonly id: { readonly _serialized: string };
  readonly type: string;
  readonly body: string;
  /** Seconds. */
  readonly timestamp: number;
  readonly from: string;
  readonly to: string;
  /** Who wrote it, in a group. */
  readonly author?: string;
  readonly fromMe: boolean;
  readonly isStatus: boolean;
  readonly broadcast: boolean;
  readonly hasMedia: boolean;
  readonly hasQuotedMsg: boolean;
  /** The types say strings; WhatsApp Web sometimes has objects here. */
  readonly mentionedIds: readonly unknown[];
  readonly rawData: object;
  getQuotedMessage(): Promise<WebMessage | undefined>;
  downloadMedia(): Promise<WebMedia | undefined>;
  /** Null where WhatsApp does not allow it (any more). */
  edit(content: string): Promise<WebMessage | null>;
}

export interface WebChat {
  readonly id: { readonly _serialized: string };
  readonly isGroup: boolean;
  /** Seconds; when something last happened there. */
  readonly timestamp: number;
  fetchMessages(options: { limit?: number; fromMe?: boolean }): Promise<WebMessage[]>;
  sendStateTyping(): Promise<unknown>;
  clearState(): Promise<unknown>;
}

/** Somebody's choice in a poll, as it is now: nothing selected means that it was taken back. */
export interface WebVote {
  /** A string by the types; an object with `_serialized` where WhatsApp Web hands one out. */
  readonly voter: unknown;
  /** Milliseconds. */
  readonly interractedAtTs: number;
  readonly selectedOptions: readonly { readonly name?: string; readonly localId?: number }[];
  readonly parentMessage: { readonly id?: { readonly _serialized: string } };
  /** There even when the poll itself could not be loaded; not among the library's types. */
  readonly parentMsgKey?: unknown;
}

export interface WebMedia {
  readonly mimetype: string;
  /** Base64. */
  readonly data: string;
  readonly filename?: string | null;
  readonly filesize?: number | null;
}

export interface WebPoll {
  readonly pollName: string;
  readonly pollOptions: { name: string; localId: number }[];
  readonly options: { allowMultipleAnswers?: boolean; messageSecret: number[] | undefined };
}

export type WebContent = string | WebMedia | WebPoll;

export interface WebSendOptions {
  readonly linkPreview?: boolean;
  readonly parseVCards?: boolean;
  readonly caption?: string;
  readonly waitUntilMsgSent?: boolean;
}

/** Makes clients, and the contents that a client only knows as instances of its own classes. */
export interface WebLibrary {
  open(): WebClient;
  /** A single-choice poll. */
  poll(question: string, options: readonly string[]): WebPoll;
  media(file: { readonly bytes: Uint8Array; readonly mime: string; readonly name: string }): WebMedia;
}

/** An id, whether it came as a text or as WhatsApp Web's own object. */
export function serializedId(id: unknown): string | undefined {
  if (typeof id === "string") return id === "" ? undefined : id;
  if (typeof id !== "object" || id === null || !("_serialized" in id)) return undefined;
  return typeof id._serialized === "string" ? id._serialized : undefined;
}
