import { z } from "zod";
import { AppError } from "../kernel/errors.ts";
import { type Currency, money } from "../kernel/money.ts";
import { pageInput, pageOutput } from "../kernel/page.ts";
import { cleanLine } from "../kernel/text.ts";
import { orgOf } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import { datesText } from "./campaign-card.ts";
import { CAMPAIGN_SELECT, type CampaignRow, toOutput } from "./campaign-row.ts";
import { CAMPAIGN_STATUSES, campaignIdSchema, campaignOutput } from "./schemas.ts";

const item = campaignOutput.pick({
  campaignId: true,
  name: true,
  product: true,
  status: true,
  phase: true,
  currency: true,
  budgetMinor: true,
  startsOn: true,
  endsOn: true,
  version: true,
  missing: true,
});

/** Sort keys as text, so that all compare alike; the id breaks ties. */
const SORTS = {
  newest: { key: "to_char(c.created_at AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS')", order: "DESC" },
  updated: { key: "to_char(c.updated_at AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS')", order: "DESC" },
  name: { key: "lower(c.name)", order: "ASC" },
  budget: { key: "lpad(coalesce(c.budget_minor, 0)::text, 20, '0')", order: "DESC" },
  starts: { key: "coalesce(to_char(c.starts_on, 'YYYYMMDD'), '99999999')", order: "ASC" },
  ends: { key: "coalesce(to_char(c.ends_on, 'YYYYMMDD'), '99999999')", order: "ASC" },
} as const;
type Sort = keyof typeof SORTS;
const SORT_NAMES = Object.keys(SORTS) as [Sort, ...Sort[]];

const TODAY = "($1::timestamptz AT TIME ZONE o.time_zone)::date";
const BY_DATE: Readonly<Record<string, string>> = {
  upcoming: `c.status NOT IN ('completed', 'cancelled') AND c.starts_on > ${TODAY}`,
  expired: `c.status NOT IN ('completed', 'cancelled') AND c.ends_on < ${TODAY}`,
};

/** Lists the organization's campaigns. */
export const listCampaigns = defineUseCase({
  name: "campaigns.list",
  version: 1,
  title: "List campaigns",
  describe:
    "Lists the organization's campaigns, newest first; filter by status (also by date: upcoming, expired), search in name, product and goal, sort, and page with `cursor`. Use it to find a campaign the user names. For all details of one use campaigns.get.",
  input: z.object({
    status: z
      .enum([...CAMPAIGN_STATUSES, "upcoming", "expired"])
      .optional()
      .describe("Only these; upcoming: not ended and starts later; expired: not ended but past its last day"),
    search: z.string().overwrite(cleanLine).max(100).optional().describe("Words in the name, product or goal"),
    sort: z
      .enum(SORT_NAMES)
      .default("newest")
      .describe("newest, updated, name, budget (largest first), starts or ends (earliest first)"),
    ...pageInput,
    cursor: campaignIdSchema.optional().describe("Where to go on: `nextCursor` of the page before"),
  }),
  output: z.object({ items: z.array(item).describe("The campaigns"), ...pageOutput }),
  effect: "read",
  access: { roles: ["admin", "brand_manager", "finance", "viewer"], scope: "campaigns:read" },
  errors: ["invalid_input"],
  rest: { method: "get", path: "/campaigns" },
  expose: { mcp: "direct", rest: true, chat: true },
  command: { id: "kampanye", en: "campaigns", about: "campaigns.command.list", rank: 10 },
  example: { status: "active", sort: "ends", limit: 10 },
  present: {
    card: (output, p) => ({
      title: p.t("campaigns.list.title"),
      body: output.items.length === 0 ? p.t("campaigns.list.none") : undefined,
      table:
        output.items.length === 0
          ? undefined
          : {
              columns: [
                { label: p.t("campaigns.list.name") },
                { label: p.t("campaigns.list.status") },
                { label: p.t("campaigns.list.budget"), align: "end" },
                { label: p.t("campaigns.list.dates") },
              ],
              rows: output.items.map((row) => [
                row.name,
                p.t(`campaigns.status.${row.phase === "expired" || row.phase === "upcoming" ? row.phase : row.status}`),
                row.budgetMinor === null ? "–" : p.money(money(row.budgetMinor, row.currency as Currency)),
                datesText(row, p),
              ]),
            },
      actions:
        output.items.length === 0
          ? [
              {
                kind: "say",
                text: p.t("campaigns.say.create"),
                label: p.t("campaigns.action.create"),
                style: "primary",
              },
            ]
          : output.items.slice(0, 10).map((row, index) => ({
              kind: "call",
              useCase: "campaigns.get",
              input: { campaignId: row.campaignId },
              label: row.name,
              priority: 9 - Math.min(index, 9),
            })),
      footer: output.left > 0 ? p.t("common.more", { count: output.left }) : undefined,
    }),
    summary: (output, p) =>
      output.items.length === 0
        ? p.t("campaigns.list.none")
        : p.t("campaigns.list.count", { count: output.items.length + output.left }),
  },
  async run(ctx, input) {
    const { key, order } = SORTS[input.sort];
    const params: unknown[] = [ctx.now(), orgOf(ctx)];
    const conditions = ["c.org_id = $2"];
    const bind = (value: unknown): string => `$${params.push(value)}`;
    if (input.status) conditions.push(BY_DATE[input.status] ?? `c.status = ${bind(input.status)}`);
    for (const word of (input.search ?? "")
      .split(" ")
      .filter((part) => part !== "")
      .slice(0, 8)) {
      const pattern = bind(`%${word.replace(/[\\%_]/g, "\\$&")}%`);
      conditions.push(`(c.name ILIKE ${pattern} OR c.product ILIKE ${pattern} OR c.goal ILIKE ${pattern})`);
    }
    if (input.cursor) {
      // The row itself is the cursor: where it stands is read anew, so a renamed campaign never hides others.
      const last = await ctx.tx.first<{ key: string }>(`SELECT ${key} AS key FROM campaign c WHERE c.id = $1`, [
        input.cursor,
      ]);
      if (!last)
        throw new AppError("invalid_input", "invalid_field", { field: "cursor" }, [
          { path: "cursor", reason: "field_invalid" },
        ]);
      const comparison = order === "DESC" ? "<" : ">";
      conditions.push(
        `(${key} COLLATE "C", c.id COLLATE "C") ${comparison} (${bind(last.key)}, ${bind(input.cursor)})`,
      );
    }
    const where = conditions.join(" AND ");
    const rows = await ctx.tx.query<CampaignRow & { total: bigint }>(
      `${CAMPAIGN_SELECT.replace("SELECT c.id", "SELECT count(*) OVER () AS total, c.id")}
       WHERE ${where} ORDER BY ${key} COLLATE "C" ${order}, c.id COLLATE "C" ${order} LIMIT ${bind(input.limit)}`,
      params,
    );
    const left = Number(rows[0]?.total ?? 0n) - rows.length;
    return { items: rows.map(toOutput), nextCursor: left > 0 ? (rows.at(-1)?.id ?? null) : null, left };
  },
});
