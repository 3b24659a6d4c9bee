import { Router } from "express";
import { createWhatsappChannel } from "../../bots/whatsapp/channel.ts";
import { createWhatsappReceiver } from "../../bots/whatsapp/receiver.ts";
import { createWhatsappStatuses } from "../../bots/whatsapp/statuses.ts";
import { moveIdentity } from "../../core/identity/move-identity.ts";
import type { ChannelConfig } from "../config-channels.ts";
import type { ChannelParts, RunningChannel } from "./running.ts";

/** Where Meta delivers messages and statuses. */
export const WHATSAPP_PATH = "/webhooks/whatsapp";
const GRAPH_URL = "https://graph.facebook.com/v23.0";

/** WhatsApp through the Cloud API. */
export function openWhatsapp(config: NonNullable<ChannelConfig["whatsapp"]>, parts: ChannelParts): RunningChannel {
  const { house, receiver, wakeOutbox } = parts;
  const statuses = createWhatsappStatuses(house.db, wakeOutbox);
  const channel = createWhatsappChannel({
    baseUrl: config.apiUrl ?? GRAPH_URL,
    phoneNumberId: config.phoneNumberId,
    accessToken: config.accessToken,
    clock: house.clock,
    onSent: statuses.onSent,
    fetchPicture: parts.fetchPicture,
  });
  const openDoor = (): Router => {
    const { handler } = createWhatsappReceiver({
      phoneNumberId: config.phoneNumberId,
      appSecret: config.appSecret,
      verifyToken: config.verifyToken,
      receiver,
      status: statuses.status,
      arrived: channel.noteArrival,
      identityChanged: ({ account, previous, current }) =>
        house.db.transaction({ role: "platform" }, async (tx) => {
          const move = { channel: "whatsapp" as const, account, from: previous, to: current, at: house.clock.now() };
          await moveIdentity(tx, move);
        }),
      log: house.log,
    });
    return Router().use(WHATSAPP_PATH, handler);
  };
  return {
    channel,
    openDoor,
    address: async () => ({ whatsapp: { phone: await channel.phone() } }),
    close: () => Promise.resolve(),
  };
}
