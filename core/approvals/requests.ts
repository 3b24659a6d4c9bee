import { appendAudit } from "../audit/audit-log.ts";
import { type Actor, personOf } from "../kernel/actor.ts";
import { hashOf } from "../kernel/canonical.ts";
import { DAY_MS } from "../kernel/clock.ts";
import { newId } from "../kernel/ids.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import { approvalOf, type Deciders, type UseCase } from "../usecase/define.ts";
import type { ApprovalFacts, WaitingOutcome } from "../usecase/executor.ts";
import { type Cumulative, digestOf } from "../usecase/request-card.ts";
import type { Secrets } from "../usecase/secrets.ts";
import { decidingRoles } from "./deciders.ts";
import { cumulativeOf } from "./limits.ts";
import { approvalOutcome, approvalRequested } from "./notifications.ts";

/** How long a request waits for its human. */
const EXPIRES_AFTER_MS = 3 * DAY_MS;

/** One approval as it is stored. */
export interface ApprovalRow {
  readonly id: string;
  readonly tenant: string;
  readonly useCase: string;
  readonly useCaseVersion: number;
  /** Marked values in it are sealed (core/usecase/secrets.ts); `decide` opens them. */
  readonly input: Record<string, unknown>;
  readonly inputHash: string;
  readonly subject: string;
  readonly facts: ApprovalFacts;
  readonly factsHash: string;
  /** What the requester asked for within a day, this included; null where it is the only one. */
  readonly cumulative: Cumulative | null;
  readonly requestedBy: string;
  readonly requester: Actor;
  readonly deciders: Deciders;
  readonly status: "pending" | "approved" | "rejected" | "expired" | "superseded" | "failed";
  readonly supersededBy: string | null;
  readonly decidedBy: string | null;
  readonly decidedByName: string | null;
  readonly decidedAt: Date | null;
  readonly expiresAt: Date;
  readonly createdAt: Date;
}

/** Subject that ties all delivered cards of one approval together. */
export function approvalSubject(id: string): string {
  return `approval:${id}`;
}

/**
 * Writes the request and the cards that ask for it, in the transaction of the call. A pending request for the same
 * subject is superseded: nobody can press an older card any more.
 */
export async function requestApproval(
  ctx: UseCaseContext,
  request: { useCase: UseCase; input: Record<string, unknown>; facts: ApprovalFacts },
  secrets: Secrets,
): Promise<WaitingOutcome> {
  const rule = approvalOf(request.useCase);
  if (!rule) throw new Error(`${request.useCase.name} has no approval rule`);
  const id = newId("approval");
  const subject = rule.subject(request.input);
  const now = ctx.now();
  const expiresAt = new Date(now.getTime() + EXPIRES_AFTER_MS);
  await closePending(ctx, { useCase: request.useCase.name, subject, supersededBy: id });
  const inputHash = secrets.hash(request.input);
  const factsHash = hashOf(request.facts);
  const requestedBy = personOf(ctx.actor);
  const cumulative = await cumulativeOf(ctx.tx, {
    useCase: request.useCase,
    orgId: ctx.actor.orgId,
    facts: request.facts,
    requestedBy,
    until: { id, at: now },
  });
  await ctx.tx.execute(
    `INSERT INTO approval (id, tenant, use_case, use_case_version, input, input_hash, subject, facts, facts_hash, requested_by, requester, conversation_id, deciders, status, expires_at, created_at, cumulative)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'pending', $14, $15, $16)`,
    [
      id,
      ctx.tenant,
      request.useCase.name,
      request.useCase.version,
      JSON.stringify(secrets.seal(request.input, approvalSubject(id))),
      inputHash,
      subject,
      JSON.stringify(request.facts),
      factsHash,
      requestedBy,
      JSON.stringify(ctx.actor),
      ctx.actor.conversationId ?? null,
      JSON.stringify(rule.deciders),
      expiresAt,
      now,
      cumulative ? JSON.stringify(cumulative) : null,
    ],
  );
  const roles = await decidingRoles(ctx, request, cumulative);
  const orgId = rule.deciders.self ? undefined : ctx.actor.orgId;
  await ctx.outbox.notify(approvalRequested, {
    to: orgId === undefined ? { person: personOf(ctx.actor) } : { orgId, roles },
    key: id,
    subject: approvalSubject(id),
    data: {
      approvalId: id,
      useCase: request.useCase.name,
      facts: request.facts,
      requestedByName: ctx.actor.displayName,
      expiresAt: expiresAt.toISOString(),
      digest: digestOf({ useCase: request.useCase.name, inputHash, factsHash }),
      cumulative: cumulative ?? undefined,
    },
  });
  return {
    kind: "waiting",
    useCase: request.useCase.name,
    approvalId: id,
    facts: request.facts,
    expiresAt,
    url: approvalUrl(ctx, id),
    requesterAsked: orgId === undefined || roles.some((role) => ctx.actor.roles.includes(role)),
  };
}

/** The page where a signed-in person decides it; says whom the link was made for, which gives them no right. */
export function approvalUrl(ctx: UseCaseContext, id: string): string {
  return `${ctx.ports.publicUrl}/approvals/${id}?for=${personOf(ctx.actor)}`;
}

/**
 * Closes what waits for the same subject because somebody decides the thing itself, on its own card. Called before the
 * direct decision runs, in its transaction: requests are locked before what they are about, as `decide` does it.
 */
export async function closeRequests(
  ctx: UseCaseContext,
  direct: { useCase: UseCase; input: Record<string, unknown> },
): Promise<void> {
  const rule = approvalOf(direct.useCase);
  if (rule) await closePending(ctx, { useCase: direct.useCase.name, subject: rule.subject(direct.input) });
}

/** Nobody can press the cards of these requests any more; the log has what took their place. */
async function closePending(
  ctx: UseCaseContext,
  place: { useCase: string; subject: string; supersededBy?: string },
): Promise<void> {
  const { useCase, subject, supersededBy } = place;
  const now = ctx.now();
  const by = supersededBy === undefined ? ctx.actor : undefined;
  const closed = await ctx.tx.query<Pick<ApprovalRow, "id" | "facts" | "factsHash" | "inputHash">>(
    `UPDATE approval SET status = 'superseded', superseded_by = $4, decided_at = $5, decided_by = $6, decided_by_name = $7, decided_via = $8
     WHERE tenant = $1 AND use_case = $2 AND subject = $3 AND status = 'pending' RETURNING id, facts, facts_hash, input_hash`,
    [
      ctx.tenant,
      useCase,
      subject,
      supersededBy ?? null,
      now,
      by ? personOf(by) : null,
      by?.displayName ?? null,
      by?.via ?? null,
    ],
  );
  for (const { id, facts, factsHash, inputHash } of closed) {
    await ctx.outbox.settle(approvalOutcome, {
      subject: approvalSubject(id),
      key: id,
      data: {
        approvalId: id,
        useCase,
        status: "superseded",
        facts,
        ...(by && { byName: by.displayName, at: now.toISOString() }),
      },
    });
    await appendAudit(ctx.tx, {
      tenant: ctx.tenant,
      at: now,
      actor: ctx.actor,
      useCase,
      outcome: "superseded",
      subject: id,
      inputHash,
      details: { factsHash, ...(supersededBy === undefined ? { decidedDirectly: true } : { supersededBy }) },
    });
  }
}
