import { z } from "zod";
import { systemActor } from "../kernel/actor.ts";
import { idPattern } from "../kernel/ids.ts";
import { localTime } from "../kernel/local-time.ts";
import { defineJob } from "../usecase/job.ts";

/** 14:00: the morning's digest is read, and there is still time to act today. */
export const INITIATIVE_AT_MINUTES = 14 * 60;
/** A house that was down all afternoon does not catch up in the evening. */
const TOO_LATE_MINUTES = 18 * 60;
const ACTOR = "reminders";

/** One afternoon of one organization, or of the influencers. Safe to repeat: nobody hears two things a day. */
export const takeInitiative = defineJob({
  name: "reminders.initiative",
  payload: z.object({
    day: z.iso.date(),
    timeZone: z.string().max(60),
    /** null: the influencers, who belong to no organization. */
    orgId: z.string().regex(idPattern("organization")).nullable(),
  }),
  maxAttempts: 8,
  async run(ctx, { day, timeZone, orgId }) {
    const shown = localTime(ctx.clock.now(), timeZone);
    if (shown.day !== day || shown.minutes >= TOO_LATE_MINUTES) return;
    const [name, input, actor] = orgId
      ? (["reminders.initiatives_team", { orgId, day }, systemActor(ACTOR, { orgId })] as const)
      : (["reminders.initiatives_influencers", { day }, systemActor(ACTOR)] as const);
    await ctx.executor.execute(name, input, actor);
  },
});
