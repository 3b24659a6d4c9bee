import type { Database } from "../../core/db/types.ts";
import type { Actor, Locale, MemberRole } from "../../core/kernel/actor.ts";
import { newId } from "../../core/kernel/ids.ts";

const AT = new Date("2026-11-01T00:00:00Z");

/** An organization with one member a role, written straight to the tables. */
export async function createOrganization(
  db: Database,
  name: string,
): Promise<{ orgId: string; admin: Actor; admin2: Actor; manager: Actor; finance: Actor; viewer: Actor }> {
  const orgId = newId("organization");
  await db.transaction({ role: "platform" }, (tx) =>
    tx.execute(
      `INSERT INTO organization (id, name, kind, locale, currency, time_zone, commission_bps, four_eyes_above_minor, created_at)
       VALUES ($1, $2, 'brand', 'id', 'IDR', 'Asia/Jakarta', 1000, 10000000, $3)`,
      [orgId, name, AT],
    ),
  );
  const member = async (role: MemberRole, person: string): Promise<Actor> => {
    const id = newId("member");
    await db.transaction({ role: "platform" }, (tx) =>
      tx.execute(
        `INSERT INTO member (id, org_id, name, email, role, locale, role_changed_at, created_at) VALUES ($1, $2, $3, $4, $5, 'id', $6, $6)`,
        [id, orgId, person, `${id}@example.test`, role, AT],
      ),
    );
    return { kind: "member", id, orgId, displayName: person, roles: [role], scopes: ["*"], locale: "id", via: "desk" };
  };
  return {
    orgId,
    admin: await member("admin", "Bima"),
    admin2: await member("admin", "Sarah"),
    manager: await member("brand_manager", "Ayu"),
    finance: await member("finance", "Fitri"),
    viewer: await member("viewer", "Vino"),
  };
}

/** An influencer with one connected account (token `token-<username>`), written straight to the tables. */
export async function createInfluencer(
  db: Database,
  name: string,
  options: {
    locale?: Locale;
    platform?: string;
    username?: string;
    externalId?: string;
    sealToken?: (accountId: string, token: string) => string;
  } = {},
): Promise<{ influencer: Actor; socialAccountId: string }> {
  const id = newId("influencer");
  const socialAccountId = newId("socialAccount");
  const username = options.username ?? name.toLowerCase().replace(/\W+/g, ".");
  await db.transaction({ role: "platform" }, async (tx) => {
    await tx.execute(
      `INSERT INTO influencer (id, display_name, locale, languages, categories, tier, followers, engagement_rate, joined_at, updated_at)
       VALUES ($1, $2, $3, '{id}', '{skincare}', 'micro', 25000, 0.045, $4, $4)`,
      [id, name, options.locale ?? "id", AT],
    );
    await tx.execute(
      `INSERT INTO social_account (id, influencer_id, platform, external_id, username, followers) VALUES ($1, $2, $3, $4, $5, 25000)`,
      [socialAccountId, id, options.platform ?? "instagram", options.externalId ?? `ext-${id}`, username],
    );
    if (options.sealToken) {
      await tx.execute(
        `INSERT INTO social_token (social_account_id, sealed, key_version, updated_at) VALUES ($1, $2, 1, $3)`,
        [socialAccountId, options.sealToken(socialAccountId, `token-${username}`), AT],
      );
    }
  });
  const influencer: Actor = {
    kind: "influencer",
    id,
    displayName: name,
    roles: ["influencer"],
    scopes: ["*"],
    locale: options.locale ?? "id",
    via: "desk",
  };
  return { influencer, socialAccountId };
}
