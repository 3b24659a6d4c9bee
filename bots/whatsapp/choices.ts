import { moreToken, type OutgoingAction, type OutgoingContent } from "../runtime/channel.ts";
import { WHATSAPP_LIMITS as LIMITS } from "./limits.ts";
import { WHATSAPP_WORDS } from "./locale.ts";
import type { ListRow, ListSection, ReplyButton } from "./messages.ts";

/** A pressable action with its place among all actions of the message, and the card it belongs to. */
export interface Choice {
  readonly action: OutgoingAction;
  readonly token: string;
  readonly index: number;
  /** The card's title, in one line. */
  readonly card: string;
  readonly cardIndex: number;
}

/** How the choices of a message are shown: as buttons, or as one or more lists. */
export type Choices =
  | { readonly kind: "none" }
  | { readonly kind: "buttons"; readonly buttons: readonly ReplyButton[] }
  | {
      readonly kind: "lists";
      readonly lists: readonly (readonly ListSection[])[];
      readonly spelled: readonly string[];
    };

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** Shortened at a word with an ellipsis, never within a surrogate pair. */
export function shorten(text: string, max: number): string {
  const line = oneLine(text);
  if (line.length <= max) return line;
  let cut = "";
  for (const char of line) {
    if (cut.length + char.length > max - 1) break;
    cut += char;
  }
  const space = cut.lastIndexOf(" ");
  return `${(space > max / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

export function choicesOf(content: OutgoingContent): Choice[] {
  const cards = [content.card, ...(content.cards ?? [])].filter((card) => card !== undefined);
  const all = cards.flatMap(({ actions, title }, cardIndex) =>
    actions.map((action) => ({ action, card: oneLine(title), cardIndex })),
  );
  return all.flatMap(({ action, ...of }, index) =>
    action.kind !== "link" && action.token ? [{ ...of, action, token: action.token, index }] : [],
  );
}

/** Nothing required is left out: optional choices beyond the tenth row are behind "more", required ones get further lists. */
export function layOut(content: OutgoingContent): Choices {
  const choices = choicesOf(content);
  if (choices.length === 0) return { kind: "none" };
  const titles = choices.map(({ action }) => oneLine(action.label));
  const short = titles.every((title) => title !== "" && title.length <= LIMITS.buttonTitle);
  if (choices.length <= LIMITS.buttons && short && new Set(titles.map(fold)).size === titles.length) {
    return {
      kind: "buttons",
      buttons: choices.map(({ token }, index) => ({ type: "reply", reply: { id: token, title: titles[index] ?? "" } })),
    };
  }
  return listsOf(content, choices);
}

const fold = (title: string): string => title.toLowerCase();

function listsOf(content: OutgoingContent, choices: readonly Choice[]): Choices {
  const words = WHATSAPP_WORDS[content.locale];
  const manyCards = new Set(choices.map(({ cardIndex }) => cardIndex)).size > 1;
  // One choice on each of several cards (invite whom?): the cards are what is chosen from.
  const oneEach = manyCards && new Set(choices.map(({ cardIndex }) => cardIndex)).size === choices.length;
  const spelled: string[] = [];
  const rowOf = (choice: Choice, used: Set<string>): ListRow => {
    const label = oneLine(choice.action.label) || words.choose;
    if (oneEach && choice.card !== "" && label.length <= LIMITS.rowDescription) {
      return { id: choice.token, title: uniqueTitle(choice.card, used), description: label };
    }
    const title = uniqueTitle(label, used);
    const full = title !== label && label.length > LIMITS.rowTitle;
    if (full && label.length > LIMITS.rowDescription) spelled.push(label);
    const description = full ? label : choice.card.length > LIMITS.sectionTitle && manyCards ? choice.card : "";
    return {
      id: choice.token,
      title,
      ...(description === "" ? {} : { description: shorten(description, LIMITS.rowDescription) }),
    };
  };
  const behindMore =
    choices.length > LIMITS.listRows && choices.slice(LIMITS.listRows - 1).every(({ action }) => !action.required);
  const shown = behindMore ? choices.slice(0, LIMITS.listRows - 1) : choices;
  const lists: ListSection[][] = [];
  for (let from = 0; from < shown.length; from += LIMITS.listRows) {
    const used = new Set<string>([fold(words.more)]);
    const rows = shown.slice(from, from + LIMITS.listRows).map((choice) => ({ choice, row: rowOf(choice, used) }));
    lists.push(manyCards && !oneEach ? byCard(rows, words.choose) : [{ rows: rows.map(({ row }) => row) }]);
  }
  const hidden = behindMore ? choices[LIMITS.listRows - 1] : undefined;
  const last = lists.at(-1)?.at(-1);
  if (hidden && last) {
    const more: ListRow = { id: moreToken(content, hidden.index), title: words.more };
    lists.at(-1)?.splice(-1, 1, { ...last, rows: [...last.rows, more] });
  }
  return { kind: "lists", lists, spelled };
}

/** The rows of a card under its name. */
function byCard(rows: readonly { choice: Choice; row: ListRow }[], unnamed: string): ListSection[] {
  const sections: { cardIndex: number; title: string; rows: ListRow[] }[] = [];
  for (const { choice, row } of rows) {
    const last = sections.at(-1);
    if (last?.cardIndex === choice.cardIndex) last.rows.push(row);
    else {
      const title = shorten(choice.card, LIMITS.sectionTitle) || unnamed;
      sections.push({ cardIndex: choice.cardIndex, title, rows: [row] });
    }
  }
  return sections.map(({ title, rows: inside }) => ({ title, rows: inside }));
}

/** Titles of one list differ; the second of the same name is numbered. */
function uniqueTitle(label: string, used: Set<string>): string {
  let title = shorten(label, LIMITS.rowTitle);
  for (let number = 2; used.has(fold(title)); number += 1) {
    const suffix = ` (${number})`;
    title = `${shorten(label, LIMITS.rowTitle - suffix.length)}${suffix}`;
  }
  used.add(fold(title));
  return title;
}
