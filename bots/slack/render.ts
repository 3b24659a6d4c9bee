import type { Chart } from "../../core/cards/card.ts";
import type { OutgoingContent } from "../runtime/channel.ts";
import { parseMarkdown } from "../runtime/markdown.ts";
import { type SlackBlock, shortened } from "./block.ts";
import { cardBlocks, type Piece, textPieces } from "./card-blocks.ts";
import { LIMITS } from "./limits.ts";
import { SLACK_WORDS } from "./locale.ts";

/** A message as Slack takes it. `charts` are drawn and uploaded by the channel, which fills their blocks. */
export interface SlackMessage {
  /** What notifications and screen readers get; the blocks say everything. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
  /** It has buttons that press something. */
  readonly actions: boolean;
  /** Places in `blocks` that show a chart. */
  readonly charts: readonly { readonly index: number; readonly chart: Chart }[];
}

/**
 * A content as messages, in order, each within Slack's limits. Text is parted, never cut; a card stays in one message
 * where it fits into one.
 */
export function renderSlack(content: OutgoingContent): SlackMessage[] {
  const groups: Piece[][] = [];
  if (content.text?.trim()) groups.push(textPieces(parseMarkdown(content.text)));
  let counted = 0;
  for (const card of [content.card, ...(content.cards ?? [])]) {
    if (!card) continue;
    const pieces = cardBlocks(card, content, counted);
    counted += card.actions.length;
    if (groups.length > 0) groups.push([divider(), ...pieces]);
    else groups.push(pieces);
  }
  const filled = groups.filter((group) => group.some((piece) => piece.block.type !== "divider"));
  return packGroups(filled).map(messageOf);
}

const divider = (): Piece => ({ block: { type: "divider" }, size: 0, plain: "" });

/** Puts groups into messages: together where there is room, whole where one message can hold them, parted otherwise. */
function packGroups(groups: readonly Piece[][]): Piece[][] {
  const messages: Piece[][] = [];
  let current: Piece[] = [];
  const close = (): void => {
    if (current.length > 0) messages.push(current);
    current = [];
  };
  for (const group of groups) {
    if (!fits([...current, ...group])) {
      if (fits(group)) close();
      for (const piece of group) {
        if (!fits([...current, piece])) close();
        current.push(piece);
      }
      continue;
    }
    current.push(...group);
  }
  close();
  // A divider at an edge parts nothing.
  return messages.map((pieces) => trimDividers(pieces)).filter((pieces) => pieces.length > 0);
}

function trimDividers(pieces: readonly Piece[]): Piece[] {
  const first = pieces.findIndex((piece) => piece.block.type !== "divider");
  const last = pieces.findLastIndex((piece) => piece.block.type !== "divider");
  return first === -1 ? [] : pieces.slice(first, last + 1);
}

function fits(pieces: readonly Piece[]): boolean {
  const size = pieces.reduce((sum, piece) => sum + piece.size, 0);
  const tables = pieces.filter((piece) => piece.block.type === "table").length;
  return pieces.length <= LIMITS.blocksPerMessage && size <= LIMITS.messageText && tables <= 1;
}

function messageOf(pieces: readonly Piece[]): SlackMessage {
  const spoken = pieces
    .map((piece) => piece.plain)
    .filter((line) => line !== "")
    .join("\n");
  return {
    text: shortened(spoken, LIMITS.fallbackText) || "Kolega",
    blocks: pieces.map((piece) => piece.block),
    actions: pieces.some((piece) => piece.presses === true),
    charts: pieces.flatMap((piece, index) => (piece.chart ? [{ index, chart: piece.chart }] : [])),
  };
}

/** A content as the blocks of the home tab; what does not fit is in the Messages tab, and the last line says so. */
export function renderHome(content: OutgoingContent): SlackBlock[] {
  const blocks = renderSlack(content).flatMap((message) =>
    message.blocks.filter(
      (block, index) => block.type !== "table" && !message.charts.some((chart) => chart.index === index),
    ),
  );
  if (blocks.length <= LIMITS.blocksPerView) return blocks;
  const more = SLACK_WORDS[content.locale].moreInChat;
  return [
    ...blocks.slice(0, LIMITS.blocksPerView - 1),
    { type: "context", elements: [{ type: "mrkdwn", text: more }] },
  ];
}
