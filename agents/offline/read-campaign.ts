import type { Locale } from "../../core/kernel/actor.ts";
import type { AudienceFindings } from "../language/audience.ts";
import { type CampaignFields, type FieldProblem, readCampaignFields } from "../language/fields.ts";
import type { NormalisedText } from "../language/normalise.ts";

/** What a campaign may be filled with from words; names as the use cases have them. */
export interface CampaignWords {
  name?: string;
  product?: string;
  goal?: string;
  language?: Locale;
  audience?: AudienceInput;
  budgetMinor?: number;
  startsOn?: string;
  endsOn?: string;
  deliverables?: DeliverableInput[];
}

export interface AudienceInput {
  ageMin?: number;
  ageMax?: number;
  gender?: "female" | "male" | "all";
  cities?: string[];
}

interface DeliverableInput {
  platform: string;
  format: string;
  quantity: number;
}

export interface ReadContext {
  readonly now: Date;
  readonly timeZone: string;
  readonly locale: Locale;
}

const LEAST_AGE = 13;
const MOST_AGE = 80;
/** Years of birth, first and last; ages follow from the present year. */
const GENERATIONS: Readonly<Record<string, readonly [number, number]>> = {
  gen_z: [1997, 2012],
  millennials: [1981, 1996],
};

/** What a sentence says about a campaign, as use-case input, and what in it could not be taken. */
export function readCampaignWords(
  message: NormalisedText,
  context: ReadContext,
): { words: CampaignWords; fields: CampaignFields; problems: readonly FieldProblem[] } {
  const fields = readCampaignFields(message, { ...context, defaultCurrency: "IDR" });
  const words: CampaignWords = {};
  if (fields.name) words.name = fields.name.value;
  if (fields.product) words.product = fields.product.value;
  if (fields.goal) words.goal = fields.goal.text;
  if (fields.language) words.language = fields.language.value;
  const audience = audienceOf(fields.audience, context.now);
  if (audience) words.audience = audience;
  const problems = [...fields.problems];
  if (fields.budget) {
    const { amountMinor, currency } = fields.budget.value;
    if (currency === "IDR") words.budgetMinor = Number(amountMinor);
    else problems.push({ ...fields.budget, field: "budget", reason: "unsupported_currency" });
  }
  if (fields.startsOn) words.startsOn = fields.startsOn.value;
  if (fields.endsOn) words.endsOn = fields.endsOn.value;
  const deliverables = fields.deliverables.flatMap(({ platform, format, quantity }) =>
    platform ? [{ platform, format, quantity: Math.min(quantity ?? 1, 50) }] : [],
  );
  if (deliverables.length > 0) words.deliverables = deliverables.slice(0, 10);
  return { words, fields, problems };
}

/** Ages, gender and cities that were said; undefined where nothing was. */
export function audienceOf(found: AudienceFindings, now: Date): AudienceInput | undefined {
  const audience: AudienceInput = {};
  const generation = found.segments.map((segment) => GENERATIONS[segment.value]).find((years) => years !== undefined);
  const year = now.getUTCFullYear();
  const min = found.ages?.min ?? (generation && !found.ages ? year - generation[1] : undefined);
  const max = found.ages?.max ?? (generation && !found.ages ? year - generation[0] : undefined);
  if (min !== undefined) audience.ageMin = Math.min(MOST_AGE, Math.max(LEAST_AGE, min));
  if (max !== undefined) audience.ageMax = Math.min(MOST_AGE, Math.max(LEAST_AGE, max));
  const genders = new Set(found.genders.map((gender) => gender.value));
  if (found.segments.some((segment) => segment.value === "mothers")) genders.add("female");
  if (found.segments.some((segment) => segment.value === "fathers")) genders.add("male");
  const [only] = genders;
  if (only) audience.gender = genders.size > 1 ? "all" : only;
  const cities = found.locations.map((place) => place.value).filter((place) => place !== "Indonesia");
  if (cities.length > 0) audience.cities = cities.slice(0, 20);
  return Object.keys(audience).length > 0 ? audience : undefined;
}
