import { z } from "zod";
import { pageInput, pageOutput } from "../kernel/page.ts";
import { defineUseCase } from "../usecase/define.ts";
import type { ApprovalRow } from "./requests.ts";

const item = z.object({
  approvalId: z.string().describe("The request"),
  useCase: z.string().describe("What would be done"),
  status: z.string().describe("pending, approved, rejected, expired, superseded or failed"),
  requestedBy: z.string().describe("Who asked"),
  requestedAt: z.string().describe("When it was asked"),
  expiresAt: z.string().describe("Until when it can be decided"),
  url: z.string().describe("Page where a signed-in person decides it"),
});

/** What waits for a human. Deciding is a button or the approval page, never a tool. */
export const listApprovals = defineUseCase({
  name: "approvals.list",
  version: 1,
  title: "List requests that wait for a human decision",
  describe:
    "Lists approval requests of the organization (or of the influencer asking). Use it to say what is waiting. It cannot decide: only a person's button press or the approval page can.",
  input: z.object({
    status: z
      .enum(["pending", "approved", "rejected", "expired", "superseded"])
      .default("pending")
      .describe("Which requests"),
    ...pageInput,
  }),
  output: z.object({ items: z.array(item), ...pageOutput }),
  effect: "read",
  access: { roles: ["admin", "brand_manager", "finance", "viewer", "influencer"], scope: "approvals:read" },
  errors: [],
  rest: { method: "get", path: "/approvals" },
  expose: { mcp: "direct", rest: true, chat: true },
  example: { status: "pending" },
  present: {
    card: (output, p) => ({
      title: p.t("approvals.list_title"),
      body: output.items.length === 0 ? p.t("approvals.none") : undefined,
      facts: output.items.map((row) => ({
        label: p.has(`approvals.title.${row.useCase.replace(".", "_")}`)
          ? p.t(`approvals.title.${row.useCase.replace(".", "_")}`)
          : row.useCase,
        value: `${row.requestedBy}, ${p.dateTime(row.requestedAt)}`,
      })),
      actions: output.items
        .filter((row) => row.status === "pending")
        .slice(0, 5)
        .flatMap((row) => [
          {
            kind: "decide" as const,
            approvalId: row.approvalId,
            decision: "approve" as const,
            label: p.t("approvals.approve"),
            style: "primary" as const,
          },
          {
            kind: "decide" as const,
            approvalId: row.approvalId,
            decision: "reject" as const,
            label: p.t("approvals.reject"),
            style: "danger" as const,
          },
        ]),
    }),
    summary: (output, p) =>
      output.items.length === 0
        ? p.t("approvals.none")
        : p.t("approvals.one", { count: output.items.length + output.left }),
  },
  async run(ctx, input) {
    const rows = await ctx.tx.query<ApprovalRow & { total: bigint }>(
      `SELECT *, count(*) OVER () AS total FROM approval WHERE tenant = $1 AND status = $2 AND ($3::text IS NULL OR id < $3)
       ORDER BY id DESC LIMIT $4`,
      [ctx.tenant, input.status, input.cursor ?? null, input.limit],
    );
    const left = Number(rows[0]?.total ?? 0n) - rows.length;
    return {
      items: rows.map((row) => ({
        approvalId: row.id,
        useCase: row.useCase,
        status: row.status,
        requestedBy: row.requester.displayName,
        requestedAt: row.createdAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
        url: `${ctx.ports.publicUrl}/approvals/${row.id}`,
      })),
      nextCursor: left > 0 ? (rows.at(-1)?.id ?? null) : null,
      left,
    };
  },
});
