import { type Check, folded } from "./check.ts";

/** Words that carry no meaning of their own, in both languages. */
const STOP_WORDS = new Set(
  `yang dan di ke dari untuk dengan atau pada ini itu kamu kalian anda aku saya kita mereka ya yuk ayo juga sudah belum akan bisa
   sampai hingga semua para oleh sebagai adalah agar supaya biar saja aja dong deh nya lagi lalu kemudian langsung sekarang
   the a an and or to of in on for with your you our we is are be this that it at by from as now then until till all get use
   pakai gunakan akhir bulan setiap`.split(/\s+/),
);

/** Different words for the same thing become one. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [
    /(?:link|tautan|linknya|url)\s+(?:(?:yang\s+)?ada\s+)?(?:di|in|on|at)\s+(?:the\s+|my\s+|our\s+)?(?:bio|profil|profile)\w*/g,
    " linkbio ",
  ],
  [/(?<!\p{L})(?:klik|click|tap|cek|check(?:\s+out)?|kunjungi|visit|buka|lihat|see)(?!\p{L})/gu, " buka "],
  [/(?<!\p{L})(?:beli|buy|order|pesan|belanja|shop|checkout|co|borong)(?!\p{L})/gu, " beli "],
  [/(?<!\p{L})(?:diskon|potongan|discount|promo|off)(?!\p{L})/gu, " diskon "],
  [/(?<!\p{L})(?:kode|code|voucher|kupon|coupon)(?!\p{L})/gu, " kode "],
  [/(?<!\p{L})(?:daftar|register|sign\s+up|join|gabung)(?!\p{L})/gu, " daftar "],
  [/(?<!\p{L})(?:unduh|download|install|instal)(?!\p{L})/gu, " unduh "],
];

/** Any invitation at all: when the agreed words are not there, a person should look instead of a plain no. */
const INVITATION = /(?<!\p{L})(?:linkbio|buka|beli|kode|daftar|unduh|diskon)(?!\p{L})/u;

/** From this share of the meaningful words on, the call to action counts as said. */
const PASS_FROM = 0.6;

interface Words {
  readonly words: readonly string[];
  /** Codes, addresses, accounts: must be there to the letter. */
  readonly exact: readonly string[];
}

function exactParts(text: string): string[] {
  const codes = text.match(/(?<![\p{L}\p{N}])(?=[A-Z0-9]*[A-Z])(?=[A-Z0-9]*\d)[A-Z0-9]{4,}(?![\p{L}\p{N}])/gu) ?? [];
  const accounts = text.match(/@[A-Za-z0-9._]{2,}[A-Za-z0-9_]/g) ?? [];
  const addresses = text.match(/(?<![p{L}p{N}@.])(?:[a-z0-9-]+\.)+[a-z]{2,}(?:\/[^\s,;]*[^\s,;.])?/gi) ?? [];
  return [...codes, ...accounts, ...addresses].map(folded);
}

function wordsOf(text: string): Words {
  const exact = exactParts(text);
  let rest = folded(text);
  for (const part of exact) rest = rest.replaceAll(part, " ");
  for (const [pattern, word] of SAME) rest = rest.replace(pattern, word);
  const words = (rest.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length > 2 && !STOP_WORDS.has(word));
  return { words: [...new Set(words)], exact };
}

/**
 * Whether the caption says the agreed call to action, in its own words: codes and addresses must be there to the letter,
 * of the other words most. A different invitation is a warning, none at all a failure.
 */
export function callToAction(caption: string, agreed: string): Check {
  const wanted = wordsOf(agreed);
  const text = folded(caption);
  if (
    text.replace(/\s+/g, " ").includes(
      folded(agreed)
        .replace(/\s+/g, " ")
        .replace(/[.!\s]+$/, ""),
    )
  ) {
    return { key: "cta", status: "pass", evidence: agreed };
  }
  const said = wordsOf(caption);
  const spoken = new Set(said.words);
  const missingExact = wanted.exact.filter((part) => !text.includes(part));
  const found = wanted.words.filter((word) => spoken.has(word));
  const enough = wanted.words.length === 0 || found.length / wanted.words.length >= PASS_FROM;
  // A code or an address said to the letter is the call to action, whatever words are around it.
  if (missingExact.length === 0 && (enough || wanted.exact.length > 0)) {
    return { key: "cta", status: "pass", evidence: [...wanted.exact, ...found].join(", ") };
  }
  if (missingExact.length > 0) {
    return {
      key: "cta",
      status: INVITATION.test(said.words.join(" ")) ? "warn" : "fail",
      evidence: missingExact.join(", "),
    };
  }
  return { key: "cta", status: INVITATION.test(said.words.join(" ")) ? "warn" : "fail", evidence: agreed };
}
