import fc from "fast-check";

interface JsonSchema {
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  additionalProperties?: JsonSchema | boolean;
  propertyNames?: JsonSchema;
}

/** Words as people write them, with what breaks naive rendering. */
const WORDS = fc.constantFrom(
  "Glow Your Way",
  "Rani Wulandari",
  "O'Connor & Söns <b>",
  "*tebal* _miring_ `kode`",
  "https://www.instagram.com/reel/abc/",
  "سلام",
  "🌟".repeat(20),
  "x".repeat(400),
);
const DAYS = fc.integer({ min: 0, max: 4_000 }).map((day) => new Date(Date.UTC(2024, 0, 1 + day)).toISOString());
/** Fields that hold moments or days are plain strings in the schemas; their names say so. */
const MOMENT = /(At|On|Until|Of)$|^(at|from|to|date|dates|day|now)$/;

/** Values that a JSON Schema (as zod writes it) takes; `name` is the field's, for plain strings that hold dates. */
export function fromSchema(schema: JsonSchema, name = ""): fc.Arbitrary<unknown> {
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return fc.oneof(...options.map((option) => fromSchema(option, name)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.integer({ min: Math.max(schema.minimum ?? 0, -1e9), max: Math.min(schema.maximum ?? 1e9, 1e9) });
    case "number":
      if (/Minor$/.test(name)) return fc.integer({ min: 0, max: 1e9 });
      return fc.double({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 1e9, 1e9), noNaN: true });
    case "string":
      if (name === "currency" && !schema.pattern) return fc.constant("IDR");
      if (/Minor$/.test(name)) return fc.integer({ min: 0, max: 1e9 }).map(String);
      if (schema.format === "date" || (!schema.format && !schema.pattern && MOMENT.test(name)))
        return DAYS.map((day) => (schema.format ? day.slice(0, 10) : day));
      if (schema.format === "date-time") return DAYS;
      if (schema.format === "uri") return fc.constant("https://kolega.test/x");
      if (schema.pattern) return fc.stringMatching(new RegExp(schema.pattern));
      return WORDS.map((word) =>
        Array.from(word.padEnd(schema.minLength ?? 0, "a"))
          .slice(0, schema.maxLength ?? 500)
          .join(""),
      );
    case "array": {
      if (schema.prefixItems) return fc.tuple(...schema.prefixItems.map((item) => fromSchema(item)));
      const max = Math.min(schema.maxItems ?? 4, 4);
      return fc.array(fromSchema(schema.items ?? {}, name), {
        minLength: Math.min(schema.minItems ?? 0, max),
        maxLength: max,
      });
    }
    case "object": {
      const properties = Object.entries(schema.properties ?? {}).map(
        ([key, child]) => [key, fromSchema(child, key)] as const,
      );
      if (properties.length === 0 && typeof schema.additionalProperties === "object") {
        return fc.dictionary(fc.constantFrom("name", "count", "share"), fromSchema(schema.additionalProperties), {
          maxKeys: 3,
        });
      }
      return fc.record(Object.fromEntries(properties), { requiredKeys: (schema.required ?? []) as never[] });
    }
    default:
      return WORDS;
  }
}
