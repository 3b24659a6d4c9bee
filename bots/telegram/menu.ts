import type { Api } from "grammy";
import type { Locale } from "../../core/kernel/actor.ts";
import { TELEGRAM_LIMITS } from "./limits.ts";

/** A command of the menu: its name is the same in every language. */
export interface MenuCommand {
  /** 1 to 32 of a-z, 0-9 and _. */
  readonly name: string;
  readonly description: Readonly<Record<Locale, string>>;
  /** Shown in groups too. */
  readonly inGroups?: boolean;
}

/**
 * Sets the command menu: Indonesian for people whose app is Indonesian and for all languages we do not speak, English for
 * English. Private chats see all commands, groups the few that make sense there.
 */
export async function setTelegramMenu(api: Api, commands: readonly MenuCommand[]): Promise<void> {
  const list = (locale: Locale, groups: boolean): { command: string; description: string }[] =>
    commands
      .filter((command) => !groups || command.inGroups)
      .slice(0, TELEGRAM_LIMITS.commands)
      .map((command) => ({ command: command.name, description: command.description[locale] }));
  for (const type of ["all_private_chats", "all_group_chats"] as const) {
    const groups = type === "all_group_chats";
    await api.setMyCommands(list("id", groups), { scope: { type } });
    await api.setMyCommands(list("id", groups), { scope: { type }, language_code: "id" });
    await api.setMyCommands(list("en", groups), { scope: { type }, language_code: "en" });
  }
}
