import type { Tx } from "../../core/db/types.ts";
import { hashOf } from "../../core/kernel/canonical.ts";
import { DAY_MS, HOUR_MS } from "../../core/kernel/clock.ts";
import { newId } from "../../core/kernel/ids.ts";
import { basisPointsOf, money } from "../../core/kernel/money.ts";
import { DEMO_ORGANIZATION } from "../../prisma/demo/organization.ts";
import type { DemoCampaign, DemoCampaignPost, DemoCollaboration, DemoMetrics } from "../../prisma/demo/types.ts";
import type { DemoIds } from "./load.ts";

const CURRENCY = DEMO_ORGANIZATION.settings.currency;
const COMMISSION_BPS = DEMO_ORGANIZATION.settings.commissionBps;

/** The finished campaign with its whole history: money through the ledger's own functions, reviews, a week of numbers. */
export async function loadFinishedCampaign(tx: Tx, campaign: DemoCampaign, ids: DemoIds, now: Date): Promise<void> {
  const at = (daysAgo: number): Date => new Date(now.getTime() - daysAgo * DAY_MS);
  const day = (daysAgo: number): string => at(daysAgo).toISOString().slice(0, 10);
  const campaignId = newId("campaign", at(campaign.createdDaysAgo).getTime());
  const { brief } = campaign;
  // The ledger lets a tenant's money be held only by that tenant.
  await tx.query("SELECT set_config('app.org_id', $1, true)", [ids.orgId]);
  await tx.execute(
    `INSERT INTO campaign (id, org_id, name, product, goal, language, audience, currency, budget_minor, starts_on, ends_on, brief, status, created_by, submitted_by, submitted_at, approved_by, approved_at, ended_at, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, 'id', $6, $7, $8, $9, $10, $11, 'completed', $12, $12, $13, $14, $13, $15, $16, $15)`,
    [
      campaignId,
      ids.orgId,
      campaign.name,
      campaign.product,
      brief.campaignGoalRefined,
      JSON.stringify({ ageMin: 18, ageMax: 34, gender: "female", cities: [] }),
      CURRENCY,
      campaign.budgetMinor,
      day(campaign.startDaysAgo),
      day(campaign.endDaysAgo),
      JSON.stringify({
        description: brief.description,
        campaignGoalRefined: brief.campaignGoalRefined,
        kpiTargets: brief.kpiTargets.map((target) => ({
          metric: target.metric,
          target: target.target,
          basis: target.label.id,
        })),
        keyMessages: brief.keyMessages,
        mandatoryHashtags: brief.mandatoryHashtags,
        mandatoryCta: brief.mandatoryCta,
        rules: brief.rules,
        platformDeliverables: campaign.deliverables.map((deliverable) => ({
          platformName: deliverable.platform,
          contentFormat: deliverable.format,
          quantity: deliverable.quantity,
          minDurationSeconds: deliverable.minDurationSeconds ?? null,
          maxDurationSeconds: deliverable.maxDurationSeconds ?? null,
          notes: deliverable.notes,
        })),
      }),
      ids.members.get(campaign.createdByMember),
      at(campaign.startDaysAgo + 3),
      ids.members.get(campaign.approvedByMember),
      at(campaign.endDaysAgo),
      at(campaign.createdDaysAgo),
    ],
  );
  for (const [position, deliverable] of campaign.deliverables.entries()) {
    await tx.execute(
      `INSERT INTO campaign_deliverable (org_id, campaign_id, position, platform, format, quantity, min_duration_seconds, max_duration_seconds, notes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ids.orgId,
        campaignId,
        position + 1,
        deliverable.platform,
        deliverable.format,
        deliverable.quantity,
        deliverable.minDurationSeconds ?? null,
        deliverable.maxDurationSeconds ?? null,
        deliverable.notes,
      ],
    );
  }
  for (const collaboration of campaign.collaborations) {
    await loadCollaboration(tx, {
      campaignId,
      campaignName: campaign.name,
      collaboration,
      ids,
      at,
      day,
      inviter: ids.members.get(campaign.createdByMember),
    });
  }
}

interface CollaborationLoad {
  readonly campaignName: string;
  readonly campaignId: string;
  readonly collaboration: DemoCollaboration;
  readonly ids: DemoIds;
  readonly inviter: string | undefined;
  at(daysAgo: number): Date;
  day(daysAgo: number): string;
}

async function loadCollaboration(tx: Tx, load: CollaborationLoad): Promise<void> {
  const { collaboration, ids, at, day } = load;
  const id = newId("collaboration", at(collaboration.acceptedDaysAgo).getTime());
  const influencerId = ids.influencers.get(collaboration.influencer) ?? "";
  await tx.execute(
    `INSERT INTO collaboration (id, org_id, campaign_id, influencer_id, origin, status, compensation_minor, currency, commission_bps, invited_by, answered_at, ended_at, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, 'completed', $6, $7, $8, $9, $10, $11, $10, $11)`,
    [
      id,
      ids.orgId,
      load.campaignId,
      influencerId,
      collaboration.origin === "invitation" ? "invited" : "applied",
      collaboration.priceMinor,
      CURRENCY,
      COMMISSION_BPS,
      load.inviter,
      at(collaboration.acceptedDaysAgo),
      at(collaboration.completedDaysAgo),
    ],
  );
  await tx.execute(
    `INSERT INTO collaboration_offer (id, org_id, collaboration_id, influencer_id, proposed_by, amount_minor, created_at) VALUES ($1, $2, $3, $4, 'organization', $5, $6)`,
    [newId("offer"), ids.orgId, id, influencerId, collaboration.priceMinor, at(collaboration.acceptedDaysAgo + 1)],
  );
  for (const [position, post] of collaboration.posts.entries()) {
    const deliverableId = newId("deliverable");
    const holdId = newId("hold");
    await tx.query("SELECT ledger_hold_place($1, $2, $3, $4, $5, $6, 'demo', $7)", [
      holdId,
      ids.orgId,
      influencerId,
      deliverableId,
      CURRENCY,
      post.priceMinor,
      at(collaboration.acceptedDaysAgo),
    ]);
    await tx.execute(
      `INSERT INTO deliverable (id, org_id, campaign_id, collaboration_id, influencer_id, position, platform, format, price_minor, currency, hold_id, due_on, status, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'approved', $13)`,
      [
        deliverableId,
        ids.orgId,
        load.campaignId,
        id,
        influencerId,
        position + 1,
        post.platform,
        post.format,
        post.priceMinor,
        CURRENCY,
        holdId,
        day(post.dueDaysAgo),
        at(collaboration.acceptedDaysAgo),
      ],
    );
    await loadPost(tx, { ...load, collaborationId: id, influencerId, deliverableId, holdId, post });
  }
}

async function loadPost(
  tx: Tx,
  load: CollaborationLoad & {
    readonly collaborationId: string;
    readonly influencerId: string;
    readonly deliverableId: string;
    readonly holdId: string;
    readonly post: DemoCampaignPost;
  },
): Promise<void> {
  const { post, ids, at, influencerId } = load;
  const id = newId("post", at(post.publishedDaysAgo).getTime());
  const versions = post.captions.map((caption, index) => ({
    version: index + 1,
    caption,
    hash: hashOf({ url: post.url, caption }),
    review: post.reviews.find((review) => review.version === index + 1),
  }));
  const last = versions.at(-1);
  const approvedAt = at(last?.review?.daysAgo ?? post.publishedDaysAgo);
  const checks = [
    { key: "hashtags", status: "pass", evidence: post.hashtags.map((tag) => `#${tag}`).join(" ") },
    { key: "disclosure", status: "pass", evidence: "#ad" },
  ];
  await tx.execute(
    `INSERT INTO post (id, org_id, campaign_id, collaboration_id, deliverable_id, influencer_id, social_account_id, platform, external_id, url, format, version, status, caption, hashtags, content_hash, checks, published_at, submitted_at, decided_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'approved', $13, $14, $15, $16, $17, $18, $19)`,
    [
      id,
      ids.orgId,
      load.campaignId,
      load.collaborationId,
      load.deliverableId,
      influencerId,
      ids.accounts.get(`${load.collaboration.influencer}|${post.platform}`),
      post.platform,
      `demo-${post.key}`,
      post.url,
      post.format,
      versions.length,
      last?.caption,
      post.hashtags,
      last?.hash,
      JSON.stringify(checks),
      at(post.publishedDaysAgo),
      new Date(at(post.publishedDaysAgo).getTime() + HOUR_MS),
      approvedAt,
    ],
  );
  for (const { version, caption, hash, review } of versions) {
    await tx.execute(
      `INSERT INTO post_version (org_id, post_id, version, influencer_id, caption, hashtags, content_hash, checks, submitted_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ids.orgId,
        id,
        version,
        influencerId,
        caption,
        post.hashtags,
        hash,
        JSON.stringify(checks),
        at(post.publishedDaysAgo),
      ],
    );
    if (!review) continue;
    const reviewer = DEMO_ORGANIZATION.members.find((member) => member.key === review.byMember);
    await tx.execute(
      `INSERT INTO review (id, org_id, post_id, post_version, influencer_id, decision, note, content_hash, reviewer_id, reviewer_name, via, decided_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'desk', $11)`,
      [
        newId("review"),
        ids.orgId,
        id,
        version,
        influencerId,
        review.decision,
        review.note ?? "",
        hash,
        ids.members.get(review.byMember),
        reviewer?.name ?? "",
        at(review.daysAgo),
      ],
    );
  }
  await loadSnapshots(tx, { id, orgId: ids.orgId, influencerId, post, publishedAt: at(post.publishedDaysAgo) });
  await loadPayout(tx, {
    id,
    orgId: ids.orgId,
    influencerId,
    collaborationId: load.collaborationId,
    holdId: load.holdId,
    post,
    approvedAt,
    campaignName: load.campaignName,
  });
}

/** What the adapters call each number: sums over posts add only definitions they know (core/metrics/formulas.ts). */
const DEFINITIONS: Readonly<Record<string, Readonly<Partial<Record<keyof DemoMetrics, string>>>>> = {
  instagram: {
    likes: "instagram.likes",
    comments: "instagram.comments",
    shares: "instagram.shares",
    saves: "instagram.saved",
    reach: "instagram.reach",
    views: "instagram.views@2025-04-21",
  },
  tiktok: {
    likes: "tiktok.like_count",
    comments: "tiktok.comment_count",
    shares: "tiktok.share_count",
    views: "tiktok.view_count",
  },
  youtube: { likes: "youtube.likeCount", comments: "youtube.commentCount", views: "youtube.viewCount" },
};

/** Throws for a number that the platform does not tell: the demo must not show what real life cannot. */
function definitionOf(platform: string, format: string, metric: string): string {
  if (format === "short" && metric === "views") return "youtube.shorts_views@2025-03-26";
  const definition = DEFINITIONS[platform]?.[metric as keyof DemoMetrics];
  if (!definition) throw new Error(`${platform} tells no ${metric}`);
  return definition;
}

async function loadSnapshots(
  tx: Tx,
  load: { id: string; orgId: string; influencerId: string; post: DemoCampaignPost; publishedAt: Date },
): Promise<void> {
  const { post } = load;
  for (const [index, numbers] of post.days.entries()) {
    const { day, ...metrics } = numbers;
    const values = Object.entries(metrics satisfies DemoMetrics).filter(([, value]) => value !== undefined);
    await tx.execute(
      `INSERT INTO snapshot (id, org_id, post_id, influencer_id, number, metrics, source, owner_authorised, fetched_at) VALUES ($1, $2, $3, $4, $5, $6, $7, true, $8)`,
      [
        newId("snapshot"),
        load.orgId,
        load.id,
        load.influencerId,
        index,
        JSON.stringify(
          Object.fromEntries(
            values.map(([name, value]) => [
              name,
              { value, definition: definitionOf(post.platform, post.format, name) },
            ]),
          ),
        ),
        `${post.platform}_sandbox`,
        new Date(load.publishedAt.getTime() + day * DAY_MS),
      ],
    );
  }
}

async function loadPayout(
  tx: Tx,
  load: {
    id: string;
    orgId: string;
    influencerId: string;
    collaborationId: string;
    holdId: string;
    post: DemoCampaignPost;
    approvedAt: Date;
    campaignName: string;
  },
): Promise<void> {
  const gross = money(load.post.priceMinor, CURRENCY);
  const commission = basisPointsOf(gross, COMMISSION_BPS).amountMinor;
  const net = gross.amountMinor - commission;
  await tx.query("SELECT ledger_hold_resolve($1, $2, 'release', $3, 'demo', $4)", [
    load.holdId,
    load.orgId,
    commission,
    load.approvedAt,
  ]);
  const payoutId = newId("payout", load.approvedAt.getTime());
  const confirmedAt = new Date(load.approvedAt.getTime() + DAY_MS);
  await tx.execute(
    `INSERT INTO payout (id, org_id, influencer_id, collaboration_id, post_id, hold_id, amount_minor, commission_minor, currency, brand_name, campaign_name, status, provider, provider_id, attempts, promised_on, requested_at, submitted_at, confirmed_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $14, $15, 'confirmed', 'sandbox', $10, 1, $11, $12, $12, $13, $13)`,
    [
      payoutId,
      load.orgId,
      load.influencerId,
      load.collaborationId,
      load.id,
      load.holdId,
      net,
      commission,
      CURRENCY,
      `demo-${payoutId}`,
      new Date(load.approvedAt.getTime() + 3 * DAY_MS),
      load.approvedAt,
      confirmedAt,
      DEMO_ORGANIZATION.name,
      load.campaignName,
    ],
  );
  await tx.query("SELECT ledger_post($1::jsonb, 'demo', $2)", [
    JSON.stringify([
      {
        id: newId("transfer"),
        kind: "payout",
        debit: { owner: load.influencerId, kind: "payable" },
        credit: { owner: "provider:sandbox", kind: "provider" },
        currency: CURRENCY,
        amount: Number(net),
        reference: payoutId,
        dedupe_key: `payout:${payoutId}`,
      },
    ]),
    confirmedAt,
  ]);
}
