import type { Tx } from "../db/types.ts";
import type { Clock } from "../kernel/clock.ts";
import { newId } from "../kernel/ids.ts";
import type { JobWriter } from "../usecase/job.ts";

/** Jobs as use cases see them: rows in the caller's transaction. `wake` is called after the commit. */
export function createJobWriter(clock: Clock, wake: () => void): (tx: Tx, tenant: string) => JobWriter {
  return (tx, tenant) => ({
    async enqueue(job, { key, payload, runAt }) {
      const now = clock.now();
      await tx.execute(
        `INSERT INTO job (id, tenant, name, key, payload, run_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
        [newId("job"), tenant, job.name, key, JSON.stringify(job.payload.parse(payload)), runAt ?? now, now],
      );
      tx.afterCommit(wake);
    },
  });
}
