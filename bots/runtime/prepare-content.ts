import { dropTokens, mintToken, type PressAction } from "../../core/approvals/tokens.ts";
import type { Action, Card, MessageContent } from "../../core/cards/card.ts";
import type { Tx } from "../../core/db/types.ts";
import type { Locale } from "../../core/kernel/actor.ts";
import { cleanJson } from "../../core/kernel/text.ts";
import type { OutgoingAction, OutgoingCard, OutgoingContent } from "./channel.ts";

/** Whose buttons these are, which row they belong to, and how they are shown. */
interface Purpose {
  readonly tenant: string;
  readonly recipient: string;
  readonly outboundId: string;
  readonly subject: string | null;
  readonly now: Date;
  readonly locale: Locale;
  /** `reply`, or the kind of notification. */
  readonly template: string;
  /** The channel's page says the words of a suggestion itself; elsewhere they are behind a token as well. */
  readonly saysItself: boolean;
}

/** Counts the buttons of a message, so that a number can name one. */
interface Counter {
  next: number;
}

async function prepareAction(tx: Tx, action: Action, purpose: Purpose, counter: Counter): Promise<OutgoingAction> {
  const common = {
    label: action.label,
    style: action.style ?? "plain",
    required: action.required ?? false,
    priority: action.priority ?? 0,
  };
  const token = (pressed: PressAction): Promise<string> => {
    const position = counter.next;
    counter.next += 1;
    return mintToken(tx, purpose.now, { ...purpose, position, action: pressed });
  };
  switch (action.kind) {
    case "link":
      return { ...common, kind: "link", url: action.url };
    case "say":
      return {
        ...common,
        kind: "say",
        text: action.text,
        token: purpose.saysItself ? undefined : await token(action),
      };
    default:
      return {
        ...common,
        kind: "press",
        token: await token(action),
        ask: action.kind === "call" ? action.ask : undefined,
      };
  }
}

async function prepareCard(tx: Tx, card: Card, purpose: Purpose, counter: Counter): Promise<OutgoingCard> {
  const actions: OutgoingAction[] = [];
  for (const action of card.actions ?? []) actions.push(await prepareAction(tx, action, purpose, counter));
  return { ...card, actions };
}

/** Puts every button behind a fresh token. Tokens of an earlier, unfinished try of the same row are dropped. */
export async function prepareContent(tx: Tx, said: MessageContent, purpose: Purpose): Promise<OutgoingContent> {
  const content = cleanJson(said);
  await dropTokens(tx, purpose.outboundId);
  const counter: Counter = { next: 1 };
  const card = content.card ? await prepareCard(tx, content.card, purpose, counter) : undefined;
  const cards: OutgoingCard[] = [];
  for (const further of content.cards ?? []) cards.push(await prepareCard(tx, further, purpose, counter));
  return {
    text: content.text,
    card,
    cards: cards.length > 0 ? cards : undefined,
    locale: purpose.locale,
    template: purpose.template,
    outboundId: purpose.outboundId,
  };
}
