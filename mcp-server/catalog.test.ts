import type { JsonSchemaType } from "@modelcontextprotocol/server";
import { AjvJsonSchemaValidator } from "@modelcontextprotocol/server/validators/ajv";
import { describe, expect, it } from "vitest";
import type { Actor, Role } from "../core/kernel/actor.ts";
import { outputSchemaOf } from "../core/usecase/json-schema.ts";
import { productRegistry } from "../test/support/product.ts";
import { createToolCatalog } from "./catalog.ts";
import { shorten } from "./shorten.ts";

function actorWith(role: Role): Actor {
  return { kind: "client", id: "x", displayName: "x", roles: [role], scopes: ["*"], locale: "id", via: "mcp" };
}

function validatorOf(schema: unknown) {
  return new AjvJsonSchemaValidator().getValidator(schema as JsonSchemaType);
}

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

  it.each(catalog.tools.map((tool) => [tool.definition.name, tool] as const))(
    "the short schemas of %s take all that the whole ones take",
    (_name, { useCase, definition, input }) => {
      const short = validatorOf(definition.inputSchema);
      expect(short(useCase.example)).toMatchObject({ valid: true });
      expect(short({ ...useCase.example, nobodyKnowsThis: 1 }).valid).toBe(false);
      expect(Object.keys(definition.inputSchema.properties ?? {})).toEqual(Object.keys(input.properties ?? {}));
      expect(definition.inputSchema.required ?? []).toEqual(input.required ?? []);
      const required = (outputSchemaOf(useCase).required ?? []) as string[];
      const answer = Object.fromEntries(required.map((field) => [field, null]));
      const answers = validatorOf(definition.outputSchema);
      expect(answers(answer).valid).toBe(true);
      const waiting = { status: "waiting_for_approval", approvalId: "apr_1", facts: [], expiresAt: "", url: "" };
      if (useCase.approval) expect(answers(waiting).valid).toBe(true);
    },
  );

  it("says a large part once: updating a campaign points at creating one", () => {
    const list = catalog.listFor(actorWith("brand_manager"));
    const brief = (name: string): unknown => list.find((tool) => tool.name === name)?.inputSchema.properties?.brief;
    expect(brief("campaigns_create")).toMatchObject({ type: "object", properties: { keyMessages: { type: "array" } } });
    expect(brief("campaigns_update")).toEqual({ type: "object", description: "As `brief` of campaigns_create" });
    expect(catalog.find("campaigns_update")?.input.properties).toMatchObject({
      brief: { type: "object", properties: {} },
    });
  });
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
