import { messagesWithButtons } from "../../core/approvals/tokens.ts";
import type { ReportIncident } from "../../core/audit/incidents.ts";
import type { Database, Tx } from "../../core/db/types.ts";
import type { I18n } from "../../core/i18n/presenter.ts";
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
import { type Channel, ChannelError, type OutgoingContent, type Receipt, type Target } from "./channel.ts";
import { contentFor, presenterFor } from "./content-for.ts";
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
    await deps.db.transaction(platform, async (tx) => {
      await markSent(tx, row.id, receipts);
      if (!target.channel.capabilities.buttons && hasActions(content)) {
        await tx.execute("UPDATE conversation SET choices_of = $2 WHERE id = $1", [target.conversationId, row.id]);
      }
    });
  } catch (error) {
    await failed(deps, row, error);
  }
}

function hasActions({ card, cards = [] }: OutgoingContent): boolean {
  return [card, ...cards].some((one) => (one?.actions.length ?? 0) > 0);
}

/** Where a row goes: the chat it answers, else the chat of their own that its reader used last. */
async function targetOf(deps: DeliveryDependencies, tx: Tx, row: OutboundRow): Promise<Destination | undefined> {
  type Row = { id: string; channel: string; account: string; externalId: string; lastUserMessageAt: Date | null };
  const columns = "id, channel, account, external_id, last_user_message_at";
  const found = row.conversationId
    ? await tx.first<Row>(`SELECT ${columns} FROM conversation WHERE id = $1`, [row.conversationId])
    : await tx.first<Row>(
        `SELECT ${columns} FROM conversation WHERE subject = $1 AND direct AND channel = ANY($2)
         ORDER BY last_user_message_at DESC NULLS LAST LIMIT 1`,
        [row.recipient, [...deps.channels.keys()]],
      );
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
  for (const { original, content } of work) {
    const receipt = original.receipts[0] as Receipt;
    const channel = deps.channels.get(receipt.channel);
    if (!channel) continue;
    if (channel.capabilities.edit) await channel.edit(original.receipts as Receipt[], content);
    else if (original.kind !== "reply") {
      const target = await deps.db.transaction(platform, (tx) => chatOf(tx, receipt));
      await channel.send(target, content, `${row.id}:${original.id}`);
    }
  }
  await deps.db.transaction(platform, (tx) => markSent(tx, row.id, []));
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
