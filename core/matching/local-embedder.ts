import { EMBEDDING_DIMENSIONS, type Embedder } from "../kernel/ports/embeddings.ts";
import { ideasIn, TOPICS } from "./lexicon.ts";
import { isContentWord, tokensOf } from "./words.ts";

/** Changes whenever the same text would get another vector: vectors of different models are never compared. */
export const LOCAL_MODEL = "kolega-lexicon-1";

/** Topics have dimensions of their own, so that the strongest signal never collides with a hashed word. */
const FIRST_HASHED = 32;
const WEIGHT = { topic: 1.6, idea: 1.4, word: 0.7, gram: 0.5 } as const;
const GRAM = 4;

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    value ^= text.charCodeAt(i);
    value = Math.imul(value, 0x01000193);
  }
  return value >>> 0;
}

/**
 * Text as a vector of length 1 without a model and without network: hashed words and letter groups, and ideas of a
 * bilingual lexicon, so that `perawatan kulit` meets `skincare`. The same text gives the same vector on every machine.
 */
function embed(text: string): number[] {
  const vector = new Float64Array(EMBEDDING_DIMENSIONS);
  const addHashed = (feature: string, amount: number): void => {
    const code = hash(feature);
    const at = FIRST_HASHED + (code % (EMBEDDING_DIMENSIONS - FIRST_HASHED));
    vector[at] = (vector[at] ?? 0) + (hash(`${feature}#sign`) & 1 ? amount : -amount);
  };
  const tokens = tokensOf(text);
  const topics = count(ideasIn(tokens).map((idea) => idea.topic));
  for (const [topic, times] of topics) vector[TOPICS.indexOf(topic)] = WEIGHT.topic * damped(times);
  for (const [idea, times] of count(ideasIn(tokens).map((found) => found.name))) {
    addHashed(`idea:${idea}`, WEIGHT.idea * damped(times));
  }
  for (const [word, times] of count(tokens.filter(isContentWord))) {
    addHashed(`word:${word}`, WEIGHT.word * damped(times));
    const grams = lettersOf(word);
    // misspellings and inflections share most of their letter groups
    for (const gram of grams) addHashed(`gram:${gram}`, (WEIGHT.gram * damped(times)) / Math.sqrt(grams.length));
  }
  const length = Math.hypot(...vector);
  return Array.from(vector, (value) => (length === 0 ? 0 : value / length));
}

/** The tenth mention of a word says less than the first. */
function damped(times: number): number {
  return 1 + Math.log(times);
}

function count(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function lettersOf(word: string): string[] {
  const padded = `^${word}$`;
  if (padded.length <= GRAM) return [padded];
  return Array.from({ length: padded.length - GRAM + 1 }, (_, i) => padded.slice(i, i + GRAM));
}

/** The embedder that needs nothing: deterministic, Indonesian and English, 512 dimensions, unit length (zero for an empty text). */
export function createLocalEmbedder(): Embedder {
  return {
    model: LOCAL_MODEL,
    embedQuery: (text) => Promise.resolve(embed(text)),
    embedDocuments: (texts) => Promise.resolve(texts.map(embed)),
  };
}
