import { afterEach, describe, expect, expectTypeOf, it } from "vitest";
import type { Client, Message, PollVote } from "whatsapp-web.js";
import type { OutgoingAction, OutgoingContent } from "../runtime/channel.ts";
import { Pace } from "./pace.ts";
import type { WebClient, WebMessage, WebVote } from "./port.ts";
import { type LineOptions, openWebLine, readyLine, type WebLine } from "./testing/line.ts";
import { ACCOUNT } from "./testing/stand-in.ts";

const RANI = "628120000101@c.us";
const PNG = Buffer.from("iVBORw0KGgo=", "base64");
const lines: WebLine[] = [];
const line = async (options: LineOptions = {}): Promise<WebLine> => {
  const opened = await readyLine(options);
  lines.push(opened);
  return opened;
};
afterEach(async () => {
  for (const one of lines.splice(0)) await one.close();
});

const target = { account: ACCOUNT, conversation: RANI };
const says = (text: string): OutgoingContent => ({ text, locale: "id", template: "reply", outboundId: "out_01" });
const press = (label: string): OutgoingAction => ({
  label,
  style: "plain",
  kind: "press",
  token: `k1-${label}`,
  required: true,
  priority: 0,
});
const offer: OutgoingContent = {
  card: { title: "Tawaran", body: "kata ".repeat(80), actions: [press("Terima"), press("Tolak")] },
  locale: "id",
  template: "reply",
  outboundId: "out_01",
};
const sent = (one: WebLine) => one.whatsapp.sentTo(RANI).map(({ type, body }) => `${type} ${body}`);

it("asks of the library what its own client has", () => {
  expectTypeOf<Client>().toExtend<WebClient>();
  expectTypeOf<Message>().toExtend<WebMessage>();
  expectTypeOf<PollVote>().toExtend<WebVote>();
});

describe("sending", () => {
  it("answers a receipt for each message; the one with the choices can be told, by its row too", async () => {
    const one = await line();
    const receipts = await one.channel.send(target, offer, "out_01");
    expect(one.whatsapp.sentTo(RANI).map(({ type, options }) => [type, options])).toEqual([
      ["chat", []],
      ["poll_creation", ["1. Terima", "2. Tolak"]],
    ]);
    expect(receipts.map(({ actions, messageId }) => [actions, one.rows.get(messageId)])).toEqual([
      [undefined, "out_01"],
      [true, "out_01"],
    ]);
  });

  it("waits in the outbox while it is not connected, longer and longer", async () => {
    const one = openWebLine();
    lines.push(one);
    await expect(one.channel.send(target, says("halo"), "out_01")).rejects.toMatchObject({
      outcome: "retry",
      message: "whatsapp-web: not connected",
      retryAfterMs: 15_000,
    });
    expect(one.whatsapp.clients).toEqual([]);
  });

  it("sends nothing from another number to people who never wrote to it", async () => {
    const one = await line();
    const other = { ...target, account: "628999" };
    await expect(one.channel.send(other, says("halo"), "out_01")).rejects.toMatchObject({ outcome: "refused" });
  });

  it("finds a message that was sent but not confirmed, late or never", async () => {
    for (const fault of ["late", "lost", "broken after"] as const) {
      const one = await line();
      one.whatsapp.faults.push(fault);
      const [receipt] = await one.channel.send(target, says(`halo ${fault}`), "out_01");
      expect(sent(one), fault).toEqual([`chat halo ${fault}`]);
      expect(receipt?.messageId).toBe(one.whatsapp.sentTo(RANI)[0]?.id);
    }
  });

  it("tries again what was not sent, and sends no part twice", async () => {
    const one = await line();
    one.whatsapp.faults.push("late", "broken");
    await expect(one.channel.send(target, offer, "out_01")).rejects.toMatchObject({ outcome: "retry" });
    const receipts = await one.channel.send(target, offer, "out_01");
    expect(one.whatsapp.sentTo(RANI).map(({ type }) => type)).toEqual(["chat", "poll_creation"]);
    expect(receipts).toHaveLength(2);
  });

  it("says that it does not know when the page answers nothing any more", async () => {
    const one = await line({ times: { silentMs: 60_000 } });
    one.whatsapp.client.frozen = true;
    await expect(one.channel.send(target, says("halo"), "out_01")).rejects.toMatchObject({ outcome: "unknown" });
  }, 15_000);

  it("writes to the chat as WhatsApp names it, where that is not how we know it", async () => {
    const one = await line();
    one.channel.noteArrival("90001@lid", RANI);
    await one.channel.send({ ...target, conversation: "90001@lid" }, says("halo"), "out_01");
    expect(sent(one)).toEqual(["chat halo"]);
  });

  it("sends charts and photographs, and the words alone where a photograph cannot be had", async () => {
    const chart = {
      kind: "bar" as const,
      title: "Tayangan",
      xLabels: ["Sen"],
      series: [{ name: "a", values: [3] }],
      altText: "Senin 3",
    };
    const card = { title: "Konten", image: { url: "https://x.test/p.png", altText: "foto" }, chart, actions: [] };
    const content: OutgoingContent = { card, locale: "id", template: "reply", outboundId: "out_01" };
    const one = await line({ fetchPicture: async () => ({ bytes: PNG, type: "image/png" }) });
    await one.channel.send(target, content, "out_01");
    const [photograph, drawn] = one.whatsapp.sentTo(RANI);
    expect(photograph?.file?.data).toBe(PNG.toString("base64"));
    expect(
      Buffer.from(drawn?.file?.data ?? "", "base64")
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");
    expect(sent(one)).toEqual(["image ", "image Tayangan", "chat *Konten*\n\nSenin 3"]);
    const without = await line({ fetchPicture: async () => ({ bytes: PNG, type: "image/svg+xml" }) });
    expect(await without.channel.send(target, content, "out_01")).toHaveLength(2);
  });
});

describe("what else it does", () => {
  it("changes its own words as long as WhatsApp lets it, and says so when it does not", async () => {
    const one = await line();
    const receipts = await one.channel.send(target, says("lama"), "out_01");
    await one.channel.edit(receipts, says("baru"));
    expect(sent(one)).toEqual(["chat baru"]);
    const poll = await one.channel.send(target, offer, "out_02");
    await expect(one.channel.edit(poll, says("Diterima"))).rejects.toMatchObject({ outcome: "refused" });
  });

  it("fetches a file that somebody sent, once it is asked for", async () => {
    const one = await line();
    const file = { mimetype: "application/pdf", data: Buffer.from("%PDF").toString("base64") };
    const message = one.whatsapp.write(RANI, "", { type: "document", file });
    expect(await one.channel.download?.(ACCOUNT, message.id)).toEqual({
      bytes: Buffer.from("%PDF"),
      mime: "application/pdf",
    });
    const large = one.whatsapp.write(RANI, "", { type: "document", file, raw: { size: 26 * 1_048_576 } });
    await expect(one.channel.download?.(ACCOUNT, large.id)).rejects.toMatchObject({ outcome: "refused" });
    await expect(one.channel.download?.(ACCOUNT, "gone")).rejects.toMatchObject({ outcome: "refused" });
  });

  it("shows that it read and is typing, until the last turn of the chat is over", async () => {
    const one = await line();
    one.channel.typing?.(target, true);
    one.channel.typing?.(target, true);
    one.channel.typing?.(target, false);
    await new Promise((done) => setTimeout(done, 20));
    expect(one.whatsapp.typing).toEqual([`seen ${RANI}`, `typing ${RANI}`]);
    one.channel.typing?.(target, false);
    await new Promise((done) => setTimeout(done, 20));
    expect(one.whatsapp.typing.at(-1)).toBe(`still ${RANI}`);
  });
});

describe("the pace", () => {
  it("is a message a second at most, whoever they are for, and longer waits are the outbox's", async () => {
    let now = Date.parse("2026-12-01T08:00:00Z");
    const at: number[] = [];
    const sentOn = new Map<string, number>();
    const pace = new Pace({
      gapMs: 1_000,
      perDay: 1_000,
      counter: {
        sentOn: (day) => sentOn.get(day) ?? 0,
        count: (day) => void sentOn.set(day, (sentOn.get(day) ?? 0) + 1),
      },
      now: () => now,
      sleep: async (ms) => void at.push(ms),
      random: () => 0,
    });
    for (let message = 0; message < 6; message += 1) await pace.take();
    expect(at).toEqual([1_000, 2_000, 3_000, 4_000, 5_000]);
    await expect(pace.take()).rejects.toMatchObject({ outcome: "retry", retryAfterMs: 6_000 });
    now += 6_000;
    await pace.take();
    expect(sentOn.get("2026-12-01")).toBe(7);
  });

  it("ends for the day at the limit, also after a restart, and tells the operator once", async () => {
    const told: string[] = [];
    const one = await line({ perDay: 2 });
    await one.channel.send(target, says("satu"), "out_01");
    await one.channel.send(target, says("dua"), "out_02");
    await expect(one.channel.send(target, says("tiga"), "out_03")).rejects.toMatchObject({ outcome: "retry" });
    const pace = new Pace({ gapMs: 1, perDay: 2, counter: one.folder.counter, onUsedUp: (day) => void told.push(day) });
    await expect(pace.take()).rejects.toMatchObject({ message: "whatsapp-web: today's messages are used up" });
    await expect(pace.take()).rejects.toBeDefined();
    expect(told).toEqual([new Date().toISOString().slice(0, 10)]);
    expect(sent(one)).toEqual(["chat satu", "chat dua"]);
  });
});
