import { dropTokens, mintToken } from "../../core/approvals/tokens.ts";
import type { Action, Card, MessageContent } from "../../core/cards/card.ts";
import type { Tx } from "../../core/db/types.ts";
import type { OutgoingAction, OutgoingCard, OutgoingContent } from "./channel.ts";

/** Whose buttons these are and which row they belong to. */
interface TokenOwner {
  readonly tenant: string;
  readonly recipient: string;
  readonly outboundId: string;
  readonly subject: string | null;
  readonly now: Date;
}

async function prepareAction(tx: Tx, action: Action, owner: TokenOwner): Promise<OutgoingAction> {
  const common = {
    label: action.label,
    style: action.style ?? "plain",
    required: action.required ?? false,
    priority: action.priority ?? 0,
  };
  switch (action.kind) {
    case "link":
      return { ...common, kind: "link", url: action.url };
    case "say":
      return { ...common, kind: "say", text: action.text };
    default:
      return {
        ...common,
        kind: "press",
        token: await mintToken(tx, owner.now, { ...owner, action }),
        ask: action.kind === "call" ? action.ask : undefined,
      };
  }
}

async function prepareCard(tx: Tx, card: Card, owner: TokenOwner): Promise<OutgoingCard> {
  const actions: OutgoingAction[] = [];
  for (const action of card.actions ?? []) actions.push(await prepareAction(tx, action, owner));
  return { ...card, actions };
}

/** Puts every button behind a fresh token. Tokens of an earlier, unfinished try of the same row are dropped. */
export async function prepareContent(tx: Tx, content: MessageContent, owner: TokenOwner): Promise<OutgoingContent> {
  await dropTokens(tx, owner.outboundId);
  const cards: OutgoingCard[] = [];
  for (const card of content.cards ?? []) cards.push(await prepareCard(tx, card, owner));
  return {
    text: content.text,
    card: content.card ? await prepareCard(tx, content.card, owner) : undefined,
    cards: cards.length > 0 ? cards : undefined,
  };
}
