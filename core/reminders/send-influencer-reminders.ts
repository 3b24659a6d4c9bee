import { z } from "zod";
import { idPattern } from "../kernel/ids.ts";
import { dayAfter, localTime } from "../kernel/local-time.ts";
import type { Currency } from "../kernel/money.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import { type Digest, digest, hasNews, NAMED_DEADLINES } from "./digest.ts";
import { deadlineNear } from "./notifications.ts";
import { AHEAD_DAYS, heldOf } from "./send-team-digests.ts";
import { SYSTEM_STEP, UNSEEN } from "./system-step.ts";

/** Influencers looked at in one transaction. */
const BATCH = 200;
/** How long before its day a piece is announced. */
const SOON_DAYS = 2;

interface Piece {
  readonly deliverableId: string;
  readonly influencerId: string;
  readonly campaignName: string;
  readonly orgName: string;
  readonly platform: string;
  readonly format: string;
  readonly dueOn: string;
}
interface Counts {
  readonly influencerId: string;
  readonly offers: number;
  readonly revisions: number;
  readonly payouts: number;
  readonly late: number;
  readonly accountMissing: boolean;
}

/** Tells a batch of influencers what is due and what waits for them. */
export const sendInfluencerReminders = defineUseCase({
  ...SYSTEM_STEP,
  name: "reminders.send_influencers",
  title: "Send deadlines and digests to influencers",
  describe: "The house's own step: tells a batch of influencers what is due and what waits for them.",
  input: z.object({
    day: z.iso.date().describe("The local day"),
    after: z.string().regex(idPattern("influencer")).optional().describe("Where the batch before ended"),
    withDigest: z.boolean().describe("False when it is too late in the day for a digest"),
  }),
  output: z.object({
    told: z.number().describe("How many messages were written"),
    next: z.string().nullable().describe("Where to go on; null at the end"),
  }),
  rest: { method: "post", path: "/reminders/influencers" },
  example: { day: "2026-11-21", withDigest: true },
  present: UNSEEN,
  async run(ctx, { day, after, withDigest }) {
    // Only people with an open affair: most of a large platform sleeps.
    const people = (
      await ctx.tx.query<{ id: string }>(
        `SELECT i.id FROM influencer i WHERE ($1::text IS NULL OR i.id > $1) AND (
           EXISTS (SELECT 1 FROM collaboration k WHERE k.influencer_id = i.id AND k.status IN ('invited', 'offered', 'accepted', 'in_progress'))
           OR EXISTS (SELECT 1 FROM payout p WHERE p.influencer_id = i.id AND p.status <> 'confirmed')
           OR EXISTS (SELECT 1 FROM outbound_message o WHERE o.recipient = i.id AND o.status = 'sent' AND o.sent_at > now() - interval '1 day' AND o.error IS NOT NULL))
         ORDER BY i.id LIMIT ${BATCH}`,
        [after ?? null],
      )
    ).map(({ id }) => id);
    const pieces = await piecesOf(ctx, people, dayAfter(day, AHEAD_DAYS));
    const reminded = new Set<string>();
    for (const { influencerId, ...piece } of pieces) {
      const stage = stageOf(piece.dueOn, day);
      if (!stage) continue;
      // Once for good: the same stage of the same piece is one message, whatever day it is written on.
      await ctx.outbox.notify(deadlineNear, {
        to: { person: influencerId },
        key: `${piece.deliverableId}:${stage}:${piece.dueOn}`,
        data: { ...piece, stage },
      });
      if (stage !== "late") reminded.add(influencerId);
    }
    let told = reminded.size;
    if (withDigest) told += await sendDigests(ctx, { day, people, pieces, reminded });
    return { told, next: people.length === BATCH ? (people.at(-1) ?? null) : null };
  },
});

function stageOf(dueOn: string, day: string): "soon" | "today" | "late" | undefined {
  if (dueOn === dayAfter(day, SOON_DAYS)) return "soon";
  if (dueOn === day) return "today";
  return dueOn < day ? "late" : undefined;
}

async function piecesOf(ctx: UseCaseContext, people: readonly string[], until: string): Promise<Piece[]> {
  return ctx.tx.query<Piece>(
    `SELECT d.id AS deliverable_id, d.influencer_id, c.name AS campaign_name, o.name AS org_name, d.platform, d.format, d.due_on
     FROM deliverable d JOIN collaboration k ON k.org_id = d.org_id AND k.id = d.collaboration_id
       JOIN campaign c ON c.org_id = d.org_id AND c.id = d.campaign_id JOIN organization o ON o.id = d.org_id
     WHERE d.influencer_id = ANY($1) AND d.status = 'open' AND k.status IN ('accepted', 'in_progress') AND d.due_on <= $2
     ORDER BY d.due_on, d.id`,
    [people, until],
  );
}

async function sendDigests(
  ctx: UseCaseContext,
  batch: {
    day: string;
    people: readonly string[];
    pieces: readonly Piece[];
    reminded: ReadonlySet<string>;
  },
): Promise<number> {
  const { day, people, pieces, reminded } = batch;
  const counts = await ctx.tx.query<Counts>(
    `SELECT i.id AS influencer_id,
       (SELECT count(*)::int FROM collaboration k WHERE k.influencer_id = i.id AND k.status IN ('invited', 'offered')) AS offers,
       (SELECT count(*)::int FROM post p WHERE p.influencer_id = i.id AND p.status = 'needs_revision') AS revisions,
       (SELECT count(*)::int FROM payout p WHERE p.influencer_id = i.id AND p.status <> 'confirmed') AS payouts,
       (SELECT count(*)::int FROM payout p WHERE p.influencer_id = i.id AND p.status <> 'confirmed' AND p.promised_on < $2) AS late,
       NOT EXISTS (SELECT 1 FROM payout_account a WHERE a.influencer_id = i.id AND a.active) AS account_missing
     FROM influencer i WHERE i.id = ANY($1)`,
    [people, ctx.now()],
  );
  const sums = await ctx.tx.query<{ influencerId: string; currency: Currency; amountMinor: bigint }>(
    `SELECT influencer_id, currency, sum(amount_minor)::bigint AS amount_minor FROM payout
     WHERE influencer_id = ANY($1) AND status <> 'confirmed' GROUP BY influencer_id, currency ORDER BY currency`,
    [people],
  );
  const held = await heldOf(ctx, people);
  const weekly = localTime(new Date(`${day}T12:00:00Z`), "UTC").weekday === 1;
  let told = 0;
  for (const row of counts) {
    const own = pieces.filter((piece) => piece.influencerId === row.influencerId);
    const data: Digest = {
      weekly,
      influencer: true,
      approvals: 0,
      campaigns: 0,
      posts: 0,
      offers: row.offers,
      revisions: row.revisions,
      payouts: {
        count: row.payouts,
        late: row.late,
        sums: sums
          .filter((sum) => sum.influencerId === row.influencerId)
          .map(({ currency, amountMinor }) => ({ currency, amountMinor: Number(amountMinor) })),
        accountMissing: row.payouts > 0 && row.accountMissing,
      },
      deadlines: {
        count: own.length,
        first: own.slice(0, NAMED_DEADLINES).map(({ campaignName, orgName, platform, format, dueOn }) => ({
          campaignName,
          who: orgName,
          platform,
          format,
          dueOn,
        })),
      },
      held: held.get(row.influencerId) ?? 0,
      week: null,
    };
    // Whoever was just told of their one deadline is not told again; nor is one that is on its way all by itself.
    const onlyReminded = reminded.has(row.influencerId) && !hasNews({ ...data, deadlines: { count: 0, first: [] } });
    if (onlyReminded || !worthwhile(data)) continue;
    await ctx.outbox.notify(digest, { to: { person: row.influencerId }, key: day, data });
    told += 1;
  }
  return told;
}

/** A payment that runs by itself and a piece that is already late are no news every day; on Mondays they are said. */
function worthwhile(data: Digest): boolean {
  if (data.weekly) return hasNews(data);
  const { offers, revisions, payouts, held } = data;
  return offers + revisions + payouts.late + held > 0 || payouts.accountMissing;
}
