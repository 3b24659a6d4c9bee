import { z } from "zod";
import { LOCALES } from "../kernel/actor.ts";
import { AppError, notFound } from "../kernel/errors.ts";
import { cleanLine, cleanText } from "../kernel/text.ts";
import { defineUseCase } from "../usecase/define.ts";
import type { ApprovalFact } from "../usecase/executor.ts";
import { AVAILABILITIES, type Rate, rateSchema, readRates } from "./stored.ts";

/** What creators say their content is about; matching and search know the same words. */
export const CATEGORIES = [
  "skincare",
  "beauty",
  "fashion",
  "lifestyle",
  "food",
  "travel",
  "fitness",
  "parenting",
  "education",
  "tech",
  "gaming",
  "finance",
] as const;

/** The fields a creator fills in; a form asks for them one after the other. */
export const profileFields = {
  bio: z
    .string()
    .max(600)
    .overwrite((text) => cleanText(text).trim())
    .describe("Who they are and what they make"),
  city: z.string().max(80).overwrite(cleanLine).min(2).describe("Home city"),
  categories: z.array(z.enum(CATEGORIES)).min(1).max(5).describe("What the content is about"),
  languages: z.array(z.enum(LOCALES)).min(1).max(2).describe("Languages of the content: id, en"),
  availability: z.enum(AVAILABILITIES).describe("open, limited or closed"),
  rateMinor: z.number().int().min(10_000).max(10_000_000_000).describe("Price of one piece in minor units"),
};

const output = z.object({
  influencerId: z.string().describe("The influencer"),
  name: z.string().describe("Display name"),
  city: z.string().nullable().describe("Home city"),
  categories: z.array(z.string()).describe("Categories"),
  languages: z.array(z.string()).describe("Languages"),
  availability: z.enum(AVAILABILITIES).describe("open, limited or closed"),
  rates: z.array(rateSchema).describe("Rate card"),
  consented: z.boolean().describe("Whether they agreed that brands see this profile"),
});

const profileInput = z.object({
  consent: z.literal(true).optional().describe("They agree that brands see this profile"),
  bio: profileFields.bio.optional(),
  city: profileFields.city.optional(),
  categories: profileFields.categories.optional(),
  languages: profileFields.languages.optional(),
  availability: profileFields.availability.optional(),
  rates: z
    .array(
      z.strictObject({
        platform: rateSchema.shape.platform,
        format: rateSchema.shape.format,
        amountMinor: profileFields.rateMinor,
      }),
    )
    .max(10)
    .optional()
    .describe("Prices, in rupiah"),
});

/** A creator fills in their own profile; only the given fields change. */
export const updateMyProfile = defineUseCase({
  name: "influencers.update_my_profile",
  version: 1,
  title: "Update my creator profile",
  describe:
    "For an influencer: changes their own profile (bio, city, categories, languages, availability, prices). Only the given fields change; a price replaces the one of the same platform and format. `consent` records that they agree that brands see the profile. Not for social accounts or the payout account.",
  input: profileInput,
  output,
  effect: "write",
  access: { roles: ["influencer"], scope: "profile:write" },
  modelApproval: {
    deciders: { self: true },
    subject: () => "profile",
    ownWords: ({ bio = "", city = "", rates = [], consent }, words) =>
      consent === undefined &&
      words.says(bio) &&
      words.says(city) &&
      rates.every((rate) => words.names(rate.amountMinor)),
    facts: (_ctx, input) => Promise.resolve({ lines: profileLines(input) }),
  },
  idempotency: "caller",
  errors: ["not_found"],
  rest: { method: "patch", path: "/me/profile" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { city: "Bandung", categories: ["skincare"], availability: "open" },
  present: {
    card: (row, p) => ({
      title: row.name,
      tone: "good",
      facts: [
        { label: p.t("influencers.fact.place"), value: row.city ?? "–" },
        {
          label: p.t("influencers.onboarding.categories"),
          value: p.list(row.categories.map((one) => categoryName(one, p))),
        },
        { label: p.t("influencers.fact.availability"), value: p.t(`influencers.availability.${row.availability}`) },
        ...row.rates.map((rate) => ({
          label: `${rate.platform} ${rate.format}`,
          value: p.money({ amountMinor: BigInt(rate.amountMinor), currency: rate.currency }),
        })),
      ],
      actions: [
        {
          kind: "call",
          useCase: "influencers.my_profile",
          input: {},
          label: p.t("influencers.onboarding.see"),
          priority: 5,
        },
      ],
    }),
    summary: (row, p) => p.t("influencers.onboarding.saved", { name: row.name }),
  },
  async run(ctx, { consent, rates, ...fields }) {
    if (consent === undefined && !rates && Object.keys(fields).length === 0) throw new AppError("invalid_input");
    const { id } = ctx.actor;
    const row = await ctx.tx.first<{
      displayName: string;
      bio: string;
      city: string | null;
      categories: string[];
      languages: string[];
      availability: (typeof AVAILABILITIES)[number];
      rates: unknown;
      consentedAt: Date | null;
    }>(
      "SELECT display_name, bio, city, categories, languages, availability, rates, consented_at FROM influencer WHERE id = $1 FOR UPDATE",
      [id],
    );
    if (!row) throw notFound("influencer");
    const next = { ...row, ...defined(fields), rates: mergeRates(readRates(row.rates), rates ?? []) };
    const consentedAt = row.consentedAt ?? (consent ? ctx.now() : null);
    await ctx.tx.execute(
      `UPDATE influencer SET bio = $2, city = $3, categories = $4, languages = $5, availability = $6, rates = $7, consented_at = $8, updated_at = $9 WHERE id = $1`,
      [
        id,
        next.bio,
        next.city,
        next.categories,
        next.languages,
        next.availability,
        JSON.stringify(next.rates),
        consentedAt,
        ctx.now(),
      ],
    );
    return {
      influencerId: id,
      name: row.displayName,
      city: next.city,
      categories: next.categories,
      languages: next.languages,
      availability: next.availability,
      rates: next.rates,
      consented: consentedAt !== null,
    };
  },
});

/** What a model would write into the profile that brands read. */
function profileLines(input: z.output<typeof profileInput>): ApprovalFact[] {
  const { bio, city, rates = [], consent, categories, languages, availability } = input;
  const text = (label: string, value: string | undefined): ApprovalFact[] =>
    value === undefined ? [] : [{ label: `influencers.fact.${label}`, value: { kind: "text", text: value } }];
  return [
    ...text("bio", bio),
    ...text("place", city),
    ...text("categories", categories?.join(", ")),
    ...text("languages", languages?.join(", ")),
    ...text("availability", availability),
    ...rates.map(
      (rate): ApprovalFact => ({
        label: "influencers.fact.rate",
        value: {
          kind: "priced",
          text: `${rate.platform} ${rate.format}`,
          amountMinor: String(rate.amountMinor),
          currency: "IDR",
        },
      }),
    ),
    ...text("consent", consent && "✅"),
  ];
}

/** A category in the reader's language; one that we do not list as it is. */
export function categoryName(category: string, p: { t(key: string): string; has(key: string): boolean }): string {
  const key = `influencers.category.${category}`;
  return p.has(key) ? p.t(key) : category;
}

function defined<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function mergeRates(before: readonly Rate[], given: readonly Omit<Rate, "currency">[]): Rate[] {
  const fresh = given.map((rate) => ({ ...rate, currency: "IDR" as const }));
  const same = (a: Rate, b: Rate): boolean =>
    a.platform === b.platform && a.format === b.format && a.currency === b.currency;
  return [...before.filter((old) => !fresh.some((rate) => same(old, rate))), ...fresh];
}
