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
  /** A share: 0.03 is 3 %. */
  engagementRateMin?: number;
  priceMaxMinor?: number;
  /** How many are wanted. */
  limit?: number;
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
  "(?<bound>di atas|diatas|lebih dari|minimal|minimum|min|over|above|at least|more than|>|di bawah|dibawah|kurang dari|maksimal|maks|max|under|below|less than|<)";
const COUNT = "(?<count>\\d+(?:[.,]\\d+)?)\\s*(?<scale>k|rb|ribu|jt|juta|m|million|thousand)?";
/** `di atas 100rb followers`, and `followersnya di atas 100rb`. */
const FOLLOWERS = [
  new RegExp(`${BOUND}?\\s*${COUNT}\\s*(?:followers?|pengikut|subscribers?|subs)`, "i"),
  new RegExp(`(?:followers?|pengikut|subscribers?|subs)(?:nya)?\\s+${BOUND}\\s*${COUNT}\\b`, "i"),
];
/** `followers 10rb - 50rb`, `10k to 50k followers`. */
const FOLLOWERS_BETWEEN = [
  /(?:followers?|pengikut|subscribers?|subs)(?:nya)?\s+(?:antara\s+|between\s+|dari\s+)?(?<from>\d+(?:[.,]\d+)?)\s*(?<fromScale>k|rb|ribu|jt|juta|m)?\s*(?:-|–|sampai|sampe|s\/d|hingga|to|and|dan)\s*(?<to>\d+(?:[.,]\d+)?)\s*(?<toScale>k|rb|ribu|jt|juta|m)?\b/i,
  /(?<from>\d+(?:[.,]\d+)?)\s*(?<fromScale>k|rb|ribu|jt|juta|m)?\s*(?:-|–|sampai|sampe|s\/d|hingga|to|and|dan)\s*(?<to>\d+(?:[.,]\d+)?)\s*(?<toScale>k|rb|ribu|jt|juta|m)?\s*(?:followers?|pengikut|subscribers?|subs)/i,
];
const RATE_OF_ENGAGEMENT = new RegExp(
  `(?:\\ber|engagement(?: rate)?)(?:nya)?\\s*(?:${BOUND.replace("?<bound>", "?:")})?\\s*(?<percent>\\d{1,2}(?:[.,]\\d{1,2})?)\\s*(?:%|persen|percent)`,
  "i",
);
const LESS = /^(?:di bawah|dibawah|kurang dari|maksimal|maks|max|under|below|less than|<)$/i;
const SAID: ReadonlySet<string> = new Set(
  (
    "cari carikan cariin cariinkan temukan lihat tampilkan tunjukkan daftar ada list find search look show browse any see for up me up some " +
    "influencer influencers kreator creator creators kol talent selebgram orang people yang di dari untuk buat dengan the a an in on with who " +
    "from that are is have has punya lagi baru saya kita kami mau ingin butuh need want please get tier followers pengikut atas bawah diatas dibawah lebih kurang minimal maksimal " +
    "min max over under above below at least more less than ribu juta k rb rp harga tarif rate budget fee price and dan atau or campaign kampanye ini this it bisa apa saja can could you us kasih give " +
    "good bagus cocok terbaik best semua all tolong i bantu help nano micro mikro mid macro makro mega channel akun account instagramers tiktokers seller tidak ya punya mulai sama suka bahas ngebahas bikin tentang soal about engagement er each per masing " +
    "gada murah lebih termurah looking seeking maksimal subscriber subscribers subs gimme dapet dapat tolongin saran antara between sampai to paling sekitar kira around"
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
  const between = FOLLOWERS_BETWEEN.map((pattern) => pattern.exec(message.original)).find((found) => found !== null);
  if (between) {
    const { from = "0", fromScale, to = "0", toScale } = between.groups ?? {};
    words.followersMin = countOf(from, fromScale ?? toScale);
    words.followersMax = countOf(to, toScale);
    taken.push({ start: between.index, end: between.index + between[0].length });
  }
  const rate = RATE_OF_ENGAGEMENT.exec(message.original);
  if (rate) {
    words.engagementRateMin = Number((rate.groups?.percent ?? "0").replace(",", ".")) / 100;
    taken.push({ start: rate.index, end: rate.index + rate[0].length });
  }
  const followers = between
    ? undefined
    : FOLLOWERS.map((pattern) => pattern.exec(message.original)).find((found) => found !== null);
  if (followers) {
    const { bound = "", count: figure = "0", scale } = followers.groups ?? {};
    const count = countOf(figure, scale);
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
      !SAID.has(token.word.replace(/nya$/, "")) &&
      !SAID.has(token.word) &&
      !TIERS[token.word] &&
      !taken.some((span) => overlap(span, token)),
  );
  const text = rest
    .map((token) =>
      STANDARD_SPELLING.has(token.raw.toLowerCase()) || /\p{L}2$/u.test(token.raw)
        ? token.word
        : token.raw.replace(/^@/, ""),
    )
    .join(" ")
    .slice(0, 200);
  if (text !== "") words.text = text;
  return words;
}

function countOf(figure: string, scale: string | undefined): number {
  return Math.round(Number(figure.replace(",", ".")) * scaleOf(scale));
}

function scaleOf(word: string | undefined): number {
  if (!word) return 1;
  return /^(?:k|rb|ribu|thousand)$/i.test(word) ? 1_000 : 1_000_000;
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
