import { z } from "zod";
import { notFound } from "../kernel/errors.ts";
import { orgOf } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";

/** A month: longer than that nobody waits, and a typing error of a zero more is caught. */
const MOST_HOURS = 720;

/** How long a freshly linked chat account may not decide money. */
export const setSecurity = defineUseCase({
  name: "organization.set_security",
  version: 1,
  title: "Change the team's safeguards",
  describe:
    "Sets for how many hours a freshly linked chat account of a member may not decide money (0 turns it off, 24 is usual). An admin must press the approval. Use it when an admin asks to change this waiting time. It changes no role, no limit and no account that is already older.",
  input: z.object({
    approverCoolingHours: z
      .number()
      .int()
      .min(0)
      .max(MOST_HOURS)
      .describe("Hours until a new chat account may decide money"),
  }),
  output: z.object({
    organizationId: z.string().describe("The organization"),
    approverCoolingHours: z.number().describe("Hours from now on"),
  }),
  effect: "write",
  access: { roles: ["admin"], scope: "operations:write" },
  approval: {
    deciders: { roles: ["admin"] },
    // Else a stolen account could first lift what holds it back.
    settledIdentity: true,
    subject: () => "security",
    async facts(ctx, input) {
      const row = await ctx.tx.first<{ hours: number }>(
        "SELECT approver_cooling_hours AS hours FROM organization WHERE id = $1",
        [orgOf(ctx)],
      );
      if (!row) throw notFound("organization");
      return {
        lines: [
          { label: "organizations.fact.cooling_before", value: { kind: "number", number: row.hours } },
          { label: "organizations.fact.cooling", value: { kind: "number", number: input.approverCoolingHours } },
        ],
      };
    },
  },
  idempotency: "caller",
  errors: ["not_found"],
  rest: { method: "patch", path: "/organization/security" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { approverCoolingHours: 24 },
  present: {
    card: (output, p) => ({
      title: p.t("organizations.security_saved"),
      tone: "good",
      facts: [
        {
          label: p.t("organizations.fact.cooling"),
          value: p.number(output.approverCoolingHours),
          required: true,
        },
      ],
    }),
    summary: (_output, p) => p.t("organizations.security_saved"),
  },
  async run(ctx, input) {
    const changed = await ctx.tx.execute("UPDATE organization SET approver_cooling_hours = $2 WHERE id = $1", [
      orgOf(ctx),
      input.approverCoolingHours,
    ]);
    if (changed !== 1) throw notFound("organization");
    return { organizationId: orgOf(ctx), approverCoolingHours: input.approverCoolingHours };
  },
});
