import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import {
  BIMA,
  GROUP,
  openTestTelegram,
  RANI,
  TELEGRAM_BOT,
  type TestTelegram,
  type TestTelegramOptions,
} from "../../test/support/telegram.ts";
import { ChannelError, type OutgoingAction, type OutgoingContent, type Target } from "../runtime/channel.ts";
import { createTelegramChannel } from "./channel.ts";
import { Pace } from "./pace.ts";

const receiver = { message: async () => "accepted" as const, press: async () => "accepted" as const };
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

let telegram: TestTelegram;

async function open(options: Partial<TestTelegramOptions> = {}): Promise<TestTelegram> {
  telegram = await openTestTelegram({ receiver, ...options });
  for (const person of [BIMA, RANI]) telegram.sandbox.people.start(person.id);
  await telegram.sandbox.updates.settled();
  return telegram;
}

afterEach(async () => {
  await telegram.close();
});

const chat = (id: number | string = BIMA.id): Target => ({
  account: String(TELEGRAM_BOT.id),
  conversation: String(id),
});
const content = (rest: Partial<OutgoingContent>): OutgoingContent => ({
  locale: "id",
  template: "reply",
  outboundId: "out_1",
  ...rest,
});
const button = (label: string, token: string): OutgoingAction => ({
  label,
  token,
  style: "plain",
  kind: "press",
  required: true,
  priority: 1,
});
const card = (title: string, ...labels: string[]) => ({
  title,
  actions: labels.map((label) => button(label, `k1${label}`)),
});
const last = (id: number = BIMA.id) => telegram.sandbox.messages(id).at(-1);
const texts = (id: number = BIMA.id) =>
  telegram.sandbox
    .messages(id)
    .filter((message) => message.from === TELEGRAM_BOT.id)
    .map((message) => message.text ?? message.caption);
const failure = async (work: Promise<unknown>): Promise<ChannelError> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ChannelError)) throw new Error("no ChannelError");
  return error;
};

describe("sending", () => {
  it("splits a long text into messages, in order, and puts the buttons under the last", async () => {
    await open();
    const lines = Array.from({ length: 900 }, (_, index) => `baris ke-${index}`);
    const receipts = await telegram.channel.send(
      chat(),
      content({ text: lines.join("\n\n"), card: card("Lanjut?", "Ya") }),
      "out_1",
    );
    expect(receipts.length).toBeGreaterThan(2);
    expect(receipts.map((receipt) => receipt.actions)).toEqual([...receipts.slice(1).map(() => undefined), true]);
    expect(texts().join("\n\n")).toBe(`${lines.join("\n\n")}\n\nLanjut?`);
    expect(last()?.keyboard?.flat()).toMatchObject([{ text: "Ya", callback_data: "k1Ya" }]);
  });

  it("draws a chart as a photo with its numbers in the caption", async () => {
    await open();
    const chart = {
      kind: "bar" as const,
      title: "Tayangan",
      xLabels: ["Sen", "Sel"],
      series: [{ name: "Tayangan", values: [1, 2] }],
      altText: "Sen 1, Sel 2",
    };
    await telegram.channel.send(chat(), content({ card: { ...card("Laporan", "Buka"), chart } }), "out_1");
    expect(last()).toMatchObject({ caption: "Laporan\n\nSen 1, Sel 2", media: { kind: "photo" } });
    expect(last()?.keyboard?.flat()).toHaveLength(1);
  });

  it("shows a picture of the web when it can be had, and its words when not", async () => {
    await open({ channelOptions: { fetchPicture: async (url) => (url.endsWith("yes") ? PNG : undefined) } });
    const image = (url: string) => ({ ...card("Post"), image: { url, altText: "Sampul" } });
    await telegram.channel.send(chat(), content({ card: image("https://x.id/yes") }), "out_1");
    expect(last()).toMatchObject({ caption: "Post\n\nSampul", media: { kind: "photo" } });
    await telegram.channel.send(chat(), content({ card: image("https://x.id/no") }), "out_2");
    expect(last()).toMatchObject({ text: "Post\n\nSampul" });
  });

  it("goes without marks when the server cannot read them", async () => {
    await open();
    const { api } = telegram.channel;
    // A server that does not know a tag which ours knows: the only way to get there.
    api.config.use((previous, method, payload, signal) => {
      const marked = "parse_mode" in payload && payload.parse_mode === "HTML" && "text" in payload;
      return previous(method, marked ? { ...payload, text: `<new>${payload.text}</new>` } : payload, signal);
    });
    await telegram.channel.send(chat(), content({ text: "**Halo** <b> [x](https://x.id)" }), "out_1");
    expect(last()).toMatchObject({ text: "Halo <b> x (https://x.id)" });
    const [receipt] = await telegram.channel.send(chat(), content({ text: "**satu**" }), "out_2");
    await telegram.channel.edit(receipt ? [receipt] : [], content({ text: "**dua**" }));
    expect(last()).toMatchObject({ text: "dua" });
  });

  it("is refused by somebody who stopped the bot, or never started it", async () => {
    await open();
    telegram.sandbox.people.block(BIMA.id);
    expect(await failure(telegram.channel.send(chat(), content({ text: "Halo" }), "out_1"))).toMatchObject({
      outcome: "refused",
      message: "telegram send: 403 Forbidden: bot was blocked by the user",
    });
    telegram.sandbox.addPerson({ id: 42, firstName: "New", languageCode: "en" });
    expect((await failure(telegram.channel.send(chat(42), content({ text: "Halo" }), "out_2"))).outcome).toBe(
      "refused",
    );
    expect((await failure(telegram.channel.send(chat(43), content({ text: "Halo" }), "out_3"))).message).toContain(
      "chat not found",
    );
  });

  it("obeys retry_after, and asks nothing of a chat that has to wait", async () => {
    await open();
    telegram.sandbox.fault({ kind: "429", method: "sendMessage", retryAfterSeconds: 7 });
    const first = await failure(telegram.channel.send(chat(), content({ text: "Halo" }), "out_1"));
    expect(first).toMatchObject({ outcome: "retry", retryAfterMs: 7_000 });
    const calls = telegram.sandbox.calls.length;
    const second = await failure(telegram.channel.send(chat(), content({ text: "Halo" }), "out_1"));
    expect(second.outcome).toBe("retry");
    expect(second.retryAfterMs).toBeGreaterThan(6_000);
    expect(telegram.sandbox.calls.length).toBe(calls);
    await telegram.channel.send(chat(RANI.id), content({ text: "Halo" }), "out_2");
  });

  it("goes on where it stopped when a later part had to wait: nothing twice, and fresh buttons", async () => {
    await open();
    const cards = (mark: string) => [1, 2].map((number) => card(`Kartu ${number}`, `${mark}${number}`));
    telegram.sandbox.fault({ kind: "429", method: "", retryAfterSeconds: 1, times: 1 });
    await failure(telegram.channel.send(chat(), content({ cards: cards("a") }), "out_1"));
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    // The first part goes out, the second is told to wait.
    telegram.sandbox.fault({ kind: "drop_request", method: "getMe" });
    const { api } = telegram.channel;
    let sends = 0;
    api.config.use((previous, method, payload, signal) => {
      if (method === "sendMessage") sends += 1;
      if (method === "sendMessage" && sends === 2) {
        telegram.sandbox.fault({ kind: "429", method: "sendMessage", retryAfterSeconds: 1 });
      }
      return previous(method, payload, signal);
    });
    expect((await failure(telegram.channel.send(chat(), content({ cards: cards("b") }), "out_1"))).outcome).toBe(
      "retry",
    );
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const receipts = await telegram.channel.send(chat(), content({ cards: cards("c") }), "out_1");
    expect(texts()).toEqual(["Kartu 1", "Kartu 2"]);
    expect(telegram.sandbox.buttons(BIMA.id).map(({ callback_data }) => callback_data)).toEqual(["k1c1", "k1c2"]);
    expect(receipts).toHaveLength(2);
  });

  it("does not know when the answer is lost after the message was written", async () => {
    await open();
    telegram.sandbox.fault({ kind: "drop_answer", method: "sendMessage" });
    expect((await failure(telegram.channel.send(chat(), content({ text: "Halo" }), "out_1"))).outcome).toBe("unknown");
    expect(texts()).toEqual(["Halo"]);
    telegram.sandbox.fault({ kind: "html502", method: "sendMessage" });
    expect((await failure(telegram.channel.send(chat(), content({ text: "Halo" }), "out_2"))).outcome).toBe("unknown");
    telegram.sandbox.fault({ kind: "500", method: "sendMessage" });
    expect((await failure(telegram.channel.send(chat(), content({ text: "Halo" }), "out_3"))).outcome).toBe("retry");
  });

  it("tries again when nobody was there to ask", async () => {
    await open();
    const free = createServer();
    await new Promise<void>((resolve) => free.listen(0, "127.0.0.1", resolve));
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    const away = createTelegramChannel({
      token: TELEGRAM_BOT.token,
      apiRoot: `http://127.0.0.1:${port}`,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    });
    const error = await failure(away.send(chat(), content({ text: "rahasia" }), "out_1"));
    expect(error.outcome).toBe("retry");
    expect(JSON.stringify([error.message, error.stack, error.cause])).not.toMatch(/SANDBOX|rahasia/);
  });

  it("keeps to its topic in a forum, and follows a group that became a supergroup", async () => {
    const moved: string[] = [];
    await open({ channelOptions: { onMoved: (_account, from, to) => moved.push(`${from} ${to}`) } });
    const [inTopic] = await telegram.channel.send(chat(`${GROUP.id}:7`), content({ text: "Di topik" }), "out_1");
    expect(last(GROUP.id)).toMatchObject({ text: "Di topik", threadId: 7 });
    expect(inTopic?.conversation).toBe(`${GROUP.id}:7`);
    telegram.sandbox.people.migrate(BIMA.id, GROUP.id, -1_009);
    const receipts = await telegram.channel.send(chat(GROUP.id), content({ text: "Pindah" }), "out_2");
    expect(last(-1_009)).toMatchObject({ text: "Pindah" });
    expect(receipts[0]?.conversation).toBe("-1009");
    expect(moved).toEqual([`${GROUP.id} -1009`]);
  });
});

describe("editing", () => {
  it("gives the message with the buttons its outcome, and the same outcome again is no failure", async () => {
    await open();
    const receipts = await telegram.channel.send(
      chat(),
      content({ text: "kata ".repeat(900), card: card("Setujui?", "Ya", "Tidak") }),
      "out_1",
    );
    expect(receipts.map((receipt) => receipt.actions)).toEqual([undefined, undefined, true]);
    const before = texts().slice(0, 2);
    for (const _ of [1, 2]) await telegram.channel.edit(receipts, content({ text: "**Disetujui** oleh Sari" }));
    expect(texts()).toEqual([...before, "Disetujui oleh Sari"]);
    expect(telegram.sandbox.buttons(BIMA.id)).toEqual([]);
  });

  it("changes the caption of a photo, and says a long outcome anew", async () => {
    await open({ channelOptions: { fetchPicture: async () => PNG } });
    const image = { url: "https://x.id/a.png", altText: "Sampul" };
    const receipts = await telegram.channel.send(chat(), content({ card: { ...card("Post", "Ya"), image } }), "out_1");
    await telegram.channel.edit(receipts, content({ text: "Disetujui" }));
    expect(last()).toMatchObject({ caption: "Disetujui", messageId: Number(receipts[0]?.messageId) });
    const long = "kata ".repeat(400).trim();
    const second = await telegram.channel.send(chat(), content({ card: { ...card("Post", "Ya"), image } }), "out_2");
    await telegram.channel.edit(second, content({ text: long }));
    expect(last()?.text).toBe(long);
    expect(telegram.sandbox.buttons(BIMA.id)).toEqual([]);
  });

  it("keeps the other cards of a list and the buttons that still decide", async () => {
    await open();
    const receipts = await telegram.channel.send(
      chat(),
      content({ cards: [card("Satu", "a"), card("Dua", "b")] }),
      "out_1",
    );
    await telegram.channel.edit(receipts, content({ cards: [card("Satu: disetujui"), card("Dua", "c")] }));
    expect(texts().join("|")).toContain("Dua");
    expect(telegram.sandbox.buttons(BIMA.id).map(({ callback_data }) => callback_data)).toEqual(["k1c"]);
  });

  it("says the outcome anew when the message is gone", async () => {
    await open();
    const receipts = await telegram.channel.send(chat(), content({ card: card("Setujui?", "Ya") }), "out_1");
    await telegram.channel.api.deleteMessage(BIMA.id, Number(receipts[0]?.messageId));
    await telegram.channel.edit(receipts, content({ text: "Disetujui" }));
    expect(texts()).toEqual(["Disetujui"]);
  });

  it("tries again when an edit has no answer: it is the same twice", async () => {
    await open();
    const receipts = await telegram.channel.send(chat(), content({ card: card("Setujui?", "Ya") }), "out_1");
    telegram.sandbox.fault({ kind: "drop_answer", method: "editMessageText" });
    expect((await failure(telegram.channel.edit(receipts, content({ text: "Disetujui" })))).outcome).toBe("retry");
    await telegram.channel.edit(receipts, content({ text: "Disetujui" }));
    expect(texts()).toEqual(["Disetujui"]);
  });
});

describe("the rest", () => {
  it("downloads a file by its id, and refuses one that is too big", async () => {
    await open({ sandboxOptions: { limits: { chatBurst: 100, downloadBytes: 1_000 } } });
    const { sandbox, channel } = telegram;
    const file = (bytes: Uint8Array) => ({
      kind: "document" as const,
      file: { bytes, mime: "application/pdf", name: "a.pdf" },
    });
    sandbox.people.sendFile(BIMA.id, file(Buffer.from("%PDF-1.7")));
    const { bytes, mime } = (await channel.download?.("", last()?.media?.fileId ?? "")) ?? {
      bytes: Buffer.of(),
      mime: "",
    };
    expect([Buffer.from(bytes).toString(), mime]).toEqual(["%PDF-1.7", "application/pdf"]);
    sandbox.people.sendFile(BIMA.id, file(Buffer.alloc(2_000)));
    const big = await failure(channel.download?.("", last()?.media?.fileId ?? "") ?? Promise.resolve());
    expect(big.outcome).toBe("refused");
    expect((await failure(channel.download?.("", "unknown") ?? Promise.resolve())).outcome).toBe("refused");
  });

  it("types until it is switched off", async () => {
    await open();
    const actions = () => telegram.sandbox.calls.filter(({ method }) => method === "sendChatAction").length;
    telegram.channel.typing?.(chat(), true);
    await expect.poll(actions).toBe(1);
    telegram.channel.typing?.(chat(), false);
  });

  it("tells one person of a group by an alert over their press, else in private", async () => {
    await open();
    await telegram.channel.send(chat(GROUP.id), content({ card: card("Setujui?", "Ya") }), "out_1");
    const { query } = telegram.sandbox.people.press(RANI.id, { chatId: GROUP.id, label: "Ya" });
    await telegram.sandbox.updates.settled();
    await telegram.channel.whisper?.(chat(GROUP.id), String(RANI.id), "Tombol ini bukan untukmu");
    expect(telegram.sandbox.people.answerOf(query.id)).toEqual({ text: "Tombol ini bukan untukmu", alert: true });
    await telegram.channel.whisper?.(chat(GROUP.id), String(RANI.id), "Lagi");
    expect(texts(RANI.id)).toEqual(["Lagi"]);
    expect(texts(GROUP.id)).toEqual(["Setujui?"]);
  });

  it("keeps its own pace: a burst, then one a second, and a long wait is the outbox's", async () => {
    let now = 0;
    const waits: number[] = [];
    const pace = new Pace(
      () => now,
      async (ms) => {
        waits.push(ms);
        now += ms;
      },
    );
    for (const _ of [1, 2, 3, 4, 5, 6]) await pace.take("5");
    expect(waits).toEqual([1_000, 1_000]);
    const group = async (): Promise<void> => {
      for (let message = 0; message < 40; message += 1) {
        now += 1_000;
        await pace.take("-7");
      }
    };
    expect(await failure(group())).toMatchObject({ outcome: "retry" });
  });

  it("leaves no secret and no words in the log", async () => {
    await open();
    telegram.sandbox.fault({ kind: "429", method: "answerCallbackQuery" });
    await telegram.channel.send(chat(), content({ card: card("Rahasia?", "Ya") }), "out_1");
    telegram.sandbox.people.press(BIMA.id, { label: "Ya" });
    await telegram.sandbox.updates.settled();
    await expect.poll(() => telegram.log.length).toBe(1);
    expect(JSON.stringify(telegram.log)).not.toMatch(/SANDBOX|Rahasia|secret/);
  });
});
