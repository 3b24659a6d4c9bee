import type { IntentDefinition } from "../language/intents.ts";
import { CAMPAIGN, PEOPLE, POST } from "./intents-common.ts";

/** What members of an organization say. */
export type BrandIntent =
  | "campaign.create"
  | "campaign.edit"
  | "campaign.brief"
  | "campaign.show"
  | "campaign.list"
  | "campaign.submit"
  | "campaign.approve"
  | "campaign.send_back"
  | "campaign.cancel"
  | "campaign.complete"
  | "performance"
  | "report"
  | "recommend"
  | "invite"
  | "collaboration.list"
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
  | "wallet"
  | "statement"
  | "deposit"
  | "payouts"
  | "influencer.search"
  | "influencer.show"
  | "influencer.blacklist"
  | "influencer.unblacklist"
  | "members"
  | "organization";

const EDITABLE =
  "budget|anggaran|dana|tanggal|jadwal|target|audiens|audience|umur|usia|age|goal|tujuan|produk|product|nama|name|judul|hashtag|hashtags|tagar|cta|pesan|message|aturan|rule|deliverable|deliverables|platform|mulai|selesai|start|end|deskripsi|description|date|dates|gender|kota|city";
const APPROVE = "setuju|approve|approved|terima|accept|oke|loloskan";
const REJECT = "tolak|reject|decline";
const POST_NAMED = "post|postingan|konten|video|reel|story|link";
const COUNTER = "tawaran|counter|tawar|nego|negosiasi|offer|penawaran|harga";

export const BRAND_INTENTS: readonly IntentDefinition<BrandIntent>[] = [
  {
    name: "campaign.create",
    phrases: {
      id: [
        `bikin|buat|susun|rancang|luncurkan|siapkan|adakan ${CAMPAIGN}`,
        `mau|ingin|pengen|pengin|butuh ${CAMPAIGN}`,
        `${CAMPAIGN} baru`,
        `mulai ${CAMPAIGN} baru`,
      ],
      en: [
        `create|make|launch|plan|build|run|start ${CAMPAIGN}`,
        `new ${CAMPAIGN}`,
        `want|need|like ${CAMPAIGN}`,
        `set up ${CAMPAIGN}`,
      ],
    },
    negative: [
      "laporan|report",
      "bagaimana|how|status|performa|performance|hasil|results",
      ["bikin|buat|tulis|write|make|create|susun brief", 3],
      "siapa|who|cocok|pas",
      "rekomendasi|recommend|cari|find|undang|invite",
      "lihat|tampilkan|show|see|list|daftar",
    ],
  },
  {
    name: "campaign.edit",
    phrases: {
      id: [
        `ganti|ubah|edit|koreksi|perbaiki|update|naikkan|naikin|turunkan|turunin|tambah|tambahkan|tambahin|kurangi|geser|majukan|mundurkan|set|jadikan|atur|perpanjang ${EDITABLE}`,
        "hapus|buang|hilangkan|hilangin|copot hashtag|tagar|aturan|pesan",
        `edit|ubah|ganti|koreksi|revisi ${CAMPAIGN}|brief`,
      ],
      en: [
        `change|update|edit|set|make|add|move|increase|decrease|raise|lower|extend|correct|fix|put ${EDITABLE}`,
        "remove|drop|delete hashtag|hashtags|rule|message",
        `edit|change|update ${CAMPAIGN}|brief`,
      ],
    },
    keywords: {
      id: [
        ["ganti", 0.5],
        ["ubah", 0.5],
      ],
      en: [["change", 0.5]],
    },
    negative: [
      ["saldo|dompet|wallet|rekening", 4],
      ["bahasa|language", 1],
      "rekomendasi|recommend",
      ["musik|music|caption", 2],
    ],
  },
  {
    name: "campaign.brief",
    phrases: {
      id: ["bikin|buat|tulis|susun|siapkan|rancang|generate brief", "brief ulang|baru", "ulangi|ganti total brief"],
      en: ["write|draft|make|create|generate|prepare brief", "rewrite|regenerate|redo brief", "new brief"],
    },
    keywords: { id: [["brief", 1.4]], en: [["brief", 1.4]] },
  },
  {
    name: "campaign.show",
    phrases: {
      id: [`lihat|tampilkan|tunjukkan|buka|cek|detail ${CAMPAIGN}|brief|draft|drafnya`, `isi|detail ${CAMPAIGN}|brief`],
      en: [`show|open|view|see|display ${CAMPAIGN}|brief|draft`, `details ${CAMPAIGN}|brief`],
    },
    negative: [
      ["laporan|report|performa|performance|hasil|results", 2],
      ["influencer|kreator|creator", 1],
    ],
  },
  {
    name: "campaign.list",
    phrases: {
      id: [
        [`daftar|list|semua|seluruh ${CAMPAIGN}`, 4],
        `${CAMPAIGN} apa saja`,
        [`${CAMPAIGN} aktif|jalan|berjalan|selesai|draft|kita|kami|saya`, 2],
        `berapa|ada ${CAMPAIGN}`,
      ],
      en: [
        [`list|all|every campaign|campaigns`, 4],
        [`my|our|active|running|draft|completed|which|what campaigns`, 3.5],
        "how many campaigns",
      ],
    },
    negative: [
      "bagaimana|how|performa|performance|laporan|report|hasil|results",
      "rekomendasi|recommend|undang|invite|kirim|submit|ajukan|setujui|approve|batalkan|cancel",
      ["bikin|buat|create|make|launch", 2],
    ],
  },
  {
    name: "campaign.submit",
    phrases: {
      id: [
        `kirim|kirimkan|kirimin|ajukan|ajuin|submit ${CAMPAIGN}|brief|draft|ini|sekarang|admin`,
        "minta|kirim|ajukan|mohon persetujuan|approval",
        "kirim untuk|buat disetujui|persetujuan|approval",
      ],
      en: [
        `submit|send ${CAMPAIGN}|brief|draft|it`,
        "submit|send|ask|request approval",
        "send|submit for|to approval|admin|admins",
      ],
    },
    keywords: {
      id: [
        ["submit", 2],
        ["ajukan", 2],
      ],
    },
    negative: [
      "undangan|invitation|undang|invite|laporan|report|link|revisi|revision|pesan|message",
      ["back|kembali", 3],
    ],
  },
  {
    name: "campaign.approve",
    phrases: { id: [[`${APPROVE} ${CAMPAIGN}|brief`, 4]], en: [[`approve|accept ${CAMPAIGN}|brief`, 4]] },
    negative: ["jangan|tidak|belum|not|dont", "minta|request|ask|siapa|who|kirim|send|submit|ajukan", POST_NAMED],
  },
  {
    name: "campaign.send_back",
    phrases: {
      id: [
        `kembalikan|balikin|balikkan ${CAMPAIGN}|brief|draft`,
        `tolak ${CAMPAIGN}|brief`,
        `${CAMPAIGN} perlu diperbaiki|perbaikan`,
      ],
      en: [
        `send|return back ${CAMPAIGN}|brief`,
        `send|return ${CAMPAIGN}|brief back`,
        `reject|decline ${CAMPAIGN}|brief`,
        "send it back",
      ],
    },
    keywords: { id: [["kembalikan", 2]] },
    negative: [POST_NAMED],
  },
  {
    name: "campaign.cancel",
    phrases: {
      id: [[`batalkan|batalin|stop|hentikan|hapus ${CAMPAIGN}`, 4]],
      en: [[`cancel|stop|end|kill|delete ${CAMPAIGN}`, 4]],
    },
    negative: ["kolaborasi|collaboration|undangan|invitation"],
  },
  {
    name: "campaign.complete",
    phrases: {
      id: [[`selesaikan|tutup|akhiri|tuntaskan ${CAMPAIGN}`, 4], `${CAMPAIGN} sudah selesai|beres`],
      en: [[`complete|close|finish|wrap ${CAMPAIGN}`, 4], `${CAMPAIGN} is done|finished`],
    },
  },
  {
    name: "performance",
    phrases: {
      id: [
        `bagaimana ${CAMPAIGN}|performa|hasil|kinerja|perkembangan|progres|progress|angka`,
        `performa|hasil|kinerja|perkembangan|progres|progress|status|angka|statistik|metrik ${CAMPAIGN}`,
        `${CAMPAIGN} bagaimana|performa|performanya|hasilnya`,
        `berapa reach|views|engagement|cpe|cpm|roi|jangkauan|interaksi|spend`,
      ],
      en: [
        `how ${CAMPAIGN} doing|going|performing`,
        "how doing|going|performing",
        `performance|results|progress|status|stats|numbers|metrics ${CAMPAIGN}`,
        `${CAMPAIGN} performance|results|progress|status`,
        "how many|much reach|views|engagement|cpe|cpm|roi|engagements|spend|spent",
      ],
    },
    keywords: { id: [["performa", 2], "hasil", "kinerja", "roi"], en: [["performance", 2], "results"] },
  },
  {
    name: "report",
    phrases: {
      id: [`laporan|report ${CAMPAIGN}`, "buat|bikin|kirim|minta|lihat|susun laporan|report", "rangkum hasil|performa"],
      en: ["write|create|make|send|give|get|show report", "summarize|summarise results|performance"],
    },
    keywords: { id: [["laporan", 2.5]], en: [["report", 2.5]] },
  },
  {
    name: "recommend",
    phrases: {
      id: [
        `rekomendasi|rekomendasikan|sarankan|saran|pilihkan|usulkan ${PEOPLE}`,
        `${PEOPLE} cocok|pas|terbaik|sesuai`,
        "siapa cocok|pas|terbaik",
        [`carikan|cari|temukan|pilih ${PEOPLE} untuk|buat ${CAMPAIGN}`, 4.5],
      ],
      en: [
        `recommend|suggest|propose|pick ${PEOPLE}`,
        "who should we|i",
        `best|right|matching|suitable ${PEOPLE}`,
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
      ],
      en: [
        "who has|have|did accepted|accept|replied|responded|declined|answered|joined",
        "status|list|show|check|see|view invitations|invitation|collaborations|collaboration|invites",
        "any replies|answers|responses",
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
    name: "collaboration.accept_counter",
    phrases: {
      id: [[`${APPROVE}|ambil|ok ${COUNTER}`, 4]],
      en: [["accept|approve|take|agree counter|counteroffer|offer", 4]],
    },
    negative: ["jangan|tidak|not|dont"],
  },
  {
    name: "collaboration.decline_counter",
    phrases: { id: [[`${REJECT} ${COUNTER}`, 4]], en: [["reject|decline|refuse counter|counteroffer|offer", 4]] },
  },
  {
    name: "collaboration.cancel",
    phrases: {
      id: [["batalkan|batalin|tarik kolaborasi|undangan|kerja", 5]],
      en: [["cancel|withdraw|end collaboration|invitation|invite", 5]],
    },
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
  },
  {
    name: "post.metrics",
    phrases: {
      id: [`metrik|statistik|angka|insight|performa ${POST}`],
      en: [`metrics|stats|numbers|insights|performance ${POST}`, "how post doing|performing"],
    },
    keywords: { id: [["metrik", 1.5]], en: [["metrics", 1.5]] },
  },
  {
    name: "post.approve",
    phrases: {
      id: [[`${APPROVE}|lolos ${POST}|posts`, 4]],
      en: [["approve|accept post|posts|content|video|reel|link", 4]],
    },
    negative: ["jangan|tidak|belum|not|dont", "perlu|harus|menunggu|waiting|need|needs"],
  },
  {
    name: "post.reject",
    phrases: {
      id: [[`${REJECT} ${POST}|posts`, 4]],
      en: [["reject|decline|refuse post|posts|content|video|reel|link", 4]],
    },
  },
  {
    name: "post.revise",
    phrases: {
      id: ["minta|perlu|suruh|ajukan revisi|perbaikan|ulang", `revisi|perbaiki ${POST}`],
      en: [
        "request|ask|need|want revision|revisions|changes|edits",
        "revise post|content|video|reel",
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
    name: "wallet",
    phrases: {
      id: ["cek|lihat|berapa|sisa|tampilkan saldo|dompet|wallet|dana|uang", "dana ditahan|tertahan", "uang kita"],
      en: ["check|show|what balance|wallet|funds", "how much money|left|balance|funds", "money held"],
    },
    keywords: {
      id: [
        ["saldo", 2],
        ["dompet", 2],
      ],
      en: [
        ["wallet", 2],
        ["balance", 2],
        ["escrow", 2],
      ],
    },
    negative: [["isi|tambah|top|topup|deposit|setor|add|mutasi|riwayat|history|statement", 3]],
  },
  {
    name: "statement",
    phrases: {
      id: ["mutasi|riwayat|histori|rincian|daftar saldo|transaksi|dana|uang|rekening|dompet"],
      en: ["transaction|transactions|wallet|account history|statement|movements", "list|show transactions"],
    },
    keywords: {
      id: [
        ["mutasi", 3],
        ["transaksi", 2],
      ],
      en: [
        ["statement", 2.5],
        ["transactions", 2],
      ],
    },
  },
  {
    name: "deposit",
    phrases: {
      id: ["isi|tambah|tambahin|top|setor|masukkan|masukin|deposit saldo|dana|uang|dompet", "top up"],
      en: ["add|deposit|put|top|load money|funds|balance|wallet", "top up", "fund wallet"],
    },
    keywords: {
      id: [
        ["topup", 3],
        ["setor", 2],
      ],
      en: [
        ["deposit", 2.5],
        ["topup", 3],
      ],
    },
  },
  {
    name: "payouts",
    phrases: {
      id: [
        `pembayaran|bayaran|payout|pencairan ${PEOPLE}`,
        "siapa sudah|belum dibayar",
        "status|lihat|daftar|cek pembayaran|payout|pencairan",
      ],
      en: [
        `payments|payouts|payout to|for ${PEOPLE}`,
        "who has|been paid",
        "status|show|list|check payout|payouts|payments",
      ],
    },
    keywords: {
      id: [
        ["payout", 2],
        ["pembayaran", 2],
        ["pencairan", 2],
      ],
      en: [
        ["payouts", 2],
        ["payments", 2],
      ],
    },
  },
  {
    name: "influencer.search",
    phrases: {
      id: [`cari|carikan|cariin|temukan|lihat|tampilkan|daftar|ada|list ${PEOPLE}`],
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
      id: ["masukkan|masukin daftar hitam", "daftar hitam", "jangan pakai|undang lagi"],
      en: ["never work again", "add to blacklist"],
    },
    keywords: { id: [["blacklist", 3]], en: [["blacklist", 3]] },
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
  {
    name: "members",
    phrases: {
      id: [
        "siapa saja tim|anggota|admin|member",
        "anggota|member|daftar tim|team|organisasi",
        "siapa admin|bisa setujui|approve",
      ],
      en: ["who is|on team|admin|admins", "team|organization members", "who can approve", "list|show members|team"],
    },
    keywords: {
      id: [
        ["anggota", 2],
        ["member", 1.5],
      ],
      en: [
        ["members", 2],
        ["team", 1.2],
      ],
    },
  },
  {
    name: "organization",
    phrases: {
      id: ["profil|info|data|pengaturan organisasi|perusahaan|brand", "organisasi|perusahaan kita|kami|saya"],
      en: ["organization|company|brand settings|profile|info|details"],
    },
    keywords: {
      id: [["organisasi", 2], "pengaturan"],
      en: [
        ["organization", 2],
        ["settings", 1.5],
      ],
    },
    negative: [["anggota|member|members|tim|team", 2]],
  },
];
