import type { Tx } from "../db/types.ts";
import { canonicalJson, sha256 } from "../kernel/canonical.ts";
import type { AuditEntry } from "../usecase/pipeline.ts";

const GENESIS = "0".repeat(64);

/** What a row's hash covers: everything in it and the hash of the row before. */
function rowHash(row: {
  tenant: string;
  seq: bigint;
  at: Date;
  actorKind: string;
  actorId: string;
  actorName: string;
  via: string;
  useCase: string;
  outcome: string;
  subject: string | null;
  inputHash: string;
  details: unknown;
  prevHash: string;
}): string {
  return sha256(
    canonicalJson([
      row.tenant,
      row.seq.toString(),
      row.at.toISOString(),
      row.actorKind,
      row.actorId,
      row.actorName,
      row.via,
      row.useCase,
      row.outcome,
      row.subject,
      row.inputHash,
      row.details,
      row.prevHash,
    ]),
  );
}

/** Appends to the tenant's chain. The head row's lock orders the appends of one tenant until their commit. */
export async function appendAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  await tx.execute("INSERT INTO audit_head (tenant, seq, hash) VALUES ($1, 0, $2) ON CONFLICT (tenant) DO NOTHING", [
    entry.tenant,
    GENESIS,
  ]);
  const head = await tx.first<{ seq: bigint; hash: string }>(
    "SELECT seq, hash FROM audit_head WHERE tenant = $1 FOR UPDATE",
    [entry.tenant],
  );
  if (!head) throw new Error("audit head is not visible");
  const row = {
    tenant: entry.tenant,
    seq: head.seq + 1n,
    at: entry.at,
    actorKind: entry.actor.kind,
    actorId: entry.actor.id,
    actorName: entry.actor.displayName,
    via: entry.actor.via,
    useCase: entry.useCase,
    outcome: entry.outcome,
    subject: entry.subject ?? null,
    inputHash: entry.inputHash,
    details: JSON.parse(JSON.stringify(entry.details ?? {})) as unknown,
    prevHash: head.hash,
  };
  const hash = rowHash(row);
  await tx.execute(
    `INSERT INTO audit_event (tenant, seq, at, actor_kind, actor_id, actor_name, via, use_case, outcome, subject, input_hash, details, prev_hash, hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      row.tenant,
      row.seq,
      row.at,
      row.actorKind,
      row.actorId,
      row.actorName,
      row.via,
      row.useCase,
      row.outcome,
      row.subject,
      row.inputHash,
      JSON.stringify(row.details),
      row.prevHash,
      hash,
    ],
  );
  await tx.execute("UPDATE audit_head SET seq = $2, hash = $3 WHERE tenant = $1", [entry.tenant, row.seq, hash]);
}

/** Walks a tenant's chain. Answers the first broken sequence number, or null. `anchor`: a head published elsewhere. */
export async function verifyAudit(
  tx: Tx,
  tenant: string,
  anchor?: { seq: bigint; hash: string },
): Promise<bigint | null> {
  type Row = Parameters<typeof rowHash>[0] & { hash: string };
  const rows = await tx.query<Row>("SELECT * FROM audit_event WHERE tenant = $1 ORDER BY seq", [tenant]);
  let prevHash = GENESIS;
  let seq = 0n;
  for (const row of rows) {
    seq += 1n;
    if (row.seq !== seq || row.prevHash !== prevHash || rowHash(row) !== row.hash) return seq;
    if (anchor && anchor.seq === seq && anchor.hash !== row.hash) return seq;
    prevHash = row.hash;
  }
  const head = await tx.first<{ seq: bigint; hash: string }>("SELECT seq, hash FROM audit_head WHERE tenant = $1", [
    tenant,
  ]);
  if (head && (head.seq !== seq || head.hash !== prevHash)) return seq + 1n;
  if (anchor && anchor.seq > seq) return seq + 1n;
  return null;
}
