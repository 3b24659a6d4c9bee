import { withHouse } from "../../app/cli/with-house.ts";
import { readConfig } from "../../app/config.ts";
import { loadDemo } from "../../app/demo/load.ts";
import type { House } from "../../app/house.ts";
import { actorOf, findPerson } from "../../core/identity/identities.ts";
import { type Actor, systemActor } from "../../core/kernel/actor.ts";
import { newId } from "../../core/kernel/ids.ts";

export const MANAGER = "Ayu Lestari";
export const ADMIN = "Bima Pratama";
export const CREATOR = "Rani Wulandari";
export const HASHTAG = "#GlowYourWay";

interface Where {
  readonly dataDir: string;
  readonly sandboxUrl: string;
}

/** Work on the data folder, beside the running process if there is one. */
export function onHouse<T>({ dataDir, sandboxUrl }: Where, work: (house: House) => Promise<T>): Promise<T> {
  return withHouse(readConfig({ KOLEGA_DATA_DIR: dataDir, KOLEGA_SANDBOX_URL: sandboxUrl }), work);
}

/** Rows as the house sees them, of every tenant. */
export function rows<T>(where: Where, sql: string, params: readonly unknown[] = []): Promise<T[]> {
  return onHouse(where, (house) => house.db.transaction({ role: "platform" }, (tx) => tx.query<T>(sql, params)));
}

async function person(house: House, name: string): Promise<Actor> {
  return house.db.transaction({ role: "platform" }, async (tx) => {
    const row = await tx.first<{ id: string }>(
      "SELECT id FROM member WHERE name = $1 UNION ALL SELECT id FROM influencer WHERE display_name = $1",
      [name],
    );
    const found = row && (await findPerson(tx, row.id));
    if (!found) throw new Error(`nobody is called ${name}`);
    return actorOf(found, "desk");
  });
}

/** What the books say is wrong; the demo's opening balance has no deposit behind it, so there may be something. */
export async function violations(where: Where): Promise<unknown> {
  return onHouse(where, async (house) => {
    const outcome = await house.executor.execute("ledger.verify", {}, systemActor("test"));
    return outcome.kind === "done" ? outcome.output.violations : outcome;
  });
}

/** The demo, with an active campaign of two pieces, the creator invited and her bank account known. */
export async function prepare(where: Where): Promise<void> {
  await onHouse(where, async (house) => {
    const { db, ports, clock, executor } = house;
    await loadDemo({ db, vault: ports.vault, embedder: ports.embedder, now: clock.now() });
    const manager = await person(house, MANAGER);
    const creator = await person(house, CREATOR);
    const campaignId = newId("campaign");
    const today = clock.now().getTime();
    const day = (offset: number): string => new Date(today + offset * 86_400_000).toISOString().slice(0, 10);
    const brief = {
      description: "Kenalkan Glowing Serum X.",
      campaignGoalRefined: "10.000 interaksi dalam sebulan.",
      kpiTargets: [{ metric: "engagements", target: 500, basis: "asumsi" }],
      keyMessages: ["Lembut"],
      mandatoryHashtags: [HASHTAG],
      mandatoryCta: "Klik link di bio",
      rules: ["Tulis #ad"],
      platformDeliverables: [
        ["instagram", "reel"],
        ["tiktok", "video"],
      ].map(([platformName, contentFormat]) => ({
        platformName,
        contentFormat,
        quantity: 1,
        minDurationSeconds: null,
        maxDurationSeconds: null,
        notes: "",
      })),
    };
    await db.transaction({ role: "platform" }, async (tx) => {
      await tx.execute(
        `INSERT INTO campaign (id, org_id, name, product, goal, language, currency, budget_minor, starts_on, ends_on, brief, status, created_by, created_at, updated_at)
         VALUES ($1, $2, 'Glow Your Way', 'Glowing Serum X', 'awareness', 'id', 'IDR', 20000000, $3, $4, $5, 'active', $6, now(), now())`,
        [campaignId, manager.orgId, day(-1), day(30), JSON.stringify(brief), manager.id],
      );
      await tx.execute(
        `INSERT INTO campaign_deliverable (org_id, campaign_id, position, platform, format, quantity, notes)
         VALUES ($1, $2, 1, 'instagram', 'reel', 1, ''), ($1, $2, 2, 'tiktok', 'video', 1, '')`,
        [manager.orgId, campaignId],
      );
    });
    const press = { confirmation: { kind: "press" } } as const;
    await executor.execute(
      "payouts.set_account",
      { channelCode: "ID_BCA", accountNumber: "1234567890", holderName: CREATOR },
      creator,
      press,
    );
    await executor.execute(
      "collaborations.invite",
      { campaignId, invitations: [{ influencerId: creator.id, compensationMinor: 2_000_000 }] },
      manager,
      press,
    );
  });
}
