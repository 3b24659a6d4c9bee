import { z } from "zod";
import { systemActor } from "../kernel/actor.ts";
import { AppError } from "../kernel/errors.ts";
import { defineUseCase } from "../usecase/define.ts";
import { defineJob, RetryLater } from "../usecase/job.ts";
import { embedInfluencer, type InfluencerEmbedding, storeInfluencerEmbedding } from "./embedding-texts.ts";

/** Influencers in one call, each with their posts, so that no transaction and no request to the embedder is long. */
const BATCH = 20;
const POSTS = 30;
const PAUSE_MS = 1_000;

interface Outdated {
  readonly id: string;
  readonly bio: string;
  readonly categories: string[];
  readonly posts: { id: string; caption: string }[] | null;
}

/** Embeds influencers anew whose vectors are another model's: those are never compared with ours. */
export const refreshMeanings = defineUseCase({
  name: "matching.refresh_meanings",
  version: 1,
  title: "Embed influencers with the present model",
  describe: "The house's own step: embeds influencers and their posts that have no vectors of the present model.",
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
  rest: { method: "post", path: "/influencers/refresh-meanings" },
  expose: { mcp: false, rest: false, chat: false },
  example: { limit: 10 },
  present: { card: () => ({ title: "–" }), summary: () => "–" },
  async prepare(ctx, { limit }) {
    const { embedder } = ctx.ports;
    const rows = await ctx.read((tx) =>
      tx.query<Outdated>(
        `SELECT i.id, i.bio, i.categories,
           (SELECT jsonb_agg(jsonb_build_object('id', p.id, 'caption', p.caption) ORDER BY p.published_at DESC)
            FROM (SELECT * FROM sample_post s WHERE s.influencer_id = i.id ORDER BY s.published_at DESC LIMIT ${POSTS}) p) AS posts
         FROM influencer i WHERE i.embedding_model IS DISTINCT FROM $1 ORDER BY i.id LIMIT $2`,
        [embedder.model, limit],
      ),
    );
    const embedded: InfluencerEmbedding[] = [];
    for (const row of rows) {
      embedded.push(
        await embedInfluencer(embedder, { ...row, posts: row.posts ?? [] }).catch(() => {
          throw new AppError("unavailable");
        }),
      );
    }
    return embedded;
  },
  async run(ctx, { limit }, embedded) {
    for (const embedding of embedded) {
      // Older posts keep no vector of the model before.
      await ctx.tx.execute("UPDATE sample_post SET embedding = NULL WHERE influencer_id = $1", [
        embedding.influencerId,
      ]);
      await storeInfluencerEmbedding(ctx.tx, embedding);
    }
    return { embedded: embedded.length, more: embedded.length === limit };
  },
});

/** Runs once a day and when the embedding model changed, until every influencer is embedded. */
export const refreshInfluencerMeanings = defineJob({
  name: "matching.refresh_meanings",
  payload: z.object({ day: z.string() }),
  maxAttempts: 5,
  daily: (day) => ({ day }),
  async run(ctx) {
    const outcome = await ctx.executor.execute("matching.refresh_meanings", {}, systemActor("matching"));
    if (outcome.kind === "done" && outcome.output.more === true) throw new RetryLater(PAUSE_MS, "more influencers");
  },
});
