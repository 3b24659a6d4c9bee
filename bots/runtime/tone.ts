import type { Card } from "../../core/cards/card.ts";

const MARK: Readonly<Record<NonNullable<Card["tone"]>, string>> = {
  neutral: "",
  good: "✅ ",
  warning: "⚠️ ",
  bad: "⛔ ",
};

/** A card's tone as a sign before its title, where there is no colour: none where its words begin with one themselves. */
export function toneMark({ tone = "neutral", title, body }: Pick<Card, "tone" | "title" | "body">): string {
  const signed = [title, body ?? ""].some((words) => /^\s*\p{Extended_Pictographic}/u.test(words));
  return signed ? "" : MARK[tone];
}
