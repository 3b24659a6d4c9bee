import { z } from "zod";
import { CHANNEL_NAMES } from "../kernel/ports/chats.ts";
import { maskId } from "./link-code.ts";

/** One row of `link_request`: a chat account and a person on the way to each other. */
export interface LinkRequest {
  readonly id: string;
  readonly origin: "chat" | "person";
  readonly phrase: string;
  readonly channel: string;
  readonly account: string | null;
  readonly externalId: string | null;
  readonly displayName: string;
  readonly conversation: string | null;
  readonly person: string | null;
  readonly status: "open" | "claimed" | "linked" | "refused" | "superseded";
  readonly expiresAt: Date;
}

/** Ties together the cards that ask about one request. */
export function linkSubject(requestId: string): string {
  return `link:${requestId}`;
}

/** A chat account as a person is shown it before they say that it is theirs. */
export const askingAccount = {
  channel: z.string().describe("The platform"),
  accountName: z.string().describe("The name the account carries there; may be empty"),
  maskedId: z.string().describe("The end of the account's id"),
  phrase: z.string().describe("Two words that the account's own chat shows too"),
};

export function accountOf(request: Pick<LinkRequest, "channel" | "displayName" | "externalId" | "phrase">): {
  channel: string;
  accountName: string;
  maskedId: string;
  phrase: string;
} {
  return {
    channel: request.channel,
    accountName: request.displayName,
    maskedId: maskId(request.externalId ?? ""),
    phrase: request.phrase,
  };
}

/** `Telegram`, as the platform calls itself. */
export function channelName(channel: string): string {
  return (CHANNEL_NAMES as Readonly<Record<string, string | undefined>>)[channel] ?? channel;
}
