import { describe, expect, it } from "vitest";
import { MEMBER_ROLES, type Role } from "../core/kernel/actor.ts";
import { productRegistry } from "../test/support/product.ts";
import { createToolCatalog } from "./catalog.ts";
import { shorten } from "./shorten.ts";

const catalog = createToolCatalog(productRegistry());

describe("the product's tools", () => {
  it.each(catalog.tools.map((tool) => [tool.definition.name, tool] as const))(
    "%s is fit for every host",
    (name, { definition }) => {
      expect(name).toMatch(/^[a-z][a-z0-9_]{2,63}$/);
      expect(definition.description?.length).toBeLessThanOrEqual(600);
      expect(definition.inputSchema.type).toBe("object");
      expect(definition.outputSchema?.type).toBe("object");
      // Some hosts refuse unions at the top of an input.
      for (const word of ["anyOf", "oneOf", "allOf", "$ref"]) expect(definition.inputSchema).not.toHaveProperty(word);
      for (const [field, schema] of Object.entries(definition.inputSchema.properties ?? {})) {
        expect((schema as { description?: string }).description, field).toBeTruthy();
      }
    },
  );

  it.each([...MEMBER_ROLES, "influencer" as const])(
    "a %s sees at most 20 tools, of at most 14,000 tokens",
    (role: Role) => {
      const list = catalog.listFor({
        kind: role === "influencer" ? "influencer" : "client",
        id: "x",
        displayName: "x",
        roles: [role],
        scopes: ["*"],
        locale: "id",
        via: "mcp",
      });
      expect(list.length).toBeLessThanOrEqual(20);
      const read = list.map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
      expect(JSON.stringify(read).length / 4).toBeLessThan(14_000);
    },
  );
});

describe("shorten", () => {
  it("leaves what fits, halves the longest list, then cuts texts", () => {
    const small = { items: [1, 2, 3] };
    expect(shorten(small, 100)).toEqual({ value: small, leftOut: [] });
    const long = { few: ["a", "b"], page: { rows: Array.from({ length: 100 }, (_, i) => `row ${i}`) } };
    const cut = shorten(long, 300);
    expect(JSON.stringify(cut.value).length).toBeLessThanOrEqual(300);
    expect(cut.value).toMatchObject({ few: ["a", "b"] });
    expect(cut.leftOut).toEqual(["page.rows: 75/100"]);
    expect(long.page.rows).toHaveLength(100);
    const text = shorten({ body: "x".repeat(5_000), id: "cmp_1" }, 1_000);
    expect(JSON.stringify(text.value).length).toBeLessThanOrEqual(1_000);
    expect(text).toMatchObject({ value: { id: "cmp_1" }, leftOut: ["…"] });
  });
});
