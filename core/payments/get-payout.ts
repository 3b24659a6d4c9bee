import { z } from "zod";
import { notFound } from "../kernel/errors.ts";
import { defineUseCase } from "../usecase/define.ts";
import { accountAction, tailText } from "./notifications.ts";
import { activeAccountOf, PAYOUT_STATUSES, type PayoutStatus, remedyOf } from "./payout-row.ts";
import { EXAMPLE_PAYOUT, payoutIdSchema } from "./payout-steps.ts";
import { amountText, isInfluencer, payoutView, VIEW_SQL, type ViewRow, viewOf } from "./payout-view.ts";

const output = payoutView.extend({
  forInfluencer: z.boolean().describe("Whether the influencer is asking"),
  remedy: z
    .enum(["account", "retry", "support"])
    .nullable()
    .describe("After a failure: another account is needed, it is tried again by itself, or support looks; else null"),
  needsAccount: z.boolean().describe("Whether it waits for the influencer to give an account (their side only)"),
  timeline: z
    .array(
      z.object({
        status: z.enum(PAYOUT_STATUSES).describe("Status"),
        at: z.string().describe("Since when"),
        attempt: z.number().int().describe("Which attempt; 0 before the first"),
      }),
    )
    .describe("Every status it had, oldest first; the latest 30"),
});

/** One payout with its clock and its history. */
export const getPayout = defineUseCase({
  name: "payouts.get",
  version: 1,
  title: "Show one payout",
  describe:
    "Shows one payment to a creator: agreed amount, fee, net, promised date, on time or late, and the history of its status. Both sides may ask. Use it with a payout id from payouts.list or a notification.",
  input: z.object({ payoutId: payoutIdSchema }),
  output,
  effect: "read",
  access: { roles: ["admin", "brand_manager", "finance", "viewer", "influencer"], scope: "payouts:read" },
  errors: ["not_found"],
  rest: { method: "get", path: "/payouts/{payoutId}" },
  expose: { mcp: "catalog", rest: true, chat: true },
  private: true,
  example: { payoutId: EXAMPLE_PAYOUT },
  present: {
    card: (view, p) => ({
      title: p.t("payments.payout.title"),
      tone:
        view.status === "confirmed"
          ? "good"
          : view.status === "failed" || view.status === "reversed"
            ? "bad"
            : "neutral",
      facts: [
        { label: p.t("payments.label.status"), value: p.t(`payments.status.${view.status}`), required: true },
        { label: p.t("payments.label.influencer"), value: view.influencerName },
        { label: p.t("payments.label.campaign"), value: `${view.campaignName} · ${view.brandName}` },
        { label: p.t("payments.label.gross"), value: amountText(view.grossMinor, view, p), required: true },
        { label: p.t("payments.label.fee"), value: amountText(view.feeMinor, view, p), required: true },
        { label: p.t("payments.label.net"), value: amountText(view.netMinor, view, p), required: true },
        ...(view.tail === null
          ? []
          : [
              {
                label: p.t("payments.label.account"),
                value: [view.bank, tailText(view.tail)].filter((part) => part !== null).join(" "),
              },
            ]),
        { label: p.t("payments.label.promised"), value: p.date(view.promisedOn), required: true },
        { label: p.t("payments.label.timing"), value: p.t(`payments.timing.${view.timing}`) },
      ],
      body: view.needsAccount
        ? p.t("payments.payout.needs_account")
        : view.status === "failed" && view.remedy !== null
          ? p.t(`payments.step.failed.${view.remedy}`)
          : undefined,
      table: {
        columns: [{ label: p.t("payments.payout.timeline") }, { label: p.t("payments.label.status") }],
        rows: view.timeline.map((event) => [p.dateTime(event.at), p.t(`payments.status.${event.status}`)]),
      },
      actions: view.needsAccount
        ? [accountAction(p, "payments.action.add_account")]
        : view.forInfluencer && view.remedy === "account"
          ? [accountAction(p, "payments.action.change_account")]
          : [],
    }),
    summary: (view, p) =>
      p.t("payments.payout.one", {
        net: amountText(view.netMinor, view, p),
        campaign: view.campaignName,
        status: p.t(`payments.status.${view.status}`),
      }),
  },
  async run(ctx, { payoutId }) {
    const row = await ctx.tx.first<ViewRow>(`${VIEW_SQL} WHERE payout.id = $1`, [payoutId]);
    if (!row) throw notFound("payout");
    const events = await ctx.tx.query<{ status: PayoutStatus; at: Date; attempt: number }>(
      "SELECT status, at, attempt FROM payout_event WHERE org_id = $1 AND payout_id = $2 ORDER BY seq DESC LIMIT 30",
      [row.orgId, payoutId],
    );
    const forInfluencer = isInfluencer(ctx.actor);
    const stuck = row.status === "failed" || row.status === "reversed";
    return {
      ...viewOf(row, ctx.now()),
      forInfluencer,
      remedy: stuck ? remedyOf(row) : null,
      needsAccount:
        forInfluencer && row.status === "requested" && (await activeAccountOf(ctx.tx, row.influencerId)) === undefined,
      timeline: events.reverse().map(({ status, at, attempt }) => ({ status, at: at.toISOString(), attempt })),
    };
  },
});
