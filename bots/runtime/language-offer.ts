import type { MessageContent } from "../../core/cards/card.ts";
import type { Locale } from "../../core/kernel/actor.ts";
import { mayCall } from "../../core/usecase/registry.ts";
import type { Speaker } from "./speaker.ts";
import type { RouterDependencies } from "./talk.ts";

/** Shorter messages are said in both languages: `ok`, `report please`. */
const WORDS_THAT_TELL = 3;
/** Under this key the notes of a chat keep which language was offered. */
const OFFERED = "languageOffered";

type State = Readonly<Record<string, unknown>>;

/**
 * Asks whoever writes in the other language, once a chat, whether cards and news shall come in it too: answers follow
 * the message, but buttons and notifications follow the person's setting.
 */
export function offerLanguage(
  { registry, ports, i18n }: RouterDependencies,
  { direct, actor, p }: Speaker,
  text: string,
  state: State,
): MessageContent | undefined {
  const setting = registry.find("people.set_language");
  if (!direct || !setting || !mayCall(actor, setting) || state[OFFERED] !== undefined) return undefined;
  // Names tell nothing: `setujui campaign Glow Your Way` is Indonesian.
  const words = text.split(/\s+/).filter((word, index) => index === 0 || !/^\p{Lu}/u.test(word));
  if (words.length < WORDS_THAT_TELL) return undefined;
  const language: Locale = ports.language.language(words.join(" "), p.locale);
  if (language === p.locale) return undefined;
  const theirs = i18n.presenter(language, p.timeZone);
  return {
    card: {
      title: theirs.t("runtime.language.offer"),
      actions: [
        {
          kind: "call",
          useCase: "people.set_language",
          input: { language },
          label: theirs.t("runtime.language.take"),
          priority: 5,
        },
      ],
    },
  };
}

/** The assistant's notes with what was offered; `before` are those of the turn's begin. */
export function withOffer(notes: State, before: State, offered: boolean): State {
  return offered || before[OFFERED] !== undefined ? { ...notes, [OFFERED]: true } : notes;
}
