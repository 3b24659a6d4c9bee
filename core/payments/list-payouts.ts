import { z } from "zod";
import type { Presenter } from "../i18n/presenter.ts";
import { idPattern } from "../kernel/ids.ts";
import { type Currency, currencySchema, money } from "../kernel/money.ts";
import { pageInput, pageOutput } from "../kernel/page.ts";
import { defineUseCase } from "../usecase/define.ts";
import { PAYOUT_STATUSES } from "./payout-row.ts";
import { amountText, isInfluencer, payoutView, VIEW_SQL, type ViewRow, viewOf } from "./payout-view.ts";

/** Payments to creators, newest first; the influencer's own earnings, or everything a brand pays. */
export const listPayouts = defineUseCase({
  name: "payouts.list",
  version: 1,
  title: "List payouts",
  describe:
    "Lists payments to creators, newest first, with amounts, promised date and status: all of the organization, or the asking influencer's own, with totals. Use it for questions such as when do I get paid, how much did I earn, which payments are late or failed. For one payment's history use payouts.get.",
  input: z.object({
    statuses: z.array(z.enum(PAYOUT_STATUSES)).min(1).max(8).optional().describe("Only these statuses"),
    collaborationId: z.string().regex(idPattern("collaboration")).optional().describe("Only of this collaboration"),
    influencerId: z.string().regex(idPattern("influencer")).optional().describe("Only to this influencer"),
    ...pageInput,
  }),
  output: z.object({
    forInfluencer: z.boolean().describe("Whether this is the influencer's own list"),
    items: z.array(payoutView),
    totals: z
      .array(
        z.object({
          currency: currencySchema,
          waitingMinor: z.number().describe("Not yet arrived, net, minor units"),
          paidMinor: z.number().describe("Arrived, net, minor units"),
        }),
      )
      .describe("Over all payouts that fit, not only this page"),
    ...pageOutput,
  }),
  effect: "read",
  access: { roles: ["admin", "brand_manager", "finance", "viewer", "influencer"], scope: "payouts:read" },
  errors: [],
  rest: { method: "get", path: "/payouts" },
  expose: { mcp: "direct", rest: true, chat: true },
  command: { id: "pembayaran", en: "payouts", about: "payments.command.payouts", rank: 32 },
  private: true,
  example: { statuses: ["submitted", "confirmed"] },
  present: {
    card: (output, p) => ({
      title: p.t(output.forInfluencer ? "payments.payout.mine_title" : "payments.payout.list_title"),
      body: output.items.length === 0 ? p.t("payments.payout.none") : undefined,
      facts: output.totals.flatMap((total) => [
        { label: p.t("payments.label.paid"), value: p.money(money(total.paidMinor, total.currency)), required: true },
        {
          label: p.t("payments.label.waiting"),
          value: p.money(money(total.waitingMinor, total.currency)),
          required: true,
        },
      ]),
      table:
        output.items.length === 0
          ? undefined
          : {
              columns: [
                { label: p.t(output.forInfluencer ? "payments.label.campaign" : "payments.label.influencer") },
                { label: p.t("payments.label.amount"), align: "end" as const },
                { label: p.t("payments.label.status") },
                { label: p.t("payments.label.promised") },
              ],
              rows: output.items.map((row) => [
                output.forInfluencer ? `${row.campaignName} · ${row.brandName}` : row.influencerName,
                amountText(row.netMinor, row, p),
                p.t(`payments.status.${row.status}`),
                p.date(row.promisedOn),
              ]),
            },
      actions: output.items.slice(0, 5).map((row, index) => ({
        kind: "call" as const,
        useCase: "payouts.get",
        input: { payoutId: row.payoutId },
        label: `${output.forInfluencer ? row.campaignName : row.influencerName} ${amountText(row.netMinor, row, p)}`,
        priority: 5 - index,
      })),
      footer: output.left > 0 ? p.t("common.more", { count: output.left }) : undefined,
    }),
    summary: (output, p) => {
      if (output.items.length === 0) return p.t("payments.payout.none");
      return output.forInfluencer
        ? whenPaid(output, p)
        : p.t("payments.payout.summary", { count: output.items.length + output.left });
    },
  },
  async run(ctx, input) {
    // Row security already limits both sides to their own; the conditions here only narrow.
    const where = `($1::text[] IS NULL OR payout.status = ANY ($1)) AND ($2::text IS NULL OR payout.collaboration_id = $2)
      AND ($3::text IS NULL OR payout.influencer_id = $3)`;
    const filter = [input.statuses ?? null, input.collaborationId ?? null, input.influencerId ?? null];
    const rows = await ctx.tx.query<ViewRow>(
      `${VIEW_SQL} WHERE ${where} AND ($4::text IS NULL OR payout.id < $4) ORDER BY payout.id DESC LIMIT $5`,
      [...filter, input.cursor ?? null, input.limit],
    );
    const after = await ctx.tx.first<{ count: bigint }>(
      `SELECT count(*) FROM payout WHERE ${where} AND payout.id < $4`,
      [...filter, rows.at(-1)?.id ?? ""],
    );
    const totals = await ctx.tx.query<{ currency: Currency; waiting: bigint; paid: bigint }>(
      `SELECT currency, coalesce(sum(amount_minor) FILTER (WHERE status <> 'confirmed'), 0)::bigint AS waiting,
              coalesce(sum(amount_minor) FILTER (WHERE status = 'confirmed'), 0)::bigint AS paid
       FROM payout WHERE ${where} GROUP BY currency ORDER BY currency`,
      filter,
    );
    const left = Number(after?.count ?? 0n);
    return {
      forInfluencer: isInfluencer(ctx.actor),
      items: rows.map((row) => viewOf(row, ctx.now())),
      totals: totals.map((row) => ({
        currency: row.currency,
        waitingMinor: Number(row.waiting),
        paidMinor: Number(row.paid),
      })),
      nextCursor: left > 0 ? (rows.at(-1)?.id ?? null) : null,
      left,
    };
  },
});

/** What a payout goes through by itself. */
const ON_ITS_WAY: ReadonlySet<string> = new Set(["requested", "awaiting_approval", "prepared", "submitted"]);

/** An influencer asks the list when their money comes. A day is named only where all of it is on its way and in time. */
function whenPaid(
  output: {
    items: readonly { status: string; bank: string | null; timing: string; promisedOn: string }[];
    totals: readonly { currency: Currency; waitingMinor: number; paidMinor: number }[];
    left: number;
  },
  p: Presenter,
): string {
  const sums = (of: "waitingMinor" | "paidMinor") =>
    p.list(output.totals.filter((total) => total[of] > 0).map((total) => p.money(money(total[of], total.currency))));
  const amount = sums("waitingMinor");
  if (amount === "") return p.t("payments.payout.all_arrived", { amount: sums("paidMinor") });
  const open = output.items.filter(({ status }) => status !== "confirmed");
  const runs = open.every(({ status, bank, timing }) => ON_ITS_WAY.has(status) && bank !== null && timing !== "late");
  const last = open
    .map(({ promisedOn }) => promisedOn)
    .toSorted()
    .at(-1);
  return runs && last !== undefined && output.left === 0
    ? p.t("payments.payout.on_the_way", { amount, date: p.date(last) })
    : p.t("payments.payout.not_arrived", { amount });
}
