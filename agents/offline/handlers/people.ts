import type { Reading } from "../interpret.ts";
import type { PlannerTurn } from "../planner-turn.ts";
import type { Named } from "../read-people.ts";
import { findInfluencer, resolveCampaign } from "../resolve.ts";
import type { ListItem } from "../state.ts";
import { influencersView, recommendationView, view } from "../views.ts";

/** The person shown last, said without a name. */
const PRONOUN = /\b(?:dia|ia|him|her|them|beliau|orang ini|this one|this person)\b/;

const OPEN_FOR_INVITATIONS = ["approved", "active"] as const;

interface Invitee {
  readonly id: string;
  readonly name: string;
  readonly amountMinor?: number;
}

export async function recommend(turn: PlannerTurn, reading: Reading): Promise<void> {
  const campaign = await resolveCampaign(turn, reading, {
    intent: "recommend",
    input: reading.input,
    statuses: ["approved", "active"],
  });
  if (!campaign) return;
  const output = await turn.perform("matching.recommend", { campaignId: campaign.campaignId, ...reading.input });
  if (!output) return;
  turn.state.last = { intent: "recommend", input: { ...reading.input } };
  const { items, campaignId } = view(recommendationView, output);
  turn.remember(
    "influencers",
    items.map((item) => ({
      id: item.influencerId,
      name: item.name,
      aliases: item.handle ? [item.handle] : [],
      amountMinor: item.priceMinor,
      currency: item.currency,
      picked: item.inMix,
    })),
    campaignId,
  );
}

export async function searchInfluencers(turn: PlannerTurn, reading: Reading): Promise<void> {
  const output = await turn.perform("influencers.search", { limit: 10, ...reading.input });
  if (output) rememberInfluencers(turn, output);
}

function rememberInfluencers(turn: PlannerTurn, output: unknown): void {
  const { items } = view(influencersView, output);
  turn.remember(
    "influencers",
    items.map((item) => ({
      id: item.influencerId,
      name: item.name,
      aliases: item.handles.map(({ handle }) => handle),
    })),
  );
}

/** Shows one influencer, or changes whether they are blacklisted. */
export async function aboutInfluencer(turn: PlannerTurn, reading: Reading): Promise<void> {
  const person = await oneInfluencer(turn, reading);
  if (!person) return;
  turn.state.person = { id: person.id, name: person.name };
  if (reading.intent === "influencer.show") {
    await turn.perform("influencers.get", { influencerId: person.id });
    return;
  }
  if (reading.intent === "influencer.unblacklist") {
    await turn.perform("influencers.blacklist", { influencerId: person.id, blacklisted: false });
    return;
  }
  if (reading.missing.includes("reason")) {
    turn.ask({
      intent: reading.intent,
      slot: "reason",
      input: { person: { id: person.id, name: person.name } },
      text: turn.p.t("assistant.ask.reason"),
    });
    return;
  }
  await turn.perform("influencers.blacklist", {
    influencerId: person.id,
    blacklisted: true,
    reason: String(reading.input.reason),
  });
}

async function oneInfluencer(turn: PlannerTurn, reading: Reading): Promise<{ id: string; name: string } | undefined> {
  const known = reading.input.person as { id: string; name: string } | undefined;
  if (known) return known;
  const list = turn.state.list?.kind === "influencers" ? turn.state.list.items : [];
  const pointed = list[reading.about.positions[0] ?? -1];
  if (pointed) return pointed;
  const [named] = reading.about.people;
  if (!named && turn.state.person && PRONOUN.test(turn.message.text)) return turn.state.person;
  if (!named) {
    turn.ask({ intent: reading.intent, slot: "people", input: reading.input, text: turn.p.t("assistant.ask.person") });
    return undefined;
  }
  const { found, candidates } = await findInfluencer(turn, named);
  if (found) return found;
  askWhich(turn, reading, named.name, candidates);
  return undefined;
}

/** Several fit a name, or nobody does. */
function askWhich(
  turn: PlannerTurn,
  reading: Reading,
  name: string,
  candidates: readonly { id: string; name: string }[],
  input: Readonly<Record<string, unknown>> = reading.input,
): void {
  if (candidates.length === 0) {
    turn.say(turn.p.t("assistant.person_unknown", { name }));
    return;
  }
  turn.remember("influencers", candidates, turn.state.list?.campaignId);
  turn.ask({
    intent: reading.intent,
    slot: "people",
    input,
    text: turn.p.t("assistant.ask.person_of", { name }),
    chips: candidates.slice(0, 8).map((candidate) => ({ label: candidate.name })),
  });
}

/** Invites people of the list shown, or by name. Ends as a request that a human decides. */
export async function invite(turn: PlannerTurn, reading: Reading): Promise<void> {
  const before = invitees(reading.input.people);
  const rest = (reading.input.rest as readonly Named[] | undefined) ?? [];
  const named = [...reading.about.people, ...rest];
  // A campaign that is named is found first, so that it is not forgotten over a question about a name.
  const said = reading.about.campaign
    ? await resolveCampaign(turn, reading, {
        intent: "invite",
        input: { people: before, rest: named },
        statuses: OPEN_FOR_INVITATIONS,
      })
    : undefined;
  if (reading.about.campaign && !said) return;
  const known = { ...reading.input, ...(said && { campaignId: said.campaignId }) };
  const chosen = await chooseInvitees(turn, { ...reading, input: known }, before, named);
  if (!chosen) return;
  const people = priced(chosen, reading);
  if (people.length === 0) {
    turn.ask({
      intent: "invite",
      slot: "people",
      input: said ? { campaignId: said.campaignId } : {},
      text: turn.p.t("assistant.ask.people"),
      chips: [{ label: turn.p.t("assistant.chip.recommend") }],
    });
    return;
  }
  const campaignId = await campaignOfInvitation(turn, { ...reading, input: known }, people);
  if (!campaignId) return;
  if (people.length === 1) turn.state.last = { intent: "invite", input: { people, campaignId } };
  else delete turn.state.last;
  const open = people.filter((person) => person.amountMinor === undefined);
  const result = await turn.call("collaborations.invite", {
    campaignId,
    invitations: people.map(({ id, amountMinor }) => ({
      influencerId: id,
      ...(amountMinor !== undefined && { compensationMinor: amountMinor }),
    })),
  });
  if (result.kind === "refused" && result.error.reason === "compensation_unknown") {
    turn.ask({
      intent: "invite",
      slot: "amountMinor",
      input: { people, campaignId },
      text: turn.p.t("assistant.ask.amount_invite", { names: turn.p.list(open.map((person) => person.name)) }),
    });
    return;
  }
  turn.show(result);
  if (result.kind === "waiting" && open.length > 0) {
    // The same people again replace this request; others would be a second one.
    const again = people.slice(0, 5).map(({ name }) => turn.p.t("assistant.at_price", { name }));
    turn.say(turn.p.t("assistant.invite_rates", { people: turn.p.list(again) }));
  }
}

function invitees(stored: unknown): Invitee[] {
  return Array.isArray(stored) ? (stored as Invitee[]) : [];
}

/** undefined when the person was asked something. */
async function chooseInvitees(
  turn: PlannerTurn,
  reading: Reading,
  before: readonly Invitee[],
  named: readonly Named[],
): Promise<Invitee[] | undefined> {
  const list: readonly ListItem[] = turn.state.list?.kind === "influencers" ? turn.state.list.items : [];
  const { about } = reading;
  if (about.outOfRange.length > 0 && list.length > 0) {
    turn.say(turn.p.t("assistant.out_of_range", { numbers: about.outOfRange.join(", ") }));
    return undefined;
  }
  if (about.all && list.length > 0) {
    const mix = list.filter((item) => item.picked);
    if (mix.length > 0 && mix.length < list.length) turn.say(turn.p.t("assistant.invite_mix", { count: mix.length }));
    return (mix.length > 0 ? mix : list).map((item) => inviteeOf(item, about.amountMinor));
  }
  const pointed = about.positions
    .flatMap((position) => list[position] ?? [])
    .map((item) => inviteeOf(item, about.amountMinor));
  const people: Invitee[] = [...before, ...pointed];
  const shown = turn.state.person;
  if (shown && people.length === 0 && about.people.length === 0 && PRONOUN.test(turn.message.text)) {
    people.push(withListPrice(shown, { name: shown.name, amountMinor: about.amountMinor }, list));
  }
  for (const [index, person] of named.entries()) {
    const found = await findInfluencer(turn, person);
    if (!found.found) {
      const rest = named.slice(index + 1);
      askWhich(turn, reading, person.name, found.candidates, { ...reading.input, people, rest });
      return undefined;
    }
    people.push(withListPrice(found.found, person, list));
  }
  return [...new Map(people.map((person) => [person.id, person])).values()];
}

/** An amount that was said goes before the one of the list. */
function inviteeOf(item: ListItem, said: number | undefined): Invitee {
  const amountMinor = said ?? item.amountMinor;
  return { id: item.id, name: item.name, ...(typeof amountMinor === "number" && { amountMinor }) };
}

function withListPrice(person: { id: string; name: string }, named: Named, list: readonly ListItem[]): Invitee {
  const recommended = list.find((item) => item.id === person.id)?.amountMinor;
  const amountMinor = named.amountMinor ?? recommended ?? undefined;
  return { id: person.id, name: person.name, ...(amountMinor !== undefined && { amountMinor }) };
}

/** An amount that was asked for, or corrected, is for those it was missing for; a correction is for the one person. */
function priced(people: readonly Invitee[], reading: Reading): Invitee[] {
  const amount = reading.input.amountMinor;
  if (typeof amount !== "number") return [...people];
  return people.map((person) =>
    person.amountMinor === undefined || people.length === 1 ? { ...person, amountMinor: amount } : person,
  );
}

async function campaignOfInvitation(
  turn: PlannerTurn,
  reading: Reading,
  people: readonly Invitee[],
): Promise<string | undefined> {
  const known = reading.input.campaignId;
  if (typeof known === "string") return known;
  const list = turn.state.list;
  const named = reading.about.campaign?.id;
  if (!named && list?.kind === "influencers" && list.campaignId) return list.campaignId;
  const campaign = await resolveCampaign(turn, reading, {
    intent: "invite",
    input: { people },
    statuses: OPEN_FOR_INVITATIONS,
  });
  return campaign?.campaignId;
}
