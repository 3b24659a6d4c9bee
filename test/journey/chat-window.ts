/** A message as its reader sees it in a chat. */
export interface ChatMessage {
  readonly id: string;
  readonly from: "person" | "kolega";
  /** Every word of it but the buttons', in reading order. */
  readonly text: string;
  /** Labels of what can be pressed, in order; the rows of a list among them. */
  readonly buttons: readonly string[];
  /** Pictures in it, as addresses of the sandbox. */
  readonly pictures: readonly string[];
  readonly edited: boolean;
}

/** A question as a window shows it, by its label. */
export interface FormQuestion {
  readonly label: string;
  readonly required: boolean;
  readonly options: readonly string[];
}

/** A window with questions, before the person. */
export interface ChatForm {
  readonly title: string;
  readonly questions: readonly FormQuestion[];
  /** Sends it; answers are by label. What the app complains about comes back by label. */
  submit(answers: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>>;
}

/** One person's chat with Kolega on a platform, as the sandbox shows it to them and takes what they do. */
export interface ChatWindow {
  readonly channel: "slack" | "telegram" | "whatsapp";
  messages(): Promise<readonly ChatMessage[]>;
  say(text: string): Promise<void>;
  /** Types a command as it is typed there, without its slash. */
  command(words: string): Promise<void>;
  /** Presses what this message shows under this label. */
  click(message: ChatMessage, label: string): Promise<void>;
  /** The window with questions that is open, where the platform has such windows. */
  form(): Promise<ChatForm | undefined>;
}

/** Sends JSON to the sandbox and reads its answer. Throws what it refused. */
export async function call<T>(url: string, body?: unknown): Promise<T> {
  const response = await fetch(url, {
    method: body === undefined ? "GET" : "POST",
    headers: { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url}: ${response.status} ${text}`);
  return JSON.parse(text) as T;
}
