import { AppError, type FieldError } from "../core/kernel/errors.ts";

/** Refusals of the fields that the door itself reads, said as the pipeline says those of use cases. */
export function unknownFields(rest: Readonly<Record<string, unknown>>): FieldError[] {
  return Object.keys(rest).map((field) => ({ path: field, reason: "unknown_field", params: { field } }));
}

/** Throws `invalid_input` when anything was refused. */
export function refuse(bad: readonly FieldError[]): void {
  const first = bad[0];
  if (first) throw new AppError("invalid_input", "invalid_field", { field: first.path }, bad);
}
