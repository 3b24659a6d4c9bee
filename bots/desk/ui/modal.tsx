import { type MouseEvent, type ReactNode, useEffect, useRef } from "react";
import { Icon } from "./icons.tsx";
import { useLocale } from "./text/locale-context.ts";

interface ModalProps {
  readonly label: string;
  readonly className: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A native dialog: Esc closes it, focus stays in it and goes back to where it was. */
export function Modal({ label, className, onClose, children }: ModalProps): ReactNode {
  const { t } = useLocale();
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  // A click on the dialog itself and not on what it holds is a click beside it.
  const onClick = (event: MouseEvent) => {
    if (event.target === dialog.current) onClose();
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc is the keyboard's way, the dialog has it built in
    <dialog ref={dialog} className={className} aria-label={label} onClose={onClose} onClick={onClick}>
      <div className="modal-body">
        <button type="button" className="icon-button modal-close" aria-label={t("close")} onClick={onClose}>
          <Icon name="close" />
        </button>
        {children}
      </div>
    </dialog>
  );
}
