import type { Action, Card } from "../../core/cards/card.ts";
import type { Database } from "../../core/db/types.ts";
import type { I18n } from "../../core/i18n/presenter.ts";
import { AppError } from "../../core/kernel/errors.ts";
import type { OutboundRow } from "../../core/outbox/queue.ts";
import type { Registry } from "../../core/usecase/registry.ts";
import { contentFor } from "./content-for.ts";
import type { Said, Speaker } from "./speaker.ts";

interface MoreDependencies {
  readonly db: Database;
  readonly registry: Registry;
  readonly i18n: I18n;
}

/** Which message's further actions a value asks for; `moreToken` of channel.ts makes it. */
export function moreOf(token: string): { outboundId: string; from: number } | undefined {
  const [, outboundId, from] = /^m:(.+):(\d{1,4})$/.exec(token) ?? [];
  return outboundId === undefined ? undefined : { outboundId, from: Number(from) };
}

/**
 * The actions that a message had no room for, from the `from`-th on (counted from 0 over all its cards, in order), as a
 * new message with buttons of its own. Only for whom the message was; nothing of a message that was settled since.
 */
export async function remainingActions(
  deps: MoreDependencies,
  more: { readonly outboundId: string; readonly from: number },
  who: Pick<Speaker, "person" | "p">,
): Promise<Said> {
  // A card that was changed is named `<the row that changed it>:<the row that sent it>`.
  const rowId = more.outboundId.slice(more.outboundId.lastIndexOf(":") + 1);
  return deps.db.transaction({ role: "platform" }, async (tx) => {
    const row = await tx.first<OutboundRow & { settled: boolean }>(
      `SELECT o.*, EXISTS (SELECT 1 FROM outbound_message s WHERE s.kind = 'settle' AND s.subject = o.subject) AS settled
       FROM outbound_message o WHERE o.id = $1 AND o.kind <> 'settle'`,
      [rowId],
    );
    if (!row) throw new AppError("expired", "button_expired");
    if (row.recipient !== who.person.id) throw new AppError("forbidden", "button_foreign");
    if (row.settled) throw new AppError("expired", "button_expired");
    const content = await contentFor(deps, tx, row, row.recipient);
    const cards = [content.card, ...(content.cards ?? [])].filter((card): card is Card => card !== undefined);
    const actions: Action[] = cards.flatMap((card) => card.actions ?? []).slice(more.from);
    if (actions.length === 0) throw new AppError("expired", "button_expired");
    return { replies: [{ card: { title: cards[0]?.title ?? who.p.t("runtime.more.title"), actions } }] };
  });
}
