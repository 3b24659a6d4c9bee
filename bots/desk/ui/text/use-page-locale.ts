import { useCallback, useState } from "react";
import { type UiLocale, uiLocale } from "./strings.ts";

const KEY = "desk.locale";

/** The language while nobody is signed in: the one chosen here before, else the browser's. */
export function usePageLocale(): [UiLocale, (locale: UiLocale) => void] {
  const [locale, setLocale] = useState<UiLocale>(() => uiLocale(localStorage.getItem(KEY) ?? navigator.language));
  const choose = useCallback((next: UiLocale) => {
    localStorage.setItem(KEY, next);
    setLocale(next);
  }, []);
  return [locale, choose];
}
