import { type ReactNode, useEffect } from "react";
import { Icon, Spinner } from "../icons.tsx";
import { useDesk, useDeskState } from "../state/desk-context.ts";
import type { DeskState, Notice } from "../state/reducer.ts";
import { useLocale } from "../text/locale-context.ts";

const SHOWN_MS = 8_000;
const noticesOf = (state: DeskState) => state.notices;
const isAway = (state: DeskState) => state.connection === "reconnecting";

/** Says that the server is away, and that this costs nothing. */
export function ConnectionBanner(): ReactNode {
  const { t } = useLocale();
  const away = useDeskState(isAway);
  return (
    <div className="banner-place" role="status">
      {away ? (
        <p className="banner" data-testid="reconnecting">
          <Spinner /> {t("reconnecting")}
        </p>
      ) : null}
    </div>
  );
}

/** Lines of the server that are no messages. Errors stay until they are dismissed. */
export function Notices(): ReactNode {
  const notices = useDeskState(noticesOf);
  return (
    <ul className="notices" role="status">
      {notices.map((notice) => (
        <NoticeLine key={notice.key} notice={notice} />
      ))}
    </ul>
  );
}

function NoticeLine({ notice }: { notice: Notice }): ReactNode {
  const { t } = useLocale();
  const desk = useDesk();
  useEffect(() => {
    if (notice.level === "error") return;
    const timer = setTimeout(() => desk.closeNotice(notice.key), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [desk, notice]);
  return (
    <li className="notice" data-level={notice.level} data-testid="notice">
      {notice.level === "info" ? null : <Icon name="alert" size={18} />}
      <span>{notice.text}</span>
      <button
        type="button"
        className="icon-button"
        aria-label={t("closeNotice")}
        onClick={() => desk.closeNotice(notice.key)}
      >
        <Icon name="close" size={16} />
      </button>
    </li>
  );
}
