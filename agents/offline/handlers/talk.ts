import { truncate } from "../../../core/kernel/text.ts";
import { mayCall } from "../../../core/usecase/registry.ts";
import type { ToolResult } from "../../tool-runner.ts";
import type { Side } from "../about.ts";
import { type Topic, topicsOf } from "../concepts.ts";
import type { Reading } from "../interpret.ts";
import { isOutside } from "../outside.ts";
import type { Chip, PlannerTurn } from "../planner-turn.ts";
import { approvalsView, campaignsView, postsView, view } from "../views.ts";

/** What `handover.request` takes. */
const MOST_ABOUT = 500;

/** What is offered, told by the use case behind it: nobody is offered what their role may not do. */
const BRAND_OFFERS: readonly (readonly [sentence: string, useCase: string, chip?: string])[] = [
  ["create", "campaigns.create", "create"],
  ["submit", "campaigns.submit"],
  ["recommend", "collaborations.invite", "recommend"],
  ["search", "influencers.search"],
  ["review", "posts.list", "posts"],
  ["performance", "analytics.campaign_performance", "performance"],
  ["wallet", "payments.wallet", "wallet"],
  ["team", "approvals.list", "approvals"],
];
const INFLUENCER_OFFERS: readonly (readonly [sentence: string, useCase: string, chip?: string])[] = [
  ["offers", "collaborations.list", "offers"],
  ["links", "posts.submit_link"],
  ["posts", "posts.mine", "my_posts"],
  ["account", "payouts.set_account", "account"],
  ["human", "handover.request", "human"],
];

function offers(turn: PlannerTurn): { sentences: string[]; chips: Chip[] } {
  const all = turn.actor.kind === "influencer" ? INFLUENCER_OFFERS : BRAND_OFFERS;
  const possible = all.filter(([, name]) => {
    const useCase = turn.registry.find(name);
    return useCase !== undefined && mayCall(turn.actor, useCase);
  });
  return {
    sentences: possible.map(([sentence]) => turn.p.t(`assistant.can.${sentence}`)),
    chips: possible.flatMap(([, , chip]) => (chip ? [{ label: turn.p.t(`assistant.chip.${chip}`) }] : [])).slice(0, 5),
  };
}

/** What is offered about the things that a message named. */
const TOPIC_CHIPS: Readonly<
  Record<Side, Readonly<Partial<Record<Topic, readonly (readonly [chip: string, useCase: string])[]>>>>
> = {
  brand: {
    campaign: [
      ["campaigns", "campaigns.list"],
      ["performance", "analytics.campaign_performance"],
      ["create", "campaigns.create"],
    ],
    people: [["recommend", "matching.recommend"]],
    post: [["posts", "posts.list"]],
    invitation: [["answers", "collaborations.list"]],
    work: [["answers", "collaborations.list"]],
    pay: [["payouts", "payouts.list"]],
    money: [["wallet", "payments.wallet"]],
    approval: [["approvals", "approvals.list"]],
    team: [["members", "members.list"]],
  },
  influencer: {
    campaign: [["offers", "collaborations.list"]],
    invitation: [["offers", "collaborations.list"]],
    work: [["offers", "collaborations.list"]],
    post: [["my_posts", "posts.mine"]],
    pay: [["earnings", "payouts.list"]],
    money: [["earnings", "payouts.list"]],
    account: [["account", "payouts.set_account"]],
    people: [["human", "handover.request"]],
    team: [["human", "handover.request"]],
  },
};

/** What was understood of a message that was not: the things it names, and what can be done with them. */
function aboutTopics(turn: PlannerTurn): boolean {
  const side = turn.actor.kind === "influencer" ? "influencer" : "brand";
  const named = topicsOf(turn.message)
    .map((topic) => ({
      topic,
      chips: (TOPIC_CHIPS[side][topic] ?? []).filter(([, name]) => {
        const useCase = turn.registry.find(name);
        return useCase !== undefined && mayCall(turn.actor, useCase);
      }),
    }))
    .filter(({ chips }) => chips.length > 0);
  if (named.length === 0) return false;
  const topics = turn.p.list(named.slice(0, 3).map(({ topic }) => turn.p.t(`assistant.topics.${topic}`)));
  turn.say(turn.p.t("assistant.unknown_about", { topics }));
  const chips = [...new Set(named.flatMap((entry) => entry.chips.map(([chip]) => chip))), "help"];
  turn.chips(
    chips.slice(0, 6).map((chip) => ({ label: turn.p.t(`assistant.chip.${chip}`) })),
    turn.p.t("assistant.try"),
  );
  return true;
}

/** Messages that hold no wish in words: a link that is no post's, or only pictures of faces. */
function withoutWords(turn: PlannerTurn): boolean {
  const { original, tokens } = turn.message;
  const isLink = turn.actor.kind === "influencer" && tokens.some(({ kind }) => kind === "link");
  const isMute = !/[\p{L}\p{N}]/u.test(original);
  if (!isLink && !isMute) return false;
  turn.say(turn.p.t(isLink ? "errors.post_link_unknown" : "assistant.no_words"));
  turn.chips(offers(turn).chips, turn.p.t("assistant.try"));
  return true;
}

export async function help(turn: PlannerTurn, reading: Reading): Promise<void> {
  if (reading.intent === "unknown" && withoutWords(turn)) return;
  if (reading.intent === "unknown" && !isOutside(turn.message) && aboutTopics(turn)) return;
  const { sentences, chips } = offers(turn);
  const list = sentences.map((sentence) => `- ${sentence}`).join("\n");
  const lead =
    reading.intent === "unknown" ? "unknown" : turn.actor.kind === "influencer" ? "help_influencer" : "help_brand";
  const outside = reading.intent === "unknown" && isOutside(turn.message);
  turn.say(`${turn.p.t(outside ? "assistant.settings.outside" : `assistant.${lead}`)}\n${list}`);
  if (reading.intent === "help") turn.say(turn.p.t("assistant.help_limit"));
  turn.chips(chips, turn.p.t("assistant.try"));
}

export async function smallTalk(turn: PlannerTurn, reading: Reading): Promise<void> {
  const said = { greet: "hello", thanks: "welcome", who: "who" }[reading.intent as "greet" | "thanks" | "who"];
  turn.say(turn.p.t(`assistant.${said}`, { name: turn.actor.displayName }));
  if (reading.intent !== "thanks") turn.chips(offers(turn).chips, turn.p.t("assistant.try"));
}

export async function reset(turn: PlannerTurn): Promise<void> {
  delete turn.state.campaign;
  delete turn.state.list;
  delete turn.state.last;
  turn.say(turn.p.t("assistant.reset"));
  turn.chips(offers(turn).chips, turn.p.t("assistant.try"));
}

/** The brand's people take over; they read what it is about in the person's own words. */
export async function callHuman(turn: PlannerTurn): Promise<void> {
  await turn.perform("handover.request", { about: truncate(turn.message.original.trim(), MOST_ABOUT) });
}

/** A typed yes approves nothing: what waits is shown with its buttons. */
export async function typedYes(turn: PlannerTurn): Promise<void> {
  const { lines, chips, approvals } = await whatWaits(turn);
  if (lines.length === 0 && !approvals) {
    turn.say(turn.p.t("assistant.typed_yes_none"));
    turn.chips(offers(turn).chips, turn.p.t("assistant.try"));
    return;
  }
  turn.say([turn.p.t("assistant.typed_yes"), ...lines.map((line) => `- ${line}`)].join("\n"));
  if (approvals) turn.show(approvals, { text: "" });
  turn.chips(chips);
}

/** Everything that waits for somebody: requests with their buttons, submitted campaigns, posts to review. */
export async function listWaiting(turn: PlannerTurn): Promise<void> {
  const { lines, chips, approvals } = await whatWaits(turn);
  if (lines.length === 0 && !approvals) {
    turn.say(turn.p.t("approvals.none"));
    return;
  }
  if (approvals) turn.show(approvals);
  turn.say(lines.map((line) => `- ${line}`).join("\n"));
  turn.chips(chips);
}

interface Waiting {
  readonly lines: readonly string[];
  readonly chips: readonly Chip[];
  /** Present when at least one request waits. */
  readonly approvals?: ToolResult;
}

async function whatWaits(turn: PlannerTurn): Promise<Waiting> {
  const result = await turn.call("approvals.list", { status: "pending" });
  const asked = result.kind === "done" && view(approvalsView, result.outcome.output).items.length > 0;
  const lines: string[] = [];
  const chips: Chip[] = [];
  if (turn.actor.kind !== "influencer") {
    const campaigns = await turn.call("campaigns.list", { status: "submitted", limit: 10 });
    if (campaigns.kind === "done") {
      for (const { name } of view(campaignsView, campaigns.outcome.output).items) {
        lines.push(turn.p.t("assistant.campaign_waits", { name }));
        chips.push({ label: turn.p.t("assistant.chip.approve_campaign", { name }) });
      }
    }
    const posts = await turn.call("posts.list", { status: "pending", limit: 10 });
    const count = posts.kind === "done" ? view(postsView, posts.outcome.output).items.length : 0;
    if (count > 0) {
      lines.push(turn.p.t("assistant.posts_wait", { count }));
      chips.push({ label: turn.p.t("assistant.chip.posts") });
    }
  }
  return { lines, chips, ...(asked && { approvals: result }) };
}

export async function typedNo(turn: PlannerTurn, hadQuestion: boolean): Promise<void> {
  turn.say(turn.p.t(hadQuestion ? "assistant.dropped" : "assistant.ok"));
}
