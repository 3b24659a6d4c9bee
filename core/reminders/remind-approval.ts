import { z } from "zod";
import type { Actor } from "../kernel/actor.ts";
import { idPattern } from "../kernel/ids.ts";
import { type Deciders, defineUseCase } from "../usecase/define.ts";
import type { ApprovalFacts } from "../usecase/executor.ts";
import { approvalWaits } from "./notifications.ts";
import { SYSTEM_STEP, UNSEEN } from "./system-step.ts";

interface Row {
  readonly id: string;
  readonly tenant: string;
  readonly useCase: string;
  readonly facts: ApprovalFacts;
  readonly requestedBy: string;
  readonly requester: Actor;
  readonly deciders: Deciders;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly high: boolean;
}

/** Says once more that a request waits, to those who may decide it. */
export const remindApproval = defineUseCase({
  ...SYSTEM_STEP,
  name: "reminders.approval",
  title: "Remind of a waiting request",
  describe: "The house's own step: reminds those who may decide of a request that has waited for a day.",
  input: z.object({ approvalId: z.string().regex(idPattern("approval")).describe("The request") }),
  output: z.object({ told: z.boolean().describe("Whether it still waits") }),
  rest: { method: "post", path: "/reminders/approvals" },
  example: { approvalId: "apr_01h455vb4pexf90000000000aa" },
  present: UNSEEN,
  async run(ctx, { approvalId }) {
    const row = await ctx.tx.first<Row>(
      `SELECT a.*, coalesce(coalesce(a.cumulative->>'amountMinor', a.facts->'amount'->>'amountMinor')::numeric > o.four_eyes_above_minor, false) AS high
       FROM approval a LEFT JOIN organization o ON o.id = a.tenant WHERE a.id = $1 AND a.status = 'pending' AND a.expires_at > $2 FOR SHARE OF a`,
      [approvalId, ctx.now()],
    );
    if (!row) return { told: false };
    const { deciders, high } = row;
    const roles = (high ? (deciders.rolesAboveLimit ?? deciders.roles) : deciders.roles) ?? [];
    const about = row.facts.lines.find(({ value }) => value.kind === "text")?.value;
    await ctx.outbox.notify(approvalWaits, {
      to: deciders.self || roles.length === 0 ? { person: row.requestedBy } : { orgId: row.tenant, roles },
      key: row.id,
      // The same subject as its first card, so that the decision settles this one too.
      subject: `approval:${row.id}`,
      data: {
        approvalId: row.id,
        useCase: row.useCase,
        about: about?.kind === "text" ? about.text : "",
        requestedByName: row.requester.displayName,
        since: row.createdAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
        url: `${ctx.ports.publicUrl}/approvals/${row.id}`,
      },
    });
    return { told: true };
  },
});
