import type { z } from "zod";
import { AppError, type FieldError } from "../kernel/errors.ts";
import { cleanText } from "../kernel/text.ts";
import type { UseCase } from "./define.ts";

/** How deep an argument may be nested; the schemas go three levels. */
const MAX_DEPTH = 12;

/** Strings without invisible characters, no prototype keys, no endless nesting; before any schema sees it. */
function cleanDeep(value: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH) throw new AppError("invalid_input", "too_deep");
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map((item) => cleanDeep(item, depth + 1));
  if (value !== null && typeof value === "object") {
    const clean: Record<string, unknown> = {};
    for (const [name, item] of Object.entries(value)) {
      const key = cleanText(name);
      if (key === "__proto__") throw new AppError("invalid_input", "unknown_field", { field: key });
      clean[key] = cleanDeep(item, depth + 1);
    }
    return clean;
  }
  return value;
}

/** Says in one of our own sentences why a field was refused: never zod's words, which name types a user does not know. */
export function reasonOf(issue: z.core.$ZodIssue): FieldError {
  const path = issue.path.join(".");
  switch (issue.code) {
    case "unrecognized_keys":
      return {
        path: [...issue.path, issue.keys[0] ?? ""].join("."),
        reason: "unknown_field",
        params: { field: issue.keys.join(", ") },
      };
    case "invalid_type":
      return issue.message.includes("received undefined") || issue.input === undefined
        ? { path, reason: "field_required" }
        : { path, reason: "field_type", params: { expected: issue.expected } };
    case "too_small":
      return { path, reason: "field_too_small", params: { minimum: Number(issue.minimum) } };
    case "too_big":
      return { path, reason: "field_too_big", params: { maximum: Number(issue.maximum) } };
    case "invalid_value":
      return { path, reason: "field_choice", params: { choices: issue.values.map(String).join(", ") } };
    default:
      return { path, reason: "field_invalid" };
  }
}

/** Parses what a door was given, strictly: unknown keys are refused, every refused field is named. */
export function parseInput(useCase: UseCase, raw: unknown): Record<string, unknown> {
  const result = useCase.input.strict().safeParse(cleanDeep(raw ?? {}), { reportInput: true });
  if (result.success) return result.data;
  const fields = result.error.issues.slice(0, 20).map(reasonOf);
  const first = fields[0];
  throw new AppError(
    "invalid_input",
    first ? "invalid_field" : "invalid_input",
    first ? { field: first.path || "input" } : {},
    fields,
  );
}
