import type { Locale } from "../../core/kernel/actor.ts";
import type { Currency, Money } from "../../core/kernel/money.ts";
import type { AmountProblemReason } from "./amount-candidates.ts";
import { type AmountFindings, type AmountMatch, findAmounts } from "./amounts.ts";
import { type AudienceFindings, type Found, findAll, findAudience } from "./audience.ts";
import { type DateFindings, type DateMatch, type DateProblem, findDates } from "./dates.ts";
import type { Span } from "./folding.ts";
import { type CampaignGoal, findGoals } from "./goals.ts";
import { type NormalisedText, normalise, type Token } from "./normalise.ts";
import { type DeliverableMatch, findPlatforms, type PlatformFindings } from "./platforms-formats.ts";
import { findCampaignName, findProduct, type Title } from "./titles.ts";

/** A value a text gives, with where it stands. `sure` is false where its place, not a word, tells what it is. */
export interface Field<Value> extends Span {
  readonly value: Value;
  readonly text: string;
  readonly sure: boolean;
}

export interface FieldProblem extends Span {
  readonly field: "budget" | "dates";
  /** `range`: two amounts for a budget; `several`: more than one amount might be it. */
  readonly reason: AmountProblemReason | DateProblem["reason"] | "range" | "several";
  readonly text: string;
}

/** What a sentence says about a campaign. What it does not say is undefined. */
export interface CampaignFields {
  readonly name?: Field<string>;
  readonly product?: Field<string>;
  readonly goal?: Field<CampaignGoal>;
  readonly audience: AudienceFindings;
  readonly budget?: Field<Money>;
  /** First and last day, `2026-12-05`. */
  readonly startsOn?: Field<string>;
  readonly endsOn?: Field<string>;
  readonly platforms: PlatformFindings["platforms"];
  readonly deliverables: readonly DeliverableMatch[];
  /** Language the content is to be in. */
  readonly language?: Field<Locale>;
  readonly problems: readonly FieldProblem[];
}

export interface FieldOptions {
  readonly now: Date;
  readonly timeZone?: string;
  readonly locale?: Locale;
  readonly defaultCurrency?: Currency;
}

const LANGUAGES: readonly (readonly [Locale, RegExp])[] = [
  [
    "id",
    /\b(?:ber)?bahasa indonesia\b|\bin (?:bahasa )?indonesian\b|\bin bahasa\b|\bindonesian language\b|\b(?:language|bahasa(?:nya)?) : indonesian?\b/g,
  ],
  [
    "en",
    /\b(?:ber)?bahasa inggris\b|\bin english\b|\benglish (?:language|content)\b|\b(?:language|bahasa(?:nya)?) : (?:english|inggris)\b/g,
  ],
];
const BUDGET_CUE = /^(?:budget|anggaran|dana|biaya|total|modal)(?:nya)?$/;
const PER_PIECE = /^(?:per|each|masing|\/|@|setiap|tiap)$/;

/** Reads a request for a campaign, e.g. `Bikin campaign Glow Your Way untuk Serum X, target awareness 18-25, budget 20 juta`. */
export function readCampaignFields(message: string | NormalisedText, options: FieldOptions): CampaignFields {
  const normalised = typeof message === "string" ? normalise(message) : message;
  const amounts = findAmounts(normalised, { defaultCurrency: options.defaultCurrency, locale: options.locale });
  const dates = findDates(normalised, { now: options.now, timeZone: options.timeZone });
  const audience = findAudience(normalised);
  const goals = findGoals(normalised);
  const { platforms, deliverables } = findPlatforms(normalised);
  const languages = findAll(normalised, LANGUAGES);
  const people: readonly (Span | undefined)[] = [...audience.genders, ...audience.segments, audience.ages];
  const known = [...amounts.amounts, ...dates.dates, ...goals, ...platforms, ...deliverables, ...languages, ...people];
  const taken = known.filter((span) => span !== undefined);
  const name = findCampaignName(normalised, taken);
  const product = findProduct(normalised, name ? [...taken, name] : taken);
  // What stands inside a name or product is part of it: `campaign "Promo 20rb"` has no budget.
  const isFree = (span: Span): boolean => ![name, product].some((title) => title && overlap(title, span));
  const money = readBudget(normalised, {
    amounts: amounts.amounts.filter(isFree),
    problems: amounts.problems.filter(isFree),
  });
  const period = readPeriod({ dates: dates.dates.filter(isFree), problems: dates.problems.filter(isFree) });
  const goal = goals.find(isFree);
  const language = languages[0];
  return {
    ...(name && { name: fromTitle(name) }),
    ...(product && { product: fromTitle(product) }),
    ...(goal && { goal: fromFound(goal) }),
    audience: {
      ...audience,
      ages: audience.ages && isFree(audience.ages) ? audience.ages : undefined,
      genders: audience.genders.filter(isFree),
      segments: audience.segments.filter(isFree),
      locations: audience.locations.filter(isFree),
    },
    ...money.field,
    ...period.fields,
    platforms: platforms.filter(isFree),
    deliverables: deliverables.filter(isFree),
    ...(language && { language: fromFound(language) }),
    problems: [...money.problems, ...period.problems],
  };
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

function fromTitle({ value, start, end, text, sure }: Title): Field<string> {
  return { value, start, end, text, sure };
}

function fromFound<Value>({ value, start, end, text }: Found<Value>): Field<Value> {
  return { value, start, end, text, sure: true };
}

/** The amount called budget; without that word, the only amount there is. */
function readBudget(
  { tokens }: NormalisedText,
  { amounts, problems }: AmountFindings,
): { field: { budget?: Field<Money> }; problems: FieldProblem[] } {
  const found: FieldProblem[] = problems.map((problem) => ({ field: "budget", ...problem }));
  const cued = amounts.filter((amount) => hasBudgetCue(tokens, amount));
  const totals = amounts.filter((amount) => !isPerPiece(tokens, amount));
  const [chosen, second] = cued.length > 0 ? cued : totals;
  if (!chosen) return { field: {}, problems: found };
  const at = { start: chosen.start, end: chosen.end, text: chosen.text };
  if (chosen.rangePart) return { field: {}, problems: [...found, { field: "budget", reason: "range", ...at }] };
  if (second) return { field: {}, problems: [...found, { field: "budget", reason: "several", ...at }] };
  // An amount beside one that could not be read may be the wrong one of the two.
  const sure = cued.length > 0 && found.length === 0;
  const value: Money = { amountMinor: chosen.amountMinor, currency: chosen.currency };
  return { field: { budget: { value, ...at, sure } }, problems: found };
}

function hasBudgetCue(tokens: readonly Token[], amount: AmountMatch): boolean {
  const index = tokens.findIndex((token) => token.start >= amount.start);
  for (let back = index - 1; back >= 0 && back >= index - 5; back--) {
    const token = tokens[back];
    if (!token || token.kind === "break" || token.word === ",") return false;
    if (BUDGET_CUE.test(token.word)) return true;
  }
  return BUDGET_CUE.test(tokens.find((token) => token.start >= amount.end)?.word ?? "");
}

function isPerPiece(tokens: readonly Token[], amount: AmountMatch): boolean {
  const next = tokens.findIndex((token) => token.start >= amount.end);
  const before = tokens.findLast((token) => token.end <= amount.start);
  const after = next < 0 ? undefined : tokens[next];
  return PER_PIECE.test(after?.word ?? "") || PER_PIECE.test(before?.word ?? "");
}

function readPeriod({ dates, problems }: DateFindings): {
  fields: { startsOn?: Field<string>; endsOn?: Field<string> };
  problems: FieldProblem[];
} {
  const found: FieldProblem[] = problems.map((problem) => ({ field: "dates", ...problem }));
  const begins = dates.find((date) => date.kind === "from" || date.kind === "range");
  const ends = dates.find((date) => date.kind === "until") ?? (begins?.kind === "range" ? begins : undefined);
  const only = !begins && !ends && dates.length === 1 ? dates[0] : undefined;
  const startsOn = day(begins ?? only, "from", begins !== undefined);
  const endsOn = day(ends, "to", true);
  if (startsOn && endsOn && endsOn.value < startsOn.value && ends) {
    const at = { start: ends.start, end: ends.end, text: ends.text };
    return { fields: { startsOn }, problems: [...found, { field: "dates", reason: "reversed", ...at }] };
  }
  return { fields: { ...(startsOn && { startsOn }), ...(endsOn && { endsOn }) }, problems: found };
}

function day(date: DateMatch | undefined, edge: "from" | "to", sure: boolean): Field<string> | undefined {
  const value = date?.[edge];
  return date && value !== undefined ? { value, start: date.start, end: date.end, text: date.text, sure } : undefined;
}
