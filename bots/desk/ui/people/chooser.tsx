import { type ReactNode, useState } from "react";
import type { Person, Session } from "../contract.ts";
import { Icon, KolegaMark, Spinner } from "../icons.tsx";
import { cardHref } from "../text/links.ts";
import { useLocale } from "../text/locale-context.ts";
import type { UiLocale } from "../text/strings.ts";
import { Avatar } from "./avatar.tsx";
import { DemoBadge, SandboxLink } from "./demo-note.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { byRole, roleText } from "./roles.ts";

interface ChooserProps {
  readonly session: Session;
  /** The last choice did not work. */
  readonly failure: boolean;
  readonly onChoose: (personId: string) => Promise<void>;
  readonly onLocale: (locale: UiLocale) => void;
}

/** The demo's front door: the people of the demo organization, by role. */
export function Chooser({ session, failure, onChoose, onLocale }: ChooserProps): ReactNode {
  const { locale, t } = useLocale();
  const sandbox = cardHref(session.sandboxUrl, location.origin);
  const [busy, setBusy] = useState<string | null>(null);

  const choose = async (personId: string) => {
    setBusy(personId);
    await onChoose(personId);
    setBusy(null);
  };

  return (
    <main className="page chooser" data-testid="chooser">
      <header className="chooser-head">
        <div className="chooser-brand">
          <KolegaMark size={40} />
          <div>
            <strong>Kolega</strong>
            <span className="muted">{t("productLine")}</span>
          </div>
          <DemoBadge />
        </div>
        <LanguageSwitch onLocale={onLocale} />
      </header>
      <h1>{t("chooseTitle")}</h1>
      <p className="page-text muted">{t("chooseText")}</p>
      <section className="chooser-round" aria-labelledby="round">
        <h2 id="round">{t("roundTitle")}</h2>
        <ol>
          {(["round1", "round2", "round3", "round4"] as const).map((step) => (
            <li key={step}>{t(step)}</li>
          ))}
        </ol>
        {sandbox ? <SandboxLink url={sandbox} page="chats" /> : null}
        {sandbox ? <SandboxLink url={sandbox} page="phone" /> : null}
      </section>
      {failure ? (
        <p className="form-error" role="alert">
          {t("signInFailed")}
        </p>
      ) : null}
      <div className="chooser-groups">
        {byRole(session.people ?? []).map(({ role, people }) => (
          <section key={role} className="chooser-group" data-many={people.length > 2} aria-labelledby={`role-${role}`}>
            <h2 id={`role-${role}`}>{roleText(role, locale).group}</h2>
            <ul>
              {people.map((person) => (
                <PersonCard
                  key={person.id}
                  person={person}
                  busy={busy === person.id}
                  disabled={busy !== null}
                  onChoose={() => void choose(person.id)}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </main>
  );
}

interface PersonCardProps {
  readonly person: Person;
  readonly busy: boolean;
  readonly disabled: boolean;
  readonly onChoose: () => void;
}

function PersonCard({ person, busy, disabled, onChoose }: PersonCardProps): ReactNode {
  const { locale, t } = useLocale();
  const role = roleText(person.role, locale);
  const openAs = t("openAs", { name: person.name });
  return (
    <li className="person-card">
      <button
        type="button"
        className="person-choose"
        data-testid={`person-${person.id}`}
        data-role={person.role}
        aria-busy={busy}
        disabled={disabled}
        onClick={onChoose}
      >
        <Avatar id={person.id} name={person.name} size={48} />
        <span className="person-words">
          <strong dir="auto">{person.name}</strong>
          <span className="person-role">
            {role.name}
            {person.organization ? ` · ${person.organization}` : ""}
          </span>
          <span className="person-can">{role.can}</span>
        </span>
        {busy ? <Spinner /> : null}
      </button>
      <a
        className="person-window"
        href={`/?as=${encodeURIComponent(person.id)}`}
        target="_blank"
        rel="noopener"
        data-testid={`open-as-${person.id}`}
        aria-label={openAs}
        title={openAs}
      >
        <Icon name="window" size={18} />
      </a>
    </li>
  );
}
