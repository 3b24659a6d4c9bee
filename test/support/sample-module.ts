import { z } from "zod";
import { notFound } from "../../core/kernel/errors.ts";
import { idPattern } from "../../core/kernel/ids.ts";
import { amountMinorSchema } from "../../core/kernel/money.ts";
import type { UseCaseContext } from "../../core/usecase/context.ts";
import { defineUseCase } from "../../core/usecase/define.ts";
import type { DomainModule } from "../../core/usecase/module.ts";

const campaignId = z.string().regex(idPattern("campaign")).describe("The campaign");
const output = z.object({
  campaignId: z.string().describe("The campaign"),
  name: z.string().describe("Its name"),
  budgetMinor: z.number().nullable().describe("Its budget in minor units; null when not known"),
});

async function campaignOf(ctx: UseCaseContext, id: string): Promise<z.output<typeof output>> {
  const row = await ctx.tx.first<{ name: string; budgetMinor: bigint | null }>(
    "SELECT name, budget_minor FROM campaign WHERE id = $1",
    [id],
  );
  if (!row) throw notFound("campaign");
  return { campaignId: id, name: row.name, budgetMinor: row.budgetMinor === null ? null : Number(row.budgetMinor) };
}

const present = {
  card: (campaign: z.output<typeof output>) => ({ title: campaign.name }),
  summary: (campaign: z.output<typeof output>) => `Sample ${campaign.name}`,
};

const get = defineUseCase({
  name: "samples.get",
  version: 1,
  title: "Read a sample",
  describe: "Reads one sample campaign.",
  input: z.object({ campaignId }),
  output,
  effect: "read",
  access: { roles: ["admin", "brand_manager", "viewer"], scope: "campaigns:read" },
  errors: ["not_found"],
  rest: { method: "get", path: "/samples/{campaignId}" },
  expose: { mcp: "direct", rest: true, chat: true },
  example: { campaignId: "cmp_00000000000000000000000000" },
  present,
  run: (ctx, input) => campaignOf(ctx, input.campaignId),
});

const rename = defineUseCase({
  name: "samples.rename",
  version: 1,
  title: "Rename a sample",
  describe: "Gives one sample campaign another name.",
  input: z.object({
    campaignId,
    name: z.string().trim().min(1).max(40).describe("The new name; the word crash breaks it"),
    note: z
      .strictObject({ text: z.string().max(20).describe("Text") })
      .optional()
      .describe("A note"),
  }),
  output,
  effect: "write",
  access: { roles: ["admin", "brand_manager"], scope: "campaigns:write" },
  idempotency: "caller",
  errors: ["not_found"],
  rest: { method: "post", path: "/samples/:campaignId/rename" },
  expose: { mcp: "direct", rest: true, chat: true },
  example: { campaignId: "cmp_00000000000000000000000000", name: "Glow" },
  present,
  async run(ctx, input) {
    if (input.name === "crash") throw new Error("secret detail at /srv/kolega/core.ts:12");
    const changed = await ctx.tx.execute("UPDATE campaign SET name = $2 WHERE id = $1", [input.campaignId, input.name]);
    if (changed === 0) throw notFound("campaign");
    return campaignOf(ctx, input.campaignId);
  },
});

const pay = defineUseCase({
  name: "samples.pay",
  version: 1,
  title: "Pay a sample",
  describe: "Sets the budget of one sample campaign, as if it were paid.",
  input: z.object({ campaignId, amountMinor: amountMinorSchema }),
  output,
  effect: "money",
  access: { roles: ["admin", "brand_manager"], scope: "payouts:propose" },
  approval: {
    deciders: { roles: ["admin"] },
    subject: (input) => `sample:${input.campaignId}`,
    async facts(ctx, input) {
      const campaign = await campaignOf(ctx, input.campaignId);
      const amount = { amountMinor: String(input.amountMinor), currency: "IDR" };
      return {
        lines: [
          { label: "samples.campaign", value: { kind: "text", text: campaign.name } },
          { label: "samples.amount", value: { kind: "money", ...amount } },
        ],
        amount,
      };
    },
  },
  idempotency: (input) => `pay:${input.campaignId}:${input.amountMinor}`,
  errors: ["not_found"],
  rest: { method: "post", path: "/samples/{campaignId}/pay" },
  expose: { mcp: "direct", rest: true, chat: true },
  example: { campaignId: "cmp_00000000000000000000000000", amountMinor: 2_000_000 },
  present,
  async run(ctx, input) {
    await ctx.tx.execute("UPDATE campaign SET budget_minor = $2 WHERE id = $1", [input.campaignId, input.amountMinor]);
    return campaignOf(ctx, input.campaignId);
  },
});

const search = defineUseCase({
  name: "samples.search",
  version: 1,
  title: "Search samples",
  describe: "Answers what it was asked, as often as it was asked to.",
  input: z.object({
    words: z.string().max(100).optional().describe("Words"),
    limit: z.number().int().min(1).max(5_000).default(10).describe("How many"),
    share: z.number().min(0).max(1).optional().describe("A share"),
    exact: z.boolean().optional().describe("Exact words"),
    tags: z.array(z.string().max(20)).max(3).optional().describe("Tags"),
    sizes: z.array(z.number().int()).max(3).optional().describe("Sizes"),
    range: z
      .strictObject({ from: z.number().describe("From"), to: z.number().describe("To") })
      .optional()
      .describe("A range"),
  }),
  output: z.object({
    asked: z.record(z.string(), z.unknown()).describe("What was asked"),
    items: z.array(z.string()).describe("Made up"),
  }),
  effect: "read",
  access: { roles: ["admin", "brand_manager", "viewer"], scope: "reports:read" },
  errors: [],
  rest: { method: "get", path: "/samples/search" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { words: "glow", tags: ["skincare"] },
  present: {
    card: () => ({ title: "Samples" }),
    summary: (found: { items: string[] }) => `${found.items.length} samples`,
  },
  run: (_ctx, input) =>
    Promise.resolve({ asked: input, items: Array.from({ length: input.limit }, (_, i) => `sample number ${i}`) }),
});

const inside = defineUseCase({
  name: "samples.inside",
  version: 1,
  title: "Inside",
  describe: "The house's own step.",
  input: z.object({}),
  output: z.object({}),
  effect: "read",
  access: { roles: ["system"], scope: "operations:write" },
  errors: [],
  rest: { method: "post", path: "/samples/inside" },
  expose: { mcp: false, rest: false, chat: false },
  example: {},
  present: { card: () => ({ title: "Inside" }), summary: () => "Inside" },
  run: () => Promise.resolve({}),
});

/** Five use cases that show every kind of call: for tests of the doors, which must not care what the domain does. */
export const sampleModule: DomainModule = {
  name: "samples",
  useCases: [get, rename, pay, search, inside],
  notifications: [],
  jobs: [],
  locales: {
    namespace: "samples",
    id: { campaign: "Campaign", amount: "Jumlah" },
    en: { campaign: "Campaign", amount: "Amount" },
  },
};
