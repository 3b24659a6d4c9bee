import type { MessageContent } from "./card.ts";

/** Shorter ones are no repetition: a name, a number, a word of thanks. */
const MIN_LENGTH = 15;

/** A sentence and the card that shows the same: what the card says in its own words is not said above it as well. */
export function saidOnce({ text, card, ...rest }: MessageContent): MessageContent {
  const shown = [card?.title, card?.body, card?.footer].join("\n");
  const sentences = (text ?? "").split(/(?<=[.!?])\s+/);
  const kept = sentences.filter((sentence) => sentence.length < MIN_LENGTH || !shown.includes(sentence));
  const said = kept.length === sentences.length ? text : kept.join(" ");
  return { ...rest, ...(said && { text: said }), ...(card && { card }) };
}
