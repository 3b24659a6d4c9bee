import type { AskField } from "../../core/cards/card.ts";
import type { Locale } from "../../core/kernel/actor.ts";
import type { OutgoingForm } from "../runtime/channel.ts";
import { shortened } from "./block.ts";
import { LIMITS } from "./limits.ts";
import { SLACK_WORDS } from "./locale.ts";
import { escapeMrkdwn } from "./marks.ts";

type Json = Readonly<Record<string, unknown>>;

/** What a window carries and nothing else: which button it belongs to, and the chat that is answered. */
export interface FormMetadata {
  readonly token: string;
  readonly conversation: string;
}

const CALLBACK = "kolega_form";
const plain = (text: string, most: number): Json => ({
  type: "plain_text",
  text: text.trim() === "" ? "–" : shortened(text, most),
  emoji: false,
});

/** A button's questions as one window. */
export function formView(form: OutgoingForm): Json {
  const words = SLACK_WORDS[form.locale];
  const longTitle = form.title.length > LIMITS.viewTitle;
  const metadata: FormMetadata = { token: form.token, conversation: form.conversation };
  return {
    type: "modal",
    callback_id: `${CALLBACK}:${form.locale}`,
    private_metadata: JSON.stringify(metadata),
    title: plain(form.title, LIMITS.viewTitle),
    submit: plain(form.submitLabel, LIMITS.viewButton),
    close: plain(words.cancel, LIMITS.viewButton),
    blocks: [
      ...(longTitle
        ? [{ type: "section", text: { type: "mrkdwn", text: shortened(escapeMrkdwn(form.title), LIMITS.sectionText) } }]
        : []),
      ...form.fields.slice(0, LIMITS.blocksPerView - 1).map((field) => inputBlock(field, form.locale)),
    ],
  };
}

function inputBlock(field: AskField, locale: Locale): Json {
  return {
    type: "input",
    block_id: field.name,
    optional: !field.required,
    label: plain(field.label, LIMITS.inputLabel),
    element: inputElement(field),
    ...(field.kind === "amount" ? { hint: plain(SLACK_WORDS[locale].amountHint, LIMITS.inputLabel) } : {}),
  };
}

function inputElement(field: AskField): Json {
  const choices = field.choices ?? [];
  if (
    field.kind === "choice" &&
    choices.length > 0 &&
    choices.every(({ value }) => value !== "" && value.length <= LIMITS.optionValue)
  ) {
    const options = choices.map(({ value, label }) => ({ text: plain(label, LIMITS.optionLabel), value }));
    if (options.length <= LIMITS.optionsPerGroup) return { type: "static_select", action_id: "choice", options };
    const groups: Json[] = [];
    for (let from = 0; from < options.length && groups.length < LIMITS.optionGroups; from += LIMITS.optionsPerGroup) {
      const part = options.slice(from, from + LIMITS.optionsPerGroup);
      groups.push({ label: plain(`${from + 1}–${from + part.length}`, LIMITS.optionLabel), options: part });
    }
    return { type: "static_select", action_id: "choice", option_groups: groups };
  }
  return {
    type: "plain_text_input",
    action_id: field.kind,
    multiline: field.kind === "long_text",
    max_length: Math.max(1, Math.min(field.maxLength ?? LIMITS.plainTextInput, LIMITS.plainTextInput)),
  };
}

/** A filled window, or what is wrong with it by field. Anything that is not our window is nothing. */
export type Submission =
  | { readonly kind: "filled"; readonly metadata: FormMetadata; readonly fields: Readonly<Record<string, string>> }
  | { readonly kind: "wrong"; readonly errors: Readonly<Record<string, string>> };

/** Reads a view_submission's view; judges only what needs nothing but the words themselves. */
export function readSubmission(view: Json): Submission | undefined {
  const [callback, language] = String(view.callback_id ?? "").split(":");
  const metadata = readMetadata(view.private_metadata);
  if (callback !== CALLBACK || !metadata) return undefined;
  const words = SLACK_WORDS[language === "en" ? "en" : "id"];
  const values = ((view.state as Json | undefined)?.values ?? {}) as Readonly<Record<string, Record<string, Json>>>;
  const optional = new Set(
    ((view.blocks as Json[] | undefined) ?? []).filter((block) => block.optional).map((block) => block.block_id),
  );
  const fields: Record<string, string> = {};
  const errors: Record<string, string> = {};
  for (const [name, actions] of Object.entries(values)) {
    const [kind, state] = Object.entries(actions)[0] ?? [];
    const selected = state?.selected_option as Json | null | undefined;
    const value = String((kind === "choice" ? selected?.value : state?.value) ?? "").trim();
    if (value === "") {
      if (!optional.has(name)) errors[name] = words.required;
      continue;
    }
    if (kind === "amount" && !/\d/.test(value)) errors[name] = words.amountBad;
    fields[name] = value;
  }
  return Object.keys(errors).length > 0 ? { kind: "wrong", errors } : { kind: "filled", metadata, fields };
}

/** The metadata of a window or home tab of ours. */
export function readMetadata(text: unknown): FormMetadata | undefined {
  try {
    const value = JSON.parse(String(text)) as Partial<FormMetadata>;
    return typeof value.conversation === "string"
      ? { token: typeof value.token === "string" ? value.token : "", conversation: value.conversation }
      : undefined;
  } catch {
    return undefined;
  }
}

/** A trigger with the workspace it belongs to, since a window is opened with that workspace's token. */
export function joinTrigger(account: string, triggerId: string): string {
  return `${account} ${triggerId}`;
}

export function splitTrigger(trigger: string): { account: string; triggerId: string } {
  const at = trigger.indexOf(" ");
  return { account: trigger.slice(0, at), triggerId: trigger.slice(at + 1) };
}
