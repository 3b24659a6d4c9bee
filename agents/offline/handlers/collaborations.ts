import { type Currency, money } from "../../../core/kernel/money.ts";
import type { IntentName } from "../intent-plan.ts";
import { PURPOSES } from "../intents-message.ts";
import type { Reading } from "../interpret.ts";
import type { PlannerTurn } from "../planner-turn.ts";
import { resolveItem } from "../resolve.ts";
import type { ListItem } from "../state.ts";
import { collaborationsView, view } from "../views.ts";
import { sayProblems } from "./problems.ts";

interface Answer {
  readonly useCase: string;
  readonly statuses: readonly string[];
  readonly none: string;
  /** Input of the call beside the collaboration. */
  readonly takes: readonly string[];
}

/** What can be said to an invitation or a counter-offer, and when. */
const ANSWERS: Readonly<Partial<Record<IntentName, Answer>>> = {
  "work.accept": {
    useCase: "collaborations.accept",
    statuses: ["invited", "offered"],
    none: "assistant.no_offers",
    takes: [],
  },
  "work.counter": {
    useCase: "collaborations.counter",
    statuses: ["invited", "offered"],
    none: "assistant.no_offers",
    takes: ["amountMinor"],
  },
  "work.decline": {
    useCase: "collaborations.decline",
    statuses: ["invited", "offered", "countered"],
    none: "assistant.no_offers",
    takes: ["reason"],
  },
  "collaboration.accept_counter": {
    useCase: "collaborations.accept_counter",
    statuses: ["countered"],
    none: "assistant.no_counters",
    takes: [],
  },
  "collaboration.decline_counter": {
    useCase: "collaborations.decline_counter",
    statuses: ["countered"],
    none: "assistant.no_counters",
    takes: ["note"],
  },
  "collaboration.cancel": {
    useCase: "collaborations.cancel",
    statuses: ["invited", "offered", "countered", "accepted", "in_progress"],
    none: "assistant.nothing_here",
    takes: ["reason"],
  },
};

export async function listCollaborations(turn: PlannerTurn, reading: Reading): Promise<void> {
  const campaignId = reading.about.campaign?.id;
  const output = await turn.perform("collaborations.list", {
    ...reading.input,
    ...(campaignId && { campaignId }),
    limit: 20,
  });
  if (output) turn.remember("collaborations", itemsOf(turn, output));
}

/** One collaboration in full: the only one there is, or the one that is named. */
export async function showCollaboration(turn: PlannerTurn, reading: Reading): Promise<void> {
  const output = await turn.read("collaborations.list", { limit: 20 });
  const item = resolveItem(turn, reading, {
    intent: reading.intent,
    kind: "collaborations",
    items: itemsOf(turn, output),
    none: "assistant.nothing_here",
    which: "assistant.ask.collaboration",
  });
  if (item) await turn.perform("collaborations.get", { collaborationId: item.id });
}

/** Words for the creator of one collaboration; nothing is sent. */
export async function draftMessage(turn: PlannerTurn, reading: Reading): Promise<void> {
  const { intent, input } = reading;
  const known = input.collaborationId;
  const item =
    typeof known === "string"
      ? { id: known }
      : resolveItem(turn, reading, {
          intent,
          kind: "collaborations",
          items: itemsOf(turn, await turn.read("collaborations.list", { limit: 20 })),
          none: "assistant.nothing_here",
          which: "assistant.ask.collaboration",
          input,
        });
  if (!item) return;
  if (reading.missing.includes("purpose")) {
    turn.ask({
      intent,
      slot: "purpose",
      input: { collaborationId: item.id },
      text: turn.p.t("assistant.ask.purpose"),
      chips: PURPOSES.map((purpose) => ({ label: turn.p.t(`assistant.purposes.${purpose}`) })),
    });
    return;
  }
  await turn.perform("collaborations.draft_message", { collaborationId: item.id, purpose: input.purpose });
}

/** Answers an invitation or a counter-offer: the only one that is open, or the one that is named. */
export async function answerCollaboration(turn: PlannerTurn, reading: Reading): Promise<void> {
  const answer = ANSWERS[reading.intent];
  if (!answer) return;
  sayProblems(turn, reading.problems);
  const input = reading.input;
  if (reading.missing.includes("amountMinor")) {
    turn.ask({ intent: reading.intent, slot: "amountMinor", input, text: turn.p.t("assistant.ask.amount_counter") });
    return;
  }
  const item = await openCollaboration(turn, reading, answer);
  if (!item) return;
  const taken = Object.fromEntries(
    answer.takes.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]])),
  );
  if (reading.intent === "work.counter")
    turn.state.last = { intent: "work.counter", input: { collaborationId: item.id } };
  await turn.perform(answer.useCase, { collaborationId: item.id, ...taken });
}

async function openCollaboration(turn: PlannerTurn, reading: Reading, answer: Answer): Promise<ListItem | undefined> {
  const known = reading.input.collaborationId;
  if (typeof known === "string") return { id: known, name: "" };
  const output = await turn.read("collaborations.list", { status: answer.statuses, limit: 20 });
  return resolveItem(turn, reading, {
    intent: reading.intent,
    kind: "collaborations",
    items: itemsOf(turn, output),
    none: answer.none,
    which: "assistant.ask.collaboration",
    input: reading.input,
  });
}

/** Named by the other side: the influencer for a brand, campaign and brand for an influencer. */
function itemsOf(turn: PlannerTurn, output: unknown): ListItem[] {
  const mine = turn.actor.kind === "influencer";
  return view(collaborationsView, output).items.map((item) => ({
    id: item.collaborationId,
    name: mine ? item.campaignName : `${item.influencerName} · ${item.campaignName}`,
    aliases: mine
      ? [item.orgName]
      : [item.influencerName, turn.p.money(money(item.compensationMinor, item.currency as Currency))],
    amountMinor: item.compensationMinor,
    currency: item.currency,
    status: item.status,
  }));
}
