import { messagesWithButtons } from "../../core/approvals/tokens.ts";
import type { ReportIncident } from "../../core/audit/incidents.ts";
import type { Database, Tx } from "../../core/db/types.ts";
import type { I18n } from "../../core/i18n/presenter.ts";
import type { Clock } from "../../core/kernel/clock.ts";
import { DatabaseAway, untilThere } from "../../core/kernel/database-away.ts";
import {
  CONSENT_WITHDRAWN,
  chatToTell,
  consentsTo,
  HELD_FOR_DIGEST,
  MUTED,
  planDelivery,
  type ReachableChat,
} from "../../core/notifications/index.ts";
import {
  claimOutbound,
  deferOutbound,
  markFailed,
  markSent,
  type OutboundRow,
  repliesById,
  retryLater,
  rowsOfSubject,
} from "../../core/outbox/queue.ts";
import type { Registry } from "../../core/usecase/registry.ts";
import { type Channel, ChannelError, type OutgoingContent, type Receipt, type Target } from "./channel.ts";
import { contentFor, presenterFor } from "./content-for.ts";
import { prepareContent } from "./prepare-content.ts";

const BATCH = 20;
const MAX_ATTEMPTS = 8;
/** Sends of one message of which nobody knows whether they arrived. */
const MAX_UNKNOWN = 2;
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

interface Destination extends Target {
  readonly channel: Channel;
  readonly conversationId?: string;
}

/** Delivers what is due; answers how many rows were taken, so that the caller goes on while there is more. */
export async function deliverDue(deps: DeliveryDependencies): Promise<number> {
  const rows = await claimOutbound(deps.db, deps.owner, BATCH);
  await Promise.all(rows.map((row) => deliverRow(deps, row)));
  return rows.length;
}

/** Delivers one row that this process took, and writes down what became of it. */
export async function deliverRow(deps: DeliveryDependencies, row: OutboundRow & { abandoned: boolean }): Promise<void> {
  const platform = { role: "platform" } as const;
  try {
    if (row.kind === "settle") return await settleRow(deps, row);
    const prepared = await deps.db.transaction(platform, async (tx) => {
      const wish = await wishOf(deps, tx, row);
      if (!wish) return undefined;
      const target = await targetOf(deps, tx, row, wish.channel);
      if (!target) {
        await markFailed(tx, row.id, "failed", "nobody to send to");
        return undefined;
      }
      const outreach = deps.registry.notification(row.template)?.massOutreach ?? false;
      // Sent and never confirmed: a reply or a card is harmless twice, bulk outreach is not.
      if (row.abandoned && outreach && !target.channel.capabilities.idempotentSend) {
        await markFailed(tx, row.id, "unknown", "the sender died while sending");
        return undefined;
      }
      const content = await contentFor(deps, tx, row, row.recipient);
      return {
        target,
        content: await prepareContent(tx, content, {
          ...row,
          outboundId: row.id,
          now: deps.clock.now(),
          locale: (await presenterFor(deps, tx, row.recipient)).locale,
          saysItself: target.channel.capabilities.forms === "page",
        }),
      };
    });
    if (!prepared) return;
    const { target, content } = prepared;
    const receipts = await target.channel.send(target, content, row.id);
    await untilThere(() =>
      deps.db.transaction(platform, async (tx) => {
        await markSent(tx, row.id, receipts);
        if (!target.channel.capabilities.buttons && hasActions(content)) {
          await tx.execute("UPDATE conversation SET choices_of = $2 WHERE id = $1", [target.conversationId, row.id]);
        }
      }),
    );
  } catch (error) {
    await failed(deps, row, error);
  }
}

/** Whether it has buttons that a number could press: links have none. */
function hasActions({ card, cards = [] }: OutgoingContent): boolean {
  return [card, ...cards].some((one) => one?.actions.some(({ token }) => token !== undefined));
}

/**
 * Where the reader wants to be told, if now; otherwise the row is settled (off, no consent any more, or only counted in
 * the digest) or put off to the end of the quiet hours. Replies answer somebody who is there: they always go out.
 */
async function wishOf(
  deps: DeliveryDependencies,
  tx: Tx,
  row: OutboundRow & { abandoned: boolean },
): Promise<{ channel?: string } | undefined> {
  if (row.kind !== "notification") return {};
  const now = deps.clock.now();
  const plan = await planDelivery(tx, { recipient: row.recipient, kind: row.template, now });
  const { needsConsent } = deps.registry.notification(row.template) ?? {};
  if (needsConsent && !(await consentsTo(tx, row.recipient, needsConsent))) {
    await markSent(tx, row.id, [], CONSENT_WITHDRAWN);
    return undefined;
  }
  // What was being sent may have arrived: it is finished, not put off.
  if (row.abandoned) return { channel: plan.outcome === "send" ? plan.channel : undefined };
  if (plan.outcome !== "send") {
    await markSent(tx, row.id, [], plan.outcome === "muted" ? MUTED : HELD_FOR_DIGEST);
    return undefined;
  }
  if (plan.deliverAt > now) {
    await deferOutbound(tx, row.id, plan.deliverAt.getTime() - now.getTime());
    return undefined;
  }
  return { channel: plan.channel };
}

/** Where a row goes: the chat it belongs to, else the linked chat of its reader that they prefer or used last. */
async function targetOf(
  deps: DeliveryDependencies,
  tx: Tx,
  row: OutboundRow,
  preferred: string | undefined,
): Promise<Destination | undefined> {
  const found =
    (await chatOfRow(tx, row)) ?? (await chatToTell(tx, row.recipient, [...deps.channels.keys()], preferred));
  const name = found?.channel ?? deps.fallbackChannel;
  const channel = name === undefined ? undefined : deps.channels.get(name);
  if (!channel) return undefined;
  return {
    channel,
    conversationId: found?.id,
    account: found?.account ?? channel.name,
    conversation: found?.externalId ?? row.recipient,
    lastUserMessageAt: found?.lastUserMessageAt ?? undefined,
  };
}

/** The chat that a row names. A notification only goes there while the chat is its reader's own. */
async function chatOfRow(tx: Tx, row: OutboundRow): Promise<ReachableChat | undefined> {
  if (!row.conversationId) return undefined;
  return tx.first<ReachableChat>(
    `SELECT id, channel, account, external_id, last_user_message_at FROM conversation
     WHERE id = $1 AND ($2 = 'reply' OR (direct AND subject = $3))`,
    [row.conversationId, row.kind, row.recipient],
  );
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
          template: row.template,
          locale: (await presenterFor(deps, tx, original.recipient)).locale,
          saysItself: deps.channels.get((original.receipts[0] as Receipt).channel)?.capabilities.forms === "page",
        }),
      });
    }
    return edits;
  });
  const receipts: Receipt[] = [];
  for (const { original, content } of work) {
    const receipt = original.receipts[0] as Receipt;
    const channel = deps.channels.get(receipt.channel);
    if (!channel || !(await stillLinked(deps, receipt, original.recipient))) continue;
    if (channel.capabilities.edit) await channel.edit(original.receipts as Receipt[], content);
    else if (original.kind !== "reply") {
      const target = await deps.db.transaction(platform, (tx) => chatOf(tx, receipt));
      receipts.push(...(await channel.send(target, content, content.outboundId)));
      if (!channel.capabilities.buttons && hasActions(content)) {
        // A number names what was said last, not the card that is settled.
        await untilThere(() => deps.db.transaction(platform, (tx) => rememberChoices(tx, receipt, content.outboundId)));
      }
    }
  }
  await untilThere(() => deps.db.transaction(platform, (tx) => markSent(tx, row.id, receipts)));
}

async function rememberChoices(tx: Tx, { channel, account, conversation }: Receipt, outboundId: string): Promise<void> {
  await tx.execute("UPDATE conversation SET choices_of = $4 WHERE channel = $1 AND account = $2 AND external_id = $3", [
    channel,
    account,
    conversation,
    outboundId,
  ]);
}

/** Whether a card still lies with its reader: an account they gave up learns no outcome. The desk is always their own. */
async function stillLinked(deps: DeliveryDependencies, receipt: Receipt, reader: string): Promise<boolean> {
  if (receipt.channel === deps.fallbackChannel || !/^(mem|inf)_/.test(reader)) return true;
  const row = await deps.db.transaction({ role: "platform" }, (tx) =>
    tx.first(
      "SELECT 1 FROM channel_identity WHERE subject = $1 AND channel = $2 AND account = $3 AND unlinked_at IS NULL",
      [reader, receipt.channel, receipt.account],
    ),
  );
  return row !== undefined;
}

/** The chat of a receipt, with what a channel needs to know before it writes there again. */
async function chatOf(tx: Tx, { channel, account, conversation }: Receipt): Promise<Target> {
  const row = await tx.first<{ lastUserMessageAt: Date | null }>(
    "SELECT last_user_message_at FROM conversation WHERE channel = $1 AND account = $2 AND external_id = $3",
    [channel, account, conversation],
  );
  return { account, conversation, lastUserMessageAt: row?.lastUserMessageAt ?? undefined };
}

async function failed(deps: DeliveryDependencies, row: OutboundRow, error: unknown): Promise<void> {
  const platform = { role: "platform" } as const;
  if (error instanceof DatabaseAway) {
    return untilThere(() => deps.db.transaction(platform, (tx) => retryLater(tx, row.id, 0, "the database was away")));
  }
  const known = error instanceof ChannelError ? error : undefined;
  const incident = known ? undefined : await deps.reportIncident(error, `deliver ${row.template}`, row.tenant);
  const text = known?.message ?? `incident ${incident}`;
  const writeDown = async (tx: Tx): Promise<void> => {
    if (known?.outcome === "refused" || row.attempts >= MAX_ATTEMPTS) return markFailed(tx, row.id, "failed", text);
    // It may have arrived. Whoever waits for it reads it twice rather than never; bulk outreach is not sent again.
    const again = row.attempts < MAX_UNKNOWN && !deps.registry.notification(row.template)?.massOutreach;
    if (known?.outcome === "unknown" && !again) return markFailed(tx, row.id, "unknown", text);
    const delay = known?.retryAfterMs ?? Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (row.attempts - 1));
    return retryLater(tx, row.id, delay, text);
  };
  await untilThere(() => deps.db.transaction(platform, writeDown));
}
