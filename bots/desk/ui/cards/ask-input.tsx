import type { ReactNode } from "react";
import type { AskField } from "../../../../core/cards/card.ts";
import { numberOf } from "../text/format.ts";
import { useLocale } from "../text/locale-context.ts";
import { parseAmount } from "./amount.ts";

const MOST_RADIOS = 5;

interface AskInputProps {
  readonly id: string;
  readonly field: AskField;
  readonly value: string;
  readonly error: string | undefined;
  readonly disabled: boolean;
  readonly onChange: (value: string) => void;
}

/** One field with its label and what is wrong with it. */
export function AskInput(props: AskInputProps): ReactNode {
  const { id, field, error } = props;
  const radios = field.kind === "choice" && (field.choices?.length ?? 0) <= MOST_RADIOS;
  return (
    <div className="ask-field" data-invalid={error !== undefined}>
      {radios ? (
        <Radios {...props} />
      ) : (
        <>
          <label htmlFor={id}>
            <FieldLabel field={field} />
          </label>
          <Control {...props} />
        </>
      )}
      <AmountEcho {...props} />
      {error ? (
        <p id={`${id}-error`} className="form-error" role="alert">
          {error}
        </p>
      ) : null}
    </div>
  );
}

function FieldLabel({ field }: { field: AskField }): ReactNode {
  const { t } = useLocale();
  return (
    <>
      {field.label}
      {field.required ? null : <span className="muted"> ({t("optional")})</span>}
    </>
  );
}

function Control({ id, field, value, error, disabled, onChange }: AskInputProps): ReactNode {
  const { t } = useLocale();
  const common = {
    id,
    name: field.name,
    value,
    disabled,
    "data-testid": `ask-${field.name}`,
    "aria-invalid": error !== undefined,
    "aria-describedby": error ? `${id}-error` : undefined,
    "aria-required": field.required === true,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  switch (field.kind) {
    case "long_text":
      return <textarea {...common} rows={3} dir="auto" />;
    case "choice":
      return (
        <select {...common}>
          <option value="">{t("choose")}</option>
          {field.choices?.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      );
    case "amount":
      return <input {...common} type="text" inputMode="decimal" autoComplete="off" placeholder="0" />;
    case "text":
      return <input {...common} type="text" dir="auto" autoComplete="off" />;
  }
}

function Radios({ id, field, value, error, disabled, onChange }: AskInputProps): ReactNode {
  return (
    <fieldset className="ask-radios" aria-describedby={error ? `${id}-error` : undefined}>
      <legend>
        <FieldLabel field={field} />
      </legend>
      {field.choices?.map((choice) => (
        <label key={choice.value} className="ask-radio">
          <input
            type="radio"
            name={id}
            value={choice.value}
            checked={choice.value === value}
            disabled={disabled}
            aria-invalid={error !== undefined}
            data-testid={`ask-${field.name}-${choice.value}`}
            onChange={() => onChange(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Reads an amount back in full, so that nobody sends a zero too many. */
function AmountEcho({ field, value }: AskInputProps): ReactNode {
  const { locale } = useLocale();
  const amount = field.kind === "amount" ? parseAmount(value, locale) : null;
  if (amount === null) return null;
  return <p className="ask-echo">= {numberOf(amount, locale)}</p>;
}
