import type { Database } from "../db/types.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Registry } from "../usecase/registry.ts";
import { createJobWriter } from "./writer.ts";

/** Daily jobs are the house's own, not a tenant's. */
const TENANT = "platform";

/**
 * Enqueues today's run (UTC) of every job that has a `daily` payload. Call it now and then, in every process that has
 * workers: the day is the job's key, so the house has one run a day, and a day that began while nobody ran is caught up
 * at the next start. Asks the database once a day.
 */
export function createDailySchedule(
  deps: { db: Database; clock: Clock; registry: Registry },
  wake: () => void,
): () => Promise<void> {
  const writerIn = createJobWriter(deps.clock, wake);
  const daily = deps.registry.jobs.flatMap((job) => (job.daily ? [{ job, payloadOf: job.daily }] : []));
  let enqueued = "";
  return async () => {
    const day = deps.clock.now().toISOString().slice(0, 10);
    if (day === enqueued || daily.length === 0) return;
    await deps.db.transaction({ role: "platform" }, async (tx) => {
      const jobs = writerIn(tx, TENANT);
      for (const { job, payloadOf } of daily) await jobs.enqueue(job, { key: day, payload: payloadOf(day) });
    });
    enqueued = day;
  };
}
