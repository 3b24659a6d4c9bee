import type { LanguageReader } from "../../core/kernel/ports/language.ts";
import { audienceOf } from "../offline/read-campaign.ts";
import { detectLanguage } from "./detect-language.ts";
import { readCampaignFields } from "./fields.ts";

/** The reader of the offline planner, as the domain uses it for documents. */
export function createLanguageReader(): LanguageReader {
  return {
    campaign(text, { now, timeZone, locale, currency }) {
      const fields = readCampaignFields(text, { now, timeZone, locale, defaultCurrency: currency });
      const budget = fields.budget?.value;
      return {
        name: fields.name?.value,
        product: fields.product?.value,
        audience: audienceOf(fields.audience, now),
        budget: budget && { amountMinor: Number(budget.amountMinor), currency: budget.currency },
        startsOn: fields.startsOn?.value,
        endsOn: fields.endsOn?.value,
        pieces: fields.deliverables.flatMap(({ platform, format, quantity }) =>
          platform ? [{ platform, format, quantity: Math.min(quantity ?? 1, 50) }] : [],
        ),
      };
    },
    language: (text, fallback) => detectLanguage(text, fallback),
  };
}
