import { z } from "zod";
import { systemActor } from "../kernel/actor.ts";
import { defineUseCase } from "../usecase/define.ts";
import type { Executor } from "../usecase/executor.ts";
import { houseStep } from "./payout-steps.ts";

/** Of each rule, so that one that is broken everywhere does not hide another. */
const MAX_OF_A_CHECK = 10;

/**
 * Every rule of the ledger as a query that answers what breaks it: what, what it should be, what it is. An empty answer
 * is the proof; sums are numeric, so they cannot overflow.
 */
const CHECKS = {
  zero_sum: `SELECT currency AS subject, '0' AS expected, sum(balance_minor)::text AS actual FROM ledger_account
    GROUP BY currency HAVING sum(balance_minor) <> 0`,
  balance_is_its_transfers: `SELECT a.id AS subject, coalesce(sum(t.amount), 0)::text AS expected, a.balance_minor::text AS actual
    FROM ledger_account a LEFT JOIN (
      SELECT credit_account_id AS account_id, amount_minor::numeric AS amount FROM ledger_transfer
      UNION ALL SELECT debit_account_id, -amount_minor::numeric FROM ledger_transfer) t ON t.account_id = a.id
    GROUP BY a.id, a.balance_minor HAVING coalesce(sum(t.amount), 0) <> a.balance_minor`,
  not_negative: `SELECT id AS subject, '>= 0' AS expected, balance_minor::text AS actual FROM ledger_account
    WHERE kind <> 'provider' AND balance_minor < 0`,
  transfer_matches_accounts: `SELECT t.id AS subject, t.debit_owner || ' > ' || t.credit_owner || ' ' || t.currency AS expected,
      d.owner || ' > ' || c.owner || ' ' || d.currency || '/' || c.currency AS actual
    FROM ledger_transfer t JOIN ledger_account d ON d.id = t.debit_account_id JOIN ledger_account c ON c.id = t.credit_account_id
    WHERE d.owner <> t.debit_owner OR c.owner <> t.credit_owner OR d.currency <> t.currency OR c.currency <> t.currency`,
  hold_is_its_transfers: `SELECT h.id AS subject, h.remaining_minor::text AS expected, coalesce(sum(m.amount), 0)::text AS actual
    FROM ledger_hold h LEFT JOIN (
      SELECT hold_id, CASE WHEN kind = 'hold' THEN amount_minor ELSE -amount_minor END AS amount FROM ledger_transfer WHERE hold_id IS NOT NULL) m
      ON m.hold_id = h.id
    GROUP BY h.id, h.remaining_minor HAVING coalesce(sum(m.amount), 0) <> h.remaining_minor`,
  escrow_is_its_holds: `SELECT a.id AS subject, coalesce(sum(h.remaining_minor), 0)::text AS expected, a.balance_minor::text AS actual
    FROM ledger_account a LEFT JOIN ledger_hold h ON h.org_id = a.owner AND h.currency = a.currency
    WHERE a.kind = 'escrow' GROUP BY a.id, a.balance_minor HAVING coalesce(sum(h.remaining_minor), 0) <> a.balance_minor`,
  hold_resolved_once: `SELECT hold_id AS subject, '1' AS expected, count(*)::text AS actual FROM ledger_transfer
    WHERE kind IN ('release', 'void') GROUP BY hold_id HAVING count(*) > 1`,
  owed_is_its_payouts: `SELECT a.id AS subject, coalesce(sum(p.amount_minor), 0)::text AS expected, a.balance_minor::text AS actual
    FROM ledger_account a LEFT JOIN payout p ON p.influencer_id = a.owner AND p.currency = a.currency AND (
      (a.kind = 'payable' AND p.status IN ('requested', 'awaiting_approval', 'failed', 'reversed'))
      OR (a.kind = 'payout' AND p.status IN ('prepared', 'submitted', 'unknown')))
    WHERE a.kind IN ('payable', 'payout') GROUP BY a.id, a.balance_minor HAVING coalesce(sum(p.amount_minor), 0) <> a.balance_minor`,
  deposit_is_posted: `SELECT coalesce(d.id, t.id) AS subject, coalesce(d.amount_minor, 0)::text AS expected, coalesce(t.amount_minor, 0)::text AS actual
    FROM deposit d FULL JOIN (SELECT * FROM ledger_transfer WHERE kind = 'deposit') t ON t.reference = d.id
    WHERE (d.status IN ('paid', 'refunded', 'charged_back')) IS DISTINCT FROM (t.id IS NOT NULL) OR d.amount_minor <> t.amount_minor`,
} as const;
type Check = keyof typeof CHECKS;
const CHECK_NAMES = Object.keys(CHECKS) as [Check, ...Check[]];

const output = z.object({
  ok: z.boolean().describe("Whether everything fits"),
  accounts: z.number().int().describe("Accounts looked at"),
  transfers: z.number().int().describe("Transfers looked at"),
  violations: z
    .array(
      z.object({
        check: z.enum(CHECK_NAMES).describe("Which rule is broken"),
        subject: z.string().nullable().describe("Where: an account, a hold, a transfer, a deposit or a currency"),
        expected: z.string().nullable().describe("What it should be"),
        actual: z.string().nullable().describe("What it is"),
      }),
    )
    .describe("What does not fit, at most 10 of each rule"),
});

/** Asks for the verification as the house, and answers what does not fit. */
export async function violationsOf(executor: Executor, signal?: AbortSignal) {
  const outcome = await executor.execute("ledger.verify", {}, systemActor("ledger"), { signal });
  if (outcome.kind !== "done") throw new Error("ledger.verify waits for nobody");
  return output.parse(outcome.output).violations;
}

/** Whether the books still balance. The job `ledger.check` asks every day, `kolega doctor` when the operator does. */
export const verifyLedger = defineUseCase({
  ...houseStep,
  name: "ledger.verify",
  title: "Verify the ledger",
  describe:
    "Operator check of the books: sums are zero per currency, every balance equals its transfers, every hold its escrow, every debt its payouts. Changes nothing; answers what does not fit.",
  input: z.object({}),
  output,
  effect: "read",
  access: { roles: ["operator", "system"], scope: "operations:write" },
  errors: [],
  rest: { method: "get", path: "/system/ledger/verify" },
  example: {},
  present: {
    card: (output, p) => ({
      title: p.t("payments.check.title"),
      tone: output.ok ? "good" : "bad",
      body: output.ok
        ? p.t("payments.check.clean", { accounts: output.accounts, transfers: output.transfers })
        : p.t("payments.check.broken", { count: output.violations.length }),
      facts: output.violations
        .slice(0, 20)
        .map((row) => ({ label: `${row.check} ${row.subject ?? ""}`, value: `${row.expected} ≠ ${row.actual}` })),
    }),
    summary: (output, p) =>
      output.ok
        ? p.t("payments.check.clean", { accounts: output.accounts, transfers: output.transfers })
        : p.t("payments.check.broken", { count: output.violations.length }),
  },
  async run(ctx) {
    // One statement, one snapshot: nothing moves between two of the checks.
    const all = CHECK_NAMES.map(
      (name) => `(SELECT '${name}' AS "check", v.* FROM (${CHECKS[name]}) v LIMIT ${MAX_OF_A_CHECK})`,
    ).join(" UNION ALL ");
    const violations = await ctx.tx.query<{ check: Check; subject: string; expected: string; actual: string }>(all);
    const counts = await ctx.tx.first<{ accounts: bigint; transfers: bigint }>(
      "SELECT (SELECT count(*) FROM ledger_account) AS accounts, (SELECT count(*) FROM ledger_transfer) AS transfers",
    );
    return {
      ok: violations.length === 0,
      accounts: Number(counts?.accounts ?? 0n),
      transfers: Number(counts?.transfers ?? 0n),
      violations,
    };
  },
});
