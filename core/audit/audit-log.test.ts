import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../test/support/database.ts";
import { createOrganization } from "../../test/support/people.ts";
import type { Actor } from "../kernel/actor.ts";
import { appendAudit, verifyAudit } from "./audit-log.ts";

let db: TestDatabase;
let orgId: string;
const ROWS = 12;
beforeAll(async () => {
  db = await openTestDatabase();
  const { orgId: id, admin } = await createOrganization(db, "Kilau");
  orgId = id;
  await Promise.all(Array.from({ length: ROWS }, (_, i) => append(admin, i)));
});
afterAll(async () => {
  await db.close();
});

async function append(actor: Actor, i: number): Promise<void> {
  await db.transaction({ role: "app", orgId }, (tx) =>
    appendAudit(tx, {
      tenant: orgId,
      at: new Date(1_750_000_000_000 + i),
      actor,
      useCase: "campaigns.create",
      outcome: "done",
      inputHash: `h${i}`,
      details: { i },
    }),
  );
}

describe("the audit chain", () => {
  it("holds after parallel appends, also against a head published elsewhere", async () => {
    const head = await db.transaction({ role: "platform" }, (tx) =>
      tx.first<{ seq: bigint; hash: string }>("SELECT seq, hash FROM audit_head WHERE tenant = $1", [orgId]),
    );
    expect(head?.seq).toBe(BigInt(ROWS));
    await expect(db.transaction({ role: "platform" }, (tx) => verifyAudit(tx, orgId, head))).resolves.toBeNull();
  });

  it("shows any change, removal or reordering, whoever made it", async () => {
    const column = fc.constantFrom(
      "outcome",
      "actor_id",
      "actor_name",
      "via",
      "use_case",
      "input_hash",
      "hash",
      "prev_hash",
    );
    const tamper = fc.oneof(
      fc.record({ kind: fc.constant("edit" as const), seq: fc.integer({ min: 1, max: ROWS }), column }),
      fc.record({ kind: fc.constant("delete" as const), seq: fc.integer({ min: 1, max: ROWS }), column }),
      fc.record({ kind: fc.constant("swap" as const), seq: fc.integer({ min: 1, max: ROWS - 1 }), column }),
    );
    await fc.assert(
      fc.asyncProperty(tamper, async ({ kind, seq, column: name }) => {
        const undo = new Error("undo");
        let found: bigint | null = null;
        await db
          .transaction({ role: "platform" }, async (tx) => {
            // Somebody who owns the database can switch the triggers off; the chain must show it all the same.
            await tx.query("SELECT set_config('role', session_user, true)");
            await tx.execute("ALTER TABLE audit_event DISABLE TRIGGER append_only");
            await tx.execute("ALTER TABLE audit_event NO FORCE ROW LEVEL SECURITY");
            if (kind === "edit")
              await tx.execute(`UPDATE audit_event SET ${name} = ${name} || 'x' WHERE seq = $1`, [seq]);
            else if (kind === "delete") await tx.execute("DELETE FROM audit_event WHERE seq = $1", [seq]);
            else {
              await tx.execute("UPDATE audit_event SET seq = -1 WHERE seq = $1", [seq]);
              await tx.execute("UPDATE audit_event SET seq = $1 WHERE seq = $1 + 1", [seq]);
              await tx.execute("UPDATE audit_event SET seq = $1 + 1 WHERE seq = -1", [seq]);
            }
            found = await verifyAudit(tx, orgId);
            throw undo;
          })
          .catch((error: unknown) => {
            if (error !== undo) throw error;
          });
        expect(found).not.toBeNull();
      }),
      { numRuns: 40 },
    );
  });
});
