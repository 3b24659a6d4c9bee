import type { Tx } from "../db/types.ts";
import { DAY_MS } from "../kernel/clock.ts";
import { AppError, notFound } from "../kernel/errors.ts";
import type { UseCaseContext } from "../usecase/context.ts";

/** After this long without a word of either side the assistant answers again. */
export const SILENCE_MS = DAY_MS;
/** Who of an organization is called and may answer. */
export const ANSWERING_ROLES = ["admin", "brand_manager"] as const;

/** A conversation in which people of an organization answer instead of the assistant. */
export interface HandOver {
  readonly id: string;
  readonly orgId: string;
  readonly orgName: string;
  readonly conversationId: string;
  /** The influencer. */
  readonly person: string;
  readonly personName: string;
  readonly status: "open" | "ended";
  readonly takenBy: string | null;
  readonly endsAt: Date;
}

const SELECT = `SELECT h.id, h.org_id, organization_name(h.org_id) AS org_name, h.conversation_id, h.person, h.person_name, h.status, h.taken_by, h.ends_at
  FROM hand_over h`;

/** Ties together the cards that call the organization's people. */
export function callSubject(handOverId: string): string {
  return `hand_over:${handOverId}`;
}

export function nextEnd(now: Date): Date {
  return new Date(now.getTime() + SILENCE_MS);
}

/** The open hand-over of a private chat, if there is one; asked by the runtime before it gives a message to the assistant. */
export async function openHandOverOf(
  tx: Tx,
  chat: { conversationId: string; person: string; now: Date },
): Promise<HandOver | undefined> {
  return tx.first<HandOver>(
    `${SELECT} WHERE h.conversation_id = $1 AND h.person = $2 AND h.status = 'open' AND h.ends_at > $3`,
    [chat.conversationId, chat.person, chat.now],
  );
}

/** One that the actor may see, still open; locked. Throws not_found, and hand_over_ended where the assistant answers again. */
export async function loadOpen(ctx: UseCaseContext, id: string): Promise<HandOver> {
  const row = await ctx.tx.first<HandOver>(`${SELECT} WHERE h.id = $1 FOR UPDATE OF h`, [id]);
  if (!row) throw notFound("hand_over");
  if (ctx.actor.kind === "influencer") await ctx.tx.joinOrganization(row.orgId);
  if (row.status !== "open" || row.endsAt <= ctx.now()) throw new AppError("precondition_failed", "hand_over_ended");
  return row;
}

/** Whoever took it hears of it; until somebody did, all who may. */
export function listenersOf(row: HandOver): { person: string } | { orgId: string; roles: readonly string[] } {
  return row.takenBy ? { person: row.takenBy } : { orgId: row.orgId, roles: ANSWERING_ROLES };
}
