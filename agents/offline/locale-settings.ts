/** What the planner says about notifications, chat accounts, hand-overs and profiles, in both languages. */
export const SETTING_TEXTS = {
  id: {
    outside:
      "Maaf, itu di luar yang bisa saya kerjakan. Saya mengurus campaign, kreator, post, dan dana. Misalnya saya bisa bantu:",
    by_card:
      "Itu diputuskan lewat tombol di kartunya, bukan lewat pesan ini, supaya yang dimaksud pasti benar. Kalau kartunya sudah jauh di atas, minta tampilkan lagi.",
    by_call_card:
      'Percakapan itu diambil atau dibalas lewat tombol di kartu "minta bicara dengan manusia", supaya pesanmu sampai ke orang yang benar.',
    ask_channel: "Akun chat mana: Telegram, WhatsApp, atau Slack?",
    ask_code: "Apa kodenya? Bentuknya seperti KLM-4RT.",
    ask_hours: "Berapa jam akun chat baru harus menunggu sebelum boleh memutuskan soal uang? 0 berarti tidak menunggu.",
    ask_profile: 'Apa yang mau diubah? Misalnya "kotaku Bandung" atau "rate reel instagram 1,5 juta".',
    ask_broadcast: "Apa isi pesannya? Semua kreator di campaign itu yang setuju akan membacanya.",
    which_notice: "Pilih yang mau diubah, di sini semua pengaturannya:",
    not_linked: "Tidak ada akun {{channel}} yang terhubung.",
    which_account: "Yang mana? Tekan tombol di akun itu:",
    which_program: "Tekan tombol di program yang mau diputuskan:",
  },
  en: {
    outside:
      "Sorry, that is outside of what I can do. I look after campaigns, creators, posts and money. For example I can help with:",
    by_card:
      "That is decided with the button on its card, not with this message, so that the right one is meant. If the card is far up, ask me to show it again.",
    by_call_card:
      'Taking or answering that conversation works with the buttons on the "wants to talk to a human" card, so that your words reach the right person.',
    ask_channel: "Which chat account: Telegram, WhatsApp or Slack?",
    ask_code: "What is the code? It looks like KLM-4RT.",
    ask_hours: "For how many hours may a new chat account not decide money? 0 means no waiting.",
    ask_profile: 'What shall I change? For example "my city is Bandung" or "my instagram reel rate is 1.5 million".',
    ask_broadcast: "What shall the message say? Every creator of that campaign who agreed will read it.",
    which_notice: "Choose what to change, here are all of the settings:",
    not_linked: "No {{channel}} account is linked.",
    which_account: "Which one? Press the button of that account:",
    which_program: "Press the button of the program you want to disconnect:",
  },
};
