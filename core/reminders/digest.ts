import { z } from "zod";
import type { Action, Card, MessageContent } from "../cards/card.ts";
import { defineNotification } from "../cards/notification.ts";
import type { Presenter } from "../i18n/presenter.ts";
import { currencySchema, money } from "../kernel/money.ts";

const deadline = z.object({
  campaignName: z.string(),
  who: z.string(),
  platform: z.string(),
  format: z.string(),
  dueOn: z.string(),
});
export type Deadline = z.output<typeof deadline>;

const sums = z.array(z.object({ currency: currencySchema, amountMinor: z.number() }));

/** What one person's digest says: only numbers and names, so that it is written in their language when it is sent. */
export const digestData = z.object({
  weekly: z.boolean(),
  influencer: z.boolean(),
  approvals: z.number(),
  campaigns: z.number(),
  posts: z.number(),
  offers: z.number(),
  revisions: z.number(),
  payouts: z.object({ count: z.number(), late: z.number(), sums, accountMissing: z.boolean() }),
  deadlines: z.object({ count: z.number(), first: z.array(deadline) }),
  held: z.number(),
  week: z.object({ postsApproved: z.number(), paid: sums }).nullable(),
});
export type Digest = z.output<typeof digestData>;

/** How many deadlines a digest names. */
export const NAMED_DEADLINES = 5;

/** Whether there is anything to say. */
export function hasNews(digest: Digest): boolean {
  const { approvals, campaigns, posts, offers, revisions, payouts, deadlines, held, week } = digest;
  const waiting = approvals + campaigns + posts + offers + revisions + payouts.count + deadlines.count + held;
  return waiting > 0 || (week !== null && (week.postsApproved > 0 || week.paid.length > 0));
}

/** `Reel Instagram` */
export function pieceText(piece: { platform: string; format: string }, p: Presenter): string {
  const format = `posts.format.${piece.format}`;
  const platform = `posts.platform.${piece.platform}`;
  return `${p.has(format) ? p.t(format) : piece.format} ${p.has(platform) ? p.t(platform) : piece.platform}`;
}

function sumText(list: z.output<typeof sums>, p: Presenter): string {
  return list.map(({ currency, amountMinor }) => p.money(money(amountMinor, currency))).join(", ");
}

function digestCard(digest: Digest, p: Presenter): Card {
  const { payouts, deadlines, week } = digest;
  const counted = (["approvals", "campaigns", "posts", "offers", "revisions"] as const).filter(
    (key) => digest[key] > 0,
  );
  const call = (useCase: string, input: Record<string, unknown>, key: string): Action => ({
    kind: "call",
    useCase,
    input,
    label: p.t(`reminders.action.${key}`),
  });
  const actions: Action[] = [
    ...(digest.approvals > 0 ? [call("approvals.list", {}, "approvals")] : []),
    ...(digest.campaigns > 0 ? [call("campaigns.list", { status: "submitted" }, "campaigns")] : []),
    ...(digest.posts > 0 ? [call("posts.list", { status: "pending" }, "posts")] : []),
    ...(digest.offers > 0 || (digest.influencer && deadlines.count > 0)
      ? [call("collaborations.list", {}, digest.influencer ? "my_work" : "work")]
      : []),
    ...(digest.revisions > 0 ? [call("posts.mine", {}, "my_posts")] : []),
    ...(payouts.count > 0 ? [call("payouts.list", {}, "payouts")] : []),
  ];
  return {
    title: p.t(digest.weekly ? "reminders.digest.weekly" : "reminders.digest.daily"),
    facts: [
      ...counted.map((key) => ({
        label: p.t(`reminders.digest.${key}`),
        value: p.number(digest[key]),
        required: true,
      })),
      ...(payouts.count > 0
        ? [
            {
              label: p.t(digest.influencer ? "reminders.digest.my_payouts" : "reminders.digest.payouts"),
              value: [
                `${p.number(payouts.count)} (${sumText(payouts.sums, p)})`,
                ...(payouts.late > 0 ? [p.t("reminders.digest.late", { count: payouts.late })] : []),
              ].join(", "),
              required: true,
            },
          ]
        : []),
      ...deadlines.first.map((piece) => ({
        label: p.date(piece.dueOn),
        value: [piece.campaignName, pieceText(piece, p), piece.who].filter((part) => part !== "").join(", "),
      })),
      ...(digest.held > 0 ? [{ label: p.t("reminders.digest.held"), value: p.number(digest.held) }] : []),
      ...(week
        ? [
            { label: p.t("reminders.digest.week_posts"), value: p.number(week.postsApproved) },
            ...(week.paid.length > 0
              ? [{ label: p.t("reminders.digest.week_paid"), value: sumText(week.paid, p) }]
              : []),
          ]
        : []),
    ],
    body: payouts.accountMissing ? p.t("reminders.digest.account_missing") : undefined,
    actions,
    footer:
      deadlines.count > deadlines.first.length
        ? p.t("reminders.digest.more_deadlines", { count: deadlines.count - deadlines.first.length })
        : undefined,
  };
}

/** What waits for a person, once a day; on Mondays with the week behind. */
export const digest = defineNotification({
  kind: "reminders.digest",
  data: digestData,
  render: (data, p): MessageContent => ({ card: digestCard(data, p) }),
});
