import type { Api } from "grammy";
import type { Locale } from "../../core/kernel/actor.ts";
import { TELEGRAM_LIMITS } from "./limits.ts";

/** A line of the command menu. */
export interface MenuCommand {
  /** Without the slash: 1 to 32 of a-z, 0-9 and _. */
  readonly command: string;
  readonly description: string;
}

/** The menu of everybody, in each language; groups show the few commands that make sense there, if any. */
export interface TelegramMenu {
  readonly everywhere: Readonly<Record<Locale, readonly MenuCommand[]>>;
  readonly groups?: Readonly<Record<Locale, readonly MenuCommand[]>>;
}

/** Indonesian for Indonesian apps and for all languages that we do not speak, English for English. */
export async function setTelegramMenu(api: Api, menu: TelegramMenu): Promise<void> {
  const scopes = [
    { type: "all_private_chats", lists: menu.everywhere },
    { type: "all_group_chats", lists: menu.groups ?? { id: [], en: [] } },
  ] as const;
  for (const { type, lists } of scopes) {
    await api.setMyCommands(listed(lists.id), { scope: { type } });
    await api.setMyCommands(listed(lists.id), { scope: { type }, language_code: "id" });
    await api.setMyCommands(listed(lists.en), { scope: { type }, language_code: "en" });
  }
}

/** The menu of one person, once their role is known. */
export async function setPersonMenu(api: Api, personId: string, commands: readonly MenuCommand[]): Promise<void> {
  await api.setMyCommands(listed(commands), { scope: { type: "chat", chat_id: Number(personId) } });
}

function listed(commands: readonly MenuCommand[]): { command: string; description: string }[] {
  return commands.slice(0, TELEGRAM_LIMITS.commands).map(({ command, description }) => ({
    command,
    description: Array.from(description).slice(0, TELEGRAM_LIMITS.commandDescriptionLength).join(""),
  }));
}
