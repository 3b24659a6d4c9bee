export type GoalKind = "awareness" | "engagement" | "conversion" | "traffic" | "content" | "followers" | "leads";

/** Words of Indonesian and English by what is wanted; the first kind that matches wins, the most concrete first. */
const WORDS: readonly (readonly [GoalKind, RegExp])[] = [
  [
    "conversion",
    /\b(conversions?|konversi|sales|sell|penjualan|jual(an)?|menjual|closing|omzet|omset|pembelian|beli|purchases?|orders?|checkout|laris|terjual|revenue|roas)\b/i,
  ],
  ["leads", /\b(leads?|pendaftar(an)?|daftar|registrasi|sign[ -]?ups?|unduh(an)?|downloads?|installs?|instalasi)\b/i],
  ["traffic", /\b(traffic|trafik|kunjungan|pengunjung|visits?|visitors?|clicks?|klik)\b/i],
  ["followers", /\b(followers?|pengikut|subscribers?)\b/i],
  ["content", /\b(ugc|user[ -]generated|bank konten|stok konten|aset konten|content assets?|content only)\b/i],
  ["engagement", /\b(engagement|interaksi|keterlibatan|komentar|comments?|likes?|saves?|community|komunitas)\b/i],
];

/** What kind of result a goal asks for; awareness where nothing more concrete is named. */
export function goalKindOf(goal: string): GoalKind {
  return WORDS.find(([, words]) => words.test(goal))?.[0] ?? "awareness";
}
