import { z } from "zod";
import { newId } from "../kernel/ids.ts";
import { cleanLine } from "../kernel/text.ts";
import { defineUseCase } from "../usecase/define.ts";
import { SECRET } from "../usecase/secrets.ts";
import { CHANNEL_CODES, channelName } from "./channels.ts";
import { accountChanged, tailText } from "./notifications.ts";
import { lockAccountOf } from "./payout-row.ts";
import { sendPayout } from "./send-payout-job.ts";

const input = z.object({
  channelCode: z.enum(CHANNEL_CODES).describe("Bank or e-wallet, e.g. ID_BCA, ID_GOPAY"),
  accountNumber: z
    .string()
    .max(30)
    .overwrite((text) => text.replace(/[\s.-]/g, ""))
    .regex(/^[0-9]{6,20}$/)
    .describe("Account number, for e-wallets the phone number: 6 to 20 digits")
    .meta(SECRET),
  holderName: z
    .string()
    .max(100)
    .overwrite(cleanLine)
    .min(2)
    .describe("Name of the account holder, as the bank knows it"),
});

function tailOf(accountNumber: string): string {
  return accountNumber.slice(-4);
}

/** An influencer says where to be paid. */
export const setPayoutAccount = defineUseCase({
  name: "payouts.set_account",
  version: 1,
  title: "Set the payout account",
  describe:
    "Sets the bank account or e-wallet an influencer is paid to; the one before is no longer used and waiting payouts go to the new one. Use it when an influencer gives or changes their account. Only their own, and they have to confirm it themselves. The number is kept sealed; only its last four digits are ever shown.",
  input,
  output: z.object({
    payoutAccountId: z.string().describe("The account"),
    channelCode: z.string().describe("Bank or e-wallet code"),
    bank: z.string().describe("Its name"),
    holderName: z.string().describe("Account holder"),
    tail: z.string().describe("Last four digits"),
    replaced: z.boolean().describe("Whether another account was in use before"),
    waitingPayouts: z.number().int().describe("Payouts that waited for an account and go out now"),
  }),
  effect: "money",
  access: { roles: ["influencer"], scope: "profile:write" },
  approval: {
    deciders: { self: true },
    subject: () => "payout_account",
    facts: (_ctx, { channelCode, holderName, accountNumber }) =>
      Promise.resolve({
        lines: [
          { label: "payments.fact.bank", value: { kind: "text", text: channelName(channelCode) } },
          { label: "payments.fact.holder", value: { kind: "text", text: holderName } },
          { label: "payments.fact.number", value: { kind: "text", text: tailText(tailOf(accountNumber)) } },
        ],
      }),
  },
  idempotency: "caller",
  errors: [],
  rest: { method: "post", path: "/me/payout-account" },
  expose: { mcp: "catalog", rest: true, chat: true },
  private: true,
  example: { channelCode: "ID_BCA", accountNumber: "1234567890", holderName: "Rani Putri" },
  present: {
    card: (output, p) => ({
      title: p.t("payments.account.title"),
      tone: "good",
      facts: [
        { label: p.t("payments.fact.bank"), value: output.bank, required: true },
        { label: p.t("payments.fact.holder"), value: output.holderName, required: true },
        { label: p.t("payments.fact.number"), value: tailText(output.tail), required: true },
      ],
      body: output.waitingPayouts > 0 ? p.t("payments.account.waiting", { count: output.waitingPayouts }) : undefined,
    }),
    summary: (output, p) =>
      [
        p.t("payments.account.saved", { bank: output.bank, tail: output.tail, holder: output.holderName }),
        ...(output.waitingPayouts > 0 ? [p.t("payments.account.waiting", { count: output.waitingPayouts })] : []),
      ].join(" "),
  },
  async run(ctx, { channelCode, accountNumber, holderName }) {
    const influencerId = ctx.actor.id;
    const now = ctx.now();
    const payoutAccountId = newId("payoutAccount");
    const tail = tailOf(accountNumber);
    // Two changes at once: the second waits here, then replaces the first. A payout that is just failing waits too.
    await lockAccountOf(ctx.tx, influencerId);
    const before = await ctx.tx.execute(
      "UPDATE payout_account SET active = false WHERE influencer_id = $1 AND active",
      [influencerId],
    );
    await ctx.tx.execute(
      `INSERT INTO payout_account (id, influencer_id, channel_code, holder_name, number_sealed, number_tail, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        payoutAccountId,
        influencerId,
        channelCode,
        holderName,
        ctx.ports.vault.seal(accountNumber, payoutAccountId),
        tail,
        now,
      ],
    );
    const waiting = await ctx.tx.query<{ id: string; orgId: string }>(
      "SELECT id, org_id FROM payout WHERE influencer_id = $1 AND status IN ('requested', 'failed', 'reversed') ORDER BY id",
      [influencerId],
    );
    for (const payout of waiting) {
      await ctx.jobs.enqueue(sendPayout, {
        key: `${payout.id}:${payoutAccountId}`,
        payload: { payoutId: payout.id, orgId: payout.orgId },
      });
    }
    await ctx.outbox.notify(accountChanged, {
      to: { person: influencerId },
      key: payoutAccountId,
      data: { channelCode, holderName, tail, first: before === 0, at: now.toISOString() },
    });
    return {
      payoutAccountId,
      channelCode,
      bank: channelName(channelCode),
      holderName,
      tail,
      replaced: before > 0,
      waitingPayouts: waiting.length,
    };
  },
});
