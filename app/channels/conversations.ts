import type { Database } from "../../core/db/types.ts";

const PLATFORM = { role: "platform" } as const;

interface Place {
  readonly channel: string;
  readonly account: string;
}

/** Whether something was said in this chat or thread before. */
export async function knowsConversation(db: Database, place: Place, conversation: string): Promise<boolean> {
  const row = await db.transaction(PLATFORM, (tx) =>
    tx.first("SELECT 1 FROM conversation WHERE channel = $1 AND account = $2 AND external_id = $3", [
      place.channel,
      place.account,
      conversation,
    ]),
  );
  return row !== undefined;
}

/** A chat goes by another id from now on. Where the new one is known already, both stay as they are. */
export async function moveConversation(db: Database, place: Place, from: string, to: string): Promise<void> {
  await db.transaction(PLATFORM, (tx) =>
    tx.execute(
      `UPDATE conversation c SET external_id = $4 WHERE channel = $1 AND account = $2 AND external_id = $3
         AND NOT EXISTS (SELECT 1 FROM conversation o WHERE o.channel = $1 AND o.account = $2 AND o.external_id = $4)`,
      [place.channel, place.account, from, to],
    ),
  );
}
