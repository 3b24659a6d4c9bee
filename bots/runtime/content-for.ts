import { requestsDecidedBy, withDecisions } from "../../core/approvals/settled-decisions.ts";
import type { MessageContent } from "../../core/cards/card.ts";
import type { Tx } from "../../core/db/types.ts";
import type { I18n, Presenter } from "../../core/i18n/presenter.ts";
import { findPerson } from "../../core/identity/identities.ts";
import type { OutboundRow } from "../../core/outbox/queue.ts";
import type { Registry } from "../../core/usecase/registry.ts";
import { ChannelError } from "./channel.ts";

interface WordsDependencies {
  readonly registry: Registry;
  readonly i18n: I18n;
}

/** Words for one reader: replies carry their own, notifications are said in the reader's language at this moment. */
export async function contentFor(
  deps: WordsDependencies,
  tx: Tx,
  row: Pick<OutboundRow, "kind" | "template" | "data">,
  reader: string,
): Promise<MessageContent> {
  if (row.kind === "reply") {
    const reply = row.data as MessageContent;
    // What its buttons decide may have been decided since the words were written.
    return requestsDecidedBy(reply).length === 0
      ? reply
      : withDecisions(tx, reply, await presenterFor(deps, tx, reader));
  }
  const notification = deps.registry.notification(row.template);
  if (!notification) throw new ChannelError("refused", `no notification ${row.template}`);
  return notification.render(notification.data.parse(row.data), await presenterFor(deps, tx, reader));
}

export async function presenterFor(deps: WordsDependencies, tx: Tx, reader: string): Promise<Presenter> {
  const person = await findPerson(tx, reader);
  return deps.i18n.presenter(person?.locale ?? "id", person?.timeZone);
}
