import { z } from "zod";
import type { MessageContent } from "../cards/card.ts";
import { defineNotification } from "../cards/notification.ts";

/** One person's copy. */
export const broadcastMessage = defineNotification({
  kind: "broadcasts.message",
  data: z.object({ orgName: z.string(), text: z.string() }),
  massOutreach: true,
  needsConsent: "broadcast",
  render: (data, p): MessageContent => ({
    card: {
      title: p.t("broadcasts.message_title", { brand: data.orgName }),
      body: data.text,
      actions: [{ kind: "call", useCase: "broadcasts.withdraw", input: {}, label: p.t("broadcasts.action.stop") }],
      footer: p.t("broadcasts.message_footer"),
    },
  }),
});

/** Whoever sent it hears what became of it. */
export const broadcastResult = defineNotification({
  kind: "broadcasts.result",
  data: z.object({
    broadcastId: z.string(),
    sent: z.number(),
    held: z.number(),
    refused: z.number(),
    unknown: z.number(),
    skipped: z.number(),
  }),
  render: (data, p): MessageContent => ({
    card: {
      title: p.t("broadcasts.result_title"),
      tone: data.refused + data.unknown > 0 ? "warning" : "good",
      facts: (["sent", "held", "refused", "unknown", "skipped"] as const)
        .filter((key) => key === "sent" || data[key] > 0)
        .map((key) => ({ label: p.t(`broadcasts.fact.${key}`), value: p.number(data[key]), required: true })),
      body: data.unknown > 0 ? p.t("broadcasts.unknown_note") : undefined,
    },
  }),
});
