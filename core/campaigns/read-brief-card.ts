import type { Action, AskField, Card } from "../cards/card.ts";
import type { Presenter } from "../i18n/presenter.ts";
import { briefBody, campaignFacts } from "./campaign-card.ts";
import type { ReadBrief } from "./read-brief.ts";

const BODY_MAX = 2_000;

/** What `campaigns.create` is given: only what the document says. */
function campaignInput(found: ReadBrief): Record<string, unknown> {
  const { name, product, goal, language, audience, budgetMinor, startsOn, endsOn, brief, deliverables } = found;
  const said = { name, product, goal, language, audience, budgetMinor, startsOn, endsOn, brief };
  return {
    ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null)),
    ...(brief === null && deliverables.length > 0 && { deliverables }),
  };
}

/** What was read, with the way to a draft of it: as it is, or with the fields changed first. */
export function readBriefCard(found: ReadBrief, p: Presenter): Card {
  const input = campaignInput(found);
  const call = { kind: "call", useCase: "campaigns.create", input } as const;
  const actions: Action[] = [
    { ...call, label: p.t("campaigns.action.make_campaign"), style: "primary", required: true, priority: 9 },
    { ...call, ask: fields(p), label: p.t("campaigns.action.change_first"), priority: 8 },
  ];
  const audience = found.audience && {
    ageMin: found.audience.ageMin ?? null,
    ageMax: found.audience.ageMax ?? null,
    gender: found.audience.gender ?? null,
    cities: found.audience.cities ?? [],
  };
  return {
    title: found.name,
    tone: found.missing.length > 0 || found.notes.length > 0 ? "warning" : "neutral",
    facts: [
      ...campaignFacts({ ...found, audience, briefOutdated: [], status: "draft" }, p),
      ...(found.missing.length > 0
        ? [
            {
              label: p.t("campaigns.fact.missing"),
              value: p.list(found.missing.map((part) => p.t(`campaigns.part.${part}`))),
              required: true,
            },
          ]
        : []),
      ...found.notes.map((note) => ({
        label: p.t("campaigns.read_brief.note"),
        value: p.t(`campaigns.read_brief.${note}`, { currency: found.currency }),
        required: true,
      })),
    ],
    body: found.brief ? briefBody(found.brief, found.currency, p, BODY_MAX) : undefined,
    actions,
    footer: p.t("campaigns.read_brief.footer"),
  };
}

function fields(p: Presenter): AskField[] {
  const field = (name: string, kind: AskField["kind"], maxLength?: number): AskField => ({
    name,
    label: p.t(`campaigns.ask.${name}`),
    kind,
    ...(maxLength !== undefined && { maxLength }),
  });
  return [
    field("name", "text", 120),
    field("product", "text", 300),
    field("goal", "text", 600),
    field("budgetMinor", "amount"),
    field("startsOn", "text", 10),
    field("endsOn", "text", 10),
  ];
}

/** One sentence on what was read. */
export function readBriefSummary(found: ReadBrief, p: Presenter): string {
  const key = found.missing.length > 0 ? "read_missing" : "read_whole";
  const parts = p.list(found.missing.map((part) => p.t(`campaigns.part.${part}`)));
  return p.t(`campaigns.read_brief.${key}`, { name: found.name, parts });
}
