import { useCallback, useState } from "react";
import { MAX_FILE_BYTES, MAX_FILES, type SentFile } from "../contract.ts";
import { useDesk } from "../state/desk-context.ts";
import { useLocale } from "../text/locale-context.ts";

/** A file beside the words that are being written; `ready` once the server has it. */
interface Attached {
  readonly key: string;
  readonly name: string;
  readonly ready?: SentFile;
}

interface Attachments {
  readonly list: readonly Attached[];
  readonly uploading: boolean;
  /** What was wrong with the last files, in a sentence; empty when nothing was. */
  readonly problem: string;
  add(files: Iterable<File>): void;
  remove(key: string): void;
  /** Those that are ready; the list is empty afterwards. */
  take(): SentFile[];
  giveBack(files: readonly SentFile[]): void;
}

/** Files of the message that is being written: each is uploaded as soon as it is chosen. */
export function useAttachments(): Attachments {
  const { t } = useLocale();
  const desk = useDesk();
  const [list, setList] = useState<readonly Attached[]>([]);
  const [problem, setProblem] = useState("");
  const remove = (key: string): void => setList((now) => now.filter((one) => one.key !== key));

  const giveBack = useCallback(
    (files: readonly SentFile[]) =>
      setList((now) => [...files.map((ready) => ({ key: ready.id, name: ready.name, ready })), ...now]),
    [],
  );

  const upload = async (file: File): Promise<void> => {
    const key = crypto.randomUUID();
    setList((now) => [...now, { key, name: file.name }]);
    try {
      const ready = await desk.attach(file);
      setList((now) => now.map((one) => (one.key === key ? { ...one, ready } : one)));
    } catch {
      remove(key);
      setProblem(t("attachFailed", { name: file.name }));
    }
  };

  return {
    list,
    uploading: list.some(({ ready }) => !ready),
    problem,
    add(files) {
      const chosen = [...files];
      const fitting = chosen.filter(({ size }) => size > 0 && size <= MAX_FILE_BYTES);
      const free = Math.max(0, MAX_FILES - list.length);
      const wrong = chosen.find((file) => !fitting.includes(file));
      if (wrong) setProblem(t(wrong.size === 0 ? "fileEmpty" : "fileTooLarge", { name: wrong.name }));
      else setProblem(fitting.length > free ? t("tooManyFiles", { max: MAX_FILES }) : "");
      for (const file of fitting.slice(0, free)) void upload(file);
    },
    remove(key) {
      remove(key);
      setProblem("");
    },
    take() {
      const ready = list.flatMap((one) => one.ready ?? []);
      setList([]);
      setProblem("");
      return ready;
    },
    giveBack,
  };
}
