import { type Found, findAll } from "./audience.ts";
import { type NormalisedText, normalise } from "./normalise.ts";
import { nearestWord } from "./similarity.ts";

export const CAMPAIGN_GOALS = [
  "awareness",
  "engagement",
  "conversion",
  "traffic",
  "content",
  "followers",
  "leads",
] as const;
export type CampaignGoal = (typeof CAMPAIGN_GOALS)[number];

const GOALS: readonly (readonly [CampaignGoal, RegExp])[] = [
  [
    "awareness",
    /\b(?:(?:brand )?awareness|exposure|visibility|(?:lebih |makin )?dikenal|kenalkan|mengenalkan|memperkenalkan|brand recognition|jangkauan|reach|viral|get known|launching|peluncuran)\b/g,
  ],
  ["engagement", /\b(?:engagement|interaksi|keterlibatan|engage|likes (?:and|dan|sama) (?:comments?|komentar))\b/g],
  [
    "conversion",
    /\b(?:conversions?|konversi|sales|penjualan|jualan|jualin|closing|omzet|omset|pembelian|purchases?|checkout|(?:more|boost|drive) (?:sales|orders)|(?:sell|jual) lebih banyak|laris)\b/g,
  ],
  ["traffic", /\b(?:traffic|trafik|kunjungan|pengunjung|website visits?|visits?|clicks?|klik)\b/g],
  [
    "content",
    /\b(?:ugc|user generated content|konten saja|content only|content creation|bank konten|stok konten|butuh konten|need content|aset konten)\b/g,
  ],
  [
    "followers",
    /\b(?:(?:tambah|nambah|naikin|naikkan|menaikkan|gain|grow|more|increase)(?: \p{L}+)? followers|followers growth)\b/gu,
  ],
  [
    "leads",
    /\b(?:leads?|pendaftar(?:an)?|registrasi|sign ?- ?ups?|signups?|unduhan|downloads?|installs?|instalasi)\b/g,
  ],
];

/** One-word goals that are worth recognising when misspelled. */
const WORDS: ReadonlyMap<string, CampaignGoal> = new Map([
  ["awareness", "awareness"],
  ["engagement", "engagement"],
  ["conversion", "conversion"],
  ["konversi", "conversion"],
  ["penjualan", "conversion"],
  ["traffic", "traffic"],
]);

/** Goals a text names, in its order. */
export function findGoals(message: string | NormalisedText): readonly Found<CampaignGoal>[] {
  const normalised = typeof message === "string" ? normalise(message) : message;
  const found = [...findAll(normalised, GOALS)];
  for (const token of normalised.tokens) {
    if (token.kind !== "word" || WORDS.has(token.word)) continue;
    const meant = WORDS.get(nearestWord(token.word, WORDS.keys()) ?? "");
    if (!meant || found.some((goal) => goal.value === meant)) continue;
    found.push({ value: meant, start: token.start, end: token.end, text: token.raw });
  }
  return found.sort((a, b) => a.start - b.start);
}
