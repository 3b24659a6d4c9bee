import { type ReactNode, useEffect, useState } from "react";
import { Icon } from "../icons.tsx";
import type { DeskClock } from "../state/clock.ts";
import { clockOf, numberOf } from "../text/format.ts";
import { useLocale } from "../text/locale-context.ts";

/** Says on every page that nothing here is real. */
export function DemoBadge(): ReactNode {
  const { t } = useLocale();
  return (
    <span className="demo-badge" data-testid="demo-badge">
      {t("demo")}
    </span>
  );
}

/** The server's time, and how much faster than it the demo lets the numbers of posts grow. */
export function DemoClock({ clock, metricSpeed }: { clock: DeskClock; metricSpeed: number }): ReactNode {
  const { locale, t } = useLocale();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(clock.now()), 1_000);
    return () => clearInterval(timer);
  }, [clock]);
  const speed = numberOf(String(metricSpeed), locale);
  const pace = metricSpeed === 1 ? t("numbersReal") : t("numbersFaster", { speed });
  return (
    <div className="side-row demo-clock" data-testid="demo-clock">
      <Icon name="clock" />
      <span>
        <span className="side-row-title">{t("clock")}</span>
        <time dateTime={now.toISOString()}>{clockOf(now, locale)}</time>
        <span className="muted">{pace}</span>
      </span>
    </div>
  );
}

/** A page of the demo's stand-ins: the phone with its bank, or the three chat platforms side by side. */
export function SandboxLink({ url, page }: { url: string; page: "phone" | "chats" }): ReactNode {
  const { t } = useLocale();
  const chats = page === "chats";
  return (
    <a
      className="side-row side-link"
      href={chats ? `${url}/chats` : url}
      target="_blank"
      rel="noopener"
      data-testid={`sandbox-${page}`}
    >
      <Icon name={chats ? "chats" : "phone"} />
      <span>
        <span className="side-row-title">{t(chats ? "chats" : "sandbox")}</span>
        <span className="muted">{t(chats ? "chatsHint" : "sandboxHint")}</span>
      </span>
    </a>
  );
}
