/**
 * What a person sees, as data. A channel's `render.ts` turns it into blocks, HTML or marks within its own limits; it may
 * split and it may fall back to text, but it never drops a required fact or a required action.
 */
export interface Card {
  readonly title: string;
  readonly tone?: "neutral" | "good" | "warning" | "bad";
  readonly facts?: readonly Fact[];
  /** Markdown. */
  readonly body?: string;
  readonly table?: Table;
  readonly chart?: Chart;
  readonly image?: Image;
  readonly actions?: readonly Action[];
  readonly footer?: string;
}

export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly required?: boolean;
  /** The request this line is about: once that is decided, delivered copies of the line say what became of it. */
  readonly approvalId?: string;
}

export interface Table {
  readonly columns: readonly { readonly label: string; readonly align?: "start" | "end" }[];
  readonly rows: readonly (readonly string[])[];
}

/** A line or bar chart; `altText` is the numbers in words, for channels and readers without pictures. */
export interface Chart {
  readonly kind: "line" | "bar";
  readonly title: string;
  readonly xLabels: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  readonly altText: string;
}

export interface Image {
  readonly url: string;
  readonly altText: string;
}

/** What a button does to the form that its person has open. */
export type FormPress =
  | "answer"
  | "toggle"
  | "done"
  | "skip"
  | "back"
  | "edit"
  | "goto"
  | "restart"
  | "cancel"
  | "submit"
  | "continue";

/**
 * A button. `call` runs a use case with what is bound to it (the press of a person is a decision), `link` opens an
 * address, `say` sends `text` as if the person had typed it (suggestions; never money), `start` opens a form and `form`
 * moves an open one.
 */
export type Action = {
  readonly label: string;
  readonly style?: "primary" | "danger" | "plain";
  /** What to drop first when a channel has no room: the lowest number. Required actions are never dropped. */
  readonly priority?: number;
  readonly required?: boolean;
} & (
  | {
      readonly kind: "call";
      readonly useCase: string;
      readonly input: Readonly<Record<string, unknown>>;
      /** Fields that the channel asks for before it calls (a note for a revision), as one short form. */
      readonly ask?: readonly AskField[];
    }
  | { readonly kind: "decide"; readonly approvalId: string; readonly decision: "approve" | "reject" }
  | { readonly kind: "link"; readonly url: string }
  | { readonly kind: "say"; readonly text: string }
  /** `replace`: whatever other form is open is given up for it. */
  | { readonly kind: "start"; readonly form: string; readonly replace?: boolean }
  | {
      readonly kind: "form";
      readonly session: string;
      readonly do: FormPress;
      readonly step?: string;
      readonly value?: string;
    }
);

/** One field of a short form behind a button. */
export interface AskField {
  readonly name: string;
  readonly label: string;
  readonly kind: "text" | "long_text" | "amount" | "choice";
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  readonly required?: boolean;
  readonly maxLength?: number;
}

/** One message to a person: Markdown text, a card, or both; files by id. */
export interface MessageContent {
  readonly text?: string;
  readonly card?: Card;
  /** Further cards shown under the first, e.g. one for each recommended influencer. */
  readonly cards?: readonly Card[];
}
