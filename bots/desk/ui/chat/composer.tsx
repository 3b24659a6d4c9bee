import {
  type ClipboardEvent,
  type DragEvent,
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
import { Icon, Spinner } from "../icons.tsx";
import { useDesk } from "../state/desk-context.ts";
import { useLocale } from "../text/locale-context.ts";
import { useAttachments } from "./use-attachments.ts";

/** Where one writes. What is written survives a reload of the window and every error. */
export function Composer(): ReactNode {
  const { t } = useLocale();
  const desk = useDesk();
  const [text, setText] = useState(() => sessionStorage.getItem(desk.draftKey) ?? "");
  const [error, setError] = useState("");
  const area = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const files = useAttachments();
  const { giveBack } = files;
  const helpId = useId();
  const over = text.trim().length - MAX_MESSAGE_LENGTH;
  const problem = over > 0 ? t("tooLong", { over }) : error || files.problem;
  const sendable = over <= 0 && !files.uploading && (text.trim() !== "" || files.list.length > 0);

  useEffect(() => {
    if (text) sessionStorage.setItem(desk.draftKey, text);
    else sessionStorage.removeItem(desk.draftKey);
  }, [text, desk]);

  useEffect(() => {
    desk.onRefused = (refusal) => {
      // Put back before whatever was written since: nothing typed is lost.
      setText((now) => (now ? `${refusal.text}\n${now}` : refusal.text));
      giveBack(refusal.files);
      setError(refusal.reason || t("refused"));
    };
    return () => {
      desk.onRefused = () => {};
    };
  }, [desk, t, giveBack]);

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
    if (!sendable) return;
    desk.send(text.trim(), files.take());
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

  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.files;
    // A word processor puts a picture of the words beside them.
    if (pasted.length === 0 || event.clipboardData.getData("text") !== "") return;
    event.preventDefault();
    files.add(pasted);
  };

  const onDrop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    files.add(event.dataTransfer.files);
  };

  return (
    <form
      className="composer"
      data-testid="composer-form"
      data-invalid={problem !== ""}
      onSubmit={submit}
      onPaste={onPaste}
      onDrop={onDrop}
      onDragOver={(event) => event.preventDefault()}
    >
      {files.list.length > 0 && (
        <ul className="composer-files">
          {files.list.map(({ key, name, ready }) => (
            <li key={key} data-testid="attached" data-ready={ready !== undefined}>
              {ready ? <Icon name="attach" size={16} /> : <Spinner />}
              <span className="composer-file-name">{name}</span>
              {!ready && <span className="visually-hidden">{t("attaching")}</span>}
              <button type="button" aria-label={t("remove", { name })} onClick={() => files.remove(key)}>
                <Icon name="close" size={14} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="composer-box">
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          data-testid="file-input"
          accept="image/*,audio/*,.pdf,.docx,.txt,.md"
          onChange={({ target }) => {
            files.add(target.files ?? []);
            target.value = "";
          }}
        />
        <button
          type="button"
          className="attach-button"
          data-testid="attach"
          aria-label={t("attach")}
          title={t("attach")}
          onClick={() => picker.current?.click()}
        >
          <Icon name="attach" size={22} />
        </button>
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
          disabled={!sendable}
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
