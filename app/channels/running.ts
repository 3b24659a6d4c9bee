import type { RequestHandler, Router } from "express";
import type { DeskSessions } from "../../bots/desk/sessions.ts";
import type { Channel } from "../../bots/runtime/channel.ts";
import type { Receiver } from "../../bots/runtime/receiver.ts";
import type { ChatAddresses } from "../../core/kernel/ports/chats.ts";
import type { House } from "../house.ts";

/** What a platform's channel is built from. */
export interface ChannelParts {
  readonly house: House;
  readonly receiver: Receiver;
  /** Where platforms reach Kolega, without a trailing slash. */
  readonly publicUrl: string;
  /** Our address as people see it, for links. */
  readonly linksUrl: string;
  /** Fetches the preview of a post; undefined when it may not or cannot be had. */
  fetchPicture(url: string): Promise<{ bytes: Buffer; type: string } | undefined>;
  readonly wakeOutbox: () => void;
  /** A secret for one purpose, the same in every process. */
  readonly secretFor: (purpose: string) => string;
  /** Where this installation keeps its files. */
  readonly dataDir: string;
  readonly demo: boolean;
  /** Who is signed in, for a channel's own pages. */
  readonly sessions: Pick<DeskSessions, "readPage">;
}

/** A platform's channel, ready. Which parts are used depends on the role of the process. */
export interface RunningChannel {
  readonly channel: Channel;
  /** Serves its webhooks, to be mounted before any body parser; missing where it does not use any. */
  openDoor?(): RequestHandler | Router;
  /** Starts what the platform grants to one process only: polling, Socket Mode, a browser. */
  receive?(): Promise<void>;
  /** Asks the platform where people find us there. Throws while it cannot be reached. */
  address?(): Promise<ChatAddresses>;
  close(): Promise<void>;
}
