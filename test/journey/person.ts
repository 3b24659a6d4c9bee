import { randomUUID } from "node:crypto";
import type { CardAction, ConversationPage, DeskCard, DeskMessage, Session } from "../../bots/desk/ui/contract.ts";
import { until } from "./until.ts";

const WAIT_MS = 30_000;

/** A button as it was found: what a press needs. */
export interface Button {
  readonly message: DeskMessage;
  readonly card: DeskCard;
  readonly action: CardAction;
}

/** One person at a window of the desk, over the same HTTP calls as its page makes. */
export class Person {
  private constructor(
    readonly name: string,
    readonly id: string,
    private readonly url: string,
    private readonly headers: Readonly<Record<string, string>>,
  ) {}

  /** Opens a window as this person of the demo. */
  static async open(url: string, name: string): Promise<Person> {
    const first = await fetch(`${url}/desk/api/session`);
    const cookie = first.headers.get("set-cookie")?.split(";")[0] ?? "";
    const { people = [] } = (await first.json()) as Session;
    const person = people.find((one) => one.name.startsWith(name));
    if (!person) throw new Error(`nobody is called ${name}`);
    const json = { "content-type": "application/json", cookie };
    const chosen = await fetch(`${url}/desk/api/session`, {
      method: "POST",
      headers: json,
      body: JSON.stringify({ personId: person.id }),
    });
    const { windowToken } = (await chosen.json()) as { windowToken: string };
    return new Person(person.name, person.id, url, { ...json, "x-desk-window": windowToken });
  }

  async messages(): Promise<readonly DeskMessage[]> {
    const response = await this.get("/desk/api/conversation");
    return ((await response.json()) as ConversationPage).messages;
  }

  /** A path of our server, with this window's session. */
  get(path: string): Promise<Response> {
    return fetch(this.url + path, { headers: this.headers });
  }

  /** Says something and answers the messages that came back: at least one. */
  async say(text: string): Promise<readonly DeskMessage[]> {
    const seen = new Set((await this.messages()).map((message) => message.id));
    await this.post("/desk/api/messages", { clientId: randomUUID(), text });
    return until(`an answer to ${this.name}'s "${text}"`, WAIT_MS, async () => {
      const fresh = (await this.messages()).filter(({ id, from }) => from === "kolega" && !seen.has(id));
      return fresh.length > 0 && fresh;
    });
  }

  /** Presses once; the answer comes later. A button that says something says it. */
  async press(button: Button, fields?: Readonly<Record<string, string>>): Promise<void> {
    const { action, message } = button;
    if (action.kind === "say")
      return this.post("/desk/api/messages", { clientId: randomUUID(), text: action.text ?? "" });
    return this.post("/desk/api/press", {
      clientId: randomUUID(),
      messageId: message.id,
      token: action.token ?? "",
      fields,
    });
  }

  /** The newest button that is meant, as soon as there is one. */
  button(what: string, wanted: (action: CardAction, card: DeskCard) => boolean): Promise<Button> {
    return until(`${this.name}'s button: ${what}`, WAIT_MS, async () => {
      for (const message of [...(await this.messages())].reverse()) {
        for (const card of cardsOf(message)) {
          const action = card.actions?.find((one) => (one.kind !== "press" || one.token) && wanted(one, card));
          if (action) return { message, card, action };
        }
      }
      return undefined;
    });
  }

  /** The newest card that is meant, as soon as there is one. */
  card(what: string, wanted: (card: DeskCard, message: DeskMessage) => boolean): Promise<DeskCard> {
    return until(`${this.name}'s card: ${what}`, WAIT_MS, async () => {
      const messages = [...(await this.messages())].reverse();
      return messages.flatMap((message) => cardsOf(message).filter((card) => wanted(card, message)))[0];
    });
  }

  private async post(path: string, body: unknown): Promise<void> {
    const response = await fetch(this.url + path, {
      method: "POST",
      headers: this.headers,
      body: JSON.stringify(body),
    });
    if (response.status !== 202) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  }
}

export function cardsOf(message: DeskMessage): readonly DeskCard[] {
  return [...(message.card ? [message.card] : []), ...(message.cards ?? [])];
}

/** Everything a card shows, as one text. */
export function textOf(card: DeskCard): string {
  return JSON.stringify({ ...card, actions: undefined });
}

/** The main button of a decision: no form behind it. */
export const isPrimary = (action: CardAction): boolean =>
  action.kind === "press" && action.style === "primary" && !action.ask?.length;

/** A button with a form that asks for this field. */
export const asks =
  (field: string, style?: CardAction["style"]) =>
  (action: CardAction): boolean =>
    (action.ask?.some(({ name }) => name === field) ?? false) && (style === undefined || action.style === style);
