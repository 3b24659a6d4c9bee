import type { types, webApi } from "@slack/bolt";
import { type Channel, ChannelError, type Receipt, type Target } from "../runtime/channel.ts";
import type { SlackBlock } from "./block.ts";
import { type SlackClientOptions, SlackClients } from "./client.ts";
import { isDirect, parseConversation } from "./conversation.ts";
import { downloadFile } from "./download.ts";
import { channelError, platformError } from "./errors.ts";
import { MESSAGE_GAP_MS } from "./limits.ts";
import { SLACK_WORDS } from "./locale.ts";
import { escapeMrkdwn } from "./marks.ts";
import { formView, splitTrigger } from "./modal.ts";
import { Pace } from "./pace.ts";
import { withCharts, withoutPictures } from "./pictures.ts";
import { renderSlack, type SlackMessage } from "./render.ts";

export interface SlackChannelOptions extends SlackClientOptions {
  /** Between two messages in one chat; a second, as Slack allows. */
  readonly gapMs?: number;
}

/** Sends that are not finished are remembered, so that a repeat goes on where they stopped. */
const REMEMBERED_SENDS = 1_000;
const TRIGGER_GONE = new Set(["expired_trigger_id", "invalid_trigger_id", "exchanged_trigger_id"]);
type Blocks = (types.KnownBlock | types.Block)[];

/** Slack as a channel. An account is a workspace (team id); a conversation is a channel id, with `:thread_ts` in a thread. */
export function createSlackChannel(options: SlackChannelOptions): Channel {
  const clients = new SlackClients(options);
  const pace = new Pace(options.gapMs ?? MESSAGE_GAP_MS);
  const unfinished = new Map<string, Receipt[]>();

  async function post(
    client: webApi.WebClient,
    target: Target,
    message: SlackMessage,
    id: { outbound: string; part: number },
  ): Promise<Receipt> {
    const { channel, threadTs } = parseConversation(target.conversation);
    const wait = await pace.turn(`${target.account}:${channel}`);
    if (wait > 0) throw new ChannelError("retry", "slack: many messages wait in this chat", wait);
    const sent = await showing(await withCharts(client, message), (blocks) =>
      client.chat.postMessage({
        channel,
        thread_ts: threadTs,
        text: message.text,
        blocks,
        unfurl_links: false,
        unfurl_media: false,
        // Not a key that Slack would honour: it lets a person find out what became of an unknown send.
        metadata: { event_type: "kolega_message", event_payload: { id: id.outbound, part: id.part } },
      }),
    );
    if (!sent.ts) throw new ChannelError("unknown", "slack: no message id in the answer");
    return {
      channel: "slack",
      account: target.account,
      conversation: target.conversation,
      messageId: sent.ts,
      ...(message.actions ? { actions: true } : {}),
    };
  }

  async function change(client: webApi.WebClient, receipt: Receipt, message: SlackMessage): Promise<void> {
    const { channel } = parseConversation(receipt.conversation);
    await showing(await withCharts(client, message), (blocks) =>
      client.chat.update({ channel, ts: receipt.messageId, text: message.text, blocks }),
    );
  }

  return {
    name: "slack",
    capabilities: { edit: true, idempotentSend: false, buttons: true, forms: "modal" },

    async send(target, content, id) {
      const messages = renderSlack(content);
      const done = unfinished.get(id) ?? [];
      try {
        const client = await clients.of(target.account);
        const before = done.length;
        for (const [part, message] of messages.entries()) {
          const known = done[part];
          // Its buttons were minted anew for this try: what arrived before gets them.
          if (known && part < before) {
            await change(client, known, message);
            done[part] = { ...known, actions: message.actions ? true : undefined };
          } else done.push(await post(client, target, message, { outbound: id, part }));
        }
        unfinished.delete(id);
        return done;
      } catch (error) {
        if (done.length > 0) remember(unfinished, id, done);
        throw channelError(error, false);
      }
    },

    async edit(receipts, content) {
      const first = receipts[0];
      if (!first) return;
      try {
        const client = await clients.of(first.account);
        const plan = planEdit(receipts, renderSlack(content));
        for (const { receipt, message } of plan.changes) await change(client, receipt, message);
        for (const receipt of plan.removals) {
          const { channel } = parseConversation(receipt.conversation);
          await client.chat.delete({ channel, ts: receipt.messageId });
        }
        for (const [part, message] of plan.additions.entries()) {
          await post(client, first, message, { outbound: content.outboundId, part });
        }
      } catch (error) {
        // Deleted by its reader meanwhile: nothing is left to change.
        if (platformError(error) === "message_not_found") return;
        throw channelError(error, true);
      }
    },

    typing(target, on) {
      const { channel, threadTs } = parseConversation(target.conversation);
      if (!threadTs) return;
      clients
        .of(target.account)
        .then((client) =>
          client.assistant.threads.setStatus({
            channel_id: channel,
            thread_ts: threadTs,
            status: on ? SLACK_WORDS.id.thinking : "",
          }),
        )
        .catch(() => undefined);
    },

    async openForm(trigger, form) {
      const { account, triggerId } = splitTrigger(trigger);
      try {
        const client = await clients.of(account);
        await client.views.open({ trigger_id: triggerId, view: formView(form) as unknown as types.View });
        return true;
      } catch (error) {
        if (TRIGGER_GONE.has(platformError(error) ?? "")) return false;
        throw channelError(error, false);
      }
    },

    async whisper(target, person, text) {
      const { channel, threadTs } = parseConversation(target.conversation);
      const words = { channel, thread_ts: threadTs, text: escapeMrkdwn(text) };
      try {
        const client = await clients.of(target.account);
        if (isDirect(channel)) await client.chat.postMessage(words);
        else await client.chat.postEphemeral({ ...words, user: person });
      } catch (error) {
        throw channelError(error, false);
      }
    },

    async download(account, ref) {
      return downloadFile(clients, account, ref);
    },
  };
}

/** Shows blocks; where Slack cannot show a picture, everything but the picture. */
async function showing<Result>(
  blocks: readonly SlackBlock[],
  call: (blocks: Blocks) => Promise<Result>,
): Promise<Result> {
  try {
    return await call(blocks as unknown as Blocks);
  } catch (error) {
    const pictures = blocks.some((block) => block.type === "image");
    if (!pictures || platformError(error) !== "invalid_blocks") throw error;
    return call(withoutPictures(blocks) as unknown as Blocks);
  }
}

interface EditPlan {
  readonly changes: readonly { readonly receipt: Receipt; readonly message: SlackMessage }[];
  readonly removals: readonly Receipt[];
  readonly additions: readonly SlackMessage[];
}

/**
 * Which message becomes what. As many as before: one for one. Fewer: the outcome takes the place of the messages with
 * buttons, and further ones with buttons go. More: the rest follows.
 */
export function planEdit(receipts: readonly Receipt[], messages: readonly SlackMessage[]): EditPlan {
  const buttons = receipts.filter((receipt) => receipt.actions);
  const places = messages.length >= receipts.length ? receipts : buttons.length > 0 ? buttons : receipts.slice(-1);
  return {
    changes: places.flatMap((receipt, index) => {
      const message = messages[index];
      return message ? [{ receipt, message }] : [];
    }),
    removals: places.slice(messages.length),
    additions: messages.slice(places.length),
  };
}

function remember(unfinished: Map<string, Receipt[]>, id: string, done: Receipt[]): void {
  unfinished.set(id, done);
  const oldest = unfinished.keys().next();
  if (unfinished.size > REMEMBERED_SENDS && !oldest.done) unfinished.delete(oldest.value);
}

/** The home tab of a person. Best effort: the next time it is opened it is made again. */
export async function publishHome(
  clients: SlackClients,
  person: { readonly account: string; readonly externalId: string },
  view: Readonly<Record<string, unknown>>,
): Promise<void> {
  const client = await clients.of(person.account);
  await client.views.publish({ user_id: person.externalId, view: view as unknown as types.HomeView });
}
