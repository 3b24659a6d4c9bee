import { type ReactNode, useEffect, useRef } from "react";
import type { Person } from "../contract.ts";
import { Icon, Spinner } from "../icons.tsx";
import { useDesk, useDeskState } from "../state/desk-context.ts";
import type { DeskState, Entry } from "../state/reducer.ts";
import { dayKey, dayLabel } from "../text/format.ts";
import { useLocale } from "../text/locale-context.ts";
import { EmptyConversation } from "./empty.tsx";
import { MessageView } from "./message-view.tsx";
import { TypingLine } from "./typing-line.tsx";
import { useScroll } from "./use-scroll.ts";

const entriesOf = (state: DeskState) => state.entries;
const loadedOf = (state: DeskState) => state.loaded;
const moreOf = (state: DeskState) => state.more;
const loadingOlderOf = (state: DeskState) => state.loadingOlder;
const GROUP_MS = 5 * 60_000;

/** The conversation: days, messages, who is typing, and the way back to the newest. */
export function MessageList({ person }: { person: Person }): ReactNode {
  const { locale, t } = useLocale();
  const desk = useDesk();
  const entries = useDeskState(entriesOf);
  const loaded = useDeskState(loadedOf);
  const { scroller, content, away, unread, toBottom } = useScroll(entries);
  const empty = loaded && entries.length === 0;

  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ""}Kolega · ${person.name}`;
  }, [unread, person.name]);

  return (
    <div className="list-place">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div ref={scroller} className="list" role="log" aria-live="off" aria-label={t("conversation")} tabIndex={0}>
        <div ref={content} className="list-content" data-testid="messages" data-loaded={loaded}>
          <Older scroller={scroller} />
          {!loaded && entries.length === 0 ? <Skeleton label={t("loading")} /> : null}
          {empty ? <EmptyConversation name={person.name} /> : null}
          {entries.map((entry, index) => {
            const before = entries[index - 1];
            const newDay = before === undefined || dayKey(before.message.at) !== dayKey(entry.message.at);
            return (
              <div key={entry.key} className="row" data-from={entry.message.from} data-row={entry.key}>
                {newDay ? (
                  <p className="day">
                    <span>{dayLabel(entry.message.at, desk.clock.now(), locale, t)}</span>
                  </p>
                ) : null}
                <MessageView
                  entry={entry}
                  first={newDay || !together(before, entry)}
                  last={!together(entry, entries[index + 1])}
                />
              </div>
            );
          })}
          <TypingLine />
        </div>
      </div>
      {away ? (
        <button type="button" className="to-bottom" data-testid="to-bottom" data-unread={unread > 0} onClick={toBottom}>
          <Icon name="down" size={18} />
          {unread === 0 ? t("latest") : unread === 1 ? t("unreadOne") : t("unreadMany", { count: unread })}
        </button>
      ) : null}
    </div>
  );
}

/** Messages of one sender within a few minutes stand together. */
function together(left: Entry | undefined, right: Entry | undefined): boolean {
  if (!left || !right || left.message.from !== right.message.from) return false;
  return Math.abs(Date.parse(right.message.at) - Date.parse(left.message.at)) < GROUP_MS;
}

/** Loads earlier messages when it comes into view; a real button, for those who do not scroll. */
function Older({ scroller }: { scroller: React.RefObject<HTMLDivElement | null> }): ReactNode {
  const { t } = useLocale();
  const desk = useDesk();
  const more = useDeskState(moreOf);
  const loading = useDeskState(loadingOlderOf);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!more || loading || !button.current) return;
    const observer = new IntersectionObserver(
      (seen) => {
        // At the very first paint the list has not been scrolled to its end yet.
        if (seen.some((entry) => entry.isIntersecting) && (scroller.current?.scrollTop ?? 0) > 0) void desk.loadOlder();
      },
      { root: scroller.current, rootMargin: "200px 0px 0px 0px" },
    );
    observer.observe(button.current);
    return () => observer.disconnect();
  }, [more, loading, desk, scroller]);

  if (!more) return null;
  return (
    <div className="older">
      <button
        ref={button}
        type="button"
        className="chip"
        data-testid="load-older"
        disabled={loading}
        onClick={() => void desk.loadOlder()}
      >
        {loading ? <Spinner /> : null}
        {t(loading ? "loadingOlder" : "loadOlder")}
      </button>
    </div>
  );
}

function Skeleton({ label }: { label: string }): ReactNode {
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{label}</span>
      <span />
      <span />
      <span />
    </div>
  );
}
