import { z } from "zod";
import { defineJob } from "../usecase/job.ts";
import { violationsOf } from "./verify-ledger.ts";

/** A rule of the ledger does not hold: for the operator, before any more money moves. */
class LedgerViolation extends Error {
  override readonly name = "LedgerViolation";
}

/** Verifies the books once a day; each rule that is broken is one incident a day, with its first places. */
export const checkLedger = defineJob({
  name: "ledger.check",
  payload: z.object({ day: z.iso.date() }),
  maxAttempts: 8,
  daily: (day) => ({ day }),
  async run(ctx, { day }) {
    const violations = await violationsOf(ctx.executor, ctx.signal);
    for (const check of new Set(violations.map((violation) => violation.check))) {
      const places = violations
        .filter((violation) => violation.check === check)
        .map(({ subject, expected, actual }) => `${subject}: expected ${expected}, is ${actual}`);
      await ctx.reportIncident(new LedgerViolation(`${check}: ${places.join("; ")}`), `${day} ${check}`);
    }
  },
});
