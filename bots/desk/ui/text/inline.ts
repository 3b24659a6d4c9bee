import { safeHref } from "./links.ts";

/** A run within a block. */
export type Inline =
  | { readonly type: "text" | "code"; readonly text: string }
  | { readonly type: "strong" | "emphasis" | "strike"; readonly children: readonly Inline[] }
  | { readonly type: "link"; readonly href: string; readonly children: readonly Inline[] }
  | { readonly type: "break" };

const MAX_DEPTH = 6;
const URL_START = /https?:\/\/[^\s<>"`]+/y;
const ESCAPABLE = /[\\`*_{}[\]()#+\-.!~>|]/;
const SPECIAL = /[\\`*_~[!<\nh]/g;

const MARKS = [
  {
    mark: "***",
    make: (children: Inline[]): Inline => ({ type: "strong", children: [{ type: "emphasis", children }] }),
  },
  { mark: "**", make: (children: Inline[]): Inline => ({ type: "strong", children }) },
  { mark: "__", make: (children: Inline[]): Inline => ({ type: "strong", children }) },
  { mark: "~~", make: (children: Inline[]): Inline => ({ type: "strike", children }) },
  { mark: "*", make: (children: Inline[]): Inline => ({ type: "emphasis", children }) },
  { mark: "_", make: (children: Inline[]): Inline => ({ type: "emphasis", children }) },
] as const;

/** Parses bold, italics, code, links and line breaks. */
export function parseInline(source: string): Inline[] {
  return new Scanner(source, 0, true).run();
}

/** Only line breaks and plain addresses: for what a person typed, which shows as it was typed. */
export function parsePlain(source: string): Inline[] {
  return new Scanner(source, 0, false).run();
}

interface Found {
  readonly inline: Inline;
  readonly next: number;
}

class Scanner {
  readonly #out: Inline[] = [];
  #text = "";
  /** Marks without a closing partner further on: looking again at every later opener would take quadratic time. */
  readonly #hopeless = new Set<string>();
  readonly #source: string;
  readonly #depth: number;
  readonly #marks: boolean;

  constructor(source: string, depth: number, marks: boolean) {
    this.#source = source;
    this.#depth = depth;
    this.#marks = marks;
  }

  run(): Inline[] {
    const source = this.#source;
    let at = 0;
    while (at < source.length) {
      SPECIAL.lastIndex = at;
      const special = SPECIAL.exec(source)?.index ?? source.length;
      this.#text += source.slice(at, special);
      at = special;
      if (at >= source.length) break;
      const found = this.#at(at);
      if (found) {
        this.#flush();
        this.#out.push(found.inline);
        at = found.next;
      } else if (this.#marks && source[at] === "\\" && ESCAPABLE.test(source[at + 1] ?? "")) {
        this.#text += source[at + 1];
        at += 2;
      } else {
        // A whole run of one mark is passed over at once, so that "****" does not open on its own tail.
        const step = this.#marks ? runLength(source, at) : 1;
        this.#text += source.slice(at, at + step);
        at += step;
      }
    }
    this.#flush();
    return this.#out;
  }

  #at(at: number): Found | null {
    const char = this.#source[at];
    if (char === "\n") return { inline: { type: "break" }, next: at + 1 };
    if (char === "h") return this.#address(at);
    if (!this.#marks) return null;
    if (char === "`") return this.#code(at);
    if (char === "[") return this.#link(at);
    // A picture is never loaded on a stranger's word: its description becomes a link to it.
    if (char === "!" && this.#source[at + 1] === "[") return this.#link(at + 1);
    if (char === "<") return this.#bracketed(at);
    return this.#emphasis(at);
  }

  #code(at: number): Found | null {
    const ticks = "`".repeat(runLength(this.#source, at));
    if (this.#hopeless.has(ticks)) return null;
    let end = this.#source.indexOf(ticks, at + ticks.length);
    while (end >= 0 && runLength(this.#source, end) !== ticks.length) {
      end = this.#source.indexOf(ticks, end + runLength(this.#source, end));
    }
    if (end < 0) {
      this.#hopeless.add(ticks);
      return null;
    }
    const text = this.#source.slice(at + ticks.length, end).replace(/\n/g, " ");
    return { inline: { type: "code", text: text.trim() || text }, next: end + ticks.length };
  }

  #emphasis(at: number): Found | null {
    const source = this.#source;
    if (this.#depth >= MAX_DEPTH) return null;
    for (const { mark, make } of MARKS) {
      if (!source.startsWith(mark, at) || this.#hopeless.has(mark)) continue;
      const start = at + mark.length;
      if (isSpace(source[start]) || source[start] === mark[0]) continue;
      if (mark[0] === "_" && isWord(source[at - 1])) continue;
      const end = this.#closing(mark, start);
      if (end < 0) {
        this.#hopeless.add(mark);
        continue;
      }
      const children = new Scanner(source.slice(start, end), this.#depth + 1, true).run();
      return { inline: make(children), next: end + mark.length };
    }
    return null;
  }

  #closing(mark: string, from: number): number {
    const source = this.#source;
    const char = mark[0] ?? "";
    for (let end = source.indexOf(mark, from + 1); end >= 0; end = source.indexOf(mark, end)) {
      const length = runLength(source, end);
      const closes = !isSpace(source[end - 1]) && source[end - 1] !== "\\";
      const wordEnd = char !== "_" || !isWord(source[end + length]);
      // A longer run closes at its outer end: `**bold *both***`.
      if (closes && wordEnd && (length === mark.length || length === 3)) return end + length - mark.length;
      end += length;
    }
    return -1;
  }

  #link(at: number): Found | null {
    const match = closingBracket(this.#source, at);
    if (match < 0 || this.#source[match + 1] !== "(") return null;
    const end = closingParen(this.#source, match + 1);
    if (end < 0) return null;
    const target = this.#source.slice(match + 2, end).trim();
    const href = safeHref(target.replace(/\s+(["'(]).*$/s, "").replace(/^<(.*)>$/, "$1"));
    if (!href) return null;
    const label = this.#source.slice(at + 1, match);
    const children = this.#depth < MAX_DEPTH ? new Scanner(label, MAX_DEPTH, true).run() : [];
    const words = withoutLinks(children.length > 0 ? children : [{ type: "text", text: label || href }]);
    return { inline: { type: "link", href, children: words }, next: end + 1 };
  }

  #bracketed(at: number): Found | null {
    const end = this.#source.indexOf(">", at);
    if (end < 0 || end - at > 2_000) return null;
    const target = this.#source.slice(at + 1, end);
    const href = /^https?:\/\/\S+$/.test(target) ? safeHref(target) : null;
    return href ? { inline: { type: "link", href, children: [{ type: "text", text: target }] }, next: end + 1 } : null;
  }

  #address(at: number): Found | null {
    if (isWord(this.#source[at - 1])) return null;
    URL_START.lastIndex = at;
    const match = URL_START.exec(this.#source)?.[0];
    if (!match) return null;
    const text = withoutTail(match, this.#marks);
    const href = safeHref(text);
    return href ? { inline: { type: "link", href, children: [{ type: "text", text }] }, next: at + text.length } : null;
  }

  #flush(): void {
    if (this.#text) this.#out.push({ type: "text", text: this.#text });
    this.#text = "";
  }
}

function runLength(source: string, at: number): number {
  let end = at + 1;
  if (!"`*_~".includes(source[at] ?? " ")) return 1;
  while (source[end] === source[at]) end += 1;
  return end - at;
}

function isSpace(char: string | undefined): boolean {
  return char === undefined || /\s/.test(char);
}

function isWord(char: string | undefined): boolean {
  return char !== undefined && /[\p{L}\p{N}]/u.test(char);
}

function closingBracket(source: string, open: number): number {
  let depth = 0;
  for (let at = open; at < source.length && at - open < 1_000; at += 1) {
    if (source[at] === "\\") at += 1;
    else if (source[at] === "[") depth += 1;
    else if (source[at] === "]") {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}

function closingParen(source: string, open: number): number {
  let depth = 0;
  for (let at = open; at < source.length && at - open < 3_000; at += 1) {
    if (source[at] === "\n") return -1;
    if (source[at] === "(") depth += 1;
    else if (source[at] === ")") {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}

/** The sentence's full stop, or the bracket around the address, is not part of it; nor is the mark that closes bold. */
function withoutTail(url: string, marks: boolean): string {
  let end = url.length;
  for (;;) {
    const last = url[end - 1] ?? "";
    if (/[.,;:!?'"]/.test(last) || (marks && /[*_~]/.test(last))) end -= 1;
    else if (last === ")" && count(url.slice(0, end), ")") > count(url.slice(0, end), "(")) end -= 1;
    else if (last === "]" && !url.slice(0, end).includes("[")) end -= 1;
    else return url.slice(0, end);
  }
}

function count(text: string, char: string): number {
  return text.split(char).length - 1;
}

function withoutLinks(children: readonly Inline[]): Inline[] {
  return children.flatMap((child): Inline[] => {
    if (child.type === "link") return withoutLinks(child.children);
    return "children" in child ? [{ ...child, children: withoutLinks(child.children) }] : [child];
  });
}
