import { describe, expect, it } from "vitest";
import { z } from "zod";
import { MODULES } from "../../app/modules.ts";
import { commonLocale, errorsLocale } from "../../core/i18n/platform-locale.ts";
import { createI18n, type LocaleTree } from "../../core/i18n/presenter.ts";
import { ERROR_CODES } from "../../core/kernel/errors.ts";
import { SCOPES } from "../../core/usecase/define.ts";
import { createRegistry } from "../../core/usecase/registry.ts";

const registry = createRegistry(MODULES);
const inputSchema = (useCase: (typeof registry.useCases)[number]): JsonSchema =>
  z.toJSONSchema(useCase.input.strict(), { io: "input" }) as JsonSchema;

interface JsonSchema {
  type?: string;
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  additionalProperties?: unknown;
  description?: string;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  maxLength?: number;
  maxItems?: number;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
}

/** Every schema inside a schema, with its path. */
function* inside(schema: JsonSchema, path: string): Generator<[string, JsonSchema]> {
  yield [path, schema];
  for (const [name, child] of Object.entries(schema.properties ?? {})) yield* inside(child, `${path}.${name}`);
  if (schema.items) yield* inside(schema.items, `${path}[]`);
  for (const child of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) yield* inside(child, path);
}

describe.each(registry.useCases.map((useCase) => [useCase.name, useCase] as const))("%s", (name, useCase) => {
  it("is named, described and exposed within the limits", () => {
    expect(name).toMatch(/^[a-z_]+\.[a-z_]+$/);
    expect(useCase.describe.length).toBeGreaterThan(20);
    expect(useCase.describe.length).toBeLessThanOrEqual(500);
    expect(useCase.rest.path).toMatch(/^\/[a-z0-9/_{}:-]+$/i);
    expect(useCase.access.roles.length).toBeGreaterThan(0);
    expect(SCOPES).toContain(useCase.access.scope);
    for (const code of useCase.errors) expect(ERROR_CODES).toContain(code);
    if (useCase.access.roles.every((role) => role === "system" || role === "operator")) {
      expect(useCase.expose).toEqual({ mcp: false, rest: false, chat: false });
    } else {
      expect(useCase.access.roles).not.toContain("system");
    }
  });

  it("asks for a human where money or many people are concerned, and is idempotent where it changes something", () => {
    if (useCase.effect === "read") expect(useCase.approval).toBeUndefined();
    else expect(useCase.idempotency).toBeDefined();
    const bySystem = useCase.access.roles.every((role) => role === "system" || role === "operator");
    if (useCase.effect === "money" && !bySystem) expect(useCase.approval).toBeDefined();
  });

  it("takes a strict, bounded, described input", () => {
    const schema = inputSchema(useCase);
    expect(schema.type).toBe("object");
    expect(schema.anyOf ?? schema.oneOf).toBeUndefined();
    for (const [path, part] of inside(schema, "input")) {
      const where = `${name} ${path}`;
      if (part.type === "object" && part.properties) expect(part.additionalProperties, where).toBe(false);
      if (part.type === "string" && !part.enum && part.const === undefined && !part.pattern && !part.format) {
        expect(part.maxLength, `${where} has no maxLength`).toBeDefined();
      }
      if (part.type === "array") expect(part.maxItems, `${where} has no maxItems`).toBeDefined();
      if (part.type === "integer" || part.type === "number") {
        expect(part.minimum ?? part.exclusiveMinimum, `${where} may be negative`).toBeGreaterThanOrEqual(0);
        expect(part.maximum, `${where} has no maximum`).toBeLessThanOrEqual(10_000_000_000_000);
      }
    }
    for (const [field, part] of Object.entries(schema.properties ?? {})) {
      const described = part.description ?? part.anyOf?.find((option) => option.description)?.description;
      expect(described, `${name}.${field} is not described`).toBeTruthy();
    }
  });

  it("has an example that its own schema takes, and an output a model can be told of", () => {
    expect(useCase.input.strict().safeParse(useCase.example).error).toBeUndefined();
    expect(() => z.toJSONSchema(useCase.output)).not.toThrow();
  });
});

describe("sentences", () => {
  const locales = [commonLocale, errorsLocale, ...registry.locales];

  function keys(tree: LocaleTree, prefix: string): string[] {
    return Object.entries(tree).flatMap(([key, value]) =>
      typeof value === "string" ? [`${prefix}${key}`] : keys(value, `${prefix}${key}.`),
    );
  }
  it.each(locales.map((locale) => [locale.namespace, locale] as const))(
    "of %s are the same in both languages",
    (_, locale) => {
      expect(keys(locale.id, "").sort()).toEqual(keys(locale.en, "").sort());
    },
  );

  it("name the same values in both languages", () => {
    const placeholders = (text: string): string[] =>
      [...new Set([...text.matchAll(/{{\s*(\w+)/g)].map(([, name]) => name ?? ""))].sort();
    const text = (tree: LocaleTree, key: string): string =>
      key
        .split(".")
        .reduce<LocaleTree | string>(
          (node, part) => (typeof node === "string" ? node : (node[part] ?? "")),
          tree,
        ) as string;
    for (const locale of locales) {
      for (const key of keys(locale.id, "")) {
        expect(placeholders(text(locale.id, key)), `${locale.namespace}.${key}`).toEqual(
          placeholders(text(locale.en, key)),
        );
      }
    }
  });

  it("exist for every error code", () => {
    const i18n = createI18n(locales);
    for (const code of ERROR_CODES) {
      expect(i18n.presenter("id").has(`errors.${code}`), code).toBe(true);
      expect(i18n.presenter("en").has(`errors.${code}`), code).toBe(true);
    }
  });
});
