import { z } from "zod";
import type { Locale, MemberRole } from "../kernel/actor.ts";
import { idPattern } from "../kernel/ids.ts";
import { dayAfter, localTime } from "../kernel/local-time.ts";
import type { Currency } from "../kernel/money.ts";
import { HELD_FOR_DIGEST } from "../notifications/index.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import { type Deciders, defineUseCase } from "../usecase/define.ts";
import { type Deadline, type Digest, digest, hasNews, NAMED_DEADLINES } from "./digest.ts";
import { SYSTEM_STEP, UNSEEN } from "./system-step.ts";

/** Deadlines and promised payouts this far ahead are named. */
export const AHEAD_DAYS = 3;

interface Member {
  readonly id: string;
  readonly role: MemberRole;
  readonly locale: Locale;
}
interface Waiting {
  readonly deciders: Deciders;
  readonly requestedBy: string;
  readonly high: boolean;
}

/** Tells each member of one organization what waits for them. */
export const sendTeamDigests = defineUseCase({
  ...SYSTEM_STEP,
  name: "reminders.send_team",
  title: "Send the digests of one organization",
  describe: "The house's own step: tells each member once a day what waits for them.",
  input: z.object({
    orgId: z.string().regex(idPattern("organization")).describe("Whose people"),
    day: z.iso.date().describe("The local day"),
  }),
  output: z.object({ told: z.number().describe("How many people had something to be told") }),
  rest: { method: "post", path: "/reminders/team" },
  example: { orgId: "org_01h455vb4pexf90000000000aa", day: "2026-11-21" },
  present: UNSEEN,
  async run(ctx, { orgId, day }) {
    const members = await ctx.tx.query<Member>(
      "SELECT id, role, locale FROM member WHERE org_id = $1 AND status = 'active' ORDER BY id",
      [orgId],
    );
    const team = await teamState(ctx, orgId, day);
    const held = await heldOf(
      ctx,
      members.map(({ id }) => id),
    );
    let told = 0;
    for (const member of members) {
      const data = digestOf(member, team, held.get(member.id) ?? 0);
      if (!hasNews(data)) continue;
      await ctx.outbox.notify(digest, { to: { person: member.id }, key: day, data });
      told += 1;
    }
    return { told };
  },
});

interface TeamState {
  readonly weekly: boolean;
  readonly approvals: readonly Waiting[];
  readonly campaigns: number;
  readonly posts: number;
  readonly payouts: Digest["payouts"];
  readonly deadlines: Digest["deadlines"];
  readonly week: Digest["week"];
}

async function teamState(ctx: UseCaseContext, orgId: string, day: string): Promise<TeamState> {
  const { tx } = ctx;
  const weekly = localTime(new Date(`${day}T12:00:00Z`), "UTC").weekday === 1;
  const until = dayAfter(day, AHEAD_DAYS);
  const approvals = await tx.query<Waiting>(
    `SELECT a.deciders, a.requested_by, coalesce((a.facts->'amount'->>'amountMinor')::numeric > o.four_eyes_above_minor, false) AS high
     FROM approval a JOIN organization o ON o.id = a.tenant WHERE a.tenant = $1 AND a.status = 'pending' AND a.expires_at > $2`,
    [orgId, ctx.now()],
  );
  const counts = await tx.first<{ campaigns: number; posts: number; postsApproved: number }>(
    `SELECT (SELECT count(*)::int FROM campaign WHERE org_id = $1 AND status = 'submitted') AS campaigns,
       (SELECT count(*)::int FROM post WHERE org_id = $1 AND status = 'pending') AS posts,
       (SELECT count(*)::int FROM post WHERE org_id = $1 AND status = 'approved' AND decided_at > $2::timestamptz - interval '7 days') AS posts_approved`,
    [orgId, ctx.now()],
  );
  const payouts = await tx.query<{ currency: Currency; count: number; late: number; amountMinor: bigint }>(
    `SELECT currency, count(*)::int AS count, count(*) FILTER (WHERE promised_on < $2)::int AS late, sum(amount_minor)::bigint AS amount_minor
     FROM payout WHERE org_id = $1 AND status NOT IN ('confirmed') AND promised_on < $3::date + 1 GROUP BY currency ORDER BY currency`,
    [orgId, ctx.now(), until],
  );
  const deadlines = await tx.query<Deadline & { total: bigint }>(
    `SELECT c.name AS campaign_name, i.display_name AS who, d.platform, d.format, d.due_on, count(*) OVER () AS total
     FROM deliverable d JOIN collaboration k ON k.org_id = d.org_id AND k.id = d.collaboration_id
       JOIN campaign c ON c.org_id = d.org_id AND c.id = d.campaign_id JOIN influencer i ON i.id = d.influencer_id
     WHERE d.org_id = $1 AND d.status = 'open' AND k.status IN ('accepted', 'in_progress') AND d.due_on <= $2
     ORDER BY d.due_on, d.id LIMIT ${NAMED_DEADLINES}`,
    [orgId, until],
  );
  const paid = weekly
    ? await tx.query<{ currency: Currency; amountMinor: bigint }>(
        `SELECT currency, sum(amount_minor)::bigint AS amount_minor FROM payout
         WHERE org_id = $1 AND status = 'confirmed' AND confirmed_at > $2::timestamptz - interval '7 days' GROUP BY currency ORDER BY currency`,
        [orgId, ctx.now()],
      )
    : [];
  return {
    weekly,
    approvals,
    campaigns: counts?.campaigns ?? 0,
    posts: counts?.posts ?? 0,
    payouts: {
      count: payouts.reduce((sum, row) => sum + row.count, 0),
      late: payouts.reduce((sum, row) => sum + row.late, 0),
      sums: payouts.map(({ currency, amountMinor }) => ({ currency, amountMinor: Number(amountMinor) })),
      accountMissing: false,
    },
    deadlines: {
      count: Number(deadlines[0]?.total ?? 0n),
      first: deadlines.map(({ total: _, ...piece }) => piece),
    },
    week: weekly
      ? {
          postsApproved: counts?.postsApproved ?? 0,
          paid: paid.map(({ currency, amountMinor }) => ({ currency, amountMinor: Number(amountMinor) })),
        }
      : null,
  };
}

/** Each role hears of what it can do something about. */
function digestOf(member: Member, team: TeamState, held: number): Digest {
  const runs = member.role === "admin" || member.role === "brand_manager";
  const pays = member.role === "admin" || member.role === "finance";
  return {
    weekly: team.weekly,
    influencer: false,
    approvals: team.approvals.filter((waiting) => mayDecide(member, waiting)).length,
    campaigns: member.role === "admin" ? team.campaigns : 0,
    posts: runs ? team.posts : 0,
    offers: 0,
    revisions: 0,
    payouts: pays ? team.payouts : { count: 0, late: 0, sums: [], accountMissing: false },
    deadlines: runs ? team.deadlines : { count: 0, first: [] },
    held,
    week: team.week && (pays ? team.week : { ...team.week, paid: [] }),
  };
}

function mayDecide(member: Member, { deciders, requestedBy, high }: Waiting): boolean {
  if (deciders.self) return requestedBy === member.id;
  if (high && requestedBy === member.id) return false;
  return ((high ? (deciders.rolesAboveLimit ?? deciders.roles) : deciders.roles) ?? []).includes(member.role);
}

/** How much news each person asked to have summed up, since yesterday's digest. */
export async function heldOf(ctx: UseCaseContext, people: readonly string[]): Promise<Map<string, number>> {
  const rows = await ctx.tx.query<{ recipient: string; count: number }>(
    `SELECT recipient, count(*)::int AS count FROM outbound_message
     WHERE recipient = ANY($1) AND status = 'sent' AND error = $2 AND sent_at > now() - interval '1 day' GROUP BY recipient`,
    [people, HELD_FOR_DIGEST],
  );
  return new Map(rows.map(({ recipient, count }) => [recipient, count]));
}
