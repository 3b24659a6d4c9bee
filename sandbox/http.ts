import type { Request } from "express";

/** One value of a query parameter: the first where it was repeated, undefined where it is missing or nested. */
export function query(req: Request, name: string): string | undefined {
  const value = req.query[name];
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === "string" ? first : undefined;
}

/** A comma-separated (or repeated) query parameter as a list without blanks. */
export function queryList(req: Request, name: string): string[] {
  const value = req.query[name];
  const parts = Array.isArray(value) ? value : [value];
  return parts
    .flatMap((part) => (typeof part === "string" ? part.split(",") : []))
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** A path parameter; Express types allow lists, our routes have none. */
export function param(req: Request, name: string): string {
  const value = req.params[name];
  return typeof value === "string" ? value : "";
}

export function bearer(req: Request): string | undefined {
  return /^Bearer (.+)$/i.exec(req.get("authorization") ?? "")?.[1];
}

/** The JSON body as an object; anything else is an empty one. */
export function bodyObject(req: Request): Record<string, unknown> {
  const body: unknown = req.body;
  return typeof body === "object" && body !== null && !Array.isArray(body) ? { ...body } : {};
}

/** Only the asked fields of an object, in the asked order. */
export function pick(source: Readonly<Record<string, unknown>>, fields: readonly string[]): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const field of fields) if (source[field] !== undefined) out[field] = source[field];
  return out;
}
