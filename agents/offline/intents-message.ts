import type { Purpose } from "../../core/collaborations/index.ts";
import type { IntentDefinition } from "../language/intents.ts";
import { PEOPLE } from "./intents-common.ts";

/** What members say about messages to influencers. */
export type MessageIntent = "broadcast.send" | "broadcast.show" | "handover.take" | "handover.reply" | "message.draft";

const EVERYONE = "semua|semuanya|seluruh|all|every|everyone|para";
const MESSAGE = "pesan|chat|dm|whatsapp|teks|text|ucapan|message|note|reminder|pengingat|balasan|reply";

export const MESSAGE_INTENTS: readonly IntentDefinition<MessageIntent>[] = [
  {
    name: "broadcast.send",
    phrases: {
      id: [
        [`kirim|kirimkan|sebar|sebarkan|umumkan|kabarkan pesan|pengumuman|info|kabar ${EVERYONE}`, 7],
        [`umumkan|kabari|kabarin|infokan|infoin|kasih|bilang|bilangin|beritahu|blast|chat ${EVERYONE} ${PEOPLE}`, 5],
        [`${EVERYONE} ${PEOPLE} dikabari|diinfo|dikasih|dikirimi`, 4],
      ],
      en: [
        [`send|write message|announcement|note ${EVERYONE}`, 7],
        [`tell|notify|inform|ping|message|remind|blast|text|dm|update ${EVERYONE} ${PEOPLE}|creators|influencers`, 6],
      ],
    },
    keywords: {
      id: [
        ["broadcast", 4],
        ["pengumuman", 3],
      ],
      en: [["announcement", 3]],
    },
  },
  {
    name: "broadcast.show",
    phrases: {
      id: [["broadcast|pengumuman|pesan sudah|terkirim|sampai|nyampe|dibaca|status", 8]],
      en: [
        ["broadcast|announcement delivered|reach|reached|sent|status|arrive|arrived", 8],
        ["status broadcast", 8],
      ],
    },
  },
  {
    name: "handover.take",
    phrases: {
      id: [
        ["ambil alih", 6],
        ["biar saya|kami balas|jawab|bales|tanggapi|urus", 6],
        ["saya yang|saja balas|jawab|bales|tanggapi", 5],
      ],
      en: [
        ["take over", 6],
        ["let me answer|reply|handle", 5],
        ["i answer|reply|handle them|him|her|myself", 4],
      ],
    },
  },
  {
    name: "handover.reply",
    phrases: { id: [["balas|bales|jawab ke|chat|pesan", 4]], en: [["reply|answer to|chat", 4]] },
    negative: [["siapa|belum|sudah|undangan|invitation|who|any|biar", 4]],
  },
  {
    name: "message.draft",
    phrases: {
      id: [
        [`bikin|buat|tulis|susun|siapkan|draft|draf ${MESSAGE}`, 6],
        ["ingatkan deadline|tenggat|posting|tayang|jawab|balas|undangan|revisi", 5],
        ["bilang|kirim|ucapkan terima kasih|makasih ke", 5],
      ],
      en: [
        [`write|draft|compose|prepare ${MESSAGE}`, 6],
        [`thank|thanks ${MESSAGE}`, 6],
        ["remind about|of|to deadline|post|answer|reply|invitation|revision", 5],
        ["thank for work|video|post|content|collaboration", 5],
      ],
    },
    negative: [
      ["brief", 5],
      ["pesan|message kunci|utama|key", 6],
      ["ingatkan|remind saya|kami|me|us", 8],
      ["apa|what ingatkan|ingat|remember", 6],
      ["kode|code", 4],
    ],
  },
];

const PURPOSE_WORDS: readonly (readonly [Purpose, RegExp])[] = [
  ["thanks", /\b(?:terima kasih|makasih|apresiasi|thanks?|thank)\b/],
  ["revision", /\b(?:revisi|revise|revision|perbaik\w*|changes?)\b/],
  ["price", /\b(?:harga\w*|nego\w*|price|rate|fee|tawar|counter)\b/],
  ["invitation", /\b(?:undangan\w*|invit\w*|jawab|balas|answer|reply|respond)\b/],
  ["deadline", /\b(?:deadline\w*|tenggat\w*|telat|late|due|posting|upload|tayang|post)\b/],
];

/** What a brand may write to a creator for. */
export const PURPOSES: readonly Purpose[] = PURPOSE_WORDS.map(([purpose]) => purpose);

/** What a message to a creator is to be for. */
export function readPurpose(text: string): Purpose | undefined {
  return PURPOSE_WORDS.find(([, words]) => words.test(text))?.[0];
}
