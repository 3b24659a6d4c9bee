import type { Database } from "../db/types.ts";
import { sha256 } from "../kernel/canonical.ts";
import type { Clock } from "../kernel/clock.ts";
import { newId, newSecret } from "../kernel/ids.ts";

export type SessionKind = "browser" | "window" | "link";

/** Makes a session and answers its secret, which is kept only as a hash. */
export async function createSession(
  db: Database,
  clock: Clock,
  session: { kind: SessionKind; subject?: string; lifeMs: number },
): Promise<string> {
  const secret = newSecret();
  const now = clock.now();
  await db.transaction({ role: "platform" }, (tx) =>
    tx.execute(
      "INSERT INTO web_session (id, secret_hash, kind, subject, expires_at, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
      [
        newId("session"),
        sha256(secret),
        session.kind,
        session.subject ?? null,
        new Date(now.getTime() + session.lifeMs),
        now,
      ],
    ),
  );
  return secret;
}

/** The person a session is for: undefined when it does not exist or is over; null when it has nobody yet. */
export async function sessionSubject(
  db: Database,
  clock: Clock,
  kind: SessionKind,
  secret: string | undefined,
): Promise<string | null | undefined> {
  if (!secret) return undefined;
  const row = await db.transaction({ role: "platform" }, (tx) =>
    tx.first<{ subject: string | null }>(
      "SELECT subject FROM web_session WHERE secret_hash = $1 AND kind = $2 AND expires_at > $3",
      [sha256(secret), kind, clock.now()],
    ),
  );
  return row ? row.subject : undefined;
}

/** Uses a one-time sign-in link: its person the first time, undefined ever after. */
export async function redeemLink(db: Database, clock: Clock, secret: string): Promise<string | undefined> {
  const row = await db.transaction({ role: "platform" }, (tx) =>
    tx.first<{ subject: string }>(
      "UPDATE web_session SET used_at = $2 WHERE secret_hash = $1 AND kind = 'link' AND used_at IS NULL AND expires_at > $2 RETURNING subject",
      [sha256(secret), clock.now()],
    ),
  );
  return row?.subject;
}

export async function endSession(db: Database, clock: Clock, secret: string): Promise<void> {
  await db.transaction({ role: "platform" }, (tx) =>
    tx.execute("UPDATE web_session SET expires_at = $2 WHERE secret_hash = $1", [sha256(secret), clock.now()]),
  );
}
