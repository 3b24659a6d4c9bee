import type { IntentDefinition } from "../language/intents.ts";
import { CAMPAIGN_INTENTS, type CampaignIntent } from "./intents-campaign.ts";
import { APPROVE, CAMPAIGN, PEOPLE, POST } from "./intents-common.ts";
import { HOUSE_INTENTS, type HouseIntent } from "./intents-house.ts";
import { MESSAGE_INTENTS, type MessageIntent } from "./intents-message.ts";

/** What members of an organization say. */
export type BrandIntent =
  | CampaignIntent
  | HouseIntent
  | "recommend"
  | "invite"
  | "collaboration.list"
  | "collaboration.show"
  | "collaboration.accept_counter"
  | "collaboration.decline_counter"
  | "collaboration.cancel"
  | "post.list"
  | "post.show"
  | "post.metrics"
  | "post.approve"
  | "post.reject"
  | "post.revise"
  | "approve.this"
  | "reject.this"
  | "influencer.search"
  | "influencer.show"
  | "influencer.blacklist"
  | "influencer.unblacklist"
  | MessageIntent;

const REJECT = "tolak|reject|decline";
/** Work that was agreed with one of them. */
const AGREED = "kolaborasi|kerjasama|kerja|undangan|tawaran|collaboration|invitation|offer|deal";
const JOINED = "kolaborasi|undangan|kerja|kerjasama|collaboration|invitation|partnership|deal|work";
const COUNTER = "tawaran|counter|tawar|nego|negosiasi|offer|penawaran|harga";

export const BRAND_INTENTS: readonly IntentDefinition<BrandIntent>[] = [
  ...CAMPAIGN_INTENTS,
  ...HOUSE_INTENTS,
  {
    name: "recommend",
    phrases: {
      id: [
        `rekomendasi|rekomendasikan|sarankan|saran|pilihkan|usulkan ${PEOPLE}`,
        `${PEOPLE} cocok|pas|terbaik|sesuai`,
        "siapa cocok|pas|terbaik",
        [`butuh|perlu|nyari ${PEOPLE} untuk|buat`, 4.5],
        [`saran|usul|ide ${PEOPLE}`, 3],
        ["ada|minta|kasih saran|usul|ide", 2.5],
        [`carikan|cari|temukan|pilih ${PEOPLE} untuk|buat ${CAMPAIGN}`, 4.5],
      ],
      en: [
        `recommend|suggest|propose|pick ${PEOPLE}`,
        "who should we|i",
        `best|right|matching|suitable ${PEOPLE}`,
        [`need ${PEOPLE} for`, 4],
        ["good|great fit|match", 3],
        [`find|get|pick|choose ${PEOPLE} for ${CAMPAIGN}`, 4.5],
      ],
    },
    keywords: {
      id: [
        ["rekomendasi", 2],
        ["rekomendasikan", 2],
      ],
      en: [["recommend", 2], ["recommendations", 2], "suggest"],
    },
    negative: [["undang|invite|ajak", 3]],
  },
  {
    name: "invite",
    phrases: {
      id: [
        [`undang|ajak|hubungi|kontak|tawari ${PEOPLE}|semua|semuanya|mereka|dia|pertama|kedua|nomor`, 1.5],
        ["kirim|kirimkan|kirimin undangan|penawaran|tawaran", 6],
      ],
      en: [
        [`invite|contact|reach ${PEOPLE}|all|them|everyone|him|her|first|second|number`, 1.5],
        ["send|make invite|invites|invitation|invitations|offer|offers", 6],
      ],
    },
    keywords: {
      id: [
        ["undang", 3],
        ["ajak", 2.5],
        ["tawarin", 2.5],
        ["tawarkan", 2.5],
        ["tawari", 2.5],
        ["hubungi", 1.5],
      ],
      en: [["invite", 3]],
    },
    negative: [
      ["undangan", 3],
      ["invitation|invitations|invited", 3],
      ["batalkan|cancel|tarik|withdraw", 2],
    ],
  },
  {
    name: "collaboration.list",
    phrases: {
      id: [
        "siapa sudah|belum|yang terima|jawab|balas|gabung|tolak|nego",
        "status|daftar|lihat|cek|tampilkan undangan|kolaborasi|kerja",
        "sudah|belum ada jawaban|balasan|dijawab|dibalas",
        `${PEOPLE} sudah terima|gabung|jawab`,
        ["sudah|belum jawab|balas|respon|terima|setuju|gabung", 3],
        ["belum kasih|beri|ada jawaban|kabar|respon|balasan", 4],
        ["siapa bilang|jawab mau|setuju|oke|tidak", 3],
        ["ada|siapa nego|menawar|tawar|counter|menolak|nolak", 4],
      ],
      en: [
        ["who accepted|joined|replied|declined|answered|responded", 3.5],
        "who has|have|did accepted|accept|replied|responded|declined|answered|joined",
        "status|list|show|check|see|view invitations|invitation|collaborations|collaboration|invites",
        "any replies|answers|responses",
        ["who|everyone|everybody|anyone said yes|no", 4],
        ["who is|turned in|down|joining|coming", 3],
        ["not replied|answered|responded", 3],
      ],
    },
    keywords: {
      id: [
        ["kolaborasi", 2],
        ["undangan", 2],
      ],
      en: [
        ["collaborations", 2],
        ["collaboration", 1.5],
        ["invitations", 2],
        ["invited", 1.5],
      ],
    },
  },
  {
    name: "collaboration.show",
    phrases: {
      id: [[`detail|rincian|info|isi ${AGREED}`, 5]],
      en: [
        [`details|detail of|about ${AGREED}`, 5],
        [`open|show this|that|one ${AGREED}`, 4],
      ],
    },
  },
  {
    name: "collaboration.accept_counter",
    phrases: {
      id: [
        [`${APPROVE}|ambil|ok|deal|gas|sepakat|iyain ${COUNTER}`, 4],
        [`${COUNTER} ${APPROVE}|ambil|deal|gas|sepakat|iyain`, 3.5],
      ],
      en: [["accept|approve|take|agree|match|fine|okay counter|counteroffer|offer|price|rate|proposal|asking", 4]],
    },
    negative: ["jangan|tidak|not|dont|tolak|reject|decline|kemahalan", ["siapa|who|sudah|belum|any|has", 4]],
  },
  {
    name: "collaboration.decline_counter",
    phrases: {
      id: [
        [`${REJECT} ${COUNTER}`, 4],
        [`${COUNTER} ${REJECT}|kemahalan|ketinggian`, 4],
        ["tetap|pakai|balik harga lama|awal|semula", 4],
      ],
      en: [
        ["reject|decline|refuse counter|counteroffer|offer", 4],
        ["turn down counter|counteroffer|offer|price", 5],
        ["keep|stick|stay original|old|first price|offer|rate", 4],
        ["too much|expensive|high", 2.5],
      ],
    },
    keywords: {
      id: [
        ["kemahalan", 2.5],
        ["ketinggian", 2],
      ],
    },
  },
  {
    name: "collaboration.cancel",
    phrases: {
      id: [
        [`batalkan|batalin|tarik|stop|hentikan|putuskan|akhiri ${JOINED}`, 5],
        [`${JOINED} batalkan|batalin|dibatalkan|cancel|stop|putus`, 4.5],
        [`keluarkan|coret|copot|kick dari|from ${CAMPAIGN}`, 5],
      ],
      en: [
        [`cancel|withdraw|end|stop|terminate ${JOINED}|invite`, 5],
        [`remove|drop|kick|pull|cut from ${CAMPAIGN}`, 5],
      ],
    },
    negative: [["hashtag|hashtags|tagar|rule|aturan|pesan|message|budget|blacklist|hitam", 5]],
  },
  {
    name: "post.list",
    phrases: {
      id: [
        `${POST} menunggu|nunggu|masuk|baru|pending`,
        `${POST} perlu|harus|belum direview|review|dicek|disetujui|diperiksa`,
        `review|periksa|cek ${POST}`,
        `lihat|daftar|tampilkan|ada|list ${POST}`,
        "apa perlu|harus direview|review|dicek|diperiksa",
      ],
      en: [
        `${POST}|posts to|awaiting|need review|reviewing`,
        "review|check|see|show|list|any post|posts|content|submissions",
        "need|needs|have|must review|check",
        "what needs|to review|reviewing",
        "posts pending|waiting",
      ],
    },
    keywords: {
      id: [["direview", 1.5], "postingan"],
      en: [
        ["posts", 1.2],
        ["submissions", 2],
        ["review", 1.2],
      ],
    },
    negative: [["metrik|metrics|statistik|insight|performa|performance", 2]],
  },
  {
    name: "post.show",
    phrases: {
      id: ["lihat|buka|tampilkan|detail post|postingan kedua|pertama|nomor|ini|itu"],
      en: ["open|view|see post first|second|number|this|that"],
    },
    negative: [["perlu|harus|baru|semua|new|need|needs|pending|all", 3]],
  },
  {
    name: "post.metrics",
    phrases: {
      id: [`metrik|statistik|angka|insight|performa ${POST}`],
      en: [
        `metrics|stats|numbers|insights|performance ${POST}`,
        "how post doing|performing",
        ["post performing|doing", 3],
      ],
    },
    keywords: { id: [["metrik", 1.5]], en: [["metrics", 1.5]] },
  },
  {
    name: "post.approve",
    phrases: {
      id: [
        [`${APPROVE}|lolos ${POST}|posts`, 4],
        [`${POST} oke|bagus|lolos|setuju|approve`, 3.5],
      ],
      en: [["approve|accept post|posts|content|video|reel|link", 4]],
    },
    negative: ["jangan|tidak|belum|not|dont", "perlu|harus|menunggu|waiting|need|needs"],
  },
  {
    name: "post.reject",
    phrases: {
      id: [[`${REJECT} ${POST}|posts`, 4]],
      en: [
        ["reject|decline|refuse|bin|trash post|posts|content|video|reel|link", 4],
        ["breaks|violates|against brief|rules|guidelines", 2.5],
      ],
    },
  },
  {
    name: "post.revise",
    phrases: {
      id: [
        "minta|perlu|suruh|ajukan revisi|perbaikan|ulang",
        `revisi|perbaiki ${POST}`,
        ["suruh|minta ganti|ubah|perbaiki|tambah|hapus|potong|ulang|benerin|betulin", 4],
      ],
      en: [
        "request|ask|need|want revision|revisions|changes|edits",
        "revise post|content|video|reel",
        ["ask|tell change|add|remove|fix|replace|redo|reshoot|retake|refilm", 4],
        ["send back post|video|reel|content", 4],
      ],
    },
    keywords: {
      id: [["revisi", 2.2]],
      en: [
        ["revision", 2.2],
        ["revisions", 2.2],
        ["revise", 2],
      ],
    },
  },
  {
    name: "approve.this",
    keywords: {
      id: [
        ["setujui", 2],
        ["setuju", 2],
        ["approve", 2],
        ["disetujui", 1],
      ],
      en: [
        ["approve", 2],
        ["approved", 1.5],
      ],
    },
    negative: ["jangan|tidak|belum|not|dont", "menunggu|waiting|pending|siapa|who|minta|request"],
  },
  {
    name: "reject.this",
    keywords: {
      id: [["tolak", 2]],
      en: [
        ["reject", 2],
        ["decline", 1.5],
      ],
    },
  },
  {
    name: "influencer.search",
    phrases: {
      id: [`cari|carikan|cariin|nyari|nyariin|mencari|temukan|lihat|tampilkan|daftar|ada|list ${PEOPLE}`],
      en: [`find|search|look|show|list|browse|any|see ${PEOPLE}`, "look for|up"],
    },
    keywords: { id: [["cari", 1.5], "influencer", "kreator"], en: [["search", 1.5], "creators", "find"] },
    negative: [
      ["undang|invite|ajak", 3],
      ["profil|profile|detail", 1],
      ["pembayaran|payout|payouts|bayar|paid", 2],
      ["sudah", 1],
    ],
  },
  {
    name: "influencer.show",
    phrases: {
      id: [
        ["lihat|buka|tampilkan|cek|detail profil|profile|influencer|kreator", 2.5],
        "siapa itu|sih",
        ["itu|dia siapa", 3],
        "cerita|info tentang|soal",
      ],
      en: [["show|open|see|view profile", 3], "tell me about", "who is"],
    },
    keywords: { id: [["profil", 2]], en: [["profile", 2]] },
    negative: [
      ["organisasi|organization|perusahaan|company", 3],
      ["campaign|kampanye", 1],
    ],
  },
  {
    name: "influencer.blacklist",
    phrases: {
      id: ["masukkan|masukin daftar hitam", "daftar hitam", ["jangan|tidak pakai|undang|kerja lagi", 4]],
      en: ["never work again", "add to blacklist", ["never want|use|hire again", 4]],
    },
    keywords: {
      id: [
        ["blacklist", 3],
        ["blokir", 3],
      ],
      en: [
        ["blacklist", 3],
        ["block", 2.5],
        ["ban", 2.5],
      ],
    },
    negative: [["hapus|keluarkan|cabut|buka|remove|lift|unblock|batalkan blacklist|daftar", 5]],
  },
  {
    name: "influencer.unblacklist",
    phrases: {
      id: [["hapus|keluarkan|cabut|buka|batalkan blacklist|daftar", 4]],
      en: [["remove|lift|take|unblock blacklist", 4]],
    },
    keywords: { en: [["unblacklist", 3]] },
  },
  ...MESSAGE_INTENTS,
];
