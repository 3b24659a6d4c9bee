import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { AskField } from "../../../../core/cards/card.ts";
import type { FieldValues } from "../contract.ts";
import { Spinner } from "../icons.tsx";
import { useLocale } from "../text/locale-context.ts";
import { AskInput } from "./ask-input.tsx";
import { checkFields } from "./ask-values.ts";

interface AskFormProps {
  readonly fields: readonly AskField[];
  /** The button that asked; it is also what sends the form. */
  readonly label: string;
  readonly danger: boolean;
  readonly busy: boolean;
  readonly onSubmit: (values: FieldValues) => void;
  readonly onCancel: () => void;
}

/** The short form behind a button, in the card itself. */
export function AskForm({ fields, label, danger, busy, onSubmit, onCancel }: AskFormProps): ReactNode {
  const { locale, t } = useLocale();
  const [values, setValues] = useState<FieldValues>({});
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const form = useRef<HTMLFormElement>(null);
  const formId = useId();

  useEffect(() => focusField(form.current, "input, textarea, select"), []);

  // After the render that marks them, so that the first wrong field exists to be focused.
  useEffect(() => {
    if (Object.keys(errors).length > 0) focusField(form.current, '[aria-invalid="true"]');
  }, [errors]);

  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (busy) return;
    const checked = checkFields(fields, values, locale, t);
    if (checked.ok) onSubmit(checked.values);
    else setErrors(checked.errors);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      onCancel();
    }
  };

  return (
    <form
      ref={form}
      className="ask"
      data-testid="ask-form"
      aria-label={label}
      noValidate
      onSubmit={submit}
      onKeyDown={onKeyDown}
    >
      {fields.map((field) => (
        <AskInput
          key={field.name}
          id={`${formId}-${field.name}`}
          field={field}
          value={values[field.name] ?? ""}
          error={errors[field.name]}
          disabled={busy}
          onChange={(value) => {
            setValues((now) => ({ ...now, [field.name]: value }));
            if (errors[field.name]) setErrors(({ [field.name]: _fixed, ...rest }) => rest);
          }}
        />
      ))}
      <div className="ask-buttons">
        <button
          type="submit"
          className={`button button-${danger ? "danger" : "primary"}`}
          data-testid="ask-submit"
          disabled={busy}
        >
          {busy ? <Spinner /> : null}
          {label}
        </button>
        <button type="button" className="button" data-testid="ask-cancel" disabled={busy} onClick={onCancel}>
          {t("cancel")}
        </button>
      </div>
    </form>
  );
}

function focusField(form: HTMLFormElement | null, selector: string): void {
  const field = form?.querySelector(selector);
  if (field instanceof HTMLElement) field.focus();
}
