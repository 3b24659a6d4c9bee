import { parseAmountField, parseDateField } from "../../agents/index.ts";
import type { Locale } from "../../core/kernel/actor.ts";
import { AppError } from "../../core/kernel/errors.ts";
import { cleanLine, cleanText } from "../../core/kernel/text.ts";
import type { FormOption, FormStep } from "../../core/usecase/form.ts";

/** What words are to a question: its answer, an answer that does not read, or something else altogether. */
export type Reading =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "bad"; readonly reason: string }
  | { readonly kind: "other" };

/** So few words were meant as the answer, even where they are none. */
const SHORT_WORDS = 4;

/** What moves an open form when it is typed. */
export const FORM_WORDS: Readonly<Record<string, "skip" | "back" | "restart" | "submit">> = {
  lewati: "skip",
  skip: "skip",
  kembali: "back",
  back: "back",
  ulang: "restart",
  restart: "restart",
  kirim: "submit",
  send: "submit",
};
export const CANCEL_WORDS = new Set(["batal", "batalkan", "cancel"]);

interface Reader {
  readonly options: readonly FormOption[];
  readonly locale: Locale;
  readonly timeZone: string;
  readonly now: Date;
}

/** Reads typed words as the answer of a step, by its kind. Whether the answer will do is for the step's schema. */
export function readAnswer(step: Pick<FormStep, "kind" | "label">, words: string, reader: Reader): Reading {
  const text = cleanText(words).trim();
  const option = step.kind === "choices" ? undefined : optionNamed(reader.options, text);
  if (option) {
    const figure = step.kind === "amount" || step.kind === "number";
    return { kind: "value", value: figure ? Number(option.value) : option.value };
  }
  switch (step.kind) {
    case "text":
      return { kind: "value", value: cleanLine(text) };
    case "long_text":
      return { kind: "value", value: text };
    case "amount":
      return amountIn(text, reader.locale);
    case "number": {
      const numbers = text.match(/\d+/g) ?? [];
      return numbers.length === 1 ? { kind: "value", value: Number(numbers[0]) } : unread(text, "bad_number");
    }
    case "date": {
      const day = parseDateField(text, reader);
      return day === undefined ? unread(text, "bad_date") : { kind: "value", value: day };
    }
    case "choice":
      return unread(text, "bad_choice");
    case "choices":
      return choicesIn(text, reader.options);
  }
}

function amountIn(text: string, locale: Locale): Reading {
  try {
    return { kind: "value", value: parseAmountField(text, "", locale) };
  } catch (error) {
    if (error instanceof AppError) return unread(text, "bad_amount");
    throw error;
  }
}

function choicesIn(text: string, options: readonly FormOption[]): Reading {
  const parts = text
    .split(/[,;\n/&]|\s+(?:dan|and|atau|or)\s+/i)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const found = parts.map((part) => optionNamed(options, part));
  if (parts.length === 0 || found.some((option) => option === undefined)) return unread(text, "bad_choice");
  return { kind: "value", value: [...new Set(found.flatMap((option) => option?.value ?? []))] };
}

/** Few words without a question or an address in them were meant as the answer; anything longer is for the assistant. */
function unread(text: string, reason: string): Reading {
  if (text.includes("/")) return { kind: "other" };
  const meant = !text.includes("?") && text.split(/\s+/).length < SHORT_WORDS;
  return meant ? { kind: "bad", reason } : { kind: "other" };
}

const folded = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** The one option these words name: by its label or value, by how it begins, or as words within. */
function optionNamed(options: readonly FormOption[], text: string): FormOption | undefined {
  const said = folded(text);
  if (said === "") return undefined;
  const exact = options.find((option) => folded(option.label) === said || folded(option.value) === said);
  if (exact) return exact;
  if (said.length < 3) return undefined;
  const begins = options.filter((option) => folded(option.label).startsWith(said));
  if (begins.length === 1) return begins[0];
  const within = options.filter((option) => ` ${said} `.includes(` ${folded(option.label)} `));
  return within.length === 1 && said.split(" ").length <= SHORT_WORDS + 2 ? within[0] : undefined;
}
