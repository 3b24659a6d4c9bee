import type { Database, Tx } from "../db/types.ts";

/** One row to be delivered. */
export interface OutboundRow {
  readonly id: string;
  readonly seq: bigint;
  readonly tenant: string;
  readonly recipient: string;
  readonly conversationId: string | null;
  readonly kind: "reply" | "notification" | "settle";
  readonly template: string;
  readonly data: unknown;
  readonly subject: string | null;
  readonly status: "pending" | "sending" | "sent" | "failed" | "unknown";
  readonly attempts: number;
  readonly receipts: readonly unknown[];
}

/** How long a sender may be silent before its rows are looked at again. Renewed every third of it. */
const LEASE_SECONDS = 12;
export const SENDING_LEASE_MS = LEASE_SECONDS * 1_000;

/**
 * Takes rows in order, at most one a recipient, so that a person reads things in the order they were said; only what is
 * held back on purpose (quiet hours) lets later ones pass. `abandoned`
 * rows were being sent when their worker died: whether they arrived is unknown.
 */
export async function claimOutbound(
  db: Database,
  owner: string,
  limit: number,
): Promise<(OutboundRow & { abandoned: boolean })[]> {
  return db.transaction({ role: "platform" }, (tx) =>
    tx.query<OutboundRow & { abandoned: boolean }>(
      `WITH due AS (
         SELECT o.id, o.status AS was FROM outbound_message o
         WHERE ((o.status = 'pending' AND o.available_at <= now()) OR (o.status = 'sending' AND o.lease_until < now()))
           AND NOT EXISTS (SELECT 1 FROM outbound_message p WHERE p.recipient = o.recipient AND p.seq < o.seq
             AND (p.status = 'sending' OR (p.status = 'pending' AND (NOT p.deferred OR p.available_at <= now()))))
         ORDER BY o.seq LIMIT $2 FOR UPDATE SKIP LOCKED)
       UPDATE outbound_message m SET status = 'sending', lease_owner = $1, lease_until = now() + make_interval(secs => ${LEASE_SECONDS}), attempts = attempts + 1
       FROM due WHERE m.id = due.id RETURNING m.*, due.was = 'sending' AS abandoned`,
      [owner, limit],
    ),
  );
}

/** Keeps rows that are still being sent: a platform that answers late must not get them twice. */
export async function renewSending(db: Database, owner: string, ids: readonly string[]): Promise<void> {
  await db.transaction({ role: "platform" }, (tx) =>
    tx.execute(
      `UPDATE outbound_message SET lease_until = now() + make_interval(secs => ${LEASE_SECONDS}) WHERE id = ANY($1) AND status = 'sending' AND lease_owner = $2`,
      [ids, owner],
    ),
  );
}

export async function markSent(tx: Tx, id: string, receipts: readonly unknown[], note?: string): Promise<void> {
  await tx.execute(
    "UPDATE outbound_message SET status = 'sent', sent_at = now(), receipts = $2, error = $3, lease_until = NULL WHERE id = $1",
    [id, JSON.stringify(receipts), note ?? null],
  );
}

/** Gives up (`failed`), or says that nobody knows (`unknown`): both are listed for the operator and can be resubmitted. */
export async function markFailed(tx: Tx, id: string, status: "failed" | "unknown", error: string): Promise<void> {
  await tx.execute("UPDATE outbound_message SET status = $2, error = $3, lease_until = NULL WHERE id = $1", [
    id,
    status,
    error.slice(0, 500),
  ]);
}

export async function retryLater(tx: Tx, id: string, delayMs: number, error: string): Promise<void> {
  await tx.execute(
    "UPDATE outbound_message SET status = 'pending', available_at = now() + make_interval(secs => $2), error = $3, lease_until = NULL WHERE id = $1",
    [id, delayMs / 1_000, error.slice(0, 500)],
  );
}

/** Holds a row back on purpose, not for a failure: it is looked at again then, and nothing waits behind it meanwhile. */
export async function deferOutbound(tx: Tx, id: string, delayMs: number): Promise<void> {
  await tx.execute(
    "UPDATE outbound_message SET status = 'pending', deferred = true, attempts = attempts - 1, available_at = now() + make_interval(secs => $2), lease_until = NULL WHERE id = $1",
    [id, delayMs / 1_000],
  );
}

/** Those of these rows that are replies, locked like the cards of a subject. */
export async function repliesById(tx: Tx, ids: readonly string[]): Promise<OutboundRow[]> {
  if (ids.length === 0) return [];
  return tx.query<OutboundRow>(
    "SELECT * FROM outbound_message WHERE id = ANY($1) AND kind = 'reply' ORDER BY seq FOR UPDATE",
    [ids],
  );
}

/** The delivered and undelivered cards of a subject, for settling. */
export async function rowsOfSubject(tx: Tx, subject: string): Promise<OutboundRow[]> {
  return tx.query<OutboundRow>(
    "SELECT * FROM outbound_message WHERE subject = $1 AND kind <> 'settle' ORDER BY seq FOR UPDATE",
    [subject],
  );
}
