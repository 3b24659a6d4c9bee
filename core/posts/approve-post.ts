import { z } from "zod";
import { markDeliverable } from "../collaborations/index.ts";
import { AppError } from "../kernel/errors.ts";
import { scheduleMetrics } from "../metrics/index.ts";
import { releaseAndPay } from "../payments/index.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import type { ApprovalFacts } from "../usecase/executor.ts";
import { shortHash } from "./content.ts";
import { decide } from "./decide.ts";
import { releaseFact } from "./post-facts.ts";
import { amountsOf, type PostRow, postOf, requirePending } from "./post-row.ts";
import { amountsOutput, postIdSchema, versionSchema } from "./schemas.ts";

const input = z.object({
  postId: postIdSchema,
  version: versionSchema,
  contentHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe("Content hash of the version that was looked at (posts.get names it)"),
});

/** The money event: the press releases the hold to the influencer and starts the payout clock. */
export const approvePost = defineUseCase({
  name: "posts.approve",
  version: 1,
  title: "Approve a post and release its money",
  describe:
    "Approves one version of a submitted post: releases the money held for it and starts the payout. Use it when a reviewer wants to approve; a person must press the button. Take version and contentHash from posts.get. To send it back use posts.request_revision, to refuse it posts.reject.",
  input,
  output: z.object({
    postId: postIdSchema,
    version: z.number().describe("The approved version"),
    status: z.literal("approved").describe("approved"),
    decidedBy: z.string().describe("Who approved it"),
    decidedAt: z.string().describe("When"),
    influencerName: z.string().describe("Who is paid"),
    campaignName: z.string().describe("For which campaign"),
    url: z.string().describe("Address of the post"),
    payoutId: z.string().describe("The payout that was started"),
    promisedOn: z.string().describe("When the influencer was promised the money"),
    ...amountsOutput,
  }),
  effect: "money",
  access: { roles: ["admin", "brand_manager", "finance"], scope: "posts:review" },
  approval: {
    deciders: { roles: ["admin", "brand_manager"], rolesAboveLimit: ["admin", "finance"] },
    subject: (call) => `post:${call.postId}`,
    facts: approvalFacts,
  },
  idempotency: (call) => `approve:${call.postId}:v${call.version}`,
  errors: ["not_found", "conflict", "precondition_failed"],
  rest: { method: "post", path: "/posts/{postId}/approve" },
  expose: { mcp: "direct", rest: true, chat: true },
  example: { postId: "pst_00000000000000000000000000", version: 1, contentHash: "0".repeat(64) },
  present: {
    card: (output, p) => ({
      title: p.t("posts.approved.title"),
      tone: "good",
      facts: [
        { label: p.t("posts.fact.influencer"), value: output.influencerName, required: true },
        { label: p.t("posts.fact.campaign"), value: output.campaignName, required: true },
        releaseFact(output, p, true),
        { label: p.t("posts.fact.promised"), value: p.date(output.promisedOn), required: true },
      ],
      body: p.t("posts.outcome.approved", { name: output.decidedBy, at: p.dateTime(output.decidedAt) }),
      actions: [
        {
          kind: "call",
          useCase: "metrics.of_post",
          input: { postId: output.postId },
          label: p.t("posts.action.numbers"),
        },
        { kind: "link", url: output.url, label: p.t("posts.action.open") },
      ],
    }),
    summary: (output, p) =>
      p.t("posts.approved.summary", {
        name: output.influencerName,
        by: output.decidedBy,
        at: p.dateTime(output.decidedAt),
        promised: p.date(output.promisedOn),
      }),
  },
  async run(ctx, call) {
    const before = await postOf(ctx.tx, call.postId);
    requireHold(before);
    const { post, reviewer, decidedAt } = await decide(ctx, call, "approved", "");
    const { orgId, influencerId, collaborationId, campaignName } = post;
    const paid = await releaseAndPay(ctx, {
      orgId,
      influencerId,
      collaborationId,
      postId: post.id,
      holdId: requireHold(post),
      commissionBps: post.commissionBps,
      campaignName,
    });
    await markDeliverable(ctx, { orgId, deliverableId: post.deliverableId, from: ["submitted"], to: "approved" });
    await scheduleMetrics(ctx, { orgId, postId: post.id, approvedAt: decidedAt });
    return {
      postId: post.id,
      version: post.version,
      status: "approved" as const,
      decidedBy: reviewer,
      decidedAt: decidedAt.toISOString(),
      influencerName: post.influencerName,
      campaignName,
      url: post.url,
      payoutId: paid.payoutId,
      promisedOn: paid.promisedOn.toISOString(),
      grossMinor: Number(paid.netMinor + paid.commissionMinor),
      commissionMinor: Number(paid.commissionMinor),
      netMinor: Number(paid.netMinor),
      currency: paid.currency,
    };
  },
});

function requireHold(post: PostRow): string {
  if (post.holdId === null) throw new AppError("precondition_failed", "post_without_hold");
  return post.holdId;
}

/** What the person who presses is shown, and what is computed again when they do. */
async function approvalFacts(ctx: UseCaseContext, call: z.output<typeof input>): Promise<ApprovalFacts> {
  const post = await postOf(ctx.tx, call.postId);
  requirePending(post, call);
  requireHold(post);
  const { gross, commission, net } = amountsOf(post);
  const text = (label: string, value: string) => ({ label, value: { kind: "text" as const, text: value } });
  const amount = (label: string, value: typeof gross) => ({
    label,
    value: { kind: "money" as const, amountMinor: value.amountMinor.toString(), currency: value.currency },
  });
  const disclosure = post.checks.find((check) => check.key === "disclosure");
  return {
    lines: [
      text("posts.fact.influencer", `${post.influencerName} (@${post.username})`),
      text("posts.fact.campaign", post.campaignName),
      text("posts.fact.link", post.url),
      { label: "posts.fact.version_number", value: { kind: "number", number: post.version } },
      text("posts.fact.content", shortHash(post.contentHash)),
      amount("posts.fact.gross", gross),
      amount("posts.fact.commission", commission),
      amount("posts.fact.net", net),
      text("posts.fact.disclosure", disclosure?.status === "pass" ? `✅ ${disclosure.evidence}` : "❌"),
    ],
    amount: { amountMinor: gross.amountMinor.toString(), currency: gross.currency },
  };
}
