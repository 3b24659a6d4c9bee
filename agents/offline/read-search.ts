import { findAmounts } from "../language/amounts.ts";
import { findAudience } from "../language/audience.ts";
import type { Span } from "../language/folding.ts";
import type { NormalisedText } from "../language/normalise.ts";
import { findPlatforms } from "../language/platforms-formats.ts";
import { STANDARD_SPELLING } from "../language/slang.ts";

/** What a search for influencers may be narrowed by. */
export interface SearchWords {
  text?: string;
  platform?: string;
  tiers?: string[];
  city?: string;
  followersMin?: number;
  followersMax?: number;
  priceMaxMinor?: number;
}

const TIERS: Readonly<Record<string, string>> = {
  nano: "nano",
  micro: "micro",
  mikro: "micro",
  mid: "mid",
  macro: "macro",
  makro: "macro",
  mega: "mega",
};
const BOUND =
  "(?<bound>di atas|diatas|lebih dari|minimal|minimum|min|over|above|at least|more than|>|di bawah|dibawah|kurang dari|maksimal|max|under|below|less than|<)";
const COUNT = "(?<count>\\d+(?:[.,]\\d+)?)\\s*(?<scale>k|rb|ribu|jt|juta|m|million|thousand)?";
/** `di atas 100rb followers`, and `followersnya di atas 100rb`. */
const FOLLOWERS = [
  new RegExp(`${BOUND}?\\s*${COUNT}\\s*(?:followers?|pengikut)`, "i"),
  new RegExp(`(?:followers?|pengikut)(?:nya)?\\s+${BOUND}\\s*${COUNT}\\b`, "i"),
];
const LESS = /^(?:di bawah|dibawah|kurang dari|maksimal|max|under|below|less than|<)$/i;
const SAID: ReadonlySet<string> = new Set(
  (
    "cari carikan cariin cariinkan temukan lihat tampilkan tunjukkan daftar ada list find search look show browse any see for up me up some " +
    "influencer influencers kreator creator creators kol talent selebgram orang people yang di dari untuk buat dengan the a an in on with who " +
    "from that are is have has punya lagi baru saya kita kami mau ingin butuh need want please get tier followers pengikut atas bawah diatas dibawah lebih kurang minimal maksimal " +
    "min max over under above below at least more less than ribu juta k rb rp harga tarif rate budget fee price and dan atau or campaign kampanye ini this it bisa apa saja can could you us kasih give " +
    "good bagus cocok terbaik best semua all tolong i bantu help nano micro mikro mid macro makro mega channel akun account instagramers tiktokers seller"
  ).split(" "),
);

/** Filters in words; what is none of them is searched for as text. */
export function readSearch(message: NormalisedText, locale: "id" | "en"): SearchWords {
  const words: SearchWords = {};
  const taken: Span[] = [];
  const { platforms } = findPlatforms(message);
  const [platform] = platforms;
  if (platform) words.platform = platform.value;
  taken.push(...platforms);
  const { locations } = findAudience(message);
  const place = locations.find((location) => location.value !== "Indonesia");
  if (place) words.city = place.value;
  taken.push(...locations);
  const tiers = [...new Set(message.tokens.flatMap((token) => TIERS[token.word] ?? []))];
  if (tiers.length > 0) words.tiers = tiers;
  const followers = FOLLOWERS.map((pattern) => pattern.exec(message.original)).find((found) => found !== null);
  if (followers) {
    const { bound = "", count: figure = "0", scale } = followers.groups ?? {};
    const count = Math.round(Number(figure.replace(",", ".")) * scaleOf(scale));
    if (LESS.test(bound)) words.followersMax = count;
    else words.followersMin = count;
    taken.push({ start: followers.index, end: followers.index + followers[0].length });
  }
  const { amounts } = findAmounts(message, { locale });
  const price = amounts.find((amount) => amount.currency === "IDR" && !taken.some((span) => overlap(span, amount)));
  if (price) words.priceMaxMinor = Number(price.amountMinor);
  taken.push(...amounts);
  const rest = message.tokens.filter(
    (token) =>
      (token.kind === "word" || token.kind === "handle") &&
      !token.filler &&
      !SAID.has(token.word) &&
      !TIERS[token.word] &&
      !taken.some((span) => overlap(span, token)),
  );
  const text = rest
    .map((token) => (STANDARD_SPELLING.has(token.raw.toLowerCase()) ? token.word : token.raw.replace(/^@/, "")))
    .join(" ")
    .slice(0, 200);
  if (text !== "") words.text = text;
  return words;
}

function scaleOf(word: string | undefined): number {
  if (!word) return 1;
  return /^(?:k|rb|ribu|thousand)$/i.test(word) ? 1_000 : 1_000_000;
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
