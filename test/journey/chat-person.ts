import type { ChatForm, ChatMessage, ChatWindow } from "./chat-window.ts";
import { until } from "./until.ts";

const WAIT_MS = 30_000;

/** What somebody looks for in a message: its words, or more than that. */
export type Wanted = string | RegExp | ((message: ChatMessage) => boolean);

/** Somebody in a chat with Kolega, on any platform: says, reads, presses what they read, fills in what is asked. */
export class ChatPerson {
  constructor(
    readonly name: string,
    readonly window: ChatWindow,
  ) {}

  messages(): Promise<readonly ChatMessage[]> {
    return this.window.messages();
  }

  /** Says something and answers what came back: at least one message. */
  async say(text: string): Promise<readonly ChatMessage[]> {
    return this.#answerTo(`"${text}"`, () => this.window.say(text));
  }

  /** Types a command (without its slash) and answers what came back. */
  async command(words: string): Promise<readonly ChatMessage[]> {
    return this.#answerTo(`/${words}`, () => this.window.command(words));
  }

  /** The newest message of Kolega that is meant, as soon as there is one. */
  see(what: string, wanted: Wanted): Promise<ChatMessage> {
    return until(`${this.name}'s message: ${what}`, WAIT_MS, async () => this.#newest(await this.messages(), wanted));
  }

  /** Presses the newest button of this label, in a message that is meant; the answer comes later. */
  async press(label: string | RegExp, wanted?: Wanted): Promise<ChatMessage> {
    const { message, button } = await this.#button(label, wanted);
    await this.window.click(message, button);
    return message;
  }

  /** The same, and answers what came back. */
  async pressed(label: string | RegExp, wanted?: Wanted): Promise<readonly ChatMessage[]> {
    const { message, button } = await this.#button(label, wanted);
    return this.#answerTo(`the button ${button}`, () => this.window.click(message, button));
  }

  /** The window with questions that opened, where the platform has such windows. */
  form(): Promise<ChatForm> {
    return until(`${this.name}'s window with questions`, WAIT_MS, () => this.window.form());
  }

  /**
   * Presses a button that asks for something and answers it: in the window that opens, or question after question, where
   * a question is known by the label of its field. What is not answered here is left out.
   */
  async fill(label: string | RegExp, answers: Readonly<Record<string, string>>, wanted?: Wanted): Promise<void> {
    if (this.window.channel === "slack") {
      await this.press(label, wanted);
      const complaints = await (await this.form()).submit(answers);
      if (Object.keys(complaints).length > 0) throw new Error(`the window complains: ${JSON.stringify(complaints)}`);
      return;
    }
    let came = await this.pressed(label, wanted);
    const open = new Map(Object.entries(answers));
    while (open.size > 0) {
      const question = came.at(-1);
      const asked = [...open.keys()].find((one) => question?.text.toLowerCase().includes(one.toLowerCase()));
      const answer = asked && open.get(asked);
      if (answer === undefined) throw new Error(`${this.name} is asked something else: ${question?.text}`);
      open.delete(asked ?? "");
      came = question?.buttons.includes(answer) ? await this.pressed(answer) : await this.say(answer);
    }
  }

  async #button(
    label: string | RegExp,
    wanted: Wanted = () => true,
  ): Promise<{ message: ChatMessage; button: string }> {
    const names = (button: string): boolean => (typeof label === "string" ? button === label : label.test(button));
    const message = await this.see(`with the button ${label}`, (one) => fits(one, wanted) && one.buttons.some(names));
    return { message, button: message.buttons.find(names) ?? "" };
  }

  async #answerTo(what: string, act: () => Promise<void>): Promise<readonly ChatMessage[]> {
    const seen = new Set((await this.messages()).map(({ id }) => id));
    await act();
    return until(`an answer to ${this.name}'s ${what}`, WAIT_MS, async () => {
      const fresh = (await this.messages()).filter(({ id, from }) => from === "kolega" && !seen.has(id));
      return fresh.length > 0 && fresh;
    });
  }

  #newest(messages: readonly ChatMessage[], wanted: Wanted): ChatMessage | undefined {
    return messages.findLast((message) => message.from === "kolega" && fits(message, wanted));
  }
}

function fits(message: ChatMessage, wanted: Wanted): boolean {
  if (typeof wanted === "function") return wanted(message);
  return typeof wanted === "string" ? message.text.includes(wanted) : wanted.test(message.text);
}
