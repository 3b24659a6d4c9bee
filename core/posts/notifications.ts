import { z } from "zod";
import type { MessageContent } from "../cards/card.ts";
import { defineNotification } from "../cards/notification.ts";
import { checkSchema } from "./check.ts";
import { shortHash } from "./content.ts";
import { checkFacts, firstNumbersFact, pieceName, releaseFact, reviewActions, tips } from "./post-facts.ts";

/** Reviewers are asked to decide on one version of a post. */
export const postSubmitted = defineNotification({
  kind: "posts.submitted",
  data: z.object({
    postId: z.string(),
    version: z.number(),
    contentHash: z.string(),
    url: z.string(),
    thumbnailUrl: z.string().nullable(),
    platform: z.string(),
    format: z.string(),
    influencerName: z.string(),
    username: z.string(),
    campaignName: z.string(),
    checks: z.array(checkSchema),
    engagements: z.number().nullable(),
    views: z.number().nullable(),
    ownAverage: z.number().nullable(),
    ownAveragePosts: z.number(),
    grossMinor: z.string(),
    commissionMinor: z.string(),
    netMinor: z.string(),
    currency: z.string(),
    isAboveLimit: z.boolean(),
    askedFor: z.string().nullable(),
  }),
  render: (data, p): MessageContent => ({
    card: {
      title: p.t(data.version > 1 ? "posts.review.title_again" : "posts.review.title", { name: data.influencerName }),
      tone: data.checks.some((check) => check.status === "fail") ? "warning" : "neutral",
      image: data.thumbnailUrl
        ? { url: data.thumbnailUrl, altText: p.t("posts.preview", { name: data.influencerName }) }
        : undefined,
      facts: [
        { label: p.t("posts.fact.influencer"), value: `${data.influencerName} (@${data.username})`, required: true },
        { label: p.t("posts.fact.campaign"), value: data.campaignName, required: true },
        { label: p.t("posts.fact.piece"), value: pieceName(data, p), required: true },
        { label: p.t("posts.fact.link"), value: data.url, required: true },
        releaseFact(data, p),
        ...checkFacts(data.checks, p),
        firstNumbersFact(data, p),
        {
          label: p.t("posts.fact.version"),
          value: p.t("posts.version", { version: data.version, hash: shortHash(data.contentHash) }),
        },
      ],
      body: data.askedFor ? p.t("posts.review.asked_for", { note: data.askedFor }) : undefined,
      actions: reviewActions(data, p),
      footer: p.t(data.isAboveLimit ? "posts.review.above_limit" : "posts.review.footer"),
    },
  }),
});

/** What became of a version: replaces every delivered card, or follows it as a line. */
export const postOutcome = defineNotification({
  kind: "posts.outcome",
  data: z.object({
    postId: z.string(),
    outcome: z.enum(["approved", "rejected", "needs_revision", "replaced"]),
    influencerName: z.string(),
    campaignName: z.string(),
    url: z.string(),
    at: z.string(),
    byName: z.string().optional(),
    note: z.string().optional(),
    amounts: z
      .object({ grossMinor: z.string(), commissionMinor: z.string(), netMinor: z.string(), currency: z.string() })
      .optional(),
  }),
  render: (data, p): MessageContent => ({
    card: {
      title: p.t("posts.review.title", { name: data.influencerName }),
      tone: data.outcome === "approved" ? "good" : data.outcome === "rejected" ? "bad" : "neutral",
      facts: [
        { label: p.t("posts.fact.influencer"), value: data.influencerName, required: true },
        { label: p.t("posts.fact.campaign"), value: data.campaignName, required: true },
        { label: p.t("posts.fact.link"), value: data.url, required: true },
        ...(data.amounts ? [releaseFact(data.amounts, p, data.outcome === "approved")] : []),
        ...(data.note ? [{ label: p.t("posts.fact.note"), value: data.note, required: true }] : []),
      ],
      body: p.t(`posts.outcome.${data.outcome}`, { name: data.byName ?? "", at: p.dateTime(data.at) }),
    },
  }),
});

const answerData = z.object({
  postId: z.string(),
  url: z.string(),
  campaignName: z.string(),
  platform: z.string(),
  format: z.string(),
  note: z.string(),
  checks: z.array(checkSchema),
});

/** To the influencer: the brand asks for a change, with what failed. */
export const revisionRequested = defineNotification({
  kind: "posts.revision_requested",
  data: answerData,
  render: (data, p): MessageContent => {
    const failed = tips(data.checks, p);
    return {
      card: {
        title: p.t("posts.revision.title"),
        tone: "warning",
        facts: [
          { label: p.t("posts.fact.campaign"), value: data.campaignName, required: true },
          { label: p.t("posts.fact.piece"), value: pieceName(data, p) },
          { label: p.t("posts.fact.note"), value: data.note, required: true },
          { label: p.t("posts.fact.link"), value: data.url, required: true },
        ],
        body: failed ? `${p.t("posts.tips")}\n${failed}\n\n${p.t("posts.revision.how")}` : p.t("posts.revision.how"),
        actions: [
          {
            kind: "call",
            useCase: "posts.submit_link",
            input: { url: data.url },
            label: p.t("posts.action.resubmit"),
            style: "primary",
            required: true,
          },
          { kind: "link", url: data.url, label: p.t("posts.action.open") },
        ],
      },
    };
  },
});

/** To the influencer: this post does not count; the deliverable is open again. */
export const postRejected = defineNotification({
  kind: "posts.rejected",
  data: answerData,
  render: (data, p): MessageContent => ({
    card: {
      title: p.t("posts.rejected.title"),
      tone: "bad",
      facts: [
        { label: p.t("posts.fact.campaign"), value: data.campaignName, required: true },
        { label: p.t("posts.fact.piece"), value: pieceName(data, p) },
        { label: p.t("posts.fact.note"), value: data.note, required: true },
        { label: p.t("posts.fact.link"), value: data.url, required: true },
      ],
      body: p.t("posts.rejected.how"),
    },
  }),
});
