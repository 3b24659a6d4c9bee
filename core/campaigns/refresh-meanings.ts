import { z } from "zod";
import { systemActor } from "../kernel/actor.ts";
import { AppError } from "../kernel/errors.ts";
import { vectorLiteral } from "../kernel/ports/embeddings.ts";
import { defineUseCase } from "../usecase/define.ts";
import { defineJob, RetryLater } from "../usecase/job.ts";
import { campaignText } from "./brief/campaign-text.ts";
import type { Brief } from "./schemas.ts";

/** Campaigns in one call, so that no transaction and no request to the embedder is long. */
const BATCH = 50;
const PAUSE_MS = 1_000;

interface Outdated {
  readonly id: string;
  readonly orgId: string;
  readonly version: number;
  readonly name: string;
  readonly product: string;
  readonly goal: string;
  readonly brief: Brief | null;
}

/** Gives campaigns that were decided on the vector by which the next brief finds those like it. */
export const refreshMeanings = defineUseCase({
  name: "campaigns.refresh_meanings",
  version: 1,
  title: "Embed campaigns that changed",
  describe: "The house's own step: embeds campaigns whose text or whose embedding model changed.",
  input: z.object({ limit: z.number().int().min(1).max(BATCH).default(BATCH).describe("At most so many now") }),
  output: z.object({
    embedded: z.number().int().describe("How many were embedded"),
    more: z.boolean().describe("Whether there may be more to do"),
  }),
  effect: "write",
  access: { roles: ["system"], scope: "operations:write" },
  idempotency: "caller",
  errors: ["unavailable"],
  scope: "platform",
  rest: { method: "post", path: "/campaigns/refresh-meanings" },
  expose: { mcp: false, rest: false, chat: false },
  example: { limit: 10 },
  present: { card: () => ({ title: "–" }), summary: () => "–" },
  async prepare(ctx, { limit }) {
    const { embedder } = ctx.ports;
    const rows = await ctx.read((tx) =>
      tx.query<Outdated>(
        `SELECT id, org_id, version, name, product, goal, brief FROM campaign
         WHERE status IN ('approved', 'active', 'completed')
           AND (embedding_model IS DISTINCT FROM $1 OR embedded_version IS DISTINCT FROM version)
         ORDER BY id LIMIT $2`,
        [embedder.model, limit],
      ),
    );
    if (rows.length === 0) return { model: embedder.model, rows, vectors: [] };
    const vectors = await embedder.embedDocuments(rows.map(campaignText)).catch(() => {
      throw new AppError("unavailable");
    });
    return { model: embedder.model, rows, vectors };
  },
  async run(ctx, { limit }, { model, rows, vectors }) {
    for (const [index, row] of rows.entries()) {
      await ctx.tx.execute(
        "UPDATE campaign SET embedding = $4::vector, embedding_model = $5, embedded_version = $3 WHERE org_id = $1 AND id = $2",
        [row.orgId, row.id, row.version, vectorLiteral(vectors[index] ?? []), model],
      );
    }
    return { embedded: rows.length, more: rows.length === limit };
  },
});

/** Runs once a day and when the embedding model changed, until every campaign is embedded. */
export const refreshCampaignMeanings = defineJob({
  name: "campaigns.refresh_meanings",
  payload: z.object({ day: z.string() }),
  maxAttempts: 5,
  daily: (day) => ({ day }),
  async run(ctx) {
    const outcome = await ctx.executor.execute("campaigns.refresh_meanings", {}, systemActor("campaigns"));
    if (outcome.kind === "done" && outcome.output.more === true) throw new RetryLater(PAUSE_MS, "more campaigns");
  },
});
