import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LOCALES } from "../../core/kernel/actor.ts";
import type { OutgoingAction, OutgoingCard, OutgoingContent } from "../runtime/channel.ts";
import { WEB_LIMITS } from "./limits.ts";
import { renderWhatsappWeb, type WebRendered } from "./render.ts";
import { StandIn } from "./testing/stand-in.ts";

const words = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("Setujui", "Tolak", "Undang", "Harga", "Rp1.500.000", "@rani_w_id", "Glow") },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "*tebal* _miring_ ~coret~ `kode`",
      "O'Connor & <b>",
      "سلام",
      "🌟".repeat(30),
      "a\nb",
      " ",
      "**",
    ),
  },
  { weight: 2, arbitrary: fc.string({ minLength: 1, maxLength: 60, unit: "grapheme" }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "kata ".repeat(300),
      "x".repeat(1_500),
      "https://kolega.test/a_b_c?d=*e*",
      "y".repeat(97),
    ),
  },
);
const markdown = fc.oneof(
  words,
  fc.constantFrom(
    "# Judul\n\n- satu\n- **dua**\n\n1. a\n2. b",
    "```\nkode\n```",
    "> kutipan\n> dua",
    "panjang sekali. ".repeat(60),
  ),
);
let serial = 0;
const action: fc.Arbitrary<OutgoingAction> = fc
  .record({
    label: words,
    style: fc.constantFrom("primary" as const, "plain" as const, "danger" as const),
    kind: fc.constantFrom("press" as const, "say" as const, "link" as const),
    required: fc.boolean(),
    priority: fc.nat(9),
  })
  .map((one) => {
    serial += 1;
    return one.kind === "link" ? { ...one, url: `https://kolega.test/l/${serial}` } : { ...one, token: `k1${serial}` };
  });
const card: fc.Arbitrary<OutgoingCard> = fc.record(
  {
    title: words,
    facts: fc.array(fc.record({ label: words, value: words, required: fc.boolean() }), { maxLength: 8 }),
    body: markdown,
    table: fc.record({
      columns: fc.constant([{ label: "Nama" }, { label: "Pengikut" }]),
      rows: fc.array(fc.tuple(words, words), { maxLength: 5 }),
    }),
    chart: fc.record({
      kind: fc.constant("bar" as const),
      title: words,
      xLabels: fc.constant(["Sen", "Sel"]),
      series: fc.constant([{ name: "Tayangan", values: [1, null] }]),
      altText: words,
    }),
    image: fc.constant({ url: "https://kolega.test/p.png", altText: "foto" }),
    actions: fc.array(action, { maxLength: 14 }),
    footer: words,
  },
  { requiredKeys: ["title", "actions"] },
);
const content: fc.Arbitrary<OutgoingContent> = fc.record(
  {
    text: markdown,
    card,
    cards: fc.array(card, { maxLength: 4 }),
    locale: fc.constantFrom(...LOCALES),
    template: fc.constant("reply"),
    outboundId: fc.constant("out_01"),
  },
  { requiredKeys: ["card", "locale", "template", "outboundId"] },
);

/** What is shown, without marks, blanks and their look-alikes: words may be parted between messages, not lost. */
const bare = (text: string): string => text.replace(/https?:\/\//g, "").replace(/[\s*_~`∗ˍ∼ˋ>•…·]/gu, "");
const shownText = (messages: readonly WebRendered[]): string =>
  bare(messages.map((one) => (one.kind === "text" ? one.text : one.kind === "poll" ? one.question : "")).join("\n"));
const cardsOf = (one: OutgoingContent) => [one.card, ...(one.cards ?? [])].filter((each) => each !== undefined);

/** WhatsApp takes it as it is. Throws where it does not. */
function deliver(messages: readonly WebRendered[]): void {
  const whatsapp = new StandIn();
  for (const one of messages) {
    if (one.kind === "text") whatsapp.take("1@c.us", one.text, {});
    else if (one.kind === "poll") whatsapp.take("1@c.us", whatsapp.poll(one.question, one.options), {});
    else whatsapp.take("1@c.us", whatsapp.media({ bytes: new Uint8Array(1), mime: "image/png", name: "a" }), one);
  }
}

describe("rendering for WhatsApp Web", () => {
  it("keeps any card within the limits, with every fact and every action by its number, in both languages", () => {
    fc.assert(
      fc.property(content, fc.boolean(), (one, group) => {
        const messages = renderWhatsappWeb(one, { group });
        deliver(messages);
        const text = shownText(messages);
        let from = 0;
        for (const fact of cardsOf(one).flatMap(({ facts = [] }) => facts)) {
          const at = text.indexOf(bare(`${fact.label}: ${fact.value}`), from);
          expect(at, `${fact.label}: ${fact.value}`).toBeGreaterThanOrEqual(0);
          from = at;
        }
        const actions = cardsOf(one).flatMap((each) => each.actions);
        const options = messages.flatMap((message) => (message.kind === "poll" ? message.options : []));
        let number = 0;
        for (const each of actions) {
          if (each.kind === "link") {
            expect(text).toContain(bare(each.url ?? ""));
            continue;
          }
          number += 1;
          const inPoll = options.find((option) => option.startsWith(`${number}. `));
          expect(bare(inPoll ?? text)).toContain(bare(`${number}. ${each.label}`));
        }
        if (options.length > 0) expect(options).toHaveLength(number);
      }),
      { numRuns: 200 },
    );
  }, 120_000);

  const press = (label: string): OutgoingAction => ({
    label,
    style: "plain",
    kind: "press",
    token: `k1-${label}`,
    required: true,
    priority: 0,
  });
  const reply = (more: Partial<OutgoingContent>): OutgoingContent => ({
    locale: "id",
    template: "reply",
    outboundId: "out_01",
    ...more,
  });
  const inChat = { group: false };

  it("parts what is longer than a message, and loses none of it", () => {
    const body = Array.from({ length: 12_000 }, (_, at) => `kata${at}`).join(" ");
    const messages = renderWhatsappWeb(
      reply({ card: { title: "Panjang", body, actions: [press("a"), press("b")] } }),
      inChat,
    );
    deliver(messages);
    expect(messages.length).toBeGreaterThan(2);
    expect(messages.at(-1)?.kind).toBe("poll");
    expect(shownText(messages)).toContain(bare(body));
  });

  it("asks a short question as one poll, whose options have the numbers that can be typed instead", () => {
    const card = {
      title: "Kirim tawaran?",
      facts: [{ label: "Harga", value: "Rp1.500.000" }],
      actions: [press("Ya"), press("Tidak")],
    };
    expect(renderWhatsappWeb(reply({ card }), inChat)).toEqual([
      { kind: "poll", question: "Kirim tawaran? · Harga: Rp1.500.000", options: ["1. Ya", "2. Tidak"] },
    ]);
  });

  it("says what is longer first, then asks under its title", () => {
    const card = { title: "Tawaran", body: "kata ".repeat(80), actions: [press("Terima"), press("Tolak")] };
    const messages = renderWhatsappWeb(reply({ card }), inChat);
    expect(messages.map(({ kind }) => kind)).toEqual(["text", "poll"]);
    expect(messages[1]).toMatchObject({ question: "Tawaran", options: ["1. Terima", "2. Tolak"] });
  });

  it("numbers the choices of several cards under them, through all of them, and says how to answer", () => {
    const cards = ["Rani", "Dewi"].map((title) => ({ title, actions: [press("Undang"), press("Profil")] }));
    const [message, none] = renderWhatsappWeb(reply({ cards }), inChat);
    expect(none).toBeUndefined();
    expect(message).toEqual({
      kind: "text",
      actions: true,
      text: "*Rani*\n\n*1.* Undang\n*2.* Profil\n\n*Dewi*\n\n*3.* Undang\n*4.* Profil\n\n_Balas dengan angka pilihanmu._",
    });
    const inGroup = renderWhatsappWeb(reply({ cards, locale: "en" }), { group: true })[0];
    expect(inGroup?.kind === "text" && inGroup.text).toContain(
      "_Reply to this message with the number of your choice._",
    );
  });

  it("numbers a single choice, more than a poll holds, and what is too long for an option", () => {
    const kindsOf = (actions: OutgoingAction[]) =>
      renderWhatsappWeb(reply({ card: { title: "Apa?", actions } }), inChat).map(({ kind }) => kind);
    expect(kindsOf([press("Lihat")])).toEqual(["text"]);
    expect(kindsOf(Array.from({ length: 12 }, (_, at) => press(`Pilihan ${at}`)))).toEqual(["poll"]);
    expect(kindsOf(Array.from({ length: 13 }, (_, at) => press(`Pilihan ${at}`)))).toEqual(["text"]);
    expect(kindsOf([press("a"), press("x".repeat(WEB_LIMITS.pollOption))])).toEqual(["text"]);
  });

  it("sends a chart as a picture, and its numbers in words", () => {
    const chart = {
      kind: "bar" as const,
      title: "Tayangan",
      xLabels: ["Sen"],
      series: [{ name: "a", values: [3] }],
      altText: "Senin 3",
    };
    expect(renderWhatsappWeb(reply({ card: { title: "Laporan", chart, actions: [] } }), inChat)).toEqual([
      { kind: "picture", picture: { kind: "chart", chart }, caption: "Tayangan" },
      { kind: "text", text: "*Laporan*\n\nSenin 3", actions: false },
    ]);
  });
});
