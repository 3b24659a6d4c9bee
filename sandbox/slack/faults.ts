/** What goes wrong next, as a test or the demo ordered it. */
export interface SlackFault {
  /** A Web API method, or `events` for deliveries to the app. */
  readonly on: string;
  /** `lost`: the work is done and its answer does not arrive. `hang`: neither. */
  readonly kind: "429" | "500" | "lost" | "hang";
  times: number;
  /** Calls that go well before it. */
  after?: number;
  readonly retryAfterSeconds?: number;
}

export class SlackFaults {
  readonly #faults: SlackFault[] = [];

  add(fault: SlackFault): void {
    this.#faults.push({ ...fault });
  }

  /** Takes one use of the first ordered failure for this call. */
  take(on: string): SlackFault | undefined {
    const fault = this.#faults.find((candidate) => candidate.on === on && candidate.times > 0);
    if (!fault) return undefined;
    if (fault.after) {
      fault.after -= 1;
      return undefined;
    }
    fault.times -= 1;
    return fault;
  }
}
