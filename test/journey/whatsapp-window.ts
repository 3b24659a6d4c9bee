import type { MessageView } from "../../sandbox/whatsapp/state.ts";
import { type ChatForm, type ChatMessage, type ChatWindow, call } from "./chat-window.ts";

interface Message {
  readonly id: string;
  readonly from: "person" | "business";
  readonly view: MessageView;
}

/** Somebody's chat with the business in WhatsApp. */
export class WhatsappWindow implements ChatWindow {
  readonly channel = "whatsapp";

  constructor(
    private readonly sandboxUrl: string,
    private readonly person: string,
  ) {}

  async messages(): Promise<readonly ChatMessage[]> {
    return (await this.#messages()).map(({ id, from, view }) => ({
      id,
      from: from === "business" ? "kolega" : "person",
      text: [view.header, read(view.text ?? ""), view.footer].filter(Boolean).join("\n"),
      buttons: choicesOf(view).map(({ title }) => title),
      pictures: view.mediaKind === "image" ? [this.#pictureOf(view)] : [],
      edited: false,
    }));
  }

  async say(text: string): Promise<void> {
    await this.#do({ do: "say", text });
  }

  command(words: string): Promise<void> {
    return this.say(`/${words}`);
  }

  async click({ id }: ChatMessage, label: string): Promise<void> {
    const view = (await this.#messages()).find((message) => message.id === id)?.view;
    const choice = view && choicesOf(view).find(({ title }) => title === label);
    if (!choice) throw new Error(`WhatsApp shows no choice "${label}" there`);
    await this.#do({ do: "press", choice: choice.id, messageId: id });
  }

  form(): Promise<ChatForm | undefined> {
    return Promise.resolve(undefined);
  }

  #pictureOf({ link, mediaId }: MessageView): string {
    return link ?? `${this.sandboxUrl}/chat/whatsapp/media/${mediaId}`;
  }

  async #messages(): Promise<readonly Message[]> {
    return (await call<{ messages: readonly Message[] }>(this.#at("state"))).messages;
  }

  #do(body: { readonly do: string } & Readonly<Record<string, unknown>>): Promise<unknown> {
    return call(this.#at("do"), body);
  }

  /** As the page of the phone does it. */
  #at(path: string): string {
    return `${this.sandboxUrl}/chat/whatsapp/${path}?person=${encodeURIComponent(this.person)}`;
  }
}

/** WhatsApp's marks are seen as type, not as characters. */
const read = (text: string): string =>
  text.replace(/(^|[^\p{L}\p{N}])([*_~])(\S(?:[^\n]*?\S)?)\2(?![\p{L}\p{N}])/gu, "$1$3");

/** What can be chosen. A row whose name was too long for its title is known by the full name under it. */
const choicesOf = ({ buttons = [], list }: MessageView): readonly { readonly id: string; readonly title: string }[] => [
  ...buttons,
  ...(list?.sections.flatMap(({ rows }) =>
    rows.map(({ id, title, description = "" }) => {
      const cut = title.endsWith("…") && description.startsWith(title.slice(0, -1));
      return { id, title: cut ? description : title };
    }),
  ) ?? []),
];
