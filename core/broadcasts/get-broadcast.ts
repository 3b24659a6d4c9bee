import { z } from "zod";
import { notFound } from "../kernel/errors.ts";
import { idPattern } from "../kernel/ids.ts";
import { orgOf } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";

const output = z.object({
  broadcastId: z.string().describe("The broadcast"),
  text: z.string().describe("What it says"),
  status: z.enum(["sending", "done"]).describe("sending, or done"),
  people: z.number().describe("How many it is for"),
  queued: z.number().describe("How many messages were handed over for delivery"),
  waiting: z.number().describe("How many still wait for their turn"),
  skipped: z.number().describe("How many were left out: they withdrew, or had another message that day"),
});

/** How far a broadcast is. */
export const getBroadcast = defineUseCase({
  name: "broadcasts.get",
  version: 1,
  title: "Show how far a broadcast is",
  describe:
    "Shows a message to many influencers: its text, and to how many it was handed over, how many wait or were left out. Use it after broadcasts.send. When it is finished, whoever sent it also gets a card with the result.",
  input: z.object({ broadcastId: z.string().regex(idPattern("broadcast")).describe("From broadcasts.send") }),
  output,
  effect: "read",
  access: { roles: ["admin", "brand_manager", "viewer"], scope: "collaborations:read" },
  errors: ["not_found"],
  rest: { method: "get", path: "/broadcasts/{broadcastId}" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { broadcastId: "brd_01h455vb4pexf90000000000aa" },
  present: {
    card: (broadcast, p) => ({
      title: p.t(`broadcasts.status.${broadcast.status}`),
      facts: (["people", "queued", "waiting", "skipped"] as const).map((key) => ({
        label: p.t(`broadcasts.fact.${key}`),
        value: p.number(broadcast[key]),
      })),
      body: broadcast.text,
      actions:
        broadcast.status === "sending"
          ? [
              {
                kind: "call",
                useCase: "broadcasts.get",
                input: { broadcastId: broadcast.broadcastId },
                label: p.t("broadcasts.action.progress"),
              },
            ]
          : [],
    }),
    summary: (broadcast, p) => p.t("broadcasts.progress", { queued: broadcast.queued, people: broadcast.people }),
  },
  async run(ctx, { broadcastId }) {
    const row = await ctx.tx.first<Omit<z.output<typeof output>, "broadcastId">>(
      `SELECT b.body AS text, b.status, count(r.influencer_id)::int AS people,
         count(r.influencer_id) FILTER (WHERE r.status = 'queued')::int AS queued,
         count(r.influencer_id) FILTER (WHERE r.status = 'waiting')::int AS waiting,
         count(r.influencer_id) FILTER (WHERE r.status = 'skipped')::int AS skipped
       FROM broadcast b LEFT JOIN broadcast_recipient r ON r.org_id = b.org_id AND r.broadcast_id = b.id
       WHERE b.org_id = $1 AND b.id = $2 GROUP BY b.body, b.status`,
      [orgOf(ctx), broadcastId],
    );
    if (!row) throw notFound("broadcast");
    return { broadcastId, ...row };
  },
});
