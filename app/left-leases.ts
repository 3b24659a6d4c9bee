import type { Database } from "../core/db/types.ts";

/**
 * Ends the leases of a process that was killed, so that its turns, messages and jobs go on at once and not when the
 * leases run out. Only for the embedded database: whoever has its folder is alone, so nobody alive holds a lease.
 */
export async function freeLeftLeases(db: Database): Promise<void> {
  await db.transaction({ role: "platform" }, async (tx) => {
    await tx.execute("UPDATE lane SET lease_owner = NULL, lease_until = NULL WHERE lease_until IS NOT NULL");
    for (const [table, status] of [
      ["outbound_message", "sending"],
      ["job", "running"],
    ]) {
      await tx.execute(`UPDATE ${table} SET lease_until = now() - interval '1 second' WHERE status = $1`, [status]);
    }
  });
}
