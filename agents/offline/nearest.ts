import type { NormalisedText } from "../language/normalise.ts";
import { normalise } from "../language/normalise.ts";
import { stemsOf } from "../language/stems.ts";
import type { Side } from "./about.ts";
import { EXAMPLES } from "./examples.ts";
import type { IntentName } from "./intent-plan.ts";

/** Below this an example only shares words with a message that are said everywhere. 1 is the same message. */
const LEAST_LIKENESS = 0.18;
/** One word in common, such as `konten`, tells what a message is about and not what is wanted. */
const LEAST_SHARED = 2;
/** How many of the nearest examples have a say. */
const VOTERS = 5;
const MAX_TOKENS = 60;
const WORD = 1;
const PAIR = 0.7;
const BEGINNING = 0.5;

type Weights = ReadonlyMap<string, number>;

interface Example {
  readonly intent: IntentName;
  readonly weights: Weights;
}

interface Model {
  readonly examples: readonly Example[];
  /** How much a trait tells: the rarer in the examples, the more. */
  readonly rarity: (trait: string) => number;
}

const models = new Map<Side, Model>();

/**
 * What the examples most like a message mean: the last resort where neither a phrase nor the things that are named
 * tell. undefined where nothing is like it. Deterministic.
 */
export function nearestIntent(message: NormalisedText, side: Side): IntentName | undefined {
  const { examples, rarity } = modelOf(side);
  const weights = weighed(traitsOf(message), rarity);
  const nearest = examples
    .filter(({ weights: other }) => shared(weights, other) >= LEAST_SHARED)
    .map(({ intent, weights: other }) => ({ intent, likeness: likenessOf(weights, other) }))
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, VOTERS);
  if ((nearest[0]?.likeness ?? 0) < LEAST_LIKENESS) return undefined;
  const votes = new Map<IntentName, number>();
  for (const { intent, likeness } of nearest) votes.set(intent, (votes.get(intent) ?? 0) + likeness ** 2);
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function modelOf(side: Side): Model {
  const known = models.get(side);
  if (known) return known;
  const read = EXAMPLES[side].flatMap(([intent, texts]) =>
    texts.split(" / ").map((text) => ({ intent, traits: traitsOf(normalise(text)) })),
  );
  const counts = new Map<string, number>();
  for (const { traits } of read) for (const trait of traits.keys()) counts.set(trait, (counts.get(trait) ?? 0) + 1);
  const rarity = (trait: string): number => Math.log((read.length + 1) / ((counts.get(trait) ?? 0) + 0.5));
  const model = {
    examples: read.map(({ intent, traits }) => ({ intent, weights: weighed(traits, rarity) })),
    rarity,
  };
  models.set(side, model);
  return model;
}

/** Words without their affixes, pairs of them, and how the longer ones begin. */
function traitsOf({ tokens }: NormalisedText): Weights {
  const words = tokens
    .filter(({ kind, filler }) => !filler && ["word", "number", "link", "tag"].includes(kind))
    .slice(0, MAX_TOKENS)
    .map(({ kind, word }) => (kind === "word" ? shortest(word) : `<${kind}>`));
  const traits = new Map<string, number>();
  for (const [index, word] of words.entries()) {
    traits.set(word, WORD);
    if (index > 0) traits.set(`${words[index - 1]} ${word}`, PAIR);
    if (word.length > 4) traits.set(`^${word.slice(0, 4)}`, BEGINNING);
  }
  return traits;
}

function shortest(word: string): string {
  return [...stemsOf(word)].reduce((best, stem) => (stem.length < best.length ? stem : best), word);
}

function weighed(traits: Weights, rarity: (trait: string) => number): Weights {
  const weights = new Map([...traits].map(([trait, weight]) => [trait, weight * rarity(trait)]));
  const length = Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight * weight, 0)) || 1;
  return new Map([...weights].map(([trait, weight]) => [trait, weight / length]));
}

/** How many words stand in both. */
function shared(a: Weights, b: Weights): number {
  return [...a.keys()].filter((trait) => !/^\^| /.test(trait) && b.has(trait)).length;
}

function likenessOf(a: Weights, b: Weights): number {
  let likeness = 0;
  for (const [trait, weight] of a) likeness += weight * (b.get(trait) ?? 0);
  return likeness;
}
