import type { OutboxWriter } from "../cards/notification.ts";
import type { Tx } from "../db/types.ts";
import type { Clock } from "../kernel/clock.ts";
import { newId } from "../kernel/ids.ts";

interface Row {
  readonly kind: "reply" | "notification" | "settle";
  readonly recipient: string;
  readonly template: string;
  readonly data: unknown;
  readonly key: string;
  readonly subject?: string;
  readonly conversationId?: string;
}

/** Inserts one row of the outbox; the same key twice is one row. */
export async function insertOutbound(tx: Tx, tenant: string, now: Date, row: Row): Promise<void> {
  await tx.execute(
    `INSERT INTO outbound_message (id, tenant, dedupe_key, recipient, conversation_id, kind, template, data, subject, available_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now(), $10) ON CONFLICT DO NOTHING`,
    [
      newId("outbound"),
      tenant,
      row.key,
      row.recipient,
      row.conversationId ?? null,
      row.kind,
      row.template,
      JSON.stringify(row.data),
      row.subject ?? null,
      now,
    ],
  );
}

/** The outbox as use cases see it. `wake` is called after the commit. */
export function createOutboxWriter(clock: Clock, wake: () => void): (tx: Tx, tenant: string) => OutboxWriter {
  return (tx, tenant) => ({
    async notify(notification, { to, key, data, subject, conversationId }) {
      const recipients =
        "person" in to
          ? [to.person]
          : (
              await tx.query<{ id: string }>(
                "SELECT id FROM member WHERE org_id = $1 AND status = 'active' AND role = ANY($2) ORDER BY id",
                [to.orgId, to.roles],
              )
            ).map((member) => member.id);
      const parsed = notification.data.parse(data);
      for (const recipient of recipients) {
        await insertOutbound(tx, tenant, clock.now(), {
          kind: "notification",
          recipient,
          template: notification.kind,
          data: parsed,
          key: `${notification.kind}:${key}:${recipient}`,
          subject,
          conversationId,
        });
      }
      tx.afterCommit(wake);
    },
    async settle(notification, { subject, key, data }) {
      await insertOutbound(tx, tenant, clock.now(), {
        kind: "settle",
        recipient: `subject:${subject}`,
        template: notification.kind,
        data: notification.data.parse(data),
        key: `settle:${notification.kind}:${key}`,
        subject,
      });
      tx.afterCommit(wake);
    },
  });
}
