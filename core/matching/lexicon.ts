import { HOME } from "./lexicon-home.ts";
import { LOOKS } from "./lexicon-looks.ts";
import { WORK } from "./lexicon-work.ts";
import { tokensOf } from "./words.ts";

/** An idea that a text touches, in whichever language it is said, and the topic it belongs to. */
export interface Idea {
  readonly name: string;
  readonly topic: string;
}

const ALL = [...LOOKS, ...HOME, ...WORK];

/** Topics of the lexicon in fixed order; most carry the name of an influencer category. */
export const TOPICS: readonly string[] = ALL.map((entry) => entry.topic);

/** The longest phrase of the lexicon, in words. */
const PHRASE_WORDS = 4;

const IDEAS: ReadonlyMap<string, Idea> = new Map(
  ALL.flatMap(({ topic, ideas }) =>
    ideas.flatMap((line) => {
      const phrases = line.split(",").map((phrase) => tokensOf(phrase).join(" "));
      const idea: Idea = { name: `${topic}/${phrases[0] ?? ""}`, topic };
      return phrases.map((phrase): [string, Idea] => [phrase, idea]);
    }),
  ).reverse(), // the first line that claims a word keeps it
);

/** How many words and phrases the lexicon knows. */
export const LEXICON_SIZE = IDEAS.size;

/** Ideas of a text, longest phrases first; words inside a recognised phrase do not count again. */
export function ideasIn(tokens: readonly string[]): Idea[] {
  const found: Idea[] = [];
  for (let start = 0; start < tokens.length; ) {
    let taken = 0;
    for (let length = Math.min(PHRASE_WORDS, tokens.length - start); length >= 1 && taken === 0; length -= 1) {
      const idea = IDEAS.get(tokens.slice(start, start + length).join(" "));
      if (!idea) continue;
      found.push(idea);
      taken = length;
    }
    start += taken || 1;
  }
  return found;
}

/** Topics a text is about, strongest first, each with its share of the strongest. Empty when none is recognised. */
export function topicsOf(text: string): { topic: string; strength: number }[] {
  const weight = new Map<string, number>();
  const seen = new Map<string, number>();
  for (const idea of ideasIn(tokensOf(text))) {
    const before = seen.get(idea.name) ?? 0;
    seen.set(idea.name, before + 1);
    // the second mention of the same idea says less than another idea of the same topic
    weight.set(idea.topic, (weight.get(idea.topic) ?? 0) + 1 / (1 + before));
  }
  const strongest = Math.max(0, ...weight.values());
  return [...weight]
    .map(([topic, value]) => ({ topic, strength: value / strongest }))
    .sort((a, b) => b.strength - a.strength || (a.topic < b.topic ? -1 : 1));
}
