import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Entry } from "../state/reducer.ts";

/** What the list needs to know about where one looks. */
export interface ScrollState {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  /** The newest message is out of sight. */
  readonly away: boolean;
  /** Messages of Kolega that came while nobody looked. */
  readonly unread: number;
  readonly toBottom: () => void;
}

const NEAR_PX = 96;

/**
 * Keeps the newest message in view while one is at the end, keeps one's place while one reads further up, and counts what
 * came meanwhile.
 */
export function useScroll(entries: readonly Entry[]): ScrollState {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const pinned = useRef(true);
  const before = useRef({ first: "", last: "", height: 0 });
  const [away, setAway] = useState(false);
  const [seen, setSeen] = useState("");

  const settle = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    const gap = box.scrollHeight - box.scrollTop - box.clientHeight;
    pinned.current = gap < NEAR_PX;
    setAway(!pinned.current);
    if (pinned.current && document.visibilityState === "visible") setSeen(before.current.last);
  }, []);

  const toBottom = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    pinned.current = true;
    // At once: a glide would aim at where the end was before the pictures on the way had loaded.
    box.scrollTop = endOf(box);
    settle();
  }, [settle]);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const first = entries[0]?.key ?? "";
    const last = entries[entries.length - 1];
    const old = before.current;
    before.current = { first, last: last?.key ?? "", height: box.scrollHeight };
    const appended = last !== undefined && last.key !== old.last;
    if (appended && (old.last === "" || (last.message.from === "me" && last.clientId !== undefined)))
      pinned.current = true;
    if (pinned.current) {
      box.scrollTop = appended && old.last !== "" ? Math.min(endOf(box), startOf(box, last.key)) : endOf(box);
    } else if (first !== old.first) {
      box.scrollTop += box.scrollHeight - old.height;
    }
    settle();
  }, [entries, settle]);

  useEffect(() => {
    const box = scroller.current;
    if (!box || !content.current) return;
    // Pictures that load, a form that opens, a keyboard that rises: the end stays in view.
    const observer = new ResizeObserver(() => {
      if (pinned.current) box.scrollTop = endOf(box);
      before.current.height = box.scrollHeight;
    });
    observer.observe(content.current);
    observer.observe(box);
    box.addEventListener("scroll", settle, { passive: true });
    document.addEventListener("visibilitychange", settle);
    return () => {
      observer.disconnect();
      box.removeEventListener("scroll", settle);
      document.removeEventListener("visibilitychange", settle);
    };
  }, [settle]);

  const seenAt = entries.findIndex((entry) => entry.key === seen);
  const unread = seen === "" ? 0 : entries.slice(seenAt + 1).filter((entry) => entry.message.from === "kolega").length;
  return { scroller, content, away, unread, toBottom };
}

function endOf(box: HTMLElement): number {
  return box.scrollHeight - box.clientHeight;
}

/** Where the start of a message is at the top: one longer than the window is read from its beginning. */
function startOf(box: HTMLElement, key: string): number {
  const row = [...box.querySelectorAll<HTMLElement>("[data-row]")].findLast((element) => element.dataset.row === key);
  return row ? row.offsetTop - 12 : endOf(box);
}
