import { z } from "zod";
import { personOf } from "../kernel/actor.ts";
import { newId } from "../kernel/ids.ts";
import { amountMinorSchema, currencySchema, money } from "../kernel/money.ts";
import { orgOf } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import { organizationCurrency } from "./currency.ts";
import { settleDeposit } from "./settle-deposit-job.ts";

/** Where deposits come from for now. */
export const DEPOSIT_PROVIDER = "sandbox";

/** A brand puts money into its wallet. */
export const createDeposit = defineUseCase({
  name: "deposits.create",
  version: 1,
  title: "Top up the wallet",
  describe:
    "Asks for a deposit into the organization's wallet, in its own currency. Use it when admin or finance wants to top up. A person with that role has to confirm; the money counts once the provider says it arrived. Not for paying creators: approving a post does that.",
  input: z.object({ amountMinor: amountMinorSchema }),
  output: z.object({
    depositId: z.string().describe("The deposit"),
    amountMinor: z.number().describe("Amount in minor units"),
    currency: currencySchema,
    status: z.string().describe("created: the money counts once it is paid"),
  }),
  effect: "money",
  access: { roles: ["admin", "finance"], scope: "payouts:propose" },
  approval: {
    deciders: { roles: ["admin", "finance"] },
    subject: () => "deposit",
    // Money coming in has no four-eyes limit, so the facts name no amount at stake.
    facts: async (ctx, { amountMinor }) => ({
      lines: [
        {
          label: "payments.fact.amount",
          value: {
            kind: "money",
            amountMinor: String(amountMinor),
            currency: await organizationCurrency(ctx.tx, orgOf(ctx)),
          },
        },
        { label: "payments.fact.provider", value: { kind: "text", text: "Sandbox" } },
      ],
    }),
  },
  idempotency: "caller",
  errors: [],
  rest: { method: "post", path: "/deposits" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { amountMinor: 10_000_000 },
  present: {
    card: (output, p) => ({
      title: p.t("payments.deposit.title"),
      facts: [
        {
          label: p.t("payments.fact.amount"),
          value: p.money(money(output.amountMinor, output.currency)),
          required: true,
        },
        { label: p.t("payments.fact.provider"), value: p.t("payments.deposit.sandbox"), required: true },
      ],
      body: p.t("payments.deposit.created", { amount: p.money(money(output.amountMinor, output.currency)) }),
    }),
    summary: (output, p) =>
      p.t("payments.deposit.created", { amount: p.money(money(output.amountMinor, output.currency)) }),
  },
  async run(ctx, { amountMinor }) {
    const orgId = orgOf(ctx);
    const currency = await organizationCurrency(ctx.tx, orgId);
    const depositId = newId("deposit");
    await ctx.tx.execute(
      `INSERT INTO deposit (id, org_id, amount_minor, currency, provider, status, created_by, created_at)
       VALUES ($1, $2, $3, $4, $5, 'created', $6, $7)`,
      [depositId, orgId, amountMinor, currency, DEPOSIT_PROVIDER, personOf(ctx.actor), ctx.now()],
    );
    await ctx.jobs.enqueue(settleDeposit, { key: depositId, payload: { depositId, orgId } });
    return { depositId, amountMinor, currency, status: "created" };
  },
});
