import type { ReactNode } from "react";
import type { Person, Session } from "../contract.ts";
import { Icon, KolegaMark } from "../icons.tsx";
import { Avatar } from "../people/avatar.tsx";
import { DemoBadge } from "../people/demo-note.tsx";
import { roleText } from "../people/roles.ts";
import { useLocale } from "../text/locale-context.ts";

interface HeaderProps {
  readonly session: Session;
  readonly person: Person;
  /** Whether the panel is behind a button here. */
  readonly menu: boolean;
  readonly onMenu: () => void;
}

/** With whom one talks, and as whom. */
export function Header({ session, person, menu, onMenu }: HeaderProps): ReactNode {
  const { locale, t } = useLocale();
  const role = roleText(person.role, locale).name;
  return (
    <header className="chat-head">
      <KolegaMark size={38} />
      <div className="chat-head-words">
        <h1>Kolega</h1>
        <span className="muted">{menu ? `${person.name} · ${role}` : t("productLine")}</span>
      </div>
      {session.mode === "demo" ? <DemoBadge /> : null}
      {menu ? (
        <button
          type="button"
          className="chat-head-me"
          data-testid="open-menu"
          aria-haspopup="dialog"
          aria-label={`${t("menu")}: ${person.name}, ${role}`}
          onClick={onMenu}
        >
          <Avatar id={person.id} name={person.name} size={34} />
          <Icon name="menu" />
        </button>
      ) : null}
    </header>
  );
}
