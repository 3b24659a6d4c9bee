import type { Chart } from "../../core/cards/card.ts";
import type { OutgoingAction, OutgoingCard, OutgoingContent } from "../runtime/channel.ts";
import { type Block, type Inline, parseMarkdown } from "../runtime/markdown.ts";
import { packBlocks } from "../runtime/pack.ts";
import { cardBlocks, whatsappText } from "../runtime/whatsapp-text.ts";
import { WEB_LIMITS as LIMITS } from "./limits.ts";
import { WEB_WORDS } from "./locale.ts";

export type WebRendered =
  | { readonly kind: "text"; readonly text: string; readonly actions: boolean }
  | { readonly kind: "poll"; readonly question: string; readonly options: readonly string[] }
  | { readonly kind: "picture"; readonly picture: Picture; readonly caption?: string };

/** A picture that is drawn, or fetched; its words are in the text as well, so that it may be missing. */
export type Picture =
  | { readonly kind: "chart"; readonly chart: Chart }
  | { readonly kind: "address"; readonly url: string };

/** A choice by the number that presses it: its place among all choices of the message (the runtime counts alike). */
interface Choice {
  readonly number: number;
  readonly label: string;
}

/**
 * A message as WhatsApp Web shows it. It has no buttons: the choices of one card become a poll whose options carry their
 * numbers, so that a typed number does as well; choices of several cards, of which a poll would need explaining, stand as
 * numbered lines under their cards.
 */
export function renderWhatsappWeb(content: OutgoingContent, place: { readonly group: boolean }): WebRendered[] {
  const cards = [content.card, ...(content.cards ?? [])].filter((card) => card !== undefined);
  const choices = numbered(cards);
  const all = choices.flat();
  const pictures = picturesOf(content, cards);
  const words = [...(content.text ? parseMarkdown(content.text) : []), ...cards.flatMap((card) => cardBlocks(card))];
  const options = pollOptions(choices);
  if (options) {
    const short = pollQuestion(words);
    if (short !== undefined && pictures.length === 0) return [{ kind: "poll", question: short, options }];
    const question = titleOf(cards) ?? WEB_WORDS[content.locale].question;
    return [...pictures, ...texts(words, false), { kind: "poll", question, options }];
  }
  if (all.length === 0) return [...pictures, ...texts(words, false)];
  const hint = WEB_WORDS[content.locale][place.group ? "numberInGroup" : "number"];
  const withNumbers = [
    ...(content.text ? parseMarkdown(content.text) : []),
    ...cards.flatMap((card, index) => [...cardBlocks(card), ...choiceBlocks(choices[index] ?? [])]),
    paragraph({ kind: "emphasis", children: [{ kind: "text", text: hint }] }),
  ];
  return [...pictures, ...texts(withNumbers, true)];
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** The choices of each card, numbered through over all of them. */
function numbered(cards: readonly OutgoingCard[]): Choice[][] {
  let number = 0;
  const next = ({ kind, token, label }: OutgoingAction): Choice[] => {
    if (kind === "link" || !token) return [];
    number += 1;
    return [{ number, label: oneLine(label) }];
  };
  return cards.map(({ actions }) => actions.flatMap(next));
}

/** The options of a poll, where all choices are one card's and fit; else undefined. */
function pollOptions(choices: readonly (readonly Choice[])[]): string[] | undefined {
  const [only, further] = choices.filter((of) => of.length > 0);
  if (!only || further || only.length < LIMITS.pollOptionsMin || only.length > LIMITS.pollOptionsMax) return undefined;
  const options = only.map(({ number, label }) => `${number}. ${label}`);
  const fits = only.every(({ label }) => label !== "") && options.every((option) => option.length <= LIMITS.pollOption);
  return fits ? options : undefined;
}

/** A poll shows its question without marks: only words that need none are the question themselves. */
function pollQuestion(words: readonly Block[]): string | undefined {
  const plain = words.every((block) => block.kind === "paragraph" && block.children.every(isPlain));
  if (!plain) return undefined;
  // In one line: the apps show a question's line breaks differently, if at all.
  const lines = whatsappText(words.map(withoutMarks)).split("\n").map(oneLine);
  const text = lines.filter((line) => line !== "").join(" · ");
  return text !== "" && text.length <= LIMITS.pollQuestion ? text : undefined;
}

/** Bold titles and labels, and the slanted footer, are as good without. */
function isPlain(inline: Inline): boolean {
  if (inline.kind === "text") return true;
  return (
    (inline.kind === "strong" || inline.kind === "emphasis") && inline.children.every(({ kind }) => kind === "text")
  );
}

function withoutMarks(block: Block): Block {
  if (block.kind !== "paragraph") return block;
  return { kind: "paragraph", children: block.children.flatMap((one) => ("children" in one ? one.children : [one])) };
}

function titleOf(cards: readonly OutgoingCard[]): string | undefined {
  const title = oneLine(cards.find(({ actions }) => actions.some(({ token }) => token))?.title ?? "");
  return title !== "" && title.length <= LIMITS.pollQuestion ? title : undefined;
}

function texts(blocks: readonly Block[], actions: boolean): WebRendered[] {
  const parts = packBlocks(blocks, (candidate) => whatsappText(candidate).length <= LIMITS.textBody)
    .map(whatsappText)
    .filter((text) => text.trim() !== "");
  return parts.map((text, index) => ({ kind: "text", text, actions: actions && index === parts.length - 1 }));
}

const paragraph = (...children: Inline[]): Block => ({ kind: "paragraph", children });

/** Each a line with its number in bold; not a list, whose numbers a long message would begin anew. */
function choiceBlocks(choices: readonly Choice[]): Block[] {
  if (choices.length === 0) return [];
  const lines = choices.flatMap(({ number, label }, index): Inline[] => [
    ...(index > 0 ? [{ kind: "text" as const, text: "\n" }] : []),
    { kind: "strong", children: [{ kind: "text", text: `${number}.` }] },
    { kind: "text", text: ` ${label}` },
  ]);
  return [paragraph(...lines)];
}

/** Charts of every card; photographs of the main one only, because each is a message more. */
function picturesOf({ card }: OutgoingContent, cards: readonly OutgoingCard[]): WebRendered[] {
  const photograph: WebRendered[] = card?.image
    ? [{ kind: "picture", picture: { kind: "address", url: card.image.url } }]
    : [];
  return [...photograph, ...cards.flatMap(({ chart }): WebRendered[] => (chart ? [chartMessage(chart)] : []))];
}

function chartMessage(chart: Chart): WebRendered {
  const title = chart.title.trim();
  const caption = title !== "" && title.length <= LIMITS.caption ? { caption: title } : {};
  return { kind: "picture", picture: { kind: "chart", chart }, ...caption };
}
