import type { Tx } from "../db/types.ts";
import { notFound } from "../kernel/errors.ts";
import type { Currency } from "../kernel/money.ts";

/** The currency an organization keeps its wallet in. */
export async function organizationCurrency(tx: Tx, orgId: string): Promise<Currency> {
  const row = await tx.first<{ currency: Currency }>("SELECT currency FROM organization WHERE id = $1", [orgId]);
  if (!row) throw notFound("organization");
  return row.currency;
}
