import { type Currency, money } from "../../../core/kernel/money.ts";
import { addUnits, dayIn, isoDate, weekdayOf } from "../../language/calendar.ts";
import type { ToolResult } from "../../tool-runner.ts";
import type { IntentName } from "../intent-plan.ts";
import type { Reading } from "../interpret.ts";
import type { Chip, PlannerTurn } from "../planner-turn.ts";
import type { Slot } from "../read-answer.ts";
import type { BriefChange, CampaignChange } from "../read-edit.ts";
import { resolveCampaign } from "../resolve.ts";
import { briefView, type CampaignView, campaignsView, campaignView, view } from "../views.ts";
import { sayProblems } from "./problems.ts";

/** Parts of a draft that only the person knows, in the order they are asked for. */
const ASKED = ["product", "goal", "audience", "budget", "dates"] as const;
const MAX_HASHTAGS = 8;
/** Hashtags that say a post is paid for; replacing the others keeps them. */
const DISCLOSURE = /^#(?:ad|ads|iklan|sponsored|sponsor|kerjasama|kerjasamaberbayar|paidpartnership|partner|endorse)$/i;

/** Starts a draft from what was said; a name is all it needs. */
export async function createCampaign(turn: PlannerTurn, reading: Reading): Promise<void> {
  const input = reading.input;
  sayProblems(turn, reading.problems);
  if (reading.missing.includes("name")) {
    const product = typeof input.product === "string" ? input.product : undefined;
    turn.ask({
      intent: "campaign.create",
      slot: "name",
      input,
      text: turn.p.t("assistant.ask.name"),
      chips: product ? [{ label: product }, { label: turn.p.t("assistant.campaign_named", { product }) }] : [],
    });
    return;
  }
  const result = await turn.call("campaigns.create", input);
  if (result.kind !== "done") return turn.show(result);
  const campaign = view(campaignView, result.outcome.output);
  turn.about({ id: campaign.campaignId, name: campaign.name });
  turn.say(turn.p.t("assistant.created", { name: campaign.name }));
  await continueDraft(turn, campaign, result);
}

/** Changes a draft as the words say: fields, or parts of the brief. */
export async function editCampaign(turn: PlannerTurn, reading: Reading): Promise<void> {
  sayProblems(turn, reading.problems);
  // An answer to a question for one part comes as the part itself.
  const { change = reading.answers && reading.answers !== "pick" ? reading.input : undefined, ...rest } =
    reading.input as {
      change?: CampaignChange;
    };
  const asked = turn.state.campaign;
  if (reading.unclear && reading.unclear !== "pick" && asked) {
    return askPart(turn, reading.unclear as Slot, { ...rest });
  }
  const wanted = change as CampaignChange | undefined;
  const campaign = await resolveCampaign(turn, reading, {
    intent: "campaign.edit",
    input: wanted ? { change: wanted } : {},
    statuses: ["draft"],
    stay: (reading.answers !== undefined && reading.answers !== "pick") || hasTitle(wanted),
  });
  if (!campaign) return;
  if (!wanted || Object.keys(wanted).length === 0) {
    if (reading.problems.length > 0 && reading.answers) return askPart(turn, reading.answers as Slot, {});
    if (reading.problems.length > 0 && campaign.missing.length > 0) return continueDraft(turn, campaign);
    turn.ask({ intent: "campaign.edit", slot: "change", text: turn.p.t("assistant.ask.change") });
    return;
  }
  const update = await updateOf(turn, campaign, wanted);
  if (!update) return;
  const result = await turn.call("campaigns.update", update);
  if (result.kind !== "done") {
    turn.show(result);
    if (result.kind === "refused" && reading.answers) askPart(turn, reading.answers as Slot, {});
    return;
  }
  turn.say(
    reading.answers && reading.answers !== "pick"
      ? turn.p.t("assistant.noted")
      : changedText(turn, wanted, campaign.currency),
  );
  const updated = view(campaignView, result.outcome.output);
  await continueDraft(turn, updated, reading.answers && updated.missing.length > 0 ? undefined : result);
}

/** Whether a change carries free text, in which the name of another campaign means nothing. */
function hasTitle(change: CampaignChange | undefined): boolean {
  return change?.name !== undefined || change?.product !== undefined || change?.goal !== undefined;
}

/** The next thing a draft needs: a question, the brief, or nothing any more. `shown` is the call whose card comes with it. */
async function continueDraft(turn: PlannerTurn, campaign: CampaignView, shown?: ToolResult): Promise<void> {
  const open = ASKED.find((part) => campaign.missing.includes(part));
  if (open) {
    if (shown) turn.show(shown, { text: "" });
    const slot: Slot = open === "dates" && campaign.startsOn ? "end" : open;
    return askPart(turn, slot, slot === "end" ? { startsOn: campaign.startsOn } : {});
  }
  if (campaign.missing.includes("brief") || campaign.missing.includes("deliverables")) {
    return writeBrief(turn, campaign.campaignId);
  }
  turn.show(shown ?? (await turn.call("campaigns.get", { campaignId: campaign.campaignId })), { text: "" });
}

async function writeBrief(turn: PlannerTurn, campaignId: string): Promise<void> {
  const result = await turn.call("campaigns.write_brief", { campaignId });
  turn.show(result, { text: turn.p.t("assistant.brief_written") });
}

/** Asks for one part of the draft, with typical answers to tap. */
function askPart(turn: PlannerTurn, slot: Slot, input: Readonly<Record<string, unknown>>): void {
  const start = typeof input.startsOn === "string" ? turn.p.date(input.startsOn) : "";
  turn.ask({
    intent: "campaign.edit",
    slot,
    input,
    text: turn.p.t(`assistant.ask.${slot}`, { start }),
    chips: chipsFor(turn, slot),
  });
}

function chipsFor(turn: PlannerTurn, slot: Slot): Chip[] {
  const { p } = turn;
  const say = (key: string): Chip => ({ label: p.t(`assistant.${key}`) });
  switch (slot) {
    case "goal":
      return [say("goals.awareness"), say("goals.engagement"), say("goals.conversion")];
    case "audience":
      return [say("audiences.young_women"), say("audiences.women"), say("audiences.young")];
    case "budget":
      return [10, 20, 50].map((millions) => ({ label: p.money(money(millions * 1_000_000, "IDR")) }));
    case "dates":
      return [2, 4].map((weeks) => ({ label: nextWeeks(turn, weeks) }));
    case "end":
      return [2, 4].map((count) => ({ label: p.t("assistant.for_weeks", { count }) }));
    default:
      return [];
  }
}

/** `23 Nov 2026 - 6 Des 2026`: from next Monday, for so many weeks. */
function nextWeeks(turn: PlannerTurn, weeks: number): string {
  const today = dayIn(turn.now, turn.p.timeZone);
  const monday = today + 7 - weekdayOf(today);
  return `${turn.p.date(isoDate(monday))} - ${turn.p.date(isoDate(addUnits(monday, weeks, "week") - 1))}`;
}

/** The input of `campaigns.update`; a change of the brief is applied to the brief as it is now. */
async function updateOf(
  turn: PlannerTurn,
  campaign: CampaignView,
  change: CampaignChange,
): Promise<Record<string, unknown> | undefined> {
  const { brief: briefChange, ...fields } = change;
  const update = { campaignId: campaign.campaignId, ...fields };
  if (!briefChange) return update;
  const { brief, version } = view(briefView, await turn.read("campaigns.get", { campaignId: campaign.campaignId }));
  if (!brief) {
    turn.say(turn.p.t("assistant.no_brief"));
    if (Object.keys(fields).length > 0) return update;
    await continueDraft(turn, campaign);
    return undefined;
  }
  return { ...update, version, brief: changedBrief(brief, briefChange) };
}

type Brief = NonNullable<ReturnType<typeof view<ReturnType<typeof briefView.parse>>>["brief"]>;

function changedBrief(brief: Brief, change: BriefChange): Brief {
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
  const removed = change.removeHashtags ?? [];
  const kept = change.replaceHashtags
    ? brief.mandatoryHashtags.filter((tag) => DISCLOSURE.test(tag))
    : brief.mandatoryHashtags.filter((tag) => !removed.some((other) => same(tag, other)));
  const added = (change.addHashtags ?? []).filter((tag) => !kept.some((other) => same(tag, other)));
  const order = change.replaceHashtags ? [...added, ...kept] : [...kept, ...added];
  return {
    ...brief,
    mandatoryHashtags: order.slice(0, MAX_HASHTAGS),
    mandatoryCta: change.mandatoryCta ?? brief.mandatoryCta,
    rules: change.addRule ? [...brief.rules, change.addRule] : brief.rules,
    keyMessages: change.addKeyMessage ? [...brief.keyMessages, change.addKeyMessage] : brief.keyMessages,
    description: change.description ?? brief.description,
  };
}

function changedText(turn: PlannerTurn, change: CampaignChange, currency: string): string {
  const { p } = turn;
  const parts = Object.entries(change).map(([part, value]) => {
    const text =
      part === "budgetMinor"
        ? p.money(money(Number(value), currency as Currency))
        : part === "startsOn" || part === "endsOn"
          ? p.date(String(value))
          : typeof value === "string"
            ? value
            : "";
    return p.t(`assistant.part.${part}`, { value: text });
  });
  return p.t("assistant.changed", { parts: p.list(parts) });
}

/** Writes the brief of a draft, or asks for what it needs first. */
export async function briefCampaign(turn: PlannerTurn, reading: Reading): Promise<void> {
  const campaign = await resolveCampaign(turn, reading, { intent: "campaign.brief", statuses: ["draft"] });
  if (!campaign) return;
  const needed = (["product", "goal"] as const).find((part) => campaign.missing.includes(part));
  if (needed) return askPart(turn, needed, {});
  await writeBrief(turn, campaign.campaignId);
}

export async function showOneCampaign(turn: PlannerTurn, reading: Reading): Promise<void> {
  const campaign = await resolveCampaign(turn, reading, { intent: "campaign.show" });
  if (campaign) await turn.perform("campaigns.get", { campaignId: campaign.campaignId });
}

export async function listCampaigns(turn: PlannerTurn, reading: Reading): Promise<void> {
  const output = await turn.perform("campaigns.list", { ...reading.input, limit: 10 });
  if (!output) return;
  const { items } = view(campaignsView, output);
  turn.state.known = items.map(({ campaignId, name }) => ({ id: campaignId, name }));
  turn.remember(
    "campaigns",
    items.map(({ campaignId, name, status: at }) => ({ id: campaignId, name, status: at })),
  );
}

/** Steps that need nothing but the campaign (and a note): submit, approve, send back, cancel, complete. */
const STEPS: Readonly<
  Partial<Record<IntentName, { useCase: string; statuses: readonly string[]; note?: "note" | "reason" }>>
> = {
  "campaign.submit": { useCase: "campaigns.submit", statuses: ["draft"] },
  "campaign.approve": { useCase: "campaigns.approve", statuses: ["submitted"] },
  "campaign.send_back": { useCase: "campaigns.send_back", statuses: ["submitted"], note: "note" },
  "campaign.cancel": {
    useCase: "campaigns.cancel",
    statuses: ["draft", "submitted", "approved", "active"],
    note: "reason",
  },
  "campaign.complete": { useCase: "campaigns.complete", statuses: ["active"] },
};

export async function moveCampaign(turn: PlannerTurn, reading: Reading): Promise<void> {
  const step = STEPS[reading.intent];
  if (!step) return;
  const known = reading.input;
  const campaign = await resolveCampaign(turn, reading, {
    intent: reading.intent,
    input: known,
    statuses: step.statuses,
  });
  if (!campaign) return;
  if (reading.missing.includes("note")) {
    turn.ask({ intent: reading.intent, slot: "note", input: known, text: turn.p.t("assistant.ask.note_campaign") });
    return;
  }
  if (reading.intent === "campaign.submit" && campaign.missing.length > 0) return continueDraft(turn, campaign);
  const note = step.note && typeof known[step.note] === "string" ? { [step.note]: known[step.note] } : {};
  const versioned = step.useCase === "campaigns.approve" || step.useCase === "campaigns.submit";
  await turn.perform(step.useCase, {
    campaignId: campaign.campaignId,
    ...(versioned && { version: campaign.version }),
    ...note,
  });
}

/** How a campaign is doing: figures with their chart, and the causes. */
export async function showPerformance(turn: PlannerTurn, reading: Reading): Promise<void> {
  const campaign = await resolveCampaign(turn, reading, {
    intent: reading.intent,
    statuses: ["active", "completed", "approved"],
    preferCurrent: true,
  });
  if (!campaign) return;
  const { campaignId } = campaign;
  if (["draft", "submitted", "cancelled"].includes(campaign.status)) {
    turn.say(turn.p.t("assistant.status_only"));
    await turn.perform("campaigns.get", { campaignId });
    return;
  }
  if (reading.intent === "performance") await turn.perform("analytics.campaign_performance", { campaignId });
  await turn.perform("analytics.campaign_report", { campaignId });
}
