import type { Block, Inline } from "../runtime/markdown.ts";

/** Slack's three escapes; its marks themselves (`*_~`) have none. */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Blocks in Slack's own marks. */
export function toMrkdwn(blocks: readonly Block[]): string {
  return blocks.map(markBlock).join("\n\n");
}

function markBlock(block: Block): string {
  switch (block.kind) {
    case "heading":
      return wrap("*", block.children.map(markInline).join(""));
    case "list":
      return block.items
        .map((item, index) => {
          const bullet = block.start === null ? "•" : `${block.start + index}.`;
          return `${bullet} ${item.map(markBlock).join("\n").replaceAll("\n", "\n    ")}`;
        })
        .join("\n");
    case "quote":
      return block.children.map(markBlock).join("\n").replace(/^/gm, "> ");
    case "code":
      return preformatted(block.text);
    default:
      return block.children.map(markInline).join("");
  }
}

/** Text in a fixed width; backticks in it cannot end it. */
export function preformatted(text: string): string {
  return `\`\`\`\n${escapeMrkdwn(text).replaceAll("```", "ʼʼʼ")}\n\`\`\``;
}

function markInline(inline: Inline): string {
  switch (inline.kind) {
    case "text":
      return escapeMrkdwn(inline.text);
    case "code":
      return inline.text.includes("`") ? escapeMrkdwn(inline.text) : `\`${escapeMrkdwn(inline.text)}\``;
    case "strong":
      return wrap("*", inline.children.map(markInline).join(""));
    case "emphasis":
      return wrap("_", inline.children.map(markInline).join(""));
    case "strike":
      return wrap("~", inline.children.map(markInline).join(""));
    case "link": {
      const words = inline.children.map(markInline).join("");
      return mrkdwnLink(inline.url, words);
    }
  }
}

/** A link; what is no address of the web stays words. */
export function mrkdwnLink(url: string, words: string): string {
  if (!/^(https?:\/\/|mailto:)/i.test(url) || !URL.canParse(url)) return `${words} (${escapeMrkdwn(url)})`;
  const address = url
    .replaceAll("&", "&amp;")
    .replaceAll("<", "%3C")
    .replaceAll(">", "%3E")
    .replaceAll("|", "%7C")
    .replaceAll(" ", "%20");
  return words === "" || words === escapeMrkdwn(url) ? `<${address}>` : `<${address}|${words.replaceAll("|", "¦")}>`;
}

/** A mark only works tight around words on one line. */
function wrap(mark: string, text: string): string {
  return text
    .split("\n")
    .map((line) =>
      line.replace(/^(\s*)(.*?)(\s*)$/s, (_all, before, words, after) =>
        words === "" ? line : `${before}${mark}${words}${mark}${after}`,
      ),
    )
    .join("\n");
}
