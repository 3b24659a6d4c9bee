import { type Check, folded } from "./check.ts";

/** A rule that forbids, in Indonesian or English. */
const FORBIDS =
  /(?<!\p{L})(?:jangan|dilarang|tidak boleh|tak boleh|hindari|tanpa|tidak (?:me\p{L}+|ber\p{L}+)|don['’]?t|do not|must not|may not|never|avoid|no|without)(?!\p{L})/iu;
/** …unless it says when or without what (a duty, not a ban): "jangan lupa sebut “X”", "don't forget". */
const REMINDS = /(?<!\p{L})(?:jangan (?:lupa|sampai lupa)|don['’]?t forget|do not forget|never forget)(?!\p{L})/iu;
const QUOTED = /[“"«„‘]([^“”"«»„‘’]{2,60})[”"»“’]|(?<![\p{L}\p{N}])'([^']{2,60})'(?![\p{L}\p{N}])/gu;
/** "kata menyembuhkan, terbaik dan instan": the list after the word "word". */
const LISTED =
  /(?<!\p{L})(?:kata(?:-kata)?|istilah|klaim|words?|terms?|claims?)\s*:?\s+((?:[\p{L}-]+)(?:\s*(?:,|\/|\bdan\b|\batau\b|\band\b|\bor\b)\s*[\p{L}-]+)*)/giu;
/** Words after "words" that are not the forbidden ones themselves. */
const NOT_A_WORD = new Set([
  "yang",
  "apa",
  "apapun",
  "kasar",
  "that",
  "which",
  "like",
  "such",
  "seperti",
  "kunci",
  "tentang",
  "about",
  "of",
  "in",
  "di",
  "pada",
]);

/** The words a rule forbids; empty for a rule that only a person can judge. */
export function wordsForbiddenBy(rule: string): string[] {
  const ban = FORBIDS.exec(rule);
  if (!ban || REMINDS.test(rule)) return [];
  const quoted = [...rule.matchAll(QUOTED)].map((match) => ({
    word: (match[1] ?? match[2] ?? "").trim(),
    isAfter: match.index > ban.index,
  }));
  // 'Sebut "A", jangan "B"' forbids B; '"B" tidak boleh dipakai' has it before.
  const after = quoted.filter((item) => item.isAfter);
  const banned = (after.length > 0 ? after : quoted).map((item) => item.word).filter((word) => word !== "");
  if (banned.length > 0) return banned;
  return [...rule.matchAll(LISTED)]
    .flatMap((match) => (match[1] ?? "").split(/\s*(?:,|\/|\bdan\b|\batau\b|\band\b|\bor\b)\s*/iu))
    .map((word) => word.trim())
    .filter((word) => word.length > 2 && !NOT_A_WORD.has(word.toLowerCase()));
}

/** Looks for words that the rules forbid, whole words only. Undefined when no rule names any. */
export function forbiddenWords(caption: string, rules: readonly string[]): Check | undefined {
  const words = [...new Set(rules.flatMap(wordsForbiddenBy))];
  if (words.length === 0) return undefined;
  const text = ` ${folded(caption).replace(/[^\p{L}\p{N}%]+/gu, " ")} `;
  const used = words.filter((word) =>
    text.includes(
      ` ${folded(word)
        .replace(/[^\p{L}\p{N}%]+/gu, " ")
        .trim()} `,
    ),
  );
  return used.length > 0
    ? { key: "forbidden_words", status: "fail", evidence: used.join(", ") }
    : { key: "forbidden_words", status: "pass", evidence: `∌ ${words.join(", ")}` };
}
