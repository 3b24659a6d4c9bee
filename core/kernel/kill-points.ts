import { writeSync } from "node:fs";

/**
 * Places between a durable write and what follows it, where a crash must lose nothing and repeat nothing. Tests kill the
 * process there (`KOLEGA_KILL_AT`); in ordinary life nothing is listening.
 */
export type KillPoint =
  | "event_kept"
  | "turn_adopted"
  | `use_case_done/${string}`
  | "turn_committed"
  | "payout_begun"
  | "payout_created"
  | "send_begun"
  | "send_done";

/** Says that the process stands at such a place. */
export type Reached = (point: KillPoint) => void;

/** `name` or `name:nth`: ends this process the hard way when it stands there for the nth time. */
export function killAt(spec: string): Reached {
  const [, name, nth] = /^(.*?)(?::(\d+))?$/.exec(spec) ?? [];
  let left = Number(nth ?? 1);
  return (point) => {
    if (point !== name) return;
    left -= 1;
    if (left !== 0) return;
    writeSync(2, `killed at ${spec}\n`);
    process.kill(process.pid, "SIGKILL");
    // The signal may arrive a moment later; nothing may happen in that moment.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  };
}
