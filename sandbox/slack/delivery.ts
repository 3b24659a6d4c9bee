import { createHmac, randomBytes } from "node:crypto";
import type { SlackAppSettings } from "./context.ts";
import type { SlackFaults } from "./faults.ts";
import { ACK_MS, EVENT_RETRIES_MS } from "./limits.ts";
import type { SocketHub } from "./socket.ts";
import type { Json, SlackChannel, SlackMessage, Team } from "./workspace.ts";

/** How one delivery to the app ended. */
export interface Delivered {
  readonly ok: boolean;
  readonly status?: number;
  readonly reason?: "http_timeout" | "http_error" | "connection_failed";
  readonly body?: unknown;
}

export interface DeliveryRecord {
  readonly kind: "event" | "interaction" | "command";
  readonly eventId?: string;
  /** Of the message that an event is about. */
  readonly ts?: string;
  readonly attempt: number;
  readonly result: Delivered;
}

export interface DeliveryOptions {
  readonly app: SlackAppSettings;
  readonly faults: SlackFaults;
  readonly sockets: SocketHub;
  /** The app's request URL; without one (and without a socket) nothing is delivered. */
  readonly requestUrl: () => string | undefined;
  readonly socketMode: boolean;
  /** Multiplies waits between repeats: 1 is as at Slack, a test takes less. */
  readonly timeFactor: number;
  now(): number;
}

/** Repeats and disorder that a test orders for one event. */
export interface Disorder {
  /** Deliveries in all; 1 by default. */
  readonly deliveries?: number;
  /** Whether the further ones have an event id of their own, as Slack's known fault has it. */
  readonly newEventIds?: boolean;
}

/** The signature Slack puts on a request: v0, HMAC-SHA256 over `v0:<timestamp>:<body>`. */
export function signSlack(secret: string, timestamp: number, body: string): string {
  return `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
}

/** Brings events, presses and commands to the app: signed HTTP, or Socket Mode. Events are repeated, the others never. */
export class SlackDelivery {
  readonly log: DeliveryRecord[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  #running = 0;
  #held: (() => void)[] | undefined;
  #closed = false;

  constructor(private readonly options: DeliveryOptions) {}

  /** Keeps events back until `release`. */
  hold(): void {
    this.#held ??= [];
  }

  release(order: "kept" | "reverse"): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const send of order === "reverse" ? held.reverse() : held) send();
  }

  /** Hands an event over; the answer and repeats come later. */
  event(team: Team, event: Json, disorder: Disorder = {}): string {
    const eventId = newEventId();
    for (let copy = 0; copy < (disorder.deliveries ?? 1); copy += 1) {
      const id = copy > 0 && disorder.newEventIds ? newEventId() : eventId;
      const body = this.#envelope(team, event, id);
      const send = (): void => {
        void this.#attempt(id, body, 0);
      };
      if (this.#held) this.#held.push(send);
      else send();
    }
    return eventId;
  }

  /** A press, a filled window or a shortcut: once, with its answer. */
  async interaction(payload: Json): Promise<Delivered> {
    return this.#once("interaction", payload, () =>
      this.#post(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), "form"),
    );
  }

  async command(form: Readonly<Record<string, string>>): Promise<Delivered> {
    return this.#once("command", form, () => this.#post(new URLSearchParams(form).toString(), "form"));
  }

  /** The app's own words come to it as events too. */
  botSpoke(team: Team, channel: SlackChannel, message: SlackMessage): void {
    if (message.ephemeralFor) return;
    this.event(team, {
      type: "message",
      user: message.user,
      bot_id: team.botId,
      app_id: this.options.app.appId,
      text: message.text,
      ts: message.ts,
      channel: channel.id,
      channel_type: channel.kind,
      ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
      event_ts: message.ts,
    });
  }

  /** Resolves when nothing is on its way or waits to be repeated. */
  async idle(): Promise<void> {
    while (this.#running > 0 || this.#timers.size > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** Deliveries that are under way or wait to be repeated. */
  get waiting(): number {
    return this.#running + this.#timers.size;
  }

  close(): void {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #envelope(team: Team, event: Json, eventId: string): Json {
    return {
      token: "sandbox-verification-token",
      team_id: team.id,
      api_app_id: this.options.app.appId,
      event,
      type: "event_callback",
      event_id: eventId,
      event_time: Math.floor(this.options.now() / 1_000),
      authorizations: [
        { enterprise_id: null, team_id: team.id, user_id: team.botUserId, is_bot: true, is_enterprise_install: false },
      ],
      is_ext_shared_channel: false,
    };
  }

  async #attempt(eventId: string, body: Json, attempt: number, reason?: string): Promise<void> {
    if (this.#closed || !this.#reachable()) return;
    this.#running += 1;
    try {
      const fault = this.options.faults.take("events");
      let result = this.options.socketMode
        ? await this.options.sockets.send("events_api", body, { attempt, reason })
        : await this.#post(JSON.stringify(body), "json", { attempt, reason });
      if (fault?.kind === "lost") result = { ok: false, reason: "http_timeout" };
      const { ts } = (body.event ?? {}) as { ts?: string };
      this.log.push({ kind: "event", eventId, ts, attempt, result });
      const wait = EVENT_RETRIES_MS[attempt];
      if (result.ok || wait === undefined || this.#closed) return;
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        void this.#attempt(eventId, body, attempt + 1, result.reason);
      }, wait * this.options.timeFactor);
      this.#timers.add(timer);
    } finally {
      this.#running -= 1;
    }
  }

  async #once(kind: "interaction" | "command", payload: Json, post: () => Promise<Delivered>): Promise<Delivered> {
    this.#running += 1;
    try {
      const result = this.options.socketMode
        ? await this.options.sockets.send(kind === "command" ? "slash_commands" : "interactive", payload, {})
        : await post();
      this.log.push({ kind, attempt: 0, result });
      return result;
    } finally {
      this.#running -= 1;
    }
  }

  #reachable(): boolean {
    return this.options.socketMode || this.options.requestUrl() !== undefined;
  }

  async #post(
    body: string,
    kind: "json" | "form",
    retry: { attempt?: number; reason?: string } = {},
  ): Promise<Delivered> {
    const url = this.options.requestUrl();
    if (!url) return { ok: false, reason: "connection_failed" };
    const timestamp = Math.floor(Date.now() / 1_000);
    const type = kind === "json" ? "application/json" : "application/x-www-form-urlencoded";
    const headers: Record<string, string> = {
      "content-type": type,
      "x-slack-request-timestamp": String(timestamp),
      "x-slack-signature": signSlack(this.options.app.signingSecret, timestamp, body),
    };
    if (retry.attempt) {
      headers["x-slack-retry-num"] = String(retry.attempt);
      headers["x-slack-retry-reason"] = retry.reason ?? "unknown_error";
    }
    try {
      const response = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(ACK_MS) });
      const text = await response.text();
      const ok = response.status >= 200 && response.status < 300;
      return { ok, status: response.status, reason: ok ? undefined : "http_error", body: parsed(text) };
    } catch (error) {
      const timedOut = error instanceof DOMException && error.name === "TimeoutError";
      return { ok: false, reason: timedOut ? "http_timeout" : "connection_failed" };
    }
  }
}

function newEventId(): string {
  return `Ev${randomBytes(8).toString("hex").toUpperCase()}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
