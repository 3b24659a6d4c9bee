import type { Locale } from "../../core/kernel/actor.ts";

/** The few words that this channel adds itself. */
export interface WhatsappWords {
  /** Opens a list; at most 20 characters. */
  readonly choose: string;
  /** The row behind which the remaining choices are; at most 24 characters. */
  readonly more: string;
  /** Above choices whose text stands in the message before. */
  readonly prompt: string;
  /** Above the second and further lists of one message. */
  readonly further: string;
}

export const WHATSAPP_WORDS: Readonly<Record<Locale, WhatsappWords>> = {
  id: { choose: "Pilih", more: "Lainnya…", prompt: "Pilih salah satu:", further: "Pilihan berikutnya:" },
  en: { choose: "Choose", more: "More…", prompt: "Choose one:", further: "Further choices:" },
};
