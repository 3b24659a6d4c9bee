import type { Tx } from "../db/types.ts";
import { type Embedder, vectorLiteral } from "../kernel/ports/embeddings.ts";
import { truncate } from "../kernel/text.ts";

const CAPTIONS = 12;
const MAX_CHARACTERS = 6_000;

/** What an influencer's vector is made of: what they say they do, and what they really post. */
export function influencerText(profile: {
  bio: string;
  categories: readonly string[];
  captions: readonly string[];
}): string {
  return truncate(
    [profile.categories.join(", "), profile.bio, ...profile.captions.slice(0, CAPTIONS)].join("\n"),
    MAX_CHARACTERS,
  );
}

/** What a sample post's vector is made of. */
export function samplePostText(post: { caption: string }): string {
  return truncate(post.caption, MAX_CHARACTERS);
}

export interface InfluencerEmbedding {
  readonly influencerId: string;
  readonly model: string;
  readonly profile: readonly number[];
  readonly posts: readonly { readonly postId: string; readonly vector: readonly number[] }[];
}

/** Asks the embedder about one influencer, outside any transaction; write the answer with `storeInfluencerEmbedding`. */
export async function embedInfluencer(
  embedder: Embedder,
  influencer: {
    id: string;
    bio: string;
    categories: readonly string[];
    /** Newest first. */
    posts: readonly { id: string; caption: string }[];
  },
): Promise<InfluencerEmbedding> {
  const captions = influencer.posts.map(samplePostText);
  const [profile = [], ...posts] = await embedder.embedDocuments([
    influencerText({ ...influencer, captions }),
    ...captions,
  ]);
  return {
    influencerId: influencer.id,
    model: embedder.model,
    profile,
    posts: influencer.posts.map((post, index) => ({ postId: post.id, vector: posts[index] ?? [] })),
  };
}

/** Writes the vectors of one influencer and their sample posts; the transaction is the influencer's own or the house's. */
export async function storeInfluencerEmbedding(tx: Tx, embedding: InfluencerEmbedding): Promise<void> {
  await tx.execute("UPDATE influencer SET embedding = $2::vector, embedding_model = $3 WHERE id = $1", [
    embedding.influencerId,
    vectorLiteral(embedding.profile),
    embedding.model,
  ]);
  for (const post of embedding.posts) {
    await tx.execute("UPDATE sample_post SET embedding = $3::vector WHERE id = $1 AND influencer_id = $2", [
      post.postId,
      embedding.influencerId,
      vectorLiteral(post.vector),
    ]);
  }
}
