import type { ReactNode } from "react";
import { useLocale } from "../text/locale-context.ts";
import type { UiLocale } from "../text/strings.ts";

const LANGUAGES: readonly (readonly [UiLocale, string])[] = [
  ["id", "Bahasa Indonesia"],
  ["en", "English"],
];

/** Chooses the language while nobody is signed in; a person brings their own. */
export function LanguageSwitch({ onLocale }: { onLocale: (locale: UiLocale) => void }): ReactNode {
  const { locale, t } = useLocale();
  return (
    <fieldset className="language-switch">
      <legend className="visually-hidden">{t("language")}</legend>
      {LANGUAGES.map(([code, name]) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-pressed={code === locale}
          data-testid={`language-${code}`}
          onClick={() => onLocale(code)}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}
