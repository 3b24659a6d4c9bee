import { analyticsModule } from "../../core/analytics/index.ts";
import { approvalsModule } from "../../core/approvals/index.ts";
import { campaignsModule } from "../../core/campaigns/index.ts";
import { collaborationsModule } from "../../core/collaborations/index.ts";
import { type Actor, LOCALES, type Locale, systemActor } from "../../core/kernel/actor.ts";
import { newId } from "../../core/kernel/ids.ts";
import { money } from "../../core/kernel/money.ts";
import type { Platform, PlatformAccount } from "../../core/kernel/ports/social-platform.ts";
import { metricsModule } from "../../core/metrics/index.ts";
import { paymentsModule, placeHold } from "../../core/payments/index.ts";
import { postsModule } from "../../core/posts/index.ts";
import type { ExecuteOptions } from "../../core/usecase/executor.ts";
import type { Ports } from "../../core/usecase/ports.ts";
import { createInstagram } from "../../integrations/instagram.ts";
import { createTiktok } from "../../integrations/tiktok.ts";
import { createYoutube } from "../../integrations/youtube.ts";
import type { SandboxAccount } from "../../sandbox/model.ts";
import { startTestSandbox, type TestSandbox } from "../../sandbox/testing.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { createInfluencer, createOrganization } from "./people.ts";

/** A creator with an account at the sandbox, connected with its real token. */
export interface Creator {
  readonly influencer: Actor;
  readonly socialAccountId: string;
  readonly account: SandboxAccount;
}

export interface AgreedPiece {
  readonly campaignId: string;
  readonly deliverableId: string;
  readonly collaborationId: string;
  readonly holdId: string;
}

/** A message that waits in the outbox. */
export interface Told {
  readonly recipient: string;
  readonly template: string;
  readonly kind: string;
  readonly subject: string | null;
  readonly data: Record<string, unknown>;
}

const BRIEF = {
  description: "Kenalkan serum baru.",
  campaignGoalRefined: "10.000 interaksi dalam sebulan.",
  kpiTargets: [
    { metric: "engagements", target: 500, basis: "asumsi" },
    { metric: "cpe", target: 100_000, basis: "asumsi" },
    { metric: "clicks", target: 100, basis: "asumsi" },
  ],
  keyMessages: ["Lembut"],
  mandatoryHashtags: ["#KolegaGlow"],
  mandatoryCta: "Klik link di bio",
  rules: ["Jangan memakai kata “instan”"],
  platformDeliverables: [],
};

/** Throws where a reader would see a locale key or an open placeholder instead of words. */
function requireNoKeys(name: string, shown: unknown): void {
  const text = JSON.stringify(shown).replaceAll(/"useCase":"[^"]*"/g, "");
  const found = /\b(?:posts|metrics|analytics|common|errors)\.[a-z_]+|\{\{/.exec(text);
  if (found) throw new Error(`${name} shows ${text.slice(found.index, found.index + 80)}`);
}

export type PostHouse = Awaited<ReturnType<typeof openPostHouse>>;

/** The domains around posts on a fresh database, with the real adapters talking to the sandbox over HTTP. */
export async function openPostHouse(ports: Partial<Ports> = {}) {
  const box: TestSandbox = await startTestSandbox();
  const accounts = new Map<string, PlatformAccount>();
  const shortLinkBase = `${box.url}/short`;
  const instagramUrl = `${box.url}/instagram/v26.0`;
  const house: TestHouse = await openTestHouse({
    now: box.clock.now().toISOString(),
    modules: [
      approvalsModule,
      campaignsModule,
      collaborationsModule,
      paymentsModule,
      postsModule,
      metricsModule,
      analyticsModule,
    ],
    ports: {
      platforms: {
        instagram: createInstagram({
          baseUrl: instagramUrl,
          oembedUrl: `${instagramUrl}/instagram_oembed`,
          shortLinkBase,
          timeoutMs: 5_000,
        }),
        tiktok: createTiktok({ baseUrl: `${box.url}/tiktok`, shortLinkBase, timeoutMs: 5_000 }),
        youtube: createYoutube({ baseUrl: `${box.url}/youtube`, timeoutMs: 5_000 }),
      },
      connectedAccount: (id) => Promise.resolve(accounts.get(id)),
      ...ports,
    },
  });
  const platform = <T>(sql: string, params: readonly unknown[] = []): Promise<T[]> =>
    house.db.transaction({ role: "platform" }, (tx) => tx.query<T>(sql, params));

  const requireWords = (name: string, output: Readonly<Record<string, unknown>>): void => {
    const useCase = house.registry.find(name);
    if (!useCase) throw new Error(`no use case ${name}`);
    for (const locale of LOCALES) {
      const presenter = house.i18n.presenter(locale);
      requireNoKeys(name, [
        useCase.present.card({ ...output }, presenter),
        useCase.present.summary({ ...output }, presenter),
      ]);
    }
  };

  return {
    house,
    box,
    accounts,
    platform,
    /** Moves the house and the sandbox together. */
    advance(ms: number): void {
      house.clock.advance(ms);
      box.clock.advance(ms);
    },
    async organization(name = "Kilau", funds = 100_000_000) {
      const org = await createOrganization(house.db, name);
      const deposit = await house.executor.execute("deposits.create", { amountMinor: funds }, org.admin, {
        confirmation: { kind: "press" },
      });
      if (deposit.kind !== "done") throw new Error("the press is the confirmation");
      const { depositId } = deposit.output;
      await house.executor.execute("deposits.record_paid", { depositId }, systemActor("test", { orgId: org.orgId }));
      return org;
    },
    async creator(
      name: string,
      options: { platform?: Platform; locale?: Locale; followers?: number } = {},
    ): Promise<Creator> {
      const account = await box.account({
        platform: options.platform ?? "instagram",
        displayName: name,
        followers: options.followers ?? 25_000,
      });
      const { influencer, socialAccountId } = await createInfluencer(house.db, name, {
        platform: account.platform,
        username: account.username,
        externalId: account.externalId,
        locale: options.locale,
      });
      await platform("UPDATE social_account SET followers = $2 WHERE id = $1", [socialAccountId, account.followers]);
      accounts.set(socialAccountId, account);
      return { influencer, socialAccountId, account };
    },
    async campaign(orgId: string, fields: { name?: string; brief?: unknown; startsOn?: string; endsOn?: string } = {}) {
      const id = newId("campaign");
      await platform(
        `INSERT INTO campaign (id, org_id, name, product, goal, language, currency, budget_minor, starts_on, ends_on, brief, status, created_by, created_at, updated_at)
         VALUES ($1, $2, $3, 'Serum', 'Kenal', 'id', 'IDR', 50000000, $4, $5, $6, 'active', 'test', now(), now())`,
        [
          id,
          orgId,
          fields.name ?? "Kilau Cerah",
          fields.startsOn ?? "2026-11-01",
          fields.endsOn ?? "2026-12-20",
          JSON.stringify({ ...BRIEF, ...(fields.brief ?? {}) }),
        ],
      );
      return id;
    },
    /** An accepted collaboration with one open, held piece. */
    async agree(
      org: { orgId: string; admin: Actor },
      creator: Creator,
      fields: { campaignId?: string; format?: string; platform?: Platform; priceMinor?: number; dueOn?: string } = {},
    ): Promise<AgreedPiece> {
      const campaignId = fields.campaignId ?? (await this.campaign(org.orgId));
      const price = fields.priceMinor ?? 2_000_000;
      const deliverableId = newId("deliverable");
      const at = house.clock.now();
      return house.db.transaction({ role: "app", orgId: org.orgId }, async (tx) => {
        const before = await tx.first<{ id: string; pieces: bigint }>(
          `SELECT k.id, (SELECT count(*) FROM deliverable d WHERE d.collaboration_id = k.id) AS pieces FROM collaboration k
           WHERE k.campaign_id = $1 AND k.influencer_id = $2`,
          [campaignId, creator.influencer.id],
        );
        const collaborationId = before?.id ?? newId("collaboration");
        if (!before) {
          await tx.execute(
            `INSERT INTO collaboration (id, org_id, campaign_id, influencer_id, origin, status, compensation_minor, currency, commission_bps, created_at, updated_at)
             VALUES ($1, $2, $3, $4, 'invited', 'accepted', $5, 'IDR', 1000, $6, $6)`,
            [collaborationId, org.orgId, campaignId, creator.influencer.id, price, at],
          );
        }
        const holdId = await placeHold(
          { actor: org.admin, now: () => at, tx },
          { orgId: org.orgId, influencerId: creator.influencer.id, deliverableId, amount: money(price, "IDR") },
        );
        await tx.execute(
          `INSERT INTO deliverable (id, org_id, campaign_id, collaboration_id, influencer_id, position, platform, format, price_minor, currency, hold_id, due_on, status, created_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'IDR', $10, $11, 'open', $12)`,
          [
            deliverableId,
            org.orgId,
            campaignId,
            collaborationId,
            creator.influencer.id,
            Number(before?.pieces ?? 0n) + 1,
            fields.platform ?? creator.account.platform,
            fields.format ?? (creator.account.platform === "instagram" ? "reel" : "video"),
            price,
            holdId,
            fields.dueOn ?? null,
            at,
          ],
        );
        return { campaignId, deliverableId, collaborationId, holdId };
      });
    },
    /** Calls a use case and answers its output; a call that waits for approval fails the test. */
    async call<T = Record<string, unknown>>(
      name: string,
      input: Record<string, unknown>,
      actor: Actor,
      options: ExecuteOptions = {},
    ): Promise<T> {
      const outcome = await house.executor.execute(name, input, actor, options);
      if (outcome.kind !== "done") throw new Error(`${name} waits for a decision`);
      requireWords(name, outcome.output);
      return outcome.output as T;
    },
    /** Messages to a person or about a subject; each is rendered in both languages on the way. */
    async told(recipientOrSubject: string): Promise<Told[]> {
      const rows = await platform<Told>(
        "SELECT recipient, template, kind, subject, data FROM outbound_message WHERE recipient = $1 OR subject = $1 ORDER BY seq",
        [recipientOrSubject],
      );
      for (const row of rows) {
        const notification = house.registry.notification(row.template);
        if (!notification) throw new Error(`no notification ${row.template}`);
        for (const locale of LOCALES) {
          const content = notification.render(notification.data.parse(row.data), house.i18n.presenter(locale));
          requireNoKeys(row.template, content);
        }
      }
      return rows;
    },
    async close(): Promise<void> {
      await house.db.close();
      await box.stop();
    },
  };
}
