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
  [
    /^(saya |aku )?(mau |ingin |minta |tolong )?(bicara|ngobrol|ngomong|chat) (dengan|sama|ke) (manusia|orang|admin|tim)( asli| brand)?( dong| ya)?[.!?]*$|^(i (want|need|would like) to |can i |please )?(talk|speak|chat) (to|with) (a |an |the )?(human|person|real person|admin|team)( please)?[.!?]*$/i,
    { useCase: "handover.request", input: {} },
  ],
  [
    /^\/?(kembali ke asisten|asisten)[.!]*$|^\/?(back to (the )?assistant|assistant)[.!]*$/i,
    { useCase: "handover.end", input: {} },
  ],
];

/** What a linked person's message asks for outright: their channels, a human, the assistant back; undefined for all other text. */
export function peopleCommand(text: string): ChatCommand | undefined {
  const said = readLinkText(text);
  if (said?.kind === "code") return { useCase: "people.check_link_code", input: { code: said.code } };
  if (said?.kind === "start") return { useCase: "people.start_link", input: { channel: said.channel } };
  const words = text.trim();
  return FIXED.find(([pattern]) => pattern.test(words))?.[1];
}
