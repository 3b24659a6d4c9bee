import { z } from "zod";
import type { MessageContent } from "../cards/card.ts";
import { defineNotification } from "../cards/notification.ts";
import { pieceText } from "./digest.ts";

/** An influencer hears of a piece that is due: two days before, on the day, and once when it is late. */
export const deadlineNear = defineNotification({
  kind: "reminders.deadline",
  data: z.object({
    stage: z.enum(["soon", "today", "late"]),
    deliverableId: z.string(),
    campaignName: z.string(),
    orgName: z.string(),
    platform: z.string(),
    format: z.string(),
    dueOn: z.string(),
  }),
  render: (data, p): MessageContent => ({
    card: {
      title: p.t(`reminders.deadline.${data.stage}`, { piece: pieceText(data, p) }),
      tone: data.stage === "late" ? "bad" : data.stage === "today" ? "warning" : "neutral",
      facts: [
        { label: p.t("reminders.fact.campaign"), value: `${data.campaignName} (${data.orgName})`, required: true },
        { label: p.t("reminders.fact.due"), value: p.date(data.dueOn), required: true },
      ],
      body: p.t(data.stage === "late" ? "reminders.deadline.late_body" : "reminders.deadline.body"),
      actions: [
        {
          kind: "call",
          useCase: "posts.submit_link",
          input: { deliverableId: data.deliverableId },
          label: p.t("reminders.action.submit"),
          style: "primary",
          ask: [{ name: "url", label: p.t("reminders.ask.link"), kind: "text", required: true, maxLength: 2_000 }],
        },
        { kind: "call", useCase: "collaborations.list", input: {}, label: p.t("reminders.action.my_work") },
      ],
    },
  }),
});

/** Somebody's request has waited for a day. Told once; settled with the request like its first card. */
export const approvalWaits = defineNotification({
  kind: "reminders.approval_waits",
  data: z.object({
    approvalId: z.string(),
    useCase: z.string(),
    about: z.string(),
    requestedByName: z.string(),
    since: z.iso.datetime(),
    expiresAt: z.string(),
    url: z.string(),
  }),
  render: (data, p): MessageContent => {
    const key = `approvals.title.${data.useCase.replace(".", "_")}`;
    return {
      card: {
        title: p.t("reminders.approval.title"),
        tone: "warning",
        facts: [
          {
            label: p.t("reminders.fact.what"),
            value: p.has(key) ? p.t(key) : p.t("approvals.title.other", { useCase: data.useCase }),
            required: true,
          },
          ...(data.about ? [{ label: p.t("reminders.fact.about"), value: data.about, required: true }] : []),
          { label: p.t("approvals.requested_by"), value: data.requestedByName, required: true },
          { label: p.t("reminders.fact.since"), value: p.dateTime(data.since) },
        ],
        actions: [
          {
            kind: "call",
            useCase: "approvals.list",
            input: {},
            label: p.t("reminders.action.approvals"),
            style: "primary",
          },
          { kind: "link", url: data.url, label: p.t("approvals.open") },
        ],
        footer: p.t("approvals.expires", { at: p.dateTime(data.expiresAt) }),
      },
    };
  },
});
