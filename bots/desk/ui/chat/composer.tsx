import {
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { MAX_MESSAGE_LENGTH } from "../contract.ts";
import { Icon } from "../icons.tsx";
import { useDesk } from "../state/desk-context.ts";
import { useLocale } from "../text/locale-context.ts";

/** Where one writes. What is written survives a reload of the window and every error. */
export function Composer(): ReactNode {
  const { t } = useLocale();
  const desk = useDesk();
  const [text, setText] = useState(() => sessionStorage.getItem(desk.draftKey) ?? "");
  const [error, setError] = useState("");
  const area = useRef<HTMLTextAreaElement>(null);
  const helpId = useId();
  const over = text.trim().length - MAX_MESSAGE_LENGTH;
  const problem = over > 0 ? t("tooLong", { over }) : error;

  useEffect(() => {
    if (text) sessionStorage.setItem(desk.draftKey, text);
    else sessionStorage.removeItem(desk.draftKey);
  }, [text, desk]);

  useEffect(() => {
    desk.onRefused = (refusal) => {
      // Put back before whatever was written since: nothing typed is lost.
      setText((now) => (now ? `${refusal.text}\n${now}` : refusal.text));
      setError(refusal.reason || t("refused"));
    };
    return () => {
      desk.onRefused = () => {};
    };
  }, [desk, t]);

  // On a phone, focus would open the keyboard over the conversation before one has read it.
  useEffect(() => {
    if (matchMedia("(pointer: fine)").matches) area.current?.focus();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);

  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (text.trim() === "" || over > 0) return;
    desk.send(text.trim());
    setText("");
    setError("");
    area.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter chooses a word.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };

  return (
    <form className="composer" data-testid="composer-form" data-invalid={problem !== ""} onSubmit={submit}>
      <div className="composer-box">
        <textarea
          ref={area}
          rows={1}
          value={text}
          data-testid="composer"
          aria-label={t("composer")}
          aria-describedby={helpId}
          aria-invalid={problem !== ""}
          placeholder={t("composerHint")}
          enterKeyHint="send"
          dir="auto"
          onChange={(event) => {
            setText(event.target.value);
            setError("");
          }}
          onKeyDown={onKeyDown}
        />
        <button
          type="submit"
          className="send-button"
          data-testid="send"
          aria-label={t("send")}
          title={t("send")}
          disabled={text.trim() === "" || over > 0}
        >
          <Icon name="send" size={22} />
        </button>
      </div>
      <p id={helpId} className={problem ? "composer-error" : "composer-help"} role={problem ? "alert" : undefined}>
        {problem ? <span data-testid="composer-error">{problem}</span> : t("keys")}
      </p>
    </form>
  );
}
