import { findAmounts } from "../language/amounts.ts";
import { findAudience } from "../language/audience.ts";
import type { NormalisedText } from "../language/normalise.ts";
import { findPlatforms } from "../language/platforms-formats.ts";

/** Chat channels by their usual names. */
const CHANNELS: readonly (readonly [string, RegExp])[] = [
  ["telegram", /\b(?:telegram|tele|tg)\b/i],
  ["whatsapp", /\b(?:whats?app?|wa|wasap)(?:nya|ku)?\b/i],
  ["slack", /\bslack\b/i],
];
const DESK = /\b(?:desk|web|situs)\b/i;

/** The chat channel a message names; undefined for none or several. */
export function readChannel(text: string): string | undefined {
  const named = CHANNELS.filter(([, name]) => name.test(text));
  return named.length === 1 ? named[0]?.[0] : undefined;
}

/** `KLM-4RT`: alone, or beside words of linking. A code without its dash has to stand alone in capitals. */
export function readLinkCode(text: string): string | undefined {
  const alone = /^\s*([A-Z0-9]{3}[-\s]?[A-Z0-9]{3})\s*[.!]?\s*$/.exec(text)?.[1];
  if (alone && /[A-Z]/.test(alone) && /\d/.test(alone)) return alone;
  if (!/\b(?:kode|code|hubung\w*|sambung\w*|taut\w*|link)\b/i.test(text) && !/\bkode\w*/i.test(text)) return undefined;
  const code = /(?<![\w-])([A-Za-z0-9]{3}-[A-Za-z0-9]{3})(?![\w-])/.exec(text)?.[1];
  return code && (/\d/.test(code) || code === code.toUpperCase()) ? code.toUpperCase() : undefined;
}

const POST_LINK =
  /(?:https?:\/\/)?(?:[a-z0-9-]+\.)?(?:instagram\.com|instagr\.am|tiktok\.com|youtube\.com|youtu\.be)\/[^\s<>"']+/i;

/** The address of a post on a platform that links can be handed in from. */
export function readPostLink(text: string): string | undefined {
  return POST_LINK.exec(text)?.[0].replace(/[.,!?)]+$/, "");
}

const GROUPS: readonly (readonly [string, RegExp])[] = [
  ["tips", /\b(?:tips?|saran)\b/i],
  ["money", /\b(?:uang|pembayaran|bayaran|dana|payout|money|payments?|payouts|saldo|keuangan)\b/i],
  ["decisions", /\b(?:keputusan|persetujuan|approvals?|decisions?)\b/i],
  ["campaigns", /\b(?:campaigns?|kampanye)\b/i],
  ["digest", /\b(?:rangkuman|ringkasan|digest)\b/i],
];
const OFF =
  /\b(?:di)?(?:mati|nonaktif)(?:in|kan)?\b|\b(?:off|disable|stop|mute|bisu(?:kan|in)?|jangan|hentikan|tanpa|no|don'?t)\b/i;
const ON = /\b(?:di)?(?:nyala|hidup|aktif)(?:in|kan)?\b|\b(?:on|enable)\b/i;
const ONLY_DIGEST =
  /\b(?:di|ke|lewat|lwt|cukup|hanya|only|in|into|masuk|bikin|jadi\w*|as|just)\s+(?:di\s+|in\s+|a\s+|the\s+)*(?:rangkuman|ringkasan|digest|summary)\b/i;
const QUIET =
  /\b(?:jam (?:tenang|hening|sunyi)|quiet hours|ganggu|disturb|mute|bisukan|notif\w*|pemberitahuan|(?:don'?t|do not|jangan|jgn|no|nothing)\s+(?:send|message|text|ping|chat|kirim\w*|hubungi|wa|spam))\b/i;
const HOURS_OF_QUIET = /\b(?:jam (?:tenang|hening|sunyi)|quiet hours)\b/i;
const TIME = String.raw`(?:(?:jam|jm|pukul|pkl|at)\s*)?(\d{1,2})(?:[.:](\d{2}))?\s*(pagi|siang|sore|malam|malem|mlm|am|pm|a\.m\.|p\.m\.)?`;
const TIMES = new RegExp(
  String.raw`(?<!\d)${TIME}\s*(?:-|–|sampai|sampe|s\/d|ampe|hingga|until|till|'?til|thru|through|to|and|dan)\s*${TIME}(?!\d)`,
  "i",
);

/** What a message changes of the person's notifications; empty where it does not say what. */
export function readNotifications(text: string): Record<string, unknown> {
  const quiet = quietOf(text);
  if (quiet) return quiet;
  const digest = ONLY_DIGEST.test(text);
  const group = GROUPS.find(([name, words]) => words.test(text) && !(digest && name === "digest"))?.[0];
  if (!group) return {};
  const channel = /\b(?:lewat|via|ke|to|on|di|by|pakai|pake|through)\b/i.test(text)
    ? (readChannel(text) ?? (DESK.test(text) ? "desk" : undefined))
    : undefined;
  const mode = digest ? "digest" : channel ? undefined : OFF.test(text) ? "off" : ON.test(text) ? "on" : undefined;
  return mode || channel ? { group, ...(mode && { mode }), ...(channel && { channel }) } : {};
}

function quietOf(text: string): Record<string, unknown> | undefined {
  if (!QUIET.test(text)) return undefined;
  const found = TIMES.exec(text);
  if (!found) {
    if (!HOURS_OF_QUIET.test(text)) return undefined;
    return OFF.test(text) ? { quiet: false } : ON.test(text) ? { quiet: true } : {};
  }
  const [, hour, minute, part, otherHour, otherMinute, otherPart] = found;
  const quietFrom = clock(hour, minute, part);
  const quietUntil = clock(otherHour, otherMinute, otherPart);
  // `10 to 7` may be morning or night: the settings are shown instead of guessing.
  return quietFrom && quietUntil ? { quiet: true, quietFrom, quietUntil } : {};
}

function clock(hour = "", minute: string | undefined, part: string | undefined): string | undefined {
  const said = Number(hour);
  if (part === undefined && minute === undefined && said <= 12) return undefined;
  const noon = /^(?:pm|p\.m\.|sore)$/i.test(part ?? "");
  const night = /^(?:malam|malem|mlm)$/i.test(part ?? "");
  const day = /^siang$/i.test(part ?? "");
  const morning = /^(?:am|a\.m\.|pagi)$/i.test(part ?? "");
  const later = (noon && said < 12) || (night && said >= 6 && said < 12) || (day && said < 6);
  const hours = ((night || morning) && said === 12 ? 0 : said) + (later ? 12 : 0);
  const minutes = Number(minute ?? "0");
  if (hours > 23 || minutes > 59) return undefined;
  return `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}

/** Hours that a fresh chat account has to wait; a day is 24. */
export function readHours(text: string): number | undefined {
  const found = /(?<![\d.,])(\d{1,3})\s*(jam|hours?|hrs?|hari|days?)\b/i.exec(text);
  if (!found) return undefined;
  const hours = Number(found[1]) * (/^(?:hari|day)/i.test(found[2] ?? "") ? 24 : 1);
  return hours <= 720 ? hours : undefined;
}

const CATEGORIES: readonly (readonly [string, RegExp])[] = [
  ["skincare", /\b(?:skin ?care|perawatan kulit)\b/i],
  ["beauty", /\b(?:beauty|kecantikan|make ?up)\b/i],
  ["fashion", /\b(?:fashion|fesyen|ootd|hijab)\b/i],
  ["lifestyle", /\b(?:life ?style|gaya hidup)\b/i],
  ["food", /\b(?:food|makanan|kuliner|masak)\b/i],
  ["travel", /\b(?:travel(?:ing|ling)?|jalan-jalan|wisata)\b/i],
  ["fitness", /\b(?:fitness|olahraga|gym)\b/i],
  ["parenting", /\b(?:parenting|ibu anak|pengasuhan)\b/i],
  ["education", /\b(?:education|edukasi|pendidikan)\b/i],
  ["tech", /\b(?:tech|teknologi|gadget)\b/i],
  ["gaming", /\b(?:gaming|games?|gim)\b/i],
  ["finance", /\b(?:finance|keuangan|investasi)\b/i],
];
const BIO =
  /\bbio(?:ku|nya)?(?:\s+(?:ku|aku|saya))?\s*(?:(?:tolong\s+)?(?:di)?(?:ganti|ubah|update)\s+)?(?:(?:jadi|jd|menjadi|to|into|ke|is|should\s+(?:say|be|read)|tulis|isi(?:nya)?)\b|:|=)\s*:?\s*(.{3,600})$/is;
const RATE = /\b(?:rate|tarif|harga|price|fee)(?:ku|nya|s)?\b/i;
const FREE = /\b(?:available|tersedia|kosong|open|buka|bisa terima|terima job lagi)\b/i;
const BUSY =
  /\b(?:full|penuh|off dulu|rehat|istirahat|vakum|on a break|fully booked|cuti|libur|hiatus|unavailable|not available|tutup|closed|(?:jangan|gak|tidak|ga) terima)\b/i;
const TAKES_NONE =
  /\b(?:jangan|tidak|belum|stop|not|dont) (?:\S+ ){0,2}(?:terima|nerima|menerima|ambil|ngambil|taking|accepting|take|accept)\b/;

/** What an influencer says to change of their own profile. */
export function readProfile(message: NormalisedText, locale: "id" | "en"): Record<string, unknown> {
  const text = message.original;
  const bio = BIO.exec(text)?.[1]?.trim();
  if (bio) return { bio: bio.replace(/^["'“]+|["'”]+$/g, "") };
  if (RATE.test(text)) {
    const { amounts, problems } = findAmounts(message, { locale });
    const [amount, second] = amounts;
    const { platforms, deliverables } = findPlatforms(message);
    const piece = deliverables[0];
    const format = piece?.format ?? /\b(reel|story|feed|video|short)s?\b/i.exec(text)?.[1]?.toLowerCase();
    const platform = platforms[0]?.value ?? piece?.platform;
    const clear = amount && !second && problems.length === 0 && amount.currency === "IDR";
    return clear && platform && format
      ? { rates: [{ platform, format, amountMinor: Number(amount.amountMinor) }] }
      : {};
  }
  if (/\b(?:kategori|categor\w+|niche|topik)/i.test(text)) {
    const categories = CATEGORIES.flatMap(([name, words]) => (words.test(text) ? [name] : []));
    return categories.length > 0 ? { categories: categories.slice(0, 5) } : {};
  }
  const [city] = findAudience(message).locations;
  if (city && city.value !== "Indonesia") return { city: city.value };
  if (BUSY.test(text) || TAKES_NONE.test(message.text)) return { availability: "closed" };
  return FREE.test(text) ? { availability: "open" } : {};
}
