import type { I18n } from "../../core/i18n/presenter.ts";
import { AppError } from "../../core/kernel/errors.ts";
import type { UseCase } from "../../core/usecase/define.ts";
import { mayCall } from "../../core/usecase/registry.ts";
import {
  briefCampaign,
  createCampaign,
  editCampaign,
  listCampaigns,
  moveCampaign,
  showOneCampaign,
  showPerformance,
} from "./handlers/campaigns.ts";
import { answerCollaboration, draftMessage, listCollaborations, showCollaboration } from "./handlers/collaborations.ts";
import { forgetFact, rememberFact, setCostLimit, showCosts } from "./handlers/memory.ts";
import { deposit, payouts, setAccount } from "./handlers/money.ts";
import { aboutInfluencer, invite, recommend, searchInfluencers } from "./handlers/people.ts";
import { decidePost, howToPost, listPosts, myPosts, showPost, submitPost } from "./handlers/posts.ts";
import {
  askThenDo,
  broadcast,
  byCard,
  draftBrief,
  editProfile,
  endHandOver,
  revokeConnection,
  setNotifications,
  unlinkChannel,
} from "./handlers/settings.ts";
import { callHuman, help, listWaiting, reset, smallTalk, typedNo, typedYes } from "./handlers/talk.ts";
import { type IntentName, PLANS } from "./intent-plan.ts";
import type { Reading } from "./interpret.ts";
import type { PlannerTurn } from "./planner-turn.ts";

interface HandleOptions {
  readonly hadQuestion: boolean;
  readonly i18n?: I18n;
}

type Handler = (turn: PlannerTurn, reading: Reading, options: HandleOptions) => Promise<void>;

/** A use case that needs no input of its own. */
const plain: Handler = async (turn, { useCase }) => {
  if (useCase) await turn.perform(useCase, {});
};

const HANDLERS: Readonly<Record<IntentName, Handler>> = {
  help,
  unknown: help,
  greet: smallTalk,
  thanks: smallTalk,
  who: smallTalk,
  reset,
  yes: typedYes,
  no: (turn, _reading, { hadQuestion }) => typedNo(turn, hadQuestion),
  pick,
  "language.switch": switchLanguage,
  "approvals.list": listWaiting,
  "approve.this": typedYes,
  "reject.this": typedYes,
  "ai.costs": showCosts,
  "ai.budget": plain,
  "ai.limit": setCostLimit,
  "memory.remember": rememberFact,
  "memory.show": plain,
  "memory.forget": forgetFact,
  "notifications.show": plain,
  "notifications.set": setNotifications,
  "channel.list": plain,
  "channel.link": askThenDo,
  "channel.code": askThenDo,
  "channel.confirm": byCard,
  "channel.refuse": byCard,
  "channel.trust": byCard,
  "channel.unlink": unlinkChannel,
  "connection.list": plain,
  "connection.revoke": revokeConnection,
  "handover.end": endHandOver,
  "handover.take": byCard,
  "handover.reply": byCard,
  "broadcast.send": broadcast,
  "broadcast.show": byCard,
  "message.draft": draftMessage,
  security: askThenDo,
  "brief.draft": draftBrief,
  "collaboration.show": showCollaboration,
  "work.show": showCollaboration,
  "post.submit": submitPost,
  "earnings.history": plain,
  "news.agree": plain,
  "news.stop": plain,
  "profile.edit": editProfile,
  "campaign.create": createCampaign,
  "campaign.edit": editCampaign,
  "campaign.brief": briefCampaign,
  "campaign.show": showOneCampaign,
  "campaign.list": listCampaigns,
  "campaign.submit": moveCampaign,
  "campaign.approve": moveCampaign,
  "campaign.send_back": moveCampaign,
  "campaign.cancel": moveCampaign,
  "campaign.complete": moveCampaign,
  performance: showPerformance,
  report: showPerformance,
  recommend,
  invite,
  "collaboration.list": listCollaborations,
  "collaboration.accept_counter": answerCollaboration,
  "collaboration.decline_counter": answerCollaboration,
  "collaboration.cancel": answerCollaboration,
  "post.list": listPosts,
  "post.show": showPost,
  "post.metrics": showPost,
  "post.approve": decidePost,
  "post.reject": decidePost,
  "post.revise": decidePost,
  wallet: plain,
  statement: plain,
  deposit,
  payouts,
  "influencer.search": searchInfluencers,
  "influencer.show": aboutInfluencer,
  "influencer.blacklist": aboutInfluencer,
  "influencer.unblacklist": aboutInfluencer,
  members: plain,
  organization: plain,
  "work.list": listCollaborations,
  "work.accept": answerCollaboration,
  "work.counter": answerCollaboration,
  "work.decline": answerCollaboration,
  "post.how": howToPost,
  "post.mine": myPosts,
  earnings: payouts,
  "account.set": setAccount,
  "profile.mine": plain,
  human: callHuman,
};

/** Carries out what a message means. Throws AppError where a refusal ends the turn. */
export async function handle(turn: PlannerTurn, reading: Reading, options: HandleOptions): Promise<void> {
  const { useCase } = PLANS[reading.intent];
  const wanted = useCase === undefined ? undefined : turn.registry.find(useCase);
  if (useCase && !wanted) throw new AppError("unsupported");
  // Nobody is asked questions for something they may not do.
  if (wanted && !mayCall(turn.actor, wanted)) throw new AppError("forbidden", "role_missing");
  if (reading.guessed && wanted && !(await mayGuess(turn, reading, wanted))) return;
  if (reading.guessed === "likeness" && wanted?.effect === "read") turn.say(turn.p.t("assistant.guess_shown"));
  if (reading.unclear) turn.say(turn.p.t("assistant.not_understood"));
  await HANDLERS[reading.intent](turn, reading, options);
}

/** What would change something at once; everything else shows, asks, or waits for a press of its own. */
const GUESSES: ReadonlySet<IntentName> = new Set([
  "campaign.submit",
  "campaign.brief",
  "campaign.edit",
  "campaign.complete",
  "post.reject",
  "post.revise",
  "collaboration.decline_counter",
  "work.decline",
  "notifications.set",
  "profile.edit",
  "human",
  "campaign.send_back",
  "influencer.blacklist",
  "work.counter",
  "news.stop",
]);

/** Whether a guess may be carried out; where it would change something at once, the person is asked first. */
async function mayGuess(turn: PlannerTurn, reading: Reading, { effect, approval }: UseCase): Promise<boolean> {
  const { intent } = reading;
  const asks = reading.missing.length > 0 && !GUESSES.has(intent);
  if (effect === "read" || approval || intent === "report" || asks) return true;
  if (!GUESSES.has(intent)) {
    await help(turn, { ...reading, intent: "unknown" });
    return false;
  }
  turn.ask({
    intent,
    slot: "confirm",
    input: { words: turn.message.original },
    text: turn.p.t("assistant.guess", { wish: turn.p.t(`assistant.wishes.${intent.replace(".", "_")}`) }),
    chips: [
      { label: turn.p.t("assistant.guess_yes"), text: turn.p.t("assistant.guess_yes_said") },
      { label: turn.p.t("assistant.guess_no"), text: turn.p.t("assistant.guess_no_said") },
    ],
  });
  return false;
}

/** What a name or a number alone shows of the list last seen. */
const SHOWS = {
  campaigns: ["campaigns.get", "campaignId"],
  influencers: ["influencers.get", "influencerId"],
  collaborations: ["collaborations.get", "collaborationId"],
  posts: ["posts.get", "postId"],
  payouts: ["payouts.get", "payoutId"],
} as const;

async function pick(turn: PlannerTurn, reading: Reading): Promise<void> {
  const list = turn.state.list;
  const id = reading.about.people[0]?.id ?? list?.items[reading.about.positions[0] ?? -1]?.id;
  const item = list?.items.find((candidate) => candidate.id === id);
  if (!list || !item) {
    turn.say(turn.p.t("assistant.out_of_range", { numbers: reading.about.outOfRange.join(", ") || "?" }));
    return;
  }
  const [useCase, field] = SHOWS[list.kind];
  if (list.kind === "campaigns") turn.about(item);
  if (list.kind === "influencers") turn.state.person = { id: item.id, name: item.name };
  // Influencers see their own posts in their list only.
  if (list.kind === "posts" && turn.actor.kind === "influencer") {
    await turn.perform("metrics.of_post", { postId: item.id });
    return;
  }
  await turn.perform(useCase, { [field]: item.id });
}

async function switchLanguage(turn: PlannerTurn, reading: Reading, { i18n }: HandleOptions): Promise<void> {
  const { language } = reading.input;
  if (language !== "id" && language !== "en") {
    turn.ask({
      intent: "language.switch",
      slot: "language",
      text: turn.p.t("assistant.ask.language"),
      chips: [{ label: "Bahasa Indonesia" }, { label: "English" }],
    });
    return;
  }
  const result = await turn.call("people.set_language", { language });
  if (result.kind === "done") {
    turn.state.language = language;
    turn.p = i18n?.presenter(language, turn.p.timeZone) ?? turn.p;
  }
  turn.show(result);
}
