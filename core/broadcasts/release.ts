import { z } from "zod";
import { systemActor } from "../kernel/actor.ts";
import { DAY_MS, MINUTE_MS } from "../kernel/clock.ts";
import { notFound } from "../kernel/errors.ts";
import { idPattern } from "../kernel/ids.ts";
import { chatToTell } from "../notifications/index.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import { defineJob, RetryLater } from "../usecase/job.ts";
import { broadcastMessage, broadcastResult } from "./notifications.ts";

/** Messages a minute of all broadcasts together, far below what the platforms allow: work messages go first. */
const PER_MINUTE: Readonly<Record<string, number>> = { telegram: 60, whatsapp: 30, slack: 30, desk: 300 };
const CHANNELS = Object.keys(PER_MINUTE);
const BATCH = 60;
/** One broadcast a person in this time, whoever sends it. */
const ONE_PERSON_EVERY_MS = DAY_MS;
/** Whoever could not be told within this time is not told any more. */
const GIVE_UP_MS = 3 * DAY_MS;

const ids = {
  broadcastId: z.string().regex(idPattern("broadcast")).describe("The broadcast"),
  orgId: z.string().regex(idPattern("organization")).describe("Whose"),
};

/** Carries a broadcast out, minute by minute, and reports in the end. */
export const deliverBroadcast = defineJob({
  name: "broadcasts.deliver",
  payload: z.object(ids),
  maxAttempts: 8,
  async run(ctx, { broadcastId, orgId }) {
    const outcome = await ctx.executor.execute(
      "broadcasts.release",
      { broadcastId, orgId },
      systemActor("broadcasts", { orgId }),
    );
    if (outcome.kind === "done" && outcome.output.state !== "done") {
      throw new RetryLater(
        outcome.output.state === "releasing" ? MINUTE_MS : 5 * MINUTE_MS,
        String(outcome.output.state),
      );
    }
  },
});

interface Broadcast {
  readonly id: string;
  readonly body: string;
  readonly orgName: string;
  readonly status: "sending" | "done";
  readonly createdBy: string;
  readonly createdAt: Date;
}

/** One minute's worth of a broadcast. */
export const releaseBroadcast = defineUseCase({
  name: "broadcasts.release",
  version: 1,
  title: "Release part of a broadcast",
  describe: "The house's own step: writes one minute's worth of a broadcast's messages, or its result.",
  input: z.object(ids),
  output: z.object({
    state: z
      .enum(["releasing", "delivering", "done"])
      .describe("releasing: more people wait; delivering: messages are under way; done: reported"),
  }),
  effect: "write",
  access: { roles: ["system"], scope: "operations:write" },
  idempotency: "caller",
  errors: ["not_found"],
  scope: "platform",
  rest: { method: "post", path: "/broadcasts/release" },
  expose: { mcp: false, rest: false, chat: false },
  example: { broadcastId: "brd_01h455vb4pexf90000000000aa", orgId: "org_01h455vb4pexf90000000000aa" },
  present: { card: () => ({ title: "–" }), summary: () => "–" },
  async run(ctx, { broadcastId, orgId }) {
    const broadcast = await ctx.tx.first<Broadcast>(
      `SELECT b.id, b.body, b.status, b.created_by, b.created_at, o.name AS org_name FROM broadcast b JOIN organization o ON o.id = b.org_id
       WHERE b.org_id = $1 AND b.id = $2 FOR UPDATE OF b`,
      [orgId, broadcastId],
    );
    if (!broadcast) throw notFound("broadcast");
    if (broadcast.status === "done") return { state: "done" as const };
    const late = ctx.now().getTime() - broadcast.createdAt.getTime() > GIVE_UP_MS;
    const waiting = await ctx.tx.query<{ influencerId: string }>(
      `SELECT influencer_id FROM broadcast_recipient WHERE org_id = $1 AND broadcast_id = $2 AND status = 'waiting' ORDER BY influencer_id LIMIT $3`,
      [orgId, broadcastId, late ? 10_000 : 10 * BATCH],
    );
    const left = await roomNow(ctx);
    let released = 0;
    for (const { influencerId } of waiting) {
      const settle = (status: "queued" | "skipped", reason: string | null, channel: string | null): Promise<number> =>
        ctx.tx.execute(
          `UPDATE broadcast_recipient SET status = $4, reason = $5, channel = $6, queued_at = $7
           WHERE org_id = $1 AND broadcast_id = $2 AND influencer_id = $3 AND status = 'waiting'`,
          [orgId, broadcastId, influencerId, status, reason, channel, ctx.now()],
        );
      if (!(await stillAgrees(ctx, influencerId))) {
        await settle("skipped", "withdrawn", null);
        continue;
      }
      if (late) {
        await settle("skipped", "capped", null);
        continue;
      }
      if (released >= BATCH) break;
      const channel = (await chatToTell(ctx.tx, influencerId, CHANNELS))?.channel ?? "desk";
      if ((left.get(channel) ?? 0) < 1 || (await toldLately(ctx, influencerId))) continue;
      left.set(channel, (left.get(channel) ?? 0) - 1);
      await settle("queued", null, channel);
      await ctx.outbox.notify(broadcastMessage, {
        to: { person: influencerId },
        key: broadcastId,
        subject: broadcastSubject(broadcastId),
        data: { orgName: broadcast.orgName, text: broadcast.body },
      });
      released += 1;
    }
    return { state: await stateOf(ctx, orgId, broadcast, late) };
  },
});

function broadcastSubject(broadcastId: string): string {
  return `broadcast:${broadcastId}`;
}

/** How many more messages each channel may take within this minute, over all broadcasts of the house. */
async function roomNow(ctx: UseCaseContext): Promise<Map<string, number>> {
  // One release at a time counts and takes.
  await ctx.tx.query("SELECT pg_advisory_xact_lock(hashtextextended('broadcasts.rate', 0))");
  const rows = await ctx.tx.query<{ channel: string; count: number }>(
    "SELECT channel, count(*)::int AS count FROM broadcast_recipient WHERE status = 'queued' AND queued_at > $1 AND channel IS NOT NULL GROUP BY channel",
    [new Date(ctx.now().getTime() - MINUTE_MS)],
  );
  const used = new Map(rows.map(({ channel, count }) => [channel, count]));
  return new Map(CHANNELS.map((channel) => [channel, (PER_MINUTE[channel] ?? 0) - (used.get(channel) ?? 0)]));
}

async function stillAgrees(ctx: UseCaseContext, influencerId: string): Promise<boolean> {
  const row = await ctx.tx.first(
    "SELECT 1 FROM consent WHERE influencer_id = $1 AND purpose = 'broadcast' AND withdrawn_at IS NULL",
    [influencerId],
  );
  return row !== undefined;
}

async function toldLately(ctx: UseCaseContext, influencerId: string): Promise<boolean> {
  const row = await ctx.tx.first(
    "SELECT 1 FROM broadcast_recipient WHERE influencer_id = $1 AND status = 'queued' AND queued_at > $2",
    [influencerId, new Date(ctx.now().getTime() - ONE_PERSON_EVERY_MS)],
  );
  return row !== undefined;
}

async function stateOf(
  ctx: UseCaseContext,
  orgId: string,
  broadcast: Broadcast,
  late: boolean,
): Promise<"releasing" | "delivering" | "done"> {
  const counts = await countsOf(ctx, orgId, broadcast.id);
  if (counts.waiting > 0) return "releasing";
  if (counts.underWay > 0 && !late) return "delivering";
  await ctx.tx.execute("UPDATE broadcast SET status = 'done', ended_at = $3 WHERE org_id = $1 AND id = $2", [
    orgId,
    broadcast.id,
    ctx.now(),
  ]);
  const { sent, failed, unknown, skipped } = counts;
  await ctx.outbox.notify(broadcastResult, {
    to: { person: broadcast.createdBy },
    key: broadcast.id,
    data: { broadcastId: broadcast.id, sent, failed, unknown, skipped },
  });
  return "done";
}

/** Where a broadcast's copies are; as the house, which alone reads the outbox. */
async function countsOf(
  ctx: UseCaseContext,
  orgId: string,
  broadcastId: string,
): Promise<Record<"waiting" | "skipped" | "sent" | "failed" | "unknown" | "underWay", number>> {
  const row = await ctx.tx.first<Record<"waiting" | "skipped" | "sent" | "failed" | "unknown" | "underWay", number>>(
    `SELECT
       (SELECT count(*)::int FROM broadcast_recipient WHERE org_id = $1 AND broadcast_id = $2 AND status = 'waiting') AS waiting,
       (SELECT count(*)::int FROM broadcast_recipient WHERE org_id = $1 AND broadcast_id = $2 AND status = 'skipped')
         + (SELECT count(*)::int FROM outbound_message WHERE subject = $3 AND kind = 'notification' AND status = 'sent' AND receipts = '[]') AS skipped,
       (SELECT count(*)::int FROM outbound_message WHERE subject = $3 AND kind = 'notification' AND status = 'sent' AND receipts <> '[]') AS sent,
       (SELECT count(*)::int FROM outbound_message WHERE subject = $3 AND kind = 'notification' AND status = 'failed') AS failed,
       (SELECT count(*)::int FROM outbound_message WHERE subject = $3 AND kind = 'notification' AND status = 'unknown') AS unknown,
       (SELECT count(*)::int FROM outbound_message WHERE subject = $3 AND kind = 'notification' AND status IN ('pending', 'sending')) AS under_way`,
    [orgId, broadcastId, broadcastSubject(broadcastId)],
  );
  if (!row) throw new Error("a query of counts answers one row");
  return row;
}
