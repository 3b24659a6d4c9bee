import type { Assistant } from "../agents/index.ts";
import type { Channel } from "../bots/runtime/channel.ts";
import { createDeliverer } from "../bots/runtime/deliverer.ts";
import { createTurnRunner } from "../bots/runtime/turn-worker.ts";
import { withoutWords } from "../core/audit/incidents.ts";
import type { LeasedTurn } from "../core/inbox/lanes.ts";
import { createDailySchedule } from "../core/jobs/daily.ts";
import { startRowEngine } from "../core/jobs/engine.ts";
import { type Loop, startLoop } from "../core/jobs/loop.ts";
import { systemActor } from "../core/kernel/actor.ts";
import { SECOND_MS } from "../core/kernel/clock.ts";
import { AppError } from "../core/kernel/errors.ts";
import type { Reached } from "../core/kernel/kill-points.ts";
import { parseXenditPayoutCallback } from "../integrations/xendit.ts";
import type { House, Wake } from "./house.ts";

/** How long a loop sleeps when it finds nothing; wakes come sooner, this is for what other processes wrote. */
const IDLE_MS = 500;
const SWEEP_MS = 15 * SECOND_MS;
const TURN_WORKERS = 4;
const JOB_CONCURRENCY = 4;

/** Wake-up calls that the house makes before its workers exist: they are heard as soon as they do. */
export function createWake(): Wake & { connect(loops: { inbox: Loop; outbox: Loop; jobs: Loop }): void } {
  let loops: { inbox: Loop; outbox: Loop; jobs: Loop } | undefined;
  return {
    inbox: () => loops?.inbox.wake(),
    outbox: () => loops?.outbox.wake(),
    jobs: () => loops?.jobs.wake(),
    connect(started) {
      loops = started;
    },
  };
}

export interface Workers {
  readonly inbox: Loop;
  readonly outbox: Loop;
  readonly jobs: Loop;
  stop(): Promise<void>;
}

/** Starts everything that works in the background: turns, delivery, jobs, daily jobs, sweeps. */
export async function startWorkers(options: {
  house: House;
  assistant: Assistant;
  channels: ReadonlyMap<string, Channel>;
  owner: string;
  redis: { readonly url: string; readonly prefix: string } | undefined;
  wake: Pick<Wake, "inbox" | "outbox">;
  reached?: Reached;
}): Promise<Workers> {
  const { house, channels, owner } = options;
  const onError = (error: unknown): void => house.log.warn(withoutWords(error), "worker loop");
  const turns = {
    ...house,
    assistant: options.assistant,
    channels,
    owner,
    wake: options.wake,
    reached: options.reached,
    handleProviderEvent: (turn: LeasedTurn) => providerEvent(house, turn),
  };
  const inbox = startLoop({ work: createTurnRunner(turns), idleMs: IDLE_MS, parallel: TURN_WORKERS, onError });
  const deliverer = createDeliverer(
    { ...house, channels, owner, fallbackChannel: "desk" },
    { wake: () => outbox.wake(), onError },
  );
  const outbox = startLoop({ work: deliverer.work, idleMs: IDLE_MS, onError });
  const jobDependencies = { ...house, owner };
  const { redis } = options;
  const jobs = redis
    ? // Hundreds of modules that nobody without Redis waits for.
      (await import("../core/jobs/bullmq.ts")).startBullEngine(jobDependencies, {
        redisUrl: redis.url,
        prefix: redis.prefix,
        concurrency: JOB_CONCURRENCY,
        idleMs: IDLE_MS,
        onError,
      })
    : startRowEngine(jobDependencies, { concurrency: JOB_CONCURRENCY, idleMs: IDLE_MS, onError });
  const enqueueDaily = createDailySchedule(house, () => jobs.wake());
  const daily = startLoop({ work: () => enqueueDaily().then(() => false), idleMs: SWEEP_MS, onError });
  const sweeps = startLoop({ work: async () => (await house.approvals.sweep()) > 0, idleMs: SWEEP_MS, onError });
  return {
    inbox,
    outbox,
    jobs,
    async stop() {
      await Promise.all([inbox.stop(), outbox.stop(), jobs.stop(), daily.stop(), sweeps.stop()]);
      await deliverer.drain();
    },
  };
}

/** A provider's callback, on its own lane: a hint that goes through the same use case as asking the provider. */
async function providerEvent(house: House, turn: LeasedTurn): Promise<void> {
  for (const event of turn.events) {
    const callback = parseXenditPayoutCallback(event.payload.body);
    if (!callback) continue;
    try {
      await house.executor.execute(
        "payouts.provider_event",
        { reference: callback.reference, status: callback.payout.status, providerId: callback.payout.providerId },
        systemActor("xendit"),
      );
    } catch (error) {
      // About something we never asked for, or late: the log has it, and redelivery would change nothing.
      if (!(error instanceof AppError) || error.code === "internal") throw error;
      house.log.warn({ code: error.code, reference: callback.reference }, "provider event refused");
    }
  }
}
