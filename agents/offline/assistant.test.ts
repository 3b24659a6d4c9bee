import { expect, it } from "vitest";
import type { LocaleTree } from "../../core/i18n/presenter.ts";
import { createRegistry } from "../../core/usecase/registry.ts";
import { productRegistry } from "../../test/support/product.ts";
import { createOfflineAssistant } from "./assistant.ts";
import { PLANNER_USE_CASES } from "./intent-plan.ts";
import { assistantLocale } from "./locale.ts";

const executor = { execute: () => Promise.reject(new Error("not part of this test")) };

it("names only use cases that the product has", () => {
  const registry = productRegistry();
  expect(PLANNER_USE_CASES.filter((name) => !registry.find(name))).toEqual([]);
});

it("refuses to start over a registry that lacks them, and names all of them", () => {
  expect(() => createOfflineAssistant({ registry: createRegistry([]), executor })).toThrow(
    /campaigns\.create.*posts\.approve/,
  );
});

it("says the same things in both languages", () => {
  const keys = (tree: LocaleTree, at = ""): string[] =>
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === "string" ? [`${at}${key}`] : keys(value, `${at}${key}.`),
    );
  expect(keys(assistantLocale.en)).toEqual(keys(assistantLocale.id));
});
