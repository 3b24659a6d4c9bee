import { markDeliverable } from "../collaborations/index.ts";
import { defineUseCase } from "../usecase/define.ts";
import { decide } from "./decide.ts";
import { postRejected } from "./notifications.ts";
import {
  answerData,
  sendBackByModel,
  sendBackCard,
  sendBackExample,
  sendBackInput,
  sendBackOutput,
  sendBackResult,
  sendBackSummary,
} from "./send-back.ts";

/** Refuses a post for good; its deliverable is open again for another one. */
export const rejectPost = defineUseCase({
  name: "posts.reject",
  version: 1,
  title: "Reject a post",
  describe:
    "Refuses a submitted post for good, with a note to the influencer. No money moves; the influencer may publish another post for the same piece. If the post can be mended, use posts.request_revision instead. Take the version from posts.get.",
  input: sendBackInput,
  output: sendBackOutput,
  effect: "write",
  access: { roles: ["admin", "brand_manager"], scope: "posts:review" },
  modelApproval: sendBackByModel("reject"),
  idempotency: "caller",
  errors: ["not_found", "conflict"],
  rest: { method: "post", path: "/posts/{postId}/reject" },
  expose: { mcp: "direct", rest: true, chat: true },
  example: sendBackExample,
  present: { card: sendBackCard, summary: sendBackSummary },
  async run(ctx, input) {
    const decided = await decide(ctx, input, "rejected", input.note);
    const { post } = decided;
    await markDeliverable(ctx, {
      orgId: post.orgId,
      deliverableId: post.deliverableId,
      from: ["submitted"],
      to: "open",
    });
    await ctx.outbox.notify(postRejected, {
      to: { person: post.influencerId },
      key: `${post.id}:v${post.version}`,
      data: answerData(post, input.note),
    });
    return sendBackResult(decided, "rejected", input.note);
  },
});
