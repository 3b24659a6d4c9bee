import { z } from "zod";
import type { Action, MessageContent } from "../cards/card.ts";
import { defineNotification } from "../cards/notification.ts";
import type { Presenter } from "../i18n/presenter.ts";

const removedData = z.object({
  postId: z.string(),
  url: z.string(),
  platform: z.string(),
  influencerName: z.string(),
  campaignName: z.string(),
  at: z.string(),
});

const openPost = (url: string, p: Presenter): Action => ({ kind: "link", url, label: p.t("metrics.open_post") });
const showNumbers = (postId: string, p: Presenter): Action => ({
  kind: "call",
  useCase: "metrics.of_post",
  input: { postId },
  label: p.t("metrics.show_numbers"),
});

function placeFacts(data: { platform: string; campaignName: string; influencerName?: string }, p: Presenter) {
  return [
    ...(data.influencerName === undefined
      ? []
      : [{ label: p.t("metrics.fact.influencer"), value: data.influencerName, required: true }]),
    { label: p.t("metrics.fact.campaign"), value: data.campaignName, required: true },
    { label: p.t("metrics.fact.platform"), value: p.t(`metrics.platform.${data.platform}`) },
  ];
}

/** An approved post is gone from its platform: for the organization. */
export const postRemoved = defineNotification({
  kind: "metrics.post_removed",
  data: removedData,
  render: (data, p): MessageContent => ({
    card: {
      title: p.t("metrics.removed.title"),
      tone: "bad",
      facts: [...placeFacts(data, p), { label: p.t("metrics.fact.noticed"), value: p.dateTime(data.at) }],
      body: p.t("metrics.removed.body"),
      actions: [openPost(data.url, p), showNumbers(data.postId, p)],
    },
  }),
});

/** The same for the influencer who published it. */
export const postRemovedForInfluencer = defineNotification({
  kind: "metrics.own_post_removed",
  data: removedData,
  render: ({ influencerName: _own, ...data }, p): MessageContent => ({
    card: {
      title: p.t("metrics.removed.own_title"),
      tone: "warning",
      facts: placeFacts(data, p),
      body: p.t("metrics.removed.own_body"),
      actions: [openPost(data.url, p)],
    },
  }),
});

/** The platform no longer lets us read the influencer's numbers. */
export const postReauthorise = defineNotification({
  kind: "metrics.reauthorise",
  data: z.object({
    postId: z.string(),
    url: z.string(),
    platform: z.string(),
    campaignName: z.string(),
    why: z.enum(["private", "reauthorise"]),
  }),
  render: (data, p): MessageContent => ({
    card: {
      title: p.t(`metrics.reconnect.${data.why}_title`),
      tone: "warning",
      facts: placeFacts(data, p),
      body: p.t(`metrics.reconnect.${data.why}_body`),
    },
  }),
});

/** A post does far better than its influencer's posts usually do. */
export const postViral = defineNotification({
  kind: "metrics.viral",
  data: z.object({
    postId: z.string(),
    url: z.string(),
    platform: z.string(),
    influencerName: z.string(),
    campaignName: z.string(),
    engagements: z.number(),
    ownAverage: z.number(),
    times: z.number(),
  }),
  render: (data, p): MessageContent => ({
    card: {
      title: p.t("metrics.viral.title"),
      tone: "good",
      facts: [
        ...placeFacts(data, p),
        { label: p.t("metrics.fact.engagements"), value: p.number(data.engagements), required: true },
        { label: p.t("metrics.fact.own_average"), value: p.number(data.ownAverage), required: true },
      ],
      body: p.t("metrics.viral.body", { times: p.number(data.times, 1) }),
      actions: [openPost(data.url, p), showNumbers(data.postId, p)],
    },
  }),
});
