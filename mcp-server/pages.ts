import { ProtocolError, ProtocolErrorCode } from "@modelcontextprotocol/server";

export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor?: string;
}

/** All our lists fit into one page of this; the cursors are there for hosts that ask for them and lists that grow. */
export const PAGE_SIZE = 50;
const CURSOR_MAX_LENGTH = 600;

/** One page of a list in a fixed order. The cursor names the last item, so it holds while others come and go. */
export function pageOf<Item extends { readonly name: string }>(
  list: string,
  items: readonly Item[],
  cursor: string | undefined,
  size: number,
): Page<Item> {
  const last = cursor === undefined ? undefined : readCursor(list, cursor);
  const before = last === undefined ? -1 : items.findIndex(({ name }) => name === last);
  if (last !== undefined && before < 0) throw badCursor();
  const page = items.slice(before + 1, before + 1 + size);
  const end = page.at(-1);
  const more = end !== undefined && before + 1 + page.length < items.length;
  return { items: page, ...(more ? { nextCursor: writeCursor(list, end.name) } : {}) };
}

export function writeCursor(list: string, place: string): string {
  return Buffer.from(JSON.stringify([list, place])).toString("base64url");
}

/** Where a cursor of this list points. Throws -32602 for anything we did not write ourselves. */
export function readCursor(list: string, cursor: string): string {
  if (cursor.length > CURSOR_MAX_LENGTH) throw badCursor();
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    const place: unknown = Array.isArray(read) ? read[1] : undefined;
    // Written again it must be the same: another list's cursor is not.
    if (typeof place === "string" && writeCursor(list, place) === cursor) return place;
  } catch {
    // Not one of ours.
  }
  throw badCursor();
}

export function badCursor(): ProtocolError {
  return new ProtocolError(ProtocolErrorCode.InvalidParams, "Invalid cursor");
}
