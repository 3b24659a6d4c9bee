import type { Locale } from "../kernel/actor.ts";

/** What a brand writes to a creator for. */
export const PURPOSES = ["invitation", "deadline", "revision", "price", "thanks"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Drafts without a model; names in braces are filled with facts. */
export const OWN_DRAFTS: Readonly<Record<Locale, Readonly<Record<Purpose, (hasDue: boolean) => string>>>> = {
  id: {
    invitation: () =>
      "Halo {creator}, undangan dari {brand} untuk campaign {campaign} masih menunggu jawabanmu, dengan nilai {price}. Kalau ada yang mau ditanyakan, kabari kami ya.",
    deadline: (hasDue) =>
      hasDue
        ? "Halo {creator}, sekadar mengingatkan: konten untuk {campaign} ditunggu paling lambat {due}. Kalau ada kendala, kabari kami dari sekarang ya."
        : "Halo {creator}, bagaimana kabar konten untuk {campaign}? Kalau ada kendala, kabari kami ya.",
    revision: () =>
      "Halo {creator}, terima kasih kontennya untuk {campaign}. Ada beberapa hal yang perlu disesuaikan dengan brief; catatannya kami kirim di tinjauan postingan ya.",
    price: () =>
      "Halo {creator}, terima kasih sudah terbuka soal harga. Untuk {campaign}, nilai yang kami tawarkan adalah {price}. Bagaimana menurutmu?",
    thanks: () =>
      "Halo {creator}, terima kasih untuk kerja samanya di {campaign}. Senang bekerja bareng kamu. Salam, {brand}.",
  },
  en: {
    invitation: () =>
      "Hi {creator}, {brand}'s invitation to {campaign} still waits for your answer, at {price}. If you have any questions, let us know.",
    deadline: (hasDue) =>
      hasDue
        ? "Hi {creator}, a friendly reminder: your content for {campaign} is due by {due}. If anything is in the way, tell us now."
        : "Hi {creator}, how is your content for {campaign} coming along? If anything is in the way, tell us.",
    revision: () =>
      "Hi {creator}, thank you for your content for {campaign}. A few things need to follow the brief; you find our notes in the review of the post.",
    price: () =>
      "Hi {creator}, thank you for being open about the price. For {campaign} we offer {price}. What do you think?",
    thanks: () => "Hi {creator}, thank you for working with us on {campaign}. It was a pleasure. Best, {brand}.",
  },
};
