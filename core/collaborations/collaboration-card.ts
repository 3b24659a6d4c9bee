import type { Action, Card, Fact } from "../cards/card.ts";
import type { Presenter } from "../i18n/presenter.ts";
import { money } from "../kernel/money.ts";
import type { CollaborationView, PieceRow } from "./view.ts";

const TONE: Partial<Record<CollaborationView["status"], Card["tone"]>> = {
  accepted: "good",
  completed: "good",
  declined: "bad",
  cancelled: "bad",
  countered: "warning",
};

/** One collaboration for either side: where it stands, the money, what to do next. */
export function collaborationCard(view: CollaborationView, p: Presenter): Card {
  return cardOf(view, p, briefText(view.brief, p));
}

/** The same for who just agreed: the brief was on the card that they answered. */
export function agreedCard(view: CollaborationView, p: Presenter): Card {
  return cardOf(view, p, "");
}

function cardOf(view: CollaborationView, p: Presenter, brief: string): Card {
  const blocked = view.blockedBy !== null;
  return {
    title: p.t("collaborations.card.title", {
      campaign: view.campaignName,
      other: view.side === "influencer" ? view.orgName : view.influencerName,
    }),
    tone: blocked ? "warning" : (TONE[view.status] ?? "neutral"),
    facts: [
      { label: p.t("common.status"), value: p.t(`collaborations.status.${view.status}`), required: true },
      ...moneyFacts(view, p),
      ...(view.counterMinor === null
        ? []
        : [
            {
              label: p.t("collaborations.fact.counter"),
              value: p.money(money(view.counterMinor, view.currency)),
              required: true,
            },
          ]),
      ...(view.dueOn ? [{ label: p.t("collaborations.fact.due"), value: p.date(view.dueOn) }] : []),
      ...(view.deliverables.length === 0
        ? [{ label: p.t("collaborations.fact.pieces"), value: piecesText(view.brief.pieces, p) }]
        : [{ label: p.t("collaborations.fact.progress"), value: progressText(view, p) }]),
    ],
    body: [
      p.t(blocked ? `collaborations.blocked.${view.blockedBy}` : `collaborations.next.${view.nextStep}`, {
        brand: view.orgName,
      }),
      view.side === "influencer" && !blocked && (view.nextStep === "post_content" || view.nextStep === "answer_offer")
        ? brief
        : "",
    ]
      .filter((part) => part !== "")
      .join("\n\n"),
    actions: actionsOf(view, p),
  };
}

/** The first thing an influencer reads after their yes: that they are in, and what it brings them. */
export function acceptedSummary(view: CollaborationView, p: Presenter): string {
  if (view.blockedBy !== null || view.side !== "influencer") return collaborationSummary(view, p);
  return p.t("collaborations.card.accepted", {
    campaign: view.campaignName,
    net: p.money(money(view.netMinor, view.currency)),
  });
}

export function collaborationSummary(view: CollaborationView, p: Presenter): string {
  if (view.blockedBy !== null) return p.t(`collaborations.blocked.${view.blockedBy}`, { brand: view.orgName });
  return p.t("collaborations.card.summary", {
    campaign: view.campaignName,
    other: view.side === "influencer" ? view.orgName : view.influencerName,
    status: p.t(`collaborations.status.${view.status}`),
    next: p.t(`collaborations.next.${view.nextStep}`, { brand: view.orgName }),
  });
}

/** Gross, fee and what the influencer really receives, side by side, before anything is agreed. */
export function moneyFacts(
  sums: Pick<CollaborationView, "compensationMinor" | "commissionMinor" | "netMinor" | "currency">,
  p: Presenter,
): Fact[] {
  const show = (amount: number): string => p.money(money(amount, sums.currency));
  return [
    { label: p.t("collaborations.fact.gross"), value: show(sums.compensationMinor), required: true },
    { label: p.t("collaborations.fact.fee"), value: show(sums.commissionMinor), required: true },
    { label: p.t("collaborations.fact.net"), value: show(sums.netMinor), required: true },
  ];
}

/** `2 × reel Instagram (15–30 dtk), 1 × video TikTok`. */
export function piecesText(pieces: readonly PieceRow[], p: Presenter): string {
  return p.list(
    pieces.map((piece) => {
      const seconds = [piece.minDurationSeconds, piece.maxDurationSeconds].filter((limit) => limit !== null);
      const length =
        seconds.length > 0 ? ` (${p.t("collaborations.piece.seconds", { seconds: seconds.join("–") })})` : "";
      const platform = p.t(`collaborations.platform.${piece.platform}`);
      return `${piece.quantity} × ${p.t("collaborations.piece.what", { format: piece.format, platform })}${length}`;
    }),
  );
}

/** What the brand asks for, in full: an influencer decides on it. */
export function briefText(brief: CollaborationView["brief"], p: Presenter): string {
  const section = (key: string, lines: readonly string[]): string =>
    lines.length === 0
      ? ""
      : [`**${p.t(`collaborations.brief.${key}`)}**`, ...lines.map((line) => `- ${line}`)].join("\n");
  return [
    brief.product ? `**${p.t("collaborations.brief.product")}:** ${brief.product}` : "",
    section("messages", brief.keyMessages),
    brief.hashtags.length > 0 ? `**${p.t("collaborations.brief.hashtags")}:** ${brief.hashtags.join(" ")}` : "",
    brief.callToAction ? `**${p.t("collaborations.brief.cta")}:** ${brief.callToAction}` : "",
    section("rules", brief.rules),
    section(
      "notes",
      brief.pieces.filter((piece) => piece.notes !== "").map((piece) => `${piece.format}: ${piece.notes}`),
    ),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** Accept, counter, decline: what an influencer can answer an offer with. */
export function answerActions(collaborationId: string, p: Presenter): Action[] {
  return [
    {
      kind: "call",
      useCase: "collaborations.accept",
      input: { collaborationId },
      label: p.t("collaborations.action.accept"),
      style: "primary",
      required: true,
      priority: 9,
    },
    {
      kind: "call",
      useCase: "collaborations.counter",
      input: { collaborationId },
      ask: [
        { name: "amountMinor", label: p.t("collaborations.ask.amount"), kind: "amount", required: true },
        { name: "note", label: p.t("collaborations.ask.note"), kind: "long_text", maxLength: 500 },
      ],
      label: p.t("collaborations.action.counter"),
      required: true,
      priority: 8,
    },
    {
      kind: "call",
      useCase: "collaborations.decline",
      input: { collaborationId },
      ask: [{ name: "reason", label: p.t("collaborations.ask.reason"), kind: "long_text", maxLength: 500 }],
      label: p.t("collaborations.action.decline"),
      style: "danger",
      required: true,
      priority: 7,
    },
  ];
}

/** The brand's answers to a counter-offer; the amount that was seen is bound to the button. */
export function counterActions(collaborationId: string, amountMinor: number, p: Presenter): Action[] {
  return [
    {
      kind: "call",
      useCase: "collaborations.accept_counter",
      input: { collaborationId, amountMinor },
      label: p.t("collaborations.action.accept_counter"),
      style: "primary",
      required: true,
      priority: 9,
    },
    {
      kind: "call",
      useCase: "collaborations.decline_counter",
      input: { collaborationId },
      ask: [{ name: "note", label: p.t("collaborations.ask.note"), kind: "long_text", maxLength: 500 }],
      label: p.t("collaborations.action.decline_counter"),
      style: "danger",
      required: true,
      priority: 8,
    },
  ];
}

/** Where a published post is handed in. */
export function submitLinkAction(p: Presenter): Action {
  return {
    kind: "call",
    useCase: "posts.submit_link",
    input: {},
    ask: [{ name: "url", label: p.t("collaborations.ask.link"), kind: "text", required: true, maxLength: 2_000 }],
    label: p.t("collaborations.action.submit_link"),
    style: "primary",
    priority: 9,
  };
}

function actionsOf(view: CollaborationView, p: Presenter): Action[] {
  if (view.nextStep === "answer_offer") return answerActions(view.collaborationId, p);
  if (view.nextStep === "post_content") return [submitLinkAction(p)];
  if (view.nextStep === "decide_counter" && view.counterMinor !== null) {
    return counterActions(view.collaborationId, view.counterMinor, p);
  }
  const running = ["invited", "offered", "accepted", "in_progress"].includes(view.status);
  return view.side === "organization" && running
    ? [
        {
          kind: "call",
          useCase: "collaborations.cancel",
          input: { collaborationId: view.collaborationId },
          ask: [
            {
              name: "reason",
              label: p.t("collaborations.ask.reason"),
              kind: "long_text",
              required: true,
              maxLength: 500,
            },
          ],
          label: p.t("collaborations.action.cancel"),
          style: "danger",
        },
      ]
    : [];
}

function progressText(view: CollaborationView, p: Presenter): string {
  const count = (status: string): number => view.deliverables.filter((item) => item.status === status).length;
  return p.t("collaborations.progress", {
    approved: count("approved"),
    submitted: count("submitted"),
    total: view.deliverables.filter((item) => item.status !== "cancelled").length,
  });
}
