import type { Action } from "../cards/card.ts";
import type { Tx } from "../db/types.ts";
import { sha256 } from "../kernel/canonical.ts";
import { DAY_MS } from "../kernel/clock.ts";
import { newId, newSecret } from "../kernel/ids.ts";
import { approvalSubject } from "./requests.ts";

/** How long a button may be pressed. What it does is judged again at the press, whatever its age. */
const TOKEN_LIFE_MS = 30 * DAY_MS;
/** `k1` + 22 characters: fits Telegram's 64 bytes with room for a version. */
const PREFIX = "k1";

/** The parts of an action that a press carries out. */
export type PressAction = Exclude<Action, { kind: "link" }>;

export interface ActionToken {
  readonly id: string;
  readonly tenant: string;
  readonly recipient: string;
  readonly outboundId: string | null;
  readonly subject: string | null;
  readonly action: PressAction;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

/** Makes the button's token; only its hash is kept. A button that decides a request carries the request's subject. */
export async function mintToken(
  tx: Tx,
  now: Date,
  token: {
    tenant: string;
    recipient: string;
    outboundId: string;
    subject?: string | null;
    position?: number;
    action: PressAction;
  },
): Promise<string> {
  const secret = `${PREFIX}${newSecret()}`;
  await tx.execute(
    `INSERT INTO action_token (id, token_hash, tenant, recipient, outbound_id, subject, position, action, expires_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      newId("actionToken"),
      sha256(secret),
      token.tenant,
      token.recipient,
      token.outboundId,
      token.action.kind === "decide" ? approvalSubject(token.action.approvalId) : (token.subject ?? null),
      token.position ?? null,
      JSON.stringify(token.action),
      new Date(now.getTime() + TOKEN_LIFE_MS),
      now,
    ],
  );
  return secret;
}

/** Forgets unused tokens of a message that is about to be rendered again. */
export async function dropTokens(tx: Tx, outboundId: string): Promise<void> {
  await tx.execute("DELETE FROM action_token WHERE outbound_id = $1 AND used_at IS NULL", [outboundId]);
}

export async function findTokenById(tx: Tx, id: string): Promise<ActionToken | undefined> {
  return tx.first<ActionToken>("SELECT * FROM action_token WHERE id = $1", [id]);
}

export async function findToken(tx: Tx, secret: string): Promise<ActionToken | undefined> {
  if (!secret.startsWith(PREFIX) || secret.length > 64) return undefined;
  return tx.first<ActionToken>("SELECT * FROM action_token WHERE token_hash = $1", [sha256(secret)]);
}

/** The button that a number names: the `position`-th of a message. */
export async function findTokenAt(tx: Tx, outboundId: string, position: number): Promise<ActionToken | undefined> {
  return tx.first<ActionToken>("SELECT * FROM action_token WHERE outbound_id = $1 AND position = $2", [
    outboundId,
    position,
  ]);
}

/** The button was answered just now: its click was carried out, or its person was told that it is used up. */
export async function markTokenUsed(tx: Tx, id: string): Promise<void> {
  await tx.execute("UPDATE action_token SET used_at = now() WHERE id = $1", [id]);
}

/** Rows of the outbox whose delivered cards have a button of this subject, whatever the cards themselves are about. */
export async function messagesWithButtons(tx: Tx, subject: string): Promise<string[]> {
  const rows = await tx.query<{ outboundId: string }>(
    "SELECT DISTINCT outbound_id FROM action_token WHERE subject = $1 AND outbound_id IS NOT NULL",
    [subject],
  );
  // Buttons of a card that was changed belong to `<the row that changed it>:<the row that sent it>`.
  return [...new Set(rows.map(({ outboundId }) => outboundId.slice(outboundId.lastIndexOf(":") + 1)))];
}
