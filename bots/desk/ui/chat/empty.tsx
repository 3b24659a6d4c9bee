import type { ReactNode } from "react";
import { KolegaMark } from "../icons.tsx";
import { useLocale } from "../text/locale-context.ts";

/** Before the first word. */
export function EmptyConversation({ name }: { name: string }): ReactNode {
  const { t } = useLocale();
  return (
    <div className="empty" data-testid="empty">
      <KolegaMark size={64} />
      <h2>{t("emptyTitle", { name: name.split(" ").find((word) => !word.endsWith(".")) ?? name })}</h2>
      <p className="muted">{t("emptyText")}</p>
    </div>
  );
}
