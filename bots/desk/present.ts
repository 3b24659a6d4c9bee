import type { OutgoingCard } from "../runtime/channel.ts";
import type { StoredMessage } from "./store.ts";
import type { DeskCard, DeskMessage } from "./ui/contract.ts";

/** Pictures and charts are fetched from our own server only; the window's token rides along because `<img>` sends no header. */
function cardFor(card: OutgoingCard, at: string, window: string | undefined): DeskCard {
  const query = window ? `?window=${encodeURIComponent(window)}` : "";
  return {
    title: card.title,
    tone: card.tone,
    facts: card.facts,
    body: card.body,
    table: card.table,
    footer: card.footer,
    chart: card.chart && {
      title: card.chart.title,
      altText: card.chart.altText,
      imageUrl: `/desk/api/charts/${at}${query}`,
    },
    image: card.image && { altText: card.image.altText, url: `/desk/api/images/${at}${query}` },
    actions: card.actions.map(({ label, style, kind, token, url, text, ask }) => ({
      label,
      style,
      kind,
      token,
      url,
      text,
      ask,
    })),
  };
}

/** A stored message as the page gets it. Card `n` of a message is addressed `<message id>/<n>`; the main card is 0. */
export function deskMessage(message: StoredMessage, window: string | undefined): DeskMessage {
  const { body } = message;
  return {
    id: message.id,
    at: message.createdAt.toISOString(),
    from: message.sender,
    clientId: message.clientId ?? undefined,
    text: body.text,
    card: body.card && cardFor(body.card, `${message.id}/0`, window),
    cards: body.cards?.map((card, index) => cardFor(card, `${message.id}/${index + 1}`, window)),
    edited: message.edited,
    status: "sent",
  };
}

/** The card that an address of the kind above means. */
export function cardAt(message: StoredMessage, index: number): OutgoingCard | undefined {
  return index === 0 ? message.body.card : message.body.cards?.[index - 1];
}
