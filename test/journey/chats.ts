import { ChatPerson } from "./chat-person.ts";
import type { ChatMessage } from "./chat-window.ts";
import type { RunningKolega } from "./kolega-process.ts";
import { SlackWindow } from "./slack-window.ts";
import { TelegramWindow } from "./telegram-window.ts";
import { WhatsappWindow } from "./whatsapp-window.ts";

/** People of the demo with the chat that is linked to each from the start. */
export interface Chats {
  readonly ayu: ChatPerson;
  readonly bima: ChatPerson;
  readonly rani: ChatPerson;
}

/** The brand manager in Slack, the admin in Telegram, the influencer in WhatsApp. */
export function chatsOf({ sandboxUrl }: Pick<RunningKolega, "sandboxUrl">): Chats {
  return {
    ayu: new ChatPerson("Ayu", new SlackWindow(sandboxUrl, "U0AYU")),
    bima: new ChatPerson("Bima", new TelegramWindow(sandboxUrl, 5_000_000_002)),
    rani: new ChatPerson("Rani", new WhatsappWindow(sandboxUrl, "ID.rani0001")),
  };
}

/** A conversation as it reads, for whoever looks at why a test failed. */
export async function transcriptOf(person: ChatPerson): Promise<string> {
  const line = ({ from, text, pictures, buttons, edited }: ChatMessage): string =>
    [
      `${from === "kolega" ? "Kolega" : person.name}${edited ? " (edited)" : ""}:`,
      text,
      ...pictures.map((picture) => `[picture ${picture}]`),
      buttons.map((label) => `[${label}]`).join(" "),
    ]
      .filter((part) => part !== "")
      .join("\n");
  const messages = await person.messages();
  return [`==== ${person.name} in ${person.window.channel} ====`, ...messages.map(line)].join("\n\n");
}
