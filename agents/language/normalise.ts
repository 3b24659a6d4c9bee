import { FoldedText, type Span } from "./folding.ts";
import { FILLERS, STANDARD_SPELLING } from "./slang.ts";

export type TokenKind = "word" | "number" | "symbol" | "break" | "tag" | "handle" | "link" | "phone";

/** One word, number or sign of a message. Offsets are of the text as it was typed. */
export interface Token extends Span {
  /** Lower-case, in standard spelling (`yg` is `yang`). */
  readonly word: string;
  /** As typed. */
  readonly raw: string;
  readonly kind: TokenKind;
  /** Whether nothing stands between this token and the one before. */
  readonly glued: boolean;
  /** A particle or form of address (`dong`, `kak`) that carries no content. */
  readonly filler: boolean;
}

/** A message made comparable, with the way back to what was typed. */
export interface NormalisedText {
  readonly original: string;
  /** Words, numbers, hashtags and handles in standard spelling, particles left out, one blank between. */
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** First that matches wins. Lengths are bounded so that no input makes the reader slow. */
const KINDS: readonly (readonly [TokenKind, RegExp])[] = [
  ["break", /\n/y],
  ["link", /(?:https?:\/\/|www\.)\S+/y],
  ["link", /[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,40}){0,3}\.(?:com|id|net|org|io|me|be|ly|co)\/\S+/y],
  ["link", /[\w+-]{1,40}(?:\.[\w+-]{1,40}){0,4}@[\w-]{1,40}(?:\.[\w-]{1,40}){1,4}/y],
  ["tag", /#[\p{L}\p{N}_]+/uy],
  ["handle", /@[\p{L}\p{N}_](?:[\p{L}\p{N}_.]*[\p{L}\p{N}_])?/uy],
  ["phone", /\+\d[\d ()-]{6,18}\d(?![\d.,])/y],
  ["phone", /0\d{2,3}[ .-]?\d{3,4}[ .-]?\d{3,5}(?!\d)/y],
  ["phone", /628\d{8,11}(?!\d)/y],
  ["number", /\d+(?:[.,]\d+)*/y],
  ["word", /s(?:\/d|\.d\.?)(?![\p{L}\p{N}])/uy],
  ["word", /(?:rp|idr|usd|sgd|myr|rm|thb|php|vnd|eur|gbp)(?=\d)/y],
  ["word", /\p{L}[\p{L}\p{M}\p{N}_]*(?:'\p{L}+)*/uy],
  ["symbol", /\S/uy],
];

const BLANK = /[^\S\n]+/y;

/** Splits a message into tokens and writes each in standard spelling. */
export function normalise(original: string): NormalisedText {
  const folded = new FoldedText(original);
  const tokens: Token[] = [];
  let at = 0;
  let lastEnd = -1;
  while (at < folded.text.length) {
    BLANK.lastIndex = at;
    const blank = BLANK.exec(folded.text);
    if (blank) {
      at += blank[0].length;
      continue;
    }
    const [kind, found] = scan(folded.text, at);
    const span = folded.span(at, at + found.length);
    const word = kind === "word" ? standardSpelling(found) : found;
    const raw = original.slice(span.start, span.end);
    tokens.push({ word, raw, kind, ...span, glued: lastEnd === at, filler: FILLERS.has(word) });
    at += found.length;
    lastEnd = at;
  }
  return finish(original, tokens);
}

function scan(text: string, at: number): readonly [TokenKind, string] {
  for (const [kind, pattern] of KINDS) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return [kind, match[0]];
  }
  return ["symbol", text.charAt(at)];
}

/** `min 10k` means at least; `min, tolong` addresses the admin. */
function finish(original: string, tokens: Token[]): NormalisedText {
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    const beforeNumber = next?.kind === "number" || (next?.word === "." && tokens[index + 2]?.kind === "number");
    if (token.word === "min" && beforeNumber) tokens[index] = { ...token, word: "minimal", filler: false };
  }
  const content = tokens.filter((token) => token.kind !== "symbol" && token.kind !== "break");
  const meaningful = content.filter((token) => !token.filler);
  const kept = meaningful.length > 0 ? meaningful : content;
  return { original, text: kept.map((token) => token.word).join(" "), tokens };
}

/** One lower-case word in standard spelling: stretched letters, apostrophes and chat abbreviations undone. */
export function standardSpelling(word: string): string {
  if (/^s[/.]d/.test(word)) return "sampai";
  // Neither language writes a letter three times; `okeee` and `siaaap` are said with a longer voice.
  const short = word.replace(/(\p{L})\1{2,}/gu, "$1").replaceAll("'", "");
  // `kampanye2` is the plural written short; product codes such as `b2` and `x25` have fewer letters before the digit.
  const single = /^\p{L}{4,}2$/u.test(short) ? short.slice(0, -1) : short;
  const known = STANDARD_SPELLING.get(single);
  if (known !== undefined) return known;
  // `bujetnya`: an ending behind a chat spelling.
  const [, base = "", ending = ""] = /^(.{3,})(nya|ku|mu)$/.exec(single) ?? [];
  const standard = STANDARD_SPELLING.get(base);
  return standard === undefined ? single : standard + ending;
}

/** Tokens as one line for regular expressions, with the way back to what was typed. */
export class TokenLine {
  readonly text: string;
  readonly #starts: number[] = [];

  constructor(readonly tokens: readonly Token[]) {
    let text = "";
    for (const token of tokens) {
      this.#starts.push(text.length);
      text += `${token.word} `;
    }
    this.text = text;
  }

  /** The typed stretch behind a stretch of the line. */
  span(start: number, end: number): Span {
    const first = this.tokens[this.tokenAt(start)];
    const last = this.tokens[this.tokenAt(Math.max(start, end - 1))];
    return { start: first?.start ?? 0, end: last?.end ?? 0 };
  }

  /** Index of the token that covers an offset of the line. */
  tokenAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** The tokens of a message as one line, particles left out. */
export function lineOf(normalised: NormalisedText): TokenLine {
  return new TokenLine(normalised.tokens.filter((token) => !token.filler));
}
