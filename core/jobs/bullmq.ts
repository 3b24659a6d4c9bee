import { Queue, Worker } from "bullmq";
import { Redis } from "ioredis";
import { SECOND_MS } from "../kernel/clock.ts";
import { claimJob, type JobDependencies, knowsJob, runJob } from "./engine.ts";
import { type Loop, startLoop } from "./loop.ts";

const QUEUE = "jobs";
/** A hint that led nowhere (Redis flushed, worker killed twice) is given again after this long. */
const HAND_AGAIN_SECONDS = 10;
const RELAY_BATCH = 200;

const PING_TIMEOUT_MS = 3_000;

/** Resolves when Redis answers; throws what it says otherwise. For the doctor. */
export async function pingRedis(redisUrl: string): Promise<void> {
  const redis = new Redis(redisUrl, { lazyConnect: true, connectTimeout: PING_TIMEOUT_MS, retryStrategy: () => null });
  // `connect` only says that it was closed; the reason comes as an event before.
  let reason: Error | undefined;
  redis.on("error", (error: Error) => {
    reason ??= error;
  });
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    throw reason ?? error;
  } finally {
    redis.disconnect();
  }
}

/**
 * The same rows, carried by BullMQ: a relay hands due rows to Redis, workers on any number of machines take them there
 * and claim the row before they run it. Redis holds ids only: flushing it loses nothing, the relay hands them again.
 * `prefix` keeps installations that share a Redis apart.
 */
export function startBullEngine(
  deps: JobDependencies,
  options: {
    redisUrl: string;
    prefix: string;
    concurrency: number;
    idleMs: number;
    onError: (error: unknown) => void;
  },
): Loop {
  const connect = (): Redis => {
    const redis = new Redis(options.redisUrl, { maxRetriesPerRequest: null });
    redis.on("error", options.onError);
    return redis;
  };
  const queueConnection = connect();
  const workerConnection = connect();
  const { prefix } = options;
  const queue = new Queue(QUEUE, { connection: queueConnection, prefix });
  const worker = new Worker(
    QUEUE,
    async (hint: { data: { id: string } }) => {
      const row = await claimJob(deps, hint.data.id);
      if (row) return runJob(deps, row);
      if (await knowsJob(deps, hint.data.id)) return;
      const other = `job ${hint.data.id} is not in this database: another installation uses this Redis as "${prefix}" too, and each takes the other's hints. Set REDIS_PREFIX to another name in one of them.`;
      options.onError(new Error(other));
    },
    {
      connection: workerConnection,
      prefix,
      concurrency: options.concurrency,
      // A killed worker's hint comes back after seconds, not BullMQ's minute, and more than once; the row decides anyway.
      lockDuration: 10 * SECOND_MS,
      stalledInterval: 5 * SECOND_MS,
      maxStalledCount: 100,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    },
  );
  queue.on("error", options.onError);
  worker.on("error", options.onError);
  const relay = startLoop({
    idleMs: options.idleMs,
    onError: options.onError,
    work: async () => {
      const rows = await deps.db.transaction({ role: "platform" }, (tx) =>
        tx.query<{ id: string; attempts: number }>(
          `UPDATE job SET handed_at = now() WHERE id IN (
             SELECT id FROM job WHERE ((status = 'pending' AND run_at <= $1) OR (status = 'running' AND lease_until < now()))
               AND (handed_at IS NULL OR handed_at < now() - make_interval(secs => ${HAND_AGAIN_SECONDS}))
             ORDER BY run_at LIMIT ${RELAY_BATCH} FOR UPDATE SKIP LOCKED) RETURNING id, attempts`,
          [deps.clock.now()],
        ),
      );
      if (rows.length === 0) return false;
      await queue.addBulk(
        rows.map((row) => ({
          name: "job",
          data: { id: row.id },
          opts: { removeOnComplete: true, removeOnFail: true },
        })),
      );
      return rows.length === RELAY_BATCH;
    },
  });
  return {
    wake: () => relay.wake(),
    async stop() {
      await relay.stop();
      await worker.close();
      await queue.close();
      await Promise.all([queueConnection.quit(), workerConnection.quit()].map((done) => done.catch(() => undefined)));
    },
  };
}
