import type { AskField, Card, MessageContent } from "../../core/cards/card.ts";
import type { Door } from "../../core/kernel/actor.ts";

/** A button as a channel gets it: opaque token, address, or words to say. */
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
}

/** A message as the platform knows it; one reply may be several. */
export interface Receipt {
  readonly channel: string;
  readonly account: string;
  readonly conversation: string;
  readonly messageId: string;
}

export interface Capabilities {
  /** A sent message can be changed; otherwise an outcome follows as a line. */
  readonly edit: boolean;
  /** Sending twice with the same id is one message; otherwise an unknown send is judged by what it was. */
  readonly idempotentSend: boolean;
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

/** What a channel is to the runtime. Receiving is the channel's own affair: it ends in `acceptEvent`. */
export interface Channel {
  readonly name: Door;
  readonly capabilities: Capabilities;
  send(target: { account: string; conversation: string }, content: OutgoingContent, id: string): Promise<Receipt[]>;
  edit(receipt: Receipt, content: OutgoingContent): Promise<void>;
  /** Shows that the assistant is at work; best effort, never awaited for correctness. */
  typing?(target: { account: string; conversation: string }, on: boolean): void;
}

/** The payload of a `message` event. */
export interface InboundMessage {
  readonly conversation: string;
  readonly from: { readonly externalId: string; readonly name: string };
  readonly text: string;
}

/** The payload of a `press` event. */
export interface InboundPress {
  readonly conversation: string;
  readonly from: { readonly externalId: string; readonly name: string };
  readonly token: string;
  readonly fields?: Readonly<Record<string, string>>;
}
