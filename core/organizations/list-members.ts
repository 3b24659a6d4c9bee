import { z } from "zod";
import { LOCALES, MEMBER_ROLES, type MemberRole } from "../kernel/actor.ts";
import { idPattern } from "../kernel/ids.ts";
import { pageInput, pageOutput } from "../kernel/page.ts";
import { orgOf } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";

const STATUSES = ["active", "suspended", "removed"] as const;

const item = z.object({
  memberId: z.string().describe("The member"),
  name: z.string().describe("Name"),
  email: z.string().describe("E-mail address"),
  role: z.enum(MEMBER_ROLES).describe("What they may do"),
  status: z.enum(STATUSES).describe("Whether they may act"),
  language: z.enum(LOCALES).describe("The language they are spoken to in"),
  joinedAt: z.string().describe("Since when"),
});

interface Row {
  readonly memberId: string;
  readonly name: string;
  readonly email: string;
  readonly role: MemberRole;
  readonly status: (typeof STATUSES)[number];
  readonly language: (typeof LOCALES)[number];
  readonly createdAt: Date;
  readonly total: bigint;
}

/** The people of the caller's organization. */
export const listMembers = defineUseCase({
  name: "members.list",
  version: 1,
  title: "List the people of the organization",
  describe:
    "Lists the members of the caller's organization with role, status and language, by name. Use it to say who may approve, who handles finance, or who is on the team. Influencers are not members: use influencers.search for them.",
  input: z.object({
    role: z.enum(MEMBER_ROLES).optional().describe("Only people with this role"),
    status: z.enum(STATUSES).default("active").describe("active unless asked otherwise"),
    ...pageInput,
    cursor: z
      .string()
      .regex(idPattern("member"))
      .optional()
      .describe("Where to go on: `nextCursor` of the page before"),
  }),
  output: z.object({ items: z.array(item).describe("The people"), ...pageOutput }),
  effect: "read",
  access: { roles: ["admin", "brand_manager", "finance", "viewer"], scope: "organization:read" },
  errors: [],
  rest: { method: "get", path: "/members" },
  expose: { mcp: "catalog", rest: true, chat: true },
  command: { id: "tim", en: "team", about: "organizations.command.members", rank: 60 },
  example: { role: "admin" },
  present: {
    card: (output, p) => ({
      title: p.t("organizations.members.title"),
      body: output.items.length === 0 ? p.t("organizations.members.none") : undefined,
      table:
        output.items.length === 0
          ? undefined
          : {
              columns: [
                { label: p.t("organizations.members.name") },
                { label: p.t("organizations.members.role") },
                { label: p.t("organizations.members.email") },
              ],
              rows: output.items.map((row) => [row.name, p.t(`organizations.role.${row.role}`), row.email]),
            },
      footer: output.left > 0 ? p.t("common.more", { count: output.left }) : undefined,
    }),
    summary: (output, p) => p.t("organizations.members.count", { count: output.items.length + output.left }),
  },
  async run(ctx, input) {
    const rows = await ctx.tx.query<Row>(
      `SELECT m.id AS member_id, m.name, m.email, m.role, m.status, m.locale AS language, m.created_at, count(*) OVER () AS total
       FROM member m WHERE m.org_id = $1 AND m.status = $2 AND ($3::text IS NULL OR m.role = $3)
         AND ($4::text IS NULL OR (lower(m.name) COLLATE "C", m.id COLLATE "C") >
           (SELECT lower(l.name) COLLATE "C", l.id COLLATE "C" FROM member l WHERE l.org_id = $1 AND l.id = $4))
       ORDER BY lower(m.name) COLLATE "C", m.id COLLATE "C" LIMIT $5`,
      [orgOf(ctx), input.status, input.role ?? null, input.cursor ?? null, input.limit],
    );
    const left = Number(rows[0]?.total ?? 0n) - rows.length;
    return {
      items: rows.map(({ createdAt, total: _, ...row }) => ({ ...row, joinedAt: createdAt.toISOString() })),
      nextCursor: left > 0 ? (rows.at(-1)?.memberId ?? null) : null,
      left,
    };
  },
});
