import type { Database, Scope } from "../db/types.ts";
import { type Actor, personOf } from "../kernel/actor.ts";
import { hashOf } from "../kernel/canonical.ts";
import type { Clock } from "../kernel/clock.ts";
import { AppError, notFound } from "../kernel/errors.ts";
import { approvalFacts, approvalOf } from "../usecase/define.ts";
import { type AuditEntry, type Pipeline, scopeOf } from "../usecase/pipeline.ts";
import { mayCall, type Registry } from "../usecase/registry.ts";
import { digestOf } from "../usecase/request-card.ts";
import type { Secrets } from "../usecase/secrets.ts";
import { checkDecider } from "./deciders.ts";
import { approvalOutcome } from "./notifications.ts";
import { type ApprovalRow, approvalSubject, requestApproval } from "./requests.ts";

/** What a press on an approval came to. */
export type Decision =
  | { readonly result: "approved"; readonly approval: ApprovalRow; readonly output: Record<string, unknown> }
  | { readonly result: "rejected"; readonly approval: ApprovalRow }
  | { readonly result: "superseded"; readonly approval: ApprovalRow; readonly freshId: string }
  | { readonly result: "expired" | "already"; readonly approval: ApprovalRow };

export interface Approvals {
  /** The one place where a human decides. First answer wins; everything happens in one transaction. */
  decide(approvalId: string, decision: "approve" | "reject", decider: Actor): Promise<Decision>;
  /** Expires what nobody decided; answers how many. */
  sweep(): Promise<number>;
}

export function createApprovals(deps: {
  db: Database;
  registry: Registry;
  clock: Clock;
  pipeline: Pipeline;
  secrets: Secrets;
  appendAudit(tx: Parameters<Pipeline["contextFor"]>[0], entry: AuditEntry): Promise<void>;
}): Approvals {
  const decide: Approvals["decide"] = (approvalId, decision, decider) =>
    deps.db.transaction(scopeOf(decider), async (tx): Promise<Decision> => {
      const approval = await tx.first<ApprovalRow>("SELECT * FROM approval WHERE id = $1 FOR UPDATE", [approvalId]);
      if (!approval) throw notFound("approval");
      const useCase = deps.registry.find(approval.useCase);
      const rule = useCase && approvalOf(useCase);
      if (!useCase || !rule) throw new AppError("unsupported");
      const ctx = deps.pipeline.contextFor(tx, decider);
      const now = deps.clock.now();
      const settle = async (
        status: "approved" | "rejected" | "expired" | "failed" | "superseded",
        extra: { reason?: string } = {},
      ): Promise<ApprovalRow> => {
        await tx.execute(
          `UPDATE approval SET status = $2, decided_by = $3, decided_by_name = $4, decided_via = $5, decided_at = $6 WHERE id = $1 AND status = 'pending'`,
          [approvalId, status, personOf(decider), decider.displayName, decider.via, now],
        );
        await ctx.outbox.settle(approvalOutcome, {
          subject: approvalSubject(approvalId),
          key: approvalId,
          data: {
            approvalId,
            useCase: approval.useCase,
            status,
            facts: approval.facts,
            byName: decider.displayName,
            at: now.toISOString(),
            reason: extra.reason,
          },
        });
        await deps.appendAudit(tx, {
          tenant: approval.tenant,
          at: now,
          actor: decider,
          useCase: approval.useCase,
          outcome: status,
          subject: approvalId,
          inputHash: approval.inputHash,
          details: { factsHash: approval.factsHash, digest: digestOf(approval) },
        });
        return {
          ...approval,
          status,
          decidedBy: personOf(decider),
          decidedByName: decider.displayName,
          decidedAt: now,
        };
      };

      if (approval.status !== "pending") return { result: "already", approval };
      // A stranger to the decision learns nothing from trying, not even by letting it expire.
      const { facts: shown, requestedBy } = approval;
      await checkDecider(ctx, { useCase, facts: shown, decider, requestedBy, approval });
      if (approval.expiresAt <= now) return { result: "expired", approval: await settle("expired") };
      if (decision === "reject") return { result: "rejected", approval: await settle("rejected") };

      const requester = await freshRequester(tx, approval.requester);
      if (!requester || !mayCall(requester, useCase)) throw new AppError("forbidden", "requester_lost_right");
      const requesterCtx = deps.pipeline.contextFor(tx, requester);
      const input = deps.secrets.open(approval.input, approvalSubject(approvalId));
      // What is carried out is what the card's digest stands for: anything else is shown anew first.
      const facts = await approvalFacts(rule, requesterCtx, input);
      if (deps.secrets.hash(input) !== approval.inputHash || hashOf(facts) !== approval.factsHash) {
        // requestApproval supersedes the old row itself and settles its cards.
        const fresh = await requestApproval(requesterCtx, { useCase, input, facts }, deps.secrets);
        return { result: "superseded", approval: { ...approval, status: "superseded" }, freshId: fresh.approvalId };
      }
      const decidedBy = { person: personOf(decider), name: decider.displayName, via: decider.via };
      const output = await deps.pipeline.runInside(tx, {
        useCase,
        input,
        requester,
        approvalId,
        decidedBy,
      });
      await tx.execute("UPDATE approval SET outcome = $2 WHERE id = $1", [approvalId, JSON.stringify(output)]);
      return { result: "approved", approval: await settle("approved"), output };
    });

  const sweep: Approvals["sweep"] = () =>
    deps.db.transaction({ role: "platform" } satisfies Scope, async (tx) => {
      const now = deps.clock.now();
      const expired = await tx.query<ApprovalRow>(
        `UPDATE approval SET status = 'expired', decided_at = $1 WHERE id IN
           (SELECT id FROM approval WHERE status = 'pending' AND expires_at <= $1 ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED) RETURNING *`,
        [now],
      );
      for (const approval of expired) {
        const ctx = deps.pipeline.contextFor(tx, approval.requester);
        await ctx.outbox.settle(approvalOutcome, {
          subject: approvalSubject(approval.id),
          key: approval.id,
          data: { approvalId: approval.id, useCase: approval.useCase, status: "expired", facts: approval.facts },
        });
      }
      return expired.length;
    });

  return { decide, sweep };
}

/** The requester as they are now: a member who was suspended or lost the role since may no longer have their wish. */
async function freshRequester(tx: Parameters<Pipeline["contextFor"]>[0], requester: Actor): Promise<Actor | undefined> {
  if (requester.kind === "influencer" || requester.kind === "system") return requester;
  const member = await tx.first<{ role: Actor["roles"][number]; status: string }>(
    "SELECT role, status FROM member WHERE id = $1",
    [personOf(requester)],
  );
  return member?.status === "active" ? { ...requester, roles: [member.role] } : undefined;
}
