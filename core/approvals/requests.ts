import { appendAudit } from "../audit/audit-log.ts";
import type { Tx } from "../db/types.ts";
import { type Actor, type MemberRole, personOf } from "../kernel/actor.ts";
import { hashOf } from "../kernel/canonical.ts";
import { DAY_MS, HOUR_MS } from "../kernel/clock.ts";
import { AppError } from "../kernel/errors.ts";
import { newId } from "../kernel/ids.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import type { Deciders, UseCase } from "../usecase/define.ts";
import type { ApprovalFacts, WaitingOutcome } from "../usecase/executor.ts";
import type { Secrets } from "../usecase/secrets.ts";
import { approvalOutcome, approvalRequested } from "./notifications.ts";

/** How long a request waits for its human. */
const EXPIRES_AFTER_MS = 3 * DAY_MS;
/** Doors that a person comes through by a linked chat account. */
const COOLED_DOORS: ReadonlySet<string> = new Set(["slack", "telegram", "whatsapp"]);

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
  const rule = request.useCase.approval;
  if (!rule) throw new Error(`${request.useCase.name} has no approval rule`);
  const id = newId("approval");
  const subject = rule.subject(request.input);
  const now = ctx.now();
  const expiresAt = new Date(now.getTime() + EXPIRES_AFTER_MS);
  await closePending(ctx, { useCase: request.useCase.name, subject, supersededBy: id });
  await ctx.tx.execute(
    `INSERT INTO approval (id, tenant, use_case, use_case_version, input, input_hash, subject, facts, facts_hash, requested_by, requester, conversation_id, deciders, status, expires_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'pending', $14, $15)`,
    [
      id,
      ctx.tenant,
      request.useCase.name,
      request.useCase.version,
      JSON.stringify(secrets.seal(request.input, approvalSubject(id))),
      secrets.hash(request.input),
      subject,
      JSON.stringify(request.facts),
      hashOf(request.facts),
      personOf(ctx.actor),
      JSON.stringify(ctx.actor),
      ctx.actor.conversationId ?? null,
      JSON.stringify(rule.deciders),
      expiresAt,
      now,
    ],
  );
  const roles = await decidingRoles(ctx, rule.deciders, request.facts);
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
  const rule = direct.useCase.approval;
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

/** Money is not decided through a chat identity that was linked a short while ago, unless an admin vouched for it. */
async function checkCooling(
  ctx: UseCaseContext,
  request: { useCase: UseCase; facts: ApprovalFacts; decider: Actor; approvalId?: string },
): Promise<void> {
  const { useCase, facts, decider, approvalId } = request;
  const guarded = useCase.effect === "money" || facts.amount !== undefined || useCase.approval?.settledIdentity;
  if (!guarded || !COOLED_DOORS.has(decider.via)) return;
  const row = await ctx.tx.first<{ until: Date | null }>("SELECT identity_cooling_until($1, $2, $3, $4) AS until", [
    personOf(decider),
    decider.via,
    decider.identityId ?? null,
    ctx.now(),
  ]);
  if (row?.until) {
    const hours = Math.ceil((row.until.getTime() - ctx.now().getTime()) / HOUR_MS);
    const url = approvalId === undefined ? ctx.ports.publicUrl : approvalUrl(ctx, approvalId);
    throw new AppError("forbidden", "identity_cooling", { hours, url });
  }
}

/** Whether the money at stake is above the organization's four-eyes limit. */
async function aboveLimit(tx: Tx, orgId: string | undefined, facts: ApprovalFacts): Promise<boolean> {
  if (!orgId || !facts.amount) return false;
  const organization = await tx.first<{ fourEyesAboveMinor: bigint }>(
    "SELECT four_eyes_above_minor FROM organization WHERE id = $1",
    [orgId],
  );
  return organization !== undefined && BigInt(facts.amount.amountMinor) > organization.fourEyesAboveMinor;
}

async function decidingRoles(
  ctx: UseCaseContext,
  deciders: Deciders,
  facts: ApprovalFacts,
): Promise<readonly MemberRole[]> {
  const high = deciders.rolesAboveLimit && (await aboveLimit(ctx.tx, ctx.actor.orgId, facts));
  return (high ? deciders.rolesAboveLimit : deciders.roles) ?? [];
}

/**
 * Throws `forbidden` unless this person may decide this now. Roles are read fresh: a session may be older than a
 * suspension. Above the four-eyes limit the requester may not decide.
 */
export async function checkDecider(
  ctx: UseCaseContext,
  request: {
    useCase: UseCase;
    facts: ApprovalFacts;
    decider: Actor;
    requestedBy: string | undefined;
    approvalId?: string;
  },
): Promise<void> {
  const deciders = request.useCase.approval?.deciders ?? {};
  const person = personOf(request.decider);
  if (request.decider.kind === "client" || request.decider.kind === "system") {
    throw new AppError("forbidden", "human_must_decide");
  }
  if (deciders.self) {
    // Without a request it is the person's own press on their own card.
    if (request.requestedBy !== undefined && request.requestedBy !== person)
      throw new AppError("forbidden", "not_decider");
    return;
  }
  await checkCooling(ctx, request);
  const member = await ctx.tx.first<{ role: MemberRole; status: string }>(
    "SELECT role, status FROM member WHERE id = $1",
    [person],
  );
  if (member?.status !== "active") throw new AppError("forbidden", "not_decider");
  const high = await aboveLimit(ctx.tx, request.decider.orgId, request.facts);
  const roles = (high ? (deciders.rolesAboveLimit ?? deciders.roles) : deciders.roles) ?? [];
  if (!roles.includes(member.role)) throw new AppError("forbidden", high ? "above_limit" : "not_decider");
  if (high && request.requestedBy === person) throw new AppError("forbidden", "four_eyes");
}
