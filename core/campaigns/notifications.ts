import { z } from "zod";
import type { Fact, MessageContent } from "../cards/card.ts";
import { defineNotification } from "../cards/notification.ts";
import type { Presenter } from "../i18n/presenter.ts";
import { campaignFacts, recommendAction, shownBrief } from "./campaign-card.ts";
import { type CampaignOutput, campaignOutput } from "./schemas.ts";

/** Ties the copies of one submission together, so that all of them turn into its outcome. */
export function submissionSubject(campaignId: string, version: number): string {
  return `campaign:${campaignId}:v${version}`;
}

const requiredFacts = (campaign: CampaignOutput, p: Presenter): Fact[] =>
  campaignFacts(campaign, p).map((fact) => ({ ...fact, required: true }));

/** Admins are asked to decide on a submitted campaign. */
export const campaignSubmitted = defineNotification({
  kind: "campaigns.submitted",
  data: z.object({ campaign: campaignOutput, submittedByName: z.string() }),
  render: ({ campaign, submittedByName }, p): MessageContent => {
    const input = { campaignId: campaign.campaignId, version: campaign.version };
    return {
      card: {
        title: p.t("campaigns.notice.submitted", { name: campaign.name }),
        tone: "warning",
        facts: [
          ...requiredFacts(campaign, p),
          { label: p.t("campaigns.fact.submitted"), value: submittedByName, required: true },
        ],
        body: campaign.brief ? shownBrief(campaign.brief, campaign, p) : undefined,
        actions: [
          {
            kind: "call",
            useCase: "campaigns.approve",
            input,
            label: p.t("campaigns.action.approve"),
            style: "primary",
            required: true,
            priority: 9,
          },
          {
            kind: "call",
            useCase: "campaigns.send_back",
            input,
            ask: [
              { name: "note", label: p.t("campaigns.ask.note"), kind: "long_text", required: true, maxLength: 1_000 },
            ],
            label: p.t("campaigns.action.send_back"),
            style: "danger",
            required: true,
            priority: 8,
          },
        ],
      },
    };
  },
});

const outcomeData = z.object({
  campaign: campaignOutput,
  outcome: z.enum(["approved", "sent_back", "cancelled"]),
  byName: z.string(),
  at: z.string(),
  note: z.string().optional(),
});

/** What became of a submission: replaces every delivered card of it. */
export const campaignDecided = defineNotification({
  kind: "campaigns.decided",
  data: outcomeData,
  render: ({ campaign, outcome, byName, at, note }, p): MessageContent => ({
    card: {
      title: p.t("campaigns.notice.submitted", { name: campaign.name }),
      tone: outcome === "approved" ? "good" : "neutral",
      facts: requiredFacts(campaign, p),
      body: p.t(`campaigns.outcome.${outcome}`, { name: byName, at: p.dateTime(at), note: note ?? "" }),
    },
  }),
});

/** The person who made the campaign learns that it may start, with the next step at hand. */
export const campaignApproved = defineNotification({
  kind: "campaigns.approved",
  data: z.object({ campaign: campaignOutput, byName: z.string() }),
  render: ({ campaign, byName }, p): MessageContent => ({
    card: {
      title: p.t("campaigns.notice.approved", { name: campaign.name }),
      tone: "good",
      facts: requiredFacts(campaign, p),
      body: p.t("campaigns.notice.approved_body", { name: byName }),
      actions: [recommendAction(campaign.name, p)],
    },
  }),
});

/** The person who made the campaign learns what should change. */
export const campaignSentBack = defineNotification({
  kind: "campaigns.sent_back",
  data: z.object({ campaignId: z.string(), name: z.string(), note: z.string(), byName: z.string() }),
  render: ({ campaignId, name, note, byName }, p): MessageContent => ({
    card: {
      title: p.t("campaigns.notice.sent_back", { name }),
      tone: "warning",
      facts: [{ label: p.t("campaigns.fact.sent_back", { name: byName }), value: note, required: true }],
      actions: [
        {
          kind: "call",
          useCase: "campaigns.get",
          input: { campaignId },
          label: p.t("campaigns.action.open"),
          style: "primary",
          priority: 9,
        },
      ],
    },
  }),
});

/** The person who made the campaign learns that somebody else ended it. */
export const campaignEnded = defineNotification({
  kind: "campaigns.ended",
  data: z.object({
    name: z.string(),
    outcome: z.enum(["cancelled", "completed"]),
    byName: z.string(),
    reason: z.string(),
  }),
  render: ({ name, outcome, byName, reason }, p): MessageContent => ({
    card: {
      title: p.t(`campaigns.notice.${outcome}`, { name }),
      tone: outcome === "completed" ? "good" : "bad",
      facts: [
        { label: p.t("campaigns.fact.by"), value: byName, required: true },
        ...(reason ? [{ label: p.t("campaigns.fact.reason"), value: reason, required: true }] : []),
      ],
    },
  }),
});
