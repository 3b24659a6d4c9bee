import { refreshCampaignMeanings } from "../core/campaigns/index.ts";
import { createJobWriter } from "../core/jobs/writer.ts";
import type { Embedder } from "../core/kernel/ports/embeddings.ts";
import { createLocalEmbedder, refreshInfluencerMeanings } from "../core/matching/index.ts";
import { checkEmbedder, createProviderEmbedder, WrongDimensions } from "../integrations/embeddings/embedder.ts";
import { type Config, ConfigError } from "./config.ts";
import type { House } from "./house.ts";

/** The embedder that the configuration names; the house's own needs nothing. */
export function embedderOf(config: Config): Embedder {
  return config.embeddings ? createProviderEmbedder(config.embeddings) : createLocalEmbedder();
}

/**
 * Refuses a model whose vectors do not fit, and lets everything that another model embedded be embedded anew. Until that
 * is done, creators without a vector of the present model are ranked by the other parts of their score. Throws ConfigError.
 */
export async function settleEmbeddings(house: House, wakeJobs: () => void): Promise<void> {
  const { embedder } = house.ports;
  try {
    if ((await checkEmbedder(embedder)) === "away") house.log.warn({ model: embedder.model }, "the embedder is away");
  } catch (error) {
    if (error instanceof WrongDimensions) throw new ConfigError(error.message);
    throw error;
  }
  const now = house.clock.now();
  await house.db.transaction({ role: "platform" }, async (tx) => {
    const old = await tx.first(
      `SELECT 1 FROM influencer WHERE embedding IS NOT NULL AND embedding_model <> $1
       UNION ALL SELECT 1 FROM campaign WHERE embedding IS NOT NULL AND embedding_model <> $1 LIMIT 1`,
      [embedder.model],
    );
    if (!old) return;
    const jobs = createJobWriter(house.clock, wakeJobs)(tx, "platform");
    const request = {
      key: `model:${embedder.model}:${now.toISOString()}`,
      payload: { day: now.toISOString().slice(0, 10) },
    };
    await jobs.enqueue(refreshInfluencerMeanings, request);
    await jobs.enqueue(refreshCampaignMeanings, request);
  });
}
