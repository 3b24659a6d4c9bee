import type { Database } from "../db/types.ts";
import type { Actor, Door } from "../kernel/actor.ts";
import { sha256 } from "../kernel/canonical.ts";
import { type Clock, MINUTE_MS } from "../kernel/clock.ts";
import { findPerson } from "./identities.ts";

/** How the authorization server's tokens look: 256 random bits in base64url. Anything else is not looked up. */
const SHAPE = /^[\w-]{43}$/;
/** "Last used" is as exact as this. */
const USE_EVERY_MS = MINUTE_MS;

interface Granted {
  readonly connectionId: string;
  readonly person: string;
  readonly clientName: string;
  readonly scopes: string[];
  readonly lastUsedAt: Date | null;
}

/**
 * Who is behind an access token that was made for this resource (RFC 8707): the person who consented, with the roles they
 * have now and no more than the token's scopes. Nobody once the token, the consent or the person is no longer good.
 */
export async function actorOfAccessToken(
  db: Database,
  clock: Clock,
  token: string,
  resource: string,
  via: Door,
): Promise<Actor | undefined> {
  if (!SHAPE.test(token)) return undefined;
  const now = clock.now();
  return db.transaction({ role: "platform" }, async (tx) => {
    const granted = await tx.first<Granted>(
      `SELECT c.id AS connection_id, c.person, c.client_name, a.scopes, c.last_used_at
       FROM oauth_artifact a JOIN oauth_connection c ON c.id = a.connection_id
       WHERE a.kind = 'AccessToken' AND a.id_hash = $1 AND a.resource = $2 AND a.consumed_at IS NULL AND a.expires_at > $3
         AND c.resource = a.resource AND c.revoked_at IS NULL AND c.expires_at > $3`,
      [sha256(token), resource, now],
    );
    const person = granted && (await findPerson(tx, granted.person));
    if (!granted || !person) return undefined;
    if (!granted.lastUsedAt || granted.lastUsedAt.getTime() <= now.getTime() - USE_EVERY_MS) {
      await tx.execute("UPDATE oauth_connection SET last_used_at = $2 WHERE id = $1", [granted.connectionId, now]);
    }
    const influencer = person.role === "influencer";
    return {
      // An influencer's rows belong to themself, so they are the actor; approvals stay a person's press all the same.
      kind: influencer ? "influencer" : "client",
      id: influencer ? person.id : granted.connectionId,
      orgId: person.orgId,
      onBehalfOf: person.id,
      displayName: `${person.name} (${granted.clientName})`,
      roles: [person.role],
      scopes: granted.scopes,
      locale: person.locale,
      via,
    } satisfies Actor;
  });
}
