import { type ChatForm, type ChatMessage, type ChatWindow, call } from "./chat-window.ts";

interface Text {
  readonly text: string;
}
interface Block {
  readonly type: string;
  readonly text?: Text;
  readonly fields?: readonly Text[];
  readonly elements?: readonly { readonly type: string; readonly text: string | Text }[];
  readonly rows?: readonly (readonly Text[])[];
  readonly alt_text?: string;
  readonly slack_file?: { readonly id: string };
  readonly image_url?: string;
  readonly block_id?: string;
  readonly label?: Text;
  readonly optional?: boolean;
  readonly element?: { readonly options?: readonly { readonly text: Text; readonly value: string }[] };
}
interface Message {
  readonly ts: string;
  readonly byBot: boolean;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly editedTs?: string;
}
interface View {
  readonly id: string;
  readonly view: { readonly title: Text; readonly blocks: readonly Block[] };
}

/** Somebody's direct chat with the app in Slack. */
export class SlackWindow implements ChatWindow {
  readonly channel = "slack";
  readonly #control: string;
  readonly #direct: string;

  constructor(
    private readonly sandboxUrl: string,
    private readonly user: string,
    team = "T0KILAU",
  ) {
    this.#control = `${sandboxUrl}/_control/slack/${team}`;
    this.#direct = `D${user.slice(1)}`;
  }

  async messages(): Promise<readonly ChatMessage[]> {
    const { messages } = await call<{ messages: readonly Message[] }>(`${this.#control}/messages/${this.#direct}`);
    return messages.map((message) => ({
      id: message.ts,
      from: message.byBot ? "kolega" : "person",
      text: message.blocks.length > 0 ? message.blocks.flatMap(wordsOf).join("\n") : message.text,
      buttons: message.blocks.flatMap(buttonsOf),
      pictures: message.blocks.flatMap((block) => this.#pictureOf(block)),
      edited: message.editedTs !== undefined,
    }));
  }

  async say(text: string): Promise<void> {
    await this.#act({ do: "say", text });
  }

  async command(words: string): Promise<void> {
    await this.#act({ do: "command", text: words });
  }

  async click(message: ChatMessage, label: string): Promise<void> {
    const pressed = await this.#act<{ ok: boolean; reason?: string }>({
      do: "press",
      channel: this.#direct,
      ts: message.id,
      button: label,
    });
    if (!pressed.ok) throw new Error(`Slack shows that "${label}" went wrong: ${pressed.reason}`);
  }

  async form(): Promise<ChatForm | undefined> {
    const { modals } = await call<{ modals: readonly View[] }>(`${this.#control}/${this.user}/modals`);
    const open = modals.at(-1);
    if (!open) return undefined;
    const inputs = open.view.blocks.filter(({ type }) => type === "input");
    return {
      title: open.view.title.text,
      questions: inputs.map(({ label, optional, element }) => ({
        label: label?.text ?? "",
        required: optional !== true,
        options: element?.options?.map(({ text }) => text.text) ?? [],
      })),
      submit: async (answers) => {
        const values: Record<string, string> = {};
        for (const { label, block_id: id = "", element } of inputs) {
          const answer = answers[label?.text ?? ""];
          if (answer === undefined) continue;
          values[id] = element?.options?.find(({ text }) => text.text === answer)?.value ?? answer;
        }
        const { errors } = await this.#act<{ errors: Record<string, string> }>({ do: "submit", view: open.id, values });
        return errors;
      },
    };
  }

  async #act<T>(what: { readonly do: string } & Readonly<Record<string, unknown>>): Promise<T> {
    const { result } = await call<{ result: T }>(`${this.#control}/${this.user}`, what);
    return result;
  }

  #pictureOf({ type, slack_file: file, image_url: address }: Block): string[] {
    if (type !== "image") return [];
    return [file ? `${this.sandboxUrl}/chat/slack/files/${file.id}` : (address ?? "")];
  }
}

const textOf = (text: string | Text): string => (typeof text === "string" ? text : text.text);

/** Slack's marks and escapes are seen as type, not as characters. */
const read = (text: string): string =>
  text
    .replace(/<(?:[^<>|]+\|)?([^<>]+)>/g, "$1")
    .replace(/(^|[\s(])([*_~])(\S(?:[^\n]*?\S)?)\2(?=[\s).,!?:]|$)/gm, "$1$3")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

function wordsOf(block: Block): string[] {
  switch (block.type) {
    case "header":
    case "section":
      return [...(block.text ? [block.text] : []), ...(block.fields ?? [])].map(({ text }) => read(text));
    case "context":
      return (block.elements ?? []).map(({ text }) => read(textOf(text)));
    case "table":
      return (block.rows ?? []).map((row) => row.map(({ text }) => text).join(" | "));
    default:
      return [];
  }
}

function buttonsOf({ type, elements = [] }: Block): string[] {
  return type === "actions" ? elements.map(({ text }) => textOf(text)) : [];
}
