import type { IntentName } from "../intent-plan.ts";
import type { Reading } from "../interpret.ts";
import type { Chip, PlannerTurn } from "../planner-turn.ts";
import type { Slot } from "../read-answer.ts";
import { resolveCampaign } from "../resolve.ts";
import { channelsView, view } from "../views.ts";

const CHANNEL_CHIPS: readonly Chip[] = [{ label: "Telegram" }, { label: "WhatsApp" }, { label: "Slack" }];

/** What has to be known first, and how it is asked for. */
const QUESTIONS: Readonly<Partial<Record<IntentName, { slot: Slot; text: string; chips?: readonly Chip[] }>>> = {
  "channel.link": { slot: "channel", text: "ask_channel", chips: CHANNEL_CHIPS },
  "channel.code": { slot: "code", text: "ask_code" },
  security: { slot: "approverCoolingHours", text: "ask_hours" },
};

/** Calls the use case once the one thing it needs is known. */
export async function askThenDo(turn: PlannerTurn, reading: Reading): Promise<void> {
  const question = QUESTIONS[reading.intent];
  if (question && reading.missing.length > 0) {
    turn.ask({
      intent: reading.intent,
      slot: question.slot,
      text: turn.p.t(`assistant.settings.${question.text}`),
      chips: question.chips,
    });
    return;
  }
  if (reading.useCase) await turn.perform(reading.useCase, reading.input);
}

/** Changes what was said; where it is not clear what, the settings are shown with their buttons. */
export async function setNotifications(turn: PlannerTurn, reading: Reading): Promise<void> {
  if (Object.keys(reading.input).length > 0) {
    await turn.perform("notifications.set_preferences", reading.input);
    return;
  }
  turn.say(turn.p.t("assistant.settings.which_notice"));
  await turn.perform("notifications.preferences", {});
}

/** Unlinks the only account of a channel; of several, or of none named, the person presses the right one. */
export async function unlinkChannel(turn: PlannerTurn, reading: Reading): Promise<void> {
  const { channel } = reading.input;
  const { items } = view(channelsView, await turn.read("people.channels", {}));
  const fitting = items.filter((item) => item.channel === channel);
  const [only, second] = fitting;
  if (typeof channel === "string" && !only) {
    turn.say(turn.p.t("assistant.settings.not_linked", { channel }));
    return;
  }
  if (only && !second) {
    await turn.perform("people.unlink_channel", { identityId: only.identityId });
    return;
  }
  turn.say(turn.p.t("assistant.settings.which_account"));
  await turn.perform("people.channels", {});
}

export async function revokeConnection(turn: PlannerTurn): Promise<void> {
  turn.say(turn.p.t("assistant.settings.which_program"));
  await turn.perform("connections.list", {});
}

/** What only a card can tell: whose request, which broadcast, which conversation. */
export async function byCard(turn: PlannerTurn, { intent }: Reading): Promise<void> {
  turn.say(turn.p.t(`assistant.settings.${intent.startsWith("handover.") ? "by_call_card" : "by_card"}`));
}

/** An influencer gives the conversation back to the assistant; members do it on the card. */
export async function endHandOver(turn: PlannerTurn, reading: Reading): Promise<void> {
  if (turn.actor.kind !== "influencer") return byCard(turn, reading);
  await turn.perform("handover.end", {});
}

export async function editProfile(turn: PlannerTurn, reading: Reading): Promise<void> {
  if (Object.keys(reading.input).length > 0) {
    await turn.perform("influencers.update_my_profile", reading.input);
    return;
  }
  turn.ask({ intent: "profile.edit", slot: "profile", text: turn.p.t("assistant.settings.ask_profile") });
}

/** One message to everybody in a campaign; ends as a request that a human decides. */
export async function broadcast(turn: PlannerTurn, reading: Reading): Promise<void> {
  const campaign = await resolveCampaign(turn, reading, {
    intent: "broadcast.send",
    input: reading.input,
    statuses: ["approved", "active"],
    preferCurrent: true,
  });
  if (!campaign) return;
  const { text } = reading.input;
  if (typeof text !== "string") {
    turn.ask({ intent: "broadcast.send", slot: "text", text: turn.p.t("assistant.settings.ask_broadcast") });
    return;
  }
  await turn.perform("broadcasts.send", { campaignId: campaign.campaignId, text });
}

/** A brief to look at: asks for what the writer needs, saves nothing. */
export async function draftBrief(turn: PlannerTurn, reading: Reading): Promise<void> {
  const [missing] = reading.missing;
  if (missing) {
    turn.ask({
      intent: "brief.draft",
      slot: missing as Slot,
      input: reading.input,
      text: turn.p.t(`assistant.ask.${missing}`),
    });
    return;
  }
  await turn.perform("campaigns.draft_brief", reading.input);
}
