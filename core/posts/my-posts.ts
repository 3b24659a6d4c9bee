import { z } from "zod";
import type { Presenter } from "../i18n/presenter.ts";
import { type Currency, money } from "../kernel/money.ts";
import { pageInput, pageOutput } from "../kernel/page.ts";
import { countsOf, formulas } from "../metrics/index.ts";
import { defineUseCase } from "../usecase/define.ts";
import { pieceName } from "./post-facts.ts";
import { amountsOf, type PostRow, SELECT_POST } from "./post-row.ts";
import { platformSchema, postIdSchema, statusSchema } from "./schemas.ts";

const item = z.object({
  postId: postIdSchema,
  campaignName: z.string().describe("Name of the campaign"),
  platform: platformSchema,
  format: z.string().describe("Format as published"),
  url: z.string().describe("Address of the post"),
  status: statusSchema,
  version: z.number().describe("Current version"),
  submittedAt: z.string().describe("When this version was submitted"),
  note: z.string().nullable().describe("Note of the latest decision"),
  failedChecks: z.array(z.string()).describe("Checks that failed"),
  engagements: z.number().nullable().describe("Latest engagements; null = not known"),
  netMinor: z.number().describe("What you receive for it, in minor units"),
  currency: z.string().describe("ISO 4217 currency"),
  payout: z
    .object({
      status: z.string().describe("Where the payout stands"),
      promisedOn: z.string().describe("Paid at the latest by"),
      confirmedAt: z.string().nullable().describe("When it was paid; null = not yet"),
    })
    .nullable()
    .describe("The payout clock; null until the post is approved"),
});
type Item = z.output<typeof item>;

interface Row extends PostRow {
  readonly total: bigint;
  readonly metrics: unknown;
  readonly payoutStatus: string | null;
  readonly payoutAmountMinor: bigint | null;
  readonly promisedOn: Date | null;
  readonly confirmedAt: Date | null;
}

/** An influencer's own posts, with where each stands and when its money comes. */
export const myPosts = defineUseCase({
  name: "posts.mine",
  version: 1,
  title: "Show my posts and when they are paid",
  describe:
    "For an influencer: their own submitted posts, newest first, with review status, the brand's note, latest engagements and the payout clock. Use it for 'where is my post' and 'when am I paid'. To submit a link use posts.submit_link.",
  input: z.object({ status: statusSchema.optional(), ...pageInput }),
  output: z.object({ items: z.array(item).describe("The posts"), ...pageOutput }),
  effect: "read",
  access: { roles: ["influencer"], scope: "posts:read" },
  errors: [],
  rest: { method: "get", path: "/me/posts" },
  expose: { mcp: "direct", rest: true, chat: true },
  command: { id: "postinganku", en: "myposts", about: "posts.command.mine", rank: 25 },
  example: {},
  present: {
    card: (output, p) => ({
      title: p.t("posts.mine.title"),
      body: output.items.length === 0 ? p.t("posts.mine.none") : undefined,
      facts: output.items.map((row) => ({
        label: `${row.campaignName}, ${pieceName(row, p)}`,
        value: [p.t(`posts.status.${row.status}`), clockText(row, p)].filter((part) => part !== "").join(". "),
      })),
      actions: output.items
        .filter((row) => row.status === "needs_revision")
        .slice(0, 3)
        .map((row) => ({
          kind: "call" as const,
          useCase: "posts.submit_link",
          input: { url: row.url },
          label: p.t("posts.action.resubmit"),
        })),
      footer: output.left > 0 ? p.t("common.more", { count: output.left }) : undefined,
    }),
    summary: (output, p) => {
      const [first] = output.items;
      if (!first) return p.t("posts.mine.none");
      return p.t("posts.mine.summary", {
        count: output.items.length + output.left,
        campaign: first.campaignName,
        status: [p.t(`posts.status.${first.status}`), clockText(first, p)].filter((part) => part !== "").join(". "),
      });
    },
  },
  async run(ctx, input) {
    const rows = await ctx.tx.query<Row>(
      `SELECT q.*, count(*) OVER () AS total, s.metrics, y.status AS payout_status, y.amount_minor AS payout_amount_minor,
              y.promised_on, y.confirmed_at
       FROM (${SELECT_POST} WHERE p.influencer_id = $1) q
         LEFT JOIN LATERAL (SELECT metrics FROM snapshot s WHERE s.org_id = q.org_id AND s.post_id = q.id
           AND (s.number >= 1 OR s.number = 1 - q.version) ORDER BY s.fetched_at DESC, s.number DESC LIMIT 1) s ON true
         LEFT JOIN payout y ON y.org_id = q.org_id AND y.post_id = q.id
       WHERE ($2::text IS NULL OR q.status = $2) AND ($3::text IS NULL OR q.id < $3)
       ORDER BY q.id DESC LIMIT $4`,
      [ctx.actor.id, input.status ?? null, input.cursor ?? null, input.limit],
    );
    const left = Number(rows[0]?.total ?? 0n) - rows.length;
    return {
      items: rows.map((post) => ({
        postId: post.id,
        campaignName: post.campaignName,
        platform: post.platform,
        format: post.format,
        url: post.url,
        status: post.status,
        version: post.version,
        submittedAt: post.submittedAt.toISOString(),
        note: post.reviewNote,
        failedChecks: post.checks.filter((check) => check.status === "fail").map((check) => check.key),
        engagements: formulas.engagements(countsOf(post.metrics)),
        netMinor: Number(post.payoutAmountMinor ?? amountsOf(post).net.amountMinor),
        currency: post.currency,
        payout:
          post.payoutStatus && post.promisedOn
            ? {
                status: post.payoutStatus,
                promisedOn: post.promisedOn.toISOString(),
                confirmedAt: post.confirmedAt?.toISOString() ?? null,
              }
            : null,
      })),
      nextCursor: left > 0 ? (rows.at(-1)?.id ?? null) : null,
      left,
    };
  },
});

/** What the influencer waits for: the payout clock, or the brand's note. */
function clockText(row: Item, p: Presenter): string {
  const amount = p.money(money(row.netMinor, row.currency as Currency));
  if (row.payout?.confirmedAt) return p.t("posts.clock.paid", { amount, at: p.date(row.payout.confirmedAt) });
  if (row.payout?.status === "failed" || row.payout?.status === "reversed")
    return p.t("posts.clock.failed", { amount });
  if (row.payout) return p.t("posts.clock.running", { amount, at: p.date(row.payout.promisedOn) });
  if (row.status === "needs_revision" && row.note) return p.t("posts.asked_for", { note: row.note });
  return row.status === "pending" ? p.t("posts.clock.waiting", { amount }) : "";
}
