import type { Database } from "../db/types.ts";
import { type Actor, personOf, tenantOf } from "../kernel/actor.ts";
import { DAY_MS } from "../kernel/clock.ts";
import { idOfName } from "../kernel/ids.ts";
import { scopeOf } from "../usecase/pipeline.ts";
import type { Secrets } from "../usecase/secrets.ts";

/** How long a long result can be read on; older ones are read anew, as things may have changed. */
const KEPT_MS = DAY_MS;

/** A long result of a tool, whole. */
export interface KeptResult {
  readonly useCase: string;
  readonly content: string;
}

/** Long results of one person in one conversation. */
export interface KeptResults {
  /** Answers the handle; the same call of the same turn has the same one. */
  keep(toolUseId: string, result: KeptResult): Promise<string>;
  /** undefined for a handle that never was, is gone, or is of another person or conversation: all the same to the reader. */
  read(handle: string): Promise<KeptResult | undefined>;
}

export function createKeptResults(
  db: Database,
  options: {
    readonly actor: Actor;
    readonly conversationId: string;
    readonly turnId: string;
    readonly secrets: Secrets;
    now(): Date;
  },
): KeptResults {
  const { actor, conversationId, turnId, secrets } = options;
  const [tenant, person] = [tenantOf(actor), personOf(actor)];
  const placeOf = (handle: string): string => `kept_result:${handle}`;
  return {
    keep(toolUseId, { useCase, content }) {
      const handle = idOfName("keptResult", `${turnId}:${toolUseId}`);
      const now = options.now();
      return db.transaction(scopeOf(actor), async (tx) => {
        await tx.execute("DELETE FROM kept_result WHERE tenant = $1 AND expires_at < $2", [tenant, now]);
        await tx.execute(
          `INSERT INTO kept_result (id, tenant, person, conversation_id, use_case, content, created_at, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING`,
          [
            handle,
            tenant,
            person,
            conversationId,
            useCase,
            JSON.stringify(secrets.sealWhole(content, placeOf(handle))),
            now,
            new Date(now.getTime() + KEPT_MS),
          ],
        );
        return handle;
      });
    },
    async read(handle) {
      const row = await db.transaction(scopeOf(actor), (tx) =>
        tx.first<{ useCase: string; content: unknown }>(
          `SELECT use_case, content FROM kept_result
           WHERE id = $1 AND tenant = $2 AND person = $3 AND conversation_id = $4 AND expires_at >= $5`,
          [handle, tenant, person, conversationId, options.now()],
        ),
      );
      return row && { useCase: row.useCase, content: String(secrets.openWhole(row.content, placeOf(handle))) };
    },
  };
}
