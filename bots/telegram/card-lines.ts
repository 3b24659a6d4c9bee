import type { Table } from "../../core/cards/card.ts";
import type { OutgoingCard } from "../runtime/channel.ts";
import { type Block, type Inline, parseMarkdown } from "../runtime/markdown.ts";
import { toneMark } from "../runtime/tone.ts";
import type { Line } from "./html.ts";
import { TELEGRAM_MEASURE } from "./limits.ts";

const text = (words: string): Inline => ({ kind: "text", text: words });
const strong = (words: string): Inline => ({ kind: "strong", children: [text(words)] });

/** A card as lines of text, in reading order; its numbers in words even where a picture shows them. */
export function cardLines(card: OutgoingCard): Line[] {
  const facts = (card.facts ?? []).map(
    (fact): Line => ({
      kind: "paragraph",
      children: [strong(`${fact.label}:`), text(` ${fact.value}`)],
      tight: true,
    }),
  );
  return [
    { kind: "heading", children: [text(`${toneMark(card)}${card.title}`)] },
    ...facts,
    ...(card.body ? parseMarkdown(card.body) : []),
    ...(card.table ? [tableBlock(card.table)] : []),
    ...[card.chart?.altText, card.image?.altText].flatMap((alt) =>
      alt ? [{ kind: "paragraph" as const, children: [text(alt)] }] : [],
    ),
    ...(card.footer
      ? [{ kind: "paragraph" as const, children: [{ kind: "emphasis" as const, children: [text(card.footer)] }] }]
      : []),
  ];
}

/** An action that no button can carry (an address that Telegram refuses), as a line with all there is to know. */
export function actionLine(label: string, address: string | undefined): Line {
  const children = address === undefined ? [strong(label)] : [strong(label), text(` ${address}`)];
  return { kind: "paragraph", children, tight: true };
}

/** Columns under each other where a phone can show them, else a bullet for each row. */
function tableBlock({ columns, rows }: Table): Block {
  const labels = columns.map((column) => column.label);
  const all = [labels, ...rows];
  const widths = columns.map((_, column) => Math.max(...all.map((row) => widthOf(row[column] ?? ""))));
  const total = widths.reduce((sum, width) => sum + width, 0) + 2 * (columns.length - 1);
  const oneLine = all.every((row) => row.every((cell) => !cell.includes("\n")));
  if (total <= TELEGRAM_MEASURE.tableCharacters && oneLine) {
    const line = (row: readonly string[]): string =>
      columns.map(({ align }, column) => pad(row[column] ?? "", widths[column] ?? 0, align === "end")).join("  ");
    return { kind: "code", text: all.map((row) => line(row).trimEnd()).join("\n") };
  }
  return { kind: "list", start: null, items: rows.map((row) => [rowBullet(labels, row)]) };
}

function rowBullet(labels: readonly string[], row: readonly string[]): Block {
  const [first = "", ...others] = row;
  const rest = others.map((cell, index) => `${labels[index + 1] ?? ""}: ${cell}`).join(" · ");
  return { kind: "paragraph", children: [strong(first), text(rest === "" ? "" : ` – ${rest}`)] };
}

/** Emoji and East Asian characters are twice as wide. */
function widthOf(words: string): number {
  let width = 0;
  for (const char of words) width += (char.codePointAt(0) ?? 0) > 0x10ff ? 2 : 1;
  return width;
}

function pad(words: string, width: number, end: boolean): string {
  const space = " ".repeat(Math.max(0, width - widthOf(words)));
  return end ? space + words : words + space;
}
