import type { Database, Tx } from "../db/types.ts";
import type { Actor, Door } from "../kernel/actor.ts";
import { sha256 } from "../kernel/canonical.ts";
import type { Clock } from "../kernel/clock.ts";
import { newId, newSecret } from "../kernel/ids.ts";
import { findPerson } from "./identities.ts";

/** Every key begins with this, so that leaked ones are found by scanners. */
const PREFIX = "klg_";

/** Makes a key for a member. The secret is answered once and kept only as a hash. */
export async function createApiKey(
  tx: Tx,
  now: Date,
  key: { orgId: string; memberId: string; name: string; scopes: readonly string[]; expiresAt?: Date },
): Promise<{ id: string; secret: string }> {
  const id = newId("apiKey");
  const secret = `${PREFIX}${newSecret()}${newSecret()}`;
  await tx.execute(
    `INSERT INTO api_key (id, org_id, member_id, name, secret_hash, tail, scopes, expires_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, key.orgId, key.memberId, key.name, sha256(secret), secret.slice(-4), key.scopes, key.expiresAt ?? null, now],
  );
  return { id, secret };
}

/** The client behind a bearer secret: acts for the member who made the key, with that member's roles as they are now. */
export async function actorOfApiKey(db: Database, clock: Clock, secret: string, via: Door): Promise<Actor | undefined> {
  if (!secret.startsWith(PREFIX) || secret.length > 200) return undefined;
  return db.transaction({ role: "platform" }, async (tx) => {
    const key = await tx.first<{ id: string; memberId: string; name: string; scopes: string[] }>(
      `UPDATE api_key SET last_used_at = $2 WHERE secret_hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)
       RETURNING id, member_id, name, scopes`,
      [sha256(secret), clock.now()],
    );
    const person = key && (await findPerson(tx, key.memberId));
    if (!key || !person) return undefined;
    return {
      kind: "client",
      id: key.id,
      orgId: person.orgId,
      onBehalfOf: person.id,
      displayName: `${person.name} (${key.name})`,
      roles: [person.role],
      scopes: key.scopes,
      locale: person.locale,
      via,
    } satisfies Actor;
  });
}
