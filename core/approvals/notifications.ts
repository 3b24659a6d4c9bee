import { z } from "zod";
import type { Fact, MessageContent } from "../cards/card.ts";
import { defineNotification } from "../cards/notification.ts";
import type { Presenter } from "../i18n/presenter.ts";
import type { ApprovalFacts } from "../usecase/executor.ts";
import { factText } from "../usecase/fact-text.ts";
import { type Cumulative, cumulativeLines } from "../usecase/request-card.ts";

const factsSchema: z.ZodType<ApprovalFacts> = z.object({
  lines: z.array(
    z.object({
      label: z.string(),
      value: z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("text"), text: z.string() }),
        z.object({ kind: z.literal("money"), amountMinor: z.string(), currency: z.string() }),
        z.object({
          kind: z.literal("priced"),
          text: z.string(),
          amountMinor: z.string(),
          currency: z.string(),
          basis: z.string().optional(),
        }),
        z.object({ kind: z.literal("date"), at: z.string() }),
        z.object({ kind: z.literal("number"), number: z.number() }),
      ]),
    }),
  ),
  amount: z.object({ amountMinor: z.string(), currency: z.string() }).optional(),
});

const cumulativeSchema: z.ZodType<Cumulative> = z.object({
  count: z.number(),
  amountMinor: z.string(),
  currency: z.string(),
});

/** The server's facts in the reader's language; each is required, so no channel may drop one. */
export function factLines(facts: ApprovalFacts, p: Presenter): Fact[] {
  return facts.lines.map(({ label, value }) => ({ label: p.t(label), value: factText(value, p), required: true }));
}

/** One sentence: what became of a request, who decided and when. */
export function outcomeText(
  outcome: {
    readonly status: string;
    readonly supersededBy?: string | null;
    readonly decidedByName?: string | null;
    readonly decidedAt?: Date | string | null;
    readonly reason?: string;
  },
  p: Presenter,
): string {
  const { status, supersededBy, decidedByName, decidedAt, reason } = outcome;
  // Closed without a newer request: somebody decided the thing itself.
  const key = status === "superseded" && !supersededBy && decidedByName ? "decided_directly" : status;
  return p.t(`approvals.outcome.${key}`, {
    name: decidedByName ?? "",
    at: decidedAt ? p.dateTime(decidedAt) : "",
    reason: reason ? p.t(`errors.${reason}`) : "",
  });
}

/** What a request asks for, as its cards are titled. */
export function titleOf(useCase: string, p: Presenter): string {
  const key = `approvals.title.${useCase.replace(".", "_")}`;
  return p.has(key) ? p.t(key) : p.t("approvals.title.other", { useCase });
}

/** A human is asked to decide: server facts, two buttons, a link. */
export const approvalRequested = defineNotification({
  kind: "approvals.requested",
  data: z.object({
    approvalId: z.string(),
    useCase: z.string(),
    facts: factsSchema,
    requestedByName: z.string(),
    expiresAt: z.string(),
    digest: z.string().optional(),
    cumulative: cumulativeSchema.optional(),
  }),
  render: (data, p): MessageContent => ({
    card: {
      title: titleOf(data.useCase, p),
      tone: "warning",
      facts: [
        ...factLines(data.facts, p),
        ...cumulativeLines(data.cumulative, p),
        { label: p.t("approvals.requested_by"), value: data.requestedByName, required: true },
      ],
      actions: [
        {
          kind: "decide",
          approvalId: data.approvalId,
          decision: "approve",
          label: p.t("approvals.approve"),
          style: "primary",
          required: true,
        },
        {
          kind: "decide",
          approvalId: data.approvalId,
          decision: "reject",
          label: p.t("approvals.reject"),
          style: "danger",
          required: true,
        },
      ],
      footer: [
        p.t("approvals.expires", { at: p.dateTime(data.expiresAt) }),
        ...(data.digest === undefined ? [] : [p.t("approvals.digest", { digest: data.digest })]),
      ].join(" · "),
    },
  }),
});

/** What became of it: replaces every delivered card, or follows it as a line. */
export const approvalOutcome = defineNotification({
  kind: "approvals.outcome",
  data: z.object({
    approvalId: z.string(),
    useCase: z.string(),
    status: z.enum(["approved", "rejected", "expired", "superseded", "failed"]),
    facts: factsSchema,
    byName: z.string().optional(),
    at: z.string().optional(),
    reason: z.string().optional(),
  }),
  render: (data, p): MessageContent => ({
    card: {
      title: titleOf(data.useCase, p),
      tone:
        data.status === "approved"
          ? "good"
          : data.status === "rejected" || data.status === "failed"
            ? "bad"
            : "neutral",
      facts: factLines(data.facts, p),
      body: outcomeText({ ...data, decidedByName: data.byName, decidedAt: data.at }, p),
    },
  }),
});
