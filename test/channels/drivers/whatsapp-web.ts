import { createSentMessages } from "../../../bots/whatsapp-web/sent.ts";
import { readyLine } from "../../../bots/whatsapp-web/testing/line.ts";
import { ACCOUNT, PHONE, StandIn, type StoredMessage } from "../../../bots/whatsapp-web/testing/stand-in.ts";
import type { ChannelDriver, Ground, Seen, Who } from "../driver.ts";

const PHONES: Readonly<Record<Who, string>> = {
  ayu: "628120000201@c.us",
  bima: "628120000202@c.us",
  sari: "628120000203@c.us",
};
const LIDS: Readonly<Record<Who, string>> = { ayu: "8000201@lid", bima: "8000202@lid", sari: "8000203@lid" };
const GROUP = "120363000000000001@g.us";
const NUMBERED = /^\*(\d+)\.\* (.+)$/gm;
const HINT = /_(Balas|Reply) [^_]*_/;

/**
 * WhatsApp Web on the stand-in of the library: the real one reaches WhatsApp only. Its messages carry no signatures, and
 * an answer that was lost is found again in the chat, so that those cases are its own (channel.test.ts).
 */
export async function openWhatsappWeb({ house, receiver, log }: Ground): Promise<ChannelDriver> {
  const whatsapp = new StandIn();
  for (const who of ["ayu", "bima", "sari"] as const) whatsapp.lids.set(PHONES[who], LIDS[who]);
  const line = await readyLine({ whatsapp, receiver, log, sent: createSentMessages(house.db) });
  const { channel, incoming } = line;
  const arrive = async (message: StoredMessage, times = 1): Promise<void> => {
    if (line.session.state().kind === "ready") whatsapp.deliver(message, times);
    await incoming.settled();
  };
  const ours = (chat: string): StoredMessage[] => whatsapp.sentTo(chat);
  const choice = (chat: string, label: string): { message: StoredMessage; number: number } => {
    for (const message of ours(chat).reverse()) {
      const found = choicesOf(message).find((one) => one.label === label);
      if (found) return { message, number: found.number };
    }
    throw new Error(`no choice ${label}`);
  };
  /** Votes where there is a poll, and answers by its number where there is none. */
  const choose = async (chat: string, by: Who, label: string): Promise<void> => {
    const { message, number } = choice(chat, label);
    if (message.type === "poll_creation") {
      whatsapp.client.tell("vote_update", whatsapp.vote(message, PHONES[by], [number - 1]));
      return incoming.settled();
    }
    await arrive(whatsapp.write(chat, String(number), { author: PHONES[by], quotes: message.id }));
  };
  const say = (who: Who, text: string): StoredMessage => whatsapp.write(PHONES[who], text, { author: PHONES[who] });
  const inGroup = (who: Who, text: string, mention: boolean): Promise<void> => {
    const own = `${PHONE}@c.us`;
    const words = mention ? `@${PHONE} ${text}` : text;
    return arrive(whatsapp.write(GROUP, words, { author: PHONES[who], mentions: mention ? [own] : [] }));
  };
  const other = (what: string, type: string) => ({
    what,
    send: (who: Who) => arrive(whatsapp.write(PHONES[who], "/9j/4AAQ", { type })),
  });
  const start = whatsapp.onStart;
  const driver: ChannelDriver = {
    door: "whatsapp",
    account: ACCOUNT,
    channel,
    secrets: [PHONE, ...Object.values(PHONES).map((id) => id.split("@")[0] ?? "")],
    textLimit: 65_536,
    externalId: (who) => LIDS[who],
    say: (who, text, deliveries = 1) => arrive(say(who, text), deliveries),
    async sayInDisorder(who, texts) {
      const messages = texts.map((text) => say(who, text));
      for (const message of messages.reverse()) whatsapp.deliver(message);
      await incoming.settled();
    },
    async edit(who, text) {
      const last = whatsapp.messages.findLast(({ chat, fromMe }) => chat === PHONES[who] && !fromMe);
      if (!last) throw new Error("nothing to change");
      last.body = text;
      await arrive(last);
    },
    async press(who, label, times = 1) {
      for (let time = 0; time < times; time += 1) await choose(PHONES[who], who, label);
    },
    arrived: () => incoming.settled(),
    seen: async (who) => ours(PHONES[who]).map(seenOf),
    sayBeforeOthers: (who, text) => inGroup(who, text, true),
    pressForeign: (by, _of, label) => choose(GROUP, by, label),
    toldAlone: async (who) => ours(PHONES[who]).map((message) => seenOf(message).text),
    group: { say: inGroup, seen: async () => ours(GROUP).map(seenOf) },
    async botsSpeak() {
      await arrive(whatsapp.write(PHONES.bima, "catat gema", { fromMe: true }));
      await arrive(whatsapp.write("status@broadcast", "catat gema"));
      await arrive(whatsapp.write("120@newsletter", "catat gema"));
    },
    unsupported: [
      other("a sticker that is gone", "sticker"),
      other("a location", "location"),
      other("a contact", "vcard"),
      other("a poll", "poll_creation"),
    ],
    async sendFile(who, { bytes, mime, name, caption = "" }) {
      const file = { mimetype: mime, data: bytes.toString("base64") };
      const type = mime.startsWith("image/") ? "image" : "document";
      const raw = { mimetype: mime, filename: name, size: bytes.length };
      await arrive(whatsapp.write(PHONES[who], caption, { author: PHONES[who], type, file, raw }));
    },
    pictureOf: async (who) => Buffer.from(ours(PHONES[who]).findLast(({ file }) => file)?.file?.data ?? "", "base64"),
    fail() {
      whatsapp.faults.push("broken");
    },
    async away() {
      whatsapp.onStart = () => new Promise(() => undefined);
      whatsapp.client.tell("disconnected", "TIMEOUT");
    },
    async back() {
      whatsapp.onStart = start;
      line.session.fail("the platform is back");
      await line.until("ready");
    },
    close: line.close,
  };
  return driver;
}

function choicesOf({ type, body, options }: StoredMessage): { number: number; label: string }[] {
  if (type === "poll_creation") {
    return options.map((option, index) => ({ number: index + 1, label: option.replace(/^\d+\. /, "") }));
  }
  return [...body.matchAll(NUMBERED)].map(([, number, label = ""]) => ({ number: Number(number), label }));
}

/** A poll's question and a picture's caption are words as well. */
function seenOf(message: StoredMessage): Seen {
  const { id, type, body } = message;
  return {
    id,
    text: body.replace(NUMBERED, "").replace(HINT, "").trim(),
    buttons: choicesOf(message).map(({ label }) => label),
    pictures: type === "image" ? 1 : 0,
  };
}
