import type { Locale } from "../../core/kernel/actor.ts";

/** The few words that this channel adds itself. */
export interface WebWords {
  /** Under numbered choices, in a chat of one person. */
  readonly number: string;
  /** The same in a group, where only a reply is heard. */
  readonly numberInGroup: string;
  /** The question of a poll whose message has no title. */
  readonly question: string;
}

export const WEB_WORDS: Readonly<Record<Locale, WebWords>> = {
  id: {
    number: "Balas dengan angka pilihanmu.",
    numberInGroup: "Balas pesan ini dengan angka pilihanmu.",
    question: "Pilih salah satu",
  },
  en: {
    number: "Reply with the number of your choice.",
    numberInGroup: "Reply to this message with the number of your choice.",
    question: "Choose one",
  },
};
