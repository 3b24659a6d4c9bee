import type { Locale } from "../../core/kernel/actor.ts";
import { ENGLISH_WORDS, INDONESIAN_WORDS } from "./common-words.ts";
import { type NormalisedText, normalise } from "./normalise.ts";

/** `yes`, `thanks` and the like are said in both languages; `a`, `i` and `to` are also initials and typing slips. */
const TELLS_LITTLE: ReadonlySet<string> = new Set("a i to in on no me us her so like all di ke ini hi".split(" "));
const SAID_IN_BOTH: ReadonlySet<string> = new Set(
  "please makasih maaf best new one budget content post report last next help no good week day people".split(" "),
);

/** Affixes that only Indonesian has, on words long enough to show them. */
const INDONESIAN_SHAPE =
  /^(?:(?:me(?:m|n|ng|ny)?|di|ber|ter|pe[mn]g?)\p{L}{3,}(?:kan|nya)|\p{L}{4,}nya|\p{L}{4,}kan|(?:meng|memb|mend|menj|meny)\p{L}{3,})$/u;

/** Words it takes before the language of a conversation changes: `ok` and `report` are said in both. */
const WORDS_TO_SWITCH = 3;

/** The language a conversation goes on in. Names do not tell it: `setujui campaign Glow Your Way` is Indonesian. */
export function languageSpoken(text: string, current: Locale): Locale {
  const { tokens } = normalise(text);
  const words = tokens.filter(
    (token, index) => token.kind === "word" && !token.filler && (index === 0 || !/^\p{Lu}/u.test(token.raw)),
  );
  if (words.length < WORDS_TO_SWITCH) return current;
  return detectLanguage(words.map((token) => token.raw).join(" "), current);
}

/** The language of a message; `fallback` where it does not tell. A mixed message is in the language of its grammar. */
export function detectLanguage(message: string | NormalisedText, fallback: Locale): Locale {
  const { tokens } = typeof message === "string" ? normalise(message) : message;
  let indonesian = 0;
  let english = 0;
  for (const token of tokens) {
    if (token.kind !== "word") continue;
    const { word } = token;
    if (SAID_IN_BOTH.has(word)) continue;
    const weight = TELLS_LITTLE.has(word) ? 0.5 : 1;
    const isIndonesian = INDONESIAN_WORDS.has(word);
    const isEnglish = ENGLISH_WORDS.has(word);
    if (isIndonesian && !isEnglish) indonesian += weight;
    else if (isEnglish && !isIndonesian) english += weight;
    else if (!isEnglish && INDONESIAN_SHAPE.test(word)) indonesian += 1;
  }
  if (indonesian === 0 && english === 0) return fallback;
  // Indonesians mix English into their sentences far more often than the other way round.
  return indonesian >= english ? "id" : "en";
}
