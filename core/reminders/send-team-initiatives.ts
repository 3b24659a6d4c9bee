import { z } from "zod";
import type { Tx } from "../db/types.ts";
import { DAY_MS } from "../kernel/clock.ts";
import { idPattern } from "../kernel/ids.ts";
import { dayAfter } from "../kernel/local-time.ts";
import { countsOf, formulas, ownAverageOf } from "../metrics/index.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import { type Candidate, tellEach } from "./initiative.ts";
import { SYSTEM_STEP, UNSEEN } from "./system-step.ts";

/** A post that waits longer than this is late for its creator. */
const REVIEW_WAITS_MS = DAY_MS;
/** A piece due by tomorrow is near; one more than this overdue is old news. */
const NEAR_DAYS = 1;
const LATE_DAYS = 3;
/** A post has shown what it can after two days of the metric clock. */
const RESULT_AFTER_DAYS = 2;
/** Below a third of what its creator usually gets is out of range; three times as much is told at once (metrics.viral). */
const LOW_SHARE = 1 / 3;
const NEEDS_POSTS = 3;
/** Candidates of a kind that are looked at for one organization and day. */
const MOST = 50;

/** Whose the campaign is. */
interface Owned {
  readonly createdBy: string;
  readonly who: string;
  readonly campaignName: string;
  readonly platform: string;
  readonly format: string;
}

/** Tells the people of one organization what they would want to know before it is too late. */
export const sendTeamInitiatives = defineUseCase({
  ...SYSTEM_STEP,
  name: "reminders.initiatives_team",
  title: "Point one organization's people at one thing each",
  describe: "The house's own step: tells each person who runs campaigns at most one thing a day that needs them.",
  input: z.object({
    orgId: z.string().regex(idPattern("organization")).describe("Whose people"),
    day: z.iso.date().describe("The local day"),
  }),
  output: z.object({ told: z.number().describe("How many people were told something") }),
  rest: { method: "post", path: "/reminders/initiatives/team" },
  example: { orgId: "org_01h455vb4pexf90000000000aa", day: "2026-11-21" },
  present: UNSEEN,
  async run(ctx, { orgId, day }) {
    const responsible = await responsibleIn(ctx.tx, orgId);
    const found = [
      ...(await postsWaiting(ctx, orgId)),
      ...(await deadlines(ctx.tx, orgId, day)),
      ...(await lowResults(ctx.tx, orgId)),
    ];
    const candidates = found.flatMap(({ createdBy, ...candidate }): Candidate[] => {
      const person = responsible(createdBy);
      return person === undefined ? [] : [{ ...candidate, person }];
    });
    return { told: await tellEach(ctx, { tenantOf: () => orgId, day, candidates }) };
  },
});

type Found = Omit<Candidate, "person"> & { readonly createdBy: string };

/** Whoever made the campaign, while they may still run it; else the admin who is there longest. */
async function responsibleIn(tx: Tx, orgId: string): Promise<(createdBy: string) => string | undefined> {
  const members = await tx.query<{ id: string; role: string }>(
    "SELECT id, role FROM member WHERE org_id = $1 AND status = 'active' AND role IN ('admin', 'brand_manager') ORDER BY created_at, id",
    [orgId],
  );
  const admin = members.find(({ role }) => role === "admin") ?? members[0];
  return (createdBy) => (members.some(({ id }) => id === createdBy) ? createdBy : admin?.id);
}

async function postsWaiting(ctx: UseCaseContext, orgId: string): Promise<Found[]> {
  const rows = await ctx.tx.query<Owned & { id: string; version: number; submittedAt: Date }>(
    `SELECT p.id, p.version, p.submitted_at, p.platform, p.format, c.created_by, c.name AS campaign_name, i.display_name AS who
     FROM post p JOIN campaign c ON c.org_id = p.org_id AND c.id = p.campaign_id JOIN influencer i ON i.id = p.influencer_id
     WHERE p.org_id = $1 AND p.status = 'pending' AND p.submitted_at <= $2 ORDER BY p.submitted_at, p.id LIMIT ${MOST}`,
    [orgId, new Date(ctx.now().getTime() - REVIEW_WAITS_MS)],
  );
  return rows.map(({ id, version, submittedAt, createdBy, ...post }) => ({
    createdBy,
    thing: `post_waits:${id}:v${version}`,
    data: {
      ...post,
      what: "post_waits",
      targetId: id,
      at: submittedAt.toISOString(),
      engagements: null,
      usual: null,
    },
  }));
}

async function deadlines(tx: Tx, orgId: string, day: string): Promise<Found[]> {
  const rows = await tx.query<Owned & { id: string; collaborationId: string; dueOn: string }>(
    `SELECT d.id, d.collaboration_id, d.due_on, d.platform, d.format, c.created_by, c.name AS campaign_name, i.display_name AS who
     FROM deliverable d JOIN collaboration k ON k.org_id = d.org_id AND k.id = d.collaboration_id
       JOIN campaign c ON c.org_id = d.org_id AND c.id = d.campaign_id JOIN influencer i ON i.id = d.influencer_id
     WHERE d.org_id = $1 AND d.status = 'open' AND k.status IN ('accepted', 'in_progress') AND d.due_on BETWEEN $2 AND $3
     ORDER BY d.due_on, d.id LIMIT ${MOST}`,
    [orgId, dayAfter(day, -LATE_DAYS), dayAfter(day, NEAR_DAYS)],
  );
  return rows.map(({ id, collaborationId, dueOn, createdBy, ...piece }) => {
    const what = dueOn < day ? "deadline_late" : "deadline_near";
    return {
      createdBy,
      thing: `${what}:${id}:${dueOn}`,
      data: { ...piece, what, targetId: collaborationId, at: dueOn, engagements: null, usual: null },
    };
  });
}

async function lowResults(tx: Tx, orgId: string): Promise<Found[]> {
  const rows = await tx.query<Owned & { id: string; influencerId: string; metrics: unknown; fetchedAt: Date }>(
    `SELECT p.id, p.influencer_id, p.platform, p.format, c.created_by, c.name AS campaign_name, i.display_name AS who, s.metrics, s.fetched_at
     FROM post p JOIN campaign c ON c.org_id = p.org_id AND c.id = p.campaign_id JOIN influencer i ON i.id = p.influencer_id
       JOIN LATERAL (SELECT metrics, fetched_at FROM snapshot s WHERE s.org_id = p.org_id AND s.post_id = p.id AND s.number >= 1
         ORDER BY fetched_at DESC LIMIT 1) s ON true
     WHERE p.org_id = $1 AND p.status = 'approved' AND c.status = 'active' AND s.fetched_at >= p.decided_at + make_interval(days => $2)
       AND NOT EXISTS (SELECT 1 FROM initiative t WHERE t.tenant = p.org_id AND t.thing = 'result_low:' || p.id)
     ORDER BY p.decided_at DESC, p.id LIMIT ${MOST}`,
    [orgId, RESULT_AFTER_DAYS],
  );
  const found: Found[] = [];
  for (const { id, influencerId, metrics, fetchedAt, createdBy, ...post } of rows) {
    const engagements = formulas.engagements(countsOf(metrics));
    const usual = await ownAverageOf(tx, influencerId, post.platform);
    if (engagements === null || usual.engagements === null || usual.posts < NEEDS_POSTS) continue;
    if (engagements >= usual.engagements * LOW_SHARE) continue;
    found.push({
      createdBy,
      thing: `result_low:${id}`,
      data: {
        ...post,
        what: "result_low",
        targetId: id,
        at: fetchedAt.toISOString(),
        engagements,
        usual: Math.round(usual.engagements),
      },
    });
  }
  return found;
}
