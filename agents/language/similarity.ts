import { WELL_SPELLED } from "./common-words.ts";

/**
 * How many insertions, deletions, changes and swaps of neighbours turn `a` into `b`; anything above `max` is reported as
 * `max + 1`, which keeps long inputs cheap.
 */
export function editDistance(a: string, b: string, max = Number.POSITIVE_INFINITY): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > max) return max + 1;
  let twoAgo: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let best = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, (twoAgo[column - 2] ?? 0) + 1);
      current.push(cost);
      best = Math.min(best, cost);
    }
    if (best > max) return max + 1;
    twoAgo = previous;
    previous = current;
  }
  const distance = previous[b.length] ?? 0;
  return distance > max ? max + 1 : distance;
}

/** How many slips a word of this length may have. Short words are one slip away from too many others. */
export function allowedDistance(length: number): number {
  if (length <= 4) return 0;
  return length <= 8 ? 1 : 2;
}

/** Whether `word` is probably `target` misspelled. Equal words are not a misspelling. */
export function isMisspelling(word: string, target: string): boolean {
  if (word === target || WELL_SPELLED.has(word)) return false;
  if (word.length < 4 || target.length < 5 || word.length > 64) return false;
  const allowed = allowedDistance(target.length);
  if (allowed === 0) return false;
  // People seldom mistype the first letter, and a changed one usually makes another word (posting, hosting).
  if (word[0] !== target[0] && !(word[0] === target[1] && word[1] === target[0])) return false;
  return editDistance(word, target, allowed) <= allowed;
}

/** How alike two words are: 1 equal, above 0 a probable misspelling, 0 different. */
export function wordSimilarity(word: string, target: string): number {
  if (word === target) return 1;
  if (!isMisspelling(word, target)) return 0;
  return 1 - editDistance(word, target) / Math.max(word.length, target.length);
}

/** The word of a vocabulary that was meant: an exact one, else the nearest misspelling; undefined where two are as near. */
export function nearestWord(word: string, vocabulary: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestScore = 0;
  let tied = false;
  for (const target of vocabulary) {
    const score = wordSimilarity(word, target);
    if (score === 1) return target;
    if (score > bestScore) {
      best = target;
      bestScore = score;
      tied = false;
    } else if (score > 0 && score === bestScore && target !== best) {
      tied = true;
    }
  }
  return tied ? undefined : best;
}
