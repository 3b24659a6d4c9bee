import type { AskField, Card, MessageContent } from "../../core/cards/card.ts";
import type { Door, Locale } from "../../core/kernel/actor.ts";

/** A button as a channel gets it: an opaque token, an address, or words to say (also behind a token, where words do not fit). */
export interface OutgoingAction {
  readonly label: string;
  readonly style: "primary" | "danger" | "plain";
  readonly kind: "press" | "link" | "say";
  readonly token?: string;
  readonly url?: string;
  readonly text?: string;
  readonly ask?: readonly AskField[];
  readonly required: boolean;
  readonly priority: number;
}

export interface OutgoingCard extends Omit<Card, "actions"> {
  readonly actions: readonly OutgoingAction[];
}

/** A message ready for rendering: words in the reader's language, buttons behind tokens. */
export interface OutgoingContent extends Omit<MessageContent, "card" | "cards"> {
  readonly card?: OutgoingCard;
  readonly cards?: readonly OutgoingCard[];
  /** The reader's language, for the few words that a channel adds itself. */
  readonly locale: Locale;
  /** `reply`, or the kind of notification: what a channel chooses an approved template by. */
  readonly template: string;
  /** The row it is made from; `moreToken` names it. */
  readonly outboundId: string;
}

/**
 * The value of the button that stands for the actions a message had no room for, from the `from`-th of its actions on
 * (counted over all cards, in order). It gives no right: its press shows its owner those actions again.
 */
export function moreToken(content: Pick<OutgoingContent, "outboundId">, from: number): string {
  return `m:${content.outboundId}:${from}`;
}

/** A chat on a platform, as its own ids name it. */
export interface Target {
  readonly account: string;
  readonly conversation: string;
  /** When the person last wrote here; WhatsApp's 24 hours count from it. */
  readonly lastUserMessageAt?: Date;
}

/** A message as the platform knows it; one reply may be several. */
export interface Receipt {
  readonly channel: string;
  readonly account: string;
  readonly conversation: string;
  readonly messageId: string;
  /** It carries buttons, so it is the one that an outcome replaces. */
  readonly actions?: boolean;
  /** Billed messages that it took, where the platform bills each. */
  readonly billed?: number;
}

export interface Capabilities {
  /** A sent message can be changed; otherwise an outcome follows as a line. */
  readonly edit: boolean;
  /** Sending twice with the same id is one message; otherwise an unknown send is judged by what it was. */
  readonly idempotentSend: boolean;
  /** Without buttons, actions are numbered and a number answers them. */
  readonly buttons: boolean;
  /** Where a button's questions are asked: by the page before the press, in a window at the press, or one after the other. */
  readonly forms: "page" | "modal" | "steps";
}

/** How a send can fail. `unknown`: the request was written and no answer came. */
export class ChannelError extends Error {
  override readonly name = "ChannelError";
  constructor(
    readonly outcome: "retry" | "refused" | "unknown",
    detail: string,
    readonly retryAfterMs?: number,
  ) {
    super(detail);
  }
}

/** What a channel is to the runtime. Receiving is the channel's own affair: it ends in a `Receiver`. */
export interface Channel {
  readonly name: Door;
  readonly capabilities: Capabilities;
  /** Sends the content as one or more messages, in order. Throws ChannelError. */
  send(target: Target, content: OutgoingContent, id: string): Promise<Receipt[]>;
  /** Replaces what was sent by its outcome: the message with the buttons is changed, all buttons go. Throws ChannelError. */
  edit(receipts: readonly Receipt[], content: OutgoingContent): Promise<void>;
  /** Shows that the assistant is at work; best effort, never awaited for correctness. */
  typing?(target: Target, on: boolean): void;
  /** Opens a window with these questions (forms: "modal"); false when the moment for it has passed. */
  openForm?(trigger: string, form: OutgoingForm): Promise<boolean>;
  /** Tells one person of a group something that the others do not read. */
  whisper?(target: Target, person: string, text: string): Promise<void>;
  /** The bytes of an attachment. Throws ChannelError. */
  download?(account: string, ref: string): Promise<{ bytes: Uint8Array; mime: string }>;
}

/** A button's questions in one window. Its answers come back as a press of `token` with `fields`. */
export interface OutgoingForm {
  readonly title: string;
  readonly submitLabel: string;
  readonly fields: readonly AskField[];
  readonly token: string;
  readonly conversation: string;
  readonly locale: Locale;
}

export interface Sender {
  readonly externalId: string;
  readonly name: string;
}

/** What came with a message besides words. `ref` is what the channel's `download` needs; `other` is no file (a place, a contact). */
export interface Attachment {
  readonly kind: "image" | "file" | "audio" | "video" | "other";
  readonly ref: string;
  readonly name?: string;
  readonly mime?: string;
  /** Bytes. */
  readonly size?: number;
}

/** The payload of a `message` event. */
export interface InboundMessage {
  readonly conversation: string;
  readonly from: Sender;
  readonly text: string;
  /** False in a group or thread, where others read along. Missing means true. */
  readonly direct?: boolean;
  readonly attachments?: readonly Attachment[];
  /** The platform's id of this message, to be marked as read. */
  readonly messageId?: string;
}

/** The payload of a `press` event. */
export interface InboundPress {
  readonly conversation: string;
  readonly from: Sender;
  readonly token: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly direct?: boolean;
  /** What opens a window on this platform, for a short time (Slack's trigger_id). */
  readonly trigger?: string;
}
