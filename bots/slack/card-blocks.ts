import type { Card, Chart, Fact, Table } from "../../core/cards/card.ts";
import type { Locale } from "../../core/kernel/actor.ts";
import { moreToken, type OutgoingAction, type OutgoingCard, type OutgoingContent } from "../runtime/channel.ts";
import { type Block, parseMarkdown, plainText } from "../runtime/markdown.ts";
import { packBlocks } from "../runtime/pack.ts";
import { toneMark } from "../runtime/tone.ts";
import { type SlackBlock, shortened } from "./block.ts";
import { LIMITS } from "./limits.ts";
import { SLACK_WORDS } from "./locale.ts";
import { escapeMrkdwn, mrkdwnLink, preformatted, toMrkdwn } from "./marks.ts";

/** One block with what packing needs to know of it. */
export interface Piece {
  readonly block: SlackBlock;
  /** Characters of words in it. */
  readonly size: number;
  /** Its words for the fallback. */
  readonly plain: string;
  readonly presses?: boolean;
  readonly chart?: Chart;
}

/** Markdown as sections of at most 3,000 characters. */
export function textPieces(blocks: readonly Block[]): Piece[] {
  const packed = packBlocks(blocks, (some) => toMrkdwn(some).length <= LIMITS.sectionText);
  return packed.flatMap((some) => {
    const text = toMrkdwn(some);
    return text.trim() === "" ? [] : [section(text, plainText(some))];
  });
}

/** Words as they are, without Markdown, however long. */
function wordPieces(text: string, mark: (text: string) => string = (same) => same): Piece[] {
  const paragraph: Block = { kind: "paragraph", children: [{ kind: "text", text }] };
  const packed = packBlocks([paragraph], (some) => mark(toMrkdwn(some)).length <= LIMITS.sectionText);
  return packed.flatMap((some) =>
    toMrkdwn(some).trim() === "" ? [] : [section(mark(toMrkdwn(some)), plainText(some))],
  );
}

function section(text: string, plain: string): Piece {
  return { block: { type: "section", text: { type: "mrkdwn", text } }, size: text.length, plain };
}

/** A card as blocks, in the order they are read. `before` counts the actions of the cards above. */
export function cardBlocks(card: OutgoingCard, content: OutgoingContent, before: number): Piece[] {
  return [
    ...titlePieces(card),
    ...factPieces(card.facts ?? []),
    ...(card.body?.trim() ? textPieces(parseMarkdown(card.body)) : []),
    ...(card.table ? tablePieces(card.table) : []),
    ...(card.chart ? chartPieces(card.chart) : []),
    ...(card.image ? imagePieces(card.image) : []),
    ...actionPieces(card.actions, content, before),
    ...(card.footer?.trim() ? footerPieces(card.footer) : []),
  ];
}

function titlePieces(card: OutgoingCard): Piece[] {
  const title = `${toneMark(card)}${card.title.replace(/\s*\n\s*/g, " ").trim()}`;
  if (title.trim() === "") return [];
  if (title.length > LIMITS.header) return wordPieces(title, (text) => `*${text}*`);
  const block = { type: "header", text: { type: "plain_text", text: title, emoji: false } };
  return [{ block, size: title.length, plain: title }];
}

function factPieces(facts: readonly Fact[]): Piece[] {
  const pieces: Piece[] = [];
  let fields: { text: string; plain: string }[] = [];
  const close = (): void => {
    if (fields.length === 0) return;
    pieces.push({
      block: { type: "section", fields: fields.map(({ text }) => ({ type: "mrkdwn", text })) },
      size: fields.reduce((sum, { text }) => sum + text.length, 0),
      plain: fields.map(({ plain }) => plain).join("\n"),
    });
    fields = [];
  };
  for (const { label, value } of facts) {
    const name = label.trim() === "" ? "" : `*${escapeMrkdwn(label.trim())}*\n`;
    const text = `${name}${escapeMrkdwn(value)}`;
    if (text.trim() === "") continue;
    if (text.length > LIMITS.fieldText) {
      close();
      if (name !== "") pieces.push(...wordPieces(label.trim(), (some) => `*${some}*`));
      pieces.push(...wordPieces(value));
      continue;
    }
    fields.push({ text, plain: `${label}: ${value}` });
    if (fields.length === LIMITS.fields) close();
  }
  close();
  return pieces;
}

/** A native table where it is small enough, else lines in a fixed width. */
function tablePieces(table: Table): Piece[] {
  const header = table.columns.map((column) => column.label);
  const width = header.length;
  if (width === 0) return [];
  const rows = [header, ...table.rows.map((row) => header.map((_label, index) => row[index] ?? ""))];
  const cells = rows.map((row) => row.map((cell) => (cell.trim() === "" ? "–" : cell)));
  const size = cells.flat().reduce((sum, cell) => sum + cell.length, 0);
  const plain = cells.map((row) => row.join(" | ")).join("\n");
  if (rows.length <= LIMITS.tableRows && width <= LIMITS.tableColumns && size <= LIMITS.tableText) {
    const block = {
      type: "table",
      rows: cells.map((row) => row.map((text) => ({ type: "raw_text", text }))),
      column_settings: table.columns.map(({ align }) => ({
        align: align === "end" ? "right" : "left",
        is_wrapped: true,
      })),
    };
    return [{ block, size, plain }];
  }
  const code: Block = { kind: "code", text: plain };
  const packed = packBlocks([code], (some) => codeText(some).length <= LIMITS.sectionText);
  return packed.map((some) => section(codeText(some), plainText(some)));
}

function codeText(blocks: readonly Block[]): string {
  return blocks.map((block) => (block.kind === "code" ? preformatted(block.text) : "")).join("\n");
}

/** The picture's block is filled by the channel once it is uploaded; its numbers are words in any case. */
function chartPieces(chart: Chart): Piece[] {
  const alt = shortened(chart.altText.trim() || chart.title || "–", LIMITS.altText);
  const block = { type: "image", slack_file: { id: "" }, alt_text: alt };
  const numbers = chart.altText.trim() === "" ? chart.title : chart.altText;
  return [{ block, size: 0, plain: "", chart }, ...wordPieces(numbers)];
}

function imagePieces(image: NonNullable<Card["image"]>): Piece[] {
  const alt = shortened(image.altText.trim() || "–", LIMITS.altText);
  if (!isWebAddress(image.url)) return wordPieces(image.altText);
  return [{ block: { type: "image", image_url: image.url, alt_text: alt }, size: 0, plain: image.altText }];
}

/** The same picture as a line with its address, for when Slack cannot fetch it. */
export function imageAsLink(block: SlackBlock): SlackBlock {
  const text = mrkdwnLink(String(block.image_url ?? ""), escapeMrkdwn(String(block.alt_text ?? "")));
  return { type: "section", text: { type: "mrkdwn", text: text.length <= LIMITS.sectionText ? text : "–" } };
}

/** Buttons in rows of five. Of too many, the optional ones of the lowest priority are behind "more". */
function actionPieces(actions: readonly OutgoingAction[], content: OutgoingContent, before: number): Piece[] {
  const shown = chooseActions(actions);
  const pieces: Piece[] = [];
  const buttons: Readonly<Record<string, unknown>>[] = [];
  for (const [index, action] of actions.entries()) {
    if (!shown.has(index)) continue;
    if (action.kind === "link" && !isWebAddress(action.url ?? "")) {
      pieces.push(...wordPieces(`${action.label}: ${action.url}`));
      continue;
    }
    if (action.label.length > LIMITS.buttonLabel) pieces.push(...wordPieces(action.label));
    buttons.push(button(action, `a${before + index}`, content.locale));
  }
  if (shown.size < actions.length) {
    const from = actions.findIndex((_action, index) => !shown.has(index));
    buttons.push({
      type: "button",
      action_id: `more${before + from}`,
      text: { type: "plain_text", text: SLACK_WORDS[content.locale].more, emoji: false },
      value: moreToken(content, before + from),
    });
  }
  for (let start = 0; start < buttons.length; start += LIMITS.buttonsPerRow) {
    const elements = buttons.slice(start, start + LIMITS.buttonsPerRow);
    pieces.push({
      block: { type: "actions", elements },
      size: elements.reduce((sum, element) => sum + String((element.text as { text: string }).text).length, 0),
      plain: "",
      presses: elements.some((element) => element.value !== undefined),
    });
  }
  return pieces;
}

/** What Slack takes for a button or a picture; any other address is words. */
function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url) && url.length <= LIMITS.url;
}

/** Which actions have room: all required ones, then the others by priority, "more" taking one place. */
function chooseActions(actions: readonly OutgoingAction[]): Set<number> {
  const indices = actions.map((_action, index) => index);
  if (actions.length <= LIMITS.buttonsPerCard) return new Set(indices);
  const required = indices.filter((index) => actions[index]?.required);
  const optional = indices
    .filter((index) => !actions[index]?.required)
    .sort((a, b) => (actions[b]?.priority ?? 0) - (actions[a]?.priority ?? 0) || a - b);
  const room = Math.max(0, LIMITS.buttonsPerCard - 1 - required.length);
  return new Set([...required, ...optional.slice(0, room)]);
}

function button(action: OutgoingAction, id: string, locale: Locale): Readonly<Record<string, unknown>> {
  const words = SLACK_WORDS[locale];
  const plain = (text: string) => ({ type: "plain_text", text, emoji: false });
  const label = action.label.trim() === "" ? "–" : shortened(action.label, LIMITS.buttonLabel);
  const asks = (action.ask?.length ?? 0) > 0;
  return {
    type: "button",
    action_id: action.kind === "link" ? `link${id}` : id,
    text: plain(label),
    ...(action.kind === "link" ? { url: action.url } : { value: action.token ?? "" }),
    ...(action.style === "plain" ? {} : { style: action.style }),
    // A window that asks is itself a second look.
    ...(action.style === "danger" && !asks && action.kind !== "link"
      ? {
          confirm: {
            title: plain(words.sure),
            text: plain(words.sureText),
            confirm: plain(words.yes),
            deny: plain(words.no),
            style: "danger",
          },
        }
      : {}),
  };
}

function footerPieces(footer: string): Piece[] {
  const text = toMrkdwn(parseMarkdown(footer));
  if (text.length > LIMITS.contextText) return textPieces(parseMarkdown(footer));
  if (text.trim() === "") return [];
  return [{ block: { type: "context", elements: [{ type: "mrkdwn", text }] }, size: text.length, plain: footer }];
}
