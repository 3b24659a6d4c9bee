import { expect, it } from "vitest";
import type { AskField } from "../../core/cards/card.ts";
import { productRegistry } from "../../test/support/product.ts";
import { askForm } from "./forms-ask.ts";

const registry = productRegistry();
const kindsOf = (useCase: string, names: readonly string[]): unknown => {
  const ask = names.map((name): AskField => ({ name, label: name, kind: "text" }));
  const form = askForm(registry, { id: "tok", action: { kind: "call", useCase, input: {}, label: "Isi", ask } });
  return form?.steps.map(({ kind }) => kind);
};

it("asks for a day where a field takes nothing but days, and for words where digits will do as well", () => {
  expect(kindsOf("campaigns.update", ["name", "startsOn", "endsOn"])).toEqual(["text", "date", "date"]);
  expect(kindsOf("payouts.set_account", ["accountNumber", "holderName"])).toEqual(["text", "text"]);
});
