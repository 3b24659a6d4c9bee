import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Action, Card } from "../../core/cards/card.ts";
import { commonLocale, errorsLocale } from "../../core/i18n/platform-locale.ts";
import { createI18n } from "../../core/i18n/presenter.ts";
import { findBlockErrors, findViewErrors } from "../../sandbox/slack/blocks.ts";
import { fromSchema } from "../../test/support/arbitrary.ts";
import { productRegistry } from "../../test/support/product.ts";
import type { OutgoingAction, OutgoingCard, OutgoingContent } from "../runtime/channel.ts";
import { homeView } from "./home.ts";
import { formView } from "./modal.ts";
import { renderSlack } from "./render.ts";

const RUNS = 200;
const words = fc.oneof(
  fc.lorem({ maxCount: 12 }),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }),
  fc.constantFrom(
    "<!channel> & *x*",
    "O'Connor <b>",
    "سلام عليكم",
    "🌟".repeat(90),
    "y".repeat(2_500),
    "a\nb",
    "` ``` `",
    "<@U0AYU>",
  ),
);
const long = fc.lorem({ maxCount: 2_500 });
const locale = fc.constantFrom("id" as const, "en" as const);

const action: fc.Arbitrary<OutgoingAction> = fc
  .record({
    label: words,
    style: fc.constantFrom("primary" as const, "danger" as const, "plain" as const),
    kind: fc.constantFrom("press" as const, "link" as const, "say" as const),
    required: fc.boolean(),
    priority: fc.integer({ min: 0, max: 9 }),
    id: fc.nat(),
  })
  .map(({ id, ...rest }) => ({
    ...rest,
    ...(rest.kind === "link" ? { url: `https://kolega.test/${id}` } : { token: `tok${id}` }),
  }));

const card: fc.Arbitrary<OutgoingCard> = fc.record(
  {
    title: words,
    tone: fc.constantFrom("neutral" as const, "good" as const, "warning" as const, "bad" as const),
    facts: fc.array(fc.record({ label: words, value: fc.oneof(words, long), required: fc.boolean() }), {
      maxLength: 25,
    }),
    body: fc.oneof(words, long),
    table: fc.record({
      columns: fc.array(fc.record({ label: words }), { maxLength: 24 }),
      rows: fc.array(fc.array(words, { maxLength: 24 }), { maxLength: 120 }),
    }),
    chart: fc.record({
      kind: fc.constantFrom("line" as const, "bar" as const),
      title: words,
      xLabels: fc.constant(["a"]),
      series: fc.constant([{ name: "x", values: [1] }]),
      altText: fc.oneof(words, long),
    }),
    image: fc.record({ url: fc.constantFrom("https://x.test/a.png", "data:image/png;base64,xx"), altText: words }),
    actions: fc.array(action, { maxLength: 40 }),
    footer: fc.oneof(words, long),
  },
  { requiredKeys: ["title", "actions"] },
);

const content: fc.Arbitrary<OutgoingContent> = fc.record(
  {
    text: fc.oneof(words, long),
    card,
    cards: fc.array(card, { maxLength: 3 }),
    locale,
    template: fc.constant("reply"),
    outboundId: fc.constant("out_0123456789abcdef0123456789"),
  },
  { requiredKeys: ["locale", "template", "outboundId", "card"] },
);

/** What a reader sees, without marks, escapes and spaces. */
function seen(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replaceAll("ʼ", "`")
    .replace(/[\s*…]/g, "");
}

function checkContent(
  rendered: ReturnType<typeof renderSlack>,
  cards: readonly OutgoingCard[],
  outboundId: string,
): void {
  for (const message of rendered) {
    const blocks = message.blocks.map((block, index) =>
      message.charts.some((chart) => chart.index === index) ? { ...block, slack_file: { id: "F1" } } : block,
    );
    expect(findBlockErrors(blocks, "message")).toEqual([]);
    expect(message.text.length).toBeGreaterThan(0);
    expect(message.text.length).toBeLessThanOrEqual(4_000);
  }
  const all = seen(
    rendered
      .flatMap((message) => message.blocks)
      .flatMap((block) => [block.text, ...((block.fields as unknown[] | undefined) ?? [])])
      .map((part) => (part as { text?: string } | undefined)?.text ?? "")
      .join(""),
  );
  const buttons = rendered
    .flatMap((message) => message.blocks)
    .flatMap((block) => (block.type === "actions" ? (block.elements as Record<string, unknown>[]) : []));
  const values = new Set(buttons.map((button) => button.value ?? button.url));
  let before = 0;
  for (const one of cards) {
    for (const fact of one.facts ?? []) {
      if (fact.required) expect(all).toContain(seen(fact.value.trim()));
    }
    const hidden: number[] = [];
    one.actions.forEach((made, index) => {
      if (values.has(made.token ?? made.url)) return;
      if (made.kind === "link" && all.includes(seen(made.url ?? ""))) return;
      expect(made.required).toBe(false);
      hidden.push(before + index);
    });
    if (hidden.length > 0) expect(values).toContain(`m:${outboundId}:${hidden[0]}`);
    before += one.actions.length;
  }
}

describe("renderSlack", () => {
  it("keeps Slack's limits and everything required, whatever the card", () => {
    fc.assert(
      fc.property(content, (made) => {
        const cards = [made.card, ...(made.cards ?? [])].filter((one) => one !== undefined);
        checkContent(renderSlack(made), cards, made.outboundId);
        expect(findViewErrors(homeView(made, "D0AYU")).filter((error) => !error.includes("slack_file"))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  }, 120_000);

  it("shows every card of every use case in both languages", () => {
    const registry = productRegistry();
    const i18n = createI18n([commonLocale, errorsLocale, ...registry.locales]);
    const people = registry.useCases.filter(({ expose }) => expose.chat || expose.rest || expose.mcp);
    for (const useCase of people) {
      const output = fromSchema(z.toJSONSchema(useCase.output) as never).filter(
        (value) => useCase.output.safeParse(value).success,
      );
      fc.assert(
        fc.property(output, locale, (value, language) => {
          const p = i18n.presenter(language);
          const made = useCase.output.parse(value);
          const shown = useCase.present.card(made, p);
          const ready = prepared(shown);
          const body = {
            locale: language,
            template: "reply",
            outboundId: "out_1",
            text: useCase.present.summary(made, p),
          };
          checkContent(renderSlack({ ...body, card: ready }), [ready], "out_1");
        }),
        { numRuns: 6 },
      );
    }
  }, 120_000);

  it("keeps a card in one message and parts only what is too long", () => {
    const small: OutgoingCard = { title: "Kecil", actions: [] };
    const filler = Array.from({ length: 40 }, (_, index) => `Paragraf ${index} ${"kata ".repeat(60)}`).join("\n\n");
    const messages = renderSlack({ text: filler, card: small, locale: "id", template: "reply", outboundId: "o" });
    expect(messages.length).toBeGreaterThan(1);
    expect(messages.at(-1)?.blocks.at(-1)).toMatchObject({ type: "header" });
  });

  it("asks before what cannot be taken back, and leaves mentions powerless", () => {
    const [message] = renderSlack({
      text: "<!channel> <@U0AYU>",
      card: {
        title: "x",
        actions: [{ label: "Hapus", style: "danger", kind: "press", token: "t", required: true, priority: 0 }],
      },
      locale: "en",
      template: "reply",
      outboundId: "o",
    });
    expect(JSON.stringify(message?.blocks)).not.toMatch(/<!channel>|<@U0AYU>/);
    expect(message?.blocks.at(-1)).toMatchObject({
      elements: [{ style: "danger", confirm: { confirm: { text: "Yes" } } }],
    });
  });
});

describe("formView", () => {
  it("is a window that Slack opens, whatever is asked", () => {
    const field = fc.record(
      {
        name: fc.stringMatching(/^[a-z]{1,20}$/),
        label: words,
        kind: fc.constantFrom("text" as const, "long_text" as const, "amount" as const, "choice" as const),
        required: fc.boolean(),
        maxLength: fc.integer({ min: 1, max: 10_000 }),
        choices: fc.array(fc.record({ value: fc.lorem({ maxCount: 3 }), label: words }), {
          minLength: 1,
          maxLength: 130,
        }),
      },
      { requiredKeys: ["name", "label", "kind"] },
    );
    const fields = fc.uniqueArray(field, { selector: ({ name }) => name, maxLength: 12 });
    fc.assert(
      fc.property(words, words, fields, locale, (title, submitLabel, asked, language) => {
        const view = formView({
          title,
          submitLabel,
          fields: asked,
          token: "t".repeat(22),
          conversation: "C0GLOW:1.2",
          locale: language,
        });
        expect(findViewErrors(view)).toEqual([]);
        expect(Object.keys(JSON.parse(String(view.private_metadata)))).toEqual(["token", "conversation"]);
      }),
      { numRuns: RUNS },
    );
  });
});

function prepared(shown: Card): OutgoingCard {
  return {
    ...shown,
    actions: (shown.actions ?? []).map((one: Action, index) => ({
      label: one.label,
      style: one.style ?? "plain",
      kind: one.kind === "link" || one.kind === "say" ? one.kind : "press",
      required: one.required ?? false,
      priority: one.priority ?? 0,
      ...(one.kind === "link" ? { url: one.url } : { token: `tok${index}` }),
    })),
  };
}
