import type { z } from "zod";
import type { Clock } from "../kernel/clock.ts";
import type { Executor } from "./executor.ts";
import type { Ports } from "./ports.ts";

/** What a job may use: the outside world and the same use cases as everyone. */
export interface JobContext {
  readonly clock: Clock;
  readonly ports: Ports;
  readonly executor: Executor;
  readonly tenant: string;
  readonly attempt: number;
  readonly signal: AbortSignal;
  /**
   * Leaves something for the operator although the job itself goes on; answers the incident's id. The same `once` again
   * is the same incident.
   */
  reportIncident(error: Error, once?: string): Promise<string>;
}

/** Work done later, at least once: `run` must be safe to repeat. Throw RetryLater to be called again at a time of its choice. */
export interface Job<Payload> {
  readonly name: string;
  readonly payload: z.ZodType<Payload>;
  /** Tries before it is given up and shown to the operator. */
  readonly maxAttempts: number;
  /** Makes it run by itself, once a day (UTC, `YYYY-MM-DD`) for the whole house, with this payload. */
  readonly daily?: (day: string) => Payload;
  readonly run: (ctx: JobContext, payload: Payload) => Promise<void>;
}

export function defineJob<Payload>(job: Job<Payload>): Job<Payload> {
  return job;
}

/** Asks the engine to run the job again after `delayMs` without counting it as a failure. */
export class RetryLater extends Error {
  override readonly name = "RetryLater";
  constructor(
    readonly delayMs: number,
    reason: string,
  ) {
    super(reason);
  }
}

/** Rows are written in the caller's transaction; the same name and key twice is one job. */
export interface JobWriter {
  enqueue<Payload>(job: Job<Payload>, request: { key: string; payload: Payload; runAt?: Date }): Promise<void>;
}
