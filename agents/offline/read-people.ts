import type { Locale } from "../../core/kernel/actor.ts";
import { type AmountMatch, findAmounts } from "../language/amounts.ts";
import { isCommonWord } from "../language/common-words.ts";
import { findNames, type NamedThing } from "../language/names.ts";
import { type NormalisedText, normalise, type Token } from "../language/normalise.ts";
import { readSelection } from "../language/numbers.ts";
import type { ListItem } from "./state.ts";

/** A person or thing that was named; without an id it still has to be looked up. */
export interface Named {
  readonly id?: string;
  readonly name: string;
  readonly amountMinor?: number;
  /** Several of the list fit the word. */
  readonly candidates?: readonly { readonly id: string; readonly name: string }[];
}

/** Who or what a message points at. */
export interface Pointing {
  readonly named: readonly Named[];
  /** Positions in the list last shown, from 0. */
  readonly positions: readonly number[];
  readonly outOfRange: readonly number[];
  readonly all: boolean;
  /** One amount for all of them. */
  readonly amountMinor?: number;
  readonly amountProblem: boolean;
}

const VERBS: ReadonlySet<string> = new Set(
  "undang undangkan ajak invite hubungi tolak reject approve setujui terima accept decline profil profile detail blacklist lihat show siapa who about tentang soal contact batalkan cancel tawaran counter offer undangan kolaborasi from dari milik punya postnya kontennya keluarkan cabut masukkan unblock tawari tawarin ingatkan remind".split(
    " ",
  ),
);
/** `keluarin` is `keluarkan`. */
const isVerb = (word: string): boolean => VERBS.has(word) || VERBS.has(word.replace(/(?<=.{4})in$/, "kan"));
/** Words that end a name. */
const AFTER_NAME: ReadonlySet<string> = new Set(
  "dengan dgn untuk buat for with seharga harga rp fee at sebesar di ke campaign kampanye dan and sama karena because ya dong saja juta ribu masing each only , . ! ? ; : post posts konten content video reel profil profile influencer kreator creator from dari revisi revision invitation semua semuanya all them mereka to the kerjasama kerja kolaborasi".split(
    " ",
  ),
);

/** What the items of a list are; `the first post` is the first one. */
const LISTED =
  /\b(?:post(?:ingan|s)?|counters?|tawaran|offers?|content|konten|videos?|reels?|influencers?|creators?|kreator|campaigns?|kampanye|undangan|invitations?|orang|people)(?:-?nya)?\b/gi;
const ORDINAL_OF =
  /\bthe (?=(?:first|second|third|fourth|fifth|sixth) (?:post|content|video|reel|influencer|creator|offer|counter|invitation|campaign)s?\b)/gi;
const ORDINAL_BEHIND =
  /\b(?:post(?:ingan)?|konten|video|reel|undangan|tawaran|kreator|influencer|campaign)\s+(?=(?:pertama|kedua|ketiga|keempat|kelima)\b)/gi;
/** Said before a choice without being part of it. */
const OPENING =
  /^\s*(?:(?:gas|sip|yuk|ayo|oke?|okay|alright|great|baik|siap|fix|ya|yaudah|jadi|so|let'?s|go|with|ambil|pilih|mau|pick|take|choose)\b[\s,.!]*)+/i;
const blankOf = (text: string): string => " ".repeat(text.length);

/** Reads names of a list, positions in it, and prices beside them. */
export function readPointing(message: NormalisedText, items: readonly ListItem[], locale: Locale): Pointing {
  const found = findAmounts(message, { locale });
  const amounts = found.amounts.filter((amount) => amount.currency === "IDR" && !amount.rangePart);
  const things: NamedThing[] = items.map(({ id, name, aliases = [] }) => ({
    id,
    // `Rani · Glow Your Way`: who names the campaign means nobody by it.
    name: aliases.find((alias) => name.startsWith(`${alias} · `)) ?? name,
    aliases,
  }));
  const fullName = new Map(items.map(({ id, name }) => [id, name]));
  const mentions = findNames(message, things);
  const known = mentions.map((mention) => ({
    start: mention.start,
    end: mention.end,
    named: namedOf(
      mention.candidates.map(({ id, name }) => ({ id, name: fullName.get(id) ?? name })),
      mention.ambiguous,
    ),
  }));
  // Beside names of the list, `dan Kevin` names somebody else; without any, every name is a guess.
  const guessed = guessNames(message).filter(
    (guess) =>
      known.length === 0 ||
      (known.every((mention) => guess.end <= mention.start || mention.end <= guess.start) && listed(message, guess)),
  );
  const spans = [...known, ...guessed].sort((a, b) => a.start - b.start);
  // `the second post` counts like `number two`: `no ` keeps every place where it was.
  const choice = message.original
    .replace(ORDINAL_OF, "no  ")
    .replace(ORDINAL_BEHIND, (noun) => "no".padEnd(noun.length))
    .replace(OPENING, blankOf)
    .replace(LISTED, blankOf);
  const selection = readSelection(normalise(choice), items.length);
  const isAmount = selection && amounts.some((amount) => amount.start < selection.end && selection.start < amount.end);
  const pointed = isAmount ? undefined : selection;
  const named = spans.map(({ named: person, start, end }, index) => {
    const next = spans[index + 1]?.start ?? Number.POSITIVE_INFINITY;
    const own =
      amounts.find((amount) => amount.start >= end && amount.start < next) ?? ownBefore(amounts, start, index);
    return own ? { ...person, amountMinor: Number(own.amountMinor) } : person;
  });
  const [single] = amounts;
  const shared = amounts.length === 1 && single ? Number(single.amountMinor) : undefined;
  return {
    named: shared === undefined ? named : named.map((person) => ({ ...person, amountMinor: shared })),
    positions: pointed?.indexes ?? [],
    outOfRange: pointed?.outOfRange ?? [],
    all: pointed?.all ?? false,
    ...(shared !== undefined && { amountMinor: shared }),
    amountProblem: found.problems.length > 0,
  };
}

const JOINS_BEFORE = /(?:\b(?:dan|and|sama|serta|plus)|[,&])\s*$/i;
const JOINS_AFTER =
  /^\s*(?:(?:rp\.?\s*)?\d[\d.,]*\s*(?:juta|jt|ribu|rb|k|m|million|thousand)?\s*)?(?:(?:dan|and|sama|serta|plus)\b|[,&])/i;

/** Whether a name stands in a row of names. */
function listed(message: NormalisedText, { start, end }: { start: number; end: number }): boolean {
  return JOINS_BEFORE.test(message.original.slice(0, start)) || JOINS_AFTER.test(message.original.slice(end));
}

/** `1,5 juta untuk Rani`: the price stands first. */
function ownBefore(amounts: readonly AmountMatch[], start: number, index: number): AmountMatch | undefined {
  return index === 0 ? undefined : amounts.find((amount) => amount.end <= start && start - amount.end < 12);
}

function namedOf(candidates: readonly { id: string; name: string }[], ambiguous: boolean): Named {
  const [best] = candidates;
  if (!best) return { name: "" };
  return ambiguous
    ? { name: best.name, candidates: candidates.map(({ id, name }) => ({ id, name })) }
    : { id: best.id, name: best.name };
}

const JOINS = /^(?:dan|and|sama|,|&)$/;

/** Names that no list knows: handles, and the words behind a verb up to what cannot belong to a name. */
export function guessNames(message: NormalisedText): { start: number; end: number; named: Named }[] {
  const tokens = message.tokens;
  const found: { start: number; end: number; named: Named }[] = [];
  let run: Token[] = [];
  let open = false;
  const close = (): void => {
    const capital = run.some((token) => /^\p{Lu}/u.test(token.raw));
    const rare = run.some((token) => !isCommonWord(token.word));
    const [first] = run;
    const last = run.at(-1);
    if (first && last && rare && (capital || run.length <= 3)) {
      found.push({ start: first.start, end: last.end, named: { name: message.original.slice(first.start, last.end) } });
    }
    run = [];
  };
  let afterHandle = false;
  for (const token of tokens) {
    if (token.kind === "handle") {
      close();
      found.push({ start: token.start, end: token.end, named: { name: token.raw.replace(/^@/, "") } });
      // A name goes on behind a handle only where a word joins them.
      open = false;
      afterHandle = true;
      continue;
    }
    if (afterHandle && JOINS.test(token.word)) open = true;
    afterHandle = false;
    const isName = token.kind === "word" && !AFTER_NAME.has(token.word) && !isVerb(token.word) && !token.filler;
    // `ratenya` is something of somebody's, and no name.
    const possessed = /^\p{Ll}.*nya$/u.test(token.raw);
    if (open && isName && !possessed && !(isCommonWord(token.word) && /^\p{Ll}/u.test(token.raw))) run.push(token);
    else {
      close();
      // Behind a name, `dan` goes on with the next one; everything else ends the list.
      open =
        isVerb(token.word) ||
        (open &&
          (JOINS.test(token.word) ||
            token.filler ||
            token.kind === "number" ||
            /^(?:juta|ribu|influencer|kreator|creator|kol|si)$/.test(token.word)));
    }
  }
  close();
  return found.slice(0, 10);
}
