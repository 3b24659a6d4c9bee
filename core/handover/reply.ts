import { z } from "zod";
import { personOf } from "../kernel/actor.ts";
import { hashOf } from "../kernel/canonical.ts";
import { idPattern, newId } from "../kernel/ids.ts";
import { cleanText } from "../kernel/text.ts";
import { defineUseCase } from "../usecase/define.ts";
import { ANSWERING_ROLES, loadOpen, nextEnd } from "./hand-over.ts";
import { answered, MOST_REPLY, memberActions } from "./notifications.ts";
import { settleCall } from "./settle-call.ts";

/** A member's own words to the influencer. No assistant sends them: a press of that member does. */
export const replyToPerson = defineUseCase({
  name: "handover.reply",
  version: 1,
  title: "Answer in a handed-over conversation",
  describe:
    "For a member: sends their own words to the influencer of a conversation that was handed over, under their name. Use it only with words the member gave; they press on them before they go out. Whoever answers first takes the conversation. It does nothing where the assistant answers again.",
  input: z.object({
    handOverId: z.string().regex(idPattern("handOver")).describe("From the card that called, or handover.take"),
    text: z
      .string()
      .overwrite((text) => cleanText(text).trim())
      .min(1)
      .max(MOST_REPLY)
      .describe("The member's own words"),
  }),
  output: z.object({
    handOverId: z.string().describe("The conversation"),
    personName: z.string().describe("Who reads it"),
  }),
  effect: "external",
  access: { roles: [...ANSWERING_ROLES], scope: "collaborations:write" },
  approval: {
    deciders: { self: true },
    subject: (call) => `hand_over_reply:${call.handOverId}:${hashOf(call).slice(0, 16)}`,
    async facts(ctx, { handOverId, text }) {
      const row = await loadOpen(ctx, handOverId);
      const line = (label: string, value: string) => ({
        label: `handover.fact.${label}`,
        value: { kind: "text" as const, text: value },
      });
      return { lines: [line("to", row.personName), line("text", text)] };
    },
  },
  idempotency: "caller",
  errors: ["not_found", "precondition_failed"],
  rest: { method: "post", path: "/hand-overs/{handOverId}/replies" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { handOverId: "hov_01h455vb4pexf90000000000aa", text: "Halo, besok jam 10 ya." },
  present: {
    card: (output, p) => ({
      title: p.t("handover.replied", { name: output.personName }),
      tone: "good",
      actions: memberActions(output.handOverId, p),
    }),
    summary: (output, p) => p.t("handover.replied", { name: output.personName }),
  },
  async run(ctx, { handOverId, text }) {
    const row = await loadOpen(ctx, handOverId);
    const me = personOf(ctx.actor);
    await ctx.tx.execute(
      "UPDATE hand_over SET taken_by = coalesce(taken_by, $3), ends_at = $4 WHERE org_id = $1 AND id = $2",
      [row.orgId, row.id, me, nextEnd(ctx.now())],
    );
    if (row.takenBy === null) {
      await settleCall(ctx, row, "taken", ctx.actor.displayName);
    }
    await ctx.outbox.notify(answered, {
      to: { person: row.person },
      conversationId: row.conversationId,
      key: newId("message"),
      data: { handOverId: row.id, memberName: ctx.actor.displayName, brand: row.orgName, text },
    });
    return { handOverId: row.id, personName: row.personName };
  },
});
