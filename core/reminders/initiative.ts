import { z } from "zod";
import type { Action, MessageContent } from "../cards/card.ts";
import { defineNotification } from "../cards/notification.ts";
import type { Presenter } from "../i18n/presenter.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import { pieceText } from "./digest.ts";

export const initiativeData = z.object({
  what: z.enum(["post_waits", "deadline_near", "deadline_late", "result_low", "offer_waits", "revision_waits"]),
  /** The post, collaboration or deliverable behind the button. */
  targetId: z.string(),
  /** The creator, for influencers the brand. */
  who: z.string(),
  campaignName: z.string(),
  platform: z.string(),
  format: z.string(),
  /** Since when it waits, or when it is due. */
  at: z.string(),
  engagements: z.number().nullable(),
  usual: z.number().nullable(),
});
type Initiative = z.output<typeof initiativeData>;

/** One thing worth a person's attention, and the key under which they hear of it at most once. */
export interface Candidate {
  readonly person: string;
  readonly thing: string;
  readonly data: Initiative;
}

/** One useful line, unasked, with a button to do something about it and one to hear no more. */
export const initiative = defineNotification({
  kind: "reminders.initiative",
  data: initiativeData,
  render: (data, p): MessageContent => ({
    card: {
      title: p.t(`reminders.initiative.${data.what}`, {
        who: data.who,
        at: p.date(data.at),
        piece: pieceText(data, p),
        engagements: p.number(data.engagements),
        usual: p.number(data.usual),
      }),
      tone: data.what === "deadline_late" ? "warning" : "neutral",
      facts: [{ label: p.t("reminders.fact.campaign"), value: data.campaignName }],
      actions: [
        { ...buttonOf(data, p), style: "primary", required: true },
        {
          kind: "call",
          useCase: "notifications.set_preferences",
          input: { group: "tips", mode: "off" },
          label: p.t("reminders.action.less"),
          style: "plain",
        },
      ],
    },
  }),
});

function buttonOf({ what, targetId }: Initiative, p: Presenter): Action {
  const call = (useCase: string, input: Readonly<Record<string, unknown>>, key: string): Action => ({
    kind: "call",
    useCase,
    input,
    label: p.t(`reminders.action.${key}`),
  });
  switch (what) {
    case "post_waits":
      return call("posts.get", { postId: targetId }, "review");
    case "result_low":
      return call("metrics.of_post", { postId: targetId }, "look");
    case "revision_waits":
      return call("posts.mine", {}, "my_posts");
    default:
      return call("collaborations.get", { collaborationId: targetId }, "look");
  }
}

/** Tells each person the first of their candidates they have not heard of; nobody twice a day, nobody the same thing twice. */
export async function tellEach(
  ctx: UseCaseContext,
  message: { tenantOf(person: string): string; day: string; candidates: readonly Candidate[] },
): Promise<number> {
  const { candidates, day } = message;
  const told = new Set<string>();
  for (const { person, thing, data } of candidates) {
    if (told.has(person)) continue;
    const first = await ctx.tx.execute(
      "INSERT INTO initiative (tenant, person, thing, day, told_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
      [message.tenantOf(person), person, thing, day, ctx.now()],
    );
    if (first !== 1) continue;
    told.add(person);
    await ctx.outbox.notify(initiative, { to: { person }, key: thing, data });
  }
  return told.size;
}
