import { type NormalisedText, normalise, type Token } from "./normalise.ts";
import { nearestWord } from "./similarity.ts";

/** What a short answer decides. `later` is neither yes nor no. */
export type Decision = "yes" | "no" | "cancel" | "stop" | "back" | "skip" | "later";

export interface DecisionReading {
  readonly decision: Decision;
  /** Whether the message says nothing else. Only then is it safe as an answer to a question. */
  readonly whole: boolean;
  /** Whether words of agreement and of something else stand together (`oke, batal`); `decision` is the something else. */
  readonly mixed: boolean;
}

/** Longest first within a decision; `|` parts alternatives. Written in standard spelling (see slang.ts). */
const PHRASES: Readonly<Record<Decision, string>> = {
  yes:
    "iya|ya|yes|yep|yup|yeah|yea|ok|oke|okay|okey|okeh|okee|oks|k|sip|siap|gas|gaskeun|gasken|gass|setuju|sepakat|deal|boleh|boleh banget|lanjut|" +
    "lanjutkan|lanjutin|go|go ahead|sure|of course|tentu|tentu saja|betul|benar|bener|correct|right|cocok|mantap|jos|yoi|yoa|" +
    "approve|approved|setujui|saya setuju|i agree|agree|agreed|confirm|confirmed|konfirmasi|do it|lets go|looks good|sounds good|" +
    "tidak apa apa|tidak apa - apa|gapapa|gpp|tidak masalah|no problem|why not|bisa|yes please|proceed|mau|jadi|kirim saja|" +
    "👍|✅|👌|🆗|cuss|cus|hayuk|ayo|yuk|absolutely|definitely|fine|perfect|that is right|thats right|y",
  no:
    "tidak|no|nope|nah|bukan|jangan|jangan dulu|belum|tidak setuju|tidak mau|tidak oke|tidak ok|tidak usah|tidak perlu|tidak bisa|" +
    "tidak boleh|tidak cocok|not ok|not okay|not yet|not really|do not|dont|dont approve|do not approve|no thanks|no thank you|" +
    "tolak|menolak|ditolak|reject|rejected|disagree|i disagree|saya tidak setuju|jangan setuju|jangan setujui|ogah|males|emoh|never|" +
    "not|not now|👎|❌|🙅|not correct|tidak benar|tidak betul|salah|wrong|incorrect|n|bukan itu|ga",
  cancel:
    "batal|batalkan|batalin|dibatalkan|dibatalin|cancel|cancelled|cancel it|tidak jadi|gajadi|gakjadi|ngga jadi|urung|urungkan|never mind|" +
    "nevermind|nvm|forget it|lupakan|call it off|abort|jangan jadi|tidak usah jadi|discard|buang",
  stop: "stop|berhenti|hentikan|sudah cukup|cukup|udahan|sudahan|enough|unsubscribe|berhenti langganan|stop it|quit|exit|keluar|akhiri",
  back: "kembali|balik|back|go back|mundur|sebelumnya|previous|ulang|ulangi|ulang lagi|undo|balik lagi|kembali ke sebelumnya",
  skip: "skip|lewati|lewat|lewatin|lewat saja|skip it|skip saja|next|kosongkan|kosong|kosongin|pass|tidak ada|none|nothing|terserah|bebas",
  later:
    "nanti|nanti saja|nanti dulu|later|besok saja|maybe later|not today|pikir pikir|pikir - pikir|mikir dulu|saya pikir dulu|let me think|mungkin|maybe|remind me later|ingatkan nanti",
};

const TABLE: ReadonlyMap<string, Decision> = new Map(
  (Object.entries(PHRASES) as [Decision, string][]).flatMap(([decision, phrases]) =>
    phrases.split("|").map((phrase): [string, Decision] => [phrase, decision]),
  ),
);
const LONGEST = Math.max(...[...TABLE.keys()].map((phrase) => phrase.split(" ").length));
const LONG_WORDS = [...TABLE.keys()].filter((phrase) => !phrase.includes(" ") && phrase.length >= 5);

/** Words that may stand beside an answer without changing it. */
const NEUTRAL: ReadonlySet<string> = new Set(
  "saja aja dulu itu ini makasih thank you thanks banget sangat sudah kalau begitu then it that please for now saya deh the i think".split(
    " ",
  ),
);

/** Words that turn round the decision right behind them. */
const NEGATORS: ReadonlySet<string> = new Set([
  "jangan",
  "tidak",
  "tidak mau",
  "tidak usah",
  "not",
  "dont",
  "do not",
  "never",
]);

/**
 * The decision in a short answer; undefined where there is none. Agreement gives way to anything else that is said,
 * because `oke, batal` and `ya jangan` begin with a particle, not with consent.
 */
export function readDecision(message: string | NormalisedText): DecisionReading | undefined {
  const { tokens: all } = typeof message === "string" ? normalise(message) : message;
  const tokens = all.filter(
    (token) => (token.kind !== "symbol" && token.kind !== "break") || TABLE.has(token.word) || token.word === "-",
  );
  const words = tokens.map((token) => token.word);
  const found: Decision[] = [];
  let whole = true;
  let negated = false;
  /** Where the words right before the present one began, if they could turn it round. */
  let negatorFrom = 0;
  let at = 0;
  while (at < tokens.length) {
    const phrase = phraseAt(words, at);
    if (phrase) {
      // `kirim dong ya` asks for something; the closing particle agrees to nothing.
      const particle = (words[at] === "ya" || words[at] === "ok") && at > 0;
      const negator = words.slice(negatorFrom, at).join(" ");
      const behindNegator = NEGATORS.has(negator) && follows(all, tokens[at - 1], tokens[at]);
      negatorFrom = at;
      // `jangan dibatalin` keeps what there is; `gak, batal aja` does not.
      if (behindNegator && phrase.decision !== "no") negated = true;
      else if (!particle) found.push(phrase.decision);
      at = phrase.next;
      continue;
    }
    negatorFrom = at;
    const token = tokens[at];
    if (token && !token.filler && !NEUTRAL.has(token.word) && token.word !== "-") whole = false;
    at += 1;
  }
  if (found.length === 0 && !negated) return undefined;
  const others = found.filter((decision) => decision !== "yes");
  const decision = strongest(others) ?? (negated ? "no" : "yes");
  return { decision, whole, mixed: negated || new Set(found).size > 1 };
}

/** Whether no sign stands between two tokens of a message. */
function follows(all: readonly Token[], first: Token | undefined, second: Token | undefined): boolean {
  const at = first ? all.indexOf(first) : -1;
  return at >= 0 && all[at + 1] === second;
}

function phraseAt(words: readonly string[], at: number): { decision: Decision; next: number } | undefined {
  for (let length = Math.min(LONGEST, words.length - at); length >= 1; length--) {
    const decision = TABLE.get(words.slice(at, at + length).join(" "));
    if (decision) return { decision, next: at + length };
  }
  const word = words[at] ?? "";
  const meant = word.length >= 5 ? nearestWord(word, LONG_WORDS) : undefined;
  const decision = meant && TABLE.get(meant);
  return decision ? { decision, next: at + 1 } : undefined;
}

/** Of several decisions the one that does least. */
function strongest(decisions: readonly Decision[]): Decision | undefined {
  const order: readonly Decision[] = ["stop", "cancel", "no", "later", "back", "skip"];
  return order.find((decision) => decisions.includes(decision));
}
