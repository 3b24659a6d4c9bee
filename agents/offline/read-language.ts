import type { Locale } from "../../core/kernel/actor.ts";

/** The language somebody asks for by name; the last one named, since `from English to Indonesian` ends with the wish. */
export function readLanguage(text: string): Locale | undefined {
  const named = [...text.matchAll(/\b(?:(inggris|english)|(indo(?:nesian?)?|bahasa indonesia))\b/gi)].at(-1);
  if (!named) return undefined;
  return named[1] ? "en" : "id";
}
