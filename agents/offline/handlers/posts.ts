import type { Reading } from "../interpret.ts";
import type { PlannerTurn } from "../planner-turn.ts";
import { resolveItem } from "../resolve.ts";
import type { ListItem } from "../state.ts";
import { postsView, postView, view } from "../views.ts";

export async function listPosts(turn: PlannerTurn, reading: Reading): Promise<void> {
  const campaignId = reading.about.campaign?.id;
  const output = await turn.perform("posts.list", { ...reading.input, ...(campaignId && { campaignId }), limit: 10 });
  if (output) turn.remember("posts", itemsOf(output));
}

export async function myPosts(turn: PlannerTurn): Promise<void> {
  const output = await turn.perform("posts.mine", { limit: 10 });
  if (output) turn.remember("posts", itemsOf(output));
}

/** Tells how a link is handed in; the link itself is recognised without the assistant. */
export async function howToPost(turn: PlannerTurn): Promise<void> {
  turn.say(turn.p.t("assistant.how_to_post"));
  turn.chips([{ label: turn.p.t("assistant.chip.offers") }, { label: turn.p.t("assistant.chip.my_posts") }]);
}

/** Hands in the link that stands in the message. */
export async function submitPost(turn: PlannerTurn, reading: Reading): Promise<void> {
  const { url } = reading.input;
  if (typeof url === "string") {
    await turn.perform("posts.submit_link", { url });
    return;
  }
  turn.ask({ intent: "post.submit", slot: "url", text: turn.p.t("assistant.how_to_post") });
}

/** Shows one post or its numbers. */
export async function showPost(turn: PlannerTurn, reading: Reading): Promise<void> {
  const post = await onePost(turn, reading, undefined);
  if (post)
    await turn.perform(reading.intent === "post.metrics" ? "metrics.of_post" : "posts.get", { postId: post.id });
}

/** Approves (as a request a human decides), rejects, or asks for a revision of the version as it is now. */
export async function decidePost(turn: PlannerTurn, reading: Reading): Promise<void> {
  const post = await onePost(turn, reading, "pending");
  if (!post) return;
  if (reading.missing.includes("note")) {
    turn.ask({
      intent: reading.intent,
      slot: "note",
      input: { postId: post.id },
      text: turn.p.t("assistant.ask.note"),
    });
    return;
  }
  const { postId, version, contentHash } = view(postView, await turn.read("posts.get", { postId: post.id }));
  if (reading.intent === "post.approve") {
    await turn.perform("posts.approve", { postId, version, contentHash });
    return;
  }
  const useCase = reading.intent === "post.reject" ? "posts.reject" : "posts.request_revision";
  await turn.perform(useCase, { postId, version, note: String(reading.input.note) });
}

async function onePost(turn: PlannerTurn, reading: Reading, status: string | undefined): Promise<ListItem | undefined> {
  const known = reading.input.postId;
  if (typeof known === "string") return { id: known, name: "" };
  const mine = turn.actor.kind === "influencer";
  const output = await turn.read(mine ? "posts.mine" : "posts.list", { ...(status && { status }), limit: 50 });
  return resolveItem(turn, reading, {
    intent: reading.intent,
    kind: "posts",
    items: itemsOf(output),
    none: "assistant.no_posts",
    which: "assistant.ask.post",
    input: reading.input,
  });
}

function itemsOf(output: unknown): ListItem[] {
  return view(postsView, output).items.map((item) => ({
    id: item.postId,
    name: item.influencerName
      ? `${item.influencerName} · ${item.platform} ${item.format}`
      : `${item.campaignName} · ${item.platform} ${item.format}`,
    aliases: [...(item.influencerName ? [item.influencerName] : []), item.campaignName],
    status: item.status,
    version: item.version,
  }));
}
