import { createContext, useContext } from "react";
import { type Translate, translator, type UiLocale } from "./strings.ts";

interface LocaleValue {
  readonly locale: UiLocale;
  readonly t: Translate;
}

/** The language below this point of the page. */
export const LocaleContext = createContext<LocaleValue>({ locale: "en", t: translator("en") });

/** The language to speak here. */
export function useLocale(): LocaleValue {
  return useContext(LocaleContext);
}
