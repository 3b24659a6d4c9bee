import { z } from "zod";
import type { Chart } from "../cards/card.ts";
import type { Presenter } from "../i18n/presenter.ts";
import { notFound } from "../kernel/errors.ts";
import { idPattern } from "../kernel/ids.ts";
import { METRICS } from "../kernel/ports/social-platform.ts";
import { defineUseCase } from "../usecase/define.ts";
import { engagementRate, engagements } from "./formulas.ts";
import { demoClockNote, growthOf } from "./growth.ts";
import { dueAfter, elapsedSince, LAST_NUMBER } from "./schedule.ts";
import { countsOf, metricsOf, OF_CURRENT_VERSION } from "./stored.ts";

/** A model reads the first snapshots, the last ones and some between; people see all of them in the chart. */
const MODEL_ROWS = 8;

const snapshotOutput = z.object({
  number: z.number().describe("Number in the schedule; 0 or below came with the submission"),
  fetchedAt: z.string().describe("When the platform was asked"),
  source: z.string().describe("Which API answered"),
  ownerAuthorised: z.boolean().describe("Whether the owner's own authorisation gave the numbers (else public data)"),
  engagements: z.number().nullable().describe("likes + comments + shares + saves, the known ones; null = not known"),
  metrics: z
    .array(
      z.object({
        metric: z.enum(METRICS).describe("What was counted"),
        value: z.number().describe("The number"),
        definition: z.string().describe("The platform's definition it follows"),
      }),
    )
    .describe("Known numbers only: what is missing is not known, not zero"),
});

const output = z.object({
  postId: z.string().describe("The post"),
  url: z.string().describe("Its address"),
  influencerName: z.string().describe("Who published it"),
  campaignName: z.string().describe("For which campaign"),
  platform: z.string().describe("Platform"),
  format: z.string().describe("Format"),
  status: z.string().describe("Status of the post"),
  syncNote: z.string().nullable().describe("Why numbers do not come at present: reauthorise, private, story_over"),
  engagements: z.number().nullable().describe("Latest engagements; null = not known"),
  engagementRate: z.number().nullable().describe("Latest engagement rate as a share; null = not known"),
  engagementRateBase: z.enum(["reach", "followers"]).nullable().describe("What the rate is counted on"),
  nextAt: z.string().nullable().describe("When the next snapshot is due by the business clock; null when none is"),
  clockSpeed: z.number().describe("How many times faster than real time the numbers age; 1 outside demo mode"),
  series: z.array(snapshotOutput).describe("Snapshots, oldest first"),
});
type Output = z.output<typeof output>;

interface PostRow {
  readonly url: string;
  readonly platform: string;
  readonly format: string;
  readonly status: string;
  readonly syncNote: string | null;
  readonly decidedAt: Date | null;
  readonly influencerName: string;
  readonly campaignName: string;
  readonly followers: bigint | null;
}

interface SnapshotRow {
  readonly number: number;
  readonly metrics: unknown;
  readonly source: string;
  readonly ownerAuthorised: boolean;
  readonly fetchedAt: Date;
}

/** Numbers of one post over time, each with where it is from. */
export const metricsOfPost = defineUseCase({
  name: "metrics.of_post",
  version: 1,
  title: "Show the numbers of a post over time",
  describe:
    "Shows likes, comments, shares, saves, reach, views and watch time of one submitted post over time, with source and definition. Use it for one post; for a whole campaign use analytics.campaign_performance. A missing number is not known, not zero.",
  input: z.object({ postId: z.string().regex(idPattern("post")).describe("The post, as `pst_…`") }),
  output,
  effect: "read",
  access: { roles: ["admin", "brand_manager", "finance", "viewer", "influencer"], scope: "posts:read" },
  errors: ["not_found"],
  rest: { method: "get", path: "/posts/{postId}/metrics" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { postId: "pst_00000000000000000000000000" },
  present: {
    model: (out) => ({ ...out, series: thinned(out.series) }),
    card: (out, p) => ({
      title: p.t("metrics.of_post.title", {
        name: out.influencerName,
        platform: p.t(`metrics.platform.${out.platform}`),
      }),
      facts: [
        { label: p.t("metrics.fact.campaign"), value: out.campaignName },
        { label: p.t("metrics.fact.engagements"), value: p.number(out.engagements), required: true },
        {
          label: p.t(`metrics.rate_on.${out.engagementRateBase ?? "none"}`),
          value: p.percent(out.engagementRate),
          required: true,
        },
        ...(out.series.at(-1)?.metrics ?? []).map((metric) => ({
          label: p.t(`metrics.name.${metric.metric}`),
          value: metric.metric === "watch_time_ms" ? hours(metric.value, p) : p.number(metric.value),
        })),
        ...provenance(out, p),
      ],
      body: notesOf(out, p),
      chart: chartOf(out, p),
      actions: [{ kind: "link", url: out.url, label: p.t("metrics.open_post") }],
      footer: out.nextAt ? p.t("metrics.of_post.next", { at: p.dateTime(out.nextAt) }) : undefined,
    }),
    summary: (out, p) =>
      p.t(out.engagements === null ? "metrics.of_post.summary_unknown" : "metrics.of_post.summary", {
        name: out.influencerName,
        engagements: p.number(out.engagements),
        count: out.series.length,
      }),
  },
  async run(ctx, input) {
    const post = await ctx.tx.first<PostRow>(
      `SELECT p.url, p.platform, p.format, p.status, p.sync_note, p.decided_at,
              i.display_name AS influencer_name, c.name AS campaign_name, a.followers
       FROM post p JOIN influencer i ON i.id = p.influencer_id JOIN social_account a ON a.id = p.social_account_id
         JOIN campaign c ON c.org_id = p.org_id AND c.id = p.campaign_id
       WHERE p.id = $1`,
      [input.postId],
    );
    if (!post) throw notFound("post");
    const rows = await ctx.tx.query<SnapshotRow>(
      `SELECT s.number, s.metrics, s.source, s.owner_authorised, s.fetched_at
       FROM snapshot s JOIN post p ON p.org_id = s.org_id AND p.id = s.post_id
       WHERE p.id = $1 AND ${OF_CURRENT_VERSION} ORDER BY s.fetched_at, s.number`,
      [input.postId],
    );
    const latest = countsOf(rows.at(-1)?.metrics);
    const engaged = engagements(latest);
    const followers = post.followers === null ? null : Number(post.followers);
    const rate = engagementRate({ engagements: engaged, reach: latest.reach ?? null, followers });
    return {
      postId: input.postId,
      url: post.url,
      influencerName: post.influencerName,
      campaignName: post.campaignName,
      platform: post.platform,
      format: post.format,
      status: post.status,
      syncNote: post.syncNote,
      engagements: engaged,
      engagementRate: rate.rate,
      engagementRateBase: rate.base,
      nextAt: nextAt(post, ctx.now(), ctx.ports.clockSpeed),
      clockSpeed: ctx.ports.clockSpeed,
      series: rows.map((row) => {
        const metrics = metricsOf(row.metrics);
        return {
          number: row.number,
          fetchedAt: row.fetchedAt.toISOString(),
          source: row.source,
          ownerAuthorised: row.ownerAuthorised,
          engagements: engagements(countsOf(row.metrics)),
          metrics: METRICS.flatMap((metric) => {
            const known = metrics[metric];
            return known ? [{ metric, value: known.value, definition: known.definition }] : [];
          }),
        };
      }),
    };
  },
});

/** The next due moment as the accelerated clock shows it. */
function nextAt(post: PostRow, now: Date, clockSpeed: number): string | null {
  if (post.status !== "approved" || !post.decidedAt || post.syncNote === "story_over") return null;
  const elapsed = elapsedSince(post.decidedAt, now, clockSpeed);
  for (let number = 1; number <= LAST_NUMBER; number += 1) {
    if (dueAfter(number) > elapsed) return new Date(post.decidedAt.getTime() + dueAfter(number)).toISOString();
  }
  return null;
}

function thinned<T>(rows: readonly T[]): readonly T[] {
  if (rows.length <= MODEL_ROWS) return rows;
  const step = (rows.length - 1) / (MODEL_ROWS - 1);
  return Array.from({ length: MODEL_ROWS }, (_, index) => rows[Math.round(index * step)]).flatMap((row) => row ?? []);
}

function hours(milliseconds: number, p: Presenter): string {
  return p.t("metrics.hours", { hours: p.number(milliseconds / 3_600_000, 1) });
}

function provenance(out: Output, p: Presenter): { label: string; value: string }[] {
  const last = out.series.at(-1);
  if (!last) return [];
  return [
    {
      label: p.t("metrics.fact.source"),
      value: p.t(last.ownerAuthorised ? "metrics.source_owner" : "metrics.source_public", {
        source: last.source,
        at: p.dateTime(last.fetchedAt),
      }),
    },
  ];
}

function notesOf(out: Output, p: Presenter): string | undefined {
  const notes = [
    out.syncNote && p.has(`metrics.note.${out.syncNote}`) ? p.t(`metrics.note.${out.syncNote}`) : undefined,
    demoClockNote(out.clockSpeed, p),
  ].filter((note) => note !== undefined);
  return notes.length > 0 ? notes.join("\n\n") : undefined;
}

function chartOf(out: Output, p: Presenter): Chart | undefined {
  const shown = growthOf(out.series, (row) => row.fetchedAt, p);
  if (shown.length < 2) return undefined;
  return {
    kind: "line",
    title: p.t("metrics.of_post.chart"),
    xLabels: shown.map(({ label }) => label),
    series: [{ name: p.t("metrics.fact.engagements"), values: shown.map(({ point }) => point.engagements) }],
    altText: thinned(shown)
      .map(({ label, point }) => `${label}: ${p.number(point.engagements)}`)
      .join("; "),
  };
}
