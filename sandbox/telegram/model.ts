import type { Entity } from "./parse-html.ts";

/** A person with a Telegram account. Their private chat with the bot has the same id. */
export interface TelegramPerson {
  readonly id: number;
  readonly firstName: string;
  readonly lastName?: string;
  readonly username?: string;
  readonly languageCode: string;
}

export interface TelegramBot {
  readonly id: number;
  readonly username: string;
  readonly name: string;
  readonly token: string;
}

export interface TelegramChat {
  readonly id: number;
  readonly type: "private" | "group" | "supergroup";
  readonly title?: string;
  readonly memberIds: readonly number[];
  readonly forum?: boolean;
  /** Private: the person pressed Start or wrote first. Group: the bot is in it. */
  readonly open: boolean;
  /** Private: the person stopped the bot. Group: it was thrown out. */
  readonly closed?: "blocked" | "kicked";
  /** A group that became a supergroup. */
  readonly migratedTo?: number;
}

export interface InlineButton {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
  readonly style?: string;
  readonly [field: string]: unknown;
}

export interface StoredFile {
  readonly fileId: string;
  readonly uniqueId: string;
  readonly path: string;
  readonly mime: string;
  readonly name?: string;
  readonly size: number;
  /** Base64. */
  readonly bytes: string;
}

export interface Media {
  readonly kind: "photo" | "document" | "voice" | "video";
  readonly fileId: string;
}

export interface StoredMessage {
  readonly chatId: number;
  readonly messageId: number;
  /** Milliseconds. */
  readonly at: number;
  readonly editedAt?: number;
  readonly from: number;
  readonly text?: string;
  readonly caption?: string;
  readonly entities: readonly Entity[];
  readonly media?: Media;
  readonly keyboard?: readonly (readonly InlineButton[])[];
  readonly replyTo?: number;
  readonly threadId?: number;
  readonly albumId?: string;
  readonly deleted?: boolean;
  /** Service messages and kinds that the sandbox has no shape for, as the API shows them. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

export interface CallbackQuery {
  readonly id: string;
  readonly personId: number;
  readonly chatId: number;
  readonly messageId: number;
  readonly at: number;
  readonly answered?: { readonly text: string; readonly alert: boolean };
}

export interface BotCommandList {
  readonly scope: string;
  readonly languageCode: string;
  readonly commands: readonly { readonly command: string; readonly description: string }[];
}

export interface WebhookInfo {
  readonly url: string;
  readonly secret: string;
  readonly maxConnections: number;
  readonly allowedUpdates: readonly string[];
  readonly lastError?: { readonly at: number; readonly text: string };
}

export interface StoredUpdate {
  readonly updateId: number;
  readonly at: number;
  readonly chatId: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly done: boolean;
}

/** One change: a thing as it is from now on. */
export type TelegramChange =
  | { readonly type: "person"; readonly value: TelegramPerson }
  | { readonly type: "chat"; readonly value: TelegramChat }
  | { readonly type: "message"; readonly value: StoredMessage }
  | { readonly type: "file"; readonly value: StoredFile }
  | { readonly type: "query"; readonly value: CallbackQuery }
  | { readonly type: "commands"; readonly value: BotCommandList }
  | { readonly type: "webhook"; readonly value: WebhookInfo }
  | { readonly type: "update"; readonly value: StoredUpdate };
