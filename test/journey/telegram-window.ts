import { type ChatForm, type ChatMessage, type ChatWindow, call } from "./chat-window.ts";

interface Message {
  readonly message_id: number;
  readonly from: { readonly is_bot: boolean };
  readonly text?: string;
  readonly caption?: string;
  readonly photo?: readonly { readonly file_id: string }[];
  readonly edit_date?: number;
  readonly reply_markup?: {
    readonly inline_keyboard: readonly (readonly { readonly text: string; readonly callback_data?: string }[])[];
  };
}

/** Somebody's private chat with the bot in Telegram. */
export class TelegramWindow implements ChatWindow {
  readonly channel = "telegram";

  constructor(
    private readonly sandboxUrl: string,
    private readonly person: number,
  ) {}

  async messages(): Promise<readonly ChatMessage[]> {
    return (await this.#messages()).map((message) => ({
      id: String(message.message_id),
      from: message.from.is_bot ? "kolega" : "person",
      text: message.text ?? message.caption ?? "",
      buttons: message.reply_markup?.inline_keyboard.flat().map(({ text }) => text) ?? [],
      pictures: message.photo ? [`${this.sandboxUrl}/chat/telegram/files/${message.photo.at(-1)?.file_id}`] : [],
      edited: message.edit_date !== undefined,
    }));
  }

  async say(text: string): Promise<void> {
    await this.#do("say", { text });
  }

  command(words: string): Promise<void> {
    return this.say(`/${words}`);
  }

  async click({ id }: ChatMessage, label: string): Promise<void> {
    const found = (await this.#messages()).find((message) => String(message.message_id) === id);
    const button = found?.reply_markup?.inline_keyboard.flat().find(({ text }) => text === label);
    if (!button?.callback_data) throw new Error(`Telegram shows no button "${label}" there`);
    await this.#do("press", { messageId: Number(id), data: button.callback_data });
  }

  form(): Promise<ChatForm | undefined> {
    return Promise.resolve(undefined);
  }

  async #messages(): Promise<readonly Message[]> {
    const url = `${this.sandboxUrl}/_control/telegram/messages?chat=${this.person}`;
    return (await call<{ messages: readonly Message[] }>(url)).messages;
  }

  /** As the page of the chat does it. */
  #do(what: string, body: Readonly<Record<string, unknown>>): Promise<unknown> {
    return call(`${this.sandboxUrl}/chat/telegram/${what}`, { person: this.person, chat: this.person, ...body });
  }
}
