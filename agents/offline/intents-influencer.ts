import type { IntentDefinition } from "../language/intents.ts";
import { POST } from "./intents-common.ts";

/** What influencers say. */
export type InfluencerIntent =
  | "work.list"
  | "work.accept"
  | "work.counter"
  | "work.decline"
  | "post.how"
  | "post.mine"
  | "earnings"
  | "account.set"
  | "profile.mine"
  | "human";

const OFFER = "undangan|tawaran|offer|invitation|job|kerjaan|kolaborasi|collab|collaboration|campaign|kampanye";

/** Somebody of flesh and blood, or the brand's people. */
const HUMAN =
  "manusia|orang|admin|cs|operator|tim|staf|pihak|human|person|agent|someone|somebody|representative|staff|team";

export const INFLUENCER_INTENTS: readonly IntentDefinition<InfluencerIntent>[] = [
  {
    name: "work.list",
    phrases: {
      id: [
        `ada|lihat|daftar|cek|tampilkan|apa ${OFFER}`,
        `${OFFER} saya|baru|masuk|aktif`,
        "apa harus|perlu saya kerjakan|kerjain|buat|bikin",
        "tugas saya",
        "kapan deadline|tenggat",
      ],
      en: [
        `my|any|show|list|see|new ${OFFER}|jobs|invitations|offers|collaborations|campaigns`,
        "what do i need|have to",
        "what should i",
        "my deadline|deadlines|tasks",
      ],
    },
    keywords: {
      id: [
        ["undangan", 2],
        ["tawaran", 1.5],
        ["kolaborasi", 2],
        ["deadline", 2],
        ["tugas", 1.5],
      ],
      en: [
        ["invitation", 2],
        ["invitations", 2],
        ["jobs", 2],
        ["collaborations", 2],
        ["offer", 1.5],
      ],
    },
    negative: [
      ["tolak|decline|reject", 2],
      ["bayaran|dibayar|cair|paid|payout", 2],
    ],
  },
  {
    name: "work.accept",
    phrases: {
      id: [
        [`terima|setuju|ambil|mau|ikut|gabung ${OFFER}|ini|dong`, 4],
        "saya terima|setuju|mau|ambil|ikut",
        "oke deal",
      ],
      en: [[`accept|take|join ${OFFER}|it|this`, 4], "i accept|agree|am in", "count me in"],
    },
    keywords: {
      id: [
        ["terima", 2],
        ["setuju", 2],
        ["ambil", 2],
      ],
      en: [
        ["accept", 2.5],
        ["deal", 2],
      ],
    },
    negative: [
      ["tidak|jangan|belum|not|dont|cannot|cant", 3],
      ["kapan|berapa|when|how|sudah", 3],
      ["uang|bayaran|pembayaran|dana|money|payment|payout|kasih|makasih", 3],
      ["nego|counter|kalau", 1.5],
    ],
  },
  {
    name: "work.counter",
    phrases: {
      id: [
        "minta|bisa|boleh|mau|kalau naik|harga|fee|rate|budget|bayaran|lebih|tambah",
        "naikkan|naikin|nego|tawar harga|fee|rate|bayaran",
      ],
      en: [
        "ask|want|need|can|could more|higher|raise|increase",
        "negotiate|counter|raise|increase fee|rate|price|offer",
      ],
    },
    keywords: {
      id: [
        ["nego", 3],
        ["negosiasi", 3],
        ["tawar", 3],
      ],
      en: [
        ["counter", 3],
        ["negotiate", 3],
        ["counteroffer", 3],
      ],
    },
    negative: [["rekening|account|bank", 3]],
  },
  {
    name: "work.decline",
    phrases: {
      id: [[`tolak ${OFFER}|ini`, 4], "tidak bisa|mau|tertarik|ambil|ikut", "tidak dulu", "saya pass|skip"],
      en: [
        ["decline|reject|refuse|pass offer|invitation|job|it|this", 4],
        "not interested|available",
        "cannot|cant take|accept|join|do",
      ],
    },
    keywords: {
      id: [["tolak", 3]],
      en: [
        ["decline", 3],
        ["reject", 2],
      ],
    },
  },
  {
    name: "post.how",
    phrases: {
      id: [
        `cara|bagaimana|gimana kirim|submit|setor|kumpulkan|upload|lapor ${POST}`,
        `kirim|setor|taruh|submit ${POST} ke|mana|dimana|kemana`,
        "cara kirim|submit|setor",
        `${POST} kirim|dikirim|submit|setor|disetor kemana|mana|dimana`,
        "mau kirim|setor|submit link|post|konten",
      ],
      en: [`how do|to|can submit|send|upload ${POST}|it|my`, "where send|submit|paste", "how submit"],
    },
    keywords: {
      id: [
        ["setor", 1.5],
        ["submit", 1.5],
      ],
      en: [["submit", 1.5]],
    },
  },
  {
    name: "post.mine",
    phrases: {
      id: [
        `${POST} saya`,
        `status|lihat|daftar|cek|hasil ${POST}`,
        "sudah|belum direview|disetujui|dicek",
        `performa|views|metrik|angka ${POST}`,
      ],
      en: [`my ${POST}|posts|submissions`, "status|show|list post|posts|submission", "been reviewed|approved"],
    },
    keywords: { id: ["postingan", "post", "revisi"], en: ["posts", "post", "submission", "revision"] },
    negative: [["cara|how|kemana|where|mau kirim|submit", 2]],
  },
  {
    name: "earnings",
    phrases: {
      id: [
        "kapan|berapa|sudah|belum|status|cek|lihat cair|dibayar|bayaran|pembayaran|payout|honor|fee|duit|uang|saldo|pencairan|transfer|penghasilan|pendapatan",
        "uang|duit|fee|honor saya",
        "kapan saya dibayar",
      ],
      en: [
        "when|how|status|show|check paid|payment|payments|payout|payouts|money|earnings|earned|earn",
        "when do i get paid",
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
  {
    name: "account.set",
    phrases: {
      id: [
        "ganti|ubah|atur|set|tambah|tambahkan|daftarkan|isi|simpan|masukkan|update|ini rekening|bank|ewallet|gopay|ovo|dana|norek",
        "nomor|no rekening",
        "rekening saya",
      ],
      en: ["change|update|set|add|register|save|my bank|account|payout", "payout|bank account"],
    },
    keywords: {
      id: [
        ["rekening", 2.5],
        ["norek", 2.5],
      ],
      en: [["bank", 1.2]],
    },
    negative: [["instagram|tiktok|youtube|ig", 3]],
  },
  {
    name: "profile.mine",
    phrases: { id: ["profil|profile saya", "lihat|cek profil|profile"], en: ["my profile", "show|see profile"] },
    keywords: {
      id: [
        ["profil", 2],
        ["poin", 1.5],
      ],
      en: [
        ["profile", 2],
        ["points", 1.5],
      ],
    },
  },
  {
    name: "human",
    phrases: {
      id: [
        [`bicara|ngobrol|ngomong|chat|bercakap|berbicara|hubungi|kontak|sambungkan|hubungkan|panggilkan ${HUMAN}`, 5],
        [`minta|mau|butuh|panggil|ketemu ${HUMAN}`, 4],
        ["bukan bot|robot|mesin", 3],
      ],
      en: [
        [`talk|speak|chat|connect|transfer|contact|reach ${HUMAN}`, 5],
        [`want|need|get|call|give ${HUMAN}`, 4],
        ["real human|person", 4],
        [`me to ${HUMAN}`, 3],
        ["not bot|robot|machine", 3],
      ],
    },
    negative: [["rekening|bank|link|post|postingan|konten", 3]],
  },
];
