import type { TranscriptMessage } from "../../core/conversations/transcript.ts";
import type { Locale } from "../../core/kernel/actor.ts";
import type { OwnWords } from "../../core/usecase/executor.ts";
import { findAmounts } from "../language/amounts.ts";

/** Messages of the person that are looked at: what was said long ago is no order any more. */
const MAX_MESSAGES = 20;
/** A word or two of somebody stand in any text; they carry nothing either. */
const SHORT = 2;
/** What the house itself or a document puts into a row of the person; their own words never begin so. */
const NOT_THEIRS = /^\s*<(?:context|attachment|data|untrusted|summary|event|transcript)\b/i;

/** What the person of a turn wrote themself: this message, and those before it. */
export function wordsOfTurn(turn: {
  readonly text: string;
  readonly history: readonly TranscriptMessage[];
}): readonly string[] {
  const before = turn.history.filter(({ role }) => role === "user").flatMap(({ content }) => textsOf(content));
  return [...before, turn.text].filter((text) => !NOT_THEIRS.test(text)).slice(-MAX_MESSAGES);
}

function textsOf(content: unknown): string[] {
  if (typeof content === "string") return [content];
  if (!Array.isArray(content)) return [];
  return content.flatMap((block: unknown) =>
    block !== null && typeof block === "object" && "type" in block && block.type === "text" && "text" in block
      ? [String(block.text)]
      : [],
  );
}

/** Says of a text or an amount whether it is the person's own. */
export function ownWords(said: readonly string[], locale: Locale = "id"): OwnWords {
  const lines = said.map(bare);
  let amounts: ReadonlySet<bigint> | undefined;
  const named = (): ReadonlySet<bigint> => {
    amounts ??= new Set(
      said.flatMap((text) => findAmounts(text, { locale, expected: true }).amounts.map((found) => found.amountMinor)),
    );
    return amounts;
  };
  return {
    says(text) {
      const words = bare(text);
      return words === "" || (words.length > SHORT && lines.some((line) => line.includes(words)));
    },
    names: (amountMinor) => named().has(BigInt(amountMinor)),
  };
}

/** Letters and digits alone: marks, blanks and case are the model's to choose. */
function bare(text: string): string {
  return ` ${text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `.replace(/^ +$/, "");
}
