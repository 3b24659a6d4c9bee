import { z } from "zod";
import type { MessageContent } from "../cards/card.ts";
import { defineNotification } from "../cards/notification.ts";
import { currencySchema, money } from "../kernel/money.ts";
import {
  answerActions,
  briefText,
  counterActions,
  moneyFacts,
  piecesText,
  submitLinkAction,
} from "./collaboration-card.ts";
import { collaborationOutput } from "./view.ts";

/** Ties together the cards that ask for an answer to one offer, so that all of them turn into what became of it. */
export function offerSubject(collaborationId: string, offerId: string): string {
  return `collaboration:${collaborationId}:${offerId}`;
}

const about = {
  collaborationId: z.string(),
  campaignName: z.string(),
  orgName: z.string(),
  influencerName: z.string(),
};

/** An influencer is asked: everything to decide on, and the money they will really receive. */
export const offerMade = defineNotification({
  kind: "collaborations.offer_made",
  data: z.object({
    view: collaborationOutput.pick({
      collaborationId: true,
      campaignName: true,
      orgName: true,
      compensationMinor: true,
      commissionMinor: true,
      netMinor: true,
      currency: true,
      dueOn: true,
      message: true,
      brief: true,
    }),
    /** invitation: the first word; counter_declined: the old price again. */
    round: z.enum(["invitation", "counter_declined"]),
    note: z.string(),
  }),
  massOutreach: true,
  render: ({ view, round, note }, p): MessageContent => ({
    card: {
      title: p.t(`collaborations.notice.${round}`, { brand: view.orgName }),
      tone: round === "invitation" ? "good" : "warning",
      facts: [
        { label: p.t("collaborations.fact.campaign"), value: view.campaignName, required: true },
        { label: p.t("collaborations.fact.pieces"), value: piecesText(view.brief.pieces, p), required: true },
        ...(view.dueOn ? [{ label: p.t("collaborations.fact.due"), value: p.date(view.dueOn), required: true }] : []),
        ...moneyFacts(view, p),
      ],
      body: [note, view.message, briefText(view.brief, p)].filter((part) => part !== "").join("\n\n"),
      actions: answerActions(view.collaborationId, p),
      footer: p.t("collaborations.notice.escrow"),
    },
  }),
});

/** The brand is asked about another price. */
export const counterMade = defineNotification({
  kind: "collaborations.counter_made",
  data: z.object({
    ...about,
    currency: currencySchema,
    beforeMinor: z.number(),
    counterMinor: z.number(),
    note: z.string(),
  }),
  render: (data, p): MessageContent => ({
    card: {
      title: p.t("collaborations.notice.counter", { name: data.influencerName }),
      tone: "warning",
      facts: [
        { label: p.t("collaborations.fact.campaign"), value: data.campaignName, required: true },
        {
          label: p.t("collaborations.fact.your_offer"),
          value: p.money(money(data.beforeMinor, data.currency)),
          required: true,
        },
        {
          label: p.t("collaborations.fact.counter"),
          value: p.money(money(data.counterMinor, data.currency)),
          required: true,
        },
      ],
      body: data.note || undefined,
      actions: counterActions(data.collaborationId, data.counterMinor, p),
    },
  }),
});

/** The brand learns how an influencer answered. */
export const influencerAnswered = defineNotification({
  kind: "collaborations.answered",
  data: z.object({
    ...about,
    campaignId: z.string(),
    answer: z.enum(["accepted", "declined"]),
    compensationMinor: z.number(),
    currency: currencySchema,
    dueOn: z.string().nullable(),
    reason: z.string(),
  }),
  render: (data, p): MessageContent => ({
    card: {
      title: p.t(`collaborations.notice.${data.answer}`, { name: data.influencerName, campaign: data.campaignName }),
      tone: data.answer === "accepted" ? "good" : "neutral",
      facts:
        data.answer === "accepted"
          ? [
              {
                label: p.t("collaborations.fact.held"),
                value: p.money(money(data.compensationMinor, data.currency)),
                required: true,
              },
              ...(data.dueOn ? [{ label: p.t("collaborations.fact.due"), value: p.date(data.dueOn) }] : []),
            ]
          : [],
      body: data.reason || undefined,
      actions:
        data.answer === "declined"
          ? [
              {
                kind: "call",
                useCase: "matching.recommend",
                input: { campaignId: data.campaignId },
                label: p.t("collaborations.action.replace"),
                style: "primary",
              },
            ]
          : [],
    },
  }),
});

/** The brand's wallet does not cover what an influencer wants to accept. */
export const fundsNeeded = defineNotification({
  kind: "collaborations.funds_needed",
  data: z.object({ ...about, currency: currencySchema, neededMinor: z.number(), availableMinor: z.number() }),
  render: (data, p): MessageContent => ({
    card: {
      title: p.t("collaborations.notice.funds_needed", { name: data.influencerName }),
      tone: "warning",
      facts: [
        { label: p.t("collaborations.fact.campaign"), value: data.campaignName, required: true },
        {
          label: p.t("collaborations.fact.needed"),
          value: p.money(money(data.neededMinor, data.currency)),
          required: true,
        },
        {
          label: p.t("collaborations.fact.available"),
          value: p.money(money(data.availableMinor, data.currency)),
          required: true,
        },
      ],
      body: p.t("collaborations.notice.funds_needed_body", { name: data.influencerName }),
      actions: [
        {
          kind: "call",
          useCase: "deposits.create",
          input: { amountMinor: Math.max(1, data.neededMinor - data.availableMinor) },
          label: p.t("collaborations.action.top_up", {
            amount: p.money(money(Math.max(1, data.neededMinor - data.availableMinor), data.currency)),
          }),
          style: "primary",
          required: true,
        },
      ],
    },
  }),
});

/** The influencer learns that their price was taken, or that the brand ended it. */
export const organizationDecided = defineNotification({
  kind: "collaborations.decided",
  data: z.object({
    ...about,
    decision: z.enum(["counter_accepted", "cancelled"]),
    compensationMinor: z.number(),
    commissionMinor: z.number(),
    netMinor: z.number(),
    currency: currencySchema,
    dueOn: z.string().nullable(),
    reason: z.string(),
  }),
  render: (data, p): MessageContent => ({
    card: {
      title: p.t(`collaborations.notice.${data.decision}`, { brand: data.orgName, campaign: data.campaignName }),
      tone: data.decision === "counter_accepted" ? "good" : "bad",
      facts:
        data.decision === "counter_accepted"
          ? [
              ...moneyFacts(data, p),
              ...(data.dueOn
                ? [{ label: p.t("collaborations.fact.due"), value: p.date(data.dueOn), required: true }]
                : []),
            ]
          : [],
      body:
        data.decision === "counter_accepted"
          ? p.t("collaborations.next.post_content", { brand: data.orgName })
          : data.reason || undefined,
      actions: data.decision === "counter_accepted" ? [submitLinkAction(p)] : [],
    },
  }),
});

/** What became of an offer or a counter-offer: stands in the place of the buttons. */
export const offerSettled = defineNotification({
  kind: "collaborations.offer_settled",
  data: z.object({
    ...about,
    outcome: z.enum(["accepted", "declined", "countered", "counter_accepted", "counter_declined", "cancelled"]),
    amountMinor: z.number(),
    currency: currencySchema,
    byName: z.string(),
    at: z.string(),
  }),
  render: (data, p): MessageContent => ({
    card: {
      title: p.t("collaborations.card.title", {
        campaign: data.campaignName,
        other: `${data.orgName} × ${data.influencerName}`,
      }),
      tone: data.outcome === "accepted" || data.outcome === "counter_accepted" ? "good" : "neutral",
      facts: [
        {
          label: p.t("collaborations.fact.price"),
          value: p.money(money(data.amountMinor, data.currency)),
          required: true,
        },
      ],
      body: p.t(`collaborations.outcome.${data.outcome}`, { name: data.byName, at: p.dateTime(data.at) }),
    },
  }),
});
