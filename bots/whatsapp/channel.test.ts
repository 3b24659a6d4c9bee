import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HOUR_MS, ManualClock } from "../../core/kernel/clock.ts";
import { openWhatsappLine, RANI, type WhatsappLine } from "../../test/support/whatsapp.ts";
import { ChannelError, type OutgoingContent, type Target } from "../runtime/channel.ts";
import type { Receiver } from "../runtime/receiver.ts";

const SARI = { id: "ID.sari0002", phone: "628120000102", name: "Sari", shows: "id" } as const;
const DEWI = { id: "ID.dewi0003", phone: "628120000103", name: "Dewi", shows: "phone" } as const;
const receiver: Receiver = { message: async () => "accepted", press: async () => "accepted" };

let line: WhatsappLine;
let rates: ManualClock;
let pictures: Map<string, { bytes: Uint8Array; type: string }>;

beforeEach(async () => {
  rates = new ManualClock(new Date());
  pictures = new Map();
  line = await openWhatsappLine(receiver, {
    sandbox: { people: [RANI, SARI, DEWI], rateClock: rates },
    channel: { fetchPicture: async (url) => pictures.get(url), timeoutMs: 2_000 },
  });
  for (const { id } of [RANI, SARI, DEWI]) line.sandbox.person(id).say("halo");
  await line.sandbox.webhooks.settled();
});
afterEach(async () => {
  await line.close();
});

const content = (more: Partial<OutgoingContent> = {}): OutgoingContent => ({
  text: "Halo dari Kolega",
  locale: "id",
  template: "reply",
  outboundId: "out_1",
  ...more,
});
const target = (conversation: string): Target => ({ account: "1", conversation, lastUserMessageAt: line.clock.now() });
let sent = 0;
const send = (to = target(RANI.id), what = content()) => {
  sent += 1;
  return line.channel.send(to, what, `out_${sent}`);
};
const failure = async (): Promise<{ outcome: string; retryAfterMs?: number; message: string }> => {
  const error = await send().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ChannelError)) throw new Error("it did not fail");
  return { outcome: error.outcome, retryAfterMs: error.retryAfterMs, message: error.message };
};
const views = (id: string = RANI.id) =>
  line.sandbox
    .person(id)
    .received()
    .map(({ view }) => view);

describe("sending through WhatsApp", () => {
  it("reaches people by their business-scoped id, and those who have none yet by their number", async () => {
    const [receipt] = await send(target(SARI.id));
    expect(receipt).toMatchObject({
      channel: "whatsapp",
      conversation: SARI.id,
      billed: 1,
      messageId: expect.stringMatching(/^wamid\./),
    });
    await send(target(DEWI.phone));
    expect(views(SARI.id)).toHaveLength(1);
    expect(views(DEWI.id)).toHaveLength(1);
    expect(line.sandbox.person(SARI.id).received()[0]?.raw).toMatchObject({ recipient: SARI.id });
    expect(line.sandbox.person(DEWI.id).received()[0]?.raw).toMatchObject({ to: DEWI.phone });
  });

  it("uses the template of its kind once the window is closed, with a button that opens it again", async () => {
    const to = target(RANI.id);
    line.clock.advance(24 * HOUR_MS - 4 * 60_000);
    const offer = content({
      template: "collaborations.offer_made",
      text: undefined,
      card: { title: "Glow Your Way", facts: [{ label: "Harga", value: "Rp1.500.000" }], actions: [] },
    });
    const receipts = await send(to, offer);
    expect(receipts).toMatchObject([{ billed: 1, actions: true }]);
    expect(views()).toMatchObject([{ template: true, buttons: [{ id: "m:out_1:0", title: "Lihat" }] }]);
    expect(views()[0]?.text).toMatch(/^Kamu mendapat tawaran kerja sama: Glow Your Way\n\nHarga: Rp1\.500\.000\n\n/);
    // English readers and kinds without a template of their own get theirs.
    await send(to, { ...offer, locale: "en", template: "something.else" });
    expect(views()[1]?.text).toMatch(/^News from Kolega: Glow Your Way/);
  });

  it("falls back to the general template when that of the kind is not approved", async () => {
    await line.close();
    const { templateDefinitions } = await import("./templates.ts");
    line = await openWhatsappLine(receiver, {
      sandbox: { templates: templateDefinitions().filter(({ name }) => name === "kolega_generic") },
    });
    await send({ account: "1", conversation: RANI.id }, content({ template: "posts.submitted" }));
    expect(views()[0]?.text).toMatch(/^Kabar dari Kolega: /);
  });

  it("believes WhatsApp when it says at the send that the window is closed", async () => {
    line.sandbox.hoursPass(30);
    const receipts = await send();
    expect(receipts).toHaveLength(1);
    expect(views()).toMatchObject([{ template: true }]);
    line.sandbox.behaviour.apiFaults.push({ kind: "code", code: 131047 }, { kind: "code", code: 131047 });
    expect(await failure()).toMatchObject({ outcome: "refused" });
  });

  it("says what a failed send means", async () => {
    const { apiFaults } = line.sandbox.behaviour;
    const cases: [number, object][] = [
      [130429, { outcome: "retry", retryAfterMs: 10_000 }],
      [131056, { outcome: "retry", retryAfterMs: 30_000 }],
      [131000, { outcome: "retry" }],
      [190, { outcome: "retry", retryAfterMs: 60_000 }],
      [131026, { outcome: "refused" }],
      [131048, { outcome: "refused" }],
      [131049, { outcome: "refused" }],
      [132001, { outcome: "refused" }],
      [100, { outcome: "refused" }],
    ];
    for (const [code, expected] of cases) {
      apiFaults.push({ kind: "code", code });
      const { message, ...said } = await failure();
      expect(said, String(code)).toMatchObject(expected);
      expect(message).toBe(`WhatsApp error ${code}`);
    }
    for (const kind of ["lost_answer", "garbage", "cut"] as const) {
      apiFaults.push({ kind });
      expect((await failure()).outcome, kind).toBe("unknown");
    }
    // Two of the three arrived: that is what unknown means.
    expect(views()).toHaveLength(2);
    await expect(send(target("628999"))).rejects.toMatchObject({ outcome: "refused", code: 131026 });
    await line.close();
    // A connection that was kept alive may break under the request; one that never comes about cannot.
    await failure();
    expect((await failure()).outcome).toBe("retry");
  });

  it("keeps to the pace of one person, and says when to come back", async () => {
    for (let index = 0; index < 45; index += 1) {
      rates.advance(20);
      await send();
    }
    expect(await failure()).toMatchObject({ outcome: "retry", retryAfterMs: 30_000 });
    await expect(send(target(SARI.id))).resolves.toHaveLength(1);
    rates.advance(30_000);
    await expect(send()).resolves.toHaveLength(1);
  });

  it("does not send the first part again when the second failed", async () => {
    const long = content({
      text: "kata ".repeat(500),
      card: {
        title: "Pilih",
        actions: [{ label: "Ya", style: "plain", kind: "press", token: "k1-ya", required: true, priority: 0 }],
      },
    });
    const { apiFaults } = line.sandbox.behaviour;
    const hold = line.channel.send(target(RANI.id), long, "out_long");
    await hold;
    expect(views()).toHaveLength(2);
    // The next message of two parts: its second part meets a limit, its repeat has a fresh token.
    const original = apiFaults.shift.bind(apiFaults);
    let asked = 0;
    apiFaults.shift = () => {
      asked += 1;
      return asked === 2 ? { kind: "code", code: 131056 } : original();
    };
    await expect(line.channel.send(target(RANI.id), long, "out_again")).rejects.toMatchObject({ outcome: "retry" });
    const receipts = await line.channel.send(target(RANI.id), long, "out_again");
    expect(receipts).toHaveLength(2);
    expect(views()).toHaveLength(4);
  });

  it("uploads charts and photographs, and comes in words alone when a photograph cannot be had", async () => {
    const chart = {
      kind: "bar" as const,
      title: "Tayangan",
      xLabels: ["Sen", "Sel"],
      series: [{ name: "Tayangan", values: [10, 20] }],
      altText: "Senin 10, Selasa 20",
    };
    await send(target(RANI.id), content({ text: undefined, card: { title: "Hasil", chart, actions: [] } }));
    const [view] = views();
    expect(view).toMatchObject({ mediaKind: "image", text: "*Hasil*\n\nSenin 10, Selasa 20" });
    const media = await line.channel.download?.("1", view?.mediaId ?? "");
    expect(media?.mime).toBe("image/png");
    expect(
      Buffer.from(media?.bytes ?? [])
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");

    const photo = (url: string) =>
      content({ text: "Rani", card: { title: "Rani", image: { url, altText: "foto" }, actions: [] } });
    pictures.set("https://cdn.test/good.jpg", { bytes: Buffer.from([0xff, 0xd8, 0xff]), type: "image/jpeg" });
    pictures.set("https://cdn.test/odd.webp", { bytes: Buffer.from("RIFF"), type: "image/webp" });
    for (const name of ["good.jpg", "odd.webp", "gone.jpg"])
      await send(target(RANI.id), photo(`https://cdn.test/${name}`));
    expect(
      views()
        .slice(1)
        .map(({ mediaKind }) => mediaKind),
    ).toEqual(["image", undefined, undefined]);
    expect(views()[3]?.text).toBe("Rani\n\n*Rani*");
  });

  it("marks what it answers as read and shows that it types, and cannot edit", async () => {
    line.channel.typing?.(target(RANI.id), true);
    await expect.poll(() => line.sandbox.person(RANI.id).messages()[0]?.status).toBe("read");
    await expect(line.channel.edit([], content())).rejects.toMatchObject({ outcome: "refused" });
    expect(line.channel.capabilities).toMatchObject({ edit: false, buttons: true, forms: "steps" });
  });

  it("says nothing of who, what and with which token in its errors", async () => {
    const { apiFaults } = line.sandbox.behaviour;
    for (const kind of ["garbage", "cut"] as const) {
      apiFaults.push({ kind });
      const { message } = await failure();
      for (const secret of [RANI.phone, RANI.id, line.sandbox.account.accessToken, "Halo"])
        expect(message).not.toContain(secret);
    }
  });
});
