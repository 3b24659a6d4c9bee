import { type BriefRequest, disclosureOf, standingRules, writeOfflineBrief } from "../brief/offline-brief.ts";
import { type Brief, isDisclosure } from "../schemas.ts";
import type { DocumentFacts } from "./read-document.ts";

const unique = (lines: readonly string[]): string[] =>
  lines.filter((line, index) => lines.findIndex((other) => other.toLowerCase() === line.toLowerCase()) === index);

/** The brief that the document's own words make; what it leaves out is written as for any campaign. */
export function briefFromDocument(facts: DocumentFacts, request: BriefRequest): Brief {
  const written = writeOfflineBrief(request);
  const tags = unique(facts.hashtags.length > 0 ? facts.hashtags : written.mandatoryHashtags);
  const disclosed = tags.some(isDisclosure) ? tags : [...tags.slice(0, 7), disclosureOf(request.language)];
  const standing = standingRules(request);
  return {
    ...written,
    keyMessages: facts.keyMessages.length > 0 ? [...facts.keyMessages] : written.keyMessages,
    mandatoryHashtags: disclosed,
    mandatoryCta: facts.cta ?? written.mandatoryCta,
    rules: facts.rules.length > 0 ? unique([...standing.slice(0, 2), ...facts.rules]).slice(0, 15) : written.rules,
    platformDeliverables:
      facts.deliverables.length === 0
        ? written.platformDeliverables
        : facts.deliverables.map((item) => ({
            platformName: item.platform,
            contentFormat: item.format,
            quantity: item.quantity,
            minDurationSeconds: item.minDurationSeconds,
            maxDurationSeconds: item.maxDurationSeconds,
            notes: item.notes,
          })),
  };
}
