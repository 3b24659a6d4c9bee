import type { OutgoingCard } from "./channel.ts";
import { type Block, type Inline, parseMarkdown } from "./markdown.ts";
import { toneMark } from "./tone.ts";

/**
 * Text as WhatsApp marks it up, for both of its channels: *bold* _italic_ ~struck~ `code`. WhatsApp knows no escape, so a
 * sign of somebody's text that would mark is replaced by its look-alike; within words, and in addresses, nothing is.
 */
export function whatsappText(blocks: readonly Block[]): string {
  return blocks
    .map(textOfBlock)
    .filter((text) => text.trim() !== "")
    .join("\n\n");
}

/** Packing asks for the same blocks again and again. */
const known = new WeakMap<Block, string>();

function textOfBlock(block: Block): string {
  const before = known.get(block);
  if (before !== undefined) return before;
  const text = blockText(block);
  known.set(block, text);
  return text;
}

const ADDRESS = /(https?:\/\/\S+)/;
const LOOK_ALIKE: Readonly<Record<string, string>> = { "*": "∗", _: "ˍ", "~": "∼", "`": "ˋ" };
const WORD = /[\p{L}\p{N}]/u;

function plain(text: string): string {
  return text
    .split(ADDRESS)
    .map((part, index) => (index % 2 === 1 ? part : part.split("\n").map(plainLine).join("\n")))
    .join("");
}

function plainLine(line: string): string {
  const chars = Array.from(line);
  return chars
    .map((char, at) => {
      const other = LOOK_ALIKE[char];
      if (other === undefined || (char !== "*" && line.indexOf(char) === line.lastIndexOf(char))) return char;
      const before = chars[at - 1] ?? " ";
      const after = chars[at + 1] ?? " ";
      const within = WORD.test(before) && WORD.test(after);
      const alone = /\s/.test(before) && /\s/.test(after);
      return within || alone ? char : other;
    })
    .join("");
}

type Mark = "*" | "_" | "~";
const MARK_OF = { strong: "*", emphasis: "_", strike: "~" } as const;

interface Piece {
  readonly text: string;
  readonly mark?: Mark;
}

function inlineText(inlines: readonly Inline[], within = ""): string {
  const pieces = inlines.map((inline) => pieceOf(inline, within));
  let out = "";
  for (const [index, { text, mark }] of pieces.entries()) {
    const next = pieces.slice(index + 1).find((piece) => piece.text !== "")?.text ?? "";
    out += mark ? marked(text, mark, out.at(-1) ?? "", next.at(0) ?? "") : text;
  }
  return out;
}

function pieceOf(inline: Inline, within: string): Piece {
  switch (inline.kind) {
    case "text":
      return { text: plain(inline.text) };
    case "code":
      return {
        text: /[`\n]/.test(inline.text) || inline.text.trim() === "" ? plain(inline.text) : `\`${inline.text}\``,
      };
    case "link": {
      const words = inlineText(inline.children, within);
      const same = words.trim() === "" || words === inline.url || `mailto:${words}` === inline.url;
      return { text: same ? inline.url.replace(/^mailto:/, "") : `${words} (${inline.url})` };
    }
    default: {
      const mark = MARK_OF[inline.kind];
      const text = inlineText(inline.children, within + mark);
      return within.includes(mark) ? { text } : { text, mark };
    }
  }
}

/** A mark holds for one line, stands against no word, and has no blank inside its ends. */
function marked(text: string, mark: Mark, before: string, after: string): string {
  const lines = text.split("\n");
  return lines
    .map((line, index) => {
      const words = line.trim();
      const glued =
        (index === 0 && WORD.test(before)) || (index === lines.length - 1 && WORD.test(after) && !/\s$/.test(line));
      if (words === "" || words.includes(mark) || (glued && !/^\s/.test(line))) return line;
      return line.replace(words, () => `${mark}${words}${mark}`);
    })
    .join("\n");
}

function blockText(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return inlineText(block.children);
    case "heading":
      return inlineText([{ kind: "strong", children: block.children }]);
    case "code":
      return block.text.includes("```") ? plain(block.text) : `\`\`\`${block.text}\`\`\``;
    case "quote":
      return whatsappText(block.children)
        .split("\n")
        .map((line) => `> ${line}`)
        .join("\n");
    case "list":
      return block.items
        .map((item, index) => {
          const sign = block.start === null ? "•" : `${block.start + index}.`;
          return `${sign} ${item.map(blockText).join("\n").replace(/\n/g, "\n   ")}`;
        })
        .join("\n");
  }
}

const text = (words: string): Inline => ({ kind: "text", text: words });
const strong = (words: string): Inline => ({ kind: "strong", children: [text(words)] });
const paragraph = (...children: Inline[]): Block => ({ kind: "paragraph", children });

/** Everything a card says in words, in order: title, facts, body, table, the numbers of its chart, links, footer. */
export function cardBlocks(card: OutgoingCard, options: { readonly footer: boolean } = { footer: true }): Block[] {
  const blocks: Block[] = [];
  const lines = [
    ...(card.title.trim() === "" ? [] : [[strong(`${toneMark(card)}${card.title}`)]]),
    ...(card.facts ?? []).map(({ label, value }) => [strong(`${label}:`), text(` ${value}`)]),
  ];
  const head = lines.flatMap((line, index) => (index > 0 ? [text("\n"), ...line] : line));
  if (head.length > 0) blocks.push(paragraph(...head));
  if (card.body) blocks.push(...parseMarkdown(card.body));
  if (card.table && card.table.rows.length > 0) blocks.push(tableBlock(card.table));
  if (card.chart) blocks.push(paragraph(text(card.chart.altText)));
  for (const action of card.actions) {
    // A fact that is the address itself was read already; the same line twice is only longer.
    if (action.kind === "link" && action.url && !card.facts?.some(({ value }) => value === action.url))
      blocks.push(paragraph(text(`${action.label}: ${action.url}`)));
  }
  if (options.footer && card.footer) blocks.push(paragraph({ kind: "emphasis", children: [text(card.footer)] }));
  return blocks;
}

/** A row a line: its first cell in bold, the others by the names of their columns. */
function tableBlock(table: NonNullable<OutgoingCard["table"]>): Block {
  return {
    kind: "list",
    start: null,
    items: table.rows.map((row) => {
      const [first = "", ...rest] = row;
      const others = rest.map((cell, index) => `${table.columns[index + 1]?.label ?? ""}: ${cell}`);
      return [paragraph(strong(first), text(others.length > 0 ? ` · ${others.join(" · ")}` : ""))];
    }),
  };
}
