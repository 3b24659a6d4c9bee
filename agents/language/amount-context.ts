import type { Token } from "./normalise.ts";

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Words that say the number behind them is money, even without a sign of currency. */
const MONEY_CUES = words(
  "budget budgetnya anggaran anggarannya dana dananya harga harganya price fee feenya rate ratenya biaya biayanya cost " +
    "nominal nominalnya amount deposit topup up bayar pay membayar senilai sebesar seharga worth saldo gaji komisi " +
    "kompensasi compensation tarik withdraw transfer spend",
);

/** Cues behind which a small number without a unit is a question of scale rather than something else. */
const STRONG_CUES = words(
  "budget budgetnya anggaran anggarannya dana dananya harga harganya price biaya biayanya nominal nominalnya amount " +
    "deposit senilai sebesar seharga",
);

/** What may stand between such a word and its number. */
const LINKS = words(
  ": = - of is nya adalah itu total maksimal maksimum max maximum minimal minimum sekitar kira about around approximately " +
    "up to under below over above hingga sampai cuma hanya only jadi menjadi sebesar senilai kurang lebih ya di bawah atas < > ~ ( saya my kita our yang the a",
);

/** Things that are counted: the number before or after them is no money. */
const COUNTED = words(
  "followers subscriber subscribers views view viewers tayangan penonton reach jangkauan impressions impresi likes like " +
    "suka comments komentar shares saves klik clicks click konversi conversions orang people person creator creators " +
    "kreator influencer influencers kol reel reels story stories video videos post posts postingan konten content feed " +
    "short shorts carousel live foto photo photos slide slides unit units pcs buah produk product products item items " +
    "hari day days minggu week weeks bulan month months tahun year years th jam hours hour menit minutes minute detik " +
    "seconds second kali times x kata words karakter tugas tasks campaign campaigns kampanye draft drafts poin points " +
    "member members anggota kota cities hashtag hashtags engagement dm akun accounts brand brands order orders pesanan kg " +
    "gram ml km orders penjualan unduhan downloads install installs pengunjung visitors traffic",
);

const DESCRIBING = words("organic organik aktif active new baru total real lebih more");

const MONTHS = words(
  "jan januari january feb februari february mar maret march apr april mei may jun juni june jul juli july agu agt aug " +
    "agustus august sep sept september okt oct oktober october nov november des dec desember december",
);

/** Whether a word of money stands before the number at `at`, and whether it leaves no other reading. */
export function moneyCueBefore(tokens: readonly Token[], at: number): "strong" | "weak" | undefined {
  for (let back = at - 1; back >= 0 && back >= at - 5; back--) {
    const word = tokens[back]?.word ?? "";
    if (STRONG_CUES.has(word)) return "strong";
    if (MONEY_CUES.has(word) && !(word === "up" && tokens[back - 1]?.word !== "top")) return "weak";
    if (!LINKS.has(word)) return undefined;
  }
  return undefined;
}

/** Whether something counted stands right behind index `next`: `20k organic followers`, `5%`. */
export function countedAfter(tokens: readonly Token[], next: number): boolean {
  const at = DESCRIBING.has(tokens[next]?.word ?? "") ? next + 1 : next;
  const word = tokens[at]?.word ?? "";
  return COUNTED.has(word) || word === "%" || word === "persen" || word === "percent";
}

/** Whether the number tells of something counted before it: `followers minimal 10k`, `views > 5rb`. */
export function countedBefore(tokens: readonly Token[], at: number): boolean {
  for (let back = at - 1; back >= 0 && back >= at - 4; back--) {
    const word = (tokens[back]?.word ?? "").replace(/nya$/, "");
    if (MONEY_CUES.has(word)) return false;
    // `untuk konten 500rb` names a price; only what has a number of its own is counted by the number behind it.
    if (COUNTERS.has(word)) return true;
    if (!LINKS.has(word)) return false;
  }
  return false;
}

const COUNTERS = words(
  "followers subscriber subscribers views tayangan reach jangkauan impressions impresi likes comments clicks klik poin points",
);

/** Whether a month is named right behind: then the number is a day. */
export function monthAfter(tokens: readonly Token[], next: number): boolean {
  return MONTHS.has(tokens[next]?.word ?? "");
}
