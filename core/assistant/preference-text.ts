import { AppError } from "../kernel/errors.ts";
import { cleanLine } from "../kernel/text.ts";

/** What a model would take for instructions in its own mark-up. */
const MARKUP = /[<>{}`]/g;
const SECRET_WORDS =
  /\b(?:passwords?|passphrase|passcode|kata\s?sandi|sandi|pin|otp|cvv2?|cvc|api[\s_-]?key|secret[\s_-]?key|private[\s_-]?key|access[\s_-]?token|bearer|seed phrase|kode verifikasi|verification code)\b/i;
const ADDRESSES = /https?:|www\.|\b[\w-]+\.(?:com|net|org|io|id|co|me|ly|xyz|app|link)\b|[^\s@]+@[^\s@]+\.[a-z]{2,}/i;
/** A long word of letters and digits mixed: a token, a key, a hash. */
const TOKEN = /(?=[\w+/=-]*\d)(?=[\w+/=-]*[a-z])[\w+/=-]{16,}/i;
/** Round sums, which are long without being anybody's number. */
const AMOUNT =
  /(?<![\d.,])\d{1,3}(?:[.,]\d{3})*[.,]000(?![.,]?\d)|(?:\brp\.?|\bidr|\busd|\$)\s*\d{1,9}000(?!\d)|\b\d{1,9}000\s*(?:rupiah|idr|usd|dollars?|dolar)\b/gi;
const DAY = /\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b/g;
const TIME = /\b\d{1,2}[:.]\d{2}\b/g;
/** Cards have 12 digits and more, accounts and phone numbers 8 and more, however they are spaced. */
const LONG_NUMBER = /\d(?:[\s().+-]*\d){7,}/;

/**
 * A preference as it is kept: one clean line without mark-up. Throws `preference_secret` for what looks like a number of a
 * card, an account or a phone, a password, a token, an address or a link.
 */
export function preferenceText(said: string): string {
  const text = cleanLine(said.normalize("NFKC").replace(MARKUP, " "));
  const numbers = text.replace(AMOUNT, " x ").replace(DAY, " x ").replace(TIME, " x ");
  const refused = SECRET_WORDS.test(text) || ADDRESSES.test(text) || TOKEN.test(text) || LONG_NUMBER.test(numbers);
  if (refused) throw new AppError("precondition_failed", "preference_secret");
  if (text === "") throw new AppError("invalid_input", "invalid_field", { field: "fact" });
  return text;
}
