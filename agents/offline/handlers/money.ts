import type { IntentName } from "../intent-plan.ts";
import type { Reading } from "../interpret.ts";
import type { PlannerTurn } from "../planner-turn.ts";
import type { Slot } from "../read-answer.ts";
import { payoutsView, view } from "../views.ts";
import { sayProblems } from "./problems.ts";

/** A top-up of the wallet: ends as a request that a human decides. */
export async function deposit(turn: PlannerTurn, reading: Reading): Promise<void> {
  sayProblems(turn, reading.problems);
  const { amountMinor } = reading.input;
  if (typeof amountMinor !== "number") return ask(turn, "deposit", "amountMinor", {}, "amount_deposit");
  turn.state.last = { intent: "deposit", input: {} };
  await turn.perform("deposits.create", { amountMinor });
}

export async function payouts(turn: PlannerTurn, reading: Reading): Promise<void> {
  const known = turn.state.list?.kind === "influencers" ? reading.about.people[0]?.id : undefined;
  const output = await turn.perform("payouts.list", {
    ...reading.input,
    ...(known && { influencerId: known }),
    limit: 10,
  });
  if (!output) return;
  turn.remember(
    "payouts",
    view(payoutsView, output).items.map((item) => ({
      id: item.payoutId,
      name: turn.actor.kind === "influencer" ? item.campaignName : item.influencerName,
    })),
  );
}

/** Collects bank, number and holder, one at a time; the person confirms with a button. */
export async function setAccount(turn: PlannerTurn, reading: Reading): Promise<void> {
  const [missing] = reading.missing;
  if (missing) return ask(turn, "account.set", missing as Slot, reading.input, missing);
  const { channelCode, accountNumber, holderName } = reading.input;
  await turn.perform("payouts.set_account", { channelCode, accountNumber, holderName });
}

function ask(
  turn: PlannerTurn,
  intent: IntentName,
  slot: Slot,
  input: Readonly<Record<string, unknown>>,
  question: string,
): void {
  const banks = slot === "channelCode" ? ["BCA", "Mandiri", "BRI", "BNI", "GoPay", "OVO"] : [];
  turn.ask({
    intent,
    slot,
    input,
    text: turn.p.t(`assistant.ask.${question}`),
    chips: banks.map((label) => ({ label })),
  });
}
