import { setTimeout as sleep } from "node:timers/promises";
import type { Hands } from "./hands.ts";
import type { SoakPerson } from "./people.ts";

/** What people say: short things that need no model, some of which read the database. */
const WORDS = ["halo", "bantuan", "ada undangan?", "status postingan saya", "saldo saya", "terima kasih", "hello"];
const MOST_DELIVERIES = 11;
const LATER_MS = 6_000;
/** A person who hears nothing says the next thing after this long. */
const PATIENCE_MS = 40_000;
const LOOK_EVERY_MS = 500;
/** The label of the invitation's button, in the language of the people here. */
const ACCEPT = "Terima";

export interface Said {
  readonly person: SoakPerson;
  /** The id under which the inbox must know it. */
  readonly externalId: string;
}

export interface Talk {
  readonly said: Said[];
  presses: number;
  /** Said and pressed so far. */
  count(): number;
}

export function newTalk(): Talk {
  const said: Said[] = [];
  const talk = { said, presses: 0, count: () => said.length + talk.presses };
  return talk;
}

/** One person: says one to three things, waits for a word, and on the way accepts the invitation, impatiently. */
export async function converse(
  person: SoakPerson,
  hands: Hands,
  talk: Talk,
  options: { updates: number; random: () => number; mayAccept: boolean },
): Promise<void> {
  const { random } = options;
  const deliveries = (): number => 1 + Math.floor(random() * MOST_DELIVERIES);
  const more = (): boolean => talk.count() < options.updates;
  let rounds = 2 + Math.floor(random() * 6);
  let accepted = !options.mayAccept;
  let lastCall: number | undefined;
  await sleep(random() * 2_000);
  for (;;) {
    if (!more()) {
      // Nothing more to say; a button that has not come yet is waited for.
      lastCall ??= Date.now() + PATIENCE_MS;
      if (accepted || Date.now() > lastCall) return;
      rounds = 0;
    }
    const before = hands.seen().length;
    if (!accepted && rounds-- <= 0) {
      const times = 1 + Math.floor(random() * 2);
      for (let press = 0; press < times; press += 1) {
        if (await hands.press(ACCEPT, { deliveries: deliveries(), laterMs: LATER_MS })) {
          talk.presses += 1;
          accepted = true;
        }
      }
    }
    const burst = more() ? 1 + Math.floor(random() * 3) : 0;
    for (let index = 0; index < burst; index += 1) {
      const text = WORDS[Math.floor(random() * WORDS.length)] ?? "halo";
      const externalId = hands.say(text, { deliveries: deliveries(), laterMs: LATER_MS });
      talk.said.push({ person, externalId });
    }
    const until = Date.now() + PATIENCE_MS;
    while (more() && hands.seen().length === before && Date.now() < until) await sleep(LOOK_EVERY_MS);
    if (!more()) await sleep(LOOK_EVERY_MS);
  }
}
