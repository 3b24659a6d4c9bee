import type { Database, Tx } from "../db/types.ts";

/** What came in, as the channel's receiver normalised it. */
export interface InboundEvent {
  readonly channel: string;
  /** Which bot, workspace or number received it. */
  readonly account: string;
  /** The platform's own id of this delivery's content: the same id twice is one event, for good. */
  readonly externalId: string;
  readonly laneKey: string;
  readonly kind: "message" | "press" | "control" | "status" | "provider";
  readonly payload: unknown;
  /** How long to wait for more of the same (bursts of short messages). */
  readonly quietMs?: number;
}

/** Ordinary turns of a conversation. */
export function conversationLane(channel: string, account: string, conversation: string): string {
  return `c:${channel}:${account}:${conversation}`;
}

/** Presses and `/stop` of the same conversation, so that they never wait behind a long turn. */
export function controlLane(channel: string, account: string, conversation: string): string {
  return `x:${channel}:${account}:${conversation}`;
}

/** Callbacks of a provider about one thing of ours. */
export function providerLane(provider: string, reference: string): string {
  return `p:${provider}:${reference}`;
}

/**
 * Keeps an event before its platform is answered. Takes the lane's row lock first, so that ids within a lane follow the
 * order of commits. Throws only when the database does; then the platform must be answered with a failure and will
 * deliver again.
 */
export async function acceptEvent(
  db: Database,
  event: InboundEvent,
  wake: () => void,
): Promise<"accepted" | "duplicate"> {
  return db.transaction({ role: "platform" }, (tx) => keepEvent(tx, event, wake));
}

/** The same within a transaction: an event that follows from what it changes. */
export async function keepEvent(tx: Tx, event: InboundEvent, wake: () => void): Promise<"accepted" | "duplicate"> {
  await tx.execute(
    "INSERT INTO lane (key, touched_at) VALUES ($1, now()) ON CONFLICT (key) DO UPDATE SET touched_at = now()",
    [event.laneKey],
  );
  const inserted = await tx.execute(
    `INSERT INTO inbound_event (channel, account, external_id, lane_key, kind, payload, available_at, received_at)
     VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(secs => $7), now()) ON CONFLICT (channel, account, external_id) DO NOTHING`,
    [
      event.channel,
      event.account,
      event.externalId,
      event.laneKey,
      event.kind,
      JSON.stringify(event.payload),
      (event.quietMs ?? 0) / 1_000,
    ],
  );
  if (inserted === 0) return "duplicate";
  tx.afterCommit(wake);
  return "accepted";
}
