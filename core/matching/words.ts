/** Words that say nothing about the subject: function words of both languages and the small talk of captions. */
const STOP: ReadonlySet<string> = new Set(
  (
    "yang dan di ke dari untuk dengan ini itu ada adalah akan atau juga pada karena kalau kalo jika bisa sudah udah belum " +
    "tidak nggak gak ga enggak tak bukan jangan lagi masih saja aja sih deh dong kok loh lho nih tuh ya yuk ayo aku saya " +
    "kamu kita kami dia mereka gue gua gw lu lo elo kalian anda nya para oleh sebagai dalam luar atas bawah antara sampai " +
    "hingga setelah sebelum saat ketika waktu hari lebih paling sangat banget bgt sekali semua setiap tiap satu dua tiga " +
    "buat bikin jadi menjadi pakai pake punya mau ingin biar agar supaya gimana bagaimana apa siapa kapan mana kenapa " +
    "guys gengs bestie kak kakak sis bro wkwk wkwkwk haha hehe fyp foryou foryoupage viral explore trending link bio " +
    "the a an and or of to in on at for with from by is are was were be been it its this that these those i you we they he " +
    "she my your our their me us them not no do does did have has had will would can could should just so very really more " +
    "most all any some as if then than but about into over after before when how what who why which here there get got " +
    "make made new up out one two three day today follow like comment share save ad ads iklan sponsored endorse kerjasama"
  ).split(" "),
);

const SUFFIXES = ["nya", "ku", "mu", "kah", "lah", "pun"] as const;

/** Lower case, without accents and marks, `bangeeet` as `banget`, `#SkincareLokal` as `skincare lokal`. */
export function tokensOf(text: string): string[] {
  return text
    .replace(/https?:\/\/\S+|@[\w.]+/g, " ")
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/(\p{L})\1{2,}/gu, "$1")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((token) => token !== "")
    .map(withoutSuffix);
}

/** `kulitnya` is `kulit`, `wajahmu` is `wajah`; short words are left alone. */
function withoutSuffix(token: string): string {
  const suffix = SUFFIXES.find((ending) => token.endsWith(ending) && token.length - ending.length >= 4);
  return suffix ? token.slice(0, -suffix.length) : token;
}

export function isContentWord(token: string): boolean {
  return token.length > 1 && !STOP.has(token) && !/^\d+$/.test(token);
}
