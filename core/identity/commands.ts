import { readLinkText } from "./link-code.ts";

/** A use case that a message names outright, so that no model is asked. */
export interface ChatCommand {
  readonly useCase: string;
  readonly input: Readonly<Record<string, unknown>>;
}

const FIXED: readonly (readonly [RegExp, ChatCommand])[] = [
  [
    /^\/?(kanal|akun chat|channel|chat)( saya| aku)$|^\/?my (channels|chats|chat accounts)$|^\/channels?$/i,
    { useCase: "people.channels", input: {} },
  ],
  [
    /^\/?(pengaturan )?notifikasi( saya)?$|^\/?(my )?notifications?( settings| preferences)?$/i,
    { useCase: "notifications.preferences", input: {} },
  ],
];

/** What a linked person's message asks for when it is about their channels; undefined for all other text. */
export function peopleCommand(text: string): ChatCommand | undefined {
  const said = readLinkText(text);
  if (said?.kind === "code") return { useCase: "people.check_link_code", input: { code: said.code } };
  if (said?.kind === "start") return { useCase: "people.start_link", input: { channel: said.channel } };
  const words = text.trim();
  return FIXED.find(([pattern]) => pattern.test(words))?.[1];
}
