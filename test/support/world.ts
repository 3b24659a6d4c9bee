import type { Database, Tx } from "../../core/db/types.ts";
import type { Actor } from "../../core/kernel/actor.ts";
import { type IdKind, newId } from "../../core/kernel/ids.ts";
import { createInfluencer, createOrganization } from "./people.ts";

const AT = new Date("2026-11-10T00:00:00Z");

/** One organization with one row of every kind that has an id, so that any use case has something of somebody else to try. */
export interface World {
  readonly orgId: string;
  readonly actors: Awaited<ReturnType<typeof createOrganization>>;
  readonly influencer: Actor;
  readonly ids: Readonly<Partial<Record<IdKind, string>>>;
}

/** Funds a wallet through the ledger's own function. */
export async function fundWallet(db: Database, orgId: string, amount: number): Promise<void> {
  await db.transaction({ role: "platform" }, (tx) =>
    tx.query("SELECT ledger_post($1::jsonb, 'test', $2)", [
      JSON.stringify([
        {
          id: newId("transfer"),
          kind: "deposit",
          debit: { owner: "provider:test", kind: "provider" },
          credit: { owner: orgId, kind: "wallet" },
          currency: "IDR",
          amount,
          reference: "test",
          dedupe_key: newId("transfer"),
        },
      ]),
      AT,
    ]),
  );
}

async function insert(tx: Tx, table: string, row: Readonly<Record<string, unknown>>): Promise<void> {
  const names = Object.keys(row);
  await tx.execute(
    `INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map((_, i) => `$${i + 1}`).join(", ")})`,
    Object.values(row),
  );
}

export async function createWorld(db: Database, name: string): Promise<World> {
  const actors = await createOrganization(db, name);
  const { orgId } = actors;
  const { influencer, socialAccountId } = await createInfluencer(db, `Kreator ${name}`);
  await fundWallet(db, orgId, 50_000_000);
  const ids = {
    campaign: newId("campaign"),
    collaboration: newId("collaboration"),
    deliverable: newId("deliverable"),
    hold: newId("hold"),
    post: newId("post"),
    payout: newId("payout"),
    approval: newId("approval"),
    deposit: newId("deposit"),
    member: actors.viewer.id,
    socialAccount: socialAccountId,
    influencer: influencer.id,
    conversation: newId("conversation"),
    broadcast: newId("broadcast"),
    handOver: newId("handOver"),
  };
  const { campaign, collaboration, deliverable, post } = ids;
  await db.transaction({ role: "platform" }, async (tx) => {
    await tx.query("SELECT set_config('app.org_id', $1, true)", [orgId]);
    await insert(tx, "campaign", {
      id: campaign,
      org_id: orgId,
      name: `Campaign ${name}`,
      product: "Serum",
      goal: "awareness",
      language: "id",
      currency: "IDR",
      budget_minor: 20_000_000,
      starts_on: "2026-11-01",
      ends_on: "2026-12-31",
      status: "active",
      created_by: actors.manager.id,
      created_at: AT,
      updated_at: AT,
    });
    await insert(tx, "campaign_deliverable", {
      org_id: orgId,
      campaign_id: campaign,
      position: 1,
      platform: "instagram",
      format: "reel",
      quantity: 1,
    });
    await insert(tx, "collaboration", {
      id: collaboration,
      org_id: orgId,
      campaign_id: campaign,
      influencer_id: influencer.id,
      origin: "invited",
      status: "in_progress",
      compensation_minor: 1_000_000,
      currency: "IDR",
      commission_bps: 1_000,
      created_at: AT,
      updated_at: AT,
    });
    await tx.query("SELECT ledger_hold_place($1, $2, $3, $4, 'IDR', 1000000, 'test', $5)", [
      ids.hold,
      orgId,
      influencer.id,
      deliverable,
      AT,
    ]);
    await insert(tx, "deliverable", {
      id: deliverable,
      org_id: orgId,
      campaign_id: campaign,
      collaboration_id: collaboration,
      influencer_id: influencer.id,
      position: 1,
      platform: "instagram",
      format: "reel",
      price_minor: 1_000_000,
      currency: "IDR",
      hold_id: ids.hold,
      status: "submitted",
      created_at: AT,
    });
    await insert(tx, "post", {
      id: post,
      org_id: orgId,
      campaign_id: campaign,
      collaboration_id: collaboration,
      deliverable_id: deliverable,
      influencer_id: influencer.id,
      social_account_id: socialAccountId,
      platform: "instagram",
      external_id: `ext-${post}`,
      url: `https://www.instagram.com/reel/${post.slice(-8)}/`,
      format: "reel",
      status: "pending",
      caption: "Halo #ad",
      hashtags: ["ad"],
      content_hash: "a".repeat(64),
      checks: "[]",
      published_at: AT,
      submitted_at: AT,
    });
    await insert(tx, "post_version", {
      org_id: orgId,
      post_id: post,
      version: 1,
      influencer_id: influencer.id,
      caption: "Halo #ad",
      hashtags: ["ad"],
      content_hash: "a".repeat(64),
      checks: "[]",
      submitted_at: AT,
    });
    await insert(tx, "payout", {
      id: ids.payout,
      org_id: orgId,
      influencer_id: influencer.id,
      collaboration_id: collaboration,
      post_id: post,
      hold_id: ids.hold,
      brand_name: name,
      campaign_name: `Campaign ${name}`,
      amount_minor: 900_000,
      commission_minor: 100_000,
      currency: "IDR",
      status: "requested",
      promised_on: AT,
      requested_at: AT,
      updated_at: AT,
    });
    await insert(tx, "deposit", {
      id: ids.deposit,
      org_id: orgId,
      amount_minor: 50_000_000,
      currency: "IDR",
      provider: "sandbox",
      status: "created",
      created_by: actors.finance.id,
      created_at: AT,
    });
    await insert(tx, "conversation", {
      id: ids.conversation,
      channel: "desk",
      account: "desk",
      external_id: influencer.id,
      subject: influencer.id,
      tenant: influencer.id,
      created_at: AT,
    });
    await insert(tx, "hand_over", {
      id: ids.handOver,
      org_id: orgId,
      conversation_id: ids.conversation,
      person: influencer.id,
      person_name: `Kreator ${name}`,
      status: "open",
      asked_by: influencer.id,
      started_at: AT,
      ends_at: new Date("2027-01-01"),
    });
    await insert(tx, "broadcast", {
      id: ids.broadcast,
      org_id: orgId,
      body: "Halo semua",
      audience: JSON.stringify({ campaignId: ids.campaign }),
      status: "sending",
      created_by: actors.manager.id,
      created_at: AT,
    });
    await insert(tx, "approval", {
      id: ids.approval,
      tenant: orgId,
      use_case: "deposits.create",
      use_case_version: 1,
      input: JSON.stringify({ amountMinor: 1_000_000, currency: "IDR" }),
      input_hash: "x",
      subject: "test",
      facts: JSON.stringify({ lines: [] }),
      facts_hash: "x",
      requested_by: actors.manager.id,
      requester: JSON.stringify(actors.manager),
      deciders: JSON.stringify({ roles: ["admin"] }),
      status: "pending",
      expires_at: new Date("2027-01-01"),
      created_at: AT,
    });
  });
  return { orgId, actors, influencer, ids };
}
