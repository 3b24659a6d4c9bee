import type { Database } from "../../core/db/types.ts";

const PLATFORM = { role: "platform" } as const;

/** Which row of the outbox a sent message belongs to: votes and quoted numbers name messages. */
export interface SentMessages {
  keep(account: string, messageId: string, outboundId: string): Promise<void>;
  outboundOf(account: string, messageId: string): Promise<string | undefined>;
  /** The newest messages with choices of the last days, the newest first. */
  withChoices(account: string): Promise<string[]>;
  /** What waited for the connection is due now. */
  retryNow(reason: string): Promise<void>;
}

/** Votes that were cast while nobody listened are asked for this long, for so many messages. */
const VOTES_DAYS = 3;
const VOTES_MESSAGES = 50;

export function createSentMessages(db: Database): SentMessages {
  return {
    async keep(account, messageId, outboundId) {
      await db.transaction(PLATFORM, (tx) =>
        tx.execute(
          `INSERT INTO whatsapp_message (account, message_id, outbound_id) VALUES ($1, $2, $3)
           ON CONFLICT (account, message_id) DO UPDATE SET outbound_id = excluded.outbound_id`,
          [account, messageId, outboundId],
        ),
      );
    },
    async outboundOf(account, messageId) {
      const row = await db.transaction(PLATFORM, (tx) =>
        tx.first<{ outboundId: string | null }>(
          "SELECT outbound_id FROM whatsapp_message WHERE account = $1 AND message_id = $2",
          [account, messageId],
        ),
      );
      return row?.outboundId ?? undefined;
    },
    async withChoices(account) {
      const rows = await db.transaction(PLATFORM, (tx) =>
        tx.query<{ messageId: string }>(
          `SELECT r->>'messageId' AS message_id FROM outbound_message o, jsonb_array_elements(o.receipts) r
           WHERE o.sent_at > now() - make_interval(days => $2) AND r->>'channel' = 'whatsapp' AND r->>'account' = $1
             AND (r->>'actions')::boolean
           ORDER BY o.sent_at DESC LIMIT ${VOTES_MESSAGES}`,
          [account, VOTES_DAYS],
        ),
      );
      return rows.map(({ messageId }) => messageId);
    },
    async retryNow(reason) {
      await db.transaction(PLATFORM, (tx) =>
        tx.execute(
          "UPDATE outbound_message SET available_at = now() WHERE status = 'pending' AND error = $1 AND available_at > now()",
          [reason],
        ),
      );
    },
  };
}
