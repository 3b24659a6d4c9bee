import { z } from "zod";
import { idPattern } from "../kernel/ids.ts";
import { type Currency, money } from "../kernel/money.ts";
import { pageInput, pageOutput } from "../kernel/page.ts";
import { defineUseCase } from "../usecase/define.ts";
import { pieceName } from "./post-facts.ts";
import { amountsOf, type PostRow, SELECT_POST } from "./post-row.ts";
import { amountsOutput, platformSchema, postIdSchema, statusSchema } from "./schemas.ts";

/** Buttons under one list. */
const MAX_BUTTONS = 5;

const item = z.object({
  postId: postIdSchema,
  influencerId: z.string().describe("Who published it"),
  influencerName: z.string().describe("Their name"),
  campaignId: z.string().describe("The campaign"),
  campaignName: z.string().describe("Name of the campaign"),
  platform: platformSchema,
  format: z.string().describe("Format as published"),
  url: z.string().describe("Address of the post"),
  status: statusSchema,
  version: z.number().describe("Current version"),
  failedChecks: z.array(z.string()).describe("Checks that failed"),
  submittedAt: z.string().describe("When this version was submitted"),
  ...amountsOutput,
});

/** The posts of an organization, newest first. */
export const listPosts = defineUseCase({
  name: "posts.list",
  version: 1,
  title: "List submitted posts",
  describe:
    "Lists the posts submitted to the organization, newest first, filtered by campaign, influencer, platform or status. Use it for what waits for review (status pending) or what was published. For one post with its text and checks use posts.get; for numbers use analytics.campaign_performance.",
  input: z.object({
    campaignId: z.string().regex(idPattern("campaign")).optional().describe("Only of this campaign"),
    influencerId: z.string().regex(idPattern("influencer")).optional().describe("Only of this influencer"),
    platform: platformSchema.optional(),
    status: statusSchema.optional(),
    ...pageInput,
  }),
  output: z.object({ items: z.array(item).describe("The posts"), ...pageOutput }),
  effect: "read",
  access: { roles: ["admin", "brand_manager", "finance", "viewer"], scope: "posts:read" },
  errors: [],
  rest: { method: "get", path: "/posts" },
  expose: { mcp: "direct", rest: true, chat: true },
  command: { id: "tinjau", en: "review", about: "posts.command.list", rank: 20 },
  example: { status: "pending" },
  present: {
    card: (output, p) => ({
      title: p.t("posts.list.title"),
      body: output.items.length === 0 ? p.t("posts.list.none") : undefined,
      facts: output.items.map((row) => ({
        label: `${row.influencerName}, ${pieceName(row, p)}`,
        value: `${p.t(`posts.status.${row.status}`)}, ${row.campaignName}, ${p.money(money(row.grossMinor, row.currency as Currency))}`,
      })),
      actions: output.items.slice(0, MAX_BUTTONS).map((row) => ({
        kind: "call" as const,
        useCase: "posts.get",
        input: { postId: row.postId },
        label: p.t("posts.action.see", { name: row.influencerName }),
      })),
      footer: output.left > 0 ? p.t("common.more", { count: output.left }) : undefined,
    }),
    summary: (output, p) =>
      output.items.length === 0
        ? p.t("posts.list.none")
        : p.t("posts.list.summary", { count: output.items.length + output.left }),
  },
  async run(ctx, input) {
    const rows = await ctx.tx.query<PostRow & { total: bigint }>(
      `SELECT q.*, count(*) OVER () AS total FROM (${SELECT_POST}) q
       WHERE ($1::text IS NULL OR q.campaign_id = $1) AND ($2::text IS NULL OR q.influencer_id = $2)
         AND ($3::text IS NULL OR q.platform = $3) AND ($4::text IS NULL OR q.status = $4) AND ($5::text IS NULL OR q.id < $5)
       ORDER BY q.id DESC LIMIT $6`,
      [
        input.campaignId ?? null,
        input.influencerId ?? null,
        input.platform ?? null,
        input.status ?? null,
        input.cursor ?? null,
        input.limit,
      ],
    );
    const left = Number(rows[0]?.total ?? 0n) - rows.length;
    return {
      items: rows.map((post) => {
        const { gross, commission, net } = amountsOf(post);
        return {
          postId: post.id,
          influencerId: post.influencerId,
          influencerName: post.influencerName,
          campaignId: post.campaignId,
          campaignName: post.campaignName,
          platform: post.platform,
          format: post.format,
          url: post.url,
          status: post.status,
          version: post.version,
          failedChecks: post.checks.filter((check) => check.status === "fail").map((check) => check.key),
          submittedAt: post.submittedAt.toISOString(),
          grossMinor: Number(gross.amountMinor),
          commissionMinor: Number(commission.amountMinor),
          netMinor: Number(net.amountMinor),
          currency: post.currency,
        };
      }),
      nextCursor: left > 0 ? (rows.at(-1)?.id ?? null) : null,
      left,
    };
  },
});
