import { type ReactNode, useEffect, useMemo } from "react";
import type { DeskApi } from "./api/client.ts";
import { Away, Opening } from "./away.tsx";
import { Chat } from "./chat/chat.tsx";
import { Chooser } from "./people/chooser.tsx";
import { SignInPage } from "./people/sign-in-page.tsx";
import { useSession } from "./state/use-session.ts";
import { LocaleContext } from "./text/locale-context.ts";
import { translator, type UiLocale, uiLocale } from "./text/strings.ts";
import { usePageLocale } from "./text/use-page-locale.ts";

/** The desk: asks who one is, then opens that person's conversation in that person's language. */
export function App({ api }: { api: DeskApi }): ReactNode {
  const { view, choose, signOut, reload } = useSession(api);
  const [pageLocale, setPageLocale] = usePageLocale();
  const locale: UiLocale = view.phase === "chat" ? uiLocale(view.person.locale) : pageLocale;
  const value = useMemo(() => ({ locale, t: translator(locale) }), [locale]);

  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);

  return <LocaleContext value={value}>{page()}</LocaleContext>;

  function page(): ReactNode {
    switch (view.phase) {
      case "loading":
        return <Opening />;
      case "away":
        return <Away onRetry={reload} />;
      case "signed_out":
        return <SignInPage onLocale={setPageLocale} />;
      case "choose":
        return <Chooser session={view.session} failure={view.failure} onChoose={choose} onLocale={setPageLocale} />;
      case "chat":
        return (
          <Chat
            key={view.person.id}
            api={api}
            session={view.session}
            person={view.person}
            onSignOut={signOut}
            onSignedOut={reload}
          />
        );
    }
  }
}
