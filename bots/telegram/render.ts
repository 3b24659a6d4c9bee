import type { Chart } from "../../core/cards/card.ts";
import type { OutgoingCard, OutgoingContent } from "../runtime/channel.ts";
import { parseMarkdown } from "../runtime/markdown.ts";
import { packBlocks } from "../runtime/pack.ts";
import { actionLine, cardLines } from "./card-lines.ts";
import { entityCount, type Line, toHtml, toPlain, visibleLength } from "./html.ts";
import { buttonOf, keyboardsOf, type PlacedAction, type TelegramKeyboard } from "./keyboard.ts";
import { TELEGRAM_LIMITS } from "./limits.ts";
import { words } from "./locale.ts";

/** What a photo message shows: a chart to be drawn, or an address to be fetched. */
export type Picture = { readonly chart: Chart } | { readonly url: string };

/** One message of Telegram; a photo has its text as caption, and is sent as text when the picture cannot be had. */
export interface TelegramMessage {
  readonly html: string;
  /** The same words without marks, within the same limit. */
  readonly plain: string;
  readonly picture?: Picture;
  readonly keyboard?: TelegramKeyboard;
}

/** Text and card that belong together, with their buttons under them. */
interface Section {
  readonly lines: readonly Line[];
  readonly pictures: readonly { readonly picture: Picture; readonly lines: readonly Line[] }[];
  readonly actions: readonly PlacedAction[];
}

/** Content as messages, in order: every message within the limits, every fact and action in one of them. Pure. */
export function renderTelegram(content: OutgoingContent): TelegramMessage[] {
  return merged(sectionsOf(content)).flatMap((section) => sectionMessages(content, section));
}

function sectionsOf(content: OutgoingContent): Section[] {
  const sections: Section[] = [];
  if (content.text) sections.push({ lines: parseMarkdown(content.text), pictures: [], actions: [] });
  let place = 0;
  for (const card of [content.card, ...(content.cards ?? [])]) {
    if (!card) continue;
    const actions = card.actions.map((action, index) => ({ action, place: place + index }));
    place += card.actions.length;
    sections.push(cardSection(card, actions));
  }
  return sections;
}

function cardSection(card: OutgoingCard, actions: readonly PlacedAction[]): Section {
  const unable = actions.filter(({ action }) => buttonOf(action) === undefined);
  const pictures = [
    card.chart && { picture: { chart: card.chart }, lines: titleLine(card.chart.title) },
    card.image && { picture: { url: card.image.url }, lines: titleLine(card.title) },
  ].filter((one) => one !== undefined);
  return {
    lines: [...cardLines(card), ...unable.map(({ action }) => actionLine(action.label, action.url ?? action.text))],
    pictures,
    actions,
  };
}

/** The caption of a picture that stands alone; what it shows is said in the text that follows. */
function titleLine(title: string): Line[] {
  const lines: Line[] = [{ kind: "paragraph", children: [{ kind: "text", text: title }] }];
  return fits(lines, TELEGRAM_LIMITS.captionLength) ? lines : [];
}

/** Sections that need no message of their own go with the next one: text over its card, cards without buttons together. */
function merged(sections: readonly Section[]): Section[] {
  const out: Section[] = [];
  for (const section of sections) {
    const last = out.at(-1);
    if (last && last.actions.length === 0 && last.pictures.length === 0) {
      const together = { ...section, lines: [...last.lines, ...section.lines] };
      if (section.lines.length === 0 || fits(together.lines, TELEGRAM_LIMITS.textLength)) {
        out[out.length - 1] = together;
        continue;
      }
    }
    out.push(section);
  }
  return out;
}

function sectionMessages(content: OutgoingContent, { lines, pictures, actions }: Section): TelegramMessage[] {
  const messages: TelegramMessage[] = [];
  const [only] = pictures;
  if (only && pictures.length === 1 && fits(lines, TELEGRAM_LIMITS.captionLength)) {
    // Everything in one: the picture, the words and the buttons.
    messages.push({ ...message(lines), picture: only.picture });
  } else {
    for (const { picture, lines: caption } of pictures) messages.push({ ...message(caption), picture });
    const packed = packBlocks(lines, (candidate) => fits(candidate, TELEGRAM_LIMITS.textLength));
    messages.push(...packed.map(message).filter(({ html }) => visibleText(html) !== ""));
  }
  const keyboards = keyboardsOf(content, actions);
  const carrier = messages.at(-1);
  for (const [index, keyboard] of keyboards.entries()) {
    const first = index === 0 && carrier !== undefined && visibleText(carrier.html) !== "";
    if (first) messages[messages.length - 1] = { ...carrier, keyboard };
    else {
      const text = words(content.locale).choices;
      messages.push({ html: text, plain: text, keyboard });
    }
  }
  return messages;
}

function message(lines: readonly Line[]): TelegramMessage {
  return { html: toHtml(lines), plain: toPlain(lines) };
}

/** Counted block by block, each once: packing asks for every candidate. An upper bound; joining adds two line breaks. */
function fits(lines: readonly Line[], limit: number): boolean {
  let visible = 0;
  let plain = 0;
  let entities = 0;
  for (const line of lines) {
    const size = sizeOf(line);
    visible += size.visible + 2;
    // The plain version names addresses that HTML hides.
    plain += size.plain + 2;
    entities += size.entities;
  }
  return visible - 2 <= limit && plain - 2 <= limit && entities <= TELEGRAM_LIMITS.entities;
}

interface Size {
  readonly visible: number;
  readonly plain: number;
  readonly entities: number;
}

const sizes = new WeakMap<Line, Size>();

function sizeOf(line: Line): Size {
  const known = sizes.get(line);
  if (known) return known;
  const html = toHtml([line]);
  const size = { visible: visibleLength(html), plain: toPlain([line]).length, entities: entityCount(html) };
  sizes.set(line, size);
  return size;
}

/** Nothing but spaces and invisible characters is an empty message to the server. */
function visibleText(html: string): string {
  return html.replace(/<[^>]*>/g, "").replace(/[\s\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]/g, "");
}
