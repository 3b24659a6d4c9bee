import type { FieldError } from "../core/kernel/errors.ts";
import { AppError } from "../core/kernel/errors.ts";
import type { JsonSchema } from "../core/usecase/json-schema.ts";

/** How one field is written in an address: its text, a number, true or false, repeated, or as JSON. */
export type Wire =
  | { readonly kind: "text" | "number" | "boolean" | "json" }
  | { readonly kind: "list"; readonly item: Wire };

/** How each field of an input is written in an address. */
export function wiresOf(schema: JsonSchema): ReadonlyMap<string, Wire> {
  const properties = (schema.properties ?? {}) as Record<string, JsonSchema>;
  return new Map(Object.entries(properties).map(([name, property]) => [name, wireOf(property)]));
}

function wireOf(schema: JsonSchema): Wire {
  const types = typesOf(schema);
  if (types.has("string")) return { kind: "text" };
  if (types.has("array")) {
    const items = arrayItems(schema);
    const item = items ? wireOf(items) : ({ kind: "text" } as const);
    return item.kind === "json" || item.kind === "list" ? { kind: "json" } : { kind: "list", item };
  }
  if (types.has("object")) return { kind: "json" };
  if (types.has("number") || types.has("integer")) return { kind: "number" };
  if (types.has("boolean")) return { kind: "boolean" };
  return { kind: "text" };
}

function choicesOf(schema: JsonSchema): readonly JsonSchema[] {
  return [...((schema.anyOf as JsonSchema[] | undefined) ?? []), ...((schema.oneOf as JsonSchema[] | undefined) ?? [])];
}

function typesOf(schema: JsonSchema): Set<string> {
  const own = typeof schema.type === "string" ? [schema.type] : ((schema.type as string[] | undefined) ?? []);
  const said = schema.const === undefined ? [] : [typeof schema.const];
  return new Set([...own, ...said, ...choicesOf(schema).flatMap((choice) => [...typesOf(choice)])]);
}

function arrayItems(schema: JsonSchema): JsonSchema | undefined {
  if (schema.items) return schema.items as JsonSchema;
  return choicesOf(schema)
    .map(arrayItems)
    .find((items) => items !== undefined);
}

/** Plain decimals only: `1e3`, `0x10`, ` 5` and `+5` are texts, and the schema refuses them as such. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

function read(text: string, wire: Wire): unknown {
  switch (wire.kind) {
    case "number":
      return NUMBER.test(text) ? Number(text) : text;
    case "boolean":
      return text === "true" ? true : text === "false" ? false : text;
    case "json":
      try {
        return JSON.parse(text) as unknown;
      } catch {
        return text;
      }
    default:
      return text;
  }
}

function refuse(fields: readonly FieldError[]): never {
  const first = fields[0];
  throw new AppError("invalid_input", "invalid_field", { field: first?.path ?? "input" }, fields);
}

/** The input of a call, from its path and its query. A name given twice is refused unless the field is a list. */
export function inputFromAddress(
  wires: ReadonlyMap<string, Wire>,
  path: Readonly<Record<string, string>>,
  query: URLSearchParams,
): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  const bad: FieldError[] = [];
  for (const name of new Set(query.keys())) {
    const wire = wires.get(name);
    const given = query.getAll(name);
    if (!wire) bad.push({ path: name, reason: "unknown_field", params: { field: name } });
    else if (Object.hasOwn(path, name)) bad.push({ path: name, reason: "field_invalid" });
    else if (wire.kind === "list") input[name] = given.map((text) => read(text, wire.item));
    else if (given.length > 1) bad.push({ path: name, reason: "field_invalid" });
    else input[name] = read(given[0] ?? "", wire);
  }
  if (bad.length > 0) refuse(bad);
  for (const [name, text] of Object.entries(path)) input[name] = read(text, wires.get(name) ?? { kind: "text" });
  return input;
}

/** The input of a call, from its path and its JSON body; nothing may come from the query. */
export function inputFromBody(
  wires: ReadonlyMap<string, Wire>,
  path: Readonly<Record<string, string>>,
  query: URLSearchParams,
  body: unknown,
): Record<string, unknown> {
  const stray = [...new Set(query.keys())];
  if (stray.length > 0) refuse(stray.map((field) => ({ path: field, reason: "unknown_field", params: { field } })));
  if (body !== undefined && (body === null || typeof body !== "object" || Array.isArray(body))) {
    throw new AppError("invalid_input");
  }
  const given = Object.entries(body ?? {});
  const twice = given.filter(([name]) => Object.hasOwn(path, name));
  if (twice.length > 0) refuse(twice.map(([name]) => ({ path: name, reason: "field_invalid" })));
  // `__proto__` in a body must stay visible to the parser, which refuses it: so no plain assignment.
  return Object.fromEntries([
    ...given,
    ...Object.entries(path).map(([name, text]) => [name, read(text, wires.get(name) ?? { kind: "text" })] as const),
  ]);
}
