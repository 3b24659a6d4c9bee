import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { OutgoingAction, OutgoingCard, OutgoingContent } from "../../bots/runtime/channel.ts";
import { runtimeLocale } from "../../bots/runtime/locale.ts";
import type { Action, Card, MessageContent } from "../../core/cards/card.ts";
import { commonLocale, errorsLocale } from "../../core/i18n/platform-locale.ts";
import { createI18n, type Presenter } from "../../core/i18n/presenter.ts";
import { LOCALES, type Locale } from "../../core/kernel/actor.ts";
import { fromSchema } from "../support/arbitrary.ts";
import { productRegistry } from "../support/product.ts";
import { RENDERINGS } from "./renderings.ts";

/** Another one each run; `CARDS_SEED` repeats a run that failed. */
const seed = Number(process.env.CARDS_SEED ?? Date.now() % 2 ** 31);
const RUNS = 5;
const OUTBOUND = "out_01k9z3v7m5d8w2x4y6t8r0q1p3";

const registry = productRegistry();
const i18n = createI18n([commonLocale, errorsLocale, runtimeLocale, ...registry.locales]);

/** As the delivery hands it over: every button behind a token as long as a real one. */
function ready(content: MessageContent, locale: Locale, template: string): OutgoingContent {
  let made = 0;
  const action = (one: Action): OutgoingAction => {
    made += 1;
    return {
      label: one.label,
      style: one.style ?? "plain",
      kind: one.kind === "link" || one.kind === "say" ? one.kind : "press",
      required: one.required ?? false,
      priority: one.priority ?? 0,
      ...(one.kind === "link" ? { url: one.url } : { token: `k1${String(made).padStart(22, "0")}` }),
      ...(one.kind === "call" ? { ask: one.ask } : {}),
    };
  };
  const card = (one: Card): OutgoingCard => ({ ...one, actions: (one.actions ?? []).map(action) });
  return {
    text: content.text,
    card: content.card && card(content.card),
    cards: content.cards?.map(card),
    locale,
    template,
    outboundId: OUTBOUND,
  };
}

/** What is read, without marks, blanks and their look-alikes: words may be parted between messages, not lost. */
const bare = (text: string): string => text.replace(/https?:\/\//g, "").replace(/[\s\p{C}\uFFFD*_~`ʼ∗ˍ∼ˋ>•…]/gu, "");

function check(content: OutgoingContent, where: string): void {
  const cards = [content.card, ...(content.cards ?? [])].filter((one) => one !== undefined);
  const facts = cards.flatMap((card) => card.facts ?? []);
  const actions = cards.flatMap((card) => card.actions);
  for (const [channel, render] of Object.entries(RENDERINGS)) {
    const at = `${where} on ${channel}`;
    const { words, values, complaints } = render(content);
    expect(complaints, at).toEqual([]);
    const said = bare(words.join("\n"));
    for (const { label, value, required } of facts) {
      if (!required) continue;
      expect(said, `${at}: ${label}`).toContain(bare(value));
      expect(said, at).toContain(bare(label));
    }
    for (const { chart } of cards) if (chart) expect(said, `${at}: a chart's numbers`).toContain(bare(chart.altText));
    const there = ({ token, url }: OutgoingAction): boolean =>
      values.includes(token ?? url ?? "") || (url !== undefined && said.includes(bare(url)));
    for (const action of actions)
      if (action.required) expect([at, action.label, there(action)]).toEqual([at, action.label, true]);
    // What had no room is behind "more", from the first hidden one on.
    const hidden = actions.findIndex((action) => !there(action));
    if (hidden === -1) continue;
    const from = values.map((value) => Number(/^m:.+:(\d+)$/.exec(value)?.[1] ?? Number.NaN)).filter(Number.isInteger);
    expect(Math.min(...from), `${at}: "more" for ${actions[hidden]?.label}`).toBeLessThanOrEqual(hidden);
  }
}

/** Every value of a schema, as content in both languages, on every channel. */
function everywhere<T>(schema: z.ZodType<T>, template: string, make: (value: T, p: Presenter) => MessageContent): void {
  const values = fromSchema(z.toJSONSchema(schema) as never).filter((value) => schema.safeParse(value).success);
  fc.assert(
    fc.property(values, (value) => {
      for (const locale of LOCALES) {
        const content = make(schema.parse(value), i18n.presenter(locale));
        check(ready(content, locale, template), `${template} (${locale})`);
      }
    }),
    { numRuns: RUNS, seed },
  );
}

const shown = registry.useCases.filter(({ expose }) => expose.chat || expose.rest || expose.mcp);

describe(`cards on every channel, in both languages (CARDS_SEED=${seed})`, () => {
  it.each(shown.map((useCase) => [useCase.name, useCase] as const))("of %s", (name, useCase) => {
    everywhere(useCase.output, name, (output, p) => ({
      text: useCase.present.summary(output, p),
      card: useCase.present.card(output, p),
    }));
  });

  it.each(registry.notifications.map((one) => [one.kind, one] as const))("of the news %s", (kind, notification) => {
    everywhere(notification.data, kind, (data, p) => notification.render(data as never, p as never));
  });
});
