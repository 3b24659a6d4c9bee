import type { Database } from "../../core/db/types.ts";
import { newId } from "../../core/kernel/ids.ts";

/** Puts rupiah into a brand's wallet, as a paid deposit does. */
export async function fundWallet(db: Database, orgId: string, amountMinor: number): Promise<void> {
  const key = newId("deposit");
  const transfer = {
    id: newId("transfer"),
    kind: "deposit",
    debit: { owner: "provider:sandbox", kind: "provider" },
    credit: { owner: orgId, kind: "wallet" },
    currency: "IDR",
    amount: amountMinor,
    reference: key,
    dedupe_key: key,
  };
  await db.transaction({ role: "platform" }, (tx) =>
    tx.query("SELECT ledger_post($1, 'test', now())", [JSON.stringify([transfer])]),
  );
}

/** What is on a brand's account (`wallet`, `escrow`), in rupiah. */
export async function balanceOf(db: Database, orgId: string, kind: string): Promise<number> {
  const row = await db.transaction({ role: "platform" }, (tx) =>
    tx.first<{ balanceMinor: bigint }>("SELECT balance_minor FROM ledger_account WHERE owner = $1 AND kind = $2", [
      orgId,
      kind,
    ]),
  );
  return Number(row?.balanceMinor ?? 0n);
}

/** A campaign (approved unless said otherwise) that asks each influencer for two reels and a story. */
export async function createCampaign(db: Database, orgId: string, status = "approved"): Promise<string> {
  const id = newId("campaign");
  const brief = {
    keyMessages: ["Cerah alami"],
    mandatoryHashtags: ["#KilauCerah", "#ad"],
    mandatoryCta: "Cek link di bio",
    rules: ["Tanpa klaim medis"],
  };
  await db.transaction({ role: "platform" }, async (tx) => {
    await tx.execute(
      `INSERT INTO campaign (id, org_id, name, product, goal, language, currency, budget_minor, ends_on, brief, status, created_by, created_at, updated_at)
       VALUES ($1, $2, 'Kilau Cerah', 'Serum', 'Kenal', 'id', 'IDR', 50000000, '2026-12-20', $3, $4, 'test', now(), now())`,
      [id, orgId, JSON.stringify(brief), status],
    );
    await tx.execute(
      `INSERT INTO campaign_deliverable (org_id, campaign_id, position, platform, format, quantity, notes)
       VALUES ($1, $2, 1, 'instagram', 'reel', 2, 'Tampilkan tekstur'), ($1, $2, 2, 'instagram', 'story', 1, '')`,
      [orgId, id],
    );
  });
  return id;
}
