import { z } from "zod";
import { LOCALES } from "../kernel/actor.ts";
import { type Answers, defineForm, type FormStep } from "../usecase/form.ts";
import { AVAILABILITIES } from "./stored.ts";
import { CATEGORIES, categoryName, profileFields } from "./update-my-profile.ts";

/** Prices that are asked for; others can be told in words. */
const PRICED = [
  { key: "reelMinor", platform: "instagram", format: "reel" },
  { key: "tiktokMinor", platform: "tiktok", format: "video" },
] as const;

const priceStep = (key: (typeof PRICED)[number]["key"]): FormStep => ({
  key,
  kind: "amount",
  schema: profileFields.rateMinor,
  label: (p) => p.t(`influencers.onboarding.${key}`),
  ask: (p) => p.t(`influencers.onboarding.ask_${key}`),
  optional: true,
});

/** How a creator introduces themself (features A5): consent, place, content, languages, prices, time. */
export const onboardingForm = defineForm({
  id: "influencers.onboarding",
  version: 1,
  title: (p) => p.t("influencers.onboarding.title"),
  submit: "influencers.update_my_profile",
  command: { id: "daftar", en: "onboarding", about: "influencers.onboarding.about", rank: 45 },
  steps: [
    {
      key: "consent",
      kind: "choice",
      schema: z.literal("yes"),
      label: (p) => p.t("influencers.onboarding.consent"),
      ask: (p) => p.t("influencers.onboarding.ask_consent"),
      options: (p) => [{ value: "yes", label: p.t("influencers.onboarding.agree") }],
    },
    {
      key: "city",
      kind: "text",
      schema: profileFields.city,
      label: (p) => p.t("influencers.fact.place"),
      ask: (p) => p.t("influencers.onboarding.ask_city"),
    },
    {
      key: "categories",
      kind: "choices",
      schema: profileFields.categories,
      label: (p) => p.t("influencers.onboarding.categories"),
      ask: (p) => p.t("influencers.onboarding.ask_categories"),
      options: (p) => CATEGORIES.map((value) => ({ value, label: categoryName(value, p) })),
    },
    {
      key: "languages",
      kind: "choices",
      schema: profileFields.languages,
      label: (p) => p.t("influencers.onboarding.languages"),
      ask: (p) => p.t("influencers.onboarding.ask_languages"),
      options: (p) => LOCALES.map((value) => ({ value, label: p.t(`influencers.onboarding.language_${value}`) })),
    },
    ...PRICED.map(({ key }) => priceStep(key)),
    {
      key: "availability",
      kind: "choice",
      schema: profileFields.availability,
      label: (p) => p.t("influencers.fact.availability"),
      ask: (p) => p.t("influencers.onboarding.ask_availability"),
      options: (p) => AVAILABILITIES.map((value) => ({ value, label: p.t(`influencers.availability.${value}`) })),
    },
  ],
  map: (answers: Answers) => {
    const { city, categories, languages, availability } = answers;
    const rates = PRICED.flatMap(({ key, platform, format }) =>
      answers[key] === undefined ? [] : [{ platform, format, amountMinor: answers[key] }],
    );
    return { consent: true, city, categories, languages, availability, ...(rates.length > 0 && { rates }) };
  },
});
