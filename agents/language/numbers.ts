import type { Span } from "./folding.ts";
import { type NormalisedText, normalise, type Token } from "./normalise.ts";
import { readCount } from "./number-words.ts";

/** Which items of a numbered list a text points at. */
export interface Selection extends Span {
  /** Positions from 0, in the order they were named, each once. */
  readonly indexes: readonly number[];
  /** Numbers (from 1, as said) that the list does not have. */
  readonly outOfRange: readonly number[];
  /** Whether every item was meant (`semuanya`, `all of them`). */
  readonly all: boolean;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

const ORDINALS: ReadonlyMap<string, number> = new Map([
  ...(
    "pertama kedua ketiga keempat kelima keenam ketujuh kedelapan kesembilan kesepuluh".split(" ") as readonly string[]
  ).map((word, index): [string, number] => [word, index + 1]),
  ...("first second third fourth fifth sixth seventh eighth ninth tenth".split(" ") as readonly string[]).map(
    (word, index): [string, number] => [word, index + 1],
  ),
]);

const ALL = words("semua semuanya seluruhnya all everyone everybody everything");
const BOTH = words("keduanya dua-duanya both");
const LAST = words("terakhir last");
const TOP = words("teratas tertinggi terbaik pertama top first best");
const MARKERS = words("nomor no number nomer ke # yang the opsi option pilihan");
const JOINS = words("dan and sama serta plus & , + or atau juga dengan ;");
const RANGES = words("- sampai hingga to until through");
const EXCEPT = words("kecuali except selain without tanpa but minus");
const AFTER_WORDS = words("one ones saja aja itu ini orang dari them of these those list daftar . ! ) only just those");
/** What people say around a choice; any other word makes a bare number mean something else. */
const LEADS = words(
  "pilih pilihan ambil mau saya yang the i want pick choose take select undang invite setujui setuju approve tolak " +
    "reject hapus remove delete bayar pay lihat show buka open detail kirim send ke no nomor number nomer opsi option dong " +
    "go with let lets us please tolong oke ok ya yes iya kalau untuk for dengan mereka them my saja aja cuma only just " +
    "invitation invitations undangan postingan konten drafts draft posts post campaign campaigns influencer influencers kreator creator creators ajak rilis release cairkan pakai use me",
);

/**
 * Reads a choice from a list of `count` items that the person has just been shown: `yang kedua`, `1 sama 3`, `top 3`,
 * `all of them`, `semua kecuali 2`. undefined where the text is no choice; a bare number counts only in a text that
 * is about nothing else.
 */
export function readSelection(message: string | NormalisedText, count: number): Selection | undefined {
  const normalised = typeof message === "string" ? normalise(message) : message;
  const tokens = splitLists(normalised.tokens.slice(0, MAX_TOKENS)).filter(
    (token) => !token.filler && token.kind !== "break",
  );
  for (let from = 0; from < tokens.length; from++) {
    const found = readAt(tokens, from, count);
    if (found) return found;
  }
  return undefined;
}

function readAt(tokens: readonly Token[], from: number, count: number): Selection | undefined {
  const everything = readAll(tokens, from, count);
  if (everything !== undefined) {
    const except = readExcept(tokens, everything, count);
    // `semua kecuali Rani`, `setujui semua dari Budi`: not all of the list, and not for a reader of numbers to say which.
    const about = tokens.slice(Math.max(everything, except.next)).every((token) => isAround(token));
    const led = tokens.slice(0, from).every((token) => isAround(token));
    return about && led ? finish(tokens, from, everything, count, except) : undefined;
  }
  const edge = readEdge(tokens, from, count);
  if (edge) return select(tokens, from, edge.next, count, edge.numbers);
  const list = readList(tokens, from);
  if (!list) return undefined;
  const certain = list.marked || (surroundedByChoice(tokens, from, list.next) && list.numbers.length > 0);
  return certain ? select(tokens, from, list.next, count, list.numbers) : undefined;
}

/** Index after `semuanya`, `all of them`, `keduanya`. */
function readAll(tokens: readonly Token[], from: number, count: number): number | undefined {
  const word = wordAt(tokens, from);
  if (BOTH.has(word) && count === 2) return from + 1;
  if (word === "dua" && wordAt(tokens, from + 1) === "-" && wordAt(tokens, from + 2) === "duanya") {
    return count === 2 ? from + 3 : undefined;
  }
  if (!ALL.has(word)) return undefined;
  return wordAt(tokens, from + 1) === "of" ? from + 3 : from + 1;
}

function readExcept(tokens: readonly Token[], next: number, count: number): { numbers: number[]; next: number } {
  let at = next;
  while (at < tokens.length && AFTER_WORDS.has(wordAt(tokens, at))) at += 1;
  if (!EXCEPT.has(wordAt(tokens, at))) return { numbers: [], next };
  const edge = readEdge(tokens, at + 1, count);
  return edge ?? readList(tokens, at + 1) ?? { numbers: [], next };
}

/** `top 3`, `3 teratas`, `dua terakhir`, `the last one`. */
function readEdge(
  tokens: readonly Token[],
  from: number,
  count: number,
): { numbers: number[]; next: number } | undefined {
  let at = from;
  while (["the", "yang"].includes(wordAt(tokens, at))) at += 1;
  const word = wordAt(tokens, at);
  const counted = readCount(tokens, at);
  if (counted) {
    const edge = wordAt(tokens, counted[1] + (wordAt(tokens, counted[1]) === "yang" ? 1 : 0));
    const previous = wordAt(tokens, from - 1);
    if (["nomor", "no", "tanggal", "ke"].includes(previous)) return undefined;
    const next = counted[1] + (wordAt(tokens, counted[1]) === "yang" ? 2 : 1);
    if (LAST.has(edge)) return { numbers: lastOf(count, counted[0]), next };
    const top = edge === "top" || edge === "first" ? false : TOP.has(edge);
    return top ? { numbers: firstOf(counted[0]), next } : undefined;
  }
  const behind = readCount(tokens, at + 1);
  const beforeUnit = behind && /^(?:hari|minggu|bulan|days?|weeks?|months?|years?)$/.test(wordAt(tokens, behind[1]));
  if (behind && !beforeUnit && behind[0] > 1 && (word === "top" || word === "first" || word === "best")) {
    return { numbers: firstOf(behind[0]), next: behind[1] };
  }
  if (!LAST.has(word)) return undefined;
  if (behind && !beforeUnit && behind[0] > 1) return { numbers: lastOf(count, behind[0]), next: behind[1] };
  const pointed = at > from || wordAt(tokens, at + 1) === "one";
  const alone = pointed || surroundedByChoice(tokens, from, at + 1);
  return alone && endsChoice(tokens, at + 1) ? { numbers: [count], next: at + 1 } : undefined;
}

/** A choice is short; what comes after this many words is no part of one. */
const MAX_TOKENS = 200;

interface List {
  readonly numbers: number[];
  readonly next: number;
  /** Whether words show that positions are meant. */
  readonly marked: boolean;
}

/** `1, 3 dan 5`, `yang pertama dan ketiga`, `nomor 2-4`. */
function readList(tokens: readonly Token[], from: number): List | undefined {
  const numbers: number[] = [];
  let marked = false;
  let at = from;
  let next = from;
  while (at < tokens.length) {
    const item = readItem(tokens, at);
    if (!item) break;
    marked ||= item.marked;
    const last = RANGES.has(wordAt(tokens, item.next)) ? readItem(tokens, item.next + 1) : undefined;
    if (last && last.number >= item.number && last.number - item.number < 100) {
      for (let number = item.number; number <= last.number; number++) numbers.push(number);
      next = last.next;
    } else {
      numbers.push(item.number);
      next = item.next;
    }
    at = next;
    while (JOINS.has(wordAt(tokens, at))) at += 1;
  }
  // `yang 1 2 sama 4`: several small numbers behind `yang` are places.
  const several = wordAt(tokens, from) === "yang" && numbers.length > 1 && numbers.every((number) => number <= 20);
  return numbers.length > 0 ? { numbers, next, marked: marked || several } : undefined;
}

function readItem(
  tokens: readonly Token[],
  from: number,
): { number: number; next: number; marked: boolean } | undefined {
  let at = from;
  let marker = "";
  while (at < from + 3 && (MARKERS.has(wordAt(tokens, at)) || (marker !== "" && /^[-.]$/.test(wordAt(tokens, at))))) {
    marker = wordAt(tokens, at);
    at += 1;
  }
  const token = tokens[at];
  if (!token) return undefined;
  const tag = /^#(\d{1,3})$/.exec(token.word);
  if (tag) return { number: Number(tag[1]), next: at + 1, marked: true };
  const short = /^ke(\d{1,3})$/.exec(token.word);
  if (short) return { number: Number(short[1]), next: at + 1, marked: true };
  const ordinal = ORDINALS.get(token.word);
  if (ordinal !== undefined) {
    const one = /^ones?$/.test(wordAt(tokens, at + 1));
    const marked = (marker !== "" && marker !== "the") || one || (marker === "the" && endsChoice(tokens, at + 1));
    return { number: ordinal, next: one ? at + 2 : at + 1, marked };
  }
  const counted = readCount(tokens, at);
  if (!counted) return undefined;
  const suffix = tokens[counted[1]];
  const isOrdinal = suffix?.glued && /^(?:st|nd|rd|th)$/.test(suffix.word);
  const next = isOrdinal ? counted[1] + 1 : counted[1];
  const one = /^ones?$/.test(wordAt(tokens, next));
  const marked = /^(?:nomor|no|number|nomer|#|opsi|option)$/.test(marker) || (marker === "ke" && at > from) || one;
  return { number: counted[0], next: one ? next + 1 : next, marked };
}

/** Whether a text says nothing but the choice: known verbs before it, nothing of weight behind. */
function surroundedByChoice(tokens: readonly Token[], from: number, next: number): boolean {
  const before = tokens.slice(0, from).every((token) => LEADS.has(token.word) || token.kind === "symbol");
  return before && endsChoice(tokens, next);
}

function isAround(token: Token): boolean {
  return token.kind === "symbol" || AFTER_WORDS.has(token.word) || LEADS.has(token.word);
}

function endsChoice(tokens: readonly Token[], next: number): boolean {
  const tail = tokens.slice(next);
  return tail.every((token) => AFTER_WORDS.has(token.word) || token.kind === "symbol");
}

function select(
  tokens: readonly Token[],
  from: number,
  next: number,
  count: number,
  numbers: readonly number[],
): Selection {
  const unique = [...new Set(numbers)];
  return {
    indexes: unique.filter((number) => number >= 1 && number <= count).map((number) => number - 1),
    outOfRange: unique.filter((number) => number < 1 || number > count),
    all: false,
    start: tokens[from]?.start ?? 0,
    end: tokens[next - 1]?.end ?? 0,
  };
}

function finish(
  tokens: readonly Token[],
  from: number,
  allNext: number,
  count: number,
  except: { numbers: readonly number[]; next: number },
): Selection {
  const left = firstOf(count).filter((number) => !except.numbers.includes(number));
  const span = select(tokens, from, Math.max(allNext, except.next), count, left);
  const unknown = except.numbers.filter((number) => number < 1 || number > count);
  return { ...span, outOfRange: unknown, all: except.numbers.length === 0 };
}

/** `1,3` is typed without a blank; in a choice it is two numbers. */
function splitLists(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token) => {
    if (token.kind !== "number" || !/^\d{1,2}(?:,\d{1,2})+$/.test(token.word)) return [token];
    let start = token.start;
    return token.word.split(",").map((word, index): Token => {
      const part = {
        ...token,
        word,
        raw: word,
        glued: index > 0,
        start,
        end: Math.min(token.end, start + word.length),
      };
      start = Math.min(token.end, start + word.length + 1);
      return part;
    });
  });
}

function firstOf(count: number): number[] {
  return Array.from({ length: Math.min(count, 1_000) }, (_, index) => index + 1);
}

function lastOf(count: number, wanted: number): number[] {
  return firstOf(count).slice(-Math.max(1, wanted));
}

function wordAt(tokens: readonly Token[], at: number): string {
  return tokens[at]?.word ?? "";
}
