import { z } from "zod";
import type { Card } from "../cards/card.ts";
import type { Presenter } from "../i18n/presenter.ts";
import { LOCALES, personOf } from "../kernel/actor.ts";
import { idPattern, newId } from "../kernel/ids.ts";
import { demoClockNote } from "../metrics/index.ts";
import type { PrepareContext } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import { type CampaignFigures, readFigures } from "./figures.ts";
import { type Finding, findingsOf } from "./findings.ts";
import { performanceOf } from "./performance.ts";
import { findingText } from "./report-text.ts";
import { type WrittenSentence, writeReport } from "./written-report.ts";

const kind = z.enum(["headline", "cause", "suggestion"]).describe("What the sentence is");
const sources = z.array(z.string()).describe("Snapshots, holds and posts its figures were computed from");

const param = z.discriminatedUnion("kind", [
  z.object({ kind: z.enum(["count", "share", "times"]), value: z.number() }),
  z.object({ kind: z.literal("money"), value: z.number(), currency: z.string() }),
  z.object({ kind: z.literal("metric"), metric: z.string(), value: z.number() }),
  z.object({ kind: z.literal("names"), names: z.array(z.string()).readonly() }),
  z.object({ kind: z.literal("term"), key: z.string() }),
]);

const reportOutput = z.object({
  reportId: z.string().describe("The stored report"),
  campaignId: z.string().describe("The campaign"),
  campaignName: z.string().describe("Its name"),
  asOf: z.string().nullable().describe("When the newest number was read; null = no numbers yet"),
  clockSpeed: z.number().describe("How many times faster than real time the numbers age; 1 outside demo mode"),
  generatedBy: z.enum(["kolega", "model"]).describe("Whose words; the figures are always Kolega's"),
  language: z.enum(LOCALES).describe("Language of `sentences`"),
  findings: z
    .array(z.object({ kind, key: z.string(), params: z.record(z.string(), param), sources }))
    .describe("What was found: money in minor units, shares as 0..1"),
  sentences: z
    .array(z.object({ kind, text: z.string(), sources }))
    .describe("The model's sentences whose every number could be traced; empty without a model"),
  dropped: z.number().describe("Sentences of the model that were left out because a number could not be traced"),
});
type ReportOutput = z.output<typeof reportOutput>;

interface Prepared {
  readonly figures: CampaignFigures;
  readonly findings: readonly Finding[];
  readonly asOf: Date | null;
  readonly written: { sentences: readonly WrittenSentence[]; dropped: number } | undefined;
}

/** A short report with causes and suggestions; every figure is computed here and traceable to its rows. */
export const campaignReport = defineUseCase({
  name: "analytics.campaign_report",
  version: 1,
  title: "Write a short campaign report with causes and suggestions",
  describe:
    "Writes and keeps a short report of a campaign: who and what made the engagement, differences by platform and format, late and revised posts, costs, targets, and what to do next. Use it for 'why' and 'what should we do'. For plain numbers use analytics.campaign_performance. Every figure is computed from snapshots and the ledger.",
  input: z.object({ campaignId: z.string().regex(idPattern("campaign")).describe("The campaign, as `cmp_…`") }),
  output: reportOutput,
  effect: "write",
  access: { roles: ["admin", "brand_manager", "finance", "viewer"], scope: "reports:read" },
  idempotency: "caller",
  errors: ["not_found"],
  rest: { method: "post", path: "/campaigns/{campaignId}/reports" },
  expose: { mcp: "direct", rest: true, chat: true },
  example: { campaignId: "cmp_00000000000000000000000000" },
  present: {
    model: (output) => ({
      ...output,
      findings: output.findings.map(({ sources: _rows, ...finding }) => finding),
      sentences: output.sentences.map((item) => item.text),
    }),
    card: reportCard,
    summary: (output, p) => {
      const lines = linesOf(output, p);
      const said = [lines.headline[0], lines.cause[0]].filter((line) => line !== undefined).join(" ");
      return said || p.t("analytics.performance.summary_unknown", { name: output.campaignName });
    },
  },
  async prepare(ctx, input): Promise<Prepared> {
    const figures = await ctx.read((tx) => readFigures(tx, input.campaignId, ctx.now()));
    const performance = performanceOf(figures);
    const findings = findingsOf(figures, performance);
    return {
      figures,
      findings,
      asOf: performance.provenance.latestFetchedAt,
      written: await writtenBy(ctx, findings),
    };
  },
  async run(ctx, input, prepared) {
    const { figures, findings, written } = prepared;
    const reportId = newId("report");
    const output = {
      reportId,
      campaignId: input.campaignId,
      campaignName: figures.campaign.name,
      asOf: prepared.asOf?.toISOString() ?? null,
      clockSpeed: ctx.ports.clockSpeed,
      generatedBy: written ? ("model" as const) : ("kolega" as const),
      language: ctx.actor.locale,
      findings: findings.map((finding) => ({
        ...finding,
        params: { ...finding.params },
        sources: [...finding.sources],
      })),
      sentences: (written?.sentences ?? []).map((item) => ({ ...item, sources: [...item.sources] })),
      dropped: written?.dropped ?? 0,
    };
    await ctx.tx.execute(
      "INSERT INTO campaign_report (id, org_id, campaign_id, body, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
      [reportId, figures.campaign.orgId, input.campaignId, JSON.stringify(output), personOf(ctx.actor), ctx.now()],
    );
    return output;
  },
});

/** The model's words, or nothing without a model and when it fails: our own text then says the same. */
async function writtenBy(ctx: PrepareContext, findings: readonly Finding[]): Promise<Prepared["written"]> {
  const { writer } = ctx.ports;
  if (!writer) return undefined;
  const request = { locale: ctx.actor.locale, tenant: ctx.tenant, person: personOf(ctx.actor), signal: ctx.signal };
  return writeReport(writer, findings, request).catch(() => undefined);
}

/** The report's lines in the reader's language: the model's where it wrote in that language, else our own. */
function linesOf(output: ReportOutput, p: Presenter): Record<Finding["kind"], string[]> {
  const isWritten = output.generatedBy === "model" && output.language === p.locale;
  const lines = isWritten
    ? output.sentences.map((item) => ({ kind: item.kind, text: item.text }))
    : output.findings.map((finding) => ({ kind: finding.kind, text: findingText(finding, p) }));
  const of = (wanted: Finding["kind"]): string[] => lines.flatMap((line) => (line.kind === wanted ? [line.text] : []));
  return { headline: of("headline"), cause: of("cause"), suggestion: of("suggestion") };
}

function reportCard(output: ReportOutput, p: Presenter): Card {
  const lines = linesOf(output, p);
  const section = (title: string, texts: readonly string[]): string | undefined =>
    texts.length === 0 ? undefined : [`**${p.t(title)}**`, ...texts.map((text) => `- ${escapeMarks(text)}`)].join("\n");
  return {
    title: p.t("analytics.report.title", { name: output.campaignName }),
    body: [
      ...lines.headline.map(escapeMarks),
      section("analytics.report.causes", lines.cause),
      section("analytics.report.suggestions", lines.suggestion),
    ]
      .filter((part) => part !== undefined)
      .join("\n\n"),
    actions: [
      {
        kind: "call",
        useCase: "analytics.campaign_performance",
        input: { campaignId: output.campaignId },
        label: p.t("analytics.action.numbers"),
      },
    ],
    footer: footerOf(output, p),
  };
}

function footerOf(output: ReportOutput, p: Presenter): string {
  if (!output.asOf) return p.t("analytics.provenance.none");
  const source = p.t(`analytics.report.by_${output.generatedBy}`, { at: p.dateTime(output.asOf) });
  return [source, demoClockNote(output.clockSpeed, p)].filter((part) => part !== undefined).join(" ");
}

/** Names are outsiders' text: no marks of theirs become marks of ours. */
function escapeMarks(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~]/g, "\\$&");
}
