import { z } from "zod";
import { AppError } from "../kernel/errors.ts";
import { type Currency, currencySchema, money } from "../kernel/money.ts";
import { pageInput, pageOutput } from "../kernel/page.ts";
import { defineUseCase } from "../usecase/define.ts";
import { TRANSFER_KINDS } from "./ledger.ts";

const PLATFORM_NAME = "Kolega";

interface TransferRow {
  readonly seq: bigint;
  readonly id: string;
  readonly kind: (typeof TRANSFER_KINDS)[number];
  readonly amountMinor: bigint;
  readonly currency: Currency;
  readonly reference: string;
  readonly debitOwner: string;
  readonly creditOwner: string;
  readonly createdAt: Date;
  readonly influencerName: string | null;
  readonly brandName: string | null;
  readonly campaignName: string | null;
  readonly total: bigint;
}

const item = z.object({
  transferId: z.string().describe("The transfer"),
  kind: z.enum(TRANSFER_KINDS).describe("Why money moved"),
  direction: z.enum(["in", "out", "within"]).describe("in and out of the own accounts, or between two of them"),
  amountMinor: z.number().describe("Amount in minor units"),
  currency: currencySchema,
  reference: z.string().describe("What it was for: a deliverable, a payout or a deposit"),
  counterparty: z.string().nullable().describe("The other side's name; null between own accounts"),
  campaignName: z.string().nullable().describe("The campaign, where it is known"),
  at: z.string().describe("When"),
});

/** Every movement of one's money, newest first. */
export const listStatement = defineUseCase({
  name: "payments.statement",
  version: 1,
  title: "List money movements",
  describe:
    "Lists every movement of money of the organization, or of the influencer asking, newest first: deposits, holds, releases, fees, payouts; in both directions with reference and counterparty. Use it for mutasi, history or to explain a balance. For totals use payments.wallet; for when a payment arrives payouts.list.",
  input: z.object({
    kind: z.enum(TRANSFER_KINDS).optional().describe("Only movements of this kind"),
    ...pageInput,
  }),
  output: z.object({ items: z.array(item), ...pageOutput }),
  effect: "read",
  access: { roles: ["admin", "brand_manager", "finance", "viewer", "influencer"], scope: "payouts:read" },
  errors: [],
  rest: { method: "get", path: "/statement" },
  expose: { mcp: "catalog", rest: true, chat: true },
  private: true,
  example: { limit: 20 },
  present: {
    card: (output, p) => ({
      title: p.t("payments.statement.title"),
      body: output.items.length === 0 ? p.t("payments.statement.none") : undefined,
      table:
        output.items.length === 0
          ? undefined
          : {
              columns: [
                { label: p.t("payments.label.date") },
                { label: p.t("payments.label.kind") },
                { label: p.t("payments.label.party") },
                { label: p.t("payments.label.amount"), align: "end" as const },
              ],
              rows: output.items.map((row) => [
                p.date(row.at),
                p.t(`payments.kind.${row.kind}`),
                row.counterparty ?? row.campaignName ?? "",
                `${{ in: "+", out: "−", within: "" }[row.direction]}${p.money(money(row.amountMinor, row.currency))}`,
              ]),
            },
      footer: output.left > 0 ? p.t("common.more", { count: output.left }) : undefined,
    }),
    summary: (output, p) =>
      output.items.length === 0
        ? p.t("payments.statement.none")
        : p.t("payments.statement.summary", { count: output.items.length + output.left }),
  },
  async run(ctx, input) {
    if (input.cursor !== undefined && !/^\d{1,18}$/.test(input.cursor)) {
      throw new AppError("invalid_input", "invalid_field", { field: "cursor" }, [
        { path: "cursor", reason: "field_invalid" },
      ]);
    }
    const own = ctx.tenant;
    const rows = await ctx.tx.query<TransferRow>(
      `WITH page AS (
         SELECT *, count(*) OVER () AS total FROM ledger_transfer
         WHERE (debit_owner = $1 OR credit_owner = $1) AND ($2::text IS NULL OR kind = $2) AND ($3::bigint IS NULL OR seq < $3)
         ORDER BY seq DESC LIMIT $4)
       SELECT page.seq, page.id, page.kind, page.amount_minor, page.currency, page.reference, page.debit_owner, page.credit_owner,
              page.created_at, page.total, payout.brand_name, payout.campaign_name, influencer.display_name AS influencer_name
       FROM page
         LEFT JOIN payout ON payout.hold_id = page.hold_id OR payout.id = page.reference
         LEFT JOIN ledger_hold hold ON hold.id = page.hold_id
         LEFT JOIN influencer ON influencer.id = hold.influencer_id
       ORDER BY page.seq DESC`,
      [own, input.kind ?? null, input.cursor ?? null, input.limit],
    );
    const left = Number(rows[0]?.total ?? 0n) - rows.length;
    return {
      items: rows.map((row) => ({
        transferId: row.id,
        kind: row.kind,
        direction:
          row.debitOwner === row.creditOwner
            ? ("within" as const)
            : row.creditOwner === own
              ? ("in" as const)
              : ("out" as const),
        amountMinor: Number(row.amountMinor),
        currency: row.currency,
        reference: row.reference,
        counterparty: counterpartyOf(row, own),
        campaignName: row.campaignName,
        at: row.createdAt.toISOString(),
      })),
      nextCursor: left > 0 ? (rows.at(-1)?.seq.toString() ?? null) : null,
      left,
    };
  },
});

function counterpartyOf(row: TransferRow, own: string): string | null {
  const other = row.creditOwner === own ? row.debitOwner : row.creditOwner;
  if (other === own) return null;
  if (other === "platform") return PLATFORM_NAME;
  if (other.startsWith("provider:")) return other.slice("provider:".length);
  return other.startsWith("inf_") ? row.influencerName : row.brandName;
}
