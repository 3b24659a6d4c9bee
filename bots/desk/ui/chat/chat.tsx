import { type ReactNode, useEffect, useRef, useState } from "react";
import type { DeskApi } from "../api/client.ts";
import { Opening } from "../away.tsx";
import type { Person, Session } from "../contract.ts";
import { Modal } from "../modal.tsx";
import { SidePanel } from "../people/side-panel.tsx";
import { Desk } from "../state/desk.ts";
import { DeskContext } from "../state/desk-context.ts";
import { useLocale } from "../text/locale-context.ts";
import { Announcer } from "./announcer.tsx";
import { Composer } from "./composer.tsx";
import { Header } from "./header.tsx";
import { MessageList } from "./message-list.tsx";
import { ConnectionBanner, Notices } from "./notices.tsx";
import { Suggestions } from "./suggestions.tsx";
import { useMediaQuery } from "./use-media-query.ts";

interface ChatProps {
  readonly api: DeskApi;
  readonly session: Session;
  readonly person: Person;
  readonly onSignOut: () => void;
  /** The server no longer knows this window. */
  readonly onSignedOut: () => void;
}

/** One person's conversation with Kolega. */
export function Chat({ api, session, person, onSignOut, onSignedOut }: ChatProps): ReactNode {
  const { t } = useLocale();
  const desk = useDeskOf(api, session, person.id, onSignedOut);
  const wide = useMediaQuery("(min-width: 1080px)");
  const [menu, setMenu] = useState(false);
  const beside = wide && session.mode === "demo";

  if (!desk) return <Opening />;
  const panel = <SidePanel session={session} person={person} onSwitch={onSignOut} />;
  return (
    <DeskContext value={desk}>
      <div className="shell" data-person={person.id}>
        {beside ? <aside className="shell-side">{panel}</aside> : null}
        <main className="shell-main">
          <Header session={session} person={person} menu={!beside} onMenu={() => setMenu(true)} />
          <ConnectionBanner />
          <MessageList person={person} />
          <div className="dock">
            <Suggestions role={person.role} />
            <Composer />
          </div>
        </main>
        {menu && !beside ? (
          <Modal label={t("menu")} className="sheet" onClose={() => setMenu(false)}>
            {panel}
          </Modal>
        ) : null}
        <Notices />
        <Announcer />
      </div>
    </DeskContext>
  );
}

/** Opens the conversation while the component is there. */
function useDeskOf(api: DeskApi, session: Session, personId: string, onSignedOut: () => void): Desk | null {
  const [desk, setDesk] = useState<Desk | null>(null);
  const first = useRef(session);
  useEffect(() => {
    // The session may be read again (its clock); that is no reason to open the conversation again.
    const opened = new Desk(api, first.current, personId);
    opened.onSignedOut = onSignedOut;
    opened.start();
    setDesk(opened);
    return () => opened.stop();
  }, [api, personId, onSignedOut]);
  return desk;
}
