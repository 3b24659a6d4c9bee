import { randomBytes } from "node:crypto";
import type { Database } from "../db/types.ts";
import { type Actor, personOf, tenantOf } from "../kernel/actor.ts";
import { hashOf } from "../kernel/canonical.ts";
import { type Clock, DAY_MS } from "../kernel/clock.ts";
import type { Vault } from "../kernel/ports/vault.ts";
import { scopeOf } from "../usecase/pipeline.ts";
import type { RequestOutcome, RequestStates } from "../usecase/request-states.ts";
import type { ApprovalRow } from "./requests.ts";

/** A retry comes minutes later; what waits longer is asked for again. */
const STATE_LIFE_MS = DAY_MS;
const STATE_MAX_LENGTH = 4_000;

interface State {
  readonly id: string;
  readonly approvalId: string;
  readonly expiresAt: number;
}

export function createRequestStates(deps: {
  db: Database;
  clock: Clock;
  vault: Vault;
  publicUrl: string;
}): RequestStates {
  const { db, clock, vault } = deps;
  return {
    seal(actor, call, approvalId) {
      const id = randomBytes(16).toString("base64url");
      const state: State = { id, approvalId, expiresAt: clock.now().getTime() + STATE_LIFE_MS };
      return vault.seal(JSON.stringify(state), placeOf(actor, call));
    },
    async spend(actor, call, sealed) {
      const state = opened(vault, sealed, placeOf(actor, call));
      const now = clock.now();
      if (!state || state.expiresAt <= now.getTime()) return undefined;
      const first = await db.transaction(scopeOf(actor), async (tx) => {
        await tx.execute("DELETE FROM spent_request_state WHERE tenant = $1 AND expires_at <= $2", [
          tenantOf(actor),
          now,
        ]);
        return tx.execute(
          `INSERT INTO spent_request_state (tenant, id, expires_at, spent_at) VALUES ($1, $2, $3, $4)
           ON CONFLICT (tenant, id) DO NOTHING`,
          [tenantOf(actor), state.id, new Date(state.expiresAt), now],
        );
      });
      return first === 1 ? state.approvalId : undefined;
    },
    async outcomeOf(actor, approvalId) {
      const row = await db.transaction(scopeOf(actor), (tx) =>
        tx.first<ApprovalRow & { outcome: RequestOutcome["output"] | null }>(
          "SELECT * FROM approval WHERE id = $1 AND tenant = $2 AND requested_by = $3",
          [approvalId, tenantOf(actor), personOf(actor)],
        ),
      );
      if (!row) return undefined;
      const lapsed = row.status === "pending" && row.expiresAt <= clock.now();
      return {
        status: lapsed ? "expired" : row.status,
        facts: row.facts,
        expiresAt: row.expiresAt,
        url: `${deps.publicUrl}/approvals/${row.id}`,
        ...(row.outcome ? { output: row.outcome } : {}),
        ...(row.decidedByName ? { decidedByName: row.decidedByName } : {}),
      };
    },
  };
}

/** Whose state it is, and of which call: sealed for this place, it opens at no other. */
function placeOf(actor: Actor, call: unknown): string {
  return `request-state:${tenantOf(actor)}:${personOf(actor)}:${hashOf(call)}`;
}

function opened(vault: Vault, sealed: string, place: string): State | undefined {
  if (sealed.length > STATE_MAX_LENGTH) return undefined;
  try {
    return JSON.parse(vault.open(sealed, place)) as State;
  } catch {
    return undefined;
  }
}
