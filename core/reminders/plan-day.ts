import { z } from "zod";
import { systemActor } from "../kernel/actor.ts";
import { DAY_MS } from "../kernel/clock.ts";
import { idPattern } from "../kernel/ids.ts";
import { dayAfter, instantOf, localTime } from "../kernel/local-time.ts";
import { HOME_TIME_ZONE } from "../notifications/index.ts";
import { defineUseCase } from "../usecase/define.ts";
import { defineJob } from "../usecase/job.ts";
import { SYSTEM_STEP, UNSEEN } from "./system-step.ts";
import { INITIATIVE_AT_MINUTES, takeInitiative } from "./take-initiative.ts";

/** 08:30: after the quiet hours, before the day's work. */
const SEND_AT_MINUTES = 8 * 60 + 30;
/** A house that was down all morning does not send the morning's digest in the afternoon. */
const TOO_LATE_MINUTES = 12 * 60;
const APPROVAL_WAITS_MS = DAY_MS;
const ACTOR = "reminders";

const sendPayload = z.object({
  day: z.iso.date(),
  timeZone: z.string().max(60),
  /** null: the influencers, who belong to no organization. */
  orgId: z.string().regex(idPattern("organization")).nullable(),
});

/** One morning of one organization, or of the influencers. Safe to repeat: the keys of its messages are the day's. */
export const sendMorning = defineJob({
  name: "reminders.morning",
  payload: sendPayload,
  maxAttempts: 8,
  async run(ctx, { day, timeZone, orgId }) {
    const shown = localTime(ctx.clock.now(), timeZone);
    if (shown.day !== day) return;
    const withDigest = shown.minutes < TOO_LATE_MINUTES;
    if (orgId) {
      if (withDigest) await ctx.executor.execute("reminders.send_team", { orgId, day }, systemActor(ACTOR, { orgId }));
      return;
    }
    let after: string | undefined;
    do {
      const outcome = await ctx.executor.execute(
        "reminders.send_influencers",
        { day, after, withDigest },
        systemActor(ACTOR),
      );
      const next = outcome.kind === "done" ? outcome.output.next : null;
      after = typeof next === "string" ? next : undefined;
    } while (after && !ctx.signal.aborted);
  },
});

/** One request, a day after it was made. */
export const remindOfApproval = defineJob({
  name: "reminders.approval",
  payload: z.object({
    approvalId: z.string().regex(idPattern("approval")),
    orgId: z.string().regex(idPattern("organization")).nullable(),
  }),
  maxAttempts: 8,
  async run(ctx, { approvalId, orgId }) {
    await ctx.executor.execute("reminders.approval", { approvalId }, systemActor(ACTOR, { orgId: orgId ?? undefined }));
  },
});

/** Once a day for the whole house (UTC): everybody's morning, and the requests that turn a day old. */
export const planReminders = defineJob({
  name: "reminders.plan",
  payload: z.object({ day: z.iso.date() }),
  maxAttempts: 8,
  daily: (day) => ({ day }),
  async run(ctx, { day }) {
    await ctx.executor.execute("reminders.plan_day", { day }, systemActor(ACTOR));
  },
});

/** The morning that lies within a UTC day, where the clocks of this zone say 08:30 (or `minutes` of their day). */
export function morningOf(utcDay: string, timeZone: string, minutes = SEND_AT_MINUTES): { day: string; at: Date } {
  const begin = Date.parse(`${utcDay}T00:00:00Z`);
  for (const day of [dayAfter(utcDay, -1), utcDay, dayAfter(utcDay, 1)]) {
    const at = instantOf(day, minutes, timeZone);
    if (at.getTime() >= begin && at.getTime() < begin + DAY_MS) return { day, at };
  }
  return { day: utcDay, at: instantOf(utcDay, minutes, timeZone) };
}

/** Enqueues the day. */
export const planDay = defineUseCase({
  ...SYSTEM_STEP,
  name: "reminders.plan_day",
  title: "Plan the reminders of a day",
  describe: "The house's own step: enqueues every morning of the day and the reminders of requests.",
  input: z.object({ day: z.iso.date().describe("UTC day") }),
  output: z.object({ jobs: z.number().describe("How many were enqueued") }),
  rest: { method: "post", path: "/reminders/days" },
  example: { day: "2026-11-21" },
  present: UNSEEN,
  async run(ctx, { day }) {
    const organizations = await ctx.tx.query<{ id: string; timeZone: string }>(
      "SELECT id, time_zone FROM organization ORDER BY id",
    );
    const mornings = [...organizations, { id: null, timeZone: HOME_TIME_ZONE }];
    for (const { id, timeZone } of mornings) {
      const morning = morningOf(day, timeZone);
      await ctx.jobs.enqueue(sendMorning, {
        key: `${morning.day}:${id ?? "influencers"}`,
        payload: { day: morning.day, timeZone, orgId: id },
        runAt: morning.at,
      });
      const afternoon = morningOf(day, timeZone, INITIATIVE_AT_MINUTES);
      await ctx.jobs.enqueue(takeInitiative, {
        key: `${afternoon.day}:${id ?? "influencers"}`,
        payload: { day: afternoon.day, timeZone, orgId: id },
        runAt: afternoon.at,
      });
    }
    // Those made today are a day old tomorrow, and tomorrow's plan sees them.
    const waiting = await ctx.tx.query<{ id: string; tenant: string; createdAt: Date }>(
      "SELECT id, tenant, created_at FROM approval WHERE status = 'pending' AND created_at < $1::date + 1",
      [day],
    );
    for (const { id, tenant, createdAt } of waiting) {
      await ctx.jobs.enqueue(remindOfApproval, {
        key: id,
        payload: { approvalId: id, orgId: tenant.startsWith("org_") ? tenant : null },
        runAt: new Date(createdAt.getTime() + APPROVAL_WAITS_MS),
      });
    }
    return { jobs: 2 * mornings.length + waiting.length };
  },
});
