import { z } from "zod";
import type { UseCase } from "./define.ts";

/** A JSON Schema (2020-12) as plain data. */
export type JsonSchema = { readonly [key: string]: unknown };

/** zod's bounds of a safe integer: true of every number we read, so noise in a document. */
const SAFE = Number.MAX_SAFE_INTEGER;

/** What a caller writes: defaults are optional, unknown keys refused at every level. Throws for what JSON cannot say. */
export function inputSchemaOf(useCase: UseCase): JsonSchema {
  return plain(useCase, useCase.input.strict(), "input");
}

/** What a caller gets. */
export function outputSchemaOf(useCase: UseCase): JsonSchema {
  return plain(useCase, useCase.output, "output");
}

function plain(useCase: UseCase, schema: z.ZodType, io: "input" | "output"): JsonSchema {
  try {
    const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, override: ({ jsonSchema }) => tidy(jsonSchema) });
    return rest;
  } catch (error) {
    throw new Error(`${useCase.name}: its ${io} cannot be said in JSON Schema`, { cause: error });
  }
}

/** Leaves out what tells a reader nothing, and closes objects. */
function tidy(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.minimum === -SAFE) delete schema.minimum;
  if (schema.maximum === SAFE) delete schema.maximum;
  // The format says it; the pattern behind it is long and unreadable.
  if (schema.format !== undefined) delete schema.pattern;
  delete schema.propertyNames;
  // Says how we keep it, which is nobody else's affair.
  delete schema.secret;
  if (schema.properties && schema.additionalProperties === undefined) schema.additionalProperties = false;
}
