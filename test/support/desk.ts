import type { Assistant } from "../../agents/index.ts";
import { createDeskChannel, DESK_ACCOUNT } from "../../bots/desk/channel.ts";
import { createDeskFiles } from "../../bots/desk/files.ts";
import { createLive } from "../../bots/desk/live.ts";
import { createDeskStore, type StoredMessage } from "../../bots/desk/store.ts";
import type { Attachment, Channel, OutgoingAction, OutgoingCard } from "../../bots/runtime/channel.ts";
import { deliverDue } from "../../bots/runtime/delivery.ts";
import { createReceiver } from "../../bots/runtime/receiver.ts";
import { createTurnRunner } from "../../bots/runtime/turn-worker.ts";
import { findPerson, linkIdentity } from "../../core/identity/identities.ts";
import { type Actor, personOf } from "../../core/kernel/actor.ts";
import type { TestHouse } from "./house.ts";

const PLATFORM = { role: "platform" } as const;

/** A desk without its pages: people write and press, turns and deliveries run when the test says so. */
export interface TestDesk {
  /** Keeps what a person says; nothing runs yet. Answers when it is kept. */
  write(actor: Actor, text: string, attachments?: readonly Attachment[]): Promise<void>;
  /** Keeps the press of a button (a part of its label, the newest one that has it); nothing runs yet. */
  touch(actor: Actor, label: string, fields?: Readonly<Record<string, string>>): Promise<void>;
  /** Keeps the press of this very button. */
  press(actor: Actor, token: string, fields?: Readonly<Record<string, string>>): Promise<void>;
  /** Runs turns and deliveries until nothing is left to do. */
  run(): Promise<void>;
  /** Everything in a person's window, oldest first. */
  window(actor: Actor): Promise<StoredMessage[]>;
  /** The buttons a person could press now, newest first. */
  buttons(actor: Actor): Promise<OutgoingAction[]>;
}

/** Cards of a message, the main one first. */
export function cardsOf(message: StoredMessage): OutgoingCard[] {
  return [message.body.card, ...(message.body.cards ?? [])].filter((card) => card !== undefined);
}

/** Everything Kolega said in a window, as one text. */
export function saidIn(window: readonly StoredMessage[]): string {
  return window
    .filter((message) => message.sender === "kolega")
    .map((message) => JSON.stringify(message.body))
    .join("\n");
}

/** Opens the desk over a test house; every actor given is at a window of it. */
export async function openTestDesk(
  house: TestHouse,
  options: { assistant: Assistant; people: readonly Actor[]; download?: Channel["download"] },
): Promise<TestDesk> {
  const store = createDeskStore(house.db, house.ports.vault, () => undefined);
  const files = createDeskFiles(house.db, house.clock);
  const channels = new Map([
    ["desk", { ...createDeskChannel(store, files, createLive()), download: options.download }],
  ]);
  const receiver = createReceiver(house.db, () => undefined, house.secrets);
  const runWaitingTurn = createTurnRunner({
    ...house,
    assistant: options.assistant,
    channels,
    owner: "test",
    wake: { inbox: () => undefined, outbox: () => undefined },
    handleProviderEvent: () => Promise.resolve(),
  });
  for (const actor of options.people) {
    await house.db.transaction(PLATFORM, async (tx) => {
      const person = await findPerson(tx, personOf(actor));
      if (!person) throw new Error(`nobody is ${actor.id}`);
      await linkIdentity(
        tx,
        { channel: "desk", account: DESK_ACCOUNT, externalId: person.id },
        person,
        house.clock.now(),
      );
    });
  }
  let made = 0;
  const arrival = (actor: Actor) => {
    made += 1;
    return { channel: "desk", account: DESK_ACCOUNT, externalId: `${actor.id}:${made}` };
  };
  const from = (actor: Actor) => ({
    conversation: actor.id,
    from: { externalId: actor.id, name: actor.displayName },
  });
  const desk: TestDesk = {
    async write(actor, text, attachments) {
      const at = arrival(actor);
      await store.addOwn(actor.id, at.externalId, text);
      await receiver.message(at, { ...from(actor), text, attachments });
    },
    async touch(actor, label, fields) {
      const button = (await desk.buttons(actor)).find((action) => action.label.includes(label));
      if (!button?.token) throw new Error(`no button ${label}`);
      await desk.press(actor, button.token, fields);
    },
    async press(actor, token, fields) {
      await receiver.press(arrival(actor), { ...from(actor), token, fields });
    },
    async run() {
      for (let busy = true; busy; ) {
        busy = await runWaitingTurn();
        while ((await deliverDue({ ...house, channels, owner: "test", fallbackChannel: "desk" })) > 0) busy = true;
      }
    },
    async window(actor) {
      return (await store.page(actor.id, undefined, 100)).messages;
    },
    async buttons(actor) {
      const messages = (await desk.window(actor)).reverse();
      return messages.flatMap(cardsOf).flatMap((card) => card.actions.filter((action) => action.token));
    },
  };
  return desk;
}
