import { z } from "zod";
import { AppError } from "../kernel/errors.ts";
import { cleanText } from "../kernel/text.ts";
import { voidHold } from "../payments/index.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import { lastOffer, moveCollaboration } from "./agreement.ts";
import { collaborationCard, collaborationSummary } from "./collaboration-card.ts";
import { organizationDecided } from "./notifications.ts";
import { aboutOf, settleOffer } from "./settle-offer.ts";
import {
  type CollaborationRow,
  type CollaborationStatus,
  collaborationIdSchema,
  collaborationOutput,
  loadCollaboration,
  priceParts,
  viewOf,
} from "./view.ts";

const CANCELLABLE: readonly CollaborationStatus[] = [
  "invited",
  "applied",
  "offered",
  "countered",
  "accepted",
  "in_progress",
];

/** The brand ends a collaboration; money set aside for pieces nobody posted goes back to its wallet. */
export const cancel = defineUseCase({
  name: "collaborations.cancel",
  version: 1,
  title: "Cancel a collaboration or invitation",
  describe:
    "Ends an invitation or a running collaboration for good; an admin has to press. Money set aside for content not posted yet goes back to the wallet; approved content stays paid. Refused while a post waits for review: review it first. Use it only when the user clearly wants to end it.",
  input: z.object({
    collaborationId: collaborationIdSchema,
    reason: z
      .string()
      .overwrite((text) => cleanText(text).trim())
      .max(500)
      .default("")
      .describe("Why, for the influencer"),
  }),
  output: collaborationOutput,
  effect: "money",
  access: { roles: ["admin", "brand_manager"], scope: "collaborations:write" },
  approval: {
    deciders: { roles: ["admin"] },
    subject: (input) => `cancel:${input.collaborationId}`,
    facts: async (ctx, input) => {
      const row = await loadCollaboration(ctx, input.collaborationId);
      const { heldMinor } = await checkCancellable(ctx, row);
      return {
        lines: [
          { label: "collaborations.fact.influencer", value: { kind: "text", text: row.influencerName } },
          { label: "collaborations.fact.campaign", value: { kind: "text", text: row.campaignName } },
          {
            label: "collaborations.fact.returned",
            value: { kind: "money", amountMinor: heldMinor.toString(), currency: row.currency },
          },
          ...(input.reason === ""
            ? []
            : [{ label: "collaborations.fact.reason", value: { kind: "text" as const, text: input.reason } }]),
        ],
      };
    },
  },
  idempotency: "caller",
  errors: ["not_found", "precondition_failed"],
  rest: { method: "post", path: "/collaborations/{collaborationId}/cancel" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { collaborationId: "col_01h455vb4pexf90000000000aa", reason: "Peluncuran produk ditunda." },
  present: { card: collaborationCard, summary: collaborationSummary },
  async run(ctx, input) {
    const row = await loadCollaboration(ctx, input.collaborationId);
    await moveCollaboration(ctx, row, CANCELLABLE, "cancelled");
    // the collaboration's row is ours now: a submission at this moment waits for it and then finds its deliverable gone
    await checkCancellable(ctx, row);
    const ended = await ctx.tx.query<{ holdId: string | null }>(
      "UPDATE deliverable SET status = 'cancelled' WHERE org_id = $1 AND collaboration_id = $2 AND status = 'open' RETURNING hold_id",
      [row.orgId, row.id],
    );
    for (const { holdId } of ended) if (holdId) await voidHold(ctx, { orgId: row.orgId, holdId });
    const offer = await lastOffer(ctx, row);
    if (row.status === "invited" || row.status === "offered" || row.status === "countered") {
      await settleOffer(ctx, row, {
        offerId: offer?.id,
        outcome: "cancelled",
        amountMinor: offer?.amountMinor ?? row.compensationMinor,
      });
    }
    await ctx.outbox.notify(organizationDecided, {
      to: { person: row.influencerId },
      key: `${row.id}:cancelled`,
      data: {
        ...aboutOf(row),
        ...priceParts(row),
        decision: "cancelled" as const,
        dueOn: row.dueOn,
        reason: input.reason,
      },
    });
    return viewOf(ctx, row.id);
  },
});

/** Throws when it ended already or a post waits for review; answers the money that would come back. */
async function checkCancellable(ctx: UseCaseContext, row: CollaborationRow): Promise<{ heldMinor: bigint }> {
  if (!CANCELLABLE.includes(row.status)) throw new AppError("precondition_failed", "collaboration_moved");
  const found = await ctx.tx.first<{ waiting: number; held: string | null }>(
    `SELECT count(*) FILTER (WHERE status = 'submitted')::int AS waiting, sum(price_minor) FILTER (WHERE status = 'open') AS held
     FROM deliverable WHERE org_id = $1 AND collaboration_id = $2`,
    [row.orgId, row.id],
  );
  if (found && found.waiting > 0)
    throw new AppError("precondition_failed", "posts_wait_for_review", { count: found.waiting });
  return { heldMinor: BigInt(found?.held ?? 0) };
}
