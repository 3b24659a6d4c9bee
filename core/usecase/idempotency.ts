import type { Tx } from "../db/types.ts";
import { AppError } from "../kernel/errors.ts";

interface Claim {
  readonly tenant: string;
  readonly useCase: string;
  readonly keys: readonly string[];
  readonly inputHash: string;
  readonly actor: string;
  readonly at: Date;
}

/**
 * Takes the keys of a call inside its transaction. A second call with the same key waits here for the first to commit and
 * is then answered with the first one's output; the same key with another input is an error.
 */
export async function claimKeys(tx: Tx, claim: Claim): Promise<{ output: Record<string, unknown> } | undefined> {
  for (const key of claim.keys) {
    const inserted = await tx.execute(
      `INSERT INTO idempotency_record (tenant, use_case, key, input_hash, actor, created_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (tenant, use_case, key) DO NOTHING`,
      [claim.tenant, claim.useCase, key, claim.inputHash, claim.actor, claim.at],
    );
    if (inserted === 1) continue;
    const before = await tx.first<{ inputHash: string; output: Record<string, unknown> | null }>(
      "SELECT input_hash, output FROM idempotency_record WHERE tenant = $1 AND use_case = $2 AND key = $3",
      [claim.tenant, claim.useCase, key],
    );
    if (!before || before.inputHash !== claim.inputHash || before.output === null) {
      throw new AppError("idempotency_mismatch");
    }
    return { output: before.output };
  }
  return undefined;
}

/** Keeps the answer under the keys, in the same transaction as the effect. */
export async function storeOutput(tx: Tx, claim: Claim, output: unknown): Promise<void> {
  if (claim.keys.length === 0) return;
  await tx.execute("UPDATE idempotency_record SET output = $4 WHERE tenant = $1 AND use_case = $2 AND key = ANY($3)", [
    claim.tenant,
    claim.useCase,
    claim.keys,
    JSON.stringify(output),
  ]);
}
