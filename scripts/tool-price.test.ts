import { expect, it } from "vitest";
import { productRegistry } from "../test/support/product.ts";
import { LIST_TOKENS_MAX, PRICED_ROLES, priceOf } from "./tool-price.ts";

const registry = productRegistry();

it.each(PRICED_ROLES)("the tool list of a %s is at most 20 tools of less than 6,000 tokens", (role) => {
  const price = priceOf(registry, role);
  expect(price.tools).toBeGreaterThan(2);
  expect(price.tools).toBeLessThanOrEqual(20);
  expect(price.read).toBeGreaterThan(500);
  expect(price.read).toBeLessThan(LIST_TOKENS_MAX);
  expect(price.wire).toBeGreaterThan(price.read);
});
