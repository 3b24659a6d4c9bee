/** One part of a multipart body: a field, or a file with a name. */
export interface Part {
  readonly name: string;
  readonly fileName?: string;
  readonly mime: string;
  readonly bytes: Buffer;
}

/**
 * Reads multipart/form-data as leniently as the real server: names with or without quotes (grammY sends bare file names,
 * which Node's own parser refuses). Undefined when it is no such body.
 */
export function readMultipart(body: Buffer, contentType: string): Part[] | undefined {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) return undefined;
  const mark = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let at = body.indexOf(mark);
  while (at >= 0) {
    const start = at + mark.length;
    const end = body.indexOf(mark, start);
    if (end < 0) break;
    const part = readPart(body.subarray(start + 2, end - 2));
    if (part) parts.push(part);
    at = end;
  }
  return parts;
}

function readPart(bytes: Buffer): Part | undefined {
  const blank = bytes.indexOf("\r\n\r\n");
  if (blank < 0) return undefined;
  const head = bytes.subarray(0, blank).toString("utf8");
  const name = /[;\s]name="?([^";\r\n]+)"?/i.exec(head)?.[1];
  if (name === undefined) return undefined;
  return {
    name,
    fileName: /filename="?([^";\r\n]+)"?/i.exec(head)?.[1],
    mime: /content-type:\s*([^\r\n]+)/i.exec(head)?.[1]?.trim() ?? "application/octet-stream",
    bytes: Buffer.from(bytes.subarray(blank + 4)),
  };
}
