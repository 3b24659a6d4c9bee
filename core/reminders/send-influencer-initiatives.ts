import { z } from "zod";
import { DAY_MS } from "../kernel/clock.ts";
import { defineUseCase } from "../usecase/define.ts";
import { type Candidate, tellEach } from "./initiative.ts";
import { SYSTEM_STEP, UNSEEN } from "./system-step.ts";

/** An offer or a wish for changes that waits longer is told once; deadlines have their own reminders. */
const WAITS_MS = 2 * DAY_MS;
/** What is older was told, or the house was away for weeks: then it is no news. */
const OLDEST_MS = 14 * DAY_MS;
/** Candidates in one transaction; whoever is left out is looked at tomorrow. */
const MOST = 2_000;

interface Row {
  readonly what: "offer_waits" | "revision_waits";
  readonly person: string;
  readonly id: string;
  readonly version: number;
  readonly who: string;
  readonly campaignName: string;
  readonly platform: string;
  readonly format: string;
  readonly at: Date;
}

/** Tells influencers what of theirs somebody waits for. */
export const sendInfluencerInitiatives = defineUseCase({
  ...SYSTEM_STEP,
  name: "reminders.initiatives_influencers",
  title: "Point influencers at one thing each",
  describe: "The house's own step: tells each influencer at most one thing a day that somebody waits for.",
  input: z.object({ day: z.iso.date().describe("The local day") }),
  output: z.object({ told: z.number().describe("How many people were told something") }),
  rest: { method: "post", path: "/reminders/initiatives/influencers" },
  example: { day: "2026-11-21" },
  present: UNSEEN,
  async run(ctx, { day }) {
    const now = ctx.now().getTime();
    const rows = await ctx.tx.query<Row>(
      `SELECT * FROM (
         SELECT 'offer_waits' AS what, k.influencer_id AS person, k.id, 0 AS version, o.name AS who, c.name AS campaign_name,
           '' AS platform, '' AS format, k.updated_at AS at
         FROM collaboration k JOIN campaign c ON c.org_id = k.org_id AND c.id = k.campaign_id JOIN organization o ON o.id = k.org_id
         WHERE k.status IN ('invited', 'offered') AND k.updated_at BETWEEN $1 AND $2
         UNION ALL
         SELECT 'revision_waits', p.influencer_id, p.id, p.version, o.name, c.name, p.platform, p.format, p.decided_at
         FROM post p JOIN campaign c ON c.org_id = p.org_id AND c.id = p.campaign_id JOIN organization o ON o.id = p.org_id
         WHERE p.status = 'needs_revision' AND p.decided_at BETWEEN $1 AND $2) waiting
       WHERE NOT EXISTS (SELECT 1 FROM initiative t WHERE t.tenant = waiting.person AND t.person = waiting.person
         AND (t.day = $3 OR t.thing = waiting.what || ':' || waiting.id || ':v' || waiting.version))
       ORDER BY at, id LIMIT ${MOST}`,
      [new Date(now - OLDEST_MS), new Date(now - WAITS_MS), day],
    );
    const candidates = rows.map(
      ({ what, person, id, version, at, ...data }): Candidate => ({
        person,
        thing: `${what}:${id}:v${version}`,
        data: { ...data, what, targetId: id, at: at.toISOString(), engagements: null, usual: null },
      }),
    );
    return { told: await tellEach(ctx, { tenantOf: (person) => person, day, candidates }) };
  },
});
