import type { Card } from "../cards/card.ts";
import type { Presenter } from "../i18n/presenter.ts";
import { type Currency, money } from "../kernel/money.ts";
import { checkFacts, pieceName, tips } from "./post-facts.ts";
import type { SubmissionOutput } from "./schemas.ts";

const TONE: Readonly<Record<SubmissionOutput["outcome"], Card["tone"]>> = {
  submitted: "good",
  new_version: "good",
  already_pending: "neutral",
  nothing_changed: "warning",
  already_approved: "good",
};

/** What the influencer sees after pasting a link: where it stands, and what to mend before the brand looks. */
export function submissionCard(output: SubmissionOutput, p: Presenter): Card {
  const isFresh = output.outcome === "submitted" || output.outcome === "new_version";
  const body = [
    p.t(`posts.submission.${output.outcome}`),
    output.outcome === "nothing_changed" && output.note ? p.t("posts.asked_for", { note: output.note }) : undefined,
    isFresh && tips(output.checks, p) ? `${p.t("posts.tips")}\n${tips(output.checks, p)}` : undefined,
  ];
  return {
    title: p.t(`posts.submission_title.${output.outcome}`),
    tone: TONE[output.outcome],
    facts: [
      { label: p.t("posts.fact.campaign"), value: output.campaignName, required: true },
      { label: p.t("posts.fact.piece"), value: pieceName(output, p) },
      { label: p.t("posts.fact.status"), value: p.t(`posts.status.${output.status}`), required: true },
      {
        label: p.t("posts.fact.you_receive"),
        value: p.money(money(output.netMinor, output.currency as Currency)),
        required: true,
      },
      ...(isFresh ? checkFacts(output.checks, p) : []),
    ],
    body: body.filter((part) => part !== undefined).join("\n\n"),
    image: output.thumbnailUrl
      ? { url: output.thumbnailUrl, altText: p.t("posts.preview", { name: output.campaignName }) }
      : undefined,
    actions: [
      { kind: "call", useCase: "posts.mine", input: {}, label: p.t("posts.action.mine") },
      { kind: "link", url: output.url, label: p.t("posts.action.open") },
    ],
  };
}

export function submissionSummary(output: SubmissionOutput, p: Presenter): string {
  return `${p.t(`posts.submission_title.${output.outcome}`)} (${output.campaignName}). ${p.t(`posts.submission.${output.outcome}`)}`;
}
