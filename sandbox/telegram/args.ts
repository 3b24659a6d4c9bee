import type { Request } from "express";
import { query } from "../http.ts";
import { badRequest } from "./errors.ts";

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
export async function readArgs(req: Request): Promise<MethodArgs> {
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(req.query)) values[name] = query(req, name);
  const files = new Map<string, UploadedFile>();
  const body: unknown = req.body;
  if (Buffer.isBuffer(body)) {
    const form = await new Response(new Uint8Array(body), {
      headers: { "content-type": req.get("content-type") ?? "" },
    }).formData();
    for (const [name, value] of form.entries()) {
      if (typeof value === "string") values[name] = value;
      else {
        files.set(name, { bytes: new Uint8Array(await value.arrayBuffer()), mime: value.type, name: value.name });
      }
    }
  } else if (typeof body === "object" && body !== null) {
    Object.assign(values, body);
  }
  return new MethodArgs(values, files);
}
