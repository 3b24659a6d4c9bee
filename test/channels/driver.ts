import type { Channel } from "../../bots/runtime/channel.ts";
import type { Receiver } from "../../bots/runtime/receiver.ts";
import type { Log } from "../../core/audit/incidents.ts";
import type { Door } from "../../core/kernel/actor.ts";
import type { TestHouse } from "../support/house.ts";

/** Ayu and Bima are linked members of one organization; Sari is nobody we know. */
export type Who = "ayu" | "bima" | "sari";

/** A message of Kolega as its reader sees it. */
export interface Seen {
  readonly id: string;
  /** Every word of it but the buttons'. */
  readonly text: string;
  readonly buttons: readonly string[];
  readonly pictures: number;
}

/** A request at our door that must be refused, with the status it got and the one it ought to get. */
export interface Refusal {
  readonly what: string;
  readonly status: number;
  readonly expected: number;
}

export interface SentFile {
  readonly bytes: Buffer;
  readonly mime: string;
  readonly name: string;
  readonly caption?: string;
}

/** What a driver is made on. */
export interface Ground {
  readonly house: TestHouse;
  readonly receiver: Receiver;
  /** Everything that the channel logs goes here. */
  readonly log: Log;
  /** The person behind a linked account. */
  idOfPerson(who: Who): string;
}

/**
 * One platform in the hands of the people of a test: its stand-in over HTTP on one side, our real channel and receiver on
 * the other. What a platform does not have is missing, and its cases are skipped.
 */
export interface ChannelDriver {
  readonly door: Door;
  readonly account: string;
  readonly channel: Channel;
  /** What may stand in no log: tokens, secrets, phone numbers. */
  readonly secrets: readonly string[];
  /** Characters that one message holds. */
  readonly textLimit: number;
  /** How the platform names somebody. */
  externalId(who: Who): string;

  /** Types a message into the person's own chat; `deliveries` times in all, as the platform repeats itself. */
  say(who: Who, text: string, deliveries?: number): Promise<void>;
  /** Several messages, typed in order and delivered in another. */
  sayInDisorder?(who: Who, texts: readonly string[]): Promise<void>;
  /** Changes the words of the person's last message. */
  edit?(who: Who, text: string): Promise<void>;
  /** Presses the newest button of this label in the person's own chat, `times` times at once. */
  press(who: Who, label: string, times?: number): Promise<void>;
  /** Resolves when everything that people did has reached us. */
  arrived(): Promise<void>;
  /** What Kolega said in the person's own chat, oldest first. */
  seen(who: Who): Promise<readonly Seen[]>;

  /** Presses, as `by`, a button that is `of` somebody else: in a group where there are groups, else by its value. */
  pressForeign(by: Who, of: Who, label: string): Promise<void>;
  /** Puts words that call for a card where `pressForeign` finds its button. */
  sayBeforeOthers(who: Who, text: string): Promise<void>;
  /** What only this person was told: their own chat, whispers and alerts. */
  toldAlone(who: Who): Promise<readonly string[]>;
  /** A chat that several read. */
  readonly group?: {
    say(who: Who, text: string, mention: boolean): Promise<void>;
    /** What all of them read. */
    seen(): Promise<readonly Seen[]>;
  };

  /** Has Kolega's own words and those of other bots delivered to us. */
  botsSpeak?(): Promise<void>;
  /** Every kind of request that is not from the platform. */
  forge?(): Promise<readonly Refusal[]>;
  /** Things of the platform that are neither words nor files we read, each as something to send. */
  readonly unsupported: readonly { readonly what: string; send(who: Who): Promise<void> }[];
  sendFile?(who: Who, file: SentFile): Promise<void>;
  /** The bytes of the newest picture that Kolega sent. */
  pictureOf?(who: Who): Promise<Uint8Array>;

  /** The answer to the next message of Kolega gets lost after it was carried out. */
  loseAnswer?(): void;
  /** The platform fails at the next message of Kolega, and says so. */
  fail?(): void;
  /** The next message of Kolega is refused for this long. */
  throttle?(seconds: number): void;
  /** The platform cannot be reached, and reaches nobody, until `back`. */
  away?(): Promise<void>;
  back?(): Promise<void>;
  close(): Promise<void>;
}

/** The same picture for all: what a file is told by. */
export const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
