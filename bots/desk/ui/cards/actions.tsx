import { type ReactNode, useRef, useState } from "react";
import type { CardAction, FieldValues } from "../contract.ts";
import { Icon, Spinner } from "../icons.tsx";
import { useDesk, useDeskState } from "../state/desk-context.ts";
import type { DeskState, Press } from "../state/reducer.ts";
import { cardHref } from "../text/links.ts";
import { useLocale } from "../text/locale-context.ts";
import { OutLink } from "../text/markdown-view.tsx";
import { AskForm } from "./ask-form.tsx";

const pressesOf = (state: DeskState) => state.presses;

/** The buttons of one card. While one is being pressed the others wait: a decision is made once. */
export function Actions({ actions, messageId }: { actions: readonly CardAction[]; messageId: string }): ReactNode {
  const { t } = useLocale();
  const desk = useDesk();
  const presses = useDeskState(pressesOf);
  const [asking, setAsking] = useState<string | null>(null);
  const row = useRef<HTMLDivElement>(null);

  const pressOf = (action: CardAction): Press | undefined => (action.token ? presses[action.token] : undefined);
  const busy = actions.some((action) => {
    const phase = pressOf(action)?.phase;
    return phase === "pending" || phase === "pressed";
  });
  const failed = actions.map(pressOf).find((press) => press?.phase === "failed");
  // A card that was replaced meanwhile has other tokens, and then its form is gone with it.
  const form = actions.find((action) => action.token !== undefined && action.token === asking);

  const close = () => {
    const opener = [...(row.current?.querySelectorAll<HTMLElement>("[data-token]") ?? [])].find(
      (button) => button.dataset.token === asking,
    );
    setAsking(null);
    opener?.focus();
  };

  // The button will be gone with the card's outcome; the card stays, and keyboard users keep their place.
  const holdFocus = () => row.current?.closest<HTMLElement>("[data-testid=card]")?.focus({ preventScroll: true });

  const run = (action: CardAction) => {
    if (action.kind === "say" && action.text) desk.send(action.text);
    else if (action.token && action.ask && action.ask.length > 0)
      setAsking(asking === action.token ? null : action.token);
    else if (action.token) {
      holdFocus();
      void desk.press(messageId, action.token);
    }
  };

  const submit = async (token: string, fields: FieldValues) => {
    holdFocus();
    if (await desk.press(messageId, token, fields)) setAsking(null);
  };

  return (
    <div className="actions">
      <div ref={row} className="actions-row">
        {actions.map((action, index) => (
          <ActionButton
            key={action.token ?? `${action.kind}-${index}`}
            action={action}
            press={pressOf(action)}
            disabled={busy && action.kind === "press"}
            open={form !== undefined && form === action}
            onRun={() => run(action)}
          />
        ))}
      </div>
      {form?.token && form.ask ? (
        <AskForm
          key={form.token}
          fields={form.ask}
          label={form.label}
          danger={form.style === "danger"}
          busy={busy}
          onSubmit={(fields) => void submit(form.token ?? "", fields)}
          onCancel={close}
        />
      ) : null}
      {failed ? (
        <p className="form-error" role="alert" data-testid="press-error">
          {failed.error || t("pressFailed")}
        </p>
      ) : null}
    </div>
  );
}

interface ActionButtonProps {
  readonly action: CardAction;
  readonly press: Press | undefined;
  readonly disabled: boolean;
  readonly open: boolean;
  readonly onRun: () => void;
}

function ActionButton({ action, press, disabled, open, onRun }: ActionButtonProps): ReactNode {
  const { t } = useLocale();
  const className = `button button-${action.style ?? "plain"}`;
  if (action.kind === "link") {
    const href = cardHref(action.url, location.origin);
    if (!href) return null;
    return (
      <span data-testid="card-link" data-action={action.label}>
        <OutLink href={href} className={className}>
          {action.label}
          <Icon name="window" size={15} />
        </OutLink>
      </span>
    );
  }
  const spent = action.kind === "press" && !action.token;
  const asks = (action.ask?.length ?? 0) > 0;
  return (
    <button
      type="button"
      className={className}
      data-testid="card-action"
      data-action={action.label}
      data-kind={action.kind}
      data-token={action.token}
      data-phase={press?.phase ?? "idle"}
      aria-busy={press?.phase === "pending"}
      aria-expanded={asks ? open : undefined}
      disabled={disabled || spent}
      onClick={onRun}
    >
      {press?.phase === "pending" ? <Spinner /> : null}
      {press?.phase === "pressed" ? <Icon name="check" size={16} /> : null}
      {action.label}
      {press?.phase === "pending" ? <span className="visually-hidden">{t("pressing")}</span> : null}
    </button>
  );
}
