/**
 * Where our bots are found, so that a person can be sent there. A platform that is missing is not set up, or has not said
 * yet who we are there.
 */
export interface ChatAddresses {
  /** Name of the bot without the @. */
  readonly telegram?: { readonly username: string };
  /** The business's number in digits, country code first. */
  readonly whatsapp?: { readonly phone: string };
  /** The bot's name in the workspace; `url` opens a direct message with it. */
  readonly slack?: { readonly name: string; readonly url?: string };
}

/** Platforms on which a person can link an account of theirs. The desk links by itself at sign-in. */
export const LINKABLE = ["telegram", "whatsapp", "slack"] as const;
export type LinkableChannel = (typeof LINKABLE)[number];

/** How the platforms call themselves. */
export const CHANNEL_NAMES: Readonly<Record<LinkableChannel | "desk", string>> = {
  telegram: "Telegram",
  whatsapp: "WhatsApp",
  slack: "Slack",
  desk: "Desk",
};
