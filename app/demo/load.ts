import type { Database, Tx } from "../../core/db/types.ts";
import { DAY_MS } from "../../core/kernel/clock.ts";
import { newId } from "../../core/kernel/ids.ts";
import type { Embedder } from "../../core/kernel/ports/embeddings.ts";
import type { Vault } from "../../core/kernel/ports/vault.ts";
import { DEMO_FINISHED_CAMPAIGN } from "../../prisma/demo/finished-campaign.ts";
import { DEMO_INFLUENCERS } from "../../prisma/demo/influencers.ts";
import { DEMO_ORGANIZATION } from "../../prisma/demo/organization.ts";
import type { DemoInfluencer } from "../../prisma/demo/types.ts";
import { loadFinishedCampaign } from "./finished-campaign.ts";
import { captionText, profileText, toVector } from "./texts.ts";

/** Ids the rest of the loader needs. */
export interface DemoIds {
  readonly orgId: string;
  readonly members: ReadonlyMap<string, string>;
  readonly influencers: ReadonlyMap<string, string>;
  /** `influencer key|platform` → social account. */
  readonly accounts: ReadonlyMap<string, string>;
}

/** What an account is called at the sandbox. */
export function sandboxAccount(platform: string, username: string): { externalId: string; accessToken: string } {
  const id = `${platform}-${username}`.replace(/[^A-Za-z0-9._-]/g, "");
  return { externalId: `demo-${id}`, accessToken: `sandbox-token-${id}` };
}

/** Without quiet hours: whoever tries the demo at night sees what others are told, at once. */
async function keepAwake(tx: Tx, now: Date): Promise<void> {
  await tx.execute(
    `INSERT INTO notification_setting (tenant, person, quiet, updated_at)
     SELECT org_id, id, false, $1::timestamptz FROM member UNION ALL SELECT id, id, false, $1 FROM influencer`,
    [now],
  );
}

/**
 * Loads the demo organization once, in one transaction: a second start finds it and does nothing. Answers whether it
 * was loaded now.
 */
export async function loadDemo(deps: { db: Database; vault: Vault; embedder: Embedder; now: Date }): Promise<boolean> {
  const { db, vault, embedder, now } = deps;
  const known = await db.transaction({ role: "platform" }, (tx) => tx.first("SELECT 1 FROM organization LIMIT 1"));
  if (known) return false;
  const texts = DEMO_INFLUENCERS.map(profileText);
  const vectors = await embedder.embedDocuments(texts);
  const captions = DEMO_INFLUENCERS.flatMap((influencer) => influencer.posts.map(captionText));
  const captionVectors = await embedder.embedDocuments(captions);
  await db.transaction({ role: "platform" }, async (tx) => {
    const orgId = newId("organization");
    const members = await loadOrganization(tx, orgId, now);
    const influencers = new Map<string, string>();
    const accounts = new Map<string, string>();
    let post = 0;
    for (const [index, influencer] of DEMO_INFLUENCERS.entries()) {
      const id = newId("influencer", now.getTime() + index);
      influencers.set(influencer.key, id);
      await loadInfluencer(tx, {
        influencer,
        id,
        orgId,
        now,
        vector: vectors[index] ?? [],
        model: embedder.model,
        vault,
        accounts,
      });
      for (const sample of influencer.posts) {
        await tx.execute(
          `INSERT INTO sample_post (id, influencer_id, platform, format, caption, published_at, metrics, embedding) VALUES ($1, $2, $3, $4, $5, $6, $7, $8::vector)`,
          [
            newId("post"),
            id,
            sample.platform,
            sample.format,
            sample.caption,
            new Date(now.getTime() - sample.daysAgo * DAY_MS),
            JSON.stringify(sample.metrics ?? {}),
            toVector(captionVectors[post] ?? []),
          ],
        );
        post += 1;
      }
    }
    const ids: DemoIds = { orgId, members, influencers, accounts };
    await loadFinishedCampaign(tx, DEMO_FINISHED_CAMPAIGN, ids, now);
    await keepAwake(tx, now);
  });
  return true;
}

async function loadOrganization(tx: Tx, orgId: string, now: Date): Promise<Map<string, string>> {
  const { settings, name, kind, about, members } = DEMO_ORGANIZATION;
  const created = new Date(now.getTime() - 200 * DAY_MS);
  await tx.execute(
    `INSERT INTO organization (id, name, kind, locale, currency, time_zone, commission_bps, four_eyes_above_minor, about, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      orgId,
      name,
      kind,
      settings.locale,
      settings.currency,
      settings.timeZone,
      settings.commissionBps,
      settings.secondApprovalFromMinor,
      about.id,
      created,
    ],
  );
  const ids = new Map<string, string>();
  for (const [index, member] of members.entries()) {
    const id = newId("member", now.getTime() + index);
    ids.set(member.key, id);
    await tx.execute(
      `INSERT INTO member (id, org_id, name, email, role, locale, role_changed_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`,
      [id, orgId, member.name, member.email, member.roles[0] ?? "viewer", member.locale, created],
    );
  }
  await loadOpeningBalance(tx, orgId, ids.get(OPENED_BY) ?? "demo", created);
  return ids;
}

/** The member who put the opening balance in. */
const OPENED_BY = "bima-pratama";

/** A paid deposit like any other: books in which money came from nowhere would not verify. */
async function loadOpeningBalance(tx: Tx, orgId: string, depositedBy: string, at: Date): Promise<void> {
  const { currency } = DEMO_ORGANIZATION.settings;
  const amount = DEMO_ORGANIZATION.openingBalanceMinor + demoSpend();
  const depositId = newId("deposit", at.getTime());
  await tx.execute(
    `INSERT INTO deposit (id, org_id, amount_minor, currency, provider, status, created_by, created_at, paid_at)
     VALUES ($1, $2, $3, $4, 'sandbox', 'paid', $5, $6, $6)`,
    [depositId, orgId, amount, currency, depositedBy, at],
  );
  await tx.query("SELECT ledger_post($1::jsonb, 'demo', $2)", [
    JSON.stringify([
      {
        id: newId("transfer", at.getTime()),
        kind: "deposit",
        debit: { owner: "provider:sandbox", kind: "provider" },
        credit: { owner: orgId, kind: "wallet" },
        currency,
        amount,
        reference: depositId,
        dedupe_key: `deposit:${depositId}`,
      },
    ]),
    at,
  ]);
}

/** What the finished campaign will take out of the wallet again. */
function demoSpend(): number {
  return DEMO_FINISHED_CAMPAIGN.collaborations.reduce((sum, collaboration) => sum + collaboration.priceMinor, 0);
}

const AVAILABILITY = { available: "open", limited: "limited", unavailable: "closed" } as const;

async function loadInfluencer(
  tx: Tx,
  demo: {
    influencer: DemoInfluencer;
    id: string;
    orgId: string;
    now: Date;
    vector: readonly number[];
    model: string;
    vault: Vault;
    accounts: Map<string, string>;
  },
): Promise<void> {
  const { influencer, id, now } = demo;
  const biggest = [...influencer.accounts].sort((a, b) => b.followers - a.followers)[0];
  await tx.execute(
    `INSERT INTO influencer (id, display_name, bio, city, province, locale, languages, categories, tier, followers, engagement_rate, rates, audience, availability, points, embedding, embedding_model, joined_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16::vector, $17, $18, $19)`,
    [
      id,
      influencer.name,
      influencer.bio,
      influencer.city,
      influencer.province,
      influencer.locale,
      influencer.languages,
      influencer.categories,
      influencer.tier,
      biggest?.followers ?? 0,
      biggest?.engagementRate ?? null,
      JSON.stringify(influencer.rates),
      JSON.stringify(influencer.audience),
      AVAILABILITY[influencer.availability.status],
      influencer.points,
      toVector(demo.vector),
      demo.model,
      new Date(now.getTime() - influencer.joinedDaysAgo * DAY_MS),
      now,
    ],
  );
  await tx.execute("INSERT INTO influencer_contact (influencer_id, full_name, email) VALUES ($1, $2, $3)", [
    id,
    influencer.name,
    influencer.email,
  ]);
  for (const account of influencer.accounts) {
    const accountId = newId("socialAccount");
    demo.accounts.set(`${influencer.key}|${account.platform}`, accountId);
    const at = sandboxAccount(account.platform, account.username);
    await tx.execute(
      `INSERT INTO social_account (id, influencer_id, platform, external_id, username, followers, engagement_rate, status, last_synced_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        accountId,
        id,
        account.platform,
        at.externalId,
        account.username,
        account.followers,
        account.engagementRate,
        account.private ? "private" : "connected",
        now,
      ],
    );
    await tx.execute(
      "INSERT INTO social_token (social_account_id, sealed, key_version, updated_at) VALUES ($1, $2, 1, $3)",
      [accountId, demo.vault.seal(at.accessToken, accountId), now],
    );
  }
  if (influencer.tags.length > 0 || influencer.note || influencer.blacklist) {
    await tx.execute(
      `INSERT INTO organization_influencer (org_id, influencer_id, notes, tags, blacklisted_at, blacklist_reason, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        demo.orgId,
        id,
        influencer.note ?? "",
        influencer.tags,
        influencer.blacklist ? new Date(now.getTime() - influencer.blacklist.daysAgo * DAY_MS) : null,
        influencer.blacklist?.reason ?? null,
        now,
      ],
    );
  }
}
