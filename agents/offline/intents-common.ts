import type { IntentDefinition } from "../language/intents.ts";

export const CAMPAIGN = "campaign|kampanye";
export const PEOPLE =
  "influencer|kreator|creator|kol|talent|selebgram|tiktoker|youtuber|vlogger|blogger|endorser|orang|people";
export const POST = "post|postingan|posting|konten|content|video|reel|reels|story|link";

/** Looking at something, in both languages: people mix them. */
export const SEE = "lihat|cek|tampilkan|tunjukkan|buka|daftar|list|show|see|check|view|get|give|kasih|pengen|mau|want";

export const APPROVE = "setuju|approve|approved|terima|accept|oke|loloskan";

/** What everybody may say, whatever their role. */
export type CommonIntent = "help" | "greet" | "thanks" | "who" | "reset" | "language.switch" | "approvals.list";

export const COMMON_INTENTS: readonly IntentDefinition<CommonIntent>[] = [
  {
    name: "help",
    phrases: {
      id: [
        "apa bisa kamu lakukan|bantu|kerjakan",
        "kamu bisa apa|ngapain",
        "bisa apa saja",
        "bisa bantu apa",
        ["cara pakai", 2],
        "butuh bantuan",
      ],
      en: [
        "what can you do",
        "how can you help",
        "how does this work",
        "what do you do",
        "what is this|bot|kolega for",
        "how use this|it|you",
      ],
    },
    keywords: {
      id: [
        ["bantuan", 2],
        ["menu", 2],
        ["fitur", 2],
      ],
      en: [
        ["help", 2],
        ["features", 2],
        ["commands", 2],
      ],
    },
  },
  {
    name: "greet",
    keywords: {
      id: ["halo", "hai", "pagi", "siang", "sore", "malam", "assalamualaikum", "permisi"].map((word) => [word, 1.2]),
      en: ["hello", "hi", "hey", "morning", "afternoon", "evening"].map((word) => [word, 1.2]),
    },
  },
  {
    name: "thanks",
    keywords: { id: [["makasih", 2], "mantap", "keren"], en: [["thank", 2], "great", "awesome"] },
    phrases: { id: [["terima kasih", 5]] },
  },
  {
    name: "who",
    phrases: { id: ["kamu siapa", "siapa kamu", "ini siapa"], en: ["who are you", "are you human|bot|robot|ai"] },
  },
  {
    name: "reset",
    phrases: { id: ["mulai dari awal", "mulai ulang", "ulang dari awal"], en: ["start over", "start again"] },
    keywords: { en: [["reset", 2]] },
  },
  {
    name: "language.switch",
    phrases: {
      id: [
        "ganti|ubah|pakai|pindah|setel bahasa",
        ["bahasa inggris|indonesia", 2.5],
        "ganti|ubah|pakai inggris|indonesia|english|indonesian",
        "ngomong|bicara|jawab inggris|indonesia|english",
      ],
      en: [
        "switch|change language",
        "switch|change|speak|talk|reply|answer|use english|indonesian|bahasa|indonesia",
        "english|indonesian please",
        ["talk|speak|reply|answer|write in english|indonesian|indonesia|bahasa", 4],
      ],
    },
    negative: ["konten|content|brief|caption|campaign bahasa|language|english|inggris|indonesia"],
  },
  {
    name: "approvals.list",
    phrases: {
      id: [
        ["apa|ada perlu|harus|bisa disetujui|setujui|diputuskan|approve", 4.5],
        "apa menunggu|nunggu|tunggu",
        "menunggu|nunggu|tunggu|perlu|butuh persetujuan|approval|keputusan|disetujui|diputuskan",
        "lihat|daftar|cek|tampilkan|ada persetujuan|approval",
        "apa perlu|harus disetujui|diputuskan|diapprove",
      ],
      en: [
        "what waiting|pending",
        "waiting|pending approval|approvals|decision|decisions",
        "show|list|check|any approvals|approval",
        "what need|needs approval|decision",
        ["need|needs|have|waiting to|for|my sign|signoff|okay", 3],
        ["sign off", 2.5],
        ["anything|something pending|approve|waiting", 4],
      ],
    },
    keywords: { id: ["persetujuan"], en: ["approval", "approvals"] },
    negative: [
      "minta|kirim|ajukan|submit|send|request persetujuan|approval",
      ["batas|limit|approval limit|limits|threshold|persetujuan", 4],
    ],
  },
];
