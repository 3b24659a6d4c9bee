import { Router } from "express";
import { menuOfRole } from "../../bots/runtime/menu.ts";
import { createTelegramChannel } from "../../bots/telegram/channel.ts";
import type { MenuCommand } from "../../bots/telegram/menu.ts";
import { type RunningTelegram, startTelegram } from "../../bots/telegram/start.ts";
import { LOCALES, type Locale } from "../../core/kernel/actor.ts";
import type { ChannelConfig } from "../config-channels.ts";
import { moveConversation } from "./conversations.ts";
import type { ChannelParts, RunningChannel } from "./running.ts";
import { createInlineSearch } from "./telegram-inline.ts";
import { withPersonMenus } from "./telegram-menus.ts";

/** Where Telegram delivers updates. */
export const TELEGRAM_PATH = "/webhooks/telegram";

/** Telegram by webhook or by polling. Throws where the webhook's secret is missing. */
export function openTelegram(config: NonNullable<ChannelConfig["telegram"]>, parts: ChannelParts): RunningChannel {
  const { house, receiver, publicUrl } = parts;
  const onMoved = (account: string, from: string, to: string): Promise<void> =>
    moveConversation(house.db, { channel: "telegram", account }, from, to);
  const channel = createTelegramChannel({
    token: config.token,
    apiRoot: config.apiUrl,
    log: house.log,
    fetchPicture: async (url) => (await parts.fetchPicture(url))?.bytes,
    onMoved: (account, from, to) => {
      onMoved(account, from, to).catch((error: unknown) => house.reportIncident(error, "telegram moved", "platform"));
    },
  });
  let running: RunningTelegram | undefined;
  const start = (): RunningTelegram =>
    startTelegram({
      receiver: withPersonMenus(receiver, house, channel.api),
      channel,
      token: config.token,
      apiRoot: config.apiUrl,
      log: house.log,
      onMoved,
      searchInline: createInlineSearch(house, parts.linksUrl),
      intake:
        config.mode === "webhook"
          ? { mode: "webhook", url: `${publicUrl}${TELEGRAM_PATH}`, secret: config.webhookSecret }
          : { mode: "polling" },
      menu: { everywhere: menuInBothLanguages(parts) },
    });
  const openDoor = (): Router => {
    running ??= start();
    const door = Router();
    if (running.handler) door.post(TELEGRAM_PATH, running.handler);
    return door;
  };
  const byWebhook = config.mode === "webhook";
  return {
    channel,
    openDoor: byWebhook ? openDoor : undefined,
    receive: byWebhook
      ? undefined
      : async () => {
          running ??= start();
        },
    address: async () => ({ telegram: { username: (await channel.api.getMe()).username } }),
    async close() {
      await running?.stop();
      channel.close();
    },
  };
}

/** Before a person is known, the menu is the influencer's: whoever works for a brand gets theirs with the first answer. */
function menuInBothLanguages({ house }: ChannelParts): Readonly<Record<Locale, readonly MenuCommand[]>> {
  const menu = (locale: Locale): readonly MenuCommand[] =>
    menuOfRole(house.registry, "influencer", house.i18n.presenter(locale));
  return Object.fromEntries(LOCALES.map((locale) => [locale, menu(locale)])) as Record<Locale, readonly MenuCommand[]>;
}
