import { z } from "zod";
import { DAY_MS } from "../kernel/clock.ts";
import type { Platform } from "../kernel/ports/social-platform.ts";
import { type Answers, defineForm, type FormOption } from "../usecase/form.ts";
import { type ContentFormat, campaignFields, nameSchema } from "./schemas.ts";

/** What creators are asked for, as a small brand would say it. */
const PIECES: Readonly<Record<string, { platform: Platform; format: ContentFormat; label: string }>> = {
  instagram_reel: { platform: "instagram", format: "reel", label: "Instagram Reel" },
  instagram_story: { platform: "instagram", format: "story", label: "Instagram Story" },
  tiktok_video: { platform: "tiktok", format: "video", label: "TikTok" },
  youtube_short: { platform: "youtube", format: "short", label: "YouTube Shorts" },
  youtube_video: { platform: "youtube", format: "video", label: "YouTube" },
};
const PIECE_NAMES = Object.keys(PIECES) as [string, ...string[]];

const AGES: Readonly<Record<string, { ageMin?: number; ageMax?: number }>> = {
  ages_13_17: { ageMin: 13, ageMax: 17 },
  ages_18_24: { ageMin: 18, ageMax: 24 },
  ages_18_34: { ageMin: 18, ageMax: 34 },
  ages_25_44: { ageMin: 25, ageMax: 44 },
  ages_all: { ageMin: 13 },
};
const AGE_NAMES = Object.keys(AGES) as [string, ...string[]];
const GOALS = ["awareness", "engagement", "traffic", "sales"] as const;
const BUDGETS = [5_000_000, 10_000_000, 25_000_000, 50_000_000];
/** In days from today, and how many days a campaign lasts from its first. */
const STARTS = [0, 1, 7, 14];
const LENGTHS = [13, 29, 59];

const dayAfter = (from: number, days: number): string => new Date(from + days * DAY_MS).toISOString().slice(0, 10);
/** Today where most of our readers are; the schema of the day itself is the use case's. */
const JAKARTA_MS = 7 * 3_600_000;

/** A campaign in nine short answers (features D9); everything can be changed in the draft it makes. */
export const campaignWizard = defineForm({
  id: "campaigns.wizard",
  version: 1,
  title: (p) => p.t("campaigns.wizard.title"),
  submit: "campaigns.create",
  command: { id: "buat", en: "new", about: "campaigns.wizard.about", rank: 5 },
  steps: [
    {
      key: "name",
      kind: "text",
      schema: nameSchema,
      label: (p) => p.t("campaigns.wizard.name"),
      ask: (p) => p.t("campaigns.wizard.ask_name"),
    },
    {
      key: "product",
      kind: "text",
      schema: campaignFields.product,
      label: (p) => p.t("campaigns.wizard.product"),
      ask: (p) => p.t("campaigns.wizard.ask_product"),
    },
    {
      key: "goal",
      kind: "text",
      schema: campaignFields.goal,
      label: (p) => p.t("campaigns.wizard.goal"),
      ask: (p) => p.t("campaigns.wizard.ask_goal"),
      options: (p): FormOption[] =>
        GOALS.map((goal) => {
          const label = p.t(`campaigns.wizard.goals.${goal}`);
          return { value: label, label };
        }),
    },
    {
      key: "ages",
      kind: "choice",
      schema: z.enum(AGE_NAMES),
      label: (p) => p.t("campaigns.wizard.ages"),
      ask: (p) => p.t("campaigns.wizard.ask_ages"),
      options: (p) => AGE_NAMES.map((value) => ({ value, label: p.t(`campaigns.wizard.${value}`) })),
    },
    {
      key: "budgetMinor",
      kind: "amount",
      schema: campaignFields.budgetMinor,
      label: (p) => p.t("campaigns.wizard.budget"),
      ask: (p) => p.t("campaigns.wizard.ask_budget"),
      options: (p) =>
        BUDGETS.map((amount) => ({
          value: String(amount),
          label: p.t("campaigns.wizard.million", { count: amount / 1_000_000 }),
        })),
    },
    {
      key: "startsOn",
      kind: "date",
      schema: campaignFields.startsOn,
      label: (p) => p.t("campaigns.wizard.starts"),
      ask: (p) => p.t("campaigns.wizard.ask_starts"),
      options: (p, _answers, now) =>
        STARTS.map((days) => {
          const value = dayAfter(now.getTime() + JAKARTA_MS, days);
          return { value, label: p.date(value) };
        }),
    },
    {
      key: "endsOn",
      kind: "date",
      schema: campaignFields.endsOn,
      label: (p) => p.t("campaigns.wizard.ends"),
      ask: (p) => p.t("campaigns.wizard.ask_ends"),
      options: (p, { startsOn }, now) => {
        const from = typeof startsOn === "string" ? Date.parse(startsOn) : now.getTime();
        return LENGTHS.map((days) => {
          const value = dayAfter(from, days);
          return { value, label: p.date(value) };
        });
      },
    },
    {
      key: "pieces",
      kind: "choices",
      schema: z.array(z.enum(PIECE_NAMES)).min(1).max(PIECE_NAMES.length),
      label: (p) => p.t("campaigns.wizard.pieces"),
      ask: (p) => p.t("campaigns.wizard.ask_pieces"),
      options: () => PIECE_NAMES.map((value) => ({ value, label: PIECES[value]?.label ?? value })),
    },
    {
      key: "quantity",
      kind: "choice",
      schema: z.coerce.number().int().min(1).max(3),
      label: (p) => p.t("campaigns.wizard.quantity"),
      ask: (p) => p.t("campaigns.wizard.ask_quantity"),
      options: (p) =>
        [1, 2, 3].map((count) => ({ value: String(count), label: p.t("campaigns.wizard.each", { count }) })),
    },
  ],
  map: ({ ages, pieces, quantity, ...fields }: Answers) => ({
    ...fields,
    audience: AGES[String(ages)] ?? {},
    deliverables: (Array.isArray(pieces) ? pieces : []).flatMap((piece) => {
      const { platform, format } = PIECES[String(piece)] ?? {};
      return platform && format ? [{ platform, format, quantity }] : [];
    }),
  }),
});
