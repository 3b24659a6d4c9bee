import type { ReactNode } from "react";
import { roleText } from "../people/roles.ts";
import { useDesk, useDeskState } from "../state/desk-context.ts";
import type { DeskState } from "../state/reducer.ts";
import { useLocale } from "../text/locale-context.ts";

const isFirstTime = (state: DeskState) => state.loaded && !state.entries.some((entry) => entry.message.from === "me");

/** Three things to say for somebody who has never said anything. */
export function Suggestions({ role }: { role: string }): ReactNode {
  const { locale, t } = useLocale();
  const desk = useDesk();
  if (!useDeskState(isFirstTime)) return null;
  return (
    <ul className="suggestions" aria-label={t("tryThis")}>
      {roleText(role, locale).tries.map((text, index) => (
        <li key={text}>
          <button
            type="button"
            className="chip"
            data-testid={`suggestion-${index + 1}`}
            onClick={() => desk.send(text)}
          >
            {text}
          </button>
        </li>
      ))}
    </ul>
  );
}
