import type { Request } from "express";
import { query } from "../http.ts";
import { badRequest } from "./errors.ts";
import { readMultipart } from "./multipart.ts";

/** A file as it came with a request. */
export interface UploadedFile {
  readonly bytes: Uint8Array;
  readonly mime: string;
  readonly name?: string;
}

/** What a method was called with, whichever of the four ways it came: JSON, form, multipart or query. */
export class MethodArgs {
  constructor(
    private readonly values: Readonly<Record<string, unknown>>,
    private readonly files: ReadonlyMap<string, UploadedFile>,
  ) {}

  value(name: string): unknown {
    return this.values[name];
  }

  text(name: string): string | undefined {
    const value = this.values[name];
    if (typeof value === "string") return value;
    return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
  }

  number(name: string): number | undefined {
    const text = this.text(name);
    return text === undefined || text === "" || Number.isNaN(Number(text)) ? undefined : Number(text);
  }

  flag(name: string): boolean {
    return this.text(name)?.toLowerCase() === "true" || this.text(name) === "1";
  }

  /** An object or list, which forms send as JSON text. */
  json(name: string): unknown {
    const value = this.values[name];
    if (typeof value !== "string") return value;
    if (value === "") return undefined;
    try {
      return JSON.parse(value);
    } catch {
      throw badRequest(`can't parse ${name.replaceAll("_", " ")} JSON object`);
    }
  }

  /** The same request, with the fields of one of its parts. */
  item(values: Readonly<Record<string, unknown>>): MethodArgs {
    return new MethodArgs(values, this.files);
  }

  /** An uploaded file, named directly or by `attach://`. */
  file(value: unknown): UploadedFile | undefined {
    if (typeof value !== "string") return undefined;
    return this.files.get(value.replace(/^attach:\/\//, ""));
  }

  /** The file in the field of this name, uploaded in it or attached. */
  upload(name: string): UploadedFile | undefined {
    return this.files.get(name) ?? this.file(this.values[name]);
  }
}

/** Reads a request. Bodies of JSON and forms are parsed already; multipart comes as raw bytes. */
export function readArgs(req: Request): MethodArgs {
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(req.query)) values[name] = query(req, name);
  const files = new Map<string, UploadedFile>();
  const body: unknown = req.body;
  if (Buffer.isBuffer(body)) {
    const parts = readMultipart(body, req.get("content-type") ?? "");
    if (!parts) throw badRequest("the body has no boundary");
    for (const { name, fileName, mime, bytes } of parts) {
      if (fileName === undefined) values[name] = bytes.toString("utf8");
      else files.set(name, { bytes, mime, name: fileName });
    }
  } else if (typeof body === "object" && body !== null) {
    Object.assign(values, body);
  }
  return new MethodArgs(values, files);
}
