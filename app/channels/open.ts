import { createHmac } from "node:crypto";
import type { ChannelConfig } from "../config-channels.ts";
import type { ChannelParts, RunningChannel } from "./running.ts";
import { openSlack } from "./slack.ts";
import { openTelegram } from "./telegram.ts";
import { openWhatsapp } from "./whatsapp.ts";

/** Opens every platform's channel that is set up. */
export async function openChannels(config: ChannelConfig, parts: ChannelParts): Promise<RunningChannel[]> {
  const { telegram, slack, whatsapp, whatsappWeb } = config;
  const opened: RunningChannel[] = [];
  if (slack) opened.push(openSlack(slack, parts));
  if (telegram) opened.push(openTelegram(telegram, parts));
  if (whatsapp) opened.push(openWhatsapp(whatsapp, parts));
  if (whatsappWeb) {
    // A browser's driver comes with it: few installations want to load that.
    const { openWhatsappWeb } = await import("./whatsapp-web.ts");
    opened.push(openWhatsappWeb(whatsappWeb, parts));
  }
  return opened;
}

/** Secrets for one purpose each, the same in every process of this installation. */
export function secretsFrom(masterKey: string): (purpose: string) => string {
  return (purpose) => createHmac("sha256", masterKey).update(purpose).digest("base64url");
}
