import type { DomainLocales } from "../i18n/presenter.ts";

export const handoverLocale: DomainLocales = {
  namespace: "handover",
  id: {
    requested: "Tim {{brand}} sudah saya panggil",
    requested_body:
      "Mulai sekarang pesanmu di chat ini saya teruskan ke mereka dan saya diam dulu. Tombol dan perintah tetap jalan. Kalau 24 jam tidak ada pesan, saya kembali menjawab.",
    called: "{{name}} minta bicara dengan manusia",
    called_body: "Asisten diam di chat itu sampai percakapannya dikembalikan, atau 24 jam tanpa pesan.",
    wrote: "Pesan dari {{name}}",
    files: "Ada {{count}} berkas yang belum bisa saya teruskan.",
    answered: "{{name}} dari {{brand}}",
    replied: "Balasanmu dikirim ke {{name}}",
    taken: "Kamu menangani percakapan dengan {{name}}",
    taken_body: "Pesannya sekarang datang ke kamu. Tanpa pesan baru, asisten kembali menjawab pada {{at}}.",
    handed_on: "Pesan diteruskan",
    given_back: "Percakapan dengan {{name}} kembali ke asisten",
    ask_reply: "Balasanmu",
    settled: {
      taken: "Percakapan dengan {{name}} ditangani {{by}}",
      ended: "Percakapan dengan {{name}} dikembalikan ke asisten oleh {{by}}",
      by_themselves: "{{name}} kembali ke asisten",
      silence: "Percakapan dengan {{name}} kembali ke asisten: 24 jam tanpa pesan",
    },
    back: {
      own: "Oke, mulai sekarang saya (asisten) yang menjawab lagi.",
      ended: "{{by}} mengembalikan percakapan ini ke saya, asisten. Ada lagi yang bisa saya bantu?",
      silence: "Sudah 24 jam tidak ada pesan, jadi saya (asisten) yang menjawab lagi.",
    },
    fact: { to: "Untuk", text: "Isi balasan" },
    action: {
      request: "Bicara dengan manusia",
      take: "Saya tangani",
      reply: "Balas",
      end: "Kembali ke asisten",
    },
  },
  en: {
    requested: "I called the team of {{brand}}",
    requested_body:
      "From now on I pass your messages in this chat on to them and stay silent. Buttons and commands still work. After 24 hours without a message I answer again.",
    called: "{{name}} wants to talk to a human",
    called_body:
      "The assistant is silent in that chat until the conversation is given back, or 24 hours pass without a message.",
    wrote: "A message from {{name}}",
    files: "{{count}} files came with it that I cannot pass on yet.",
    answered: "{{name}} of {{brand}}",
    replied: "Your answer went to {{name}}",
    taken: "You answer {{name}} now",
    taken_body: "Their messages come to you. Without a new one the assistant answers again at {{at}}.",
    handed_on: "Passed on",
    given_back: "The conversation with {{name}} is the assistant's again",
    ask_reply: "Your answer",
    settled: {
      taken: "{{by}} answers {{name}}",
      ended: "{{by}} gave the conversation with {{name}} back to the assistant",
      by_themselves: "{{name}} went back to the assistant",
      silence: "The conversation with {{name}} is the assistant's again: 24 hours without a message",
    },
    back: {
      own: "All right, from now on I (the assistant) answer again.",
      ended: "{{by}} gave this conversation back to me, the assistant. What else can I do for you?",
      silence: "There was no message for 24 hours, so I (the assistant) answer again.",
    },
    fact: { to: "To", text: "The answer" },
    action: {
      request: "Talk to a human",
      take: "I answer",
      reply: "Reply",
      end: "Back to the assistant",
    },
  },
};
