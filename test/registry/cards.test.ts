import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { MODULES } from "../../app/modules.ts";
import type { Card } from "../../core/cards/card.ts";
import { commonLocale, errorsLocale } from "../../core/i18n/platform-locale.ts";
import { createI18n } from "../../core/i18n/presenter.ts";
import { LOCALES } from "../../core/kernel/actor.ts";
import { createRegistry } from "../../core/usecase/registry.ts";
import { fromSchema } from "../support/arbitrary.ts";

const registry = createRegistry(MODULES);
const i18n = createI18n([commonLocale, errorsLocale, ...registry.locales]);
/** A card must fit in a handful of messages on the channel with the least room. */
const CARD_MAX = 12_000;

/** What any channel needs of a card: words, no unknown keys of the dictionary, buttons that lead somewhere. */
function check(card: Card, where: string): void {
  expect(card.title.trim(), where).not.toBe("");
  const said = JSON.stringify(card);
  expect(said.length, `${where} is too long`).toBeLessThan(CARD_MAX * 4);
  expect(said, where).not.toMatch(/"undefined"|\bNaN\b|\{\{\w+\}\}|\[object Object\]/);
  for (const fact of card.facts ?? []) {
    expect(fact.label.trim(), where).not.toBe("");
    expect(fact.label, `${where}: a key that is in no dictionary`).not.toMatch(/^[a-z]+\.[a-z_]+(\.[a-z_]+)*$/);
  }
  for (const row of card.table?.rows ?? []) expect(row.length, where).toBe(card.table?.columns.length);
  if (card.chart) expect(card.chart.altText.trim(), `${where}: a chart without words`).not.toBe("");
  for (const action of card.actions ?? []) {
    expect(action.label.trim(), where).not.toBe("");
    if (action.kind !== "call") continue;
    const target = registry.find(action.useCase);
    expect(target, `${where}: a button to ${action.useCase}`).toBeDefined();
    for (const field of [...Object.keys(action.input), ...(action.ask ?? []).map((ask) => ask.name)]) {
      expect(Object.keys(target?.input.shape ?? {}), `${where}: ${action.useCase}.${field}`).toContain(field);
    }
  }
}

const people = registry.useCases.filter((useCase) => useCase.expose.chat || useCase.expose.rest || useCase.expose.mcp);

describe.each(people.map((useCase) => [useCase.name, useCase] as const))("card of %s", (name, useCase) => {
  it("says whatever the output may be, in both languages", () => {
    const output = fromSchema(z.toJSONSchema(useCase.output) as never).filter(
      (value) => useCase.output.safeParse(value).success,
    );
    fc.assert(
      fc.property(output, (value) => {
        for (const locale of LOCALES) {
          const p = i18n.presenter(locale);
          const parsed = useCase.output.parse(value);
          check(useCase.present.card(parsed, p), `${name} (${locale})`);
          expect(useCase.present.summary(parsed, p).trim(), name).not.toBe("");
          expect(JSON.stringify(useCase.present.model(parsed)), name).not.toMatch(/NaN/);
        }
      }),
      { numRuns: 12 },
    );
  });
});

describe.each(registry.notifications.map((one) => [one.kind, one] as const))(
  "notification %s",
  (kind, notification) => {
    it("says whatever its data may be, in both languages", () => {
      const data = fromSchema(z.toJSONSchema(notification.data) as never).filter(
        (value) => notification.data.safeParse(value).success,
      );
      fc.assert(
        fc.property(data, (value) => {
          for (const locale of LOCALES) {
            const content = notification.render(notification.data.parse(value), i18n.presenter(locale));
            expect(content.text ?? content.card, kind).toBeTruthy();
            for (const card of [content.card, ...(content.cards ?? [])]) if (card) check(card, `${kind} (${locale})`);
          }
        }),
        { numRuns: 12 },
      );
    });
  },
);
