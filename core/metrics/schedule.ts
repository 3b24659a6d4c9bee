import { z } from "zod";
import { systemActor } from "../kernel/actor.ts";
import { DAY_MS, HOUR_MS } from "../kernel/clock.ts";
import { AppError } from "../kernel/errors.ts";
import { idPattern } from "../kernel/ids.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import { defineJob, RetryLater } from "../usecase/job.ts";

/** Every six hours for a week: number 1 at once, number 29 a week later; then daily until day 30 (features C4). */
const EVERY_MS = 6 * HOUR_MS;
const LAST_OF_WEEK = 29;
export const LAST_NUMBER = LAST_OF_WEEK + 23;
/** How long after the approval an unreachable platform is still asked. */
export const GIVE_UP_AFTER_MS = 32 * DAY_MS;

const RETRY_FIRST_MS = 30_000;
const RETRY_MOST_MS = HOUR_MS;

/** When snapshot `number` is due, in milliseconds of business time after the approval. */
export function dueAfter(number: number): number {
  if (number <= LAST_OF_WEEK) return (number - 1) * EVERY_MS;
  return (LAST_OF_WEEK - 1) * EVERY_MS + (number - LAST_OF_WEEK) * DAY_MS;
}

/** The snapshot to take after `number`, without those whose successor is already due too; undefined when it was the last. */
export function numberAfter(number: number, elapsedMs: number): number | undefined {
  let next = number + 1;
  while (next < LAST_NUMBER && dueAfter(next + 1) <= elapsedMs) next += 1;
  return next > LAST_NUMBER ? undefined : next;
}

/** Milliseconds of business time since the approval: the demo clock makes a week of a minute. */
export function elapsedSince(approvedAt: Date, now: Date, clockSpeed: number): number {
  return (now.getTime() - approvedAt.getTime()) * clockSpeed;
}

export const syncJob = defineJob({
  name: "metrics.sync",
  payload: z.object({
    postId: z.string().regex(idPattern("post")),
    orgId: z.string().regex(idPattern("organization")),
    number: z.number().int().min(1).max(LAST_NUMBER),
  }),
  maxAttempts: 8,
  async run(ctx, { postId, orgId, number }) {
    try {
      await ctx.executor.execute("metrics.sync_post", { postId, number }, systemActor("metrics", { orgId }), {
        signal: ctx.signal,
      });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "unavailable") throw error;
      const asked = Number(error.params.seconds ?? 0) * 1_000;
      const own = Math.min(RETRY_MOST_MS, RETRY_FIRST_MS * 2 ** Math.min(ctx.attempt, 10));
      throw new RetryLater(asked > 0 ? asked : own, error.reason);
    }
  },
});

/** Enqueues one snapshot at its time; the same number of a post twice is one job. */
export async function enqueueSync(
  ctx: UseCaseContext,
  post: { orgId: string; postId: string; approvedAt: Date },
  number: number,
): Promise<void> {
  await ctx.jobs.enqueue(syncJob, {
    key: `sync:${post.postId}:${number}`,
    payload: { postId: post.postId, orgId: post.orgId, number },
    runAt: new Date(post.approvedAt.getTime() + dueAfter(number) / ctx.ports.clockSpeed),
  });
}

/** Starts the snapshots of an approved post: the first at once, each enqueues the next. */
export async function scheduleMetrics(
  ctx: UseCaseContext,
  post: { orgId: string; postId: string; approvedAt: Date },
): Promise<void> {
  await enqueueSync(ctx, post, 1);
}
