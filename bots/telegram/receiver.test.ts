import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  BIMA,
  GROUP,
  openTestTelegram,
  RANI,
  TELEGRAM_BOT,
  type TestTelegram,
  WEBHOOK_SECRET,
} from "../../test/support/telegram.ts";
import type { InboundMessage, InboundPress, OutgoingContent } from "../runtime/channel.ts";
import type { Arrival } from "../runtime/receiver.ts";
import { createTelegramReceiver } from "./receiver.ts";

/** The inbox as a map: the same id again is a duplicate, and it can be out of order. */
let events: Map<string, { arrival: Arrival; message?: InboundMessage; press?: InboundPress }>;
let inboxFails = 0;
let calls = 0;
const keep = async (arrival: Arrival, rest: { message?: InboundMessage; press?: InboundPress }) => {
  calls += 1;
  if (inboxFails > 0) {
    inboxFails -= 1;
    throw new Error(`no database, and the words: ${rest.message?.text}`);
  }
  if (events.has(arrival.externalId)) return "duplicate" as const;
  events.set(arrival.externalId, { arrival, ...rest });
  return "accepted" as const;
};
const receiver = {
  message: (arrival: Arrival, message: InboundMessage) => keep(arrival, { message }),
  press: (arrival: Arrival, press: InboundPress) => keep(arrival, { press }),
};
const messages = (): InboundMessage[] => [...events.values()].flatMap(({ message }) => (message ? [message] : []));
const heard = (): string[] => messages().map(({ text }) => text);

let telegram: TestTelegram;
const moves: string[] = [];
const members: string[] = [];
const settled = (): Promise<void> => telegram.sandbox.updates.settled();

beforeEach(async () => {
  events = new Map();
  inboxFails = 0;
  calls = 0;
  moves.length = 0;
  members.length = 0;
  telegram = await openTestTelegram({
    receiver,
    menu: {
      everywhere: {
        id: [{ command: "kampanye", description: "Buat kampanye" }],
        en: [{ command: "campaign", description: "New campaign" }],
      },
      groups: { id: [{ command: "bantuan", description: "Bantuan" }], en: [{ command: "help", description: "Help" }] },
    },
    onMoved: async (_account, from, to) => void moves.push(`${from} ${to}`),
    onMembership: async (_account, conversation, person, member) =>
      void members.push(`${conversation} ${person.externalId} ${member}`),
    searchInline: async (_account, person, text) =>
      person.externalId === String(BIMA.id)
        ? [{ id: "cam_1", title: `Glow ${text}`, description: "berjalan", text: "**Glow** Your Way" }]
        : [],
  });
});
afterEach(async () => {
  await telegram.close();
});

const send = (body: unknown, headers: Record<string, string>): Promise<Response> =>
  fetch(telegram.webhookUrl, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
const forged = {
  update_id: 1,
  message: { message_id: 1, date: 1, chat: { id: BIMA.id, type: "private" }, from: { id: BIMA.id }, text: "palsu" },
};

describe("the webhook", () => {
  it("does not exist without a secret", () => {
    for (const secret of [undefined, "", "with space", "x".repeat(257)]) {
      const make = () =>
        createTelegramReceiver({
          receiver,
          channel: telegram.channel,
          botUsername: "KolegaBot",
          log: { info: () => undefined, warn: () => undefined, error: () => undefined },
          secret,
        });
      expect(make).toThrow("needs a secret");
    }
  });

  it("lets nobody in with a forged or missing secret", async () => {
    expect((await send(forged, {})).status).toBe(401);
    expect((await send(forged, { "x-telegram-bot-api-secret-token": "wrong" })).status).toBe(401);
    expect((await send(forged, { "x-telegram-bot-api-secret-token": `${WEBHOOK_SECRET}x` })).status).toBe(401);
    expect(events.size).toBe(0);
    const secret = { "x-telegram-bot-api-secret-token": WEBHOOK_SECRET };
    expect((await send("no json", secret)).status).toBe(400);
    expect((await send({ hello: 1 }, secret)).status).toBe(400);
    expect((await send({ update_id: 5, message: { chat: null } }, secret)).status).toBe(200);
    expect((await fetch(telegram.webhookUrl)).status).toBe(404);
    expect(JSON.stringify(telegram.log)).not.toMatch(/palsu|secret_of/);
  });

  it("keeps one message of eleven deliveries", async () => {
    telegram.sandbox.updates.faults.times = 11;
    telegram.sandbox.people.type(BIMA.id, "Halo");
    await settled();
    expect(calls).toBe(11);
    expect(heard()).toEqual(["Halo"]);
  });

  it("says no while the inbox does, and gets the update again", async () => {
    inboxFails = 3;
    telegram.sandbox.people.type(BIMA.id, "Halo");
    await settled();
    expect(heard()).toEqual(["Halo"]);
    expect(telegram.log.filter(({ level }) => level === "error")).toHaveLength(3);
    expect(JSON.stringify(telegram.log)).not.toContain("Halo");
  });

  it("keeps what comes in another order", async () => {
    telegram.sandbox.people.type(BIMA.id, "satu");
    await settled();
    telegram.sandbox.updates.faults.reorder = 2;
    telegram.sandbox.people.type(BIMA.id, "dua");
    telegram.sandbox.people.type(BIMA.id, "tiga");
    await settled();
    expect(heard()).toEqual(["satu", "tiga", "dua"]);
  });
});

describe("messages", () => {
  it("are taken with who wrote them, and a deep link with its payload", async () => {
    telegram.sandbox.people.start(BIMA.id, "link-abc123");
    await settled();
    expect(messages()).toEqual([
      {
        conversation: String(BIMA.id),
        from: { externalId: String(BIMA.id), name: "Bima Santoso" },
        text: "/start link-abc123",
        direct: true,
        messageId: "1",
      },
    ]);
    const [event] = events.values();
    expect(event?.arrival).toMatchObject({ channel: "telegram", account: String(TELEGRAM_BOT.id) });
  });

  it("may have a photo, a document or a voice", async () => {
    const { people } = telegram.sandbox;
    const file = (mime: string, name?: string) => ({ bytes: Buffer.from("x"), mime, name });
    people.sendFile(BIMA.id, { kind: "photo", file: file("image/jpeg"), caption: "Ini produknya" });
    people.sendFile(BIMA.id, { kind: "document", file: file("application/pdf", "brief.pdf") });
    people.sendFile(BIMA.id, { kind: "voice", file: file("audio/ogg") });
    people.sendOther(BIMA.id, { sticker: { emoji: "👍", file_id: "s" } });
    people.sendOther(BIMA.id, { new_chat_photo: [] });
    await settled();
    expect(messages().map(({ text, attachments }) => [text, attachments?.[0]?.kind, attachments?.[0]?.name])).toEqual([
      ["Ini produknya", "image", undefined],
      ["", "file", "brief.pdf"],
      ["", "audio", undefined],
      ["👍", undefined, undefined],
    ]);
    const photo = messages()[0]?.attachments?.[0];
    expect((await telegram.channel.download?.("", photo?.ref ?? ""))?.bytes).toHaveLength(1);
  });

  it("of one album wait for each other", async () => {
    const file = { bytes: Buffer.from("x"), mime: "image/jpeg" };
    telegram.sandbox.people.sendAlbum(BIMA.id, [file, file, file], { caption: "Tiga foto" });
    telegram.sandbox.people.type(BIMA.id, "x".repeat(4_096));
    await settled();
    expect(heard().slice(0, 3)).toEqual(["Tiga foto", "", ""]);
    expect([...events.values()].map(({ arrival }) => arrival.quietMs)).toEqual([1_000, 1_000, 1_000, 1_000]);
  });

  it("that are corrected count only when a link came in", async () => {
    const { people } = telegram.sandbox;
    const first = people.type(BIMA.id, "Ini postinganku");
    people.edit(BIMA.id, first.messageId, "Ini postingan aku");
    people.edit(BIMA.id, first.messageId, "Ini postingan aku https://www.instagram.com/reel/abc/");
    people.edit(BIMA.id, first.messageId, "Ini dia https://www.instagram.com/reel/abc/");
    await settled();
    expect(heard()).toEqual(["Ini postinganku", "Ini postingan aku https://www.instagram.com/reel/abc/"]);
  });

  it("of bots, and of our own inline results, are not for us", async () => {
    const base = { date: 1, chat: { id: BIMA.id, type: "private", first_name: "B" }, text: "x", message_id: 1 };
    const headers = { "x-telegram-bot-api-secret-token": WEBHOOK_SECRET };
    const bot = { id: 7, is_bot: true, first_name: "bot" };
    await send({ update_id: 1, message: { ...base, from: bot } }, headers);
    const person = { id: BIMA.id, is_bot: false, first_name: "Bima" };
    await send({ update_id: 2, message: { ...base, from: person, via_bot: bot } }, headers);
    await send({ update_id: 3, channel_post: { ...base } }, headers);
    expect(events.size).toBe(0);
  });
});

describe("groups", () => {
  it("are heard only where the bot is meant", async () => {
    const { people } = telegram.sandbox;
    people.groupPrivacy = "off";
    const group = { chatId: GROUP.id };
    people.type(BIMA.id, "obrolan biasa", group);
    people.type(BIMA.id, "/kampanye", group);
    people.type(BIMA.id, "/kampanye@OtherBot", group);
    people.type(BIMA.id, "halo @kolegabot, berapa tayangan?", group);
    people.type(RANI.id, "/kampanye@KolegaBot baru", { ...group, threadId: 7 });
    const target = { account: telegram.channel.account, conversation: String(GROUP.id) };
    const content: OutgoingContent = { locale: "id", template: "reply", outboundId: "out_1", text: "Ini angkanya" };
    const [receipt] = await telegram.channel.send(target, content, "out_1");
    people.type(RANI.id, "makasih", { ...group, replyTo: Number(receipt?.messageId) });
    await settled();
    expect(messages().map(({ text, conversation, direct }) => [text, conversation, direct])).toEqual([
      ["halo berapa tayangan?", String(GROUP.id), false],
      // In a forum topic of its own.
      ["/kampanye baru", `${GROUP.id}:7`, false],
      ["makasih", String(GROUP.id), false],
    ]);
  });

  it("send albums whose first picture has the mention", async () => {
    const { people } = telegram.sandbox;
    people.groupPrivacy = "off";
    const file = { bytes: Buffer.from("x"), mime: "image/jpeg" };
    people.sendAlbum(BIMA.id, [file, file], { chatId: GROUP.id, caption: "@KolegaBot cek ini" });
    people.sendAlbum(BIMA.id, [file, file], { chatId: GROUP.id, caption: "liburan" });
    await settled();
    expect(heard()).toEqual(["cek ini", ""]);
  });

  it("move, and throw the bot out", async () => {
    telegram.sandbox.people.migrate(BIMA.id, GROUP.id, -1_009);
    telegram.sandbox.people.removeBot(BIMA.id, -1_009);
    await settled();
    expect(moves).toEqual([`${GROUP.id} -1009`]);
    expect(members).toEqual([`-1009 ${BIMA.id} false`]);
    expect(events.size).toBe(0);
  });
});

describe("presses and the rest", () => {
  it("are taken once and answered at once", async () => {
    const { sandbox, channel } = telegram;
    sandbox.people.start(BIMA.id);
    const target = { account: channel.account, conversation: String(BIMA.id) };
    const yes = { label: "Ya", token: "k1abc", style: "plain", kind: "press", required: true, priority: 1 } as const;
    const content: OutgoingContent = {
      locale: "id",
      template: "reply",
      outboundId: "out_1",
      card: { title: "Setujui?", actions: [yes] },
    };
    await channel.send(target, content, "out_1");
    sandbox.updates.faults.times = 3;
    const { query } = sandbox.people.press(BIMA.id, { label: "Ya" });
    await settled();
    const presses = [...events.values()].flatMap(({ press }) => (press ? [press] : []));
    expect(presses).toEqual([
      {
        conversation: String(BIMA.id),
        from: { externalId: String(BIMA.id), name: "Bima Santoso" },
        token: "k1abc",
        direct: true,
      },
    ]);
    await expect.poll(() => sandbox.people.answerOf(query.id)).toEqual({ text: "", alert: false });
    // The spinner is stopped once; the second and third answer come too late and are only a line in the log.
    await expect.poll(() => telegram.log.filter(({ level }) => level === "info").length).toBe(2);
  });

  it("of a message that is gone still say which button it was", async () => {
    const { sandbox, channel } = telegram;
    sandbox.people.start(BIMA.id);
    await channel.api.sendMessage(BIMA.id, "x", {
      reply_markup: { inline_keyboard: [[{ text: "Ya", callback_data: "k1" }]] },
    });
    await channel.api.deleteMessage(BIMA.id, 2);
    sandbox.people.press(BIMA.id, { messageId: 2, data: "k1" });
    await settled();
    expect([...events.values()].at(-1)?.press).toMatchObject({ token: "k1", conversation: String(BIMA.id) });
  });

  it("block and unblock are told", async () => {
    telegram.sandbox.people.start(BIMA.id);
    telegram.sandbox.people.block(BIMA.id);
    telegram.sandbox.people.unblock(BIMA.id);
    await settled();
    expect(members).toEqual([`${BIMA.id} ${BIMA.id} false`, `${BIMA.id} ${BIMA.id} true`]);
  });

  it("searches are answered with what this person may find", async () => {
    const [hit] = await telegram.sandbox.people.searchInline(BIMA.id, "your");
    expect(hit).toMatchObject({
      id: "cam_1",
      title: "Glow your",
      input_message_content: { message_text: "<b>Glow</b> Your Way", parse_mode: "HTML" },
    });
    expect(await telegram.sandbox.people.searchInline(RANI.id, "your")).toEqual([]);
    expect(events.size).toBe(0);
  });

  it("the menu is there in both languages, and another one in groups", () => {
    const { sandbox } = telegram;
    expect(sandbox.commands("id", "all_private_chats")).toEqual([
      { command: "kampanye", description: "Buat kampanye" },
    ]);
    expect(sandbox.commands("en", "all_private_chats")).toEqual([{ command: "campaign", description: "New campaign" }]);
    expect(sandbox.commands("", "all_private_chats")).toEqual(sandbox.commands("id", "all_private_chats"));
    expect(sandbox.commands("en", "all_group_chats")).toEqual([{ command: "help", description: "Help" }]);
    expect(telegram.running.username()).toBe("KolegaBot");
  });
});

describe("what is not among the words", () => {
  it("is said with them: the address behind a word, once", async () => {
    const url = "https://www.instagram.com/reel/abc/";
    const behind = (text: string, word: string) => ({
      text,
      entities: [{ type: "text_link", offset: text.indexOf(word), length: word.length, url }],
    });
    telegram.sandbox.people.sendOther(BIMA.id, behind("🎉 ini videonya, kak", "videonya"));
    telegram.sandbox.people.sendOther(BIMA.id, behind(url, url));
    await settled();
    expect(heard()).toEqual([`🎉 ini videonya (${url}), kak`, url]);
  });

  it("is named where it is neither words nor a file, and dropped where Telegram itself speaks", async () => {
    const { people } = telegram.sandbox;
    people.sendOther(BIMA.id, { contact: { phone_number: "628120000199", first_name: "Dewi" } });
    people.sendOther(BIMA.id, { pinned_message: { message_id: 1, date: 0, chat: { id: BIMA.id, type: "private" } } });
    await settled();
    expect(messages().map(({ text, attachments }) => [text, attachments])).toEqual([
      ["", [{ kind: "other", ref: "", name: "contact" }]],
    ]);
  });
});
