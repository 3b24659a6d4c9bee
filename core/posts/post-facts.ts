import type { Action, Fact } from "../cards/card.ts";
import type { Presenter } from "../i18n/presenter.ts";
import { type Currency, money } from "../kernel/money.ts";
import type { Check } from "./check.ts";
import { MAX_NOTE } from "./schemas.ts";

const ICON: Readonly<Record<Check["status"], string>> = { pass: "✅", fail: "❌", warn: "⚠️", unknown: "❔" };

/** What a check was judged by, in the reader's words: days are kept as YYYY-MM-DD, everything else as it was found. */
function evidenceText(check: Check, p: Presenter): string {
  if (check.key !== "dates") return check.evidence;
  return check.evidence.replace(/\d{4}-\d{2}-\d{2}/g, (day) => p.date(day));
}

function checkText(check: Check, p: Presenter): string {
  return p.t(`posts.check.${check.key}.${check.status}`, { evidence: evidenceText(check, p) });
}

/** Each check as a line of the card: what, how it came out, by which evidence. */
export function checkFacts(checks: readonly Check[], p: Presenter): Fact[] {
  return checks.map((check) => ({
    label: p.t(`posts.check.${check.key}.name`),
    value: `${ICON[check.status]} ${checkText(check, p)}`,
    required: check.status === "fail" || check.key === "disclosure",
  }));
}

/** What failed, as Markdown tips for the influencer; undefined when all is well. */
export function tips(checks: readonly Check[], p: Presenter): string | undefined {
  const lines = checks
    .filter((check) => check.status === "fail" || check.status === "warn")
    .map((check) => `- ${p.t(`posts.check.${check.key}.name`)}: ${checkText(check, p)}`);
  return lines.length === 0 ? undefined : lines.join("\n");
}

export interface ShownAmounts {
  readonly grossMinor: number | string;
  readonly commissionMinor: number | string;
  readonly netMinor: number | string;
  readonly currency: string;
}

/** What approving releases, or has released, to whom. */
export function releaseFact(amounts: ShownAmounts, p: Presenter, released = false): Fact {
  const text = (minor: number | string): string => p.money(money(BigInt(minor), amounts.currency as Currency));
  return {
    label: p.t(released ? "posts.fact.released" : "posts.fact.release"),
    value: p.t("posts.release", {
      gross: text(amounts.grossMinor),
      net: text(amounts.netMinor),
      commission: text(amounts.commissionMinor),
    }),
    required: true,
  };
}

/** `Reel Instagram`: what was published where. */
export function pieceName(post: { platform: string; format: string }, p: Presenter): string {
  const format = p.has(`posts.format.${post.format}`) ? p.t(`posts.format.${post.format}`) : post.format;
  return `${format} ${p.t(`posts.platform.${post.platform}`)}`;
}

/** First numbers against the influencer's own average (features G6). */
export function firstNumbersFact(
  numbers: { engagements: number | null; views: number | null; ownAverage: number | null },
  p: Presenter,
): Fact {
  return {
    label: p.t("posts.fact.first_numbers"),
    value: p.t("posts.first_numbers", {
      engagements: p.number(numbers.engagements),
      views: p.number(numbers.views),
      average: p.number(numbers.ownAverage),
    }),
  };
}

/** The three decisions of a reviewer and the link to look first. */
export function reviewActions(
  post: { postId: string; version: number; contentHash: string; url: string },
  p: Presenter,
): Action[] {
  const note = [
    { name: "note", label: p.t("posts.ask_note"), kind: "long_text" as const, required: true, maxLength: MAX_NOTE },
  ];
  const { postId, version, contentHash } = post;
  return [
    {
      kind: "call",
      useCase: "posts.approve",
      input: { postId, version, contentHash },
      label: p.t("posts.action.approve"),
      style: "primary",
      required: true,
    },
    {
      kind: "call",
      useCase: "posts.request_revision",
      input: { postId, version },
      ask: note,
      label: p.t("posts.action.revise"),
      required: true,
    },
    {
      kind: "call",
      useCase: "posts.reject",
      input: { postId, version },
      ask: note,
      label: p.t("posts.action.reject"),
      style: "danger",
      required: true,
    },
    { kind: "link", url: post.url, label: p.t("posts.action.open"), priority: 5 },
  ];
}
