import { inflateRawSync } from "node:zlib";
import { DocumentError } from "../../core/kernel/ports/document-reader.ts";
import { DOCUMENT_LIMITS } from "./limits.ts";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const ENTRY_SIZE = 46;
const LOCAL_SIZE = 30;
const MAX_COMMENT = 65_535;
const ENCRYPTED = 1;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly compressed: number;
  readonly offset: number;
}

/**
 * Unpacks every file of an archive once and counts, because the sizes that it states may lie. Answers the names; throws
 * DocumentError where it is broken, locked, or larger than a document is.
 */
export function checkArchive(bytes: Uint8Array): readonly string[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = entriesOf(view);
  let left: number = DOCUMENT_LIMITS.unpacked;
  const seen = new Set<number>();
  for (const entry of entries) {
    // Two names for the same bytes: an overlap bomb.
    if (seen.has(entry.offset)) throw new DocumentError("broken");
    seen.add(entry.offset);
    left -= sizeOf(view, entry, left);
    if (left < 0) throw new DocumentError("too_large");
  }
  return entries.map(({ name }) => name);
}

function entriesOf(view: Buffer): readonly Entry[] {
  const end = endOf(view);
  const count = view.readUInt16LE(end + 10);
  if (count > DOCUMENT_LIMITS.entries) throw new DocumentError("too_large");
  const entries: Entry[] = [];
  let at = view.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY_SIZE > view.length || view.readUInt32LE(at) !== ENTRY) throw new DocumentError("broken");
    if (view.readUInt16LE(at + 8) & ENCRYPTED) throw new DocumentError("locked");
    const nameLength = view.readUInt16LE(at + 28);
    entries.push({
      name: view.toString("utf8", at + ENTRY_SIZE, at + ENTRY_SIZE + nameLength),
      method: view.readUInt16LE(at + 10),
      compressed: view.readUInt32LE(at + 20),
      offset: view.readUInt32LE(at + 42),
    });
    at += ENTRY_SIZE + nameLength + view.readUInt16LE(at + 30) + view.readUInt16LE(at + 32);
  }
  return entries;
}

function endOf(view: Buffer): number {
  const first = Math.max(0, view.length - END_SIZE - MAX_COMMENT);
  for (let at = view.length - END_SIZE; at >= first; at -= 1) if (view.readUInt32LE(at) === END) return at;
  throw new DocumentError("broken");
}

/** Bytes of one file unpacked; more than `left` ends it early. */
function sizeOf(view: Buffer, { method, compressed, offset }: Entry, left: number): number {
  if (offset + LOCAL_SIZE > view.length || view.readUInt32LE(offset) !== LOCAL) throw new DocumentError("broken");
  const from = offset + LOCAL_SIZE + view.readUInt16LE(offset + 26) + view.readUInt16LE(offset + 28);
  if (from + compressed > view.length) throw new DocumentError("broken");
  if (method === 0) return compressed;
  if (method !== 8) throw new DocumentError("broken");
  try {
    return inflateRawSync(view.subarray(from, from + compressed), { maxOutputLength: Math.max(1, left) }).length;
  } catch (error) {
    const large = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    throw new DocumentError(large ? "too_large" : "broken");
  }
}
