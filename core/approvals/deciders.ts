import { type Actor, type MemberRole, personOf } from "../kernel/actor.ts";
import { HOUR_MS } from "../kernel/clock.ts";
import { AppError } from "../kernel/errors.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import { approvalOf, type UseCase } from "../usecase/define.ts";
import type { ApprovalFacts } from "../usecase/executor.ts";
import type { Cumulative } from "../usecase/request-card.ts";
import { aboveLimit, cumulativeOf } from "./limits.ts";

/** Doors that a person comes through by a linked chat account. */
const COOLED_DOORS: ReadonlySet<string> = new Set(["slack", "telegram", "whatsapp"]);

interface Asked {
  readonly useCase: UseCase;
  readonly facts: ApprovalFacts;
}

/** Who is asked: from the limit on, alone or with what was asked for beside it, only those who may decide so much. */
export async function decidingRoles(
  ctx: UseCaseContext,
  { useCase, facts }: Asked,
  cumulative: Cumulative | undefined,
): Promise<readonly MemberRole[]> {
  const deciders = approvalOf(useCase)?.deciders ?? {};
  const high = deciders.rolesAboveLimit && (await aboveLimit(ctx.tx, ctx.actor.orgId, facts, cumulative));
  return (high ? deciders.rolesAboveLimit : deciders.roles) ?? [];
}

/**
 * Throws `forbidden` unless this person may decide this now. Roles are read fresh: a session may be older than a
 * suspension. Above the four-eyes limit the requester may not decide, nor somebody whose role is new. Without a request
 * it is a press on the thing's own card.
 */
export async function checkDecider(
  ctx: UseCaseContext,
  asked: Asked & {
    readonly decider: Actor;
    readonly requestedBy: string | undefined;
    readonly approval?: { readonly id: string; readonly createdAt: Date };
  },
): Promise<void> {
  const { useCase, facts, decider, requestedBy, approval } = asked;
  const deciders = approvalOf(useCase)?.deciders ?? {};
  const person = personOf(decider);
  if (decider.kind === "client" || decider.kind === "system") throw new AppError("forbidden", "human_must_decide");
  if (deciders.self) {
    if (requestedBy !== undefined && requestedBy !== person) throw new AppError("forbidden", "not_decider");
    return;
  }
  await checkIdentity(ctx, asked);
  const member = await ctx.tx.first<{ role: MemberRole; status: string }>(
    "SELECT role, status FROM member WHERE id = $1",
    [person],
  );
  if (member?.status !== "active") throw new AppError("forbidden", "not_decider");
  const cumulative =
    approval && requestedBy !== undefined
      ? await cumulativeOf(ctx.tx, {
          useCase,
          orgId: decider.orgId,
          facts,
          requestedBy,
          until: { id: approval.id, at: approval.createdAt },
        })
      : undefined;
  const alone = await aboveLimit(ctx.tx, decider.orgId, facts, undefined);
  const high = alone || (await aboveLimit(ctx.tx, decider.orgId, facts, cumulative));
  const roles = (high ? (deciders.rolesAboveLimit ?? deciders.roles) : deciders.roles) ?? [];
  const together = alone ? "" : "_together";
  if (!roles.includes(member.role)) throw new AppError("forbidden", high ? `above_limit${together}` : "not_decider");
  if (high && requestedBy === person) throw new AppError("forbidden", `four_eyes${together}`);
  if (high || useCase.approval?.settledIdentity) await checkRoleAge(ctx, person);
}

/** Money is not decided through a chat identity that was linked a short while ago, unless an admin vouched for it. */
async function checkIdentity(
  ctx: UseCaseContext,
  { useCase, facts, decider, approval }: Asked & { decider: Actor; approval?: { id: string } },
): Promise<void> {
  const guarded = useCase.effect === "money" || facts.amount !== undefined || useCase.approval?.settledIdentity;
  if (!guarded || !COOLED_DOORS.has(decider.via)) return;
  const row = await ctx.tx.first<{ until: Date | null }>("SELECT identity_cooling_until($1, $2, $3, $4) AS until", [
    personOf(decider),
    decider.via,
    decider.identityId ?? null,
    ctx.now(),
  ]);
  if (!row?.until) return;
  const url = approval
    ? `${ctx.ports.publicUrl}/approvals/${approval.id}?for=${personOf(decider)}`
    : ctx.ports.publicUrl;
  throw new AppError("forbidden", "identity_cooling", { hours: hoursUntil(ctx, row.until), url });
}

/**
 * Whoever got their role a short while ago does not decide great sums yet, nor the safeguards that hold them back: who
 * lets somebody in must not have a second approver by it at once. The founders of an organization were let in by nobody.
 */
async function checkRoleAge(ctx: UseCaseContext, person: string): Promise<void> {
  const row = await ctx.tx.first<{ until: Date }>(
    `SELECT m.role_changed_at + make_interval(hours => o.approver_cooling_hours) AS until
     FROM member m JOIN organization o ON o.id = m.org_id WHERE m.id = $1 AND m.role_changed_at > o.created_at`,
    [person],
  );
  if (row && row.until > ctx.now()) {
    throw new AppError("forbidden", "approver_cooling", { hours: hoursUntil(ctx, row.until) });
  }
}

function hoursUntil(ctx: UseCaseContext, until: Date): number {
  return Math.ceil((until.getTime() - ctx.now().getTime()) / HOUR_MS);
}
