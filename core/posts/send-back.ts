import { z } from "zod";
import type { Card } from "../cards/card.ts";
import type { Presenter } from "../i18n/presenter.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import type { ModelApproval } from "../usecase/define.ts";
import { type PostRow, postOf, requirePending } from "./post-row.ts";
import { noteSchema, postIdSchema, versionSchema } from "./schemas.ts";

/** What `posts.reject` and `posts.request_revision` have in common. */
export const sendBackInput = z.object({
  postId: postIdSchema,
  version: versionSchema,
  note: noteSchema.describe("What is wrong or should change, for the influencer; 3 to 1000 characters"),
});

export const sendBackOutput = z.object({
  postId: postIdSchema,
  version: z.number().describe("The version that was decided"),
  status: z.enum(["rejected", "needs_revision"]).describe("Where the post stands now"),
  decidedBy: z.string().describe("Who decided"),
  decidedAt: z.string().describe("When"),
  note: z.string().describe("The note the influencer was sent"),
  influencerName: z.string().describe("Who was told"),
  campaignName: z.string().describe("For which campaign"),
  url: z.string().describe("Address of the post"),
});
type SendBackOutput = z.output<typeof sendBackOutput>;

/** A note that a model wrote goes to the influencer after a press; the reviewer's own words go at once. */
export function sendBackByModel(verb: string): ModelApproval<z.output<typeof sendBackInput>> {
  return {
    deciders: { self: true },
    subject: (call) => `${verb}:${call.postId}`,
    ownWords: (call, words) => words.says(call.note),
    async facts(ctx: UseCaseContext, call) {
      const post = await postOf(ctx.tx, call.postId);
      requirePending(post, call);
      const text = (label: string, value: string) => ({ label, value: { kind: "text" as const, text: value } });
      return {
        lines: [
          text("posts.fact.influencer", `${post.influencerName} (@${post.username})`),
          text("posts.fact.campaign", post.campaignName),
          text("posts.fact.link", post.url),
          text("posts.fact.note", call.note),
        ],
      };
    },
  };
}

export const sendBackExample = {
  postId: "pst_00000000000000000000000000",
  version: 1,
  note: "Tolong tambahkan #iklan di awal keterangan.",
};

export function sendBackResult(
  decided: { post: PostRow; reviewer: string; decidedAt: Date },
  status: SendBackOutput["status"],
  note: string,
): SendBackOutput {
  const { post, reviewer, decidedAt } = decided;
  return {
    postId: post.id,
    version: post.version,
    status,
    decidedBy: reviewer,
    decidedAt: decidedAt.toISOString(),
    note,
    influencerName: post.influencerName,
    campaignName: post.campaignName,
    url: post.url,
  };
}

/** What the influencer's message about a decision is made of. */
export function answerData(post: PostRow, note: string) {
  return {
    postId: post.id,
    url: post.url,
    campaignName: post.campaignName,
    platform: post.platform,
    format: post.format,
    note,
    checks: post.checks,
  };
}

export function sendBackCard(output: SendBackOutput, p: Presenter): Card {
  return {
    title: p.t(`posts.sent_back.${output.status}`),
    tone: output.status === "rejected" ? "bad" : "neutral",
    facts: [
      { label: p.t("posts.fact.influencer"), value: output.influencerName, required: true },
      { label: p.t("posts.fact.campaign"), value: output.campaignName, required: true },
      { label: p.t("posts.fact.note"), value: output.note, required: true },
    ],
    body: p.t(`posts.outcome.${output.status}`, { name: output.decidedBy, at: p.dateTime(output.decidedAt) }),
    actions: [{ kind: "link", url: output.url, label: p.t("posts.action.open") }],
  };
}

export function sendBackSummary(output: SendBackOutput, p: Presenter): string {
  return p.t(`posts.sent_back_summary.${output.status}`, { name: output.influencerName });
}
