import { z } from "zod";
import { personOf } from "../kernel/actor.ts";
import { AppError } from "../kernel/errors.ts";
import { idPattern } from "../kernel/ids.ts";
import { defineUseCase } from "../usecase/define.ts";
import { ANSWERING_ROLES, loadOpen, nextEnd } from "./hand-over.ts";
import { memberActions } from "./notifications.ts";
import { settleCall } from "./settle-call.ts";

/** A member answers for: from now on the influencer's messages come to them alone. */
export const takeHandOver = defineUseCase({
  name: "handover.take",
  version: 1,
  title: "Take over a conversation",
  describe:
    "For a member: takes a conversation whose influencer asked for a human. From then on that influencer's messages come to this member alone, and they answer with handover.reply. Only for a conversation that was handed over; it writes nothing to the influencer.",
  input: z.object({ handOverId: z.string().regex(idPattern("handOver")).describe("From the card that called") }),
  output: z.object({
    handOverId: z.string().describe("For handover.reply and handover.end"),
    personName: z.string().describe("Who wants to talk"),
    endsAt: z.string().describe("When the assistant answers again if nobody writes"),
  }),
  effect: "write",
  access: { roles: [...ANSWERING_ROLES], scope: "collaborations:write" },
  idempotency: "caller",
  errors: ["not_found", "precondition_failed", "conflict"],
  rest: { method: "post", path: "/hand-overs/{handOverId}/take" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { handOverId: "hov_01h455vb4pexf90000000000aa" },
  present: {
    card: (output, p) => ({
      title: p.t("handover.taken", { name: output.personName }),
      tone: "good",
      body: p.t("handover.taken_body", { at: p.dateTime(output.endsAt) }),
      actions: memberActions(output.handOverId, p),
    }),
    summary: (output, p) => p.t("handover.taken", { name: output.personName }),
  },
  async run(ctx, { handOverId }) {
    const row = await loadOpen(ctx, handOverId);
    const me = personOf(ctx.actor);
    if (row.takenBy !== null && row.takenBy !== me) {
      const other = await ctx.tx.first<{ name: string }>("SELECT name FROM member WHERE id = $1", [row.takenBy]);
      throw new AppError("conflict", "hand_over_taken", { name: other?.name ?? "" });
    }
    const endsAt = nextEnd(ctx.now());
    await ctx.tx.execute("UPDATE hand_over SET taken_by = $3, ends_at = $4 WHERE org_id = $1 AND id = $2", [
      row.orgId,
      row.id,
      me,
      endsAt,
    ]);
    await settleCall(ctx, row, "taken", ctx.actor.displayName);
    return { handOverId: row.id, personName: row.personName, endsAt: endsAt.toISOString() };
  },
});
