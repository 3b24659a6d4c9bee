import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LOCALES } from "../../core/kernel/actor.ts";
import { fillTemplate, templateSchema } from "../../sandbox/whatsapp/templates.ts";
import { complaintAbout } from "../../sandbox/whatsapp/validate.ts";
import type { OutgoingAction, OutgoingCard, OutgoingContent } from "../runtime/channel.ts";
import { type RenderedMessage, withMedia } from "./messages.ts";
import { renderWhatsapp } from "./render.ts";
import { templateDefinitions, templatesFor } from "./templates.ts";

const words = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      "Setujui",
      "Tolak",
      "Undang",
      "Harga",
      "Rp1.500.000",
      "@rani_w_id",
      "5 Des 2026",
      "Glow Your Way",
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "*tebal* _miring_ ~coret~ `kode`",
      "O'Connor & Söns <b>",
      "سلام عليكم",
      "🌟".repeat(30),
      "a\nb",
      " ",
      "**",
      "***x***",
    ),
  },
  { weight: 2, arbitrary: fc.string({ minLength: 1, maxLength: 60, unit: "grapheme" }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "kata ".repeat(300),
      "x".repeat(1_500),
      "https://kolega.test/a_b_c?d=*e*",
      "Lihat detail penawaran lengkap dari semua kreator yang sudah menjawab campaign ini minggu lalu",
    ),
  },
);
const markdown = fc.oneof(
  words,
  fc.constantFrom(
    "# Judul\n\n- satu\n- **dua**\n\n1. a\n2. b",
    "```\nkode\n```",
    "> kutipan\n> dua",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "panjang sekali. ".repeat(700),
  ),
);
let serial = 0;
const action: fc.Arbitrary<OutgoingAction> = fc
  .record({
    label: words,
    style: fc.constantFrom("primary", "plain", "danger"),
    kind: fc.constantFrom("press", "say", "link"),
    required: fc.boolean(),
    priority: fc.nat(9),
  })
  .map((one) => {
    serial += 1;
    if (one.kind === "link") return { ...one, kind: "link", url: `https://kolega.test/l/${serial}` };
    return { ...one, kind: one.kind, token: `k1${String(serial).padStart(22, "0")}` } as OutgoingAction;
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
    template: fc.constantFrom("reply", "posts.submitted", "collaborations.offer_made"),
    outboundId: fc.constant("out_01"),
  },
  { requiredKeys: ["card", "locale", "template", "outboundId"] },
);

const payloadOf = ({ payload, picture }: RenderedMessage) => (picture ? withMedia(payload, "123") : payload);
/** What is shown, without marks, blanks and their look-alikes: words may be parted between messages, not lost. */
const bare = (text: string): string => text.replace(/https?:\/\//g, "").replace(/[\s*_~`∗ˍ∼ˋ>•…]/gu, "");

interface Shown {
  readonly text: string;
  readonly ids: readonly string[];
  readonly labels: readonly string[];
}

function shown(messages: readonly RenderedMessage[]): Shown {
  const texts: string[] = [];
  const ids: string[] = [];
  const labels: string[] = [];
  for (const { payload } of messages) {
    if (payload.type === "text") texts.push(payload.text.body);
    if (payload.type === "image") texts.push(payload.image.caption ?? "");
    if (payload.type !== "interactive") continue;
    const { body, footer, action: choice } = payload.interactive;
    texts.push(body.text, footer?.text ?? "");
    const rows =
      "buttons" in choice ? choice.buttons.map(({ reply }) => reply) : choice.sections.flatMap(({ rows }) => rows);
    for (const row of rows) {
      ids.push(row.id);
      labels.push(`${row.title} ${"description" in row ? (row.description ?? "") : ""}`);
    }
  }
  return { text: bare(texts.join("\n")), ids, labels };
}

const cardsOf = (one: OutgoingContent) => [one.card, ...(one.cards ?? [])].filter((each) => each !== undefined);

describe("rendering for WhatsApp", () => {
  it("keeps any card within the limits, with every required fact and action, in both languages", () => {
    fc.assert(
      fc.property(content, fc.boolean(), (one, pictures) => {
        const messages = renderWhatsapp(one, { pictures });
        for (const message of messages) {
          const body = { messaging_product: "whatsapp", to: "628", ...payloadOf(message) };
          const complaint = complaintAbout(body);
          expect(complaint && `${complaint.message} ${complaint.details}`).toBeUndefined();
        }
        const seen = shown(messages);
        let from = 0;
        for (const { facts = [] } of cardsOf(one)) {
          for (const fact of facts) {
            const at = seen.text.indexOf(bare(`${fact.label}: ${fact.value}`), from);
            expect(at, `${fact.label}: ${fact.value}`).toBeGreaterThanOrEqual(0);
            from = at;
          }
        }
        const actions = cardsOf(one).flatMap((each) => each.actions);
        const pressable = actions.filter(({ kind }) => kind !== "link");
        for (const each of actions) {
          if (each.kind === "link") expect(seen.text).toContain(bare(each.url ?? ""));
          else if (each.required) {
            const at = seen.ids.indexOf(each.token ?? "");
            expect(at, each.label).toBeGreaterThanOrEqual(0);
            expect(bare(seen.labels[at] ?? "") + seen.text).toContain(bare(each.label));
          }
        }
        const places = seen.ids
          .filter((id) => id.startsWith("k1"))
          .map((id) => pressable.findIndex(({ token }) => token === id));
        expect(places).toEqual([...places].sort((a, b) => a - b));
        const more = seen.ids.find((id) => id.startsWith("m:"));
        const missing = actions.findIndex(({ kind, token }) => kind !== "link" && !seen.ids.includes(token ?? ""));
        expect(more).toBe(missing < 0 ? undefined : `m:out_01:${missing}`);
      }),
      { numRuns: 400 },
    );
  }, 120_000);

  it("fits any message into the templates that stand for it outside the window", () => {
    const templates = templateDefinitions().map((one) => templateSchema.parse(one));
    fc.assert(
      fc.property(content, (one) => {
        for (const template of templatesFor(one)) {
          const filled = fillTemplate(templates, template);
          expect(filled.buttons).toEqual([{ title: expect.any(String), payload: "m:out_01:0" }]);
        }
      }),
      { numRuns: 200 },
    );
  });

  const reply = (card: Partial<OutgoingCard>, text?: string): OutgoingContent => ({
    text,
    card: { title: "Tawaran", actions: [], ...card },
    locale: "id",
    template: "reply",
    outboundId: "out_01",
  });
  const bodyOf = ([message]: readonly RenderedMessage[]) =>
    message?.payload.type === "text" ? message.payload.text.body : undefined;
  const press = (label: string, more: Partial<OutgoingAction> = {}): OutgoingAction => ({
    label,
    style: "plain",
    kind: "press",
    token: `k1-${label}`,
    required: false,
    priority: 0,
    ...more,
  });

  it("says words, facts and up to three buttons in one message", () => {
    const messages = renderWhatsapp(
      reply(
        {
          facts: [
            { label: "Harga", value: "Rp1.500.000" },
            { label: "Tenggat", value: "5 Des 2026" },
          ],
          actions: [press("Terima"), press("Tawar"), press("Tolak")],
          footer: "Berlaku 3 hari",
        },
        "Halo **Rani**, ada _tawaran_:",
      ),
    );
    expect(messages).toHaveLength(1);
    expect(messages[0]?.payload).toMatchObject({
      interactive: {
        type: "button",
        body: { text: "Halo *Rani*, ada _tawaran_:\n\n*Tawaran*\n*Harga:* Rp1.500.000\n*Tenggat:* 5 Des 2026" },
        footer: { text: "Berlaku 3 hari" },
        action: {
          buttons: [{ reply: { title: "Terima" } }, { reply: { title: "Tawar" } }, { reply: { title: "Tolak" } }],
        },
      },
    });
  });

  it("sends long words first and the buttons under the title", () => {
    const messages = renderWhatsapp(reply({ body: "kata ".repeat(400), actions: [press("Terima")] }));
    expect(messages.map(({ payload }) => payload.type)).toEqual(["text", "interactive"]);
    expect(messages[1]?.payload).toMatchObject({ interactive: { body: { text: "*Tawaran*" } } });
  });

  it("makes a list of four and more: of cards that have one button each, of buttons under their cards", () => {
    const named = ["Rani", "Sari", "Dewi", "Putri"];
    const several = (labels: readonly string[]) =>
      renderWhatsapp({
        ...reply({}),
        card: undefined,
        cards: named.map((title) => ({
          title,
          actions: labels.map((label) => press(label, { token: `k1-${title}-${label}` })),
        })),
      })[0]?.payload;
    expect(several(["Undang"])).toMatchObject({
      interactive: {
        type: "list",
        action: { button: "Pilih", sections: [{ rows: named.map((title) => ({ title, description: "Undang" })) }] },
      },
    });
    expect(several(["Undang", "Profil"])).toMatchObject({
      interactive: {
        action: {
          sections: named.map((title, index) => ({
            title,
            rows:
              index === 0
                ? [{ title: "Undang" }, { title: "Profil" }]
                : [{ title: `Undang (${index + 1})` }, { title: `Profil (${index + 1})` }],
          })),
        },
      },
    });
  });

  it("puts what is optional beyond nine behind one more row, and makes room for what is required", () => {
    const many = Array.from({ length: 14 }, (_, index) => press(`Pilihan ${index + 1}`));
    const [message, none] = renderWhatsapp(reply({ actions: many }));
    expect(none).toBeUndefined();
    expect(shown([message as RenderedMessage]).ids.at(-1)).toBe("m:out_01:9");
    const required = renderWhatsapp(reply({ actions: many.map((one) => ({ ...one, required: true })) }));
    expect(shown(required).ids).toHaveLength(14);
    expect(required).toHaveLength(2);
  });

  it("puts a chart on top of its buttons, and its numbers in words under it", () => {
    const chart = {
      kind: "bar" as const,
      title: "Tayangan",
      xLabels: ["Sen"],
      series: [{ name: "a", values: [3] }],
      altText: "Senin 3",
    };
    const withButtons = renderWhatsapp(reply({ chart, actions: [press("Lihat")] }));
    expect(withButtons).toHaveLength(1);
    expect(withButtons[0]).toMatchObject({
      picture: { kind: "chart" },
      payload: { interactive: { header: { type: "image" }, body: { text: "*Tawaran*\n\nSenin 3" } } },
    });
    const alone = renderWhatsapp(reply({ chart }));
    expect(alone).toMatchObject([
      { picture: { kind: "chart" }, payload: { type: "image", image: { caption: "*Tawaran*\n\nSenin 3" } } },
    ]);
  });

  it("marks what Markdown marks and nothing that only looks like it", () => {
    const body = (text: string) => bodyOf(renderWhatsapp(reply({ title: "" }, text)));
    expect(body("**tebal** _miring_ ~~coret~~ `kode`")).toBe("*tebal* _miring_ ~coret~ `kode`");
    expect(body("[profil](https://kolega.test/a_b)")).toBe("profil (https://kolega.test/a_b)");
    expect(body("- satu\n- dua")).toBe("• satu\n• dua");
    const fact = (value: string) => bodyOf(renderWhatsapp(reply({ title: "", facts: [{ label: "Akun", value }] })));
    expect(fact("@rani_w_id https://x.test/_a_")).toBe("*Akun:* @rani_w_id https://x.test/_a_");
    expect(fact("*bukan tebal*")).toBe("*Akun:* ∗bukan tebal∗");
  });
});
