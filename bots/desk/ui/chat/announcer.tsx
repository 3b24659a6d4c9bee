import { type ReactNode, useEffect, useState } from "react";
import type { DeskMessage } from "../contract.ts";
import { useDesk } from "../state/desk-context.ts";
import { useLocale } from "../text/locale-context.ts";
import { plainText } from "../text/markdown.ts";

const LONGEST = 400;

/**
 * Tells screen readers what Kolega says. The list itself is silent: loading earlier messages or a replaced card would make
 * it read half the conversation aloud.
 */
export function Announcer(): ReactNode {
  const { t } = useLocale();
  const { store } = useDesk();
  const [line, setLine] = useState("");
  useEffect(() => {
    const heard = new Map<string, DeskMessage>();
    let ready = false;
    const listen = () => {
      const { entries, loaded } = store.get();
      for (const { message } of entries) {
        const before = heard.get(message.id);
        if (before === message) continue;
        heard.set(message.id, message);
        if (!ready || message.from !== "kolega" || !isRecent(entries[entries.length - 1]?.message, message, before))
          continue;
        if (before && wordsOf(before) === wordsOf(message)) continue;
        setLine(t(before ? "updatedMessage" : "newMessage", { text: wordsOf(message) }));
      }
      ready ||= loaded;
    };
    listen();
    return store.subscribe(listen);
  }, [store, t]);
  return (
    <p className="visually-hidden" aria-live="polite" data-testid="announcer">
      {line}
    </p>
  );
}

/** New at the end, or a change of something known; not an earlier message that was just loaded. */
function isRecent(last: DeskMessage | undefined, message: DeskMessage, before: DeskMessage | undefined): boolean {
  return before !== undefined || last?.id === message.id;
}

function wordsOf(message: DeskMessage): string {
  const cards = [message.card, ...(message.cards ?? [])].flatMap((card) =>
    card ? [card.title, ...(card.facts ?? []).map((fact) => `${fact.label} ${fact.value}`)] : [],
  );
  return [plainText(message.text ?? ""), ...cards].filter(Boolean).join(". ").slice(0, LONGEST);
}
