import type { Locale } from "../../core/kernel/actor.ts";

const WORDS = {
  id: { more: "Lainnya…", choices: "Pilihan lainnya:", picture: "Gambar" },
  en: { more: "More…", choices: "More choices:", picture: "Picture" },
} as const;

/** The few words that this channel says itself. */
export function words(locale: Locale): (typeof WORDS)[Locale] {
  return WORDS[locale];
}
