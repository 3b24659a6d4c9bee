import { z } from "zod";
import type { Action } from "../cards/card.ts";
import type { Presenter } from "../i18n/presenter.ts";
import { idPattern } from "../kernel/ids.ts";
import { type Currency, currencySchema, money } from "../kernel/money.ts";
import { pageInput, pageOutput } from "../kernel/page.ts";
import { defineUseCase } from "../usecase/define.ts";
import { submitLinkAction } from "./collaboration-card.ts";
import {
  COLLABORATION_STATUSES,
  type CollaborationStatus,
  collaborationIdSchema,
  NEXT_STEPS,
  nextStep,
  priceParts,
} from "./view.ts";

const item = z.object({
  collaborationId: z.string().describe("The collaboration"),
  campaignId: z.string().describe("Its campaign"),
  campaignName: z.string().describe("Name of the campaign"),
  orgName: z.string().describe("The brand"),
  influencerId: z.string().describe("The influencer"),
  influencerName: z.string().describe("Their name"),
  status: z.enum(COLLABORATION_STATUSES).describe("Where it stands"),
  nextStep: z.enum(NEXT_STEPS).describe("What the reader does next"),
  compensationMinor: z.number().describe("Price, minor units"),
  commissionMinor: z.number().describe("Platform fee contained in it"),
  netMinor: z.number().describe("What the influencer receives, before any tax"),
  currency: currencySchema,
  dueOn: z.string().nullable().describe("Due on"),
  pieces: z
    .object({
      total: z.number().int().describe("Pieces agreed"),
      open: z.number().int().describe("Still to be posted"),
      submitted: z.number().int().describe("Waiting for review"),
      approved: z.number().int().describe("Approved"),
    })
    .describe("Progress"),
});
const output = z.object({
  side: z.enum(["organization", "influencer"]).describe("Whose list this is"),
  items: z.array(item),
  ...pageOutput,
});
type Output = z.output<typeof output>;

/** Invitations and collaborations of a brand, or of an influencer. */
export const listCollaborations = defineUseCase({
  name: "collaborations.list",
  version: 1,
  title: "List collaborations and invitations",
  describe:
    "Lists collaborations and invitations, newest first: an influencer's own (what waits for an answer, what to post, until when, for how much), or a brand's (filter by campaign, influencer, status). Use it for 'my jobs', 'who accepted', 'any invitations?'.",
  input: z.object({
    campaignId: z.string().regex(idPattern("campaign")).optional().describe("Only this campaign"),
    influencerId: z.string().regex(idPattern("influencer")).optional().describe("Only this influencer"),
    status: z.array(z.enum(COLLABORATION_STATUSES)).max(10).optional().describe("Only these states"),
    limit: pageInput.limit,
    cursor: collaborationIdSchema.optional().describe("Where to go on: `nextCursor` of the page before"),
  }),
  output,
  effect: "read",
  access: { roles: ["admin", "brand_manager", "finance", "viewer", "influencer"], scope: "collaborations:read" },
  errors: [],
  rest: { method: "get", path: "/collaborations" },
  expose: { mcp: "direct", rest: true, chat: true },
  command: { id: "kolaborasi", en: "collaborations", about: "collaborations.command.list", rank: 12 },
  example: { status: ["invited", "offered"] },
  present: {
    card: (result, p) => ({
      title: p.t(`collaborations.list.title_${result.side}`),
      body: result.items.length === 0 ? p.t(`collaborations.list.none_${result.side}`) : undefined,
      table: result.items.length === 0 ? undefined : tableOf(result, p),
      actions: result.items.length === 0 ? [] : actionsOf(result, p),
      footer: result.left > 0 ? p.t("common.more", { count: result.left }) : undefined,
    }),
    summary: (result, p) => {
      if (result.items.length === 0) return p.t(`collaborations.list.none_${result.side}`);
      if (result.side === "influencer") return whatIsMine(result.items, p);
      return p.t("collaborations.list.summary", {
        count: result.items.length + result.left,
        waiting: result.items.filter((row) =>
          ["answer_offer", "post_content", "decide_counter", "wait_for_review"].includes(row.nextStep),
        ).length,
      });
    },
  },
  async run(ctx, input) {
    const side = ctx.actor.kind === "influencer" ? ("influencer" as const) : ("organization" as const);
    const rows = await ctx.tx.query<{
      id: string;
      campaignId: string;
      campaignName: string;
      orgName: string | null;
      influencerId: string;
      influencerName: string;
      status: CollaborationStatus;
      compensationMinor: bigint;
      commissionBps: number;
      currency: Currency;
      dueOn: string | null;
      open: number;
      submitted: number;
      approved: number;
      total: bigint;
    }>(
      `SELECT k.id, k.campaign_id, c.name AS campaign_name, organization_name(k.org_id) AS org_name, k.influencer_id,
         i.display_name AS influencer_name, k.status, k.compensation_minor, k.commission_bps, k.currency, k.due_on,
         count(d.id) FILTER (WHERE d.status = 'open')::int AS open, count(d.id) FILTER (WHERE d.status = 'submitted')::int AS submitted,
         count(d.id) FILTER (WHERE d.status = 'approved')::int AS approved, count(*) OVER () AS total
       FROM collaboration k JOIN campaign c ON c.org_id = k.org_id AND c.id = k.campaign_id JOIN influencer i ON i.id = k.influencer_id
         LEFT JOIN deliverable d ON d.org_id = k.org_id AND d.collaboration_id = k.id
       WHERE ($1::text IS NULL OR k.campaign_id = $1) AND ($2::text IS NULL OR k.influencer_id = $2)
         AND ($3::text[] IS NULL OR k.status = ANY($3)) AND ($4::text IS NULL OR k.id < $4)
       GROUP BY k.org_id, k.id, c.name, i.display_name ORDER BY k.id DESC LIMIT $5`,
      [input.campaignId ?? null, input.influencerId ?? null, input.status ?? null, input.cursor ?? null, input.limit],
    );
    const left = Number(rows[0]?.total ?? 0n) - rows.length;
    return {
      side,
      items: rows.map((row) => ({
        collaborationId: row.id,
        campaignId: row.campaignId,
        campaignName: row.campaignName,
        orgName: row.orgName ?? "",
        influencerId: row.influencerId,
        influencerName: row.influencerName,
        status: row.status,
        nextStep: nextStep(
          row.status,
          side,
          Array.from({ length: row.open }, () => ({ status: "open" })),
        ),
        ...priceParts(row),
        dueOn: row.dueOn,
        pieces: {
          total: row.open + row.submitted + row.approved,
          open: row.open,
          submitted: row.submitted,
          approved: row.approved,
        },
      })),
      nextCursor: left > 0 ? (rows.at(-1)?.id ?? null) : null,
      left,
    };
  },
});

function tableOf(result: Output, p: Presenter) {
  const mine = result.side === "influencer";
  return {
    columns: [
      { label: p.t(mine ? "collaborations.fact.brand" : "collaborations.column.influencer") },
      { label: p.t("collaborations.fact.campaign") },
      { label: p.t("common.status") },
      { label: p.t(mine ? "collaborations.fact.net" : "collaborations.fact.price"), align: "end" as const },
      { label: p.t("collaborations.fact.due") },
    ],
    rows: result.items.map((row) => [
      mine ? row.orgName : row.influencerName,
      row.campaignName,
      row.pieces.total > 0 && (row.status === "accepted" || row.status === "in_progress")
        ? `${p.t(`collaborations.status.${row.status}`)} ${row.pieces.approved}/${row.pieces.total}`
        : p.t(`collaborations.status.${row.status}`),
      p.money(money(mine ? row.netMinor : row.compensationMinor, row.currency)),
      row.dueOn ? p.date(row.dueOn) : p.number(null),
    ]),
  };
}

/** What waits for the reader comes first; an influencer with work to post gets the field for the link. */
function actionsOf(result: Output, p: Presenter): Action[] {
  const waiting = result.items.filter((row) => row.nextStep === "answer_offer" || row.nextStep === "decide_counter");
  const rest = result.items.filter((row) => !waiting.includes(row));
  const posting = result.side === "influencer" && result.items.some((row) => row.nextStep === "post_content");
  return [
    ...(posting ? [submitLinkAction(p)] : []),
    ...[...waiting, ...rest].slice(0, 5).map((row, index) => ({
      kind: "call" as const,
      useCase: "collaborations.get",
      input: { collaborationId: row.collaborationId },
      label: result.side === "influencer" ? row.campaignName : row.influencerName,
      priority: 5 - index,
    })),
  ];
}

/** What an influencer asks the list for: which offers wait for their answer, and what they still have to make. */
function whatIsMine(items: readonly { campaignName: string; nextStep: string }[], p: Presenter): string {
  const named = (step: string) => items.filter((row) => row.nextStep === step).map((row) => row.campaignName);
  const [offers, toMake] = [named("answer_offer"), named("post_content")];
  return [
    offers.length > 0
      ? p.t("collaborations.list.offers", { names: p.list(offers) })
      : p.t("collaborations.list.no_offers"),
    ...(toMake.length > 0 ? [p.t("collaborations.list.to_make", { names: p.list(toMake) })] : []),
  ].join(" ");
}
