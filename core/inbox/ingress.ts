import type { Database, Tx } from "../db/types.ts";
import { cleanJson } from "../kernel/text.ts";

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

/** One function call, with the lock on the lane taken before the event gets its id; see the migration *_inbox_keep. */
const KEEP = "SELECT inbox_keep($1, $2, $3, $4, $5, $6, $7) AS accepted";

/**
 * Keeps an event before its platform is answered: one statement, one round trip. Ids within a lane follow the order of
 * commits. Throws only when the database does; then the platform must be answered with a failure and will deliver again.
 */
export async function acceptEvent(
  db: Database,
  event: InboundEvent,
  wake: () => void,
): Promise<"accepted" | "duplicate"> {
  const kept = await db.call<{ accepted: boolean }>(KEEP, valuesOf(event));
  if (!kept?.accepted) return "duplicate";
  wake();
  return "accepted";
}

/** The same within a transaction: an event that follows from what it changes. */
export async function keepEvent(tx: Tx, event: InboundEvent, wake: () => void): Promise<"accepted" | "duplicate"> {
  const kept = await tx.first<{ accepted: boolean }>(KEEP, valuesOf(event));
  if (!kept?.accepted) return "duplicate";
  tx.afterCommit(wake);
  return "accepted";
}

function valuesOf(event: InboundEvent): unknown[] {
  return [
    event.channel,
    event.account,
    event.externalId,
    event.laneKey,
    event.kind,
    JSON.stringify(cleanJson(event.payload)),
    (event.quietMs ?? 0) / 1_000,
  ];
}
