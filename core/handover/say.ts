import { z } from "zod";
import { idPattern, newId } from "../kernel/ids.ts";
import { defineUseCase } from "../usecase/define.ts";
import { listenersOf, loadOpen, nextEnd } from "./hand-over.ts";
import { wrote } from "./notifications.ts";

/** The runtime's own step: what an influencer writes goes to the people who answer, in place of the assistant. */
export const sayToHuman = defineUseCase({
  name: "handover.say",
  version: 1,
  title: "Hand a message on to the people who answer",
  describe: "The chat's own step while people answer: hands on what the influencer wrote.",
  input: z.object({
    handOverId: z.string().regex(idPattern("handOver")).describe("The open hand-over of their chat"),
    text: z.string().max(16_000).describe("What they wrote"),
    files: z.number().int().min(0).max(100).default(0).describe("How many files came with it"),
  }),
  output: z.object({ handOverId: z.string().describe("The conversation") }),
  effect: "write",
  access: { roles: ["influencer"], scope: "profile:write" },
  idempotency: "caller",
  errors: ["not_found", "precondition_failed"],
  rest: { method: "post", path: "/people/me/hand-overs/{handOverId}/messages" },
  expose: { mcp: false, rest: false, chat: false },
  example: { handOverId: "hov_01h455vb4pexf90000000000aa", text: "Jadwalnya bisa mundur?" },
  present: {
    card: (_output, p) => ({ title: p.t("handover.handed_on") }),
    summary: (_output, p) => p.t("handover.handed_on"),
  },
  async run(ctx, { handOverId, text, files }) {
    const row = await loadOpen(ctx, handOverId);
    await ctx.tx.execute("UPDATE hand_over SET ends_at = $3 WHERE org_id = $1 AND id = $2", [
      row.orgId,
      row.id,
      nextEnd(ctx.now()),
    ]);
    await ctx.outbox.notify(wrote, {
      to: listenersOf(row),
      key: newId("message"),
      data: { handOverId: row.id, personName: row.personName, text, files },
    });
    return { handOverId: row.id };
  },
});
