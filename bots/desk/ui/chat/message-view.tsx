import { memo, type ReactNode } from "react";
import { CardView } from "../cards/card-view.tsx";
import { Icon, KolegaMark } from "../icons.tsx";
import { useDesk, useDeskState } from "../state/desk-context.ts";
import type { DeskState, Entry } from "../state/reducer.ts";
import { momentOf, timeOf } from "../text/format.ts";
import { useLocale } from "../text/locale-context.ts";
import { Markdown, PlainText } from "../text/markdown-view.tsx";

interface MessageViewProps {
  readonly entry: Entry;
  /** First and last of a run of the same sender. */
  readonly first: boolean;
  readonly last: boolean;
}

const offlineOf = (state: DeskState) => state.connection === "reconnecting";

/** One message: bubble, cards, and the line below it. */
export const MessageView = memo(function MessageView({ entry, first, last }: MessageViewProps): ReactNode {
  const { locale, t } = useLocale();
  const { message } = entry;
  const mine = message.from === "me";
  const cards = [message.card, ...(message.cards ?? [])].filter((card) => card !== undefined);
  const paired = cards.length > 1 && cards.every((card) => !card.table && !card.chart);
  return (
    <article
      className="message"
      data-testid={mine ? "message-me" : "message-kolega"}
      data-message-id={message.id}
      data-status={message.status}
      aria-label={`${mine ? t("you") : "Kolega"}, ${timeOf(message.at, locale)}`}
    >
      {mine ? null : <span className="message-face">{first ? <KolegaMark size={28} /> : null}</span>}
      <div className="message-parts">
        {message.text ? (
          <div className="bubble" data-last={last && cards.length === 0}>
            {mine ? <PlainText source={message.text} /> : <Markdown source={message.text} />}
          </div>
        ) : null}
        {cards.length > 0 ? (
          <div className={paired ? "cards cards-paired" : "cards"}>
            {cards.map((card, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: cards of one message have no other name than their place
              <CardView key={index} card={card} messageId={message.id} />
            ))}
          </div>
        ) : null}
        <MetaLine entry={entry} shown={last} />
      </div>
    </article>
  );
});

function MetaLine({ entry, shown }: { entry: Entry; shown: boolean }): ReactNode {
  const { locale, t } = useLocale();
  const { message } = entry;
  if (message.status === "failed") return <FailedLine entry={entry} />;
  if (message.status === "sending") return <SendingLine />;
  if (!shown && !message.edited) return null;
  return (
    <p className="meta">
      {message.edited ? <span data-testid="edited">{t("edited")} · </span> : null}
      <time dateTime={message.at} title={momentOf(message.at, locale)}>
        {timeOf(message.at, locale)}
      </time>
      {message.status === "sent" ? <Icon name="check" size={13} /> : null}
    </p>
  );
}

function SendingLine(): ReactNode {
  const { t } = useLocale();
  const offline = useDeskState(offlineOf);
  return (
    <p className="meta meta-sending">
      <Icon name="clock" size={13} /> {t(offline ? "waiting" : "sending")}
    </p>
  );
}

function FailedLine({ entry }: { entry: Entry }): ReactNode {
  const { t } = useLocale();
  const desk = useDesk();
  const clientId = entry.clientId ?? entry.message.id;
  return (
    <p className="meta meta-failed" role="alert">
      <Icon name="alert" size={14} />
      <span>{entry.failure || t("failed")}</span>
      <button type="button" className="text-button" data-testid="retry" onClick={() => desk.retry(clientId)}>
        {t("retry")}
      </button>
      <button type="button" className="text-button" data-testid="discard" onClick={() => desk.discard(clientId)}>
        {t("discard")}
      </button>
    </p>
  );
}
