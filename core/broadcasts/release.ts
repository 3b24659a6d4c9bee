import { z } from "zod";
import { systemActor } from "../kernel/actor.ts";
import { DAY_MS, MINUTE_MS } from "../kernel/clock.ts";
import { notFound } from "../kernel/errors.ts";
import { idPattern } from "../kernel/ids.ts";
import { chatToTell, planDelivery } from "../notifications/index.ts";
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
/** Messages of one organization in a day, all its broadcasts together. */
const ONE_ORGANIZATION_A_DAY = 1_000;
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
      .enum(["releasing", "resting", "done"])
      .describe("releasing: the next minute takes more; resting: nobody can be told just now; done: reported"),
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
    const settle: Settle = (influencerId, status, reason, channel) =>
      ctx.tx.execute(
        `UPDATE broadcast_recipient SET status = $4, reason = $5, channel = $6, queued_at = $7
         WHERE org_id = $1 AND broadcast_id = $2 AND influencer_id = $3 AND status = 'waiting'`,
        [orgId, broadcastId, influencerId, status, reason, channel, ctx.now()],
      );
    const room = await roomNow(ctx, orgId);
    let released = 0;
    for (const person of await waitingOf(ctx, orgId, broadcastId)) {
      if (!person.agrees || late) {
        await settle(person.id, "skipped", person.agrees ? "capped" : "withdrawn", null);
        continue;
      }
      if (room.people < 1 || person.toldLately || (await sleeps(ctx, person.id))) continue;
      const channel = (await chatToTell(ctx.tx, person.id, CHANNELS))?.channel ?? "desk";
      const left = room.channels.get(channel) ?? 0;
      if (left < 1) continue;
      room.channels.set(channel, left - 1);
      room.people -= 1;
      released += 1;
      await settle(person.id, "queued", null, channel);
      await ctx.outbox.notify(broadcastMessage, {
        to: { person: person.id },
        key: broadcastId,
        subject: broadcastSubject(broadcastId),
        data: { orgName: broadcast.orgName, text: broadcast.body },
      });
    }
    return { state: await stateOf(ctx, orgId, broadcast, { late, released }) };
  },
});

type Settle = (
  influencerId: string,
  status: "queued" | "skipped",
  reason: "withdrawn" | "capped" | null,
  channel: string | null,
) => Promise<number>;

interface Waiting {
  readonly id: string;
  readonly agrees: boolean;
  readonly toldLately: boolean;
}

/** Whoever waits for their copy: whether they still agree, and whether any broadcast reached them within a day. */
function waitingOf(ctx: UseCaseContext, orgId: string, broadcastId: string): Promise<Waiting[]> {
  return ctx.tx.query<Waiting>(
    `SELECT r.influencer_id AS id,
       EXISTS (SELECT 1 FROM consent c WHERE c.influencer_id = r.influencer_id AND c.purpose = 'broadcast' AND c.withdrawn_at IS NULL) AS agrees,
       EXISTS (SELECT 1 FROM broadcast_recipient o WHERE o.influencer_id = r.influencer_id AND o.status = 'queued' AND o.queued_at > $3) AS told_lately
     FROM broadcast_recipient r WHERE r.org_id = $1 AND r.broadcast_id = $2 AND r.status = 'waiting' ORDER BY r.influencer_id`,
    [orgId, broadcastId, new Date(ctx.now().getTime() - ONE_PERSON_EVERY_MS)],
  );
}

/** Within somebody's quiet hours nothing is released to them: all of a night at once in the morning would be a flood. */
async function sleeps(ctx: UseCaseContext, person: string): Promise<boolean> {
  const now = ctx.now();
  const plan = await planDelivery(ctx.tx, { recipient: person, kind: broadcastMessage.kind, now });
  return plan.outcome === "send" && plan.deliverAt > now;
}

function broadcastSubject(broadcastId: string): string {
  return `broadcast:${broadcastId}`;
}

interface Room {
  /** How many people may be told within this minute. */
  people: number;
  /** How many messages each channel may take, over all broadcasts of the house. */
  readonly channels: Map<string, number>;
}

async function roomNow(ctx: UseCaseContext, orgId: string): Promise<Room> {
  // One release at a time counts and takes.
  await ctx.tx.query("SELECT pg_advisory_xact_lock(hashtextextended('broadcasts.rate', 0))");
  const since = (ms: number): Date => new Date(ctx.now().getTime() - ms);
  const rows = await ctx.tx.query<{ channel: string; count: number }>(
    "SELECT channel, count(*)::int AS count FROM broadcast_recipient WHERE status = 'queued' AND queued_at > $1 AND channel IS NOT NULL GROUP BY channel",
    [since(MINUTE_MS)],
  );
  const today = await ctx.tx.first<{ count: number }>(
    "SELECT count(*)::int AS count FROM broadcast_recipient WHERE org_id = $1 AND status = 'queued' AND queued_at > $2",
    [orgId, since(DAY_MS)],
  );
  const used = new Map(rows.map(({ channel, count }) => [channel, count]));
  return {
    people: Math.min(BATCH, ONE_ORGANIZATION_A_DAY - (today?.count ?? 0)),
    channels: new Map(CHANNELS.map((channel) => [channel, (PER_MINUTE[channel] ?? 0) - (used.get(channel) ?? 0)])),
  };
}

async function stateOf(
  ctx: UseCaseContext,
  orgId: string,
  broadcast: Broadcast,
  { late, released }: { late: boolean; released: number },
): Promise<"releasing" | "resting" | "done"> {
  const counts = await countsOf(ctx, orgId, broadcast.id);
  if (counts.waiting > 0) return released > 0 ? "releasing" : "resting";
  if (counts.underWay > 0 && !late) return "resting";
  await ctx.tx.execute("UPDATE broadcast SET status = 'done', ended_at = $3 WHERE org_id = $1 AND id = $2", [
    orgId,
    broadcast.id,
    ctx.now(),
  ]);
  const { sent, held, refused, unknown, skipped } = counts;
  await ctx.outbox.notify(broadcastResult, {
    to: { person: broadcast.createdBy },
    key: broadcast.id,
    data: { broadcastId: broadcast.id, sent, held: held + counts.underWay, refused, unknown, skipped },
  });
  return "done";
}

type Counts = Readonly<Record<"waiting" | "skipped" | "sent" | "held" | "refused" | "unknown" | "underWay", number>>;

/** Where a broadcast's copies are; as the house, which alone reads the outbox. */
async function countsOf(ctx: UseCaseContext, orgId: string, broadcastId: string): Promise<Counts> {
  const row = await ctx.tx.first<Counts>(
    `SELECT r.waiting, r.skipped, o.sent, o.held, o.refused, o.unknown, o.under_way
     FROM (SELECT count(*) FILTER (WHERE status = 'waiting')::int AS waiting, count(*) FILTER (WHERE status = 'skipped')::int AS skipped
       FROM broadcast_recipient WHERE org_id = $1 AND broadcast_id = $2) r,
     (SELECT count(*) FILTER (WHERE status = 'sent' AND receipts <> '[]')::int AS sent,
       count(*) FILTER (WHERE status = 'sent' AND receipts = '[]')::int AS held,
       count(*) FILTER (WHERE status = 'failed')::int AS refused,
       count(*) FILTER (WHERE status = 'unknown')::int AS unknown,
       count(*) FILTER (WHERE status IN ('pending', 'sending'))::int AS under_way
       FROM outbound_message WHERE subject = $3 AND kind = 'notification') o`,
    [orgId, broadcastId, broadcastSubject(broadcastId)],
  );
  if (!row) throw new Error("a query of counts answers one row");
  return row;
}
