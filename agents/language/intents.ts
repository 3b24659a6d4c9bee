import type { Locale } from "../../core/kernel/actor.ts";
import type { Span } from "./folding.ts";
import { type NormalisedText, normalise, standardSpelling, type Token } from "./normalise.ts";
import { wordSimilarity } from "./similarity.ts";
import { stemsOf } from "./stems.ts";

/**
 * Words in order, each with alternatives: `bikin|buat|create campaign|kampanye`. Up to two other words may stand between
 * them. Affixes (`buatkan`, `dibuat`, `campaigns`) and misspellings are recognised.
 */
export type Phrase = string | readonly [phrase: string, weight: number];

/** One thing a person may want, and how they say it. Both languages always count: people mix them. */
export interface IntentDefinition<Name extends string = string> {
  readonly name: Name;
  readonly phrases?: Readonly<Partial<Record<Locale, readonly Phrase[]>>>;
  /** Single words that point to this intent without deciding it. */
  readonly keywords?: Readonly<Partial<Record<Locale, readonly Phrase[]>>>;
  /** What speaks against it. Weights are given positive. */
  readonly negative?: readonly Phrase[];
}

export interface IntentMatch extends Span {
  /** The phrase of the table. */
  readonly phrase: string;
  /** What it added; below its weight where words were misspelled. */
  readonly weight: number;
}

export interface RankedIntent<Name extends string = string> {
  readonly name: Name;
  readonly score: number;
  readonly matches: readonly IntentMatch[];
}

export interface IntentRanking<Name extends string = string> {
  /** Intents with a score above 0, best first; equal ones in the order of the table. */
  readonly ranked: readonly RankedIntent<Name>[];
  readonly best?: RankedIntent<Name>;
  /** Score of the best less that of the second. */
  readonly margin: number;
}

export const PHRASE_WEIGHT = 3;
export const KEYWORD_WEIGHT = 1;
export const NEGATIVE_WEIGHT = 3;

/** Other words that may stand between two words of a phrase. */
const MAX_GAP = 2;
/** Words of grammar: they take none of that room. */
const LIGHT: ReadonlySet<string> = new Set(
  "yang the a an of itu ini sedang lagi sih ya my our saya kita kami we i you do does dia".split(" "),
);
/** Intents are in the first words; a pasted page is not searched to its end. */
const MAX_WORDS = 300;

interface CompiledPhrase {
  readonly text: string;
  readonly weight: number;
  /** For each step the ids of the words that satisfy it. */
  readonly steps: readonly (readonly number[])[];
}

interface CompiledIntent<Name extends string> {
  readonly name: Name;
  readonly phrases: readonly CompiledPhrase[];
  readonly negative: readonly CompiledPhrase[];
}

/** A table of intents made ready for matching. */
export interface IntentTable<Name extends string = string> {
  readonly intents: readonly CompiledIntent<Name>[];
  readonly vocabulary: ReadonlyMap<string, number>;
}

/** Prepares definitions once; `rankIntents` uses the result for every message. */
export function compileIntents<Name extends string>(definitions: readonly IntentDefinition<Name>[]): IntentTable<Name> {
  const vocabulary = new Map<string, number>();
  const compile = (phrases: readonly Phrase[], weight: number): CompiledPhrase[] =>
    phrases.map((phrase) => {
      const [text, own] = typeof phrase === "string" ? [phrase, weight] : phrase;
      return {
        text,
        weight: own,
        steps: text
          .trim()
          .split(/\s+/)
          .map((step) => step.split("|").map((word) => idOf(word, vocabulary))),
      };
    });
  const intents = definitions.map((definition): CompiledIntent<Name> => {
    const phrases = [...(definition.phrases?.id ?? []), ...(definition.phrases?.en ?? [])];
    const keywords = [...(definition.keywords?.id ?? []), ...(definition.keywords?.en ?? [])];
    return {
      name: definition.name,
      phrases: unique([...compile(phrases, PHRASE_WEIGHT), ...compile(keywords, KEYWORD_WEIGHT)]),
      negative: compile(definition.negative ?? [], NEGATIVE_WEIGHT),
    };
  });
  // `keluarin` is `keluarkan`: what is left of a verb stands for it, unless the table means something else by that word.
  for (const [word, id] of [...vocabulary]) {
    const root = /^(.{4,})(?:kan|in)$/.exec(word)?.[1];
    if (root !== undefined && !vocabulary.has(root)) vocabulary.set(root, id);
  }
  return { intents, vocabulary };
}

function idOf(word: string, vocabulary: Map<string, number>): number {
  const standard = standardSpelling(word.toLowerCase());
  const id = vocabulary.get(standard) ?? vocabulary.size;
  vocabulary.set(standard, id);
  return id;
}

function unique(phrases: readonly CompiledPhrase[]): CompiledPhrase[] {
  return [...new Map(phrases.map((phrase) => [phrase.text, phrase])).values()];
}

/** How a token of the message satisfies words of the table: quality by word id. */
type Likeness = ReadonlyMap<number, number>;

/** Scores every intent against a message. Deterministic; never throws on any text. */
export function rankIntents<Name extends string>(
  message: string | NormalisedText,
  table: IntentTable<Name>,
): IntentRanking<Name> {
  const { tokens: all } = typeof message === "string" ? normalise(message) : message;
  const content = all.filter((token) => token.kind === "word" || token.kind === "number" || token.kind === "tag");
  // Particles stay where the table asks for them (`tolong` is a cry for help on its own).
  const tokens = content.filter((token) => !token.filler || table.vocabulary.has(token.word)).slice(0, MAX_WORDS);
  const cache = new Map<string, Likeness>();
  const words = tokens.map((token) => likenessOf(token, table, cache));
  const light = tokens.map((token) => token.filler || LIGHT.has(token.word));
  const ranked: RankedIntent<Name>[] = [];
  for (const intent of table.intents) {
    const matches = matchAll(intent.phrases, tokens, words, light);
    const against = matchAll(intent.negative, tokens, words, light);
    const score = sum(matches) - sum(against);
    if (score > 0) ranked.push({ name: intent.name, score: Math.round(score * 1_000) / 1_000, matches });
  }
  ranked.sort((a, b) => b.score - a.score);
  const [best, second] = ranked;
  return { ranked, ...(best && { best }), margin: (best?.score ?? 0) - (second?.score ?? 0) };
}

/** Exact words before stems, stems before misspellings: a word that is in the table is never a slip for another. */
function likenessOf(token: Token, { vocabulary }: IntentTable, cache: Map<string, Likeness>): Likeness {
  const known = cache.get(token.word);
  if (known) return known;
  const likeness = new Map<number, number>();
  for (const stem of stemsOf(token.word)) {
    const id = vocabulary.get(stem);
    if (id !== undefined) likeness.set(id, stem === token.word ? 1 : 0.95);
  }
  if (likeness.size === 0 && token.kind === "word") {
    for (const [word, id] of vocabulary) {
      const score = wordSimilarity(token.word, word);
      if (score > 0) likeness.set(id, 0.9 * score);
    }
  }
  cache.set(token.word, likeness);
  return likeness;
}

/** Phrases that say the same thing about the same words (a verb listed for both languages) count once. */
function matchAll(
  phrases: readonly CompiledPhrase[],
  tokens: readonly Token[],
  words: readonly Likeness[],
  light: readonly boolean[],
): IntentMatch[] {
  const bySpan = new Map<string, IntentMatch>();
  for (const phrase of phrases) {
    const found = bestMatch(phrase, tokens, words, light);
    if (!found) continue;
    const key = `${found.start}-${found.end}`;
    const known = bySpan.get(key);
    if (!known || known.weight < found.weight) bySpan.set(key, found);
  }
  return [...bySpan.values()];
}

function bestMatch(
  phrase: CompiledPhrase,
  tokens: readonly Token[],
  words: readonly Likeness[],
  light: readonly boolean[],
): IntentMatch | undefined {
  let best: IntentMatch | undefined;
  for (let from = 0; from < tokens.length; from++) {
    const found = matchFrom(phrase, words, light, from);
    if (!found || (best && best.weight >= found.weight)) continue;
    const start = tokens[from]?.start ?? 0;
    best = { phrase: phrase.text, weight: found.weight, start, end: tokens[found.last]?.end ?? start };
  }
  return best;
}

/** Each further word is taken at its first place within reach; phrases are too short for more to matter. */
function matchFrom(
  phrase: CompiledPhrase,
  words: readonly Likeness[],
  light: readonly boolean[],
  from: number,
): { weight: number; last: number } | undefined {
  let quality = 0;
  let between = 0;
  let at = from;
  let last = from;
  for (const [index, step] of phrase.steps.entries()) {
    let room = index === 0 ? 0 : MAX_GAP;
    let found = stepLikeness(step, words[at]);
    while (found === 0 && (room > 0 || light[at]) && at + 1 < words.length) {
      if (!light[at]) room -= 1;
      at += 1;
      between += 1;
      found = stepLikeness(step, words[at]);
    }
    at += 1;
    if (found === 0) return undefined;
    quality += found;
    last = at - 1;
  }
  // A word in between makes it slightly less certain than the phrase itself.
  return { weight: (phrase.weight * quality * 0.97 ** between) / phrase.steps.length, last };
}

function stepLikeness(step: readonly number[], word: Likeness | undefined): number {
  let best = 0;
  for (const id of step) best = Math.max(best, word?.get(id) ?? 0);
  return best;
}

function sum(matches: readonly IntentMatch[]): number {
  return matches.reduce((total, match) => total + match.weight, 0);
}
