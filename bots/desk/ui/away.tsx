import type { ReactNode } from "react";
import { KolegaMark, Spinner } from "./icons.tsx";
import { useLocale } from "./text/locale-context.ts";

/** While the session is being asked for. */
export function Opening(): ReactNode {
  const { t } = useLocale();
  return (
    <main className="page page-centred" aria-busy="true">
      <KolegaMark size={56} />
      <p className="muted" role="status">
        {t("loading")}
      </p>
    </main>
  );
}

/** The server does not answer at all. */
export function Away({ onRetry }: { onRetry: () => void }): ReactNode {
  const { t } = useLocale();
  return (
    <main className="page page-centred" data-testid="away">
      <KolegaMark size={56} />
      <h1>{t("awayTitle")}</h1>
      <p className="muted away-text" role="status">
        <Spinner /> {t("awayText")}
      </p>
      <button type="button" className="button button-primary" onClick={onRetry}>
        {t("tryNow")}
      </button>
    </main>
  );
}
