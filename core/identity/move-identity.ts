import { appendAudit } from "../audit/audit-log.ts";
import type { Tx } from "../db/types.ts";
import { type Door, systemActor } from "../kernel/actor.ts";

/**
 * A platform says that one of its people goes on under another id (WhatsApp's `user_id_update` after a new phone). Only
 * then does the new id inherit the link; a new id that nobody announced is a stranger and links again. `taken`: the new id
 * belongs to somebody already, and nothing is changed.
 */
export async function moveIdentity(
  tx: Tx,
  move: { channel: Door; account: string; from: string; to: string; at: Date },
): Promise<"moved" | "unknown" | "taken"> {
  const { channel, account, from, to, at } = move;
  const known = await tx.first<{ id: string; subject: string; orgId: string | null }>(
    "SELECT id, subject, org_id FROM channel_identity WHERE channel = $1 AND account = $2 AND external_id = $3 AND unlinked_at IS NULL FOR UPDATE",
    [channel, account, from],
  );
  if (!known || from === to) return "unknown";
  const there = await tx.first<{ subject: string; unlinkedAt: Date | null }>(
    "SELECT subject, unlinked_at FROM channel_identity WHERE channel = $1 AND account = $2 AND external_id = $3 FOR UPDATE",
    [channel, account, to],
  );
  if (there && there.unlinkedAt === null) return "taken";
  // A row of a link that ended stands in the way of the unique id; the person's own row takes its place.
  await tx.execute(
    "DELETE FROM channel_identity WHERE channel = $1 AND account = $2 AND external_id = $3 AND unlinked_at IS NOT NULL",
    [channel, account, to],
  );
  await tx.execute("UPDATE channel_identity SET external_id = $2 WHERE id = $1", [known.id, to]);
  await tx.execute(
    `UPDATE link_request SET status = 'superseded', settled_at = $5
     WHERE status IN ('open', 'claimed') AND channel = $1 AND account = $2 AND external_id IN ($3, $4)`,
    [channel, account, from, to, at],
  );
  // Where the chat is named after the person, it goes on under the new name, unless there is such a chat already.
  await tx.execute(
    `UPDATE conversation SET external_id = $4 WHERE channel = $1 AND account = $2 AND external_id = $3 AND direct
     AND NOT EXISTS (SELECT 1 FROM conversation c WHERE c.channel = $1 AND c.account = $2 AND c.external_id = $4)`,
    [channel, account, from, to],
  );
  await appendAudit(tx, {
    tenant: known.orgId ?? known.subject,
    at,
    actor: { ...systemActor("identity", { orgId: known.orgId ?? undefined }), via: channel },
    useCase: "people.move_channel",
    outcome: "done",
    subject: known.id,
    inputHash: "",
    details: { channel },
  });
  return "moved";
}
