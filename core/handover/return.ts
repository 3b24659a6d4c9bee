import { z } from "zod";
import { systemActor } from "../kernel/actor.ts";
import { idPattern } from "../kernel/ids.ts";
import { defineUseCase } from "../usecase/define.ts";
import { defineJob, RetryLater } from "../usecase/job.ts";
import { closeHandOver } from "./end.ts";
import type { HandOver } from "./hand-over.ts";

const ids = {
  handOverId: z.string().regex(idPattern("handOver")).describe("The hand-over"),
  orgId: z.string().regex(idPattern("organization")).describe("Whose people answer"),
};

/** Waits until nobody has written for a day; every word puts it off. */
export const returnToAssistant = defineJob({
  name: "handover.return",
  payload: z.object(ids),
  maxAttempts: 8,
  async run(ctx, payload) {
    const outcome = await ctx.executor.execute(
      "handover.expire",
      payload,
      systemActor("handover", { orgId: payload.orgId }),
    );
    const endsAt = outcome.kind === "done" ? outcome.output.endsAt : null;
    if (typeof endsAt === "string") {
      throw new RetryLater(Math.max(1_000, Date.parse(endsAt) - ctx.clock.now().getTime()), "they still talk");
    }
  },
});

/** Gives a conversation back that went silent. */
export const expireHandOver = defineUseCase({
  name: "handover.expire",
  version: 1,
  title: "Give a silent conversation back",
  describe: "The house's own step: the assistant answers again where nobody wrote for a day.",
  input: z.object(ids),
  output: z.object({ endsAt: z.string().nullable().describe("When to look again; null: it is over") }),
  effect: "write",
  access: { roles: ["system"], scope: "operations:write" },
  idempotency: "caller",
  errors: [],
  scope: "platform",
  rest: { method: "post", path: "/hand-overs/expire" },
  expose: { mcp: false, rest: false, chat: false },
  example: { handOverId: "hov_01h455vb4pexf90000000000aa", orgId: "org_01h455vb4pexf90000000000aa" },
  present: { card: () => ({ title: "–" }), summary: () => "–" },
  async run(ctx, { handOverId, orgId }) {
    const row = await ctx.tx.first<HandOver>(
      `SELECT h.id, h.org_id, o.name AS org_name, h.conversation_id, h.person, h.person_name, h.status, h.taken_by, h.ends_at
       FROM hand_over h JOIN organization o ON o.id = h.org_id WHERE h.org_id = $1 AND h.id = $2 FOR UPDATE OF h`,
      [orgId, handOverId],
    );
    if (!row || row.status === "ended") return { endsAt: null };
    if (row.endsAt > ctx.now()) return { endsAt: row.endsAt.toISOString() };
    await closeHandOver(ctx, row, { outcome: "silence", by: "", endedBy: "" });
    return { endsAt: null };
  },
});
