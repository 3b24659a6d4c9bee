import type { NormalisedText } from "../language/normalise.ts";
import { stemsOf } from "../language/stems.ts";

/** Things people ask a helper for that nobody does here. What follows `+` is needed beside the word. */
const OUTSIDE: ReadonlySet<string> = new Set(
  (
    "tiket ticket flight pesawat hotel studio gofood grab gojek ojek kurir email telepon desain design poster logo banner " +
    "edit editin editing translate terjemahkan terjemah translation cuaca weather hujan rain berita news joke lelucon pantun " +
    "puisi poem resep recipe lagu song film movie pinjam pinjamkan pinjaman loan utang kredit saham crypto kripto bitcoin " +
    "presiden president politik shadowban horoskop zodiak pizza restoran restaurant booking pesankan pesenin belikan beliin " +
    "supplier orderin pajak npwp karyawan lamaran"
  ).split(" "),
);
/** Wishes of several words. */
const OUTSIDE_WISHES =
  /\b(?:buy|beli|tambah)(?:in|kan)? (?:me )?followers?\b|\b(?:hapus|delete|erase) (?:\w+ )?(?:semua |all )?(?:data|akun|account)\b/i;

/** Whether a message asks for something outside of campaigns, creators, posts and money. */
export function isOutside(message: NormalisedText): boolean {
  if (OUTSIDE_WISHES.test(message.text)) return true;
  return message.tokens
    .slice(0, 60)
    .some((token) => token.kind === "word" && [...stemsOf(token.word)].some((stem) => OUTSIDE.has(stem)));
}
