import type { IntentDefinition } from "../language/intents.ts";
import { POST } from "./intents-common.ts";
import { SELF_INTENTS, type SelfIntent } from "./intents-self.ts";

/** What influencers say. */
export type InfluencerIntent =
  | "work.list"
  | "work.show"
  | "work.accept"
  | "work.counter"
  | "work.decline"
  | "post.how"
  | "post.submit"
  | "post.mine"
  | "post.metrics"
  | SelfIntent
  | "account.set"
  | "profile.mine"
  | "human";

const OFFER =
  "undangan|tawaran|offer|invitation|job|kerjaan|kolaborasi|collab|collaboration|campaign|kampanye|endorse|endorsement|project|proyek|gig";

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
        ["kapan deadline|tenggat|posting|tayang", 3.5],
        ["deadline|tenggat kapan", 3.5],
        ["paling lambat|telat upload|posting|tayang|kirim|kapan", 4],
        ["upload|posting|tayang kapan|terakhir", 3],
        `lagi|sedang kerjakan|ngerjain|jalan ${OFFER}`,
      ],
      en: [
        `my|any|show|list|see|new ${OFFER}|jobs|invitations|offers|collaborations|campaigns`,
        "what do i need|have to",
        "what should i",
        "my deadline|deadlines|tasks",
        ["when due|deadline", 6],
        ["when post due|deadline", 6],
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
    name: "work.show",
    phrases: {
      id: [
        [`detail|rincian|isi|lihat brief|${OFFER} ini|itu`, 5],
        [`detail|rincian|info ${OFFER}`, 5],
        ["brief bagaimana|seperti|apa|mana|isinya", 5],
        ["lihat|minta brief", 5],
      ],
      en: [
        [`details|detail ${OFFER}`, 5],
        ["show|see|what brief", 5],
        [`more|about ${OFFER}`, 4],
      ],
    },
  },
  {
    name: "work.accept",
    phrases: {
      id: [
        [`terima|setuju|ambil|mau|ikut|gabung ${OFFER}|ini|dong`, 4],
        "saya terima|setuju|mau|ambil|ikut",
        "oke deal",
        [`gas|siap|boleh|yuk|lanjut ${OFFER}|saya|terima|ambil`, 3],
      ],
      en: [
        [`accept|take|join ${OFFER}|it|this`, 4],
        "i accept|agree|am in",
        "count|sign me in|up",
        ["im|am in|down|game", 3],
        ["ill|i take|do", 3],
        ["love|happy|glad to", 3],
      ],
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
      ["tidak|jangan|belum|not|dont|cannot|cant|wont", 8],
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
        ["too low|little|small", 4],
      ],
    },
    keywords: {
      id: [
        ["nego", 3],
        ["kurang", 2],
        ["naik", 2],
        ["kemurahan", 3],
        ["kekecilan", 3],
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
      id: [
        [`tolak ${OFFER}|ini`, 4],
        "tidak bisa|mau|tertarik|ambil|ikut",
        "tidak dulu",
        "saya pass|skip",
        ["lagi sibuk|penuh|full", 3],
        ["kali ini tidak", 4],
        ["tidak bisa", 3],
      ],
      en: [
        ["decline|reject|refuse|pass offer|invitation|job|it|this", 4],
        "not interested|available",
        "cannot|cant take|accept|join|do",
        ["fully booked", 4],
        ["no thanks", 3],
        ["too busy", 3],
      ],
    },
    negative: [
      ["profil|rate|kota|bio|jangan|campaign apa", 3],
      [`${POST} ditolak|direject|rejected|declined`, 8],
    ],
    keywords: {
      id: [
        ["tolak", 3],
        ["gabisa", 3],
        ["gakbisa", 3],
        ["gamau", 3],
      ],
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
        [`kirim|setor|submit ${POST} bagaimana|cara|caranya|lewat`, 4],
        `${POST} kirim|dikirim|submit|setor|disetor|kumpulkan|dikumpulkan kemana|mana|dimana|siapa`,
        "mau kirim|setor|submit link|post|konten",
      ],
      en: [
        `how do|to|can submit|send|upload ${POST}|it|my`,
        ["where|how send|submit|paste|hand", 3.5],
        ["where link", 3],
        ["where send link", 5],
        "how submit",
        ["how hand in", 4],
      ],
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
        `${POST} sudah|belum di|lolos|acc|direview|disetujui|dicek`,
        ["ada revisi", 3],
        [`${POST} ditolak|direject|diterima|dibalikin`, 5],
        [`${POST} revisi apa|apanya|mana|bagaimana`, 4],
      ],
      en: [
        `my ${POST}|posts|submissions`,
        ["was|is|has approved|reviewed|rejected|accepted", 3],
        "status|show|list post|posts|submission",
        ["did they|brand like|approve|accept|see|review", 4],
        "been reviewed|approved",
      ],
    },
    keywords: { id: ["postingan", "post", "revisi"], en: ["posts", "post", "submission", "revision"] },
    negative: [
      ["cara|how|kemana|where|mau kirim|submit", 2],
      ["deadline|tenggat|due|kapan", 3],
    ],
  },
  {
    name: "post.submit",
    phrases: { id: [["kirim|setor ulang link|post", 2]], en: [["resubmit link|post", 2]] },
  },
  {
    name: "post.metrics",
    phrases: {
      id: [
        [`performa|views|likes|metrik|angka|insight|statistik|jangkauan|reach ${POST}`, 5],
        [`${POST} performa|performanya|views|likes|metrik|angka|insight|statistik|reach`, 5],
      ],
      en: [
        [`performance|metrics|stats|views|likes|numbers|insights ${POST}`, 5],
        ["how many views|likes|comments|shares", 5],
        [`how ${POST} doing|perform|performing|did`, 5],
        ["how did tiktok|reel|instagram|it|one do|perform|go", 5],
      ],
    },
  },
  ...SELF_INTENTS,
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
    negative: [
      ["instagram|tiktok|youtube|ig", 3],
      ["rate|tarif|harga|telegram|whatsapp|slack|terhubung|connected", 4],
    ],
  },
  {
    name: "profile.mine",
    phrases: {
      id: ["profil|profile saya", "lihat|cek profil|profile", ["followers|pengikut|skor|level saya", 3]],
      en: ["my profile", "show|see profile", ["my followers|score|level|stats", 3]],
    },
    keywords: {
      id: [
        ["profil", 2],
        ["poin", 2.5],
      ],
      en: [
        ["profile", 2],
        ["points", 2.5],
      ],
    },
  },
  {
    name: "human",
    phrases: {
      id: [
        [`bicara|ngobrol|ngomong|chat|bercakap|berbicara|hubungi|kontak|sambungkan|hubungkan|panggilkan ${HUMAN}`, 5],
        [`minta|mau|butuh|panggil|ketemu ${HUMAN}`, 4],
        [`${HUMAN} mana|dimana`, 4],
        [`${HUMAN} chat|bicara|ngobrol|langsung`, 4],
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
