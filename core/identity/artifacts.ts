import type { Database } from "../db/types.ts";
import { sha256 } from "../kernel/canonical.ts";
import { type Clock, HOUR_MS } from "../kernel/clock.ts";
import type { Artifact, ArtifactStore, Consent } from "../kernel/ports/artifacts.ts";
import type { Vault } from "../kernel/ports/vault.ts";
import { findPerson } from "./identities.ts";

const SWEEP_EVERY_MS = HOUR_MS;

/** The authorization server's things in Postgres: ids hashed, contents sealed and bound to their id, what is over swept. */
export function createArtifactStore(db: Database, clock: Clock, vault: Vault): ArtifactStore {
  let sweptAt = 0;
  const place = (kind: string, idHash: string): string => `oauth|${kind}|${idHash}`;
  const platform = { role: "platform" } as const;
  return {
    async save(kind, id, artifact, about) {
      const now = clock.now();
      const idHash = sha256(id);
      const sealed = vault.seal(JSON.stringify(artifact), place(kind, idHash));
      await db.transaction(platform, async (tx) => {
        await tx.execute(
          `INSERT INTO oauth_artifact (kind, id_hash, connection_id, sealed, resource, scopes, expires_at, created_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
           ON CONFLICT (kind, id_hash) DO UPDATE SET sealed = excluded.sealed, expires_at = excluded.expires_at`,
          [
            kind,
            idHash,
            about.connectionId ?? null,
            sealed,
            about.resource ?? null,
            about.scopes ?? [],
            new Date(now.getTime() + about.lifeSeconds * 1_000),
            now,
          ],
        );
        if (now.getTime() - sweptAt < SWEEP_EVERY_MS) return;
        sweptAt = now.getTime();
        await tx.execute("DELETE FROM oauth_artifact WHERE expires_at < $1", [now]);
      });
    },
    async find(kind, id) {
      const idHash = sha256(id);
      const row = await db.transaction(platform, (tx) =>
        tx.first<{ sealed: string; consumedAt: Date | null }>(
          "SELECT sealed, consumed_at FROM oauth_artifact WHERE kind = $1 AND id_hash = $2 AND expires_at > $3",
          [kind, idHash, clock.now()],
        ),
      );
      if (!row) return undefined;
      const artifact = JSON.parse(vault.open(row.sealed, place(kind, idHash))) as Artifact;
      return { artifact, consumed: row.consumedAt !== null };
    },
    async consume(kind, id) {
      const changed = await db.transaction(platform, (tx) =>
        tx.execute(
          "UPDATE oauth_artifact SET consumed_at = $3 WHERE kind = $1 AND id_hash = $2 AND consumed_at IS NULL",
          [kind, sha256(id), clock.now()],
        ),
      );
      return changed === 1;
    },
    async remove(kind, id) {
      await db.transaction(platform, (tx) =>
        tx.execute("DELETE FROM oauth_artifact WHERE kind = $1 AND id_hash = $2", [kind, sha256(id)]),
      );
    },
    async removeOfConnection(kind, connectionId) {
      await db.transaction(platform, (tx) =>
        tx.execute("DELETE FROM oauth_artifact WHERE kind = $1 AND connection_id = $2", [kind, connectionId]),
      );
    },
    consent: (connectionId) =>
      db.transaction(platform, (tx) =>
        tx.first<Consent>(
          `SELECT id AS connection_id, person, client_id, resource, scopes, created_at, expires_at FROM oauth_connection
           WHERE id = $1 AND revoked_at IS NULL AND expires_at > $2`,
          [connectionId, clock.now()],
        ),
      ),
    async revokeConsent(connectionId) {
      await db.transaction(platform, (tx) =>
        tx.execute("UPDATE oauth_connection SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL", [
          connectionId,
          clock.now(),
        ]),
      );
    },
    async isActive(person) {
      return (await db.transaction(platform, (tx) => findPerson(tx, person))) !== undefined;
    },
  };
}
