import type { ReactNode } from "react";
import { KolegaMark } from "../icons.tsx";
import { useDeskState } from "../state/desk-context.ts";
import type { DeskState } from "../state/reducer.ts";
import { useLocale } from "../text/locale-context.ts";

const typingOf = (state: DeskState) => state.typing;

/** Kolega is at work, and on what if it says so. */
export function TypingLine(): ReactNode {
  const { t } = useLocale();
  const typing = useDeskState(typingOf);
  return (
    <div className="typing-place" role="status">
      {typing ? (
        <div className="typing" data-testid="typing">
          <KolegaMark size={28} />
          <span className="typing-bubble">
            <span className="typing-dots" aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
            <span className={typing.text ? "" : "visually-hidden"}>{typing.text ?? t("typing")}</span>
          </span>
        </div>
      ) : null}
    </div>
  );
}
