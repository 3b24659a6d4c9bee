/** What a message says about a bank account. */
export interface AccountWords {
  channelCode?: string;
  accountNumber?: string;
  holderName?: string;
}

/** Banks and e-wallets as people write them; the most specific first. */
const CHANNELS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:bca|bank central asia)\b/i, "ID_BCA"],
  [/\bmandiri\b/i, "ID_MANDIRI"],
  [/\b(?:bri|bank rakyat)\b/i, "ID_BRI"],
  [/\bbni\b/i, "ID_BNI"],
  [/\b(?:bsi|syariah indonesia)\b/i, "ID_BSI"],
  [/\b(?:cimb|niaga)\b/i, "ID_CIMB"],
  [/\bpermata\b/i, "ID_PERMATA"],
  [/\bdanamon\b/i, "ID_DANAMON"],
  [/\bbtn\b/i, "ID_BTN"],
  [/\b(?:bank )?jago\b/i, "ID_JAGO"],
  [/\bsea ?bank\b/i, "ID_SEABANK"],
  [/\bgo-?pay\b/i, "ID_GOPAY"],
  [/\bovo\b/i, "ID_OVO"],
  [/\bshopee ?pay\b/i, "ID_SHOPEEPAY"],
  [/\blink ?aja\b/i, "ID_LINKAJA"],
  [/\bdana\b/i, "ID_DANA"],
];
const NUMBER = /(?<![\d.,])(\d[\d .-]{4,26}\d)(?![\d.,]*\d)/;
const HOLDER =
  /(?:\batas nama(?:nya)?|\ba\/n|\ba\.n\.?|\ban\b|\bholder(?: name)?(?: is)?|\bin the name of|\bnamanya|\bname(?: is)?|\bnama(?: pemilik)?)\s*:?\s*([\p{L}][\p{L}\p{M} .'-]{1,98})/iu;

/** Bank, number and holder, as far as a message has them. */
export function readAccount(text: string): AccountWords {
  const words: AccountWords = {};
  const channel = CHANNELS.find(([name]) => name.test(text));
  if (channel) words.channelCode = channel[1];
  const digits = NUMBER.exec(text)?.[1]?.replace(/\D/g, "");
  if (digits && digits.length >= 6 && digits.length <= 20) words.accountNumber = digits;
  const holder = HOLDER.exec(text)?.[1]
    ?.replace(/(?:[\s.,]+(?:ya|yah|yaa|dong|deh|kak|kakak|min|please|pls|thanks|makasih))+[\s.!]*$/i, "")
    .trim()
    .replace(/[.\s]+$/, "");
  if (holder) words.holderName = holder;
  return words;
}

/** The answer to a question for the holder alone: a name, nothing else. */
export function readHolder(text: string): string | undefined {
  const name = readAccount(text).holderName ?? text.trim();
  return /^[\p{L}][\p{L}\p{M} .'-]{1,98}$/u.test(name) ? name : undefined;
}
