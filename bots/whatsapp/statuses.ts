import type { Database } from "../../core/db/types.ts";
import { untilThere } from "../../core/kernel/database-away.ts";
import { WhatsappError, WINDOW_CLOSED } from "./client.ts";
import type { StatusUpdate } from "./receiver.ts";

/** Statuses only move forward. A message that was delivered did not fail, whatever comes late. */
const RANK = { sent: 1, failed: 2, delivered: 3, read: 4 } as const;

const PLATFORM = { role: "platform" } as const;

/** Keeps what became of sent messages; its two functions are the channel's `onSent` and the receiver's `status`. */
export interface WhatsappStatuses {
  /** Throws WhatsappError when the message already came back because the person's 24 hours are over. */
  onSent(sent: { account: string; messageId: string; outboundId: string }): Promise<void>;
  /** Throws when its message is just being written down; Meta delivers the status again then. */
  status(update: StatusUpdate): Promise<void>;
}

/**
 * A closed window is often told by a late `failed` instead of by the send. The row is then due again with its chat marked
 * as closed, so that the template goes out, once: a template does not come back for that reason.
 */
export function createWhatsappStatuses(db: Database, wakeOutbox: () => void): WhatsappStatuses {
  return {
    async onSent({ account, messageId, outboundId }) {
      // The message is out: a failure now would send it again.
      const known = await untilThere(() =>
        db.transaction(PLATFORM, (tx) =>
          tx.first<{ errorCode: number | null }>(
            `INSERT INTO whatsapp_message (account, message_id, outbound_id) VALUES ($1, $2, $3)
             ON CONFLICT (account, message_id) DO UPDATE SET outbound_id = excluded.outbound_id RETURNING error_code`,
            [account, messageId, outboundId],
          ),
        ),
      );
      if (known?.errorCode === WINDOW_CLOSED) throw new WhatsappError(WINDOW_CLOSED, "refused");
    },
    async status(update) {
      const { account, messageId, status, errorCode } = update;
      await db.transaction(PLATFORM, async (tx) => {
        const moved = await tx.first<{ outboundId: string | null }>(
          `INSERT INTO whatsapp_message AS m (account, message_id, status, rank, status_at, error_code, billable, category)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
           ON CONFLICT (account, message_id) DO UPDATE SET status = excluded.status, rank = excluded.rank, status_at = excluded.status_at,
             error_code = excluded.error_code, billable = coalesce(excluded.billable, m.billable), category = coalesce(excluded.category, m.category)
           WHERE m.rank < excluded.rank RETURNING outbound_id`,
          [
            account,
            messageId,
            status,
            RANK[status],
            update.at,
            errorCode ?? null,
            update.billable ?? null,
            update.category ?? null,
          ],
        );
        if (!moved?.outboundId || errorCode !== WINDOW_CLOSED) return;
        const again = await tx.first<{ status: string }>(
          "SELECT status FROM outbound_message WHERE id = $1 AND kind <> 'settle' FOR UPDATE",
          [moved.outboundId],
        );
        if (again?.status === "sending") throw new Error("the row of a failed message is just being sent");
        if (again?.status !== "sent") return;
        await tx.execute(
          `UPDATE conversation SET last_user_message_at = least(last_user_message_at, now() - interval '24 hours')
           WHERE channel = 'whatsapp' AND account = $1 AND external_id = (
             SELECT r->>'conversation' FROM outbound_message o, jsonb_array_elements(o.receipts) r WHERE o.id = $2 AND r->>'messageId' = $3)`,
          [account, moved.outboundId, messageId],
        );
        await tx.execute("UPDATE outbound_message SET status = 'pending', available_at = now() WHERE id = $1", [
          moved.outboundId,
        ]);
        tx.afterCommit(wakeOutbox);
      });
    },
  };
}
