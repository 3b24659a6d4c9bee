/** A marked range of a text, in UTF-16 units as the Bot API counts. */
export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly language?: string;
  /** Of a mention of somebody without a username. */
  readonly user?: { readonly id: number };
}

export interface Parsed {
  readonly text: string;
  readonly entities: readonly Entity[];
}

/** Why a text cannot be read, in the server's words ("can't parse entities: ..."). */
export class EntityError extends Error {
  override readonly name = "EntityError";
}

const TYPE_OF_TAG: Readonly<Record<string, string>> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  ins: "underline",
  s: "strikethrough",
  strike: "strikethrough",
  del: "strikethrough",
  "tg-spoiler": "spoiler",
  span: "spoiler",
  a: "text_link",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  "tg-emoji": "custom_emoji",
};

/** The only named references that Telegram knows; others stay as they were written. */
const NAMED: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };
const REFERENCE = /&(?:#(\d{1,8})|#x([0-9a-f]{1,6})|([a-z]{2,4}));?/giy;

interface OpenTag {
  readonly name: string;
  readonly at: number;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Reads parse_mode HTML as the server does: same tags, same refusals. Throws EntityError. */
export function parseHtml(source: string): Parsed {
  const stack: OpenTag[] = [];
  const entities: Entity[] = [];
  let text = "";
  let at = 0;
  while (at < source.length) {
    const char = source[at] as string;
    if (char === "&") {
      const reference = readReference(source, at);
      text += reference.text;
      at = reference.next;
    } else if (char !== "<") {
      text += char;
      at += 1;
    } else if (source[at + 1] === "/") {
      const closed = closeTag(source, at, stack);
      const entity = entityOf(closed.open, text);
      if (entity) entities.push(entity);
      at = closed.next;
    } else {
      const tag = readStartTag(source, at);
      stack.push({ name: tag.name, at: text.length, attributes: tag.attributes });
      at = tag.next;
    }
  }
  const open = stack.at(-1);
  if (open) throw new EntityError(`Can't find end tag corresponding to start tag "${open.name}"`);
  return trim(
    text,
    entities.sort((a, b) => a.offset - b.offset || b.length - a.length),
  );
}

/** Spaces around a message are not kept, and marks move with them. */
export function trim(text: string, entities: readonly Entity[]): Parsed {
  const start = text.length - text.trimStart().length;
  const trimmed = text.trim();
  const moved = entities.flatMap((entity) => {
    const from = Math.max(0, entity.offset - start);
    const to = Math.min(trimmed.length, entity.offset + entity.length - start);
    return to > from ? [{ ...entity, offset: from, length: to - from }] : [];
  });
  return { text: trimmed, entities: moved };
}

function readReference(source: string, at: number): { text: string; next: number } {
  REFERENCE.lastIndex = at;
  const found = REFERENCE.exec(source);
  if (found) {
    const [whole, decimal, hex, name] = found;
    const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined;
    if (code !== undefined && code > 0 && code < 0x10ffff) {
      return { text: String.fromCodePoint(code), next: at + whole.length };
    }
    const known = name && NAMED[name];
    if (known) return { text: known, next: at + whole.length };
  }
  return { text: "&", next: at + 1 };
}

const isSpace = (char: string | undefined): boolean => char !== undefined && /\s/.test(char);
const byteOffset = (source: string, at: number): number => Buffer.byteLength(source.slice(0, at));

function readStartTag(source: string, begin: number): { name: string; attributes: Map<string, string>; next: number } {
  const offset = byteOffset(source, begin);
  const unclosed = (): EntityError => new EntityError(`Unclosed start tag at byte offset ${offset}`);
  let at = begin + 1;
  while (at < source.length && !isSpace(source[at]) && source[at] !== ">") at += 1;
  if (at >= source.length) throw unclosed();
  const name = source.slice(begin + 1, at).toLowerCase();
  if (!(name in TYPE_OF_TAG)) throw new EntityError(`Unsupported start tag "${name}" at byte offset ${offset}`);
  const attributes = new Map<string, string>();
  for (;;) {
    while (isSpace(source[at])) at += 1;
    if (at >= source.length) throw unclosed();
    if (source[at] === ">") break;
    const nameStart = at;
    while (at < source.length && !isSpace(source[at]) && source[at] !== "=" && source[at] !== ">") at += 1;
    const attribute = source.slice(nameStart, at).toLowerCase();
    if (attribute === "") {
      throw new EntityError(`Empty attribute name in the tag "${name}" at byte offset ${offset}`);
    }
    while (isSpace(source[at])) at += 1;
    if (source[at] !== "=") {
      // `<blockquote expandable>` is the one attribute without a value.
      if (attribute === "expandable") continue;
      throw new EntityError(
        `Expected equal sign in declaration of an attribute of the tag "${name}" at byte offset ${offset}`,
      );
    }
    at += 1;
    while (isSpace(source[at])) at += 1;
    const value = readValue(source, at, unclosed);
    attributes.set(attribute, value.text);
    at = value.next;
  }
  if (name === "span" && attributes.get("class") !== "tg-spoiler") {
    throw new EntityError(`Tag "span" must have class "tg-spoiler" at byte offset ${offset}`);
  }
  return { name, attributes, next: at + 1 };
}

function readValue(source: string, start: number, unclosed: () => EntityError): { text: string; next: number } {
  const quote = source[start];
  if (quote !== '"' && quote !== "'") {
    let at = start;
    while (/[\w.-]/.test(source[at] ?? "")) at += 1;
    if (!isSpace(source[at]) && source[at] !== ">") {
      throw new EntityError(`Unexpected end of name token at byte offset ${byteOffset(source, start)}`);
    }
    return { text: source.slice(start, at), next: at };
  }
  let text = "";
  let at = start + 1;
  while (at < source.length && source[at] !== quote) {
    const part = source[at] === "&" ? readReference(source, at) : { text: source[at] as string, next: at + 1 };
    text += part.text;
    at = part.next;
  }
  if (at >= source.length) throw unclosed();
  return { text, next: at + 1 };
}

function closeTag(source: string, begin: number, stack: OpenTag[]): { open: OpenTag; next: number } {
  const offset = byteOffset(source, begin);
  const open = stack.pop();
  if (!open) throw new EntityError(`Unexpected end tag at byte offset ${offset}`);
  let at = begin + 2;
  while (at < source.length && !isSpace(source[at]) && source[at] !== ">") at += 1;
  const name = source.slice(begin + 2, at).toLowerCase();
  while (isSpace(source[at])) at += 1;
  if (source[at] !== ">") throw new EntityError(`Unclosed end tag at byte offset ${offset}`);
  if (name !== "" && name !== open.name) {
    throw new EntityError(`Unmatched end tag at byte offset ${offset}, expected "</${open.name}>", found "</${name}>"`);
  }
  return { open, next: at + 1 };
}

function entityOf(open: OpenTag, text: string): Entity | undefined {
  const length = text.length - open.at;
  if (length === 0) return undefined;
  const range = { offset: open.at, length };
  const language = /^language-(.+)$/.exec(open.attributes.get("class") ?? "")?.[1];
  if (open.name === "a") {
    const url = open.attributes.get("href") ?? text.slice(open.at);
    // An address that Telegram does not take leaves plain words behind, without any error.
    return isTelegramUrl(url) ? { type: "text_link", ...range, url } : undefined;
  }
  return { type: TYPE_OF_TAG[open.name] as string, ...range, ...(language ? { language } : {}) };
}

/** Addresses that links and buttons may have: tg:, or http(s) with an IP address or a host that has a dot. */
export function isTelegramUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.protocol === "tg:") return true;
  return /^https?:$/.test(url.protocol) && (url.hostname.includes(".") || url.hostname.startsWith("["));
}

const FOUND_ENTITIES: readonly [string, RegExp][] = [
  ["bot_command", /(?<![\w/])\/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?/g],
  ["mention", /(?<![\w@])@[A-Za-z]\w{3,31}/g],
  ["url", /https?:\/\/[^\s<>"]+[^\s<>".,!?:;)\]]/g],
];

/** What the server finds in a text by itself: commands, mentions and addresses. */
export function findEntities(text: string): Entity[] {
  const found: Entity[] = [];
  for (const [type, pattern] of FOUND_ENTITIES) {
    for (const match of text.matchAll(pattern)) {
      const range = { offset: match.index, length: match[0].length };
      const inside = found.some(
        (one) => range.offset < one.offset + one.length && one.offset < range.offset + range.length,
      );
      if (!inside) found.push({ type, ...range });
    }
  }
  return found.sort((a, b) => a.offset - b.offset);
}
