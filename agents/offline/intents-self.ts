import type { IntentDefinition } from "../language/intents.ts";

/** What influencers say about themselves: their payments and their history, news of brands, their profile. */
export type SelfIntent = "earnings" | "earnings.history" | "news.agree" | "news.stop" | "profile.edit";

const PROFILE_PART =
  "profil|profile|bio|kota|city|domisili|kategori|category|categories|niche|rate|rates|tarif|harga|price|prices";

export const SELF_INTENTS: readonly IntentDefinition<SelfIntent>[] = [
  {
    name: "earnings.history",
    phrases: {
      id: [["mutasi|riwayat|histori|rincian pembayaran|bayaran|uang|transaksi|saldo|dana", 6]],
      en: [
        ["payment|payout|transaction|earnings history|statement", 6],
        ["history of payments|payouts", 6],
      ],
    },
    keywords: {
      id: [
        ["mutasi", 3],
        ["transaksi", 2],
      ],
      en: [
        ["transactions", 2.5],
        ["statement", 2.5],
      ],
    },
  },
  {
    name: "news.agree",
    phrases: {
      id: [["mau|boleh|ikut|daftar|terima dapat|info|kabar|terima promo|info|kabar|penawaran|broadcast", 6]],
      en: [
        ["want|agree|okay|subscribe|send|get news|offers|promos|promotions brand|brands", 6],
        ["subscribe to", 5],
      ],
    },
    negative: [["berhenti|stop|jangan|tidak|unsubscribe|dont|no", 6]],
  },
  {
    name: "news.stop",
    phrases: {
      id: [
        [
          "berhenti|stop|jangan|hentikan|tidak mau|usah|kirim|terima pesan|promo|broadcast|penawaran|iklan|kabar|info",
          6,
        ],
        ["berhenti langganan", 6],
      ],
      en: [
        ["stop|no|dont sending|send|more|want promos|promotions|broadcasts|offers|news|ads", 6],
        ["unsubscribe from", 5],
      ],
    },
    keywords: {
      id: [["berhenti", 2.2]],
      en: [
        ["unsubscribe", 4],
        ["stop", 2],
      ],
    },
    negative: [["campaign|kampanye|rekening|notifikasi|notification|notifications", 4]],
  },
  {
    name: "profile.edit",
    phrases: {
      id: [
        [`ganti|ubah|update|perbarui|edit|ubah|jadi ${PROFILE_PART}`, 5],
        [`${PROFILE_PART} ganti|diganti|ubah|update|jadi|sekarang|pindah`, 5],
        ["pindah ke|rumah|kota", 4],
        ["jangan|tidak|belum terima|ambil job|kerjaan|campaign", 6],
        ["bisa|siap terima|ambil job|kerjaan lagi|dulu", 5],
        ["buka|open job|kerjaan|endorse lagi|kembali|sekarang", 5],
        ["rate|rates|tarif|harga saya naik|naikkan|naikin|turun|turunin|jadi|sekarang", 6],
        ["isi|tulis bio", 5],
        ["off|cuti|rehat|istirahat|vakum|break dulu|sampai|bulan|minggu", 4.5],
        ["lagi|bulan|minggu cuti|libur|full|penuh|hiatus", 4],
      ],
      en: [
        [`change|update|edit|set|raise|lower my ${PROFILE_PART}`, 6],
        [`my ${PROFILE_PART} is|to|now|should`, 4],
        ["my bio", 4],
        ["available for|again|now", 7],
        ["not available|taking for|new|jobs|work", 4.5],
        ["moved to", 5],
      ],
    },
    negative: [
      ["rekening|bank|bahasa|language|undangan|offer|tawaran", 4],
      ["job|kerjaan|campaign|kampanye ini|itu|this|that", 6],
    ],
  },
  {
    name: "earnings",
    phrases: {
      id: [
        "kapan|berapa|sudah|belum|status|cek|lihat cair|dibayar|bayaran|pembayaran|payout|honor|fee|duit|uang|saldo|pencairan|transfer|penghasilan|pendapatan",
        "uang|duit|fee|honor saya",
        "kapan saya dibayar",
        ["uang|duit|fee|honor|bayaran|transferan belum|kapan|sudah masuk|sampai|nyampe|turun|terima|keluar", 4],
      ],
      en: [
        "when|how|status|show|check paid|payment|payments|payout|payouts|money|earnings|earned|earn",
        "when do i get paid",
        ["not|havent|have|been|get paid", 4],
        ["money|payment|fee arrive|arrived|come|here|yet", 3],
        "how much earned|earn|made|make",
        "how much i earned|earn|made|make",
        "much have earned|made",
        "my earnings|payments|payouts|money|balance",
      ],
    },
    keywords: {
      id: [
        ["pembayaran", 2],
        ["payout", 2],
        ["penghasilan", 3],
        ["pendapatan", 3],
        ["saldo", 2],
        ["cair", 2],
        ["bayaran", 2],
        ["honor", 2],
      ],
      en: [
        ["payout", 2],
        ["payouts", 2],
        ["earnings", 3],
        ["payment", 2],
        ["paid", 2],
      ],
    },
    negative: [
      ["nego|naik|naikkan|minta|more|higher|raise|increase", 2],
      ["rekening|account", 2],
    ],
  },
];
