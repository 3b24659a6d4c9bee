import type { Tx } from "../db/types.ts";
import type { Presenter } from "../i18n/presenter.ts";

/** What a person's consents to one program come to. */
export interface ConnectedClient {
  /** The newest of its consents; stands for all of them. */
  readonly connectionId: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly redirectHost: string;
  readonly scopes: readonly string[];
  readonly connectedAt: Date;
  readonly lastUsedAt: Date | null;
}

/** The programs a person let in and did not take back, newest consent first. */
export function connectedClients(tx: Tx, person: string, now: Date): Promise<ConnectedClient[]> {
  return tx.query<ConnectedClient>(
    `SELECT (array_agg(c.id ORDER BY c.created_at DESC, c.id DESC))[1] AS connection_id, c.client_id,
       (array_agg(c.client_name ORDER BY c.created_at DESC, c.id DESC))[1] AS client_name,
       (array_agg(c.redirect_host ORDER BY c.created_at DESC, c.id DESC))[1] AS redirect_host,
       (SELECT array_agg(DISTINCT s ORDER BY s) FROM oauth_connection o, unnest(o.scopes) s
         WHERE o.person = $1 AND o.client_id = c.client_id AND o.revoked_at IS NULL AND o.expires_at > $2) AS scopes,
       min(c.created_at) AS connected_at, max(c.last_used_at) AS last_used_at
     FROM oauth_connection c WHERE c.person = $1 AND c.revoked_at IS NULL AND c.expires_at > $2
     GROUP BY c.client_id ORDER BY max(c.created_at) DESC`,
    [person, now],
  );
}

/** A scope in the reader's words. */
export function scopeWords(scope: string, p: Presenter): string {
  return p.t(`connections.scope.${scope.replace(":", "_")}`);
}
