import { z } from "zod";
import { notFound } from "../kernel/errors.ts";
import { idPattern } from "../kernel/ids.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import { ANSWERING_ROLES, type HandOver, loadOpen } from "./hand-over.ts";
import { ended } from "./notifications.ts";
import { settleCall } from "./settle-call.ts";

/** Either side gives the conversation back to the assistant. */
export const endHandOver = defineUseCase({
  name: "handover.end",
  version: 1,
  title: "Give a conversation back to the assistant",
  describe:
    "Ends a hand-over: the assistant answers in that conversation again. For the influencer who asked for a human (their own open one; no id needed in their chat) and for members of the brand (with the id from the card). Use it when they say they want the assistant back. The other side is told.",
  input: z.object({
    handOverId: z
      .string()
      .regex(idPattern("handOver"))
      .optional()
      .describe("Which; an influencer's own open one without it"),
  }),
  output: z.object({
    handOverId: z.string().describe("The conversation"),
    personName: z.string().describe("Whose conversation it is"),
    own: z.boolean().describe("Whether the one who ended it is that person"),
  }),
  effect: "write",
  access: { roles: [...ANSWERING_ROLES, "influencer"], scope: "profile:write" },
  idempotency: "caller",
  errors: ["not_found", "precondition_failed"],
  rest: { method: "post", path: "/hand-overs/end" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { handOverId: "hov_01h455vb4pexf90000000000aa" },
  present: {
    card: (output, p) => ({ title: said(output, p.t), tone: "good" }),
    summary: (output, p) => said(output, p.t),
  },
  async run(ctx, input) {
    const row = await loadOpen(ctx, input.handOverId ?? (await ownOpen(ctx)));
    const own = ctx.actor.kind === "influencer";
    await closeHandOver(ctx, row, {
      outcome: "ended",
      by: ctx.actor.displayName,
      endedBy: own ? row.person : ctx.actor.id,
    });
    return { handOverId: row.id, personName: row.personName, own };
  },
});

function said(
  output: { own: boolean; personName: string },
  t: (key: string, values?: Record<string, string>) => string,
): string {
  return output.own ? t("handover.back.own") : t("handover.given_back", { name: output.personName });
}

async function ownOpen(ctx: UseCaseContext): Promise<string> {
  const row = await ctx.tx.first<{ id: string }>(
    `SELECT id FROM hand_over WHERE person = $1 AND status = 'open' AND ends_at > $2
     ORDER BY conversation_id = $3 DESC NULLS LAST, started_at DESC LIMIT 1`,
    [ctx.actor.id, ctx.now(), ctx.actor.conversationId ?? null],
  );
  if (!row) throw notFound("hand_over");
  return row.id;
}

/** Ends one that is open, and tells everybody but whoever did it. */
export async function closeHandOver(
  ctx: UseCaseContext,
  row: HandOver,
  how: { outcome: "ended" | "silence"; by: string; endedBy: string },
): Promise<void> {
  await ctx.tx.execute("UPDATE hand_over SET status = 'ended', ended_at = $3 WHERE org_id = $1 AND id = $2", [
    row.orgId,
    row.id,
    ctx.now(),
  ]);
  const { outcome, by } = how;
  await settleCall(ctx, row, outcome, by);
  const data = { personName: row.personName, by, outcome };
  if (how.endedBy !== row.person) {
    await ctx.outbox.notify(ended, {
      to: { person: row.person },
      conversationId: row.conversationId,
      key: row.id,
      data: { ...data, influencer: true },
    });
  }
  if (row.takenBy && how.endedBy !== row.takenBy) {
    await ctx.outbox.notify(ended, { to: { person: row.takenBy }, key: row.id, data: { ...data, influencer: false } });
  }
}
