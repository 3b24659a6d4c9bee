import type { ReportIncident } from "../audit/incidents.ts";
import type { Database } from "../db/types.ts";
import { type Clock, SECOND_MS } from "../kernel/clock.ts";
import type { Executor } from "../usecase/executor.ts";
import { RetryLater } from "../usecase/job.ts";
import type { Ports } from "../usecase/ports.ts";
import type { Registry } from "../usecase/registry.ts";
import { type Loop, startLoop } from "./loop.ts";

/** A row of work, taken by this worker until its lease ends. */
export interface JobRow {
  readonly id: string;
  readonly tenant: string;
  readonly name: string;
  readonly payload: unknown;
  readonly attempts: number;
}

export interface JobDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly registry: Registry;
  readonly executor: Executor;
  readonly ports: Ports;
  readonly reportIncident: ReportIncident;
  readonly owner: string;
}

/** A silent worker's job is taken by another after this long; renewed every third of it. */
const LEASE_MS = 12 * SECOND_MS;
const FIRST_RETRY_MS = SECOND_MS;
const LAST_RETRY_MS = 15 * 60 * SECOND_MS;

/** Takes due jobs, oldest first, including those whose worker fell silent. */
async function claimJobs(deps: Pick<JobDependencies, "db" | "clock" | "owner">, limit: number): Promise<JobRow[]> {
  return deps.db.transaction({ role: "platform" }, (tx) =>
    tx.query<JobRow>(
      `UPDATE job SET status = 'running', attempts = attempts + 1, lease_owner = $1, lease_until = now() + make_interval(secs => $4)
       WHERE id IN (SELECT id FROM job WHERE (status = 'pending' AND run_at <= $2) OR (status = 'running' AND lease_until < now())
                    ORDER BY run_at LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING id, tenant, name, payload, attempts`,
      [deps.owner, deps.clock.now(), limit, LEASE_MS / 1_000],
    ),
  );
}

/** Takes one job by id, for a hint that came over Redis; undefined when somebody else has it or it is done. */
export async function claimJob(
  deps: Pick<JobDependencies, "db" | "clock" | "owner">,
  id: string,
): Promise<JobRow | undefined> {
  return deps.db.transaction({ role: "platform" }, (tx) =>
    tx.first<JobRow>(
      `UPDATE job SET status = 'running', attempts = attempts + 1, lease_owner = $1, lease_until = now() + make_interval(secs => $4)
       WHERE id = $2 AND ((status = 'pending' AND run_at <= $3) OR (status = 'running' AND lease_until < now()))
       RETURNING id, tenant, name, payload, attempts`,
      [deps.owner, id, deps.clock.now(), LEASE_MS / 1_000],
    ),
  );
}

/** Whether there is such a job at all, in whatever state. */
export async function knowsJob(deps: Pick<JobDependencies, "db">, id: string): Promise<boolean> {
  const row = await deps.db.transaction({ role: "platform" }, (tx) =>
    tx.first("SELECT 1 FROM job WHERE id = $1", [id]),
  );
  return row !== undefined;
}

/** Runs a taken job and writes what became of it. Never throws. */
export async function runJob(deps: JobDependencies, row: JobRow): Promise<void> {
  const abort = new AbortController();
  const heartbeat = setInterval(() => {
    void deps.db
      .transaction({ role: "platform" }, (tx) =>
        tx.execute(
          "UPDATE job SET lease_until = now() + make_interval(secs => $3) WHERE id = $1 AND lease_owner = $2",
          [row.id, deps.owner, LEASE_MS / 1_000],
        ),
      )
      .then(
        (kept) => kept === 1 || abort.abort(),
        () => undefined,
      );
  }, LEASE_MS / 3);
  try {
    const job = deps.registry.job(row.name);
    if (!job) throw new Error(`no job ${row.name}`);
    await job.run(
      {
        clock: deps.clock,
        ports: deps.ports,
        executor: deps.executor,
        tenant: row.tenant,
        attempt: row.attempts,
        signal: abort.signal,
        reportIncident: (error, once) => deps.reportIncident(error, `job ${row.name}`, row.tenant, once),
      },
      job.payload.parse(row.payload),
    );
    await settle(deps, row, "done");
  } catch (error) {
    await settleFailure(deps, row, error);
  } finally {
    clearInterval(heartbeat);
  }
}

async function settle(deps: JobDependencies, row: JobRow, status: "done" | "dead", error?: string): Promise<void> {
  await deps.db.transaction({ role: "platform" }, (tx) =>
    tx.execute(
      "UPDATE job SET status = $3, error = $4, ended_at = $5, lease_until = NULL WHERE id = $1 AND lease_owner = $2",
      [row.id, deps.owner, status, error ?? null, deps.clock.now()],
    ),
  );
}

async function settleFailure(deps: JobDependencies, row: JobRow, error: unknown): Promise<void> {
  const later = error instanceof RetryLater;
  const limit = deps.registry.job(row.name)?.maxAttempts ?? 1;
  const reason = later ? error.message : await deps.reportIncident(error, `job ${row.name}`, row.tenant);
  if (!later && row.attempts >= limit) return settle(deps, row, "dead", reason);
  const delay = later ? error.delayMs : Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (row.attempts - 1));
  await deps.db.transaction({ role: "platform" }, (tx) =>
    tx.execute(
      `UPDATE job SET status = 'pending', run_at = $3, error = $4, lease_until = NULL, handed_at = NULL, attempts = attempts - $5 WHERE id = $1 AND lease_owner = $2`,
      [row.id, deps.owner, new Date(deps.clock.now().getTime() + delay), reason.slice(0, 500), later ? 1 : 0],
    ),
  );
}

/** The embedded default: a loop in this process that takes rows with SKIP LOCKED. */
export function startRowEngine(
  deps: JobDependencies,
  options: { concurrency: number; idleMs: number; onError: (error: unknown) => void },
): Loop {
  return startLoop({
    idleMs: options.idleMs,
    onError: options.onError,
    work: async () => {
      const rows = await claimJobs(deps, options.concurrency);
      await Promise.all(rows.map((row) => runJob(deps, row)));
      return rows.length > 0;
    },
  });
}
