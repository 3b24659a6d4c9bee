import { defineUseCase } from "../usecase/define.ts";
import { decide } from "./decide.ts";
import { revisionRequested } from "./notifications.ts";
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

/** Sends a post back with a note; the influencer submits the mended link again. */
export const requestRevision = defineUseCase({
  name: "posts.request_revision",
  version: 1,
  title: "Ask for a revision of a post",
  describe:
    "Sends a submitted post back to the influencer with a note of what to change, and with the checks that failed. No money moves. Use it when the post can be mended; to refuse it for good use posts.reject. Take the version from posts.get.",
  input: sendBackInput,
  output: sendBackOutput,
  effect: "write",
  access: { roles: ["admin", "brand_manager"], scope: "posts:review" },
  modelApproval: sendBackByModel("revise"),
  idempotency: "caller",
  errors: ["not_found", "conflict"],
  rest: { method: "post", path: "/posts/{postId}/revision" },
  expose: { mcp: "direct", rest: true, chat: true },
  example: sendBackExample,
  present: { card: sendBackCard, summary: sendBackSummary },
  async run(ctx, input) {
    const decided = await decide(ctx, input, "needs_revision", input.note);
    const { post } = decided;
    await ctx.outbox.notify(revisionRequested, {
      to: { person: post.influencerId },
      key: `${post.id}:v${post.version}`,
      data: answerData(post, input.note),
    });
    return sendBackResult(decided, "needs_revision", input.note);
  },
});
