import type { ReportIncident } from "../../core/audit/incidents.ts";
import { appendTranscript } from "../../core/conversations/transcript.ts";
import type { Database } from "../../core/db/types.ts";
import { FormMoved } from "../../core/forms/store.ts";
import { findLinked } from "../../core/identity/identities.ts";
import { keepEvent } from "../../core/inbox/ingress.ts";
import {
  countTry,
  fencedConversation,
  finishTurn,
  LaneLost,
  LEASE_MS,
  type LeasedTurn,
  leaseTurn,
  MAX_ATTEMPTS,
  MAX_DEATHS,
  postponeTurn,
  renewLease,
} from "../../core/inbox/lanes.ts";
import { DatabaseAway, untilThere } from "../../core/kernel/database-away.ts";
import type { Reached } from "../../core/kernel/kill-points.ts";
import { insertOutbound } from "../../core/outbox/writer.ts";
import { messageOf } from "./arrived.ts";
import { routeTurn, type TurnResult } from "./router.ts";
import type { RouterDependencies } from "./talk.ts";

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 180_000;
/** Turns of one person that may change the same form at the same moment: messages and presses have a lane each. */
const MAX_FORM_RACES = 3;

export interface TurnWorkerDependencies extends RouterDependencies {
  readonly owner: string;
  readonly reportIncident: ReportIncident;
  readonly reached?: Reached;
  /** Wakes the turn workers and the delivery after a commit. */
  readonly wake: { inbox(): void; outbox(): void };
  /** Callbacks of providers (payments), by channel name. */
  handleProviderEvent(turn: LeasedTurn): Promise<void>;
}

/**
 * Runs one waiting turn, and those that follow on the same lane; false when nothing waits. One runner a process: all of
 * its workers call it.
 */
export function createTurnRunner(deps: TurnWorkerDependencies): () => Promise<boolean> {
  const oneAtATime = createQueue();
  return async () => {
    let turn = await leaseTurn(deps.db, deps.owner);
    if (!turn) return false;
    while (turn) turn = await runTurn(deps, turn, oneAtATime);
    return true;
  };
}

type Queue = <T>(work: () => Promise<T>) => Promise<T>;

function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

async function runTurn(
  deps: TurnWorkerDependencies,
  turn: LeasedTurn,
  oneAtATime: Queue,
): Promise<LeasedTurn | undefined> {
  const abort = new AbortController();
  const heartbeat = setInterval(() => {
    renewLease(deps.db, turn).then(
      (kept) => kept || abort.abort(new LaneLost(turn.laneKey)),
      () => undefined,
    );
  }, LEASE_MS / 3);
  const typing = showTyping(deps, turn);
  const run = async (): Promise<LeasedTurn | undefined> => {
    try {
      if (turn.attempt > 1) await countTry(deps.db, turn);
      deps.reached?.("turn_adopted");
      return await workOut(deps, turn, abort.signal);
    } catch (error) {
      if (error instanceof LaneLost || abort.signal.aborted) return undefined;
      return await failed(deps, turn, error);
    }
  };
  try {
    if (turn.deaths >= MAX_DEATHS) {
      const error = new Error(`the process ended ${turn.deaths} times while it ran this turn`);
      const incident = await deps.reportIncident(error, `turn ${turn.laneKey}`, "platform");
      return await setAside(deps, turn, incident, "common.stuck");
    }
    // What was under way when a process ended runs alone: whatever ends the next one as well is then known.
    return await (turn.deaths > 0 ? oneAtATime(run) : run());
  } catch (error) {
    if (error instanceof LaneLost) return undefined;
    throw error;
  } finally {
    clearInterval(heartbeat);
    typing();
  }
}

/** A form that another turn of the same person changed meanwhile is looked at again, as it is now. */
async function workOut(
  deps: TurnWorkerDependencies,
  turn: LeasedTurn,
  signal: AbortSignal,
  left = MAX_FORM_RACES,
): Promise<LeasedTurn | undefined> {
  try {
    return await commit(deps.db, turn, await resultOf(deps, turn, signal), deps.wake);
  } catch (error) {
    if (!(error instanceof FormMoved) || left === 0) throw error;
    return workOut(deps, { ...turn, attempt: turn.attempt + 1 }, signal, left - 1);
  }
}

async function resultOf(deps: TurnWorkerDependencies, turn: LeasedTurn, signal: AbortSignal): Promise<TurnResult> {
  if (turn.events[0]?.kind !== "provider") return routeTurn(deps, turn, signal);
  await deps.handleProviderEvent(turn);
  return { replies: [], transcript: [], status: "done" };
}

/** Replies, transcript, the assistant's notes and the end of the turn: one transaction, only while the lane is ours. */
async function commit(
  db: Database,
  turn: LeasedTurn,
  result: TurnResult,
  wake: TurnWorkerDependencies["wake"],
): Promise<LeasedTurn | undefined> {
  return db.transaction({ role: "platform" }, async (tx) => {
    const conversation = await fencedConversation(tx, turn);
    const tenant = result.person?.orgId ?? result.person?.id ?? "platform";
    if (turn.events[0]?.kind !== "provider") {
      await tx.execute(
        // Whoever writes is awake: what waits for the end of their quiet hours is looked at again.
        `WITH awake AS (UPDATE outbound_message SET available_at = now()
           WHERE $5 AND recipient = $2 AND status = 'pending' AND deferred AND kind = 'notification')
         UPDATE conversation SET direct = $5, subject = CASE WHEN $5 THEN coalesce($2, subject) END, tenant = $3, last_user_message_at = now(), assistant_state = coalesce($4::jsonb, assistant_state) WHERE id = $1`,
        [
          conversation.id,
          result.person?.id ?? null,
          tenant,
          result.state ? JSON.stringify(result.state) : null,
          result.direct ?? true,
        ],
      );
    }
    for (const write of result.writes ?? []) await write(tx);
    await appendTranscript(tx, conversation.id, turn.turnId, result.transcript);
    const now = new Date();
    for (const [index, reply] of result.replies.entries()) {
      await insertOutbound(tx, tenant, now, {
        kind: "reply",
        recipient: result.person?.id ?? `conversation:${conversation.id}`,
        conversationId: conversation.id,
        template: "reply",
        data: reply,
        key: `turn:${turn.turnId}:${index}`,
      });
    }
    for (const [index, reply] of (result.privately ?? []).entries()) {
      if (!result.person) break;
      await insertOutbound(tx, tenant, now, {
        kind: "reply",
        recipient: result.person.id,
        template: "reply",
        data: reply,
        key: `turn:${turn.turnId}:private:${index}`,
      });
    }
    for (const event of result.follow ?? []) await keepEvent(tx, event, wake.inbox);
    tx.afterCommit(wake.outbox);
    return finishTurn(tx, turn, {
      status: result.status,
      model: result.model,
      usage: result.usage,
      costMicros: result.costMicros,
    });
  });
}

/** A passing failure is tried again with growing pauses; a lasting one is set aside, and the person is told so. */
async function failed(deps: TurnWorkerDependencies, turn: LeasedTurn, error: unknown): Promise<LeasedTurn | undefined> {
  if (error instanceof DatabaseAway) {
    await untilThere(() => postponeTurn(deps.db, turn, 0, "the database was away"));
    deps.wake.inbox();
    return undefined;
  }
  const incident = await deps.reportIncident(error, `turn ${turn.laneKey}`, "platform");
  if (turn.attempt < MAX_ATTEMPTS) {
    const delay = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (turn.attempt - 1));
    await postponeTurn(deps.db, turn, delay, incident);
    return undefined;
  }
  return setAside(deps, turn, incident, "common.trouble");
}

/** Ends a turn that cannot be done, with one sentence to its person; the operator has the incident. The lane goes on. */
async function setAside(
  deps: TurnWorkerDependencies,
  turn: LeasedTurn,
  incident: string,
  sentence: "common.trouble" | "common.stuck",
): Promise<LeasedTurn | undefined> {
  return deps.db.transaction({ role: "platform" }, async (tx) => {
    const conversation = await fencedConversation(tx, turn);
    const first = turn.events[0];
    if (first && first.kind !== "provider") {
      const { from } = messageOf(first);
      const person = await findLinked(tx, { ...first, externalId: from.externalId });
      const p = deps.i18n.presenter(person?.locale ?? "id", person?.timeZone);
      await insertOutbound(tx, conversation.tenant, new Date(), {
        kind: "reply",
        recipient: person?.id ?? `conversation:${conversation.id}`,
        conversationId: conversation.id,
        template: "reply",
        data: { text: p.t(sentence, { incident }) },
        key: `turn:${turn.turnId}:failed`,
      });
      tx.afterCommit(deps.wake.outbox);
    }
    return finishTurn(tx, turn, { status: "failed", error: incident });
  });
}

function showTyping(deps: TurnWorkerDependencies, turn: LeasedTurn): () => void {
  const first = turn.events[0];
  const channel = first && deps.channels.get(first.channel);
  const conversation = first && messageOf(first).conversation;
  if (!first || !channel?.typing || typeof conversation !== "string" || first.kind === "press") return () => undefined;
  const target = { account: first.account, conversation };
  channel.typing(target, true);
  return () => channel.typing?.(target, false);
}
