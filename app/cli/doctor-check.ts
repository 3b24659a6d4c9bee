export const MARKS = { live: "●", sandbox: "○", off: "–", good: "✓", note: "!", wrong: "✗" } as const;

/** One line of the doctor. */
export interface Check {
  readonly mark: keyof typeof MARKS;
  readonly name: string;
  /** What is, and unless that is good, what to do next. */
  readonly text: string;
  /** Whether Kolega would not start like this. */
  readonly stops?: boolean;
}
