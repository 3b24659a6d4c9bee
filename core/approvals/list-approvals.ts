import { z } from "zod";
import type { Presenter } from "../i18n/presenter.ts";
import { pageInput, pageOutput } from "../kernel/page.ts";
import { defineUseCase } from "../usecase/define.ts";
import { titleOf } from "./notifications.ts";
import { type ApprovalRow, approvalUrl } from "./requests.ts";

const item = z.object({
  approvalId: z.string().describe("The request"),
  useCase: z.string().describe("What would be done"),
  about: z.string().nullable().describe("What it is about: the first of the facts the decider sees, e.g. a campaign"),
  status: z.string().describe("pending, approved, rejected, expired, superseded or failed"),
  requestedBy: z.string().describe("Who asked"),
  requestedAt: z.string().describe("When it was asked"),
  expiresAt: z.string().describe("Until when it can be decided"),
  url: z.string().describe("Page where a signed-in person decides it"),
});

/** Requests beyond these are read in the list and decided from their own cards. */
const MAX_WITH_BUTTONS = 5;
const DECISIONS = [
  { decision: "approve", style: "primary" },
  { decision: "reject", style: "danger" },
] as const;

/** Lines and their buttons carry the same number, so that one knows what a button decides; a single one needs none. */
function numbered(text: string, index: number, count: number, place: "before" | "after"): string {
  if (count === 1) return text;
  return place === "before" ? `${index + 1}. ${text}` : `${text} ${index + 1}`;
}

function lineTitle(row: { useCase: string; about: string | null }, p: Presenter): string {
  const title = titleOf(row.useCase, p);
  return row.about === null ? title : `${title}: ${row.about}`;
}

function aboutOf(row: ApprovalRow): string | null {
  for (const { value } of row.facts.lines) if (value.kind === "text") return value.text;
  return null;
}

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
  command: { id: "persetujuan", en: "approvals", about: "approvals.command.list", rank: 15 },
  example: { status: "pending" },
  present: {
    card: (output, p) => ({
      title: p.t("approvals.list_title"),
      body: output.items.length === 0 ? p.t("approvals.none") : undefined,
      facts: output.items.map((row, index) => ({
        label: numbered(lineTitle(row, p), index, output.items.length, "before"),
        // Becomes the outcome once it is decided; the label still says of what.
        value: `${row.requestedBy} · ${p.dateTime(row.requestedAt)}`,
        approvalId: row.approvalId,
      })),
      actions: output.items.slice(0, MAX_WITH_BUTTONS).flatMap((row, index) =>
        row.status === "pending"
          ? DECISIONS.map(({ decision, style }) => ({
              kind: "decide" as const,
              approvalId: row.approvalId,
              decision,
              label: numbered(p.t(`approvals.${decision}`), index, output.items.length, "after"),
              style,
            }))
          : [],
      ),
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
        about: aboutOf(row),
        status: row.status,
        requestedBy: row.requester.displayName,
        requestedAt: row.createdAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
        url: approvalUrl(ctx, row.id),
      })),
      nextCursor: left > 0 ? (rows.at(-1)?.id ?? null) : null,
      left,
    };
  },
});
