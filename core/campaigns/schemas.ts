import { z } from "zod";
import { LOCALES } from "../kernel/actor.ts";
import { idPattern } from "../kernel/ids.ts";
import { amountMinorSchema } from "../kernel/money.ts";
import { PLATFORMS, type Platform } from "../kernel/ports/social-platform.ts";
import { cleanLine, cleanText } from "../kernel/text.ts";

/** What each platform can be asked for; names as a fetched post carries them (a carousel is published as a feed post). */
export const FORMATS_OF: Readonly<Record<Platform, readonly ContentFormat[]>> = {
  instagram: ["reel", "feed", "carousel", "story", "live"],
  tiktok: ["video", "live"],
  youtube: ["video", "short", "live"],
};
export const CONTENT_FORMATS = ["reel", "feed", "carousel", "story", "video", "short", "live"] as const;
export type ContentFormat = (typeof CONTENT_FORMATS)[number];

export const CAMPAIGN_STATUSES = ["draft", "submitted", "approved", "active", "completed", "cancelled"] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

/** What a campaign still lacks before it can be submitted, in the order it is best asked for. */
export const MISSING_PARTS = ["product", "goal", "audience", "budget", "dates", "brief", "deliverables"] as const;
export type MissingPart = (typeof MISSING_PARTS)[number];

/** rates are shares (0.035 is 3.5 %), costs are minor units of the campaign's currency ("at most"), the others counts ("at least"). */
export const KPI_METRICS = [
  "reach",
  "views",
  "engagements",
  "engagement_rate",
  "cpe",
  "cpm",
  "posts",
  "clicks",
  "ctr",
  "conversions",
  "cpa",
  "followers",
  "leads",
] as const;
export type KpiMetric = (typeof KPI_METRICS)[number];
export const RATE_METRICS: readonly KpiMetric[] = ["engagement_rate", "ctr"];
export const COST_METRICS: readonly KpiMetric[] = ["cpe", "cpm", "cpa"];

const MAX_DURATION_SECONDS = 6 * 3_600;

/** One line of text: cleaned of invisible characters, folded, never empty. */
const lineOf = (max: number) => z.string().overwrite(cleanLine).min(1).max(max);
const textOf = (max: number) =>
  z
    .string()
    .overwrite((text) => cleanText(text).trim())
    .min(1)
    .max(max);
const notesSchema = z
  .string()
  .overwrite((text) => cleanText(text).trim())
  .max(500)
  .describe("What to mind for this piece");

export const campaignIdSchema = z.string().regex(idPattern("campaign")).describe("The campaign, as `cmp_…`");
export const versionSchema = z
  .number()
  .int()
  .min(1)
  .max(1_000_000)
  .describe("The version you saw; the call is refused with `conflict` if the campaign changed since");

const ordered = (value: { min: number | null | undefined; max: number | null | undefined }): boolean =>
  value.min == null || value.max == null || value.min <= value.max;

const durationFields = {
  minDurationSeconds: z
    .number()
    .int()
    .min(1)
    .max(MAX_DURATION_SECONDS)
    .nullable()
    .describe("Shortest length in seconds; null for pictures or no limit"),
  maxDurationSeconds: z
    .number()
    .int()
    .min(1)
    .max(MAX_DURATION_SECONDS)
    .nullable()
    .describe("Longest length in seconds; null for pictures or no limit"),
};
const platformSchema = z.enum(PLATFORMS).describe("Platform");
const formatSchema = z
  .enum(CONTENT_FORMATS)
  .describe("instagram: reel, feed, carousel, story, live; tiktok: video, live; youtube: video, short, live");
const quantitySchema = z.number().int().min(1).max(50).describe("How many pieces each influencer makes");

const fits = (platform: Platform, format: ContentFormat): boolean => FORMATS_OF[platform].includes(format);

/** One kind of content each influencer of the campaign is asked to make. */
export const deliverableSchema = z
  .strictObject({
    platform: platformSchema,
    format: formatSchema,
    quantity: quantitySchema,
    minDurationSeconds: durationFields.minDurationSeconds.default(null),
    maxDurationSeconds: durationFields.maxDurationSeconds.default(null),
    notes: notesSchema.default(""),
  })
  .refine((item) => fits(item.platform, item.format), { path: ["format"] })
  .refine((item) => ordered({ min: item.minDurationSeconds, max: item.maxDurationSeconds }), {
    path: ["maxDurationSeconds"],
  });
export type Deliverable = z.output<typeof deliverableSchema>;

export const deliverablesSchema = z.array(deliverableSchema).min(1).max(10);

const hashtag = z
  .string()
  .overwrite((text) => `#${cleanText(text).replace(/^[\s#]+|\s+/g, "")}`)
  .regex(/^#[\p{L}\p{N}_]{1,60}$/u);

/** Hashtags as they stand in a text, each once; `#fff` and the like are colours. */
export function hashtagsIn(text: string): string[] {
  const tags = text.match(/(?<![\p{L}\p{N}&/#])#[\p{L}\p{N}_]{2,60}/gu) ?? [];
  const known = new Map(
    tags.filter((tag) => !/^#(?:[0-9a-f]{6}|\d+)$/i.test(tag)).map((tag) => [tag.toLowerCase(), tag]),
  );
  return [...known.values()];
}

const DISCLOSURES = /^#(ad|ads|iklan|kerjasamaberbayar|kerjasama_berbayar|paidpartnership|sponsored|endorsement)$/i;

/** Whether a hashtag tells readers that the work is paid. */
export function isDisclosure(tag: string): boolean {
  return DISCLOSURES.test(tag);
}

const kpiTargetSchema = z.strictObject({
  metric: z.enum(KPI_METRICS).describe("What is counted, over the whole campaign"),
  target: z
    .number()
    .min(0)
    .max(1e13)
    .describe("Rates as shares (0.035 is 3.5 %); costs in minor units, at most; the others counts, at least"),
  basis: textOf(400).describe("Where the figure comes from: benchmark, own history or assumption"),
});

const platformDeliverableSchema = z
  .strictObject({
    platformName: platformSchema,
    contentFormat: formatSchema,
    quantity: quantitySchema,
    ...durationFields,
    notes: notesSchema,
  })
  .refine((item) => fits(item.platformName, item.contentFormat), { path: ["contentFormat"] })
  .refine((item) => ordered({ min: item.minDurationSeconds, max: item.maxDurationSeconds }), {
    path: ["maxDurationSeconds"],
  });

/** What creators are told: written by hand, by a model or by the offline writer; always editable before it counts. */
export const briefSchema = z.strictObject({
  description: textOf(3_000).describe("What the campaign is about, for the creators"),
  campaignGoalRefined: textOf(1_000).describe("The goal as a SMART sentence: number, date, audience"),
  kpiTargets: z.array(kpiTargetSchema).max(10).describe("Targets with what each figure is based on"),
  keyMessages: z.array(textOf(400)).min(1).max(8).describe("What must come across"),
  mandatoryHashtags: z.array(hashtag).min(1).max(8).describe("Hashtags with #; one of them discloses the paid work"),
  mandatoryCta: textOf(300).describe("The call to action every post carries"),
  rules: z.array(textOf(500)).min(1).max(15).describe("What creators must and must not do"),
  platformDeliverables: z.array(platformDeliverableSchema).max(10).describe("What each influencer makes"),
});
export type Brief = z.output<typeof briefSchema>;

/** The parts of a brief as people call them, in the order they are read; `notes` are those beside each piece. */
export const BRIEF_PARTS = ["description", "goal", "targets", "messages", "hashtags", "cta", "rules", "notes"] as const;
export type BriefPart = (typeof BRIEF_PARTS)[number];

const ageSchema = z.number().int().min(13).max(80);
const agesOrdered = (audience: { ageMin?: number | null; ageMax?: number | null }): boolean =>
  ordered({ min: audience.ageMin, max: audience.ageMax });

/** Whom the campaign wants to reach; in an update only the given fields change. */
export const audienceSchema = z
  .strictObject({
    ageMin: ageSchema.optional().describe("Youngest age, 13 or more"),
    ageMax: ageSchema.optional().describe("Oldest age, 80 or less"),
    gender: z.enum(["female", "male", "all"]).optional().describe("Gender of the audience"),
    cities: z.array(lineOf(60)).max(20).optional().describe("Cities or regions; empty for the whole country"),
  })
  .refine(agesOrdered, { path: ["ageMax"] });
export type Audience = z.output<typeof audienceSchema>;

const dateSchema = z.iso
  .date()
  .refine((day) => day >= "2020-01-01" && day <= "2100-01-01")
  .describe("Day as YYYY-MM-DD");

/** Whether two days stand in their natural order; an open side is fine. */
export function datesOrdered(from: string | null | undefined, to: string | null | undefined): boolean {
  return !from || !to || from <= to;
}

export const nameSchema = lineOf(120).describe("Name of the campaign");

/** What can be filled in step by step, in `create` and in `update`. */
export const campaignFields = {
  product: lineOf(300).optional().describe("The product or service, with what makes it special"),
  goal: lineOf(600).optional().describe("What the campaign should achieve, in the user's words"),
  language: z.enum(LOCALES).optional().describe("Language of the content: id or en"),
  audience: audienceSchema.optional().describe("Whom it should reach"),
  budgetMinor: amountMinorSchema
    .optional()
    .describe("Whole budget in minor units of the organization's currency; for IDR whole rupiah"),
  startsOn: dateSchema.optional().describe("First day, YYYY-MM-DD"),
  endsOn: dateSchema.optional().describe("Last day, YYYY-MM-DD; not before the first"),
  brief: briefSchema.optional().describe("A brief, e.g. an edited one of campaigns.draft_brief"),
  deliverables: deliverablesSchema.optional().describe("What each influencer is asked to make, at most 10 lines"),
};

const nullableText = z.string().nullable();

/** A campaign as every use case of this domain answers it. */
export const campaignOutput = z.object({
  campaignId: z.string().describe("The campaign"),
  name: z.string().describe("Its name"),
  product: nullableText.describe("The product; null when not told yet"),
  goal: nullableText.describe("The goal in the user's words; null when not told yet"),
  language: z.enum(LOCALES).describe("Language of the content"),
  audience: z
    .object({
      ageMin: z.number().nullable().describe("Youngest age"),
      ageMax: z.number().nullable().describe("Oldest age"),
      gender: z.enum(["female", "male", "all"]).nullable().describe("Gender"),
      cities: z.array(z.string()).describe("Cities or regions; empty is everywhere"),
    })
    .nullable()
    .describe("Whom it should reach; null when not told yet"),
  currency: z.string().describe("ISO 4217 currency of the budget"),
  budgetMinor: z.number().nullable().describe("Budget in minor units; null when not told yet"),
  startsOn: nullableText.describe("First day"),
  endsOn: nullableText.describe("Last day"),
  brief: briefSchema.nullable().describe("The brief; null when there is none yet"),
  briefOutdated: z
    .array(z.enum(BRIEF_PARTS))
    .default([])
    .describe("Parts worded by a person or a model before the facts they state changed; check or rewrite them"),
  deliverables: z
    .array(
      z.object({
        platform: platformSchema,
        format: z.string().describe("Format"),
        quantity: z.number().describe("Pieces by each influencer"),
        minDurationSeconds: z.number().nullable().describe("Shortest length"),
        maxDurationSeconds: z.number().nullable().describe("Longest length"),
        notes: z.string().describe("Notes"),
      }),
    )
    .describe("What each influencer makes"),
  status: z.enum(CAMPAIGN_STATUSES).describe("Where it stands"),
  phase: z
    .enum(["upcoming", "running", "expired"])
    .nullable()
    .describe("By date, in the organization's time zone; null for ended campaigns and those without dates"),
  version: z.number().describe("Grows with every change; give it back as `version`"),
  missing: z.array(z.enum(MISSING_PARTS)).describe("What is still needed before it can be submitted, best asked first"),
  createdAt: z.string().describe("When it was made"),
  updatedAt: z.string().describe("When it last changed"),
  submittedBy: nullableText.describe("Who submitted it"),
  submittedAt: nullableText.describe("When it was submitted"),
  approvedBy: nullableText.describe("Who approved it"),
  approvedAt: nullableText.describe("When it was approved"),
  sentBack: z
    .object({
      note: z.string().describe("What should change"),
      by: nullableText.describe("Who sent it back"),
      at: z.string().describe("When"),
    })
    .nullable()
    .describe("Why it last went back to its draft; null once it was approved or if it never did"),
});
export type CampaignOutput = z.output<typeof campaignOutput>;
