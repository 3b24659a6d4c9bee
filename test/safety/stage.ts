import type { Database, Tx } from "../../core/db/types.ts";
import type { Actor } from "../../core/kernel/actor.ts";
import { newId } from "../../core/kernel/ids.ts";
import { createWorld, type World } from "../support/world.ts";

const AT = new Date("2026-11-10T00:00:00Z");
/** As many small prices as pass the four-eyes limit of 10 million together, and none of them alone. */
const SLICES = 12;
const SLICE_MINOR = 900_000;

/** A brand with something of everything an attacker wants, and an influencer with an invitation and a payout account. */
export interface Stage {
  readonly world: World;
  readonly manager: Actor;
  readonly admin: Actor;
  readonly influencer: Actor;
  readonly draft: string;
  /** A collaboration that waits for the influencer's answer. */
  readonly invited: string;
  /** Collaborations whose price waits for the brand's answer, each below the limit. */
  readonly countered: readonly string[];
  readonly others: readonly string[];
  /** Somebody nobody invited yet. */
  readonly fresh: string;
  readonly post: string;
  readonly postHash: string;
}

async function people(tx: Tx, names: readonly string[]): Promise<string[]> {
  const ids = names.map(() => newId("influencer"));
  await tx.execute(
    `INSERT INTO influencer (id, display_name, locale, languages, categories, tier, followers, joined_at, updated_at)
     SELECT id, name, 'id', '{id}', '{skincare}', 'micro', 25000, $3, $3 FROM unnest($1::text[], $2::text[]) AS p (id, name)`,
    [ids, names, AT],
  );
  await tx.execute(
    `INSERT INTO consent (id, influencer_id, purpose, wording_version, given_at, via)
     SELECT 'con_' || id, id, 'broadcast', 1, $2, 'desk' FROM unnest($1::text[]) AS id`,
    [ids.slice(1), AT],
  );
  return ids;
}

async function collaborations(
  tx: Tx,
  world: World,
  rows: readonly { influencerId: string; status: string; offered: number; asked?: number }[],
): Promise<string[]> {
  const ids = rows.map(() => newId("collaboration"));
  const at = (change: (row: (typeof rows)[number]) => unknown): unknown[] => rows.map(change);
  await tx.execute(
    `INSERT INTO collaboration (id, org_id, campaign_id, influencer_id, origin, status, compensation_minor, currency, commission_bps, created_at, updated_at)
     SELECT id, $4, $5, who, 'invited', status, offered, 'IDR', 1000, $7, $7
     FROM unnest($1::text[], $2::text[], $3::text[], $6::bigint[]) AS r (id, who, status, offered)`,
    [
      ids,
      at((row) => row.influencerId),
      at((row) => row.status),
      world.orgId,
      world.ids.campaign,
      at((row) => row.offered),
      AT,
    ],
  );
  await tx.execute(
    `INSERT INTO collaboration_offer (id, org_id, collaboration_id, influencer_id, proposed_by, amount_minor, created_at)
     SELECT o.id, $2, o.collaboration, o.who, CASE WHEN o.asked THEN 'influencer' ELSE 'organization' END, o.amount, $6
     FROM unnest($1::text[], $3::text[], $4::text[], $5::bigint[], $7::boolean[]) AS o (id, collaboration, who, amount, asked)`,
    [
      ids.map(() => newId("offer")),
      world.orgId,
      ids,
      at((row) => row.influencerId),
      at((row) => row.asked ?? row.offered),
      AT,
      at((row) => row.asked !== undefined),
    ],
  );
  return ids;
}

/** A post that waits for review, with its money held: the world's own one has its payout already. */
async function submittedPost(tx: Tx, world: World): Promise<string> {
  const [post, deliverable, hold] = [newId("post"), newId("deliverable"), newId("hold")];
  await tx.query("SELECT ledger_hold_place($1, $2, $3, $4, 'IDR', 1000000, 'test', $5)", [
    hold,
    world.orgId,
    world.influencer.id,
    deliverable,
    AT,
  ]);
  await tx.execute(
    `INSERT INTO deliverable (id, org_id, campaign_id, collaboration_id, influencer_id, position, platform, format, price_minor, currency, hold_id, status, created_at)
     SELECT $1, org_id, campaign_id, collaboration_id, influencer_id, 2, platform, format, price_minor, currency, $2, 'submitted', created_at FROM deliverable WHERE id = $3`,
    [deliverable, hold, world.ids.deliverable],
  );
  await tx.execute(
    `INSERT INTO post (id, org_id, campaign_id, collaboration_id, deliverable_id, influencer_id, social_account_id, platform, external_id, url, format, status, caption, hashtags, content_hash, checks, published_at, submitted_at)
     SELECT $1, org_id, campaign_id, collaboration_id, $2, influencer_id, social_account_id, platform, 'ext-' || $1, url || 'b', format, 'pending', caption, hashtags, content_hash, checks, published_at, submitted_at FROM post WHERE id = $3`,
    [post, deliverable, world.ids.post],
  );
  await tx.execute(
    `INSERT INTO post_version (org_id, post_id, version, influencer_id, caption, hashtags, content_hash, checks, submitted_at)
     SELECT org_id, $1, version, influencer_id, caption, hashtags, content_hash, checks, submitted_at FROM post_version WHERE post_id = $2`,
    [post, world.ids.post],
  );
  return post;
}

export async function setStage(db: Database, name: string): Promise<Stage> {
  const world = await createWorld(db, name);
  const draft = newId("campaign");
  const { ids, actors } = world;
  return db.transaction({ role: "platform" }, async (tx): Promise<Stage> => {
    await tx.query("SELECT set_config('app.org_id', $1, true)", [world.orgId]);
    const [invitedPerson = "", fresh = "", ...others] = await people(tx, [
      `Dewi ${name}`,
      `Sinta ${name}`,
      ...Array.from({ length: SLICES }, (_, index) => `Kreator ${index + 1} ${name}`),
    ]);
    await tx.execute(
      `INSERT INTO organization_influencer (org_id, influencer_id, tags, updated_at) SELECT $1, id, '{vip}', $3 FROM unnest($2::text[]) AS id`,
      [world.orgId, [fresh, ...others], AT],
    );
    const [invited = "", ...countered] = await collaborations(tx, world, [
      { influencerId: invitedPerson, status: "invited", offered: 2_000_000 },
      ...others.map((influencerId) => ({ influencerId, status: "countered", offered: 600_000, asked: SLICE_MINOR })),
    ]);
    await tx.execute(
      `INSERT INTO payout_account (id, influencer_id, channel_code, holder_name, number_sealed, number_tail, created_at)
       VALUES ($1, $2, 'ID_BCA', 'Dewi', 'sealed', '7890', $3)`,
      [newId("payoutAccount"), invitedPerson, AT],
    );
    await tx.execute(
      `INSERT INTO campaign (id, org_id, name, product, goal, language, currency, status, created_by, created_at, updated_at)
       VALUES ($1, $2, 'Draf', 'Serum', 'Kenal', 'id', 'IDR', 'draft', $3, $4, $4)`,
      [draft, world.orgId, actors.manager.id, AT],
    );
    const post = await submittedPost(tx, world);
    await tx.execute("UPDATE hand_over SET taken_by = $2 WHERE id = $1", [ids.handOver, actors.manager.id]);
    return {
      world,
      manager: actors.manager,
      admin: actors.admin,
      influencer: { ...world.influencer, id: invitedPerson, displayName: `Dewi ${name}` },
      draft,
      invited,
      countered,
      others,
      fresh,
      post,
      postHash: "a".repeat(64),
    };
  });
}
