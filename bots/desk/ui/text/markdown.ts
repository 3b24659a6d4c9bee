import { type Inline, parseInline } from "./inline.ts";

/** A block of the Markdown subset that messages use. */
export type Block =
  | { readonly type: "paragraph" | "heading"; readonly children: readonly Inline[] }
  | {
      readonly type: "list";
      readonly ordered: boolean;
      readonly start: number;
      readonly items: readonly (readonly Block[])[];
    }
  | { readonly type: "quote"; readonly children: readonly Block[] }
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "rule" };

const MARKER = /^( {0,3})([-*+•]|\d{1,9}[.)])(?: +|$)/;
const FENCE = /^ {0,3}(```+|~~~+)/;
const HEADING = /^ {0,3}#{1,6} +(.*?)(?: +#+)? *$/;
const RULE = /^ {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})$/;
const QUOTE = /^ {0,3}> ?/;
const MAX_DEPTH = 5;

/** Parses a message. Never throws; what it does not know stays as the text it is. */
export function parseMarkdown(source: string): Block[] {
  return parseBlocks(source.replace(/\r\n?/g, "\n").replace(/\t/g, "    ").split("\n"), 0);
}

function parseBlocks(lines: readonly string[], depth: number): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    if (line.trim() === "") {
      at += 1;
      continue;
    }
    const taken = depth < MAX_DEPTH ? parseSpecial(lines, at, depth) : null;
    if (taken) {
      blocks.push(taken.block);
      at = taken.next;
      continue;
    }
    const start = at;
    at += 1;
    while (at < lines.length && continuesParagraph(lines[at] ?? "", depth)) at += 1;
    const text = lines.slice(start, at).map((part) => part.trim());
    blocks.push({ type: "paragraph", children: parseInline(text.join("\n")) });
  }
  return blocks;
}

interface Taken {
  readonly block: Block;
  readonly next: number;
}

function parseSpecial(lines: readonly string[], at: number, depth: number): Taken | null {
  const line = lines[at] ?? "";
  const fence = FENCE.exec(line)?.[1];
  if (fence) return parseFence(lines, at, fence);
  if (RULE.test(line)) return { block: { type: "rule" }, next: at + 1 };
  const heading = HEADING.exec(line);
  if (heading) return { block: { type: "heading", children: parseInline(heading[1] ?? "") }, next: at + 1 };
  if (QUOTE.test(line)) return parseQuote(lines, at, depth);
  if (MARKER.test(line)) return parseList(lines, at, depth);
  return null;
}

function continuesParagraph(line: string, depth: number): boolean {
  if (line.trim() === "") return false;
  if (depth >= MAX_DEPTH) return true;
  return !(FENCE.test(line) || RULE.test(line) || HEADING.test(line) || QUOTE.test(line) || MARKER.test(line));
}

function parseFence(lines: readonly string[], at: number, fence: string): Taken {
  let end = at + 1;
  // A fence that is never closed runs to the end: better than showing half a program as prose.
  while (end < lines.length && !(lines[end] ?? "").trim().startsWith(fence)) end += 1;
  return { block: { type: "code", text: lines.slice(at + 1, end).join("\n") }, next: end + 1 };
}

function parseQuote(lines: readonly string[], at: number, depth: number): Taken {
  let end = at;
  while (end < lines.length && QUOTE.test(lines[end] ?? "")) end += 1;
  const inner = lines.slice(at, end).map((line) => line.replace(QUOTE, ""));
  return { block: { type: "quote", children: parseBlocks(inner, depth + 1) }, next: end };
}

function parseList(lines: readonly string[], at: number, depth: number): Taken {
  const first = MARKER.exec(lines[at] ?? "");
  const marker = first?.[2] ?? "-";
  const ordered = /\d/.test(marker);
  const items: string[][] = [];
  let next = at;
  while (next < lines.length) {
    const line = lines[next] ?? "";
    const match = MARKER.exec(line);
    const sameKind = match !== null && /\d/.test(match[2] ?? "") === ordered && !RULE.test(line);
    if (sameKind && indentOf(line) < indentOf(lines[at] ?? "") + 2) {
      items.push([line.slice(match[0].length)]);
      next += 1;
      continue;
    }
    const item = items[items.length - 1];
    if (!item) break;
    if (line.trim() === "") {
      if (!listGoesOn(lines, next + 1, ordered)) break;
      item.push("");
    } else if (indentOf(line) >= 2) {
      item.push(dedent(line));
    } else if ((lines[next - 1] ?? "").trim() !== "" && continuesParagraph(line, depth)) {
      // A lazy line: the model wrapped the item's text without indenting it.
      item.push(line);
    } else break;
    next += 1;
  }
  const start = ordered ? Number.parseInt(marker, 10) : 1;
  return { block: { type: "list", ordered, start, items: items.map((item) => parseBlocks(item, depth + 1)) }, next };
}

function listGoesOn(lines: readonly string[], from: number, ordered: boolean): boolean {
  const line = lines[from];
  if (line === undefined || line.trim() === "") return false;
  const marker = MARKER.exec(line)?.[2];
  return indentOf(line) >= 2 || (marker !== undefined && /\d/.test(marker) === ordered);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Nested lines may be indented by two, three or four spaces; one level is taken off, what is deeper stays deeper. */
function dedent(line: string): string {
  const indent = indentOf(line);
  return line.slice(indent >= 4 ? (indent % 4 === 0 ? 4 : 2) : indent);
}

/** The words alone, for screen readers and window titles. */
export function plainText(source: string): string {
  return parseMarkdown(source).map(blockText).join("\n").trim();
}

function blockText(block: Block): string {
  switch (block.type) {
    case "paragraph":
    case "heading":
      return block.children.map(inlineText).join("");
    case "list":
      return block.items.map((item) => item.map(blockText).join(" ")).join("\n");
    case "quote":
      return block.children.map(blockText).join("\n");
    case "code":
      return block.text;
    case "rule":
      return "";
  }
}

function inlineText(inline: Inline): string {
  if (inline.type === "break") return "\n";
  return "children" in inline ? inline.children.map(inlineText).join("") : inline.text;
}
