import type { JsonSchema } from "../core/usecase/json-schema.ts";

/** What every list asks for in the same words; said once, shorter. */
const SAID_SHORTER: Readonly<Record<string, string>> = {
  dryRun: "Only say what would happen",
  idempotencyKey: "Same on a retry",
  limit: "Rows",
  cursor: "`nextCursor` of the page before",
};
/** Bounds that only cost: what breaks them is refused with its field's name. */
const INPUT_NOISE = new Set(["pattern", "maxLength", "minLength", "maxItems", "minItems", "format"]);
/** Bounds beyond this are there against nonsense, not to be read. */
const BOUND_WORTH_READING = 1_000;
/** A part this long, in characters, is said once a list. */
const SHARED_FROM = 300;
const OUTPUT_FIELDS = 3;

/**
 * The input schema as the tool list carries it: without what a model has no use for. Calls are still judged by the whole
 * schema (`find_tools` answers that one), so everything the whole one takes fits the short one too.
 */
export function compactInput(schema: JsonSchema): JsonSchema {
  return { ...shortInput(schema, 0, new Set()), additionalProperties: false };
}

/**
 * Says a large part that an earlier tool of the list has in the same words (the brief of creating and updating) only
 * there. `tools` in the order of the list.
 */
export function shareParts<Item extends { readonly name: string; readonly inputSchema: JsonSchema }>(
  tools: readonly Item[],
): Item[] {
  const seen = new Map<string, string>();
  return tools.map((tool) => ({
    ...tool,
    inputSchema: {
      ...tool.inputSchema,
      properties: mapValues(partsOf(tool.inputSchema), (part, field) => {
        const text = JSON.stringify(part);
        const first = seen.get(text);
        if (first !== undefined) return { type: part.type, description: `As \`${field}\` of ${first}` };
        if (text.length >= SHARED_FROM) seen.set(text, tool.name);
        return part;
      }),
    },
  }));
}

/**
 * The output schema as the list carries it: the first fields that every answer has. All of them, with types and what they
 * mean, would cost three times as much as all inputs together, and are read off the answer; the REST description has them.
 */
export function compactOutput(schema: JsonSchema): JsonSchema {
  const required = Array.isArray(schema.required) ? (schema.required as string[]) : [];
  return { type: "object", ...(required.length > 0 ? { required: required.slice(0, OUTPUT_FIELDS) } : {}) };
}

/** `said` holds what was described before: a field of the same name and meaning needs no second sentence. */
function shortInput(schema: JsonSchema, depth: number, said: Set<string>): JsonSchema {
  const short: Record<string, unknown> = {};
  for (const [word, value] of Object.entries(withoutUnion(schema))) {
    if (INPUT_NOISE.has(word) || (word === "additionalProperties" && value === false)) continue;
    if (
      (word === "minimum" || word === "maximum") &&
      (depth > 1 || value === 1 || Number(value) >= BOUND_WORTH_READING)
    ) {
      continue;
    }
    if (word === "default" && (value === null || value === "")) continue;
    if (word === "properties") {
      short.properties = mapValues(value as Record<string, JsonSchema>, (part, field) => {
        const { description: sentence, ...inner } = shortInput(part, depth + 1, said);
        if (depth === 0) return { ...inner, description: SAID_SHORTER[field] ?? sentence };
        const key = `${field}: ${String(sentence)}`;
        const known = said.has(key) || String(sentence).toLowerCase() === field.toLowerCase();
        said.add(key);
        return known ? inner : { ...inner, description: sentence };
      });
    } else if (word === "items") short.items = shortInput(value as JsonSchema, depth + 1, said);
    else short[word] = value;
  }
  // One sentence about a choice that lists its choices is enough.
  if (depth > 0 && short.enum) delete short.type;
  return short;
}

/** `anyOf` of one schema and null, as one schema. */
function withoutUnion(schema: JsonSchema): JsonSchema {
  const { anyOf, ...rest } = schema;
  if (!Array.isArray(anyOf)) return schema;
  const [only, ...others] = (anyOf as JsonSchema[]).filter(({ type }) => type !== "null");
  if (!only || others.length > 0 || typeof only.type !== "string" || only.enum) return schema;
  return { ...only, ...rest, type: [only.type, "null"] };
}

function partsOf(schema: JsonSchema): Record<string, JsonSchema> {
  return (schema.properties ?? {}) as Record<string, JsonSchema>;
}

function mapValues(
  parts: Readonly<Record<string, JsonSchema>>,
  change: (part: JsonSchema, name: string) => JsonSchema,
): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, change(part, name)]));
}
