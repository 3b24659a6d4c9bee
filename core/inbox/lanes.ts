import type { Database, Tx } from "../db/types.ts";
import { newId } from "../kernel/ids.ts";

/**
 * How long a worker may be silent before its lane is given to another. Renewed every third of it. Short, as the fence makes
 * an early takeover harmless, and a person waits that long for an answer when a process was killed.
 */
export const LEASE_MS = 12_000;
/** Failed tries of one turn before its events are set aside for the operator. */
export const MAX_ATTEMPTS = 8;
/** Deaths of a process while it ran one turn before the turn is taken for their cause and set aside. */
export const MAX_DEATHS = 5;
/**
 * How long after its last try a turn waits that was under way at 2, 3, 4 ends of the process. A turn that is their cause
 * leaves the house in peace meanwhile; one that was only there (a machine that restarts again and again) outlives them.
 */
const SUSPECT_PAUSES_SECONDS: readonly number[] = [0, 0, 1, 4, 16];

export interface LaneEvent {
  readonly id: bigint;
  readonly channel: string;
  readonly account: string;
  readonly externalId: string;
  readonly kind: string;
  readonly payload: Record<string, unknown>;
  readonly receivedAt: Date;
}

/** A lane held by this worker, with the turn that adopted its waiting events, up to the first of another sender. */
export interface LeasedTurn {
  readonly laneKey: string;
  /** Every write of the turn is made on condition that the lane still carries this number. */
  readonly fence: bigint;
  readonly turnId: string;
  /** 1 for the first try; more after a crash or a passing failure. */
  readonly attempt: number;
  /** How many workers ended while they ran it: tries that neither finished nor failed. */
  readonly deaths: number;
  readonly events: readonly LaneEvent[];
}

/** The lane was given to somebody else meanwhile: nothing of this turn may be written any more. */
export class LaneLost extends Error {
  override readonly name = "LaneLost";
}

const EVENT_COLUMNS = "id, channel, account, external_id, kind, payload, received_at";

/** A lane may be found by what another worker settled a moment ago; then the next one is looked for, so many times. */
const LOOKS = 3;

/**
 * Takes the lane that has waited longest, if any, and adopts its events into one turn, all in one transaction. A turn
 * that a dead worker left unfinished is taken up again with the same id, so that what it already did is found.
 */
export async function leaseTurn(db: Database, owner: string): Promise<LeasedTurn | undefined> {
  return db.transaction({ role: "platform" }, async (tx) => {
    for (let look = 0; look < LOOKS; look += 1) {
      const lane = await tx.first<{ key: string; fence: bigint }>(
        `UPDATE lane SET lease_owner = $1, lease_until = now() + make_interval(secs => $2), fence = fence + 1 WHERE key = (
           SELECT l.key FROM inbound_event e JOIN lane l ON l.key = e.lane_key
           WHERE e.status IN ('pending', 'adopted') AND e.available_at <= now() AND (l.lease_until IS NULL OR l.lease_until < now())
           ORDER BY e.available_at, e.id LIMIT 1 FOR UPDATE OF l SKIP LOCKED) RETURNING key, fence`,
        [owner, LEASE_MS / 1_000],
      );
      if (!lane) return undefined;
      const turn = await adopt(tx, lane.key, lane.fence);
      if (turn) return turn;
    }
    return undefined;
  });
}

type OpenEvent = LaneEvent & { readonly status: "pending" | "adopted"; readonly attempts: number };

async function adopt(tx: Tx, laneKey: string, fence: bigint): Promise<LeasedTurn | undefined> {
  const open = await tx.query<OpenEvent>(
    `SELECT ${EVENT_COLUMNS}, status, attempts FROM inbound_event WHERE lane_key = $1 AND status IN ('pending', 'adopted') ORDER BY id LIMIT 50`,
    [laneKey],
  );
  const left = open.filter(({ status }) => status === "adopted");
  if (left.length > 0) return resume(tx, laneKey, fence, left);
  const events = leadingRun(open.map(asEvent));
  const [first] = events;
  if (!first) return freeLane(tx, laneKey, fence);
  const turnId = newId("turn");
  // The conversation is made at its first event. Provider callbacks have one of their own, for the record.
  await tx.execute(
    `WITH adopted AS (UPDATE inbound_event SET status = 'adopted', attempts = attempts + 1 WHERE id = ANY($4::bigint[])),
       place AS (INSERT INTO conversation (id, channel, account, external_id, created_at) VALUES ($5, $6, $7, $8, now())
         ON CONFLICT (channel, account, external_id) DO UPDATE SET channel = excluded.channel RETURNING id)
     INSERT INTO turn (id, conversation_id, lane_key, fence, status, events, started_at)
       SELECT $1, place.id, $2, $3, 'running', $4::bigint[], now() FROM place`,
    [
      turnId,
      laneKey,
      fence,
      events.map((event) => event.id.toString()),
      newId("conversation"),
      first.channel,
      first.account,
      typeof first.payload.conversation === "string" ? first.payload.conversation : "provider",
    ],
  );
  return { laneKey, fence, turnId, attempt: 1, deaths: 0, events };
}

/** Takes up what a worker left: the same turn, with the events it had. */
async function resume(
  tx: Tx,
  laneKey: string,
  fence: bigint,
  left: readonly OpenEvent[],
): Promise<LeasedTurn | undefined> {
  const turn = await tx.first<{ id: string; attempts: number; events: string[] }>(
    "UPDATE turn SET fence = $2 WHERE lane_key = $1 AND status = 'running' RETURNING id, attempts, events::text[] AS events",
    [laneKey, fence],
  );
  if (!turn) throw new Error(`events of ${laneKey} belong to no running turn`);
  // Events count their adoption and each failure that was reported; tries beyond those ended without a word.
  const deaths = turn.attempts + 1 - Math.max(1, ...left.map((row) => row.attempts));
  const pause = SUSPECT_PAUSES_SECONDS[deaths] ?? 0;
  if (pause > 0 && (await waits(tx, turn, pause))) return freeLane(tx, laneKey, fence);
  return { laneKey, fence, turnId: turn.id, attempt: turn.attempts + 1, deaths, events: left.map(asEvent) };
}

function asEvent({ status: _status, attempts: _attempts, ...event }: OpenEvent): LaneEvent {
  return event;
}

/** Puts a turn off until `seconds` after its last try; false when they are over. */
async function waits(tx: Tx, turn: { id: string; events: string[] }, seconds: number): Promise<boolean> {
  const changed = await tx.execute(
    `UPDATE inbound_event e SET available_at = t.tried_at + make_interval(secs => $3) FROM turn t
     WHERE t.id = $1 AND e.id = ANY($2::bigint[]) AND t.tried_at + make_interval(secs => $3) > now()`,
    [turn.id, turn.events, seconds],
  );
  return changed > 0;
}

async function freeLane(tx: Tx, laneKey: string, fence: bigint): Promise<undefined> {
  await tx.execute("UPDATE lane SET lease_owner = NULL, lease_until = NULL WHERE key = $1 AND fence = $2", [
    laneKey,
    fence,
  ]);
}

/**
 * Counts a further try of a turn, for good, right before it runs. Not counted at adoption: a turn that only waited for
 * its turn to run, when another one ended the process, had no try.
 */
export async function countTry(db: Database, turn: LeasedTurn): Promise<void> {
  await db.transaction({ role: "platform" }, async (tx) => {
    await fenceCheck(tx, turn);
    await tx.execute("UPDATE turn SET attempts = $2, tried_at = now() WHERE id = $1", [turn.turnId, turn.attempt]);
  });
}

/** The first events that come from one sender: in a group nobody speaks with somebody else's rights. */
function leadingRun(events: readonly LaneEvent[]): LaneEvent[] {
  const senderOf = ({ payload }: LaneEvent): unknown =>
    (payload.from as { externalId?: unknown } | undefined)?.externalId;
  const [first] = events;
  const other = events.findIndex((event) => first && senderOf(event) !== senderOf(first));
  return events.slice(0, other === -1 ? events.length : other);
}

/** Keeps the lane for another lease; false when it was lost. */
export async function renewLease(db: Database, turn: LeasedTurn): Promise<boolean> {
  const changed = await db.transaction({ role: "platform" }, (tx) =>
    tx.execute("UPDATE lane SET lease_until = now() + make_interval(secs => $3) WHERE key = $1 AND fence = $2", [
      turn.laneKey,
      turn.fence,
      LEASE_MS / 1_000,
    ]),
  );
  return changed === 1;
}

/** fenceCheck, and the conversation of the turn: first statement of its end. */
export async function fencedConversation(tx: Tx, turn: LeasedTurn): Promise<{ id: string; tenant: string }> {
  const conversation = await tx.first<{ id: string; tenant: string }>(
    `SELECT c.id, c.tenant FROM lane l JOIN turn t ON t.id = $3 JOIN conversation c ON c.id = t.conversation_id
     WHERE l.key = $1 AND l.fence = $2 FOR UPDATE OF l`,
    [turn.laneKey, turn.fence, turn.turnId],
  );
  if (!conversation) throw new LaneLost(turn.laneKey);
  return conversation;
}

/** Locks the lane and throws LaneLost unless it is still this turn's. First statement of every write of a turn. */
export async function fenceCheck(tx: Tx, turn: LeasedTurn): Promise<void> {
  const mine = await tx.first("SELECT 1 FROM lane WHERE key = $1 AND fence = $2 FOR UPDATE", [
    turn.laneKey,
    turn.fence,
  ]);
  if (!mine) throw new LaneLost(turn.laneKey);
}

/**
 * Ends a turn in the transaction of its replies and frees the lane, or, when more came in meanwhile (seen under the same
 * lock that ingress takes), keeps it and adopts the next turn. What it cost stays as it was counted on the way, unless told.
 */
export async function finishTurn(
  tx: Tx,
  turn: LeasedTurn,
  result: {
    status: "done" | "failed" | "cancelled";
    error?: string;
    model?: string;
    usage?: unknown;
    costMicros?: bigint;
  },
): Promise<LeasedTurn | undefined> {
  const freed = await tx.first(
    `WITH ended AS (UPDATE turn SET status = $2, error = $3, model = coalesce($4, model), usage = coalesce($5, usage), cost_micros = coalesce($6, cost_micros), ended_at = now() WHERE id = $1),
       settled AS (UPDATE inbound_event SET status = $8, settled_at = now(), error = $3 WHERE id = ANY($7::bigint[]))
     UPDATE lane SET lease_owner = NULL, lease_until = NULL WHERE key = $9 AND fence = $10 AND NOT EXISTS (
       SELECT 1 FROM inbound_event WHERE lane_key = $9 AND status = 'pending' AND available_at <= now()) RETURNING key`,
    [
      turn.turnId,
      result.status,
      result.error ?? null,
      result.model ?? null,
      result.usage === undefined ? null : JSON.stringify(result.usage),
      result.costMicros ?? null,
      turn.events.map((event) => event.id.toString()),
      result.status === "failed" ? "dead" : "done",
      turn.laneKey,
      turn.fence,
    ],
  );
  return freed ? undefined : adopt(tx, turn.laneKey, turn.fence);
}

/** Gives a lane back after a passing failure; its turn is taken up again after `delayMs`. */
export async function postponeTurn(db: Database, turn: LeasedTurn, delayMs: number, error: string): Promise<void> {
  await db.transaction({ role: "platform" }, async (tx) => {
    await fenceCheck(tx, turn);
    await tx.execute(
      "UPDATE inbound_event SET available_at = now() + make_interval(secs => $2), error = $3, attempts = attempts + 1 WHERE id = ANY($1::bigint[])",
      [turn.events.map((event) => event.id.toString()), delayMs / 1_000, error],
    );
    await freeLane(tx, turn.laneKey, turn.fence);
  });
}
