import { z } from "zod";
import type { Card, MessageContent } from "../cards/card.ts";
import { defineNotification } from "../cards/notification.ts";
import type { Presenter } from "../i18n/presenter.ts";
import { askingAccount, channelName } from "./link-request.ts";

const askedData = z.object({ requestId: z.string(), ...askingAccount });

/** Is this account yours? The account's facts, the two words, yes and no. */
export function askCard(asked: z.output<typeof askedData>, p: Presenter): Card {
  const channel = channelName(asked.channel);
  return {
    title: p.t("people.ask.title", { channel }),
    tone: "warning",
    facts: [
      { label: p.t("people.fact.account"), value: asked.accountName || p.t("people.no_name"), required: true },
      { label: p.t("people.fact.masked_id"), value: asked.maskedId, required: true },
      { label: p.t("people.fact.phrase"), value: asked.phrase, required: true },
    ],
    body: p.t("people.ask.body", { channel }),
    actions: [
      {
        kind: "call",
        useCase: "people.link_channel",
        input: { requestId: asked.requestId },
        label: p.t("people.ask.yes"),
        style: "primary",
        required: true,
      },
      {
        kind: "call",
        useCase: "people.refuse_link",
        input: { requestId: asked.requestId },
        label: p.t("people.ask.no"),
        style: "danger",
        required: true,
      },
    ],
  };
}

/** A chat account redeemed the person's code or link and waits for their yes. */
export const linkAsked = defineNotification({
  kind: "people.link_asked",
  data: askedData,
  render: (data, p): MessageContent => ({ card: askCard(data, p) }),
});

/** What became of it, in place of the cards that asked. */
export const linkSettled = defineNotification({
  kind: "people.link_settled",
  data: z.object({ channel: z.string(), accountName: z.string(), maskedId: z.string(), linked: z.boolean() }),
  render: (data, p): MessageContent => ({
    card: {
      title: p.t(data.linked ? "people.settled.linked" : "people.settled.refused", {
        channel: channelName(data.channel),
      }),
      tone: data.linked ? "good" : "neutral",
      facts: [
        {
          label: p.t("people.fact.account"),
          value: `${data.accountName || p.t("people.no_name")} (${data.maskedId})`,
          required: true,
        },
      ],
    },
  }),
});

/** The first word in a chat that was just linked. */
export const welcomed = defineNotification({
  kind: "people.welcomed",
  data: z.object({ channel: z.string(), name: z.string(), influencer: z.boolean() }),
  render: (data, p): MessageContent => ({
    text: p.t(data.influencer ? "people.welcome.influencer" : "people.welcome.member", {
      name: data.name,
      channel: channelName(data.channel),
    }),
  }),
});

/** The admins learn that a colleague has a fresh chat account that may not decide money yet. */
export const freshIdentity = defineNotification({
  kind: "people.fresh_identity",
  data: z.object({
    identityId: z.string(),
    personName: z.string(),
    channel: z.string(),
    accountName: z.string(),
    maskedId: z.string(),
    until: z.iso.datetime(),
  }),
  render: (data, p): MessageContent => ({
    card: {
      title: p.t("people.fresh.title", { name: data.personName, channel: channelName(data.channel) }),
      tone: "neutral",
      facts: [
        {
          label: p.t("people.fact.account"),
          value: `${data.accountName || p.t("people.no_name")} (${data.maskedId})`,
          required: true,
        },
        { label: p.t("people.fact.cooling"), value: p.dateTime(data.until), required: true },
      ],
      body: p.t("people.fresh.body"),
      actions: [
        {
          kind: "call",
          useCase: "people.trust_channel",
          input: { identityId: data.identityId },
          label: p.t("people.fresh.trust"),
        },
      ],
    },
  }),
});
