import { findAmounts } from "../language/amounts.ts";
import type { IntentDefinition } from "../language/intents.ts";
import type { NormalisedText } from "../language/normalise.ts";

/** What everybody may say about the assistant itself: what it costs, what it may cost, what it remembers. */
export type AssistantIntent =
  | "ai.costs"
  | "ai.budget"
  | "ai.limit"
  | "memory.remember"
  | "memory.show"
  | "memory.forget";

const AI = "ai|asisten|assistant|model|token|claude|kolega";
const BUDGET = "anggaran|budget|jatah|kuota|quota|limit|batas|allowance";

export const ASSISTANT_INTENTS: readonly IntentDefinition<AssistantIntent>[] = [
  {
    name: "ai.costs",
    phrases: {
      // "berapa biaya AI bulan ini?", "pemakaian AI tim minggu ini"
      id: [
        [`biaya|ongkos|tagihan|pengeluaran|pemakaian|penggunaan|habis ${AI}`, 6.5],
        [`${AI} habis|menghabiskan|makan berapa|biaya`, 6],
      ],
      // "how much did the AI cost this month?", "AI usage last month"
      en: [
        [`cost|costs|spend|spending|bill|usage ${AI}`, 6.5],
        [`${AI} cost|costs|spending|usage|bill`, 6.5],
      ],
    },
    negative: [[BUDGET, 3.5]],
  },
  {
    name: "ai.budget",
    phrases: {
      // "sisa anggaran AI saya", "jatah AI hari ini"
      id: [[`${BUDGET} ${AI}`, 7]],
      // "my AI budget", "what is left of the AI allowance"
      en: [[`${AI} ${BUDGET}`, 7]],
    },
  },
  {
    name: "ai.limit",
    phrases: {
      // "batasi biaya AI 5 dolar sehari", "cap the AI spend at $20 a month"
      id: [[`batasi|batesin|naikkan|turunkan|ubah|ganti|atur biaya|anggaran|budget|jatah|pemakaian|batas ${AI}`, 8.5]],
      en: [[`cap|limit|set|raise|lower|change ${AI}`, 8.5]],
    },
  },
  {
    name: "memory.remember",
    phrases: {
      // "ingat ya, laporan tiap Senin", "tolong ingat bahwa saya suka TikTok"
      id: [["ingat ya|bahwa|kalau|saya|aku|laporan|selalu", 5]],
      // "remember that reports go out on Mondays"
      en: [["remember that|my|i|to|reports|always", 5]],
    },
    negative: [
      ["ingatkan|ingetin|ingatin|remind", 8],
      ["apa|what|do kamu|you ingat|inget|remember|know", 8],
      ["lupakan|lupain|forget", 8],
    ],
  },
  {
    name: "memory.show",
    phrases: {
      // "apa yang kamu ingat tentang saya?"
      id: [
        ["apa kamu|anda ingat|tahu|simpan", 6.5],
        ["kamu|anda ingat|tahu apa|tentang|soal saya|aku|apa", 6.5],
        ["ingatan|catatan tentang saya|aku", 5],
        ["preferensi|kebiasaan saya", 4],
      ],
      // "what do you remember about me?"
      en: [["what you remember|know about", 6.5]],
    },
  },
  {
    name: "memory.forget",
    phrases: {
      // "lupakan yang nomor 2", "jangan ingat itu lagi"
      id: [
        ["lupakan|lupain", 4.5],
        ["hapus ingatan|catatan", 5],
        ["jangan ingat", 9],
      ],
      // "forget number 2", "forget that about me"
      en: [["forget number|that|about|what", 5]],
    },
  },
];

const PERIODS: readonly (readonly [string, RegExp])[] = [
  ["last_month", /\b(?:bulan (?:lalu|kemarin|kemaren)|last month|previous month)\b/i],
  ["last_7_days", /\b(?:minggu|pekan|seminggu|7 hari|week|7 days|seven days)\b/i],
  ["today", /\b(?:hari ini|today)\b/i],
];

/** How much the models may cost, in US cents; without an amount or its period, nothing. */
export function readCostLimit(message: NormalisedText): Record<string, unknown> {
  const { text } = message;
  const { amounts } = findAmounts(message);
  const [amount] = amounts.filter(({ currency }) => currency === "USD");
  const period = /\b(?:se)?(?:hari|harian|day|daily)\b/.test(text)
    ? "dayCents"
    : /\b(?:se)?(?:bulan|bulanan|month|monthly)\b/.test(text)
      ? "monthCents"
      : undefined;
  if (!amount || !period) return {};
  const each = /\b(?:tiap|setiap|per|each|every|masing)\S* (?:orang|anggota|member|person|user)s?\b/.test(text);
  return { whom: each ? "each" : "team", [period]: Number(amount.amountMinor) };
}

/** The days a question about costs is about; without words for them it is this month. */
export function readCostPeriod(text: string): string {
  return PERIODS.find(([, words]) => words.test(text))?.[0] ?? "this_month";
}

const TO_REMEMBER =
  /^\s*(?:(?:tolong|mohon|coba|please|hey|hai|kolega)[\s,]+)*(?:ingat(?:-ingat)?|inget|catat|catet|remember|note)(?:\s+(?:ya|dong|this|ini))?\s*[,:.-]?\s*(?:(?:bahwa|kalau|kalo|klo|that)\s+)?(.{3,200})$/is;

/** `aku maunya dipanggil kak aja ya, inget`: the fact stands first. */
const REMEMBER_THAT =
  /^(.{8,200}?)(?:\s+(?:ya|yah|dong))?\s*[,.;!-]\s*(?:(?:tolong|mohon|please|pls|coba)\s+)?(?:di)?(?:ingat|inget|catat|catet|remember|note)(?:-?in|kan)?(?:\s+(?:ya|yah|itu|dong|baik-baik|that|this|it))*\s*[.!]*$/is;

const NOTE_THIS =
  /^\s*(?:(?:tolong|mohon|coba|please|pls)\s+)*(?:ingat|inget|catat|catet|remember|note)(?:\s+(?:ya|yah|dong|this|ini))?(?:\s*[,:]|\s+(?:kalo|kalau|klo|bahwa|that)\s)/i;

/** Whether a message is a fact with the wish to remember it, before or behind it. */
export function asksToRemember(text: string): boolean {
  return NOTE_THIS.test(text) || REMEMBER_THAT.test(text);
}

/** What is to be remembered: everything behind the wish, or before it. */
export function readFact(text: string): string | undefined {
  return (TO_REMEMBER.exec(text) ?? REMEMBER_THAT.exec(text))?.[1]?.trim();
}

/** Which of the remembered things is meant, counted from 1. */
export function readMemoryNumber(text: string): number | undefined {
  const found = /\b(?:nomor|no\.?|nomer|number|yang ke-?|#)\s*(\d{1,2})\b/i.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}
