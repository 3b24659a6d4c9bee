import type { SlackInstallation } from "../../bots/slack/install.ts";
import type { Database } from "../../core/db/types.ts";
import type { Clock } from "../../core/kernel/clock.ts";
import type { Vault } from "../../core/kernel/ports/vault.ts";

const PLATFORM = { role: "platform" } as const;

/** Workspaces and their bot tokens, sealed. */
export interface SlackInstallations {
  save(installation: SlackInstallation): Promise<void>;
  tokenOf(account: string): Promise<string | undefined>;
  /** The token is dead: the app was removed or its tokens were revoked. */
  remove(account: string): Promise<void>;
}

const placeOf = (account: string): string => `slack_installation:${account}`;

/** `ownToken` is the one of the settings, for a workspace where the app was installed by hand. */
export function createSlackInstallations(options: {
  db: Database;
  vault: Vault;
  clock: Clock;
  ownToken: string | undefined;
}): SlackInstallations {
  const { db, vault, clock, ownToken } = options;
  return {
    async save({ account, name, token, botUserId, scopes, installedBy }) {
      await db.transaction(PLATFORM, (tx) =>
        tx.execute(
          `INSERT INTO slack_installation (account, name, sealed_token, bot_user_id, scopes, installed_by, installed_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7)
           ON CONFLICT (account) DO UPDATE SET name = excluded.name, sealed_token = excluded.sealed_token,
             bot_user_id = excluded.bot_user_id, scopes = excluded.scopes, installed_by = excluded.installed_by,
             installed_at = excluded.installed_at, removed_at = NULL`,
          [account, name, vault.seal(token, placeOf(account)), botUserId, [...scopes], installedBy, clock.now()],
        ),
      );
    },
    async tokenOf(account) {
      const row = await db.transaction(PLATFORM, (tx) =>
        tx.first<{ sealedToken: string }>(
          "SELECT sealed_token FROM slack_installation WHERE account = $1 AND removed_at IS NULL",
          [account],
        ),
      );
      return row ? vault.open(row.sealedToken, placeOf(account)) : ownToken;
    },
    async remove(account) {
      await db.transaction(PLATFORM, (tx) =>
        tx.execute("UPDATE slack_installation SET removed_at = $2, sealed_token = '' WHERE account = $1", [
          account,
          clock.now(),
        ]),
      );
    },
  };
}
