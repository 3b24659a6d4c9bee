import type { Block, Inline } from "../runtime/markdown.ts";

/** A block that follows the one before without an empty line: fact after fact. */
export type Line = Block & { readonly tight?: true };

/** Blocks as Telegram HTML (core.telegram.org/bots/api#html-style). Only our own tags; everything else is escaped. */
export function toHtml(blocks: readonly Line[]): string {
  return joined(blocks, (block) => blockHtml(block, false));
}

/** The same without any mark, for a server that refuses the marks. */
export function toPlain(blocks: readonly Line[]): string {
  return joined(blocks, blockPlain);
}

/** Characters that count against the limits: without tags, each reference one. */
export function visibleLength(html: string): number {
  return html.replace(/<[^>]*>/g, "").replace(/&(?:lt|gt|amp|quot);/g, "x").length;
}

export function entityCount(html: string): number {
  return html.match(/<[a-z]/g)?.length ?? 0;
}

/** Addresses that Telegram takes in links and buttons: http(s), and a host with a dot or an IP address. */
export function isTelegramUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return (protocol === "https:" || protocol === "http:") && (hostname.includes(".") || hostname.startsWith("["));
}

function joined(blocks: readonly Line[], render: (block: Line) => string): string {
  let out = "";
  for (const block of blocks) {
    const text = render(block);
    if (text === "") continue;
    out += out === "" ? text : `${block.tight ? "\n" : "\n\n"}${text}`;
  }
  return out;
}

function blockHtml(block: Block, quoted: boolean): string {
  switch (block.kind) {
    case "heading":
      return `<b>${inlineHtml(block.children, "strong")}</b>`;
    case "list":
      return listLines(block, (item) => joined(item, (one) => blockHtml(one, quoted)));
    case "quote": {
      // Quotes do not nest.
      const inner = joined(block.children, (one) => blockHtml(one, true));
      return quoted || inner === "" ? inner : `<blockquote>${inner}</blockquote>`;
    }
    case "code":
      return `<pre>${escapeHtml(block.text)}</pre>`;
    default:
      return inlineHtml(block.children);
  }
}

function blockPlain(block: Block): string {
  switch (block.kind) {
    case "list":
      return listLines(block, (item) => joined(item, blockPlain));
    case "quote":
      return joined(block.children, blockPlain);
    case "code":
      return wellFormed(block.text);
    default:
      return inlinePlain(block.children);
  }
}

function listLines(list: Extract<Block, { kind: "list" }>, render: (item: readonly Block[]) => string): string {
  return list.items
    .map((item, index) => {
      const mark = list.start === null ? "•" : `${list.start + index}.`;
      return `${mark} ${render(item).replaceAll("\n", "\n   ")}`;
    })
    .join("\n");
}

const TAGS = { strong: "b", emphasis: "i", strike: "s" } as const;

function inlineHtml(inlines: readonly Inline[], within?: Inline["kind"]): string {
  return inlines
    .map((inline) => {
      if (!("children" in inline)) {
        const text = escapeHtml(inline.text);
        return inline.kind === "code" && text !== "" ? `<code>${text}</code>` : text;
      }
      const inner = inlineHtml(inline.children, inline.kind);
      if (inline.kind === "link") {
        if (!isTelegramUrl(inline.url)) return withAddress(inner, escapeHtml(inline.url));
        return inner === "" ? escapeHtml(inline.url) : `<a href="${escapeHtml(inline.url)}">${inner}</a>`;
      }
      const tag = TAGS[inline.kind];
      return inner === "" || inline.kind === within ? inner : `<${tag}>${inner}</${tag}>`;
    })
    .join("");
}

function inlinePlain(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (!("children" in inline)) return wellFormed(inline.text);
      const inner = inlinePlain(inline.children);
      return inline.kind === "link" ? withAddress(inner, wellFormed(inline.url)) : inner;
    })
    .join("");
}

function withAddress(label: string, address: string): string {
  return label === "" || label === address ? address : `${label} (${address})`;
}

function escapeHtml(text: string): string {
  return wellFormed(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Half an emoji is no UTF-8, and control characters are nothing to see: the server refuses the one and drops the other. */
function wellFormed(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  return text.replace(/\p{Surrogate}/gu, "\uFFFD").replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, " ");
}
