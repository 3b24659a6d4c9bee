/** Endings of Indonesian words that do not change what a planner should do. */
const INDONESIAN_ENDINGS = ["nya", "lah", "kah", "kan", "ku", "mu", "in", "an", "i"];
const INDONESIAN_BEGINNINGS = ["di", "ber", "ter", "ke", "se"];
/** Active beginnings and the letter they swallow (`mengirim` from `kirim`, `menulis` from `tulis`). */
const ACTIVE: readonly (readonly [string, readonly string[]])[] = [
  ["meny", ["s"]],
  ["meng", ["", "k"]],
  ["mem", ["", "p"]],
  ["men", ["", "t"]],
  ["me", [""]],
  ["nge", [""]],
  ["ng", ["k", ""]],
  ["ny", ["s"]],
  ["n", ["t"]],
  ["m", ["p"]],
];
const SHORTEST = 3;

/**
 * The word and what may be left of it without its affixes, in both languages. Some of the forms are no words at all;
 * they are only ever compared with words somebody put into a table.
 */
export function stemsOf(word: string): ReadonlySet<string> {
  const forms = new Set([word]);
  if (word.length > 40) return forms;
  addEnglish(word, forms);
  for (const form of [word, ...withoutEndings(word)]) {
    forms.add(form);
    for (const beginning of INDONESIAN_BEGINNINGS) {
      if (form.startsWith(beginning)) addLong(form.slice(beginning.length), forms);
    }
    for (const [beginning, swallowed] of ACTIVE) {
      if (!form.startsWith(beginning)) continue;
      for (const letter of swallowed) addLong(letter + form.slice(beginning.length), forms);
    }
  }
  return forms;
}

/** One or two endings off: `bayarkannya`, `bayarkan`, `bayar`. */
function withoutEndings(word: string): string[] {
  const once = INDONESIAN_ENDINGS.filter((ending) => word.endsWith(ending)).map((ending) =>
    word.slice(0, -ending.length),
  );
  const twice = once.flatMap((form) =>
    ["kan", "in", "an", "i"].filter((ending) => form.endsWith(ending)).map((ending) => form.slice(0, -ending.length)),
  );
  // Short words lose no ending: `main` is not `ma`.
  return [...once, ...twice].filter((form) => form.length > SHORTEST);
}

function addEnglish(word: string, forms: Set<string>): void {
  if (word.endsWith("ies")) addLong(`${word.slice(0, -3)}y`, forms);
  if (word.endsWith("es")) addLong(word.slice(0, -2), forms);
  if (word.endsWith("s") && !word.endsWith("ss")) addLong(word.slice(0, -1), forms);
  for (const ending of ["ed", "ing"]) {
    if (!word.endsWith(ending)) continue;
    const base = word.slice(0, -ending.length);
    addLong(base, forms);
    addLong(`${base}e`, forms);
    if (base.at(-1) === base.at(-2)) addLong(base.slice(0, -1), forms);
  }
}

function addLong(form: string, forms: Set<string>): void {
  if (form.length >= SHORTEST) forms.add(form);
}
