import type { Card, MessageContent } from "../cards/card.ts";
import type { Tx } from "../db/types.ts";
import type { Presenter } from "../i18n/presenter.ts";
import { outcomeText } from "./notifications.ts";
import type { ApprovalRow } from "./requests.ts";

type Decided = Pick<ApprovalRow, "id" | "status" | "supersededBy" | "decidedByName" | "decidedAt">;

function cardsOf(content: MessageContent): Card[] {
  return [content.card, ...(content.cards ?? [])].filter((card) => card !== undefined);
}

/** The requests that buttons of this content decide. */
export function requestsDecidedBy(content: MessageContent): string[] {
  const actions = cardsOf(content).flatMap((card) => card.actions ?? []);
  return [...new Set(actions.flatMap((action) => (action.kind === "decide" ? [action.approvalId] : [])))];
}

/**
 * The content as it stands now: buttons of requests that wait no more are gone, and the lines about them say what
 * became of them.
 */
export async function withDecisions(tx: Tx, content: MessageContent, p: Presenter): Promise<MessageContent> {
  const rows = await tx.query<Decided>(
    "SELECT id, status, superseded_by, decided_by_name, decided_at FROM approval WHERE id = ANY($1) AND status <> 'pending'",
    [requestsDecidedBy(content)],
  );
  if (rows.length === 0) return content;
  const decided = new Map(rows.map((row) => [row.id, row]));
  const settled = (card: Card): Card => ({
    ...card,
    facts: card.facts?.map((fact) => {
      const row = fact.approvalId === undefined ? undefined : decided.get(fact.approvalId);
      return row ? { ...fact, value: outcomeText(row, p) } : fact;
    }),
    actions: card.actions?.filter((action) => action.kind !== "decide" || !decided.has(action.approvalId)),
  });
  return { ...content, card: content.card && settled(content.card), cards: content.cards?.map(settled) };
}
