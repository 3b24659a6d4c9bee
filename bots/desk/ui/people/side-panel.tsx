import type { ReactNode } from "react";
import type { Person, Session } from "../contract.ts";
import { Icon } from "../icons.tsx";
import { useDesk } from "../state/desk-context.ts";
import { cardHref } from "../text/links.ts";
import { useLocale } from "../text/locale-context.ts";
import { Avatar } from "./avatar.tsx";
import { DemoClock, SandboxLink } from "./demo-note.tsx";
import { byRole, roleText } from "./roles.ts";

interface SidePanelProps {
  readonly session: Session;
  readonly person: Person;
  readonly onSwitch: () => void;
}

/** Who one is, who else there is, and what is special about the demo. Beside the chat, or in a sheet on small screens. */
export function SidePanel({ session, person, onSwitch }: SidePanelProps): ReactNode {
  const { locale, t } = useLocale();
  const desk = useDesk();
  const demo = session.mode === "demo";
  const others = (session.people ?? []).filter((other) => other.id !== person.id);
  const sandbox = cardHref(session.sandboxUrl, location.origin);
  return (
    <div className="side">
      <div className="side-me" data-testid="current-person" data-person={person.id}>
        <Avatar id={person.id} name={person.name} size={44} />
        <span className="person-words">
          <strong dir="auto">{person.name}</strong>
          <span className="muted">
            {roleText(person.role, locale).name}
            {person.organization ? ` · ${person.organization}` : ""}
          </span>
        </span>
      </div>
      <button type="button" className="button side-switch" data-testid="switch-person" onClick={onSwitch}>
        <Icon name={demo ? "swap" : "leave"} size={18} />
        {t(demo ? "switchPerson" : "signOut")}
      </button>
      {demo && others.length > 0 ? (
        <nav className="side-people" aria-label={t("otherPeople")}>
          <h2>{t("otherPeople")}</h2>
          <ul>
            {byRole(others)
              .flatMap((group) => group.people)
              .map((other) => (
                <li key={other.id}>
                  <OtherPerson person={other} />
                </li>
              ))}
          </ul>
        </nav>
      ) : null}
      <div className="side-foot">
        {sandbox ? <SandboxLink url={sandbox} page="chats" /> : null}
        {sandbox ? <SandboxLink url={sandbox} page="phone" /> : null}
        {session.clock ? <DemoClock clock={desk.clock} metricSpeed={session.clock.metricSpeed} /> : null}
      </div>
    </div>
  );
}

function OtherPerson({ person }: { person: Person }): ReactNode {
  const { locale, t } = useLocale();
  return (
    <a
      className="side-person"
      href={`/?as=${encodeURIComponent(person.id)}`}
      target="_blank"
      rel="noopener"
      data-testid={`open-as-${person.id}`}
      title={t("openAs", { name: person.name })}
    >
      <Avatar id={person.id} name={person.name} size={32} />
      <span className="person-words">
        <span dir="auto">{person.name}</span>
        <span className="muted">{roleText(person.role, locale).name}</span>
      </span>
      <Icon name="window" size={16} />
    </a>
  );
}
