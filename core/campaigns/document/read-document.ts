import type { Locale } from "../../kernel/actor.ts";
import type { Currency } from "../../kernel/money.ts";
import type { CampaignWords, LanguageReader } from "../../kernel/ports/language.ts";
import { truncate } from "../../kernel/text.ts";
import { type Audience, audienceSchema, type Deliverable, deliverableSchema, hashtagsIn } from "../schemas.ts";
import { type Section, type SectionedText, sectionsOf } from "./sections.ts";

/** What of a document could not be taken over; each is a sentence for its reader. */
export const DOCUMENT_NOTES = ["budget_currency", "dates_reversed"] as const;
export type DocumentNote = (typeof DOCUMENT_NOTES)[number];

/** What a brief as a document says. What it does not say is undefined, or an empty list. */
export interface DocumentFacts {
  readonly name?: string;
  readonly product?: string;
  readonly goal?: string;
  readonly language: Locale;
  readonly audience?: Audience;
  readonly budgetMinor?: number;
  readonly startsOn?: string;
  readonly endsOn?: string;
  readonly deliverables: readonly Deliverable[];
  readonly keyMessages: readonly string[];
  readonly hashtags: readonly string[];
  readonly cta?: string;
  readonly rules: readonly string[];
  readonly notes: readonly DocumentNote[];
}

export interface ReadingContext {
  readonly reader: LanguageReader;
  readonly now: Date;
  readonly timeZone: string;
  readonly locale: Locale;
  readonly currency: Currency;
}

const MAX_LINES = 600;
const MAX_SENTENCES = 40;
const MAX_LINE = 500;
const CUES = {
  goal: /\b(?:tujuan(?:nya)?|bertujuan|sasaran(?:nya)?|objective|goal|aims? to|in order to|awareness|meningkatkan|increase|drive|boost)\b/i,
  budget: /\b(?:budget|anggaran|dana|biaya)\b/i,
  dates: /\b(?:periode|tanggal|mulai|sampai|hingga|berlangsung|runs?|from|until|starts?|ends?|launch(?:es)?)\b/i,
  audience:
    /\b(?:audiens|audience|target|wanita|perempuan|pria|women|men|gen z|milenial|millennials|usia|umur|aged?)\b/i,
  pieces: /\b(?:reels?|stor(?:y|ies)|tiktok|shorts?|youtube|instagram|video|carousel|feed)\b/i,
} as const;
const NEGATION = /^(?:jangan|tidak|tak|dilarang|hindari|no|not|never|don'?t|do not|avoid)\b/i;
const TITLE_WORDS =
  /^(?:(?:creative|campaign|influencer|kol|marketing)\s+)*brief(?:\s+(?:campaign|kampanye|kreatif|influencer|kol))?\s*(?:[:–—|-]\s*)?/i;

/** Reads a brief by its headings, and where a heading is missing by its sentences. Pure: the same text, the same answer. */
export function readDocument(text: string, context: ReadingContext): DocumentFacts {
  const language = context.reader.language(text.slice(0, 4_000), context.locale);
  const sectioned = sectionsOf(text);
  const look = (line: string): CampaignWords =>
    context.reader.campaign(truncate(line, MAX_LINE), { ...context, locale: language });
  const { sections } = sectioned;
  const sentences = sentencesOf(sectioned);
  const budget = budgetOf(sectioned, sentences, look);
  const days = daysOf(sectioned, sentences, look);
  const reversed = days.startsOn !== undefined && days.endsOn !== undefined && days.startsOn > days.endsOn;
  const foreign = budget !== undefined && budget.currency !== context.currency;
  const product = lineFrom(sections.product, 300) ?? firstOf(sentences, (sentence) => look(sentence).product);
  const cta = lineFrom(sections.cta, 300);
  const goal =
    lineFrom(sections.goal, 600) ??
    short(
      sentences.find((sentence) => CUES.goal.test(sentence)),
      600,
    );
  return {
    name: lineFrom(sections.name, 120) ?? titleOf(sectioned) ?? short(product?.split(/[,;(–—]/)[0], 120),
    product,
    goal,
    language,
    audience: audienceOf(sectioned, sentences, look),
    budgetMinor: foreign ? undefined : budget?.amountMinor,
    ...(reversed ? {} : days),
    deliverables: piecesOf(sections.pieces ?? sentences.filter((sentence) => CUES.pieces.test(sentence)), look),
    keyMessages: linesFrom(sections.messages, 400, 8),
    hashtags: hashtagsIn(sections.hashtags?.join(" ") ?? text).slice(0, 8),
    ...(cta !== undefined && { cta }),
    rules: rulesOf(sections, language),
    notes: [...(foreign ? (["budget_currency"] as const) : []), ...(reversed ? (["dates_reversed"] as const) : [])],
  };
}

/** Every amount and every day that stands somewhere in the text: what a model's reading is held against. */
export function figuresIn(
  text: string,
  context: ReadingContext,
): { amounts: ReadonlySet<number>; days: ReadonlySet<string> } {
  const amounts = new Set<number>();
  const days = new Set<string>();
  const lines = text.split("\n").filter((line) => /\d/.test(line));
  for (const line of lines.slice(0, MAX_LINES).flatMap(splitSentences)) {
    const asMoney = context.reader.campaign(truncate(`budget ${line}`, MAX_LINE), context);
    const asDays = context.reader.campaign(truncate(`periode ${line}`, MAX_LINE), context);
    for (const { budget } of [asMoney, asDays])
      if (budget?.currency === context.currency) amounts.add(budget.amountMinor);
    for (const { startsOn, endsOn } of [asMoney, asDays]) for (const day of [startsOn, endsOn]) if (day) days.add(day);
  }
  return { amounts, days };
}

const splitSentences = (line: string): string[] => line.split(/(?<=[.!?;])\s+(?=\p{Lu})/u);

function sentencesOf({ prose }: SectionedText): string[] {
  const text = prose.slice(0, MAX_LINES).join("\n");
  return text.split("\n").flatMap(splitSentences).slice(0, MAX_SENTENCES);
}

function short(text: string | undefined, max: number): string | undefined {
  const trimmed = text?.trim();
  return trimmed ? truncate(trimmed, max) : undefined;
}

const lineFrom = (lines: readonly string[] | undefined, max: number): string | undefined =>
  short(lines?.join(" "), max);

function linesFrom(lines: readonly string[] | undefined, max: number, count: number): string[] {
  return (lines ?? []).flatMap((line) => short(line, max) ?? []).slice(0, count);
}

function firstOf<T>(lines: readonly string[], read: (line: string) => T | undefined): T | undefined {
  for (const line of lines) {
    const value = read(line);
    if (value !== undefined) return value;
  }
  return undefined;
}

function titleOf({ title }: SectionedText): string | undefined {
  const rest = title?.replace(TITLE_WORDS, "");
  return rest && /\p{L}/u.test(rest) ? short(rest, 120) : undefined;
}

type Look = (line: string) => CampaignWords;

function budgetOf({ sections }: SectionedText, sentences: readonly string[], look: Look): CampaignWords["budget"] {
  const headed = firstOf(sections.budget ?? [], (line) => look(`budget ${line}`).budget);
  return (
    headed ??
    firstOf(
      sentences.filter((sentence) => CUES.budget.test(sentence)),
      (line) => look(line).budget,
    )
  );
}

function daysOf(
  { sections }: SectionedText,
  sentences: readonly string[],
  look: Look,
): Pick<DocumentFacts, "startsOn" | "endsOn"> {
  const ranges = (sections.dates ?? []).map((line) => look(`periode ${line}`));
  const told = ranges.length > 0 ? ranges : sentences.filter((sentence) => CUES.dates.test(sentence)).map(look);
  const from = firstOf(sections.starts ?? [], (line) => look(`mulai ${line}`).startsOn);
  const to = firstOf(sections.ends ?? [], (line) => look(`sampai ${line}`).endsOn);
  const startsOn = from ?? told.find((words) => words.startsOn)?.startsOn;
  const endsOn = to ?? told.find((words) => words.endsOn)?.endsOn;
  return { ...(startsOn && { startsOn }), ...(endsOn && { endsOn }) };
}

function audienceOf({ sections }: SectionedText, sentences: readonly string[], look: Look): Audience | undefined {
  const lines = sections.audience ?? sentences.filter((sentence) => CUES.audience.test(sentence));
  const merged: CampaignWords["audience"] = Object.assign({}, ...lines.slice(0, 10).map((line) => look(line).audience));
  const parsed = audienceSchema.safeParse({ ...merged, ...(merged?.cities && { cities: [...merged.cities] }) });
  return parsed.success && Object.keys(parsed.data).length > 0 ? parsed.data : undefined;
}

/** `1x IG Reel (30-60 detik)`: what, how many, how long. */
function piecesOf(lines: readonly string[], look: Look): Deliverable[] {
  const found = new Map<string, Deliverable>();
  for (const line of lines) {
    const [, from, to, unit] =
      /(\d{1,4})(?:\s*[-–—]\s*(\d{1,4}))?\s*(detik|dtk|seconds?|secs?|menit|minutes?|mins?)\b/i.exec(line) ?? [];
    const scale = unit !== undefined && /^m/i.test(unit) ? 60 : 1;
    const { pieces } = look(line);
    for (const piece of pieces) {
      const parsed = deliverableSchema.safeParse({
        ...piece,
        ...(pieces.length === 1 &&
          from !== undefined && {
            minDurationSeconds: to === undefined ? null : Number(from) * scale,
            maxDurationSeconds: Number(to ?? from) * scale,
          }),
      });
      const key = `${piece.platform} ${piece.format}`;
      if (parsed.success && !found.has(key)) found.set(key, parsed.data);
    }
  }
  return [...found.values()].slice(0, 10);
}

function rulesOf(sections: Partial<Record<Section, readonly string[]>>, language: Locale): string[] {
  const forbidden = language === "id" ? "Jangan: " : "Do not: ";
  const donts = linesFrom(sections.donts, 480, 10).map((line) => (NEGATION.test(line) ? line : `${forbidden}${line}`));
  return [...linesFrom(sections.rules, 500, 12), ...donts].slice(0, 12);
}
