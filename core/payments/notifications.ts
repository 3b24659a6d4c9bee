import { z } from "zod";
import type { Action, Card, Fact, MessageContent } from "../cards/card.ts";
import { defineNotification } from "../cards/notification.ts";
import type { Presenter } from "../i18n/presenter.ts";
import { currencySchema, money } from "../kernel/money.ts";
import { accountForm, channelName } from "./channels.ts";
import type { PayoutRow } from "./payout-row.ts";
import { timingOf } from "./payout-row.ts";

const payoutFacts = z.object({
  payoutId: z.string(),
  brandName: z.string(),
  campaignName: z.string(),
  netMinor: z.number(),
  feeMinor: z.number(),
  currency: currencySchema,
  tail: z.string().nullable(),
  promisedOn: z.string(),
  timing: z.enum(["running", "on_time", "late"]),
});
type PayoutFacts = z.output<typeof payoutFacts>;

/** What every message about a payout says, from its row. */
export function factsOf(
  row: Pick<
    PayoutRow,
    | "id"
    | "brandName"
    | "campaignName"
    | "amountMinor"
    | "commissionMinor"
    | "currency"
    | "numberTail"
    | "promisedOn"
    | "status"
    | "confirmedAt"
  >,
  now: Date,
): PayoutFacts {
  return {
    payoutId: row.id,
    brandName: row.brandName,
    campaignName: row.campaignName,
    netMinor: Number(row.amountMinor),
    feeMinor: Number(row.commissionMinor),
    currency: row.currency,
    tail: row.numberTail,
    promisedOn: row.promisedOn.toISOString(),
    timing: timingOf(row, now),
  };
}

/** The amounts of a payout as a creator reads them: gross, fee, net, where to, by when. */
function amounts(data: PayoutFacts, p: Presenter): Fact[] {
  const amount = (minor: number) => p.money(money(minor, data.currency));
  return [
    { label: p.t("payments.label.net"), value: amount(data.netMinor), required: true },
    { label: p.t("payments.label.gross"), value: amount(data.netMinor + data.feeMinor) },
    { label: p.t("payments.label.fee"), value: amount(data.feeMinor) },
    { label: p.t("payments.label.campaign"), value: `${data.campaignName} · ${data.brandName}` },
    ...(data.tail === null
      ? []
      : [{ label: p.t("payments.label.account"), value: tailText(data.tail), required: true }]),
    { label: p.t("payments.label.promised"), value: p.date(data.promisedOn), required: true },
  ];
}

/** `•••• 6789`: all that is ever shown of an account number. */
export function tailText(tail: string): string {
  return `•••• ${tail}`;
}

/** The button with which an influencer says where to be paid. Their press is the confirmation. */
export function accountAction(p: Presenter, label: string): Action {
  return {
    kind: "call",
    useCase: "payouts.set_account",
    input: {},
    ask: accountForm(p),
    label: p.t(label),
    style: "primary",
    required: true,
  };
}

function details(payoutId: string, p: Presenter): Action {
  return {
    kind: "call",
    useCase: "payouts.get",
    input: { payoutId },
    label: p.t("payments.action.details"),
    style: "plain",
  };
}

function step(
  name: string,
  tone: Card["tone"],
  extra: (data: PayoutFacts, p: Presenter) => Partial<Card> = () => ({}),
) {
  return defineNotification({
    kind: `payouts.${name}`,
    data: payoutFacts,
    render: (data, p): MessageContent => ({
      card: {
        title: p.t(`payments.step.${name}.title`),
        tone,
        body: p.t(`payments.step.${name}.body`, { brand: data.brandName, date: p.date(data.promisedOn) }),
        facts: amounts(data, p),
        actions: [details(data.payoutId, p)],
        ...extra(data, p),
      },
    }),
  });
}

/** The work was approved: the clock runs. */
export const payoutRequested = step("requested", "good");
/** The provider has been told to pay. */
export const payoutSubmitted = step("submitted", "neutral");
/** It arrived; on time or late. */
export const payoutConfirmed = step("confirmed", "good", (data, p) => ({
  footer: p.t(`payments.timing.${data.timing}`),
}));
/** The bank gave it back after it had been paid. */
export const payoutReversed = step("reversed", "bad", (data, p) => ({
  actions: [accountAction(p, "payments.action.change_account"), details(data.payoutId, p)],
}));
/** There is money and nowhere to send it. */
export const accountNeeded = step("account_needed", "warning", (data, p) => ({
  actions: [accountAction(p, "payments.action.add_account"), details(data.payoutId, p)],
}));

/** It did not arrive, and what happens now: another account, another try by itself, or we look into it. */
export const payoutFailed = defineNotification({
  kind: "payouts.failed",
  data: payoutFacts.extend({ remedy: z.enum(["account", "retry", "support"]) }),
  render: (data, p): MessageContent => ({
    card: {
      title: p.t("payments.step.failed.title"),
      tone: data.remedy === "retry" ? "warning" : "bad",
      body: p.t(`payments.step.failed.${data.remedy}`),
      facts: amounts(data, p),
      actions: [
        ...(data.remedy === "account" ? [accountAction(p, "payments.action.change_account")] : []),
        details(data.payoutId, p),
      ],
    },
  }),
});

const brandData = payoutFacts.extend({ influencerName: z.string() });

function brandStep(name: "confirmed" | "failed" | "reversed", tone: Card["tone"]) {
  return defineNotification({
    kind: `payouts.${name}_for_brand`,
    data: brandData,
    render: (data, p): MessageContent => ({
      card: {
        title: p.t(`payments.brand.${name}.title`, { name: data.influencerName }),
        tone,
        body: p.t(`payments.brand.${name}.body`, { name: data.influencerName }),
        facts: [
          {
            label: p.t("payments.label.to_creator"),
            value: p.money(money(data.netMinor, data.currency)),
            required: true,
          },
          { label: p.t("payments.label.campaign"), value: data.campaignName },
          ...(name === "confirmed"
            ? [{ label: p.t("payments.label.timing"), value: p.t(`payments.timing.${data.timing}`) }]
            : []),
        ],
        actions: [details(data.payoutId, p)],
      },
    }),
  });
}

/** The brand hears that its creator was paid, or that we could not, and that money came back. */
export const payoutConfirmedForBrand = brandStep("confirmed", "good");
export const payoutFailedForBrand = brandStep("failed", "bad");
export const payoutReversedForBrand = brandStep("reversed", "warning");

/** A changed account is always announced: whoever did not change it hears of it at once. */
export const accountChanged = defineNotification({
  kind: "payouts.account_changed",
  data: z.object({
    channelCode: z.string(),
    holderName: z.string(),
    tail: z.string(),
    first: z.boolean(),
    at: z.string(),
  }),
  render: (data, p): MessageContent => ({
    card: {
      title: p.t(data.first ? "payments.account.added" : "payments.account.changed"),
      tone: data.first ? "good" : "warning",
      facts: [
        { label: p.t("payments.fact.bank"), value: channelName(data.channelCode), required: true },
        { label: p.t("payments.fact.holder"), value: data.holderName, required: true },
        { label: p.t("payments.fact.number"), value: tailText(data.tail), required: true },
      ],
      footer: p.t("payments.account.not_you", { at: p.dateTime(data.at) }),
    },
  }),
});

/** Money came in, and what may be spent now. */
export const depositPaid = defineNotification({
  kind: "deposits.paid",
  data: z.object({
    depositId: z.string(),
    amountMinor: z.number(),
    availableMinor: z.number(),
    currency: currencySchema,
  }),
  render: (data, p): MessageContent => ({
    card: {
      title: p.t("payments.deposit.paid_title"),
      tone: "good",
      facts: [
        { label: p.t("payments.fact.amount"), value: p.money(money(data.amountMinor, data.currency)), required: true },
        {
          label: p.t("payments.label.available"),
          value: p.money(money(data.availableMinor, data.currency)),
          required: true,
        },
      ],
    },
  }),
});
