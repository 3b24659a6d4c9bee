import type { ReactNode } from "react";
import { KolegaMark } from "../icons.tsx";
import { useLocale } from "../text/locale-context.ts";
import type { UiLocale } from "../text/strings.ts";
import { LanguageSwitch } from "./language-switch.tsx";

/** Outside the demo one comes in by a link; the page only says how to get one. */
export function SignInPage({ onLocale }: { onLocale: (locale: UiLocale) => void }): ReactNode {
  const { t } = useLocale();
  return (
    <main className="page page-centred" data-testid="sign-in">
      <KolegaMark size={56} />
      <h1>{t("signInTitle")}</h1>
      <p className="page-text">
        {t("signInText")} <code>kolega user:link</code>.
      </p>
      <p className="page-text muted">{t("signInNote")}</p>
      <LanguageSwitch onLocale={onLocale} />
    </main>
  );
}
