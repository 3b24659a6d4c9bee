import { findAmounts } from "../language/amounts.ts";
import type { NormalisedText } from "../language/normalise.ts";
import { readDecision } from "../language/yes-no.ts";
import { aboutOf, campaignOf, type InterpretContext } from "./about.ts";
import { guessIntent, guessListed } from "./concepts.ts";
import type { IntentName } from "./intent-plan.ts";
import { asksToRemember } from "./intents-assistant.ts";
import { PEOPLE } from "./intents-common.ts";
import { nearestIntent } from "./nearest.ts";
import { isOutside } from "./outside.ts";
import { CORRECTION, MIN_SCORE } from "./ranking.ts";
import { readAccount } from "./read-account.ts";
import { readCampaignWords } from "./read-campaign.ts";
import { type BriefChange, readCampaignEdit } from "./read-edit.ts";
import { readSearch, type SearchWords } from "./read-search.ts";
import { readLinkCode } from "./read-settings.ts";

const SMALL_TALK: ReadonlySet<string> = new Set(["greet", "thanks"]);
const ASKS_PRICE =
  /\b(?:minta|nego(?:siasi)?|tawar|naik(?:kan|in)?|bisa|boleh|kalau|kalo|klo|counter|ask(?:ing)?|want|need|how about|make it|jadi|minimal|at least|could|can|harga|rate|fee|deal|mau)\b/i;
const POST_NAMED = /\b(?:posts?|postingan|konten|content|videos?|reels?)(?:nya)?\b/;
/** `gimana caranya bikin campaign?` asks to be led through it. */
const HOW_TO = /\b(?:cara(?:nya)?|how (?:do|can|to|would))\b/;
const MAKES = /\b(?:bikin|membuat|buat|mulai|create|make|start|launch|set up)\b.*\b(?:campaigns?|kampanye)\b/;
/** `tawaran apa yang ada?` asks what there is; it bargains about nothing. */
const OFFERS = /\b(?:tawaran|penawaran|offers?)\b/;
const WHICH = /\b(?:apa|mana|ada|berapa|any|what|which|are there)\b/;
const BARGAINS =
  /\b(?:nego\w*|tawar|naik\w*|kurang|kemurahan|kekecilan|counter\w*|negotiate|raise|higher|more|minta|ask)\b/;
/** Who has forgotten something asks for nothing to be forgotten. */
const FORGOT = /\b(?:lupa|forgot|forgotten)\b/;
/** Above this the words say plainly that it is about a job of ours. */
const PLAIN = 4;

/** The best intent of the table, corrected by what only the whole message and the state show. */
export function ruled(
  message: NormalisedText,
  context: InterpretContext,
  best: { name: IntentName; score: number } | undefined,
): IntentName {
  const { state, side } = context;
  if (readLinkCode(message.original)) return "channel.code";
  const score = best?.score ?? 0;
  const name = best && score >= (SMALL_TALK.has(best.name) ? 1 : MIN_SCORE) ? best.name : "unknown";
  if (score < PLAIN && !state.pending && !name.startsWith("campaign.") && isOutside(message)) return "unknown";
  if (name === "memory.forget" && FORGOT.test(message.text)) return "unknown";
  if (name !== "memory.show" && asksToRemember(message.original)) return "memory.remember";
  if (side === "influencer") return ruledForInfluencer(message, context, name, score);
  if (HOW_TO.test(message.text) && MAKES.test(message.text)) return "campaign.create";
  const corrects = CORRECTION.test(message.original);
  const edit = readCampaignEdit(message, context);
  const changes = Object.keys(edit.change).length > 0;
  // What follows `deskripsinya jadi` is text: its words mean nothing to us.
  if (state.campaign && dictatesText(edit.change.brief)) return "campaign.edit";
  if (corrects && state.campaign && edit.sure && edit.problems.length > 0 && name === "unknown") return "campaign.edit";
  const known = state.campaign !== undefined || edit.sure;
  if (corrects && changes && known && (edit.sure || name === "unknown" || name === "campaign.edit"))
    return "campaign.edit";
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
  return narrowed(name, message, context);
}

/** What changes something, is not asked for with a question, and is not asked about here. */
const DEEDS: ReadonlySet<IntentName> = new Set([
  "campaign.approve",
  "campaign.submit",
  "campaign.cancel",
  "campaign.complete",
  "campaign.send_back",
  "invite",
  "collaboration.accept_counter",
  "collaboration.decline_counter",
  "collaboration.cancel",
  "post.approve",
  "post.reject",
  "post.revise",
  "influencer.blacklist",
  "work.accept",
  "work.decline",
  "channel.unlink",
]);
const ASKS =
  /\b(?:berapa|siapa|kapan|kenapa|mengapa|apakah|anyone|anybody|who|when|why|which|how many|how much|is there|are there)\b|^(?:did|has|have|is|are)\b/;
const REQUESTS = /\b(?:tolong|please|bisa|boleh|can you|could you|coba|minta|suruh|mohon)\b/;

/** `campaign yang nunggu acc ada berapa`, `kok postinganku ditolak?`: nobody does anything by asking about it. */
export function onlyAsks(message: NormalisedText, intent: IntentName): boolean {
  if (!DEEDS.has(intent) || REQUESTS.test(message.original.toLowerCase())) return false;
  return (
    ASKS.test(message.text) ||
    /^\s*(?:ada|any)\b/i.test(message.original) ||
    (/\?\s*$/.test(message.original) && /\b(?:kok|apa|mana|udah|udh|sudah|blm|belum)\b/i.test(message.original))
  );
}

/** No phrase fits: told by what most messages like it meant; nothing where none is. */
export function likely(message: NormalisedText, context: InterpretContext): IntentName {
  const intent = isOutside(message) ? undefined : nearestIntent(message, context.side);
  if (intent === undefined || !fitsList(intent, message, context)) return "unknown";
  return context.side === "brand" ? narrowed(intent, message, context) : intent;
}

/** Nobody accepts a counter-offer by pointing at an influencer in a search. */
function fitsList(intent: IntentName, message: NormalisedText, context: InterpretContext): boolean {
  const { list } = context.state;
  if (!list) return true;
  const about = aboutOf(message, context);
  const pointed = about.positions.length > 0 || about.people.some((person) => person.id !== undefined);
  const kind = intent.startsWith("post.")
    ? "posts"
    : intent.startsWith("collaboration.")
      ? "collaborations"
      : undefined;
  return !pointed || kind === undefined || kind === list.kind;
}

/** No phrase fits: told by the list last shown, or by the things that are named. */
export function guessed(message: NormalisedText, context: InterpretContext): IntentName {
  if (isOutside(message)) return "unknown";
  const { state, side } = context;
  const about = aboutOf(message, context);
  const pointed = about.positions.length > 0 || about.people.some((person) => person.id !== undefined) || about.all;
  const listed = pointed && state.list ? guessListed(message, side, state.list.kind) : undefined;
  const guess =
    listed ?? (side === "brand" ? guessedForBrand(message, context) : guessIntent(message, side)) ?? "unknown";
  return side === "brand" ? narrowed(guess, message, context) : guess;
}

function dictatesText(brief: BriefChange | undefined): boolean {
  return [brief?.description, brief?.mandatoryCta, brief?.addRule, brief?.addKeyMessage].some((part) => part);
}

/** A budget with a product, or with people to reach, is a campaign to be made. */
function guessedForBrand(message: NormalisedText, context: InterpretContext): IntentName | undefined {
  const { words } = readCampaignWords(message, context);
  const told = [words.product, words.audience, words.name, words.goal].filter((part) => part !== undefined).length;
  if (words.budgetMinor !== undefined && told > 0 && !isQuestion(message)) {
    // A campaign that is known is changed; whoever is named with a price is no campaign.
    const { sure, change } = readCampaignEdit(message, context);
    if (campaignOf(message, context)?.id) return sure && Object.keys(change).length > 0 ? "campaign.edit" : undefined;
    return "campaign.create";
  }
  if ((SEEKS.test(message.text) || SOMEBODY.test(message.text)) && narrows(readSearch(message, context.locale)))
    return "influencer.search";
  return guessIntent(message, "brand");
}

const SEEKS = /\b(?:cari\w*|nyari\w*|mencari|find|search|looking for|look for)\b/;

const SOMEBODY = new RegExp(String.raw`^(?:${PEOPLE.replaceAll("|orang|people", "")})s?\b`);

/** Whether words narrow a search by what only people have. */
function narrows({ text: _text, ...filters }: SearchWords): boolean {
  return Object.keys(filters).length > 0;
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
    case "post.list": {
      const about = aboutOf(message, context);
      const one = about.positions.length + about.people.filter((person) => person.id !== undefined).length === 1;
      return one && state.list?.kind === "posts" ? "post.show" : name;
    }
    case "performance":
      return POST_NAMED.test(message.text) && !/\b(?:campaigns?|kampanye)/.test(message.text) ? "post.metrics" : name;
    case "campaign.show":
      return campaignOf(message, context) || state.campaign ? name : "campaign.list";
    case "campaign.list":
      return campaignOf(message, context)?.id ? "campaign.show" : name;
    case "greet":
    case "thanks":
      return isSmallTalk(message) ? name : "unknown";
    default:
      return name;
  }
}

function ruledForInfluencer(
  message: NormalisedText,
  context: InterpretContext,
  name: IntentName,
  score: number,
): IntentName {
  const account = readAccount(message.original);
  if (account.accountNumber && account.channelCode) return "account.set";
  const priced = namesAmount(message, context);
  if (priced && OWN_RATE.test(message.text) && FROM_NOW.test(message.text)) return "profile.edit";
  if (
    priced &&
    !["account.set", "earnings", "profile.edit"].includes(changesProfile(name, message)) &&
    (ASKS_PRICE.test(message.original) || name === "unknown")
  ) {
    return "work.counter";
  }
  if (name === "greet" || name === "thanks") {
    return isSmallTalk(message) ? name : "unknown";
  }
  const { text } = message;
  if (name === "work.counter" && OFFERS.test(text) && WHICH.test(text) && !BARGAINS.test(text)) return "work.list";
  if (score < 2.5 && context.state.list?.kind === "collaborations" && refuses(message)) return "work.decline";
  return name;
}

/** `mulai sekarang rate story saya 600rb`: what a piece costs from now on, whoever asks. */
const OWN_RATE =
  /\b(?:rate|rates|tarif|harga|price)\w*\b.*\b(?:reels?|story|stories|video|videos|feed|posts?|shorts?|live|tiktok|instagram|ig|youtube|yt)\b/;
const FROM_NOW = /\b(?:sekarang|mulai|now|from now|effective)\b/;

/** A price without a word of changing is a price asked for, not the rate card. */
function changesProfile(name: IntentName, message: NormalisedText): IntentName {
  const changing =
    /\b(?:ganti|ubah|update|perbarui|edit|change|set|naik|naikkan|naikin|turun|turunkan|turunin|raise|lower|sekarang|now|jadi|menjadi)\b/;
  return name === "profile.edit" && !changing.test(message.text) ? "unknown" : name;
}

/** A greeting stands at the beginning of a short message: `makan siang` is none. */
function isSmallTalk(message: NormalisedText): boolean {
  const words = message.tokens.filter((token) => token.kind === "word" && !token.filler);
  const greets = GREETS.test(words[0]?.word ?? "") || GREETS.test(words[1]?.word ?? "");
  return words.length <= 2 || (words.length <= 5 && greets);
}

const GREETS =
  /^(?:halo\w*|hai|hi|hey|hello|selamat|pagi|siang|sore|malam|assalamualaikum|permisi|good|morning|makasih|terima|thank\w*|mantap|keren|great|awesome)$/;

/** `no thanks, i'm away`: begins with a no, whatever else it says. */
function refuses(message: NormalisedText): boolean {
  const decision = readDecision(message);
  return decision !== undefined && !decision.whole && ["no", "skip"].includes(decision.decision);
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

/** Also an amount that has to be asked about: `2k? I mean 2 million`. */
function namesAmount(message: NormalisedText, context: InterpretContext): boolean {
  const { amounts, problems } = findAmounts(message, { locale: context.locale });
  return amounts.length + problems.length > 0;
}
