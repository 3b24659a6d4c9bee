import type { Locale } from "../../core/kernel/actor.ts";
import type { FieldProblem } from "../language/fields.ts";
import { compileIntents, type IntentTable, rankIntents } from "../language/intents.ts";
import { findNames } from "../language/names.ts";
import { type NormalisedText, normalise } from "../language/normalise.ts";
import { findCampaignName } from "../language/titles.ts";
import { readDecision } from "../language/yes-no.ts";
import { guessIntent } from "./concepts.ts";
import { type IntentName, PLANS } from "./intent-plan.ts";
import { BRAND_INTENTS } from "./intents-brand.ts";
import { COMMON_INTENTS } from "./intents-common.ts";
import { INFLUENCER_INTENTS } from "./intents-influencer.ts";
import { readAccount } from "./read-account.ts";
import { FREE_SLOTS, readAnswer } from "./read-answer.ts";
import { type CampaignWords, readCampaignWords } from "./read-campaign.ts";
import { type BriefChange, readCampaignEdit } from "./read-edit.ts";
import { inputOf } from "./read-input.ts";
import { guessNames, type Named, type Pointing, readPointing } from "./read-people.ts";
import { readSearch } from "./read-search.ts";
import type { PlannerState } from "./state.ts";

/** On whose side of the table the speaker sits. */
export type Side = "brand" | "influencer";

export interface InterpretContext {
  readonly state: PlannerState;
  readonly side: Side;
  readonly locale: Locale;
  readonly now: Date;
  readonly timeZone: string;
}

/** What a message is about: named, pointed at in the list last shown, or left open. */
export interface About {
  readonly campaign?: { readonly id?: string; readonly name: string };
  readonly people: readonly Named[];
  readonly positions: readonly number[];
  readonly outOfRange: readonly number[];
  readonly all: boolean;
  /** The only amount that was said. */
  readonly amountMinor?: number;
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
}

/** An intent below this is a guess. */
const MIN_SCORE = 1.9;
const SMALL_TALK: ReadonlySet<string> = new Set(["greet", "thanks"]);
/** From here on a message is something else than the answer that was waited for. */
const NEW_TOPIC = 2.8;
const NEW_TOPIC_IN_FREE_TEXT = 3.9;

const TABLES: Readonly<Record<Side, IntentTable<IntentName>>> = {
  brand: compileIntents<IntentName>([...COMMON_INTENTS, ...BRAND_INTENTS]),
  influencer: compileIntents<IntentName>([...COMMON_INTENTS, ...INFLUENCER_INTENTS]),
};

const CORRECTION =
  /^\s*(?:bukan(?:nya)?|eh|ralat|salah|maksud(?:ku|nya)?(?:\s+(?:saya|aku|gue))?|koreksi|no|nope|not|actually|sorry|maaf|i (?:mean|meant)|correction|wait)\b[\s,.:;-]*/i;
const ASKS_PRICE =
  /\b(?:minta|nego(?:siasi)?|tawar|naik(?:kan|in)?|bisa|boleh|kalau|kalo|klo|counter|ask(?:ing)?|want|need|how about|make it|jadi|minimal|at least|could|can|harga|rate|fee|deal|mau)\b/i;

/** What a message means. Pure: the same words in the same state mean the same. */
export function interpret(text: string, context: InterpretContext): Reading {
  const message = normalise(text);
  const { state } = context;
  const decision = readDecision(message);
  const ranking = rankIntents(message, TABLES[context.side]);
  const best = ranking.best;
  if (state.pending) {
    if (
      decision?.whole &&
      ["cancel", "stop", "no", "later", "skip"].includes(decision.decision) &&
      state.pending.slot !== "note"
    ) {
      return reading("no", {}, context, message);
    }
    const answer = answerOf(message, context, best);
    if (answer) return answer;
  }
  const short = shortWord(message, context, decision) ?? correctedAmount(message, context);
  if (short) return short;
  const intent = ruled(message, context, best);
  if (intent === "unknown" && state.pending) {
    const { intent: asked, slot, input } = state.pending;
    const plan = asked as IntentName;
    return { ...reading(plan, input, context, message), missing: [slot], unclear: slot };
  }
  return reading(intent, undefined, context, message);
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
    const about = aboutOf(message, context);
    const pointed = about.positions.length + about.people.filter((person) => person.id).length > 0 || about.all;
    const named = about.campaign?.id !== undefined || (pending.slot === "people" && about.people.length > 0);
    if (!pointed && !named) return undefined;
    const intent = pending.intent as IntentName;
    return { ...reading(intent, pending.input, context, message), about, answers: pending.slot };
  }
  const answer = readAnswer(pending.slot, message, pending.input, context);
  if (!answer) return undefined;
  const intent = pending.intent as IntentName;
  const also = DRAFT_INTENTS.has(intent) && !free ? alsoSaid(message, context) : {};
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
  const verb = rankIntents(message, TABLES[context.side]).best;
  return bare && pointed && (!verb || verb.score < MIN_SCORE)
    ? { ...reading("pick", {}, context, message), about }
    : undefined;
}

/** `bukan, 2 juta` right after something was done with an amount: the same again with the other amount. */
function correctedAmount(message: NormalisedText, context: InterpretContext): Reading | undefined {
  const { last } = context.state;
  if (!last || !CORRECTION.test(message.original) || readCampaignEdit(message, context).sure) return undefined;
  const { amountMinor } = readPointing(message, [], context.locale);
  if (amountMinor === undefined) return undefined;
  return reading(last.intent as IntentName, { ...last.input, amountMinor }, context, message);
}

/** The best intent of the table, corrected by what only the whole message and the state show. */
function ruled(
  message: NormalisedText,
  context: InterpretContext,
  best: { name: IntentName; score: number } | undefined,
): IntentName {
  const { state, side } = context;
  const name = best && best.score >= (SMALL_TALK.has(best.name) ? 1 : MIN_SCORE) ? best.name : "unknown";
  if (side === "influencer") return ruledForInfluencer(message, context, name);
  const corrects = CORRECTION.test(message.original);
  const edit = readCampaignEdit(message, context);
  const changes = Object.keys(edit.change).length > 0;
  // What follows `deskripsinya jadi` is text: its words mean nothing to us.
  if (state.campaign && dictatesText(edit.change.brief)) return "campaign.edit";
  if (corrects && changes && (edit.sure || name === "unknown" || name === "campaign.edit")) return "campaign.edit";
  const tagged = message.tokens.some((token) => token.kind === "tag" && !/^#\d+$/.test(token.word));
  if (tagged && changes && (name === "unknown" || (best?.score ?? 0) < 3)) return "campaign.edit";
  const weak = name === "unknown" || SMALL_TALK.has(name) || (best?.score ?? 0) < 2.5;
  const statesFields = edit.sure && changes && !isQuestion(message);
  if (
    state.campaign &&
    statesFields &&
    weak &&
    !["wallet", "deposit", "invite", "recommend", "influencer.search"].includes(name)
  ) {
    return "campaign.edit";
  }
  return narrowed(name === "unknown" ? guessed(message, context) : name, message, context);
}

function dictatesText(brief: BriefChange | undefined): boolean {
  return [brief?.description, brief?.mandatoryCta, brief?.addRule, brief?.addKeyMessage].some((part) => part);
}

/** No phrase fits: told by what is named. A budget with a product, or with people to reach, is a campaign to be made. */
function guessed(message: NormalisedText, context: InterpretContext): IntentName {
  const { words } = readCampaignWords(message, context);
  const told = [words.product, words.audience, words.name, words.goal].filter((part) => part !== undefined).length;
  if (words.budgetMinor !== undefined && told > 0 && !isQuestion(message)) return "campaign.create";
  const guess = guessIntent(message, context.side);
  if (guess) return guess;
  const people = aboutOf(message, context).people;
  return people.some((person) => person.id !== undefined) &&
    /\b(?:reach out|kontak|contact|dm)\b/i.test(message.original)
    ? "invite"
    : "unknown";
}

/** The same words mean another thing where a campaign, a list or a name is at hand. */
function narrowed(name: IntentName, message: NormalisedText, context: InterpretContext): IntentName {
  const { state } = context;
  switch (name) {
    case "influencer.search": {
      const words = readSearch(message, context.locale);
      const wide = Object.keys(words).length === 0;
      const forCampaign = campaignOf(message, context)?.id !== undefined;
      return forCampaign || (wide && state.campaign) ? "recommend" : name;
    }
    case "approve.this":
      return decided(message, context, "post.approve", "campaign.approve", "collaboration.accept_counter") ?? name;
    case "reject.this":
      return decided(message, context, "post.reject", "campaign.send_back", "collaboration.decline_counter") ?? name;
    case "campaign.show":
      return campaignOf(message, context) || state.campaign ? name : "campaign.list";
    case "campaign.list":
      return campaignOf(message, context)?.id ? "campaign.show" : name;
    case "greet":
    case "thanks":
      return message.tokens.filter((token) => token.kind === "word" && !token.filler).length > 5 ? "unknown" : name;
    default:
      return name;
  }
}

function ruledForInfluencer(message: NormalisedText, context: InterpretContext, name: IntentName): IntentName {
  const account = readAccount(message.original);
  if (account.accountNumber && account.channelCode) return "account.set";
  const priced = hasOneAmount(message, context);
  if (
    priced &&
    !["account.set", "earnings"].includes(name) &&
    (ASKS_PRICE.test(message.original) || name === "unknown")
  ) {
    return "work.counter";
  }
  if (name === "greet" || name === "thanks") {
    return message.tokens.filter((token) => token.kind === "word" && !token.filler).length > 5 ? "unknown" : name;
  }
  return name === "unknown" ? (guessIntent(message, "influencer") ?? "unknown") : name;
}

/** What `setujui` or `tolak` alone means, told by the list last shown or by what is named. */
function decided(
  message: NormalisedText,
  context: InterpretContext,
  post: IntentName,
  campaign: IntentName,
  collaboration: IntentName,
): IntentName | undefined {
  const kind = context.state.list?.kind;
  const about = aboutOf(message, context);
  const pointed = about.positions.length > 0 || about.people.length > 0 || about.all;
  if (kind === "posts" && pointed) return post;
  if (kind === "collaborations" && pointed) return collaboration;
  if (about.campaign || (kind === "campaigns" && pointed)) return campaign;
  return undefined;
}

function isQuestion(message: NormalisedText): boolean {
  return (
    /\?\s*$/.test(message.original) ||
    /^(?:bagaimana|berapa|apa|kapan|siapa|kenapa|how|what|when|who|why|which)\b/.test(message.text)
  );
}

function hasOneAmount(message: NormalisedText, context: InterpretContext): boolean {
  return readPointing(message, [], context.locale).amountMinor !== undefined;
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

function aboutOf(message: NormalisedText, context: InterpretContext): About {
  const pointing: Pointing = readPointing(message, context.state.list?.items ?? [], context.locale);
  const campaign = campaignOf(message, context);
  const people = pointing.named.length > 0 ? pointing.named : guessNames(message).map((guess) => guess.named);
  // A campaign's name is no person's.
  const others = people.filter(
    (person) => person.id !== undefined || !campaign || !overlaps(person.name, campaign.name),
  );
  const shared = pointing.amountMinor;
  return {
    ...(campaign && { campaign }),
    people: others.map((person) =>
      shared !== undefined && person.amountMinor === undefined ? { ...person, amountMinor: shared } : person,
    ),
    positions: pointing.positions,
    outOfRange: pointing.outOfRange,
    all: pointing.all,
    ...(shared !== undefined && { amountMinor: shared }),
  };
}

function overlaps(a: string, b: string): boolean {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  return one.includes(other) || other.includes(one);
}

/** The campaign a message names: one that is known, else words in the place of a campaign's name. */
function campaignOf(message: NormalisedText, context: InterpretContext): About["campaign"] {
  const { state } = context;
  const known = [...(state.known ?? []), ...(state.campaign ? [state.campaign] : [])];
  const unique = [...new Map(known.map((campaign) => [campaign.id, campaign])).values()];
  const [mention] = findNames(message, unique);
  const [best] = mention?.candidates ?? [];
  if (best && !mention?.ambiguous) return { id: best.id, name: best.name };
  const title = findCampaignName(message, []);
  return title && (title.sure || /^\p{Lu}/u.test(title.value)) ? { name: title.value } : undefined;
}
