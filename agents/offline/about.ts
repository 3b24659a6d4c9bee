import type { Locale } from "../../core/kernel/actor.ts";
import { findNames } from "../language/names.ts";
import type { NormalisedText } from "../language/normalise.ts";
import { findCampaignName } from "../language/titles.ts";
import { guessNames, type Named, type Pointing, readPointing } from "./read-people.ts";
import type { PlannerState } from "./state.ts";

/** On whose side of the table the speaker sits. */
export type Side = "brand" | "influencer";

export interface InterpretContext {
  readonly state: PlannerState;
  readonly side: Side;
  readonly locale: Locale;
  readonly now: Date;
  readonly timeZone: string;
}

/** What a message is about: named, pointed at in the list last shown, or left open. */
export interface About {
  readonly campaign?: { readonly id?: string; readonly name: string };
  readonly people: readonly Named[];
  readonly positions: readonly number[];
  readonly outOfRange: readonly number[];
  readonly all: boolean;
  /** The only amount that was said. */
  readonly amountMinor?: number;
}

/** Everybody but those named behind it. */
const EXCEPT = /\b(?:semua(?:nya)?|all|everyone|everybody)\b.*?\b(?:kecuali|selain|except|but|without)\b/i;

export function aboutOf(message: NormalisedText, context: InterpretContext): About {
  const pointing: Pointing = readPointing(message, context.state.list?.items ?? [], context.locale);
  const campaign = campaignOf(message, context);
  const named = pointing.named.length > 0 ? pointing.named : guessNames(message).map((guess) => guess.named);
  const people = allBut(message, named, context) ?? named;
  // A campaign's name is no person's.
  const others = people.filter(
    (person) => person.id !== undefined || !campaign || !overlaps(person.name, campaign.name),
  );
  const shared = pointing.amountMinor;
  return {
    ...(campaign && { campaign }),
    people: others.map((person) =>
      shared !== undefined && person.amountMinor === undefined ? { ...person, amountMinor: shared } : person,
    ),
    positions: pointing.positions,
    outOfRange: pointing.outOfRange,
    all: pointing.all,
    ...(shared !== undefined && { amountMinor: shared }),
  };
}

/** `semua kecuali Rani`: the others of the list; of those picked together where some were. */
function allBut(
  message: NormalisedText,
  named: readonly Named[],
  { state }: InterpretContext,
): readonly Named[] | undefined {
  const list = state.list?.items ?? [];
  if (!EXCEPT.test(message.original) || named.length === 0 || named.some((person) => person.id === undefined)) {
    return undefined;
  }
  const picked = list.some((item) => item.picked) ? list.filter((item) => item.picked) : list;
  const left = picked.filter((item) => !named.some((person) => person.id === item.id));
  return left.map(({ id, name }) => ({ id, name }));
}

function overlaps(a: string, b: string): boolean {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  return one.includes(other) || other.includes(one);
}

/** The campaign a message names: one that is known, else words in the place of a campaign's name. */
export function campaignOf(message: NormalisedText, context: InterpretContext): About["campaign"] {
  const { state } = context;
  const known = [...(state.known ?? []), ...(state.campaign ? [state.campaign] : [])];
  const unique = [...new Map(known.map((campaign) => [campaign.id, campaign])).values()];
  const [mention] = findNames(message, unique);
  const [best] = mention?.candidates ?? [];
  if (best && !mention?.ambiguous) return { id: best.id, name: best.name };
  const title = findCampaignName(message, []);
  return title && (title.sure || /^\p{Lu}/u.test(title.value)) ? { name: title.value } : undefined;
}
