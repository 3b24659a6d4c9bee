import type { Nodes, PhrasingContent, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

/** Text within a block. What a channel has no mark for is written as its children. */
export type Inline =
  | { readonly kind: "text" | "code"; readonly text: string }
  | { readonly kind: "strong" | "emphasis" | "strike"; readonly children: readonly Inline[] }
  | { readonly kind: "link"; readonly url: string; readonly children: readonly Inline[] };

/** The small tree that every channel renders: no tables, pictures or raw HTML, which become plain text. */
export type Block =
  | { readonly kind: "paragraph" | "heading"; readonly children: readonly Inline[] }
  | { readonly kind: "list"; readonly start: number | null; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: "quote"; readonly children: readonly Block[] }
  | { readonly kind: "code"; readonly text: string };

const extensions = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };

/** Markdown to blocks. Never fails: whatever is no Markdown is text. Single line breaks are kept, as chats show them. */
export function parseMarkdown(text: string): Block[] {
  return fromMarkdown(text, extensions).children.flatMap(blockOf);
}

function blockOf(node: RootContent): Block[] {
  switch (node.type) {
    case "heading":
      return [{ kind: "heading", children: inlines(node.children) }];
    case "paragraph":
      return [{ kind: "paragraph", children: inlines(node.children) }];
    case "list":
      return [
        {
          kind: "list",
          start: node.ordered ? (node.start ?? 1) : null,
          items: node.children.map((item) => item.children.flatMap(blockOf)),
        },
      ];
    case "blockquote":
      return [{ kind: "quote", children: node.children.flatMap(blockOf) }];
    case "code":
      return [{ kind: "code", text: node.value }];
    case "html":
      return [{ kind: "paragraph", children: [{ kind: "text", text: node.value }] }];
    case "table":
      return [{ kind: "code", text: node.children.map((row) => row.children.map(plainOf).join("  ")).join("\n") }];
    case "thematicBreak":
    case "definition":
    case "footnoteDefinition":
      return [];
    default:
      return [{ kind: "paragraph", children: [{ kind: "text", text: plainOf(node) }] }];
  }
}

function inlines(nodes: readonly PhrasingContent[]): Inline[] {
  return nodes.flatMap((node): Inline[] => {
    switch (node.type) {
      case "text":
      case "html":
        return [{ kind: "text", text: node.value }];
      case "inlineCode":
        return [{ kind: "code", text: node.value }];
      case "strong":
      case "emphasis":
        return [{ kind: node.type, children: inlines(node.children) }];
      case "delete":
        return [{ kind: "strike", children: inlines(node.children) }];
      case "link":
        return [{ kind: "link", url: node.url, children: inlines(node.children) }];
      case "break":
        return [{ kind: "text", text: "\n" }];
      default:
        return [{ kind: "text", text: plainOf(node) }];
    }
  });
}

/** A node's words without marks; a picture is its alternative text. */
function plainOf(node: Nodes): string {
  if ("value" in node) return node.value;
  if ("alt" in node && node.alt) return node.alt;
  return "children" in node ? node.children.map(plainOf).join("") : "";
}

/** Words of blocks without any mark, for channels and places that show none. */
export function plainText(blocks: readonly Block[]): string {
  return blocks.map(plainBlock).join("\n\n");
}

function plainBlock(block: Block): string {
  switch (block.kind) {
    case "list":
      return block.items
        .map((item, index) => `${block.start === null ? "•" : `${block.start + index}.`} ${plainText(item)}`)
        .join("\n");
    case "quote":
      return plainText(block.children);
    case "code":
      return block.text;
    default:
      return block.children.map(plainInline).join("");
  }
}

function plainInline(inline: Inline): string {
  if (!("children" in inline)) return inline.text;
  const words = inline.children.map(plainInline).join("");
  return inline.kind === "link" && words !== inline.url ? `${words} (${inline.url})` : words;
}
