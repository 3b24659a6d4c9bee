import { setTimeout as sleep } from "node:timers/promises";
import { Pace } from "../../../bots/telegram/pace.ts";
import type { StoredMessage } from "../../../sandbox/telegram/model.ts";
import { openTestTelegram, TELEGRAM_BOT, WEBHOOK_SECRET } from "../../support/telegram.ts";
import type { ChannelDriver, Ground, Refusal, Seen, Who } from "../driver.ts";

const IDS: Readonly<Record<Who, number>> = { ayu: 5_000_000_001, bima: 5_000_000_002, sari: 5_000_000_003 };
const GROUP = -1_005_000_000_001;
const person = (who: Who) => ({
  id: IDS[who],
  firstName: `${who.charAt(0).toUpperCase()}${who.slice(1)}`,
  username: who,
  languageCode: "id",
});
/** How long the poller waits after a lost answer, and the webhook between two tries. */
const RETRY_MS = 20;

/** Telegram by webhook, or by polling: where nothing has a secret, because Telegram never calls us. */
export async function openTelegram({ receiver, log }: Ground, mode: "webhook" | "polling"): Promise<ChannelDriver> {
  const telegram = await openTestTelegram({
    receiver,
    mode,
    log,
    // Ten times as fast as the real pace: the stand-in does not mind.
    channelOptions: {
      pace: new Pace(
        () => Date.now() * 10,
        (ms) => sleep(ms / 10),
      ),
    },
    sandboxOptions: {
      people: [person("ayu"), person("bima"), person("sari")],
      groups: [{ id: GROUP, title: "Kilau", memberIds: Object.values(IDS) }],
      retryMs: [RETRY_MS],
    },
  });
  const { sandbox, channel } = telegram;
  const { people, updates } = sandbox;
  const last = new Map<Who, number>();
  const alerts: { who: Who; queryId: string }[] = [];
  const byBot = (chatId: number): StoredMessage[] =>
    sandbox.messages(chatId).filter((message) => message.from === TELEGRAM_BOT.id);
  const other = (what: string, extra: Readonly<Record<string, unknown>>) => ({
    what,
    async send(who: Who) {
      people.sendOther(IDS[who], extra);
    },
  });
  const common = { file_id: "CAAC1", file_unique_id: "AgAD1", width: 512, height: 512 };
  const driver: ChannelDriver = {
    door: "telegram",
    account: channel.account,
    channel,
    secrets: [TELEGRAM_BOT.token, TELEGRAM_BOT.token.split(":")[1] ?? "", WEBHOOK_SECRET, "628120000199"],
    textLimit: 4_096,
    externalId: (who) => String(IDS[who]),
    async say(who, text, deliveries = 1) {
      if (mode === "webhook") updates.faults.times = deliveries;
      // A poller cannot be told twice what it confirmed; it asks again when the answer was lost.
      else if (deliveries > 1) sandbox.fault({ kind: "drop_answer", method: "getUpdates", times: 2 });
      last.set(who, people.type(IDS[who], text).messageId);
    },
    sayInDisorder:
      mode === "polling"
        ? undefined
        : async (who, texts) => {
            updates.faults.reorder = texts.length;
            for (const text of texts) people.type(IDS[who], text);
          },
    async edit(who, text) {
      people.edit(IDS[who], last.get(who) ?? 0, text);
    },
    async press(who, label, times = 1) {
      for (let time = 0; time < times; time += 1) people.press(IDS[who], { label });
    },
    arrived: () => updates.settled(20_000),
    seen: async (who) => byBot(IDS[who]).map(seenOf),
    async sayBeforeOthers(who, text) {
      people.type(IDS[who], `@${TELEGRAM_BOT.username} ${text}`, { chatId: GROUP });
    },
    async pressForeign(by, _of, label) {
      const { query } = people.press(IDS[by], { label, chatId: GROUP });
      alerts.push({ who: by, queryId: query.id });
    },
    async toldAlone(who) {
      const alerted = alerts
        .filter((one) => one.who === who)
        .map(({ queryId }) => people.answerOf(queryId)?.text ?? "");
      return [...alerted.filter((text) => text !== ""), ...byBot(IDS[who]).map((message) => seenOf(message).text)];
    },
    group: {
      async say(who, text, mention) {
        // Privacy mode is off here, so that everything said in the group reaches the bot.
        people.groupPrivacy = "off";
        people.type(IDS[who], mention ? `@${TELEGRAM_BOT.username} ${text}` : text, { chatId: GROUP });
      },
      seen: async () => byBot(GROUP).map(seenOf),
    },
    async botsSpeak() {
      const chat = { id: IDS.bima, type: "private", first_name: "Bima" };
      const message = { chat, date: Math.floor(Date.now() / 1_000), text: "catat gema" };
      const bot = (id: number) => ({ id, is_bot: true, first_name: "Bot", username: `bot${id}` });
      updates.push(IDS.bima, "message", { ...message, message_id: 9_001, from: bot(TELEGRAM_BOT.id) });
      updates.push(IDS.bima, "message", { ...message, message_id: 9_002, from: bot(42) });
      const from = { id: IDS.bima, is_bot: false, first_name: "Bima" };
      updates.push(IDS.bima, "message", { ...message, message_id: 9_003, from, via_bot: bot(42) });
      updates.push(IDS.bima, "channel_post", { ...message, message_id: 9_004 });
    },
    forge: mode === "polling" ? undefined : () => forge(telegram.webhookUrl),
    unsupported: [
      other("a sticker", { sticker: { ...common, type: "regular", is_animated: false, is_video: false, emoji: "👍" } }),
      other("a sticker without an emoji", {
        sticker: { ...common, type: "regular", is_animated: false, is_video: false },
      }),
      other("a location", { location: { latitude: -6.2, longitude: 106.8 } }),
      other("a contact", { contact: { phone_number: "628120000199", first_name: "Dewi" } }),
      other("a die", { dice: { emoji: "🎲", value: 3 } }),
      other("a story", { story: { chat: { id: 5, type: "private" }, id: 7 } }),
    ],
    async sendFile(who, { caption, ...file }) {
      const kind = file.mime.startsWith("image/") ? "photo" : "document";
      people.sendFile(IDS[who], { kind, file, caption });
    },
    async pictureOf(who) {
      const fileId = byBot(IDS[who])
        .flatMap(({ media }) => media?.fileId ?? [])
        .at(-1);
      return (await channel.download?.(channel.account, fileId ?? ""))?.bytes ?? new Uint8Array();
    },
    loseAnswer() {
      sandbox.fault({ kind: "drop_answer", method: "sendMessage" });
    },
    fail() {
      sandbox.fault({ kind: "500", method: "sendMessage" });
    },
    throttle(seconds) {
      sandbox.fault({ kind: "429", method: "sendMessage", retryAfterSeconds: seconds });
    },
    away: telegram.away,
    back: telegram.back,
    close: telegram.close,
  };
  return driver;
}

async function forge(url: string): Promise<Refusal[]> {
  const from = { id: IDS.bima, is_bot: false, first_name: "Bima" };
  const chat = { id: IDS.bima, type: "private", first_name: "Bima" };
  const message = { message_id: 9_100, from, chat, date: Math.floor(Date.now() / 1_000), text: "catat palsu" };
  const deliver = async (what: string, secret: string | undefined): Promise<Refusal> => {
    const headers: Record<string, string> = {
      "content-type": "application/json",
      ...(secret === undefined ? {} : { "x-telegram-bot-api-secret-token": secret }),
    };
    const body = JSON.stringify({ update_id: 990_000_000, message });
    return { what, status: (await fetch(url, { method: "POST", headers, body })).status, expected: 401 };
  };
  return [
    await deliver("no secret", undefined),
    await deliver("an empty secret", ""),
    await deliver("another secret", "b-secret_of-the-webhook"),
    await deliver("half of the secret", WEBHOOK_SECRET.slice(0, 8)),
    await deliver("more than the secret", `${WEBHOOK_SECRET}x`),
  ];
}

function seenOf({ messageId, text, caption, keyboard, media }: StoredMessage): Seen {
  return {
    id: String(messageId),
    text: text ?? caption ?? "",
    buttons: (keyboard ?? []).flat().map((button) => button.text),
    pictures: media?.kind === "photo" ? 1 : 0,
  };
}
