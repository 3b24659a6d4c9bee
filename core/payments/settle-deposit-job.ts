import { z } from "zod";
import { systemActor } from "../kernel/actor.ts";
import { defineJob } from "../usecase/job.ts";

/** The sandbox's side of a deposit: the money simply arrives. A real provider says so by its callback instead. */
export const settleDeposit = defineJob({
  name: "deposits.settle",
  payload: z.object({ depositId: z.string(), orgId: z.string() }),
  maxAttempts: 20,
  async run(ctx, { depositId, orgId }) {
    await ctx.executor.execute("deposits.record_paid", { depositId }, systemActor("deposits", { orgId }), {
      signal: ctx.signal,
    });
  },
});
