import { findNames } from "../language/names.ts";
import { readSelection } from "../language/numbers.ts";
import type { IntentName } from "./intent-plan.ts";
import type { Reading } from "./interpret.ts";
import type { PlannerTurn } from "./planner-turn.ts";
import type { Named } from "./read-people.ts";
import type { ListItem, ListKind } from "./state.ts";
import { type CampaignView, campaignsView, influencersView, view } from "./views.ts";

interface CampaignWish {
  readonly intent: IntentName;
  readonly input?: Readonly<Record<string, unknown>>;
  /** Campaigns it can be done with; others are taken only when they are named. */
  readonly statuses?: readonly string[];
  /** Stay with the campaign being talked about: names in the message are values, not campaigns. */
  readonly stay?: boolean;
  /** Unless another one is named, the campaign being talked about, whatever its status. */
  readonly preferCurrent?: boolean;
}

/**
 * The campaign a message is about: named, pointed at, the one being talked about, or the only one it can be done with.
 * undefined when the person was asked which, or told that there is none.
 */
export async function resolveCampaign(
  turn: PlannerTurn,
  reading: Reading,
  wish: CampaignWish,
): Promise<CampaignView | undefined> {
  const { items } = view(campaignsView, await turn.read("campaigns.list", { limit: 50 }));
  turn.state.known = items.map(({ campaignId, name }) => ({ id: campaignId, name }));
  const chosen = chooseCampaign(turn, reading, items, wish);
  if (chosen.found) {
    turn.about({ id: chosen.found.campaignId, name: chosen.found.name });
    return chosen.found;
  }
  if (chosen.candidates.length === 0) {
    turn.say(turn.p.t(items.length === 0 ? "assistant.no_campaign" : "assistant.no_campaign_in"));
    turn.chips([{ label: turn.p.t(items.length === 0 ? "assistant.chip.create" : "assistant.chip.campaigns") }]);
    return undefined;
  }
  turn.remember(
    "campaigns",
    chosen.candidates.map(({ campaignId, name, status }) => ({ id: campaignId, name, status })),
  );
  turn.ask({
    intent: wish.intent,
    slot: "pick",
    input: wish.input,
    text: chosen.unknown
      ? turn.p.t("assistant.campaign_unknown", { name: chosen.unknown })
      : turn.p.t("assistant.ask.campaign"),
    chips: chosen.candidates.slice(0, 8).map(({ name }) => ({ label: name })),
  });
  return undefined;
}

interface Choice {
  readonly found?: CampaignView;
  readonly candidates: readonly CampaignView[];
  readonly unknown?: string;
}

function chooseCampaign(turn: PlannerTurn, reading: Reading, all: readonly CampaignView[], wish: CampaignWish): Choice {
  const byId = (id: string | undefined): CampaignView | undefined => all.find((item) => item.campaignId === id);
  const fits = (item: CampaignView): boolean => !wish.statuses || wish.statuses.includes(item.status);
  const { list, campaign: active } = turn.state;
  const current = byId(active?.id);
  if (wish.stay && current) return { found: current, candidates: [] };
  const [mention] = findNames(
    turn.message,
    all.map(({ campaignId, name }) => ({ id: campaignId, name })),
  );
  if (mention?.ambiguous) {
    const same = mention.candidates.flatMap(({ id }) => byId(id) ?? []);
    const fitting = same.filter(fits);
    return fitting.length === 1 ? { found: fitting[0], candidates: [] } : { candidates: same };
  }
  const named = byId(mention?.candidates[0]?.id) ?? byId(reading.about.campaign?.id);
  if (named) return { found: named, candidates: [] };
  const pointed = list?.kind === "campaigns" ? byId(list.items[reading.about.positions[0] ?? -1]?.id) : undefined;
  if (pointed) return { found: pointed, candidates: [] };
  if (reading.about.campaign && reading.intent !== "campaign.edit") {
    return { candidates: all.slice(0, 8), unknown: reading.about.campaign.name };
  }
  if (current && (wish.preferCurrent || fits(current))) return { found: current, candidates: [] };
  const candidates = all.filter(fits);
  if (candidates.length === 1) return { found: candidates[0], candidates: [] };
  // Talked about, though it cannot be done with it: the refusal says why.
  return current && candidates.length === 0 ? { found: current, candidates: [] } : { candidates };
}

/** One thing of a list that was fetched: named, pointed at, or the only one. Asks where several fit. */
export function resolveItem(
  turn: PlannerTurn,
  reading: Reading,
  wish: {
    readonly intent: IntentName;
    readonly kind: ListKind;
    readonly items: readonly ListItem[];
    readonly none: string;
    readonly which: string;
    readonly input?: Readonly<Record<string, unknown>>;
  },
): ListItem | undefined {
  const { items } = wish;
  const shown = turn.state.list;
  const pointed = shown?.kind === wish.kind ? shown.items[reading.about.positions[0] ?? -1]?.id : undefined;
  const [mention] = findNames(
    turn.message,
    items.map(({ id, name, aliases }) => ({ id, name, aliases: aliases ?? [] })),
  );
  const fitting = pointed
    ? items.filter((item) => item.id === pointed)
    : mention
      ? items.filter((item) => mention.candidates.slice(0, mention.ambiguous ? 10 : 1).some(({ id }) => id === item.id))
      : positioned(turn, items);
  const [only, second] = fitting.length > 0 ? fitting : items;
  if (!only) {
    turn.say(turn.p.t(wish.none));
    return undefined;
  }
  if (!second) return only;
  const candidates = fitting.length > 0 ? fitting : items;
  turn.remember(wish.kind, candidates);
  turn.ask({
    intent: wish.intent,
    slot: "pick",
    input: wish.input,
    text: turn.p.t(wish.which),
    chips: candidates.slice(0, 8).map((item, index) => ({
      label: item.name,
      text: `${turn.p.locale === "id" ? "nomor" : "number"} ${index + 1}`,
    })),
  });
  return undefined;
}

/** `the first post` when no list was shown: first of what was fetched. */
function positioned(turn: PlannerTurn, items: readonly ListItem[]): ListItem[] {
  if (turn.state.list) return [];
  const index = readSelection(turn.message, items.length)?.indexes[0];
  const item = index === undefined ? undefined : items[index];
  return item ? [item] : [];
}

/** The influencer behind a name: of the list shown, else found by a search. Says so where nobody or several fit. */
export async function findInfluencer(
  turn: PlannerTurn,
  named: Named,
): Promise<{ found?: { id: string; name: string }; candidates: readonly { id: string; name: string }[] }> {
  if (named.id) return { found: { id: named.id, name: named.name }, candidates: [] };
  if (named.candidates) return { candidates: named.candidates };
  const { items } = view(influencersView, await turn.read("influencers.search", { text: named.name, limit: 10 }));
  const mentions = findNames(
    named.name,
    items.map((item) => ({
      id: item.influencerId,
      name: item.name,
      aliases: item.handles.map(({ handle }) => handle),
    })),
  );
  const handle = items.find((item) =>
    item.handles.some((own) => own.handle.toLowerCase() === named.name.toLowerCase()),
  );
  if (handle) return { found: { id: handle.influencerId, name: handle.name }, candidates: [] };
  const [mention] = mentions;
  if (!mention) return { candidates: [] };
  const [best] = mention.candidates;
  if (best && !mention.ambiguous) return { found: { id: best.id, name: best.name }, candidates: [] };
  return { candidates: mention.candidates.map(({ id, name }) => ({ id, name })) };
}
