import { z } from "zod";
import type { Locale } from "../kernel/actor.ts";
import type { StructuredWriter } from "../kernel/ports/writer.ts";
import { cleanLine } from "../kernel/text.ts";
import { type Figure, isTraceable } from "../kernel/traceability.ts";
import type { Finding, FindingParam } from "./findings.ts";

/** Currencies kept without decimals; the others have two. */
const WHOLE = ["IDR", "VND"];

const sentence = z.object({
  text: z.string().max(400).describe("One sentence"),
  figures: z.array(z.string().max(10)).max(12).describe("Ids of the figures whose numbers the sentence names"),
});

const writtenSchema = z.object({
  headline: sentence.describe("How the campaign went"),
  causes: z.array(sentence).max(6).describe("Why, most important first"),
  suggestions: z.array(sentence).max(4).describe("What to do next"),
});

/** A sentence that passed: every number in it is one of the figures it names. */
export interface WrittenSentence {
  readonly kind: Finding["kind"];
  readonly text: string;
  /** Rows of the database its figures are from. */
  readonly sources: readonly string[];
}

interface Facts {
  readonly figures: ReadonlyMap<string, Figure & { readonly sources: readonly string[] }>;
  /** `{c1}` → the creator's name: names are outsiders' text and never shown to the model. */
  readonly names: ReadonlyMap<string, string>;
  readonly statements: readonly { kind: string; says: string; values: Record<string, unknown> }[];
}

/**
 * Lets the model phrase the findings. Its sentences are kept only where every number is a figure the sentence names and
 * every creator is one of ours; undefined when the headline or all causes had to go, so that the own text is used.
 */
export async function writeReport(
  writer: StructuredWriter,
  findings: readonly Finding[],
  request: { locale: Locale; tenant: string; person?: string; signal?: AbortSignal },
): Promise<{ sentences: readonly WrittenSentence[]; dropped: number } | undefined> {
  const facts = factsOf(findings);
  const written = await writer.write({
    task: "campaign_report",
    instructions: [
      "Phrase the statements of the facts as a short, warm, plain campaign report: one headline, the causes, the suggestions.",
      "Use only the given figures, rounded if you like, and list the ids of those a sentence names. No other numbers, no dates, no numbers in words.",
      "Write creators exactly as their placeholder in braces, e.g. {c1}.",
    ].join("\n"),
    schema: writtenSchema,
    facts: facts.statements,
    locale: request.locale,
    tenant: request.tenant,
    person: request.person,
    signal: request.signal,
  });
  return keepTraceable(writtenSchema.parse(written), facts, request.locale);
}

/** Drops every sentence that cannot be traced. */
function keepTraceable(
  written: z.output<typeof writtenSchema>,
  facts: Facts,
  locale: Locale,
): { sentences: WrittenSentence[]; dropped: number } | undefined {
  const all = [
    { kind: "headline" as const, ...written.headline },
    ...written.causes.map((item) => ({ kind: "cause" as const, ...item })),
    ...written.suggestions.map((item) => ({ kind: "suggestion" as const, ...item })),
  ];
  const sentences = all.flatMap((item): WrittenSentence[] => {
    // A figure without rows behind it is ours to say, not a model's.
    const named = item.figures
      .flatMap((id) => facts.figures.get(id) ?? [])
      .filter((figure) => figure.sources.length > 0);
    const text = cleanLine(item.text);
    const withoutNames = text.replace(/\{(c\d+)\}/g, (whole, id: string) => (facts.names.has(id) ? " " : whole));
    if (text === "" || /[{}<>]|https?:|\]\(/.test(withoutNames)) return [];
    if (!isTraceable(withoutNames, named, locale)) return [];
    return [
      {
        kind: item.kind,
        text: text.replace(/\{(c\d+)\}/g, (whole, id: string) => facts.names.get(id) ?? whole),
        sources: [...new Set(named.flatMap((figure) => [...figure.sources]))],
      },
    ];
  });
  const isWhole = sentences.some((item) => item.kind === "headline") && sentences.some((item) => item.kind === "cause");
  return isWhole ? { sentences, dropped: all.length - sentences.length } : undefined;
}

/** The findings as a model may see them: figures with ids, creators as placeholders. */
function factsOf(findings: readonly Finding[]): Facts {
  const figures = new Map<string, Figure & { sources: readonly string[] }>();
  const aliases = new Map<string, string>();
  const aliasOf = (name: string): string => {
    const known = aliases.get(name) ?? `c${aliases.size + 1}`;
    aliases.set(name, known);
    return `{${known}}`;
  };
  const statements = findings.map((finding) => ({
    kind: finding.kind,
    says: finding.key,
    values: Object.fromEntries(
      Object.entries(finding.params).map(([name, param]) => {
        if (param.kind === "names") return [name, param.names.map(aliasOf)];
        if (param.kind === "term") return [name, param.key];
        const figure = { id: `f${figures.size + 1}`, ...figureOf(param), sources: finding.sources };
        figures.set(figure.id, figure);
        return [
          name,
          {
            id: figure.id,
            kind: figure.kind,
            value: figure.value,
            ...(param.kind === "money" ? { currency: param.currency } : {}),
          },
        ];
      }),
    ),
  }));
  return { figures, names: new Map([...aliases].map(([name, alias]) => [alias, name])), statements };
}

function figureOf(param: Exclude<FindingParam, { kind: "names" | "term" }>): Omit<Figure, "id"> {
  switch (param.kind) {
    case "money":
      return { kind: "money", value: WHOLE.includes(param.currency) ? param.value : param.value / 100 };
    case "metric":
      return { kind: ["engagement_rate", "ctr"].includes(param.metric) ? "share" : "count", value: param.value };
    default:
      return { kind: param.kind, value: param.value };
  }
}
