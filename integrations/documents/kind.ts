import type { DocumentKind } from "../../core/kernel/ports/document-reader.ts";

const startsWith = (bytes: Uint8Array, text: string): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, text.length)).toString("latin1") === text;

/** PDF readers accept a header within the first kilobyte. */
const HEADER_WITHIN = 1_024;
const CONTROL_SHARE = 0.01;

/** What these bytes are; undefined for anything that is not read. A ZIP is taken for a DOCX until its list of files says otherwise. */
export function kindOf(bytes: Uint8Array): DocumentKind | undefined {
  if (startsWith(bytes, "PK\u0003\u0004")) return "docx";
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEADER_WITHIN)).toString("latin1");
  if (head.includes("%PDF-")) return "pdf";
  return textOf(bytes) === undefined ? undefined : "text";
}

/** The text in UTF-8 or UTF-16 (with its mark); undefined where the bytes are no text. */
export function textOf(bytes: Uint8Array): string | undefined {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they tell a program from a text
  const controls = text.match(/[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/g)?.length ?? 0;
  return controls > text.length * CONTROL_SHARE ? undefined : text;
}
