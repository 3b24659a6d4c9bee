import { setTimeout as sleep } from "node:timers/promises";
import type { CardAction, ConversationPage, DeskMessage, Session } from "../../bots/desk/ui/contract.ts";

/**
 * A window of the desk whose server may die at any moment. What was not answered is sent again under the same client id,
 * as the page does.
 */
export class DeskClient {
  #cookie = "";
  #window = "";
  readonly #base: string;
  readonly #person: string;

  constructor(base: string, person: string) {
    this.#base = base;
    this.#person = person;
  }

  async messages(): Promise<DeskMessage[]> {
    const page = await this.#patiently<ConversationPage>("GET", "/desk/api/conversation");
    return [...page.messages];
  }

  async say(clientId: string, text: string): Promise<void> {
    await this.#patiently("POST", "/desk/api/messages", { clientId, text });
  }

  async press(clientId: string, button: { messageId: string; token: string }): Promise<void> {
    await this.#patiently("POST", "/desk/api/press", { clientId, ...button });
  }

  /** Opens the page's stream of changes; the inner promise ends with it. */
  async listen(): Promise<{ closed: Promise<unknown> }> {
    await this.messages();
    const stream = await fetch(`${this.#base}/desk/api/events?window=${encodeURIComponent(this.#window)}`, {
      headers: { cookie: this.#cookie, "x-desk-window": this.#window },
    });
    if (!stream.ok) throw new Error(`no stream: ${stream.status}`);
    return { closed: stream.text().catch(() => undefined) };
  }

  /** The newest button with one of these labels; waits for it. Throws after 20 s. */
  async button(...labels: string[]): Promise<{ messageId: string; token: string }> {
    for (let tries = 0; tries < 200; tries += 1) {
      for (const message of (await this.messages()).reverse()) {
        const cards = [message.card, ...(message.cards ?? [])];
        const actions = cards.flatMap((card): readonly CardAction[] => card?.actions ?? []);
        const found = actions.find((action) => action.kind === "press" && labels.includes(action.label));
        if (found?.token) return { messageId: message.id, token: found.token };
      }
      await sleep(100);
    }
    throw new Error(`no button ${labels.join(" or ")}`);
  }

  /** Signs in, as a page does when its session was never confirmed. */
  async #signIn(): Promise<void> {
    const session = await this.#fetch("GET", "/desk/api/session");
    const { people } = (await session.json()) as Session;
    const person = people?.find((one) => one.name === this.#person);
    if (!person) throw new Error(`nobody is called ${this.#person}`);
    const opened = await this.#fetch("POST", "/desk/api/session", { personId: person.id });
    this.#window = ((await opened.json()) as { windowToken: string }).windowToken;
  }

  async #fetch(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await fetch(this.#base + path, {
      method,
      headers: {
        "content-type": "application/json",
        ...(this.#cookie && { cookie: this.#cookie }),
        ...(this.#window && { "x-desk-window": this.#window }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    const set = response.headers.getSetCookie()[0];
    if (set) this.#cookie = set.split(";")[0] ?? "";
    return response;
  }

  /** Asks until there is an answer: a refused or broken connection is a server that died. Gives up after a minute. */
  async #patiently<T>(method: string, path: string, body?: unknown): Promise<T> {
    const until = Date.now() + 60_000;
    for (;;) {
      try {
        if (this.#window === "") await this.#signIn();
        const response = await this.#fetch(method, path, body);
        const answer = (await response.json()) as T;
        if (response.ok) return answer;
        throw new Refused(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
      } catch (error) {
        if (error instanceof Refused || Date.now() > until) throw error;
        await sleep(100);
      }
    }
  }
}

class Refused extends Error {}
