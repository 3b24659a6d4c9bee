import type { IntentDefinition } from "../language/intents.ts";
import { APPROVE, CAMPAIGN } from "./intents-common.ts";

/** What members of an organization say about campaigns. */
export type CampaignIntent =
  | "campaign.create"
  | "campaign.edit"
  | "campaign.brief"
  | "brief.draft"
  | "campaign.show"
  | "campaign.list"
  | "campaign.submit"
  | "campaign.approve"
  | "campaign.send_back"
  | "campaign.cancel"
  | "campaign.complete"
  | "performance"
  | "report";

const EDITABLE =
  "budget|anggaran|dana|tanggal|jadwal|target|audiens|audience|umur|usia|age|goal|tujuan|produk|product|nama|name|judul|hashtag|hashtags|tagar|cta|pesan|message|aturan|rule|deliverable|deliverables|platform|mulai|selesai|start|end|deskripsi|description|date|dates|gender|kota|city";
/** What a campaign is measured by. */
const FIGURE =
  "reach|views|view|likes|engagement|cpe|cpm|roi|jangkauan|interaksi|spend|impresi|impressions|tayangan|penonton|er";
const POST_NAMED = "post|postingan|konten|video|reel|story|link";

export const CAMPAIGN_INTENTS: readonly IntentDefinition<CampaignIntent>[] = [
  {
    name: "campaign.create",
    phrases: {
      id: [
        `bikin|buat|susun|rancang|luncurkan|siapkan|adakan ${CAMPAIGN}`,
        `mau|ingin|pengen|pengin|butuh|perlu|adain ${CAMPAIGN}`,
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
      ["push|move|shift|postpone|delay|bring launch|start", 5],
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
        `ganti|ubah|edit|koreksi|perbaiki|update|naikkan|naikin|turunkan|turunin|tambah|tambahkan|tambahin|kurangi|geser|majukan|mundurkan|undur|set|jadikan|atur|perpanjang|potong ${EDITABLE}`,
        `${EDITABLE} ganti|diganti|ubah|diubah|naikkan|turunkan|geser|jadikan|tambah|kurangi`,
        "hapus|buang|hilangkan|hilangin|copot hashtag|tagar|aturan|pesan",
        `edit|ubah|ganti|koreksi|revisi ${CAMPAIGN}|brief`,
      ],
      en: [
        `change|update|edit|set|make|add|move|increase|decrease|raise|lower|extend|correct|fix|put|bump|cut|push|reduce|shift|drop|slash|trim|double ${EDITABLE}`,
        "remove|drop|delete hashtag|hashtags|rule|message",
        ["push|move|shift|postpone|delay|bring launch|start|date|back|forward", 4],
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
      id: [
        "bikin|buat|tulis|susun|siapkan|rancang|generate brief",
        "brief ulang|baru",
        "brief tulis|bikin|buat|ulang",
        "ulangi|ganti total brief",
      ],
      en: ["write|draft|make|create|generate|prepare brief", "rewrite|regenerate|redo brief", "new brief"],
    },
    keywords: { id: [["brief", 1.4]], en: [["brief", 1.4]] },
  },
  {
    name: "brief.draft",
    phrases: {
      id: [
        ["contoh|simulasi brief", 7],
        ["coba|coba-coba brief jangan|tanpa", 5],
        ["brief jangan|tanpa|tidak disimpan|simpan", 6],
      ],
      en: [
        ["sample|example|preview|trial brief", 7],
        ["brief without saving|save", 6],
      ],
    },
  },
  {
    name: "campaign.show",
    phrases: {
      id: [
        `lihat|tampilkan|tunjukkan|buka|cek|detail ${CAMPAIGN}|brief|draft|drafnya`,
        `isi|detail ${CAMPAIGN}|brief`,
        "brief|draft mana",
        "mana brief|draft",
      ],
      en: [`show|open|view|see|display ${CAMPAIGN}|brief|draft`, `details ${CAMPAIGN}|brief`],
    },
    keywords: { id: [["status", 1]] },
    negative: [
      ["influencer|kreator|kolaborasi|undangan|collaboration|saldo|siapa|who", 2],
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
        [`${CAMPAIGN} menunggu|nunggu|belum persetujuan|approve|approval|disetujui`, 6],
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
      [`${CAMPAIGN} ini|this`, 2.5],
    ],
  },
  {
    name: "campaign.submit",
    phrases: {
      id: [
        `kirim|kirimkan|kirimin|ajukan|ajuin|submit ${CAMPAIGN}|brief|draft|ini|sekarang|admin`,
        "minta|kirim|ajukan|mohon persetujuan|approval",
        "kirim untuk|buat disetujui|persetujuan|approval",
        ["biar|supaya|agar|buat|untuk disetujui|approve|acc|setujui", 4.5],
        ["minta|mohon|nunggu approve|acc|setujui|disetujui", 5],
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
    phrases: {
      id: [
        [`${APPROVE} ${CAMPAIGN}|brief`, 4],
        [`${CAMPAIGN} setujui|approve|acc`, 3.5],
      ],
      en: [[`approve|accept ${CAMPAIGN}|brief`, 4]],
    },
    negative: [
      ["biar|supaya|agar|buat|untuk disetujui|approve|acc|setujui", 5],
      "jangan|tidak|belum|not|dont",
      "minta|request|ask|siapa|who|kirim|send|submit|ajukan",
      POST_NAMED,
    ],
  },
  {
    name: "campaign.send_back",
    phrases: {
      id: [
        `kembalikan|balikin|balikkan ${CAMPAIGN}|brief|draft`,
        `tolak ${CAMPAIGN}|brief`,
        `${CAMPAIGN} perlu|harus|tolong diperbaiki|perbaikan|kembalikan|direvisi`,
        [`${CAMPAIGN} revisi|direvisi|diperbaiki|benerin`, 3],
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
      id: [
        [`batalkan|batalin|stop|hentikan|hapus|gagalkan|gugurkan|bubarkan|cabut ${CAMPAIGN}`, 4],
        [`${CAMPAIGN} batal|batalkan|dibatalkan|batalin|gajadi`, 3.5],
        [`${CAMPAIGN} tidak jadi|lanjut`, 4],
      ],
      en: [
        [`cancel|stop|end|kill|delete|scrap|drop|abort|ditch|axe|abandon|discard ${CAMPAIGN}`, 4],
        [`call off ${CAMPAIGN}`, 4],
        [`${CAMPAIGN} cancelled|off`, 3],
      ],
    },
    negative: [
      "kolaborasi|collaboration|undangan|invitation",
      ["end date|dates|day|on|by", 5],
      ["hashtag|hashtags|tagar|rule|rules|aturan|pesan|message|brief|budget", 4],
      ["dari|from|off|out campaign|kampanye", 4],
      ["yang|apa|mana|which|list|daftar batal|dibatalkan|cancelled|canceled", 3],
    ],
  },
  {
    name: "campaign.complete",
    phrases: {
      id: [
        [`selesaikan|tutup|akhiri|tuntaskan ${CAMPAIGN}`, 4],
        `${CAMPAIGN} sudah selesai|beres|kelar|tuntas`,
        [`${CAMPAIGN} tutup|ditutup|akhiri`, 3.5],
      ],
      en: [
        [`complete|close|finish|wrap ${CAMPAIGN}`, 4],
        `${CAMPAIGN} is done|finished`,
        [`mark|set ${CAMPAIGN} complete|completed|done|finished`, 7],
        ["mark as|it done|complete|completed|finished", 4],
      ],
    },
    negative: [["apa|daftar|which|list|siapa", 3]],
  },
  {
    name: "performance",
    phrases: {
      id: [
        `bagaimana ${CAMPAIGN}|performa|hasil|kinerja|perkembangan|progres|progress|angka`,
        `performa|hasil|kinerja|perkembangan|progres|progress|status|angka|statistik|metrik ${CAMPAIGN}`,
        `${CAMPAIGN} bagaimana|performa|performanya|hasilnya`,
        "sejauh|sampai mana",
        `berapa ${FIGURE}`,
        [`${FIGURE} berapa|campaign|kampanye`, 4],
        ["budget|anggaran|dana terpakai|kepakai|dipakai|habis|kepake", 5],
        ["target|kpi tercapai|kecapai|tembus", 4],
        ["paling|top ngefek|efektif|perform|laku|tinggi", 5],
      ],
      en: [
        `how ${CAMPAIGN} doing|going|performing`,
        "how doing|going|performing",
        `performance|results|progress|status|stats|numbers|metrics ${CAMPAIGN}`,
        `${CAMPAIGN} performance|results|progress|status`,
        "how many|much reach|views|engagement|cpe|cpm|roi|engagements|spend|spent",
        ["hit|hitting|reach|reaching|meet|meeting kpi|kpis|goal|target|targets", 4],
        ["how well|far|good did|is|are|has", 2.5],
        ["what|whats going|happening|up on|with", 3],
        ["best|top performing|performer|performers", 5],
        [`${FIGURE} so far|now`, 3],
      ],
    },
    keywords: { id: [["performa", 2], ["kpi", 2.2], "hasil", "kinerja", "roi"], en: [["performance", 2], "results"] },
  },
  {
    name: "report",
    phrases: {
      id: [
        [`kenapa|mengapa|sebab hasil|performa|${CAMPAIGN}`, 5],
        `laporan|report ${CAMPAIGN}`,
        "buat|bikin|kirim|minta|lihat|susun laporan|report",
        "rangkum hasil|performa",
      ],
      en: ["write|create|make|send|give|get|show report", "summarize|summarise results|performance"],
    },
    keywords: {
      id: [
        ["laporan", 2.5],
        ["rangkuman", 3.2],
        ["ringkasan", 3.2],
        ["rekap", 3.2],
        ["evaluasi", 3.5],
        ["analisa", 3.2],
        ["analisis", 3.2],
      ],
      en: [
        ["report", 2.5],
        ["summary", 3.2],
        ["recap", 3.2],
        ["evaluation", 3.2],
        ["evaluate", 3.2],
        ["analyze", 3.2],
        ["analysis", 3.2],
      ],
    },
  },
];
