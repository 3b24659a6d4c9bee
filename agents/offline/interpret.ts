import type { FieldProblem } from "../language/fields.ts";
import { findNames } from "../language/names.ts";
import { type NormalisedText, normalise } from "../language/normalise.ts";
import { readDecision } from "../language/yes-no.ts";
import { type About, aboutOf, type InterpretContext } from "./about.ts";
import { type IntentName, PLANS } from "./intent-plan.ts";
import { CORRECTION, MIN_SCORE, rank } from "./ranking.ts";
import { type AnswerReading, FREE_SLOTS, readAnswer } from "./read-answer.ts";
import { type CampaignWords, readCampaignWords } from "./read-campaign.ts";
import { readCampaignEdit } from "./read-edit.ts";
import { inputOf, readCount } from "./read-input.ts";
import { readPointing } from "./read-people.ts";
import { readPostLink } from "./read-settings.ts";
import { guessed, likely, onlyAsks, ruled } from "./ruling.ts";
import type { ListItem } from "./state.ts";
import { partsOf } from "./wishes.ts";

/** What is meant where no phrase says so, and what told it. */
interface Guess {
  readonly intent: IntentName;
  readonly by: "things" | "likeness";
}

/** What a message means, before anything is looked up. */
export interface Reading {
  readonly intent: IntentName;
  readonly useCase?: string;
  /** What the words say of the use case's input. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly about: About;
  /** What still has to be asked for before the call, best asked first. */
  readonly missing: readonly string[];
  /** Amounts and dates that cannot be taken as they stand. */
  readonly problems: readonly FieldProblem[];
  /** The question this answers. */
  readonly answers?: string;
  /** The question that was asked and not answered. */
  readonly unclear?: string;
  /** Told by what is named, or by messages like it, only: before anything is changed, the person is asked. */
  readonly guessed?: Guess["by"];
  /** Another wish behind this one, in the person's words. */
  readonly next?: { readonly text: string; readonly useCase: string };
  /** The words of this wish alone, where there is another. */
  readonly words?: string;
}

/** From here on a message is something else than the answer that was waited for. */
const NEW_TOPIC = 2.8;
const NEW_TOPIC_IN_FREE_TEXT = 3.9;

/** What a question about a deed may be answered with. */
const READS: ReadonlySet<IntentName> = new Set([
  "approvals.list",
  "campaign.list",
  "campaign.show",
  "performance",
  "recommend",
  "collaboration.list",
  "collaboration.show",
  "post.list",
  "post.show",
  "post.metrics",
  "post.mine",
  "payouts",
  "earnings",
  "members",
  "influencer.search",
  "influencer.show",
  "work.list",
  "work.show",
  "channel.list",
]);

/** From here on the words of one part of a message are a wish of their own, also where nothing listed is meant. */
const OWN_WISH = 2.8;
/** What follows these may be part of the text that they carry. */
const DICTATES: ReadonlySet<IntentName> = new Set([
  "broadcast.send",
  "handover.reply",
  "memory.remember",
  "post.revise",
  "profile.edit",
]);

/**
 * What a message means; of two wishes in one message the first, with the words of the other. Pure: the same words in
 * the same state mean the same.
 */
export function interpret(text: string, context: InterpretContext): Reading {
  if (context.state.pending) return interpretOne(text, context);
  for (const { first, rest } of partsOf(text)) {
    const [wish, next] = [ownWish(first, context), ownWish(rest, context)];
    if (!wish || !next?.useCase || wish.useCase === next.useCase || DICTATES.has(wish.intent)) continue;
    // What is said of a draft that is begun belongs into it.
    if (wish.intent === "campaign.create" && next.intent === "campaign.edit") continue;
    return { ...wish, words: first, next: { text: rest, useCase: next.useCase } };
  }
  return interpretOne(text, context);
}

function ownWish(text: string, context: InterpretContext): Reading | undefined {
  const { best } = rank(normalise(text), context);
  const wish = best && best.score >= MIN_SCORE ? interpretOne(text, context) : undefined;
  if (!wish?.useCase) return undefined;
  const { people, positions } = wish.about;
  const pointed = positions.length > 0 || people.some((person) => person.id !== undefined);
  return pointed || (best?.score ?? 0) >= OWN_WISH ? wish : undefined;
}

function interpretOne(text: string, context: InterpretContext): Reading {
  const message = normalise(text);
  const { state } = context;
  const decision = readDecision(message);
  if (state.pending?.slot === "confirm") return afterGuess(text, context, decision);
  const { best } = rank(message, context);
  if (context.side === "influencer" && readPostLink(text)) return reading("post.submit", undefined, context, message);
  if (state.pending) {
    const drops = decision?.whole && ["cancel", "stop", "no", "later", "skip"].includes(decision.decision);
    if (drops) return reading("no", {}, context, message);
    const answer = answerOf(message, context, best);
    if (answer) return answer;
  }
  const short = shortWord(message, context, decision) ?? correctedNumber(message, context);
  if (short) return short;
  const told = answered(message, context, ruled(message, context, best));
  const guess = told === "unknown" ? guessUnlessAsked(message, context) : undefined;
  const intent = guess?.intent ?? told;
  if (intent === "unknown" && state.pending) {
    const { intent: asked, slot, input } = state.pending;
    const plan = asked as IntentName;
    return { ...reading(plan, input, context, message), missing: [slot], unclear: slot };
  }
  return { ...reading(intent, undefined, context, message), ...(guess && { guessed: guess.by }) };
}

/** The things that are named tell more than messages that are alike. */
function guessUnlessAsked(message: NormalisedText, context: InterpretContext): Guess | undefined {
  const guesses = [
    { intent: guessed(message, context), by: "things" },
    { intent: context.state.pending ? "unknown" : likely(message, context), by: "likeness" },
  ] as const;
  return guesses.find(({ intent }) => intent !== "unknown" && !onlyAsks(message, intent));
}

/** A question about a deed is answered with what shows it: the next best reading that changes nothing. */
function answered(message: NormalisedText, context: InterpretContext, intent: IntentName): IntentName {
  if (!onlyAsks(message, intent)) return intent;
  const next = rank(message, context).ranked.find(({ name, score }) => score >= MIN_SCORE && READS.has(name));
  return next?.name ?? "unknown";
}

/** `Maksudmu menolak undangannya?`: yes means the words that were asked about; everything else is heard afresh. */
function afterGuess(text: string, context: InterpretContext, decision: ReturnType<typeof readDecision>): Reading {
  const { pending, ...state } = context.state;
  const { words } = pending?.input ?? {};
  if (decision?.whole && decision.decision === "yes" && typeof words === "string") {
    const { guessed: _guess, ...meant } = interpretOne(words, { ...context, state });
    return { ...meant, words };
  }
  return decision?.whole && decision.decision !== "yes"
    ? reading("no", {}, context, normalise(text))
    : interpret(text, { ...context, state });
}

/** The answer to the open question, unless the message plainly begins something else. */
function answerOf(
  message: NormalisedText,
  context: InterpretContext,
  best: { name: IntentName; score: number } | undefined,
): Reading | undefined {
  const pending = context.state.pending;
  if (!pending) return undefined;
  const free = FREE_SLOTS.has(pending.slot);
  // Names are written with capitals more often than `kirim untuk disetujui` is meant as one.
  const likeCommand = pending.slot === "name" && /^\p{Ll}/u.test(message.original.trim());
  const threshold =
    pending.slot === "note" || pending.slot === "reason"
      ? 99
      : free && !likeCommand
        ? NEW_TOPIC_IN_FREE_TEXT
        : NEW_TOPIC;
  const other = best && best.name !== pending.intent && best.score >= threshold;
  if (other || (best && ["help", "reset"].includes(best.name) && best.score >= 2.5)) return undefined;
  // `ganti budget jadi 15 juta` while something else is asked is a change, and the question stays.
  if (!free && CORRECTION.test(message.original) && best?.name === "campaign.edit") return undefined;
  if (pending.slot === "pick" || pending.slot === "people") {
    const about = withCurrent(aboutOf(message, context), message, context);
    const pointed = about.positions.length + about.people.filter((person) => person.id).length > 0 || about.all;
    const named = about.campaign?.id !== undefined || (pending.slot === "people" && about.people.length > 0);
    if (!pointed && !named) return undefined;
    const intent = pending.intent as IntentName;
    return { ...reading(intent, pending.input, context, message), about, answers: pending.slot };
  }
  const intent = pending.intent as IntentName;
  const answer =
    otherPart(message, context, intent, pending.slot) ?? readAnswer(pending.slot, message, pending.input, context);
  if (!answer) return undefined;
  // A change is read from all of the words already.
  const part = DRAFT_INTENTS.has(intent) && !free && pending.slot !== "change";
  const also = part ? alsoSaid(message, context) : {};
  const input = { ...also, ...pending.input, ...answer.input };
  const { useCase } = PLANS[intent];
  return {
    intent,
    ...(useCase && { useCase }),
    input,
    about: { people: [], positions: [], outOfRange: [], all: false },
    missing: missingOf(intent, input),
    problems: answer.problems,
    answers: pending.slot,
  };
}

/** `yang tadi aja`: the campaign that is being talked about. */
function withCurrent(about: About, message: NormalisedText, { state }: InterpretContext): About {
  const said = /\b(?:tadi|barusan|yang (?:ini|itu|sama)|same one|this one|current)\b/i.test(message.text);
  const campaigns = state.list === undefined || state.list.kind === "campaigns";
  const named = about.campaign !== undefined || about.positions.length > 0;
  return said && campaigns && !named && state.campaign && state.pending?.slot === "pick"
    ? { ...about, campaign: state.campaign }
    : about;
}

/** `budget 20 juta` and `mulai 1 Desember`, whatever part of a draft was asked for. */
const OTHER_PART = /^(?:budget|anggaran|mulai|periode|tanggal|starts?|starting|from)(?:nya)?\b.*\d/i;

/** What is said of another part of the draft where any text would do as an answer; the question stays. */
function otherPart(
  message: NormalisedText,
  context: InterpretContext,
  intent: IntentName,
  slot: string,
): AnswerReading | undefined {
  const anyText = slot === "product" || slot === "goal";
  if (!anyText || !DRAFT_INTENTS.has(intent) || !OTHER_PART.test(message.original.trim())) return undefined;
  const { words, problems } = readCampaignWords(message, context);
  const { budgetMinor, startsOn, endsOn } = words;
  const input = { ...(budgetMinor && { budgetMinor }), ...(startsOn && { startsOn }), ...(endsOn && { endsOn }) };
  if (Object.keys(input).length > 0 || problems.length > 0) return { input, problems };
  const text = message.original.trim();
  // `budget 5 kuadriliun`: about money, but no amount.
  return /^(?:budget|anggaran)/i.test(text)
    ? { input, problems: [{ field: "budget", reason: "ambiguous_number", start: 0, end: text.length, text }] }
    : undefined;
}

const DRAFT_INTENTS: ReadonlySet<IntentName> = new Set(["campaign.create", "campaign.edit"]);

/** Whoever answers for one part of a draft may add others: `1 sampai 31 Desember, perempuan Jakarta`. */
function alsoSaid(message: NormalisedText, context: InterpretContext): CampaignWords {
  const { audience, budgetMinor, startsOn, endsOn, deliverables } = readCampaignWords(message, context).words;
  return Object.fromEntries(
    Object.entries({ audience, budgetMinor, startsOn, endsOn, deliverables }).filter(([, said]) => said !== undefined),
  );
}

/** Messages that are nothing but a decision, a name or a position. */
function shortWord(
  message: NormalisedText,
  context: InterpretContext,
  decision: ReturnType<typeof readDecision>,
): Reading | undefined {
  if (decision?.whole) {
    const { side } = context;
    const words = message.text;
    if (side === "influencer" && decision.decision === "yes" && /setuju|terima|accept|deal|ambil|agree/.test(words)) {
      return reading("work.accept", {}, context, message);
    }
    if (side === "influencer" && decision.decision === "no" && /tolak|decline|reject|menolak/.test(words)) {
      return reading("work.decline", {}, context, message);
    }
    if (side === "brand" && decision.decision === "no" && /tolak|reject|menolak/.test(words)) {
      return reading("reject.this", {}, context, message);
    }
    return reading(decision.decision === "yes" ? "yes" : "no", {}, context, message);
  }
  const list = context.state.list;
  if (!list) return undefined;
  const about = aboutOf(message, context);
  const bare = message.tokens.filter((token) => token.kind !== "symbol" && !token.filler).length <= 4;
  const pointed = about.positions.length > 0 || about.people.some((person) => person.id !== undefined);
  const verb = rank(message, context).best;
  return bare && pointed && saysOnly(message, list.items) && (!verb || verb.score < MIN_SCORE)
    ? { ...reading("pick", {}, context, message), about }
    : undefined;
}

/** Words around a choice that ask for nothing. */
const POINTING =
  /^(?:yang|nomor|nomer|no|number|the|one|ones|ke|itu|ini|that|this|saja|mau|pilih|lihat|dia|si|first|second|third|fourth|fifth|last|pertama|kedua|ketiga|keempat|kelima|terakhir|dan|and|atau|or|coba|aku|saya|i|want|show|pick|open|buka|satu|dua|tiga|dan|with|go|deh|me|kalau)$/;

/** Whether nothing stands in a message but names of the list and words that point. */
function saysOnly(message: NormalisedText, items: readonly ListItem[]): boolean {
  const mentions = findNames(
    message,
    items.map(({ id, name, aliases }) => ({ id, name, aliases: aliases ?? [] })),
  );
  return message.tokens.every(
    (token) =>
      token.kind !== "word" ||
      token.filler ||
      POINTING.test(token.word) ||
      mentions.some(({ start, end }) => token.start < end && start < token.end),
  );
}

/** `bukan, 2 juta` right after something was done with a number: the same again with the other one. */
function correctedNumber(message: NormalisedText, context: InterpretContext): Reading | undefined {
  const { last } = context.state;
  if (last?.intent === "recommend" && CORRECTION.test(message.original)) {
    const count = readCount(message);
    return count === undefined ? undefined : reading("recommend", { ...last.input, count }, context, message);
  }
  if (!last || !CORRECTION.test(message.original) || readCampaignEdit(message, context).sure) return undefined;
  const { amountMinor } = readPointing(message, [], context.locale);
  if (amountMinor === undefined) return undefined;
  return reading(last.intent as IntentName, { ...last.input, amountMinor }, context, message);
}

function reading(
  intent: IntentName,
  known: Readonly<Record<string, unknown>> | undefined,
  context: InterpretContext,
  message: NormalisedText,
): Reading {
  const { useCase } = PLANS[intent];
  const read = known ? { input: { ...known }, problems: [] } : inputOf(intent, message, context);
  return {
    intent,
    ...(useCase && { useCase }),
    input: read.input,
    about: aboutOf(message, context),
    missing: missingOf(intent, read.input),
    problems: read.problems,
  };
}

function missingOf(intent: IntentName, input: Readonly<Record<string, unknown>>): string[] {
  return (PLANS[intent].needs ?? []).filter((need) => input[need] === undefined);
}
