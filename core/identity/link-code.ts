import { randomInt } from "node:crypto";
import { sha256 } from "../kernel/canonical.ts";
import { MINUTE_MS } from "../kernel/clock.ts";
import { newSecret } from "../kernel/ids.ts";
import type { LinkableChannel } from "../kernel/ports/chats.ts";

/** How long a code or a link may be used, and the confirmation after it be given. */
export const LINK_LIFE_MS = 10 * MINUTE_MS;
/** Wrong codes of one person or one chat account within the window below; further ones are not even looked at. */
export const MAX_TRIES = 5;
export const TRY_WINDOW_MINUTES = 60;

/** No 0/O, 1/I/L, 2/Z, 5/S, B/8: 25 signs, 25^6 = 244 million codes for a life of ten minutes and five tries. */
const SIGNS = "ACDEFGHJKMNPQRTUVWXY34679";
const TOKEN_PREFIX = "lk";
const TOKEN = /^lk[A-Za-z0-9_-]{22}$/;

/** `KLM-4RT`: short enough to be typed from one screen to another. */
export function newLinkCode(): string {
  const sign = (): string => SIGNS[randomInt(SIGNS.length)] ?? "";
  const three = (): string => sign() + sign() + sign();
  return `${three()}-${three()}`;
}

/** 128 bits for a link; with its prefix 24 of Telegram's 64 characters of `start`. */
export function newLinkToken(): string {
  return TOKEN_PREFIX + newSecret();
}

/** What is kept of a code or a token. A code is the same in small letters and without its hyphen. */
export function hashOfLink(text: string): string {
  if (TOKEN.test(text)) return sha256(`link token ${text}`);
  return sha256(`link code ${text.toUpperCase().replace(/[^A-Z0-9]/g, "")}`);
}

const FIRST =
  "kopi teh susu madu roti nasi sate bakso soto rujak pisang mangga jeruk apel melon salak durian nanas kelapa jambu batik songket wayang gamelan angklung suling gitar drum kapal perahu sepeda kereta pesawat balon layang lampu jendela pintu tangga kursi meja payung topi sepatu tas buku pensil kertas peta jam cermin bola catur kelinci kucing merpati kancil rusa gajah panda penyu lumba elang nuri";
const SECOND =
  "senja pagi siang malam hujan angin awan bulan bintang matahari pelangi embun kabut ombak pantai laut sungai danau gunung bukit hutan taman sawah ladang kota desa pasar jalan biru hijau merah kuning ungu putih perak emas jingga cokelat hangat dingin manis gurih asin segar harum lembut cepat tenang riang cerah besar kecil baru lama tinggi panjang bulat ringan kuat indah jauh dekat utara timur";

/** Two words that the chat and the page both show, so that a person sees that they belong together. */
export function newPhrase(): string {
  const pick = (words: string): string => {
    const list = words.split(" ");
    return list[randomInt(list.length)] ?? "";
  };
  return `${pick(FIRST)} ${pick(SECOND)}`;
}

const VERB = "(?:hubungkan|sambungkan|tautkan|link|connect|kode|code)";
const CODE = "([a-z0-9]{3})[-\\s]?([a-z0-9]{3})";
const WITH_VERB = new RegExp(`^/?${VERB}\\s+(?:kode\\s+|code\\s+)?${CODE}[.!]?$`, "i");
/** Alone, only with its hyphen: six letters in a row are also words. */
const ALONE = /^([a-z0-9]{3})[-–]([a-z0-9]{3})$/i;
const START = /^\/start(?:@\w+)?\s+(\S{1,64})$/i;
const PLATFORM = new RegExp(
  `^/?${VERB}\\s+(?:ke\\s+|to\\s+|akun\\s+|my\\s+)?(telegram|tele|tg|whatsapp|wa|slack)(?:\\s+(?:saya|aku|ku))?[.!]?$`,
  "i",
);
const CHANNEL_OF: Readonly<Record<string, LinkableChannel>> = {
  telegram: "telegram",
  tele: "telegram",
  tg: "telegram",
  whatsapp: "whatsapp",
  wa: "whatsapp",
  slack: "slack",
};

/** What a message says about linking, if it is of no other use. */
export type LinkText =
  | { readonly kind: "token"; readonly token: string }
  | { readonly kind: "code"; readonly code: string }
  | { readonly kind: "start"; readonly channel: LinkableChannel };

/** Reads a code, a deep link's token (`/start lk…`), or the wish to link a platform; undefined for all other text. */
export function readLinkText(text: string): LinkText | undefined {
  const words = text.trim();
  if (words.length > 120) return undefined;
  const started = START.exec(words)?.[1] ?? words;
  if (TOKEN.test(started)) return { kind: "token", token: started };
  const platform = PLATFORM.exec(words)?.[1];
  const channel = platform && CHANNEL_OF[platform.toLowerCase()];
  if (channel) return { kind: "start", channel };
  const code = WITH_VERB.exec(words) ?? ALONE.exec(words);
  const typed = code && `${code[1]}${code[2]}`.toUpperCase();
  if (!typed || ![...typed].every((sign) => SIGNS.includes(sign))) return undefined;
  return { kind: "code", code: `${typed.slice(0, 3)}-${typed.slice(3)}` };
}

/** The end of an account's id, enough to recognise one's own. */
export function maskId(externalId: string): string {
  return `•••${externalId.slice(-Math.min(4, Math.floor(externalId.length / 2)))}`;
}
