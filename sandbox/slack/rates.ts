import { METHOD_TIER, TIERS } from "./limits.ts";

/** Counts calls as Slack does: a minute's window a method and workspace, one message a second and channel. */
export class SlackRates {
  readonly #hits = new Map<string, number[]>();

  constructor(
    private readonly now: () => number,
    /** Multiplies the allowed calls; a benchmark may raise it. */
    private readonly scale: number,
  ) {}

  /** Seconds to wait, 0 when the call may pass. */
  take(method: string, teamId: string, channel: string | undefined): number {
    const tier = METHOD_TIER[method] ?? 3;
    if (tier === "special") return 0;
    if (tier === "channel") {
      // Short bursts pass: Slack says "more than one a second" only over a few seconds.
      return this.#window(`${method}:${teamId}:${channel ?? ""}`, 3 * this.scale, 3_000);
    }
    // apps.connections.open is tier 1, which Slack counts with room for reconnects.
    const limit = tier === 1 ? SOCKET_OPENS : TIERS[tier];
    return this.#window(`${method}:${teamId}`, limit * this.scale, 60_000);
  }

  #window(key: string, limit: number, windowMs: number): number {
    const now = this.now();
    const hits = (this.#hits.get(key) ?? []).filter((at) => at > now - windowMs);
    this.#hits.set(key, hits);
    if (hits.length < limit) {
      hits.push(now);
      return 0;
    }
    return Math.max(1, Math.ceil(((hits[0] ?? now) + windowMs - now) / 1_000));
  }
}

/** Tier 1 is "1+ a minute": a client that reconnects after a short break is let in. */
const SOCKET_OPENS = 10;
