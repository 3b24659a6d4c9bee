import type { AssistantIntent } from "./intents-assistant.ts";
import type { BrandIntent } from "./intents-brand.ts";
import type { CommonIntent } from "./intents-common.ts";
import type { InfluencerIntent } from "./intents-influencer.ts";
import type { SettingIntent } from "./intents-settings.ts";

/** Things said that are no wish for a use case. */
export type TalkIntent = "yes" | "no" | "unknown" | "pick";
export type IntentName = CommonIntent | SettingIntent | AssistantIntent | BrandIntent | InfluencerIntent | TalkIntent;

interface Plan {
  /** The use case the intent ends in. */
  readonly useCase?: string;
  /** Input that must be known before it is called. */
  readonly needs?: readonly string[];
}

/** What each intent comes to. The only place that ties words to use cases. */
export const PLANS: Readonly<Record<IntentName, Plan>> = {
  help: {},
  greet: {},
  thanks: {},
  who: {},
  reset: {},
  yes: {},
  no: {},
  unknown: {},
  pick: {},
  "language.switch": { useCase: "people.set_language", needs: ["language"] },
  "approvals.list": { useCase: "approvals.list" },
  "notifications.show": { useCase: "notifications.preferences" },
  "notifications.set": { useCase: "notifications.set_preferences" },
  "channel.list": { useCase: "people.channels" },
  "channel.link": { useCase: "people.start_link", needs: ["channel"] },
  "channel.code": { useCase: "people.check_link_code", needs: ["code"] },
  "channel.confirm": { useCase: "people.link_channel" },
  "channel.refuse": { useCase: "people.refuse_link" },
  "channel.trust": { useCase: "people.trust_channel" },
  "channel.unlink": { useCase: "people.unlink_channel" },
  "connection.list": { useCase: "connections.list" },
  "connection.revoke": { useCase: "connections.revoke" },
  "handover.end": { useCase: "handover.end" },
  "handover.take": { useCase: "handover.take" },
  "handover.reply": { useCase: "handover.reply" },
  "ai.costs": { useCase: "assistant.costs" },
  "ai.budget": { useCase: "assistant.get_budget" },
  "ai.limit": { useCase: "assistant.set_budget" },
  "memory.remember": { useCase: "assistant.remember" },
  "memory.show": { useCase: "assistant.preferences" },
  "memory.forget": { useCase: "assistant.forget" },
  "campaign.create": { useCase: "campaigns.create", needs: ["name"] },
  "campaign.edit": { useCase: "campaigns.update", needs: ["change"] },
  "campaign.brief": { useCase: "campaigns.write_brief" },
  "brief.draft": { useCase: "campaigns.draft_brief", needs: ["product", "goal", "name"] },
  "campaign.show": { useCase: "campaigns.get" },
  "campaign.list": { useCase: "campaigns.list" },
  "campaign.submit": { useCase: "campaigns.submit" },
  "campaign.approve": { useCase: "campaigns.approve" },
  "campaign.send_back": { useCase: "campaigns.send_back", needs: ["note"] },
  "campaign.cancel": { useCase: "campaigns.cancel" },
  "campaign.complete": { useCase: "campaigns.complete" },
  performance: { useCase: "analytics.campaign_performance" },
  report: { useCase: "analytics.campaign_report" },
  recommend: { useCase: "matching.recommend" },
  invite: { useCase: "collaborations.invite" },
  "collaboration.list": { useCase: "collaborations.list" },
  "collaboration.show": { useCase: "collaborations.get" },
  "collaboration.accept_counter": { useCase: "collaborations.accept_counter" },
  "collaboration.decline_counter": { useCase: "collaborations.decline_counter" },
  "collaboration.cancel": { useCase: "collaborations.cancel" },
  "post.list": { useCase: "posts.list" },
  "post.show": { useCase: "posts.get" },
  "post.metrics": { useCase: "metrics.of_post" },
  "post.approve": { useCase: "posts.approve" },
  "post.reject": { useCase: "posts.reject", needs: ["note"] },
  "post.revise": { useCase: "posts.request_revision", needs: ["note"] },
  "approve.this": {},
  "reject.this": {},
  "broadcast.send": { useCase: "broadcasts.send", needs: ["text"] },
  "broadcast.show": { useCase: "broadcasts.get" },
  "message.draft": { useCase: "collaborations.draft_message", needs: ["purpose"] },
  security: { useCase: "organization.set_security", needs: ["approverCoolingHours"] },
  wallet: { useCase: "payments.wallet" },
  statement: { useCase: "payments.statement" },
  deposit: { useCase: "deposits.create", needs: ["amountMinor"] },
  payouts: { useCase: "payouts.list" },
  "influencer.search": { useCase: "influencers.search" },
  "influencer.show": { useCase: "influencers.get" },
  "influencer.blacklist": { useCase: "influencers.blacklist", needs: ["reason"] },
  "influencer.unblacklist": { useCase: "influencers.blacklist" },
  members: { useCase: "members.list" },
  organization: { useCase: "organization.get" },
  "work.list": { useCase: "collaborations.list" },
  "work.show": { useCase: "collaborations.get" },
  "work.accept": { useCase: "collaborations.accept" },
  "work.counter": { useCase: "collaborations.counter", needs: ["amountMinor"] },
  "work.decline": { useCase: "collaborations.decline" },
  "post.how": {},
  "post.submit": { useCase: "posts.submit_link", needs: ["url"] },
  "post.mine": { useCase: "posts.mine" },
  earnings: { useCase: "payouts.list" },
  "earnings.history": { useCase: "payments.statement" },
  "news.agree": { useCase: "broadcasts.agree" },
  "news.stop": { useCase: "broadcasts.withdraw" },
  "profile.edit": { useCase: "influencers.update_my_profile" },
  "account.set": { useCase: "payouts.set_account", needs: ["channelCode", "accountNumber", "holderName"] },
  "profile.mine": { useCase: "influencers.my_profile" },
  human: { useCase: "handover.request" },
};

/** Looked up on the way to another use case. */
const HELPERS = ["payouts.get"];

/** Every use case the planner may call. */
export const PLANNER_USE_CASES: readonly string[] = [
  ...new Set([...Object.values(PLANS).flatMap((plan) => plan.useCase ?? []), ...HELPERS]),
].sort();
