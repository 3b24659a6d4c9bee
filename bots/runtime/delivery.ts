import { requestsDecidedBy, withDecisions } from "../../core/approvals/settled-decisions.ts";
import { messagesWithButtons } from "../../core/approvals/tokens.ts";
import type { ReportIncident } from "../../core/audit/incidents.ts";
import type { MessageContent } from "../../core/cards/card.ts";
import type { Database, Tx } from "../../core/db/types.ts";
import type { I18n, Presenter } from "../../core/i18n/presenter.ts";
import { findPerson } from "../../core/identity/identities.ts";
import type { Clock } from "../../core/kernel/clock.ts";
import {
  claimOutbound,
  markFailed,
  markSent,
  type OutboundRow,
  repliesById,
  retryLater,
  rowsOfSubject,
} from "../../core/outbox/queue.ts";
import type { Registry } from "../../core/usecase/registry.ts";
import { type Channel, ChannelError, type OutgoingContent, type Receipt } from "./channel.ts";
import { prepareContent } from "./prepare-content.ts";

const BATCH = 20;
const MAX_ATTEMPTS = 8;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 180_000;

export interface DeliveryDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly registry: Registry;
  readonly i18n: I18n;
  readonly channels: ReadonlyMap<string, Channel>;
  /** Where a person without any conversation yet is told things (the desk), if anywhere. */
  readonly fallbackChannel?: string;
  readonly reportIncident: ReportIncident;
  readonly owner: string;
}

interface Target {
  readonly channel: Channel;
  readonly account: string;
  readonly conversation: string;
}

/** Delivers what is due; answers how many rows were taken, so that the caller goes on while there is more. */
export async function deliverDue(deps: DeliveryDependencies): Promise<number> {
  const rows = await claimOutbound(deps.db, deps.owner, BATCH);
  await Promise.all(rows.map((row) => deliverRow(deps, row)));
  return rows.length;
}

async function deliverRow(deps: DeliveryDependencies, row: OutboundRow & { abandoned: boolean }): Promise<void> {
  const platform = { role: "platform" } as const;
  try {
    if (row.kind === "settle") return await settleRow(deps, row);
    const prepared = await deps.db.transaction(platform, async (tx) => {
      const target = await targetOf(deps, tx, row);
      if (!target) {
        await markFailed(tx, row.id, "failed", "nobody to send to");
        return undefined;
      }
      // Sent and never confirmed: a reply or a card is harmless twice, bulk outreach is not.
      if (row.abandoned && !target.channel.capabilities.idempotentSend && row.template === "collaborations.invited") {
        await markFailed(tx, row.id, "unknown", "the sender died while sending");
        return undefined;
      }
      const content = await contentFor(deps, tx, row, row.recipient);
      return {
        target,
        content: await prepareContent(tx, content, { ...row, outboundId: row.id, now: deps.clock.now() }),
      };
    });
    if (!prepared) return;
    const { target, content } = prepared;
    const receipts = await target.channel.send(target, content, row.id);
    await deps.db.transaction(platform, (tx) => markSent(tx, row.id, receipts));
  } catch (error) {
    await failed(deps, row, error);
  }
}

/** Words for one reader: replies carry their own, notifications are said in the reader's language at this moment. */
async function contentFor(
  deps: DeliveryDependencies,
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

async function presenterFor(deps: DeliveryDependencies, tx: Tx, reader: string): Promise<Presenter> {
  const person = await findPerson(tx, reader);
  return deps.i18n.presenter(person?.locale ?? "id", person?.timeZone);
}

async function targetOf(deps: DeliveryDependencies, tx: Tx, row: OutboundRow): Promise<Target | undefined> {
  type Row = { channel: string; account: string; externalId: string };
  const found = row.conversationId
    ? await tx.first<Row>("SELECT channel, account, external_id FROM conversation WHERE id = $1", [row.conversationId])
    : await tx.first<Row>(
        `SELECT channel, account, external_id FROM conversation WHERE subject = $1 AND channel = ANY($2)
         ORDER BY last_user_message_at DESC NULLS LAST LIMIT 1`,
        [row.recipient, [...deps.channels.keys()]],
      );
  const name = found?.channel ?? deps.fallbackChannel;
  const channel = name === undefined ? undefined : deps.channels.get(name);
  if (!channel) return undefined;
  return { channel, account: found?.account ?? channel.name, conversation: found?.externalId ?? row.recipient };
}

/**
 * Changes every delivered card of a subject to its outcome; where a channel cannot edit, the outcome follows as a message.
 * Replies that only have buttons of the subject (a list of what waits) keep the rest of what they say.
 */
async function settleRow(deps: DeliveryDependencies, row: OutboundRow): Promise<void> {
  const platform = { role: "platform" } as const;
  const subject = row.subject ?? "";
  const work = await deps.db.transaction(platform, async (tx) => {
    const edits: { original: OutboundRow; content: OutgoingContent }[] = [];
    const mixed = await repliesById(tx, await messagesWithButtons(tx, subject));
    for (const original of [...(await rowsOfSubject(tx, subject)), ...mixed]) {
      const reply = original.kind === "reply";
      if (original.status === "sending") throw new ChannelError("retry", "a card is just being sent", 300);
      // A waiting reply is made to say how things stand when it is sent.
      if (original.status === "pending" && reply) continue;
      if (original.status === "pending") {
        await markSent(tx, original.id, [], "settled before it was delivered");
        continue;
      }
      if (original.receipts.length === 0) continue;
      const content = await contentFor(
        deps,
        tx,
        reply ? original : { ...row, kind: "notification" },
        original.recipient,
      );
      edits.push({
        original,
        content: await prepareContent(tx, content, {
          tenant: row.tenant,
          recipient: original.recipient,
          outboundId: `${row.id}:${original.id}`,
          subject: null,
          now: deps.clock.now(),
        }),
      });
    }
    return edits;
  });
  for (const { original, content } of work) {
    const receipt = original.receipts[0] as Receipt;
    const channel = deps.channels.get(receipt.channel);
    if (!channel) continue;
    if (channel.capabilities.edit) await channel.edit(receipt, content);
    else if (original.kind !== "reply")
      await channel.send(
        { account: receipt.account, conversation: receipt.conversation },
        content,
        `${row.id}:${original.id}`,
      );
  }
  await deps.db.transaction(platform, (tx) => markSent(tx, row.id, []));
}

async function failed(deps: DeliveryDependencies, row: OutboundRow, error: unknown): Promise<void> {
  const known = error instanceof ChannelError ? error : undefined;
  const incident = known ? undefined : await deps.reportIncident(error, `deliver ${row.template}`, row.tenant);
  const text = known?.message ?? `incident ${incident}`;
  await deps.db.transaction({ role: "platform" }, async (tx) => {
    if (known?.outcome === "refused" || row.attempts >= MAX_ATTEMPTS) return markFailed(tx, row.id, "failed", text);
    if (known?.outcome === "unknown") return markFailed(tx, row.id, "unknown", text);
    const delay = known?.retryAfterMs ?? Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (row.attempts - 1));
    return retryLater(tx, row.id, delay, text);
  });
}
