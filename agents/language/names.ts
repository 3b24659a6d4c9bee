import { isCommonWord } from "./common-words.ts";
import type { Span } from "./folding.ts";
import { type NormalisedText, normalise, standardSpelling, type Token } from "./normalise.ts";
import { wordSimilarity } from "./similarity.ts";

/** Something with a name that a text may mention: a person, a campaign, a brand. */
export interface NamedThing {
  readonly id: string;
  readonly name: string;
  /** Handles, short names, codes. */
  readonly aliases?: readonly string[];
}

export interface NameCandidate {
  readonly id: string;
  readonly name: string;
  /** 0 to 1; 1 is the whole name as it is written. */
  readonly score: number;
}

/** A place in a text that names something, with everything it may be, best first. */
export interface NameMention extends Span {
  readonly text: string;
  readonly candidates: readonly NameCandidate[];
  /** Whether the two best are too near to choose between: ask. */
  readonly ambiguous: boolean;
}

export interface NameOptions {
  /** Below this a resemblance is not reported. */
  readonly minScore?: number;
}

const MIN_SCORE = 0.6;
/** Names are looked for in a message, not in a document. */
const MAX_WORDS = 500;
/** Scores nearer than this do not tell two things apart. */
const TOO_NEAR = 0.08;
/** Words of names that name nothing on their own. */
const GENERIC: ReadonlySet<string> = new Set(
  "campaign kampanye promo brand the official id indonesia by x and dan".split(" "),
);
const TITLES: ReadonlySet<string> = new Set(
  "kak kakak mas mbak bang bu ibu pak bapak om tante si ms mr mrs".split(" "),
);

interface Hit extends Span {
  readonly candidate: NameCandidate;
}

/**
 * Where a text mentions which of `things`: whole names, single names of a longer one (`Rani` of `Rani Wijaya`),
 * handles, and misspellings. Two people called Rani come back as one ambiguous mention.
 */
export function findNames(
  message: string | NormalisedText,
  things: readonly NamedThing[],
  options: NameOptions = {},
): readonly NameMention[] {
  const { tokens: all, original } = typeof message === "string" ? normalise(message) : message;
  const tokens = all
    .filter((token) => token.kind === "word" || token.kind === "number" || token.kind === "handle")
    .map((token) => (/['’]s$/i.test(token.raw) ? { ...token, word: token.word.replace(/s$/, "") } : token))
    .slice(0, MAX_WORDS);
  const hits = things
    .flatMap((thing) => hitsOf(thing, tokens))
    .filter((hit) => hit.candidate.score >= (options.minScore ?? MIN_SCORE));
  hits.sort(
    (a, b) => b.candidate.score - a.candidate.score || b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  const groups: { span: Span; hits: Hit[] }[] = [];
  for (const hit of hits) {
    const group = groups.find(({ span }) => hit.start < span.end && span.start < hit.end);
    if (group) group.hits.push(hit);
    else groups.push({ span: hit, hits: [hit] });
  }
  return groups.map(({ span, hits: found }) => mention(span, found, original)).sort((a, b) => a.start - b.start);
}

function mention({ start, end }: Span, hits: readonly Hit[], original: string): NameMention {
  const best = new Map<string, NameCandidate>();
  for (const { candidate } of hits) if (!best.has(candidate.id)) best.set(candidate.id, candidate);
  const candidates = [...best.values()];
  const [first, second] = candidates;
  const ambiguous = first !== undefined && second !== undefined && first.score - second.score < TOO_NEAR;
  return { start, end, text: original.slice(start, end), candidates, ambiguous };
}

function hitsOf(thing: NamedThing, tokens: readonly Token[]): Hit[] {
  const hits: Hit[] = [];
  for (const [index, name] of [thing.name, ...(thing.aliases ?? [])].entries()) {
    const parts = wordsOf(name);
    // A handle or code counts only as a whole; a second name of several words is called by one of them.
    const isAlias = index > 0 && parts.length < 2;
    if (parts.length === 0) continue;
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at];
      if (!token) continue;
      const found = token.kind === "handle" ? handleScore(token, name) : runScore(parts, tokens, at, isAlias);
      const last = tokens[at + found.length - 1] ?? token;
      if (found.score <= 0) continue;
      const candidate = { id: thing.id, name: thing.name, score: Math.round(found.score * 1_000) / 1_000 };
      hits.push({ candidate, start: token.start, end: last.end });
    }
  }
  return hits;
}

interface Score {
  readonly score: number;
  /** How many tokens it covers. */
  readonly length: number;
}

/** `@rani.w` is the handle `rani.w`; a handle that merely resembles one is somebody else's. */
function handleScore(token: Token, name: string): Score {
  const same = token.word === `@${name.toLowerCase().replace(/^@/, "")}`;
  return { score: same ? 1 : 0, length: 1 };
}

/** How well the tokens from `at` on say the words of a name, in order, beginning with any of its words. */
function runScore(parts: readonly string[], tokens: readonly Token[], at: number, wholeOnly: boolean): Score {
  let best: Score = { score: 0, length: 1 };
  for (let first = 0; first < parts.length; first++) {
    let quality = 0;
    let letters = 0;
    let length = 0;
    let telling = false;
    while (first + length < parts.length) {
      const part = parts[first + length] ?? "";
      const word = tokens[at + length]?.word ?? "";
      const likeness = partLikeness(word, part);
      if (likeness === 0) break;
      quality += likeness * part.length;
      letters += part.length;
      telling ||= !isWeak(part);
      length += 1;
    }
    if (length === 0) continue;
    const whole = length === parts.length;
    if (!whole && (wholeOnly || !telling || !enoughOf(parts, letters))) continue;
    if (whole && !telling && length === 1) continue;
    // Half a name says as much of a long name as of a short one: two people called Rani must come out alike.
    const part = 0.65 + 0.1 * Math.min(length, 2) + 0.05 * (letters / parts.join("").length);
    const score = (whole ? 1 : part) * (quality / letters);
    if (score > best.score || (score === best.score && length > best.length)) best = { score, length };
  }
  return best;
}

/** Names of people are called by one word; of a title of three words or more, one word says too little. */
function enoughOf(parts: readonly string[], letters: number): boolean {
  return parts.length <= 3 || letters / parts.join("").length >= 0.3;
}

function partLikeness(word: string, part: string): number {
  if (word === part) return 1;
  return isWeak(part) ? 0 : wordSimilarity(word, part);
}

function isWeak(part: string): boolean {
  return part.length < 3 || GENERIC.has(part) || isCommonWord(part) || /^\d+$/.test(part);
}

/** The words of a name in the spelling that tokens have, forms of address left out. */
function wordsOf(name: string): string[] {
  const words = normalise(name.replace(/^@/, ""))
    .tokens.filter((token) => token.kind === "word" || token.kind === "number")
    .map((token) => standardSpelling(token.word));
  const named = words.filter((word) => !TITLES.has(word));
  return named.length > 0 ? named : words;
}
