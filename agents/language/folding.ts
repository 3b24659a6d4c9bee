import { cleanText } from "../../core/kernel/text.ts";

/** A stretch of the text a person typed: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Longer messages are read up to here; what a person types in a chat is far shorter. */
export const MAX_READ = 20_000;

/** Punctuation that phones and word processors put in place of the plain one. */
const PLAIN: ReadonlyMap<string, string> = new Map([
  ["‘", "'"],
  ["’", "'"],
  ["‛", "'"],
  ["`", "'"],
  ["´", "'"],
  ["“", '"'],
  ["”", '"'],
  ["„", '"'],
  ["«", '"'],
  ["»", '"'],
  ["‐", "-"],
  ["‑", "-"],
  ["‒", "-"],
  ["–", "-"],
  ["—", "-"],
  ["−", "-"],
]);

const FULL_WIDTH = /^[\uFF01-\uFF5E]$/;
const CLUSTER = /\P{M}\p{M}*|\p{M}+/gu;

/** Lower-case text without invisible characters, each of its code units knowing where it came from. */
export class FoldedText {
  readonly text: string;
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  constructor(readonly original: string) {
    let text = "";
    for (const match of original.slice(0, MAX_READ).matchAll(CLUSTER)) {
      const cluster = match[0];
      const folded = foldCluster(cluster);
      for (let unit = 0; unit < folded.length; unit++) {
        this.#starts.push(match.index);
        this.#ends.push(match.index + cluster.length);
      }
      text += folded;
    }
    this.text = text;
  }

  /** The stretch of the original text that a non-empty stretch of the folded text came from. */
  span(start: number, end: number): Span {
    return { start: this.#starts[start] ?? this.original.length, end: this.#ends[end - 1] ?? this.original.length };
  }
}

function foldCluster(cluster: string): string {
  // Plain ASCII is nearly all of every message; the general way costs two regular expressions and a normalisation.
  if (cluster.length === 1 && cluster >= " " && cluster <= "~" && cluster !== "`") return cluster.toLowerCase();
  const clean = cleanText(cluster);
  const plain = PLAIN.get(clean) ?? (FULL_WIDTH.test(clean) ? clean.normalize("NFKC") : clean);
  return plain.toLowerCase();
}
