import type { ArtifactStore } from "../../core/kernel/ports/artifacts.ts";

type Payload = Record<string, unknown>;

/** What oidc-provider asks of a store, for one kind of thing. */
interface Adapter {
  upsert(id: string, payload: Payload, lifeSeconds: number): Promise<void>;
  find(id: string): Promise<Payload | undefined>;
  findByUid(uid: string): Promise<Payload | undefined>;
  consume(id: string): Promise<void>;
  destroy(id: string): Promise<void>;
  revokeByGrantId(connectionId: string): Promise<void>;
}

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
const seconds = (at: Date): number => Math.floor(at.getTime() / 1_000);

/**
 * Keeps the authorization server's things in our store. `usedTwice` makes the error for a code or refresh token that is
 * used a second time at the very moment of the first: the consent behind it is taken back.
 */
export function createAdapter(store: ArtifactStore, usedTwice: () => Error): (kind: string) => Adapter {
  return (kind) => {
    if (kind === "Session") return NO_SESSIONS;
    if (kind === "Grant") return consents(store);
    return {
      upsert: (id, payload, lifeSeconds) =>
        store.save(kind, id, payload, {
          lifeSeconds,
          connectionId: text(payload.grantId),
          resource: text(payload.aud),
          scopes: text(payload.scope)?.split(" "),
        }),
      async find(id) {
        const found = await store.find(kind, id);
        return found && { ...found.artifact, ...(found.consumed ? { consumed: true } : {}) };
      },
      findByUid: () => Promise.resolve(undefined),
      async consume(id) {
        if (await store.consume(kind, id)) return;
        const found = await store.find(kind, id);
        const connectionId = text(found?.artifact.grantId);
        if (connectionId) await store.revokeConsent(connectionId);
        throw usedTwice();
      },
      destroy: (id) => store.remove(kind, id),
      revokeByGrantId: (connectionId) => store.removeOfConnection(kind, connectionId),
    };
  };
}

/** Who is signed in is asked of our own web session at every consent; the library's session remembers nobody. */
const NO_SESSIONS: Adapter = {
  upsert: () => Promise.resolve(),
  find: () => Promise.resolve(undefined),
  findByUid: () => Promise.resolve(undefined),
  consume: () => Promise.resolve(),
  destroy: () => Promise.resolve(),
  revokeByGrantId: () => Promise.resolve(),
};

/** The library's grants are our consents: written by the consent page's use case, never by the library. */
function consents(store: ArtifactStore): Adapter {
  return {
    ...NO_SESSIONS,
    async find(connectionId) {
      const consent = await store.consent(connectionId);
      return (
        consent && {
          jti: consent.connectionId,
          kind: "Grant",
          accountId: consent.person,
          clientId: consent.clientId,
          resources: { [consent.resource]: consent.scopes.join(" ") },
          iat: seconds(consent.createdAt),
          // The store itself says when it is over, by the house's clock.
          exp: Math.floor(Date.now() / 1_000) + 3_600,
        }
      );
    },
    destroy: (connectionId) => store.revokeConsent(connectionId),
  };
}
