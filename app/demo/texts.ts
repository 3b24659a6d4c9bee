import pgvector from "pgvector";
import type { DemoInfluencer, DemoSamplePost } from "../../prisma/demo/types.ts";

/** What matching reads of a person. */
export function profileText(influencer: DemoInfluencer): string {
  return [
    influencer.bio,
    influencer.categories.join(" "),
    ...influencer.posts.slice(0, 8).map((post) => post.caption),
  ].join("\n");
}

export function captionText(post: DemoSamplePost): string {
  return post.caption;
}

/** pgvector's text form; null for nothing. */
export function toVector(values: readonly number[]): string | null {
  return values.length === 0 ? null : String(pgvector.toSql([...values]));
}
