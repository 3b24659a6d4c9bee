import { createHash, randomBytes } from "node:crypto";

/** Prefixes of every kind of row that has an id. One kind, one prefix, for good. */
export const ID_PREFIX = {
  organization: "org",
  member: "mem",
  influencer: "inf",
  identity: "idn",
  apiKey: "key",
  session: "ses",
  socialAccount: "soc",
  campaign: "cmp",
  deliverable: "dlv",
  collaboration: "col",
  offer: "ofr",
  post: "pst",
  review: "rev",
  snapshot: "snp",
  account: "acc",
  transfer: "trf",
  hold: "hld",
  deposit: "dep",
  payout: "pay",
  payoutAccount: "pac",
  approval: "apr",
  actionToken: "tok",
  conversation: "cnv",
  message: "msg",
  turn: "trn",
  toolCall: "tlc",
  form: "frm",
  outbound: "out",
  job: "job",
  audit: "aud",
  incident: "inc",
  report: "rpt",
  list: "lst",
  linkRequest: "lnk",
  consent: "cns",
  broadcast: "brd",
  handOver: "hov",
  connection: "con",
  preference: "prf",
  keptResult: "res",
} as const;

export type IdKind = keyof typeof ID_PREFIX;

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** Crockford base32 of 16 bytes: 26 characters, the first of which carries only 3 bits, so order is kept. */
function base32(bytes: Uint8Array): string {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  let out = "";
  for (let i = 0; i < 26; i += 1) {
    out = ALPHABET[Number(value & 31n)] + out;
    value >>= 5n;
  }
  return out;
}

/**
 * A new id: `<prefix>_<26 characters>`, a UUIDv7 (RFC 9562) in base32, so ids sort by the millisecond they were made in.
 * `at` is epoch milliseconds; demo data passes its own.
 */
export function newId(kind: IdKind, at: number = Date.now()): string {
  const bytes = new Uint8Array(randomBytes(16));
  let ms = at;
  for (let i = 5; i >= 0; i -= 1) {
    bytes[i] = ms % 256;
    ms = Math.floor(ms / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return `${ID_PREFIX[kind]}_${base32(bytes)}`;
}

/** The id of this kind that belongs to a name: the same name, the same id. Says nothing about time. */
export function idOfName(kind: IdKind, name: string): string {
  return `${ID_PREFIX[kind]}_${base32(createHash("sha256").update(name).digest().subarray(0, 16))}`;
}

/** The shape of an id of this kind, for schemas. */
export function idPattern(kind: IdKind): RegExp {
  return new RegExp(`^${ID_PREFIX[kind]}_[0-9a-hjkmnp-tv-z]{26}$`);
}

/** 128 random bits as 22 url-safe characters: secrets and button tokens. */
export function newSecret(): string {
  return randomBytes(16).toString("base64url");
}
