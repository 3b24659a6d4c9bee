import { z } from "zod";
import { type Currency, currencySchema, money } from "../kernel/money.ts";
import { orgOf } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import { organizationCurrency } from "./currency.ts";
import { walletOf } from "./ledger.ts";

interface Totals {
  readonly depositedMinor: bigint;
  readonly earnedMinor: bigint;
  readonly commissionMinor: bigint;
  readonly paidOutMinor: bigint;
}

interface DepositRow {
  readonly id: string;
  readonly amountMinor: bigint;
  readonly currency: Currency;
  readonly status: string;
  readonly createdAt: Date;
  readonly paidAt: Date | null;
}

/** A brand's money at one glance. */
export const showWallet = defineUseCase({
  name: "payments.wallet",
  version: 1,
  title: "Show the wallet",
  describe:
    "Shows the organization's money in one currency: available to spend, held for agreed work, earned by creators, platform fee, arrived at creators, and the latest deposits. Use it for questions about balance, saldo or escrow. For single movements use payments.statement, for payments to creators payouts.list.",
  input: z.object({ currency: currencySchema.optional().describe("Default: the organization's own currency") }),
  output: z.object({
    currency: currencySchema,
    availableMinor: z.number().describe("May be spent, minor units"),
    heldMinor: z.number().describe("Set aside for agreed work"),
    depositedMinor: z.number().describe("All money that ever came in"),
    earnedMinor: z.number().describe("Released to creators after approval, without the platform fee"),
    commissionMinor: z.number().describe("Platform fee in all"),
    paidOutMinor: z.number().describe("Arrived at creators, as the bank confirmed"),
    deposits: z
      .array(
        z.object({
          depositId: z.string().describe("The deposit"),
          amountMinor: z.number().describe("Amount in minor units"),
          currency: currencySchema,
          status: z.string().describe("created, pending, paid, refunded, charged_back, expired or failed"),
          createdAt: z.string().describe("When it was asked for"),
          paidAt: z.string().nullable().describe("When the money came in"),
        }),
      )
      .describe("The latest five deposits"),
  }),
  effect: "read",
  access: { roles: ["admin", "brand_manager", "finance", "viewer"], scope: "payouts:read" },
  errors: [],
  rest: { method: "get", path: "/wallet" },
  expose: { mcp: "catalog", rest: true, chat: true },
  command: { id: "saldo", en: "wallet", about: "payments.command.wallet", rank: 30 },
  private: true,
  example: {},
  present: {
    card: (output, p) => {
      const amount = (minor: number) => p.money(money(minor, output.currency));
      return {
        title: p.t("payments.wallet.title"),
        facts: [
          { label: p.t("payments.label.available"), value: amount(output.availableMinor), required: true },
          { label: p.t("payments.label.held"), value: amount(output.heldMinor), required: true },
          { label: p.t("payments.label.deposited"), value: amount(output.depositedMinor) },
          { label: p.t("payments.label.released"), value: amount(output.earnedMinor) },
          { label: p.t("payments.label.commission"), value: amount(output.commissionMinor) },
          { label: p.t("payments.label.paid_out"), value: amount(output.paidOutMinor) },
        ],
        table:
          output.deposits.length === 0
            ? undefined
            : {
                columns: [
                  { label: p.t("payments.wallet.recent") },
                  { label: p.t("payments.label.amount"), align: "end" as const },
                  { label: p.t("payments.label.status") },
                ],
                rows: output.deposits.map((row) => [
                  p.date(row.createdAt),
                  p.money(money(row.amountMinor, row.currency)),
                  p.t(`payments.deposit.status.${row.status}`),
                ]),
              },
        actions: [
          {
            kind: "call" as const,
            useCase: "payments.statement",
            input: {},
            label: p.t("payments.action.statement"),
          },
          { kind: "say" as const, text: p.t("payments.action.deposit_say"), label: p.t("payments.action.deposit") },
        ],
      };
    },
    summary: (output, p) =>
      p.t("payments.wallet.summary", {
        available: p.money(money(output.availableMinor, output.currency)),
        held: p.money(money(output.heldMinor, output.currency)),
      }),
  },
  async run(ctx, input) {
    const orgId = orgOf(ctx);
    const currency = input.currency ?? (await organizationCurrency(ctx.tx, orgId));
    const { availableMinor, heldMinor } = await walletOf(ctx.tx, orgId, currency);
    const totals = await ctx.tx.first<Totals>(
      `SELECT coalesce(sum(amount_minor) FILTER (WHERE kind = 'deposit'), 0)::bigint AS deposited_minor,
              coalesce(sum(amount_minor) FILTER (WHERE kind = 'release'), 0)::bigint AS earned_minor,
              coalesce(sum(amount_minor) FILTER (WHERE kind = 'commission'), 0)::bigint AS commission_minor,
              (SELECT coalesce(sum(amount_minor), 0)::bigint FROM payout WHERE org_id = $1 AND currency = $2 AND status = 'confirmed') AS paid_out_minor
       FROM ledger_transfer WHERE currency = $2 AND (debit_owner = $1 OR credit_owner = $1)`,
      [orgId, currency],
    );
    const deposits = await ctx.tx.query<DepositRow>(
      "SELECT id, amount_minor, currency, status, created_at, paid_at FROM deposit WHERE org_id = $1 ORDER BY id DESC LIMIT 5",
      [orgId],
    );
    return {
      currency,
      availableMinor: Number(availableMinor),
      heldMinor: Number(heldMinor),
      depositedMinor: Number(totals?.depositedMinor ?? 0n),
      earnedMinor: Number(totals?.earnedMinor ?? 0n),
      commissionMinor: Number(totals?.commissionMinor ?? 0n),
      paidOutMinor: Number(totals?.paidOutMinor ?? 0n),
      deposits: deposits.map((row) => ({
        depositId: row.id,
        amountMinor: Number(row.amountMinor),
        currency: row.currency,
        status: row.status,
        createdAt: row.createdAt.toISOString(),
        paidAt: row.paidAt?.toISOString() ?? null,
      })),
    };
  },
});
