import { z } from "zod";
import type { Action, MessageContent } from "../cards/card.ts";
import { defineNotification } from "../cards/notification.ts";
import type { Presenter } from "../i18n/presenter.ts";

/** Longest answer of a person, as the form asks for it. */
export const MOST_REPLY = 2_000;

/** What a member can do with a conversation: answer it, or give it back to the assistant. */
export function memberActions(handOverId: string, p: Presenter): Action[] {
  return [
    {
      kind: "call",
      useCase: "handover.reply",
      input: { handOverId },
      ask: [
        { name: "text", label: p.t("handover.ask_reply"), kind: "long_text", required: true, maxLength: MOST_REPLY },
      ],
      label: p.t("handover.action.reply"),
      style: "primary",
      required: true,
      priority: 9,
    },
    endAction(handOverId, p),
  ];
}

/** Gives the conversation back to the assistant. */
export function endAction(handOverId: string, p: Presenter): Action {
  return {
    kind: "call",
    useCase: "handover.end",
    input: { handOverId },
    label: p.t("handover.action.end"),
    priority: 1,
  };
}

/** The organization's people are called. */
export const called = defineNotification({
  kind: "handover.asked",
  data: z.object({ handOverId: z.string(), personName: z.string(), about: z.string() }),
  render: (data, p): MessageContent => ({
    card: {
      title: p.t("handover.called", { name: data.personName }),
      tone: "warning",
      body: [data.about, p.t("handover.called_body")].filter((part) => part !== "").join("\n\n"),
      actions: [
        {
          kind: "call",
          useCase: "handover.take",
          input: { handOverId: data.handOverId },
          label: p.t("handover.action.take"),
          style: "primary",
          required: true,
          priority: 10,
        },
        ...memberActions(data.handOverId, p),
      ],
    },
  }),
});

/** What became of the call, in place of the cards that called. */
export const callSettled = defineNotification({
  kind: "handover.settled",
  data: z.object({ personName: z.string(), by: z.string(), outcome: z.enum(["taken", "ended", "silence"]) }),
  render: (data, p): MessageContent => ({
    card: {
      title: settledText(data, p),
      tone: data.outcome === "taken" ? "good" : "neutral",
    },
  }),
});

/** What the influencer wrote, for whoever answers. */
export const wrote = defineNotification({
  kind: "handover.message",
  data: z.object({ handOverId: z.string(), personName: z.string(), text: z.string(), files: z.number() }),
  render: (data, p): MessageContent => ({
    card: {
      title: p.t("handover.wrote", { name: data.personName }),
      body: [data.text, ...(data.files > 0 ? [p.t("handover.files", { count: data.files })] : [])]
        .filter((part) => part !== "")
        .join("\n\n"),
      actions: memberActions(data.handOverId, p),
    },
  }),
});

/** The words of a person, with their name. */
export const answered = defineNotification({
  kind: "handover.answered",
  data: z.object({ handOverId: z.string(), memberName: z.string(), brand: z.string(), text: z.string() }),
  render: (data, p): MessageContent => ({
    card: {
      title: p.t("handover.answered", { name: data.memberName, brand: data.brand }),
      body: data.text,
      actions: [endAction(data.handOverId, p)],
    },
  }),
});

/** The assistant answers again. */
export const ended = defineNotification({
  kind: "handover.ended",
  data: z.object({
    personName: z.string(),
    by: z.string(),
    outcome: z.enum(["ended", "silence"]),
    influencer: z.boolean(),
  }),
  render: (data, p): MessageContent => ({
    text: data.influencer ? p.t(`handover.back.${data.outcome}`, { by: data.by }) : settledText(data, p),
  }),
});

/** Who has the conversation now, for the brand; whoever called for a human may end it themselves. */
function settledText(
  { personName, by, outcome }: { personName: string; by: string; outcome: string },
  p: Presenter,
): string {
  const how = outcome === "ended" && by === personName ? "by_themselves" : outcome;
  return p.t(`handover.settled.${how}`, { name: personName, by });
}
