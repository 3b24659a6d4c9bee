import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseHtml } from "../../sandbox/telegram/parse-html.ts";
import type { OutgoingAction, OutgoingCard, OutgoingContent } from "../runtime/channel.ts";
import type { TelegramButton } from "./keyboard.ts";
import { TELEGRAM_LIMITS, TELEGRAM_MEASURE } from "./limits.ts";
import { renderTelegram, type TelegramMessage } from "./render.ts";

const words = fc.oneof(
  { weight: 4, arbitrary: fc.lorem({ maxCount: 8 }) },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "O'Connor & Söns <b>",
      "</b> & &amp; &lt;",
      "*tebal* _miring_ `kode`",
      "<a href='x'>",
      "🌟".repeat(40),
      "سلام",
      "x".repeat(5_000),
      "kata ".repeat(1_500),
      "\ud83d",
    ),
  },
);
const markdown = fc.oneof(
  words,
  fc.constantFrom(
    "# Judul\n\nSatu **dua _tiga_** ~~empat~~ `lima` [enam](https://x.id/a?b=1&c=2)\n\n> kutipan\n> > dalam\n\n- a\n- b\n  1. c\n  2. d\n\n```\nkode <b>\n```",
    "[x](http://localhost:3000/a) dan [y](javascript:alert(1)) dan http://x.id",
    Array.from({ length: 300 }, (_, index) => `- **butir ${index}** dengan \`kode\``).join("\n"),
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "<script>alert(1)</script>",
  ),
  fc.array(words, { maxLength: 6 }).map((parts) => parts.join("\n\n")),
);
const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });
let tokens = 0;
const action: fc.Arbitrary<OutgoingAction> = fc
  .record({
    label: fc.oneof(
      fc.lorem({ maxCount: 3 }),
      fc.constantFrom("Setujui", "Tolak", "Minta revisi kepada kreator ini", "<b>"),
    ),
    style: fc.constantFrom("primary", "danger", "plain"),
    kind: fc.constantFrom("press", "link", "say"),
    url: fc.constantFrom("https://kolega.id/x?a=1&b=2", "http://localhost:3000/approvals/apr_1"),
    required: fc.boolean(),
    priority: fc.integer({ min: 0, max: 99 }),
  })
  .map(({ url, ...rest }): OutgoingAction => {
    tokens += 1;
    const { label, style, kind, required, priority } = rest;
    const common = { label, style: style as "plain", required, priority };
    return kind === "link"
      ? { ...common, kind: "link", url }
      : { ...common, kind: kind as "press", token: `k1${tokens}` };
  });
const card: fc.Arbitrary<OutgoingCard> = fc.record({
  title: words,
  tone: fc.constantFrom("neutral", "good", "warning", "bad", undefined),
  facts: optional(fc.array(fc.record({ label: words, value: words, required: fc.boolean() }), { maxLength: 30 })),
  body: optional(markdown),
  table: optional(
    fc.integer({ min: 1, max: 5 }).chain((width) =>
      fc.record({
        columns: fc.array(fc.record({ label: fc.lorem({ maxCount: 2 }), align: fc.constantFrom("start", "end") }), {
          minLength: width,
          maxLength: width,
        }),
        rows: fc.array(fc.array(fc.lorem({ maxCount: 3 }), { minLength: width, maxLength: width }), { maxLength: 12 }),
      }),
    ),
  ) as fc.Arbitrary<OutgoingCard["table"]>,
  chart: optional(
    fc.record({
      kind: fc.constant("bar" as const),
      title: words,
      xLabels: fc.constant(["a"]),
      series: fc.constant([{ name: "s", values: [1] }]),
      altText: words,
    }),
  ),
  image: optional(fc.record({ url: fc.constant("https://x.id/p.png"), altText: words })),
  footer: optional(words),
  actions: fc.array(action, { maxLength: 40 }),
});
const content: fc.Arbitrary<OutgoingContent> = fc.record({
  text: optional(markdown),
  card: optional(card),
  cards: optional(fc.array(card, { maxLength: 4 })),
  locale: fc.constantFrom("id" as const, "en" as const),
  template: fc.constant("reply"),
  outboundId: fc.constantFrom("out_01k9z3v7m5d8w2x4y6t8r0q1p3", `out_${"a".repeat(26)}:out_${"b".repeat(26)}`),
});

const buttonsOf = (messages: readonly TelegramMessage[]): TelegramButton[] =>
  messages.flatMap((message) => message.keyboard?.flat() ?? []);
const dataOf = (button: TelegramButton): string => ("callback_data" in button ? button.callback_data : "");
/** Only what can be seen counts: spaces, marks and the bullets of lists move. */
const seen = (text: string): string => text.replace(/[\s\p{C}\uFFFD]/gu, "");

describe("a card on Telegram", () => {
  it("is within every limit, can be parsed, and loses no required fact and no required action", () => {
    fc.assert(
      fc.property(content, (one) => {
        const messages = renderTelegram(one);
        for (const message of messages) {
          const limit = message.picture ? TELEGRAM_LIMITS.captionLength : TELEGRAM_LIMITS.textLength;
          const parsed = parseHtml(message.html);
          expect(parsed.text.length).toBeLessThanOrEqual(limit);
          expect(parsed.entities.length).toBeLessThanOrEqual(TELEGRAM_LIMITS.entities);
          expect(message.plain.length).toBeLessThanOrEqual(limit);
          if (!message.picture) expect(parsed.text).not.toBe("");
          const rows = message.keyboard ?? [];
          expect(rows.flat().length).toBeLessThanOrEqual(TELEGRAM_LIMITS.keyboardButtons);
          for (const row of rows) expect(row.length).toBeLessThanOrEqual(TELEGRAM_MEASURE.rowButtons);
          for (const button of rows.flat()) {
            expect(button.text.trim()).not.toBe("");
            if ("callback_data" in button) {
              expect(Buffer.byteLength(button.callback_data)).toBeLessThanOrEqual(TELEGRAM_LIMITS.callbackDataBytes);
            }
          }
        }
        const said = seen(messages.map(({ html }) => parseHtml(html).text).join(""));
        const plain = seen(messages.map((message) => message.plain).join(""));
        const cards = [one.card, ...(one.cards ?? [])].filter((each) => each !== undefined);
        for (const each of cards) {
          for (const fact of each.facts?.filter(({ required }) => required) ?? []) {
            const line = seen(`${fact.label}:${fact.value}`);
            expect(said).toContain(line);
            expect(plain).toContain(line);
          }
          if (each.chart) expect(said).toContain(seen(each.chart.altText));
        }
        const actions = cards.flatMap((each) => each.actions);
        const buttons = buttonsOf(messages);
        const hidden = actions.findIndex(
          (each) => each.token !== undefined && !buttons.some((button) => dataOf(button) === each.token),
        );
        for (const each of actions) {
          if (each.kind === "link") {
            const there = buttons.some((button) => "url" in button && button.url === each.url);
            if (each.required) expect(there || said.includes(seen(each.url ?? "?"))).toBe(true);
          } else if (each.required) {
            expect(buttons.some((button) => dataOf(button) === each.token)).toBe(true);
          }
        }
        // What is not shown is behind "more", from the first hidden one on.
        if (hidden >= 0) {
          const more = buttons
            .map((button) => /^m:.*:(\d+)$/.exec(dataOf(button))?.[1])
            .filter((from) => from !== undefined);
          expect(Math.min(...more.map(Number))).toBeLessThanOrEqual(hidden);
        }
      }),
      { numRuns: 150 },
    );
  });

  const simple = (actions: number, extra: Partial<OutgoingCard> = {}): OutgoingContent => ({
    locale: "en",
    template: "reply",
    outboundId: "out_1",
    card: {
      title: "Budget",
      facts: [{ label: "Amount", value: "Rp2.000.000", required: true }],
      actions: Array.from({ length: actions }, (_, index) => ({
        label: `Choice ${index}`,
        style: "plain",
        kind: "press",
        token: `k${index}`,
        required: false,
        priority: 100 - index,
      })),
      ...extra,
    },
  });

  it("puts the least important actions behind one button that says so", () => {
    const buttons = buttonsOf(renderTelegram(simple(30)));
    expect(buttons).toHaveLength(TELEGRAM_MEASURE.shownButtons);
    expect(buttons.at(-1)).toEqual({ text: "More…", callback_data: "m:out_1:19" });
  });

  it("writes facts as lines under a bold title", () => {
    expect(renderTelegram(simple(0))[0]?.html).toBe("<b>Budget</b>\n<b>Amount:</b> Rp2.000.000");
  });

  it("is one photo with a caption where everything fits, else a photo and a text", () => {
    const chart = { kind: "bar" as const, title: "Views", xLabels: [], series: [], altText: "Mon 1, Tue 2" };
    const [photo, ...none] = renderTelegram(simple(1, { chart }));
    expect(none).toEqual([]);
    expect(photo).toMatchObject({ picture: { chart }, keyboard: [[{ text: "Choice 0" }]] });
    expect(photo?.html).toContain("Mon 1, Tue 2");
    const long = renderTelegram(simple(1, { chart, body: "kata ".repeat(300) }));
    expect(long.map((message) => [message.picture !== undefined, message.keyboard !== undefined])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it("shows a narrow table as columns and a wide one as bullets", () => {
    const table = (cell: string) => ({
      columns: [{ label: "Name" }, { label: "Views", align: "end" as const }],
      rows: [[cell, "12"]],
    });
    expect(renderTelegram(simple(0, { table: table("Rani") }))[0]?.html).toContain(
      "<pre>Name  Views\nRani     12</pre>",
    );
    const wide = renderTelegram(simple(0, { table: table("A very long name that no phone shows in a column") }));
    expect(wide[0]?.html).toContain("• <b>A very long name that no phone shows in a column</b> – Views: 12");
  });

  it("writes an address that Telegram refuses as text", () => {
    const link = { label: "Open", style: "plain", kind: "link", required: true, priority: 1 } as const;
    const [message] = renderTelegram(simple(0, { actions: [{ ...link, url: "http://localhost:3000/x" }] }));
    expect(message?.keyboard).toBeUndefined();
    expect(message?.html).toContain("<b>Open</b> http://localhost:3000/x");
  });
});
