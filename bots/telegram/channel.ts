import { Api } from "grammy";
import type { Log } from "../../core/audit/incidents.ts";
import { type Channel, ChannelError, type Receipt, type Target } from "../runtime/channel.ts";
import { chartImage } from "../runtime/chart-image.ts";
import { botIdOf, placeOf } from "./conversation.ts";
import { downloadFile } from "./download.ts";
import { failureOf } from "./failure.ts";
import { toHtml, toPlain } from "./html.ts";
import { TELEGRAM_LIMITS } from "./limits.ts";
import { type OutgoingOptions, replaceOne, type Sent, sendOne, setButtons } from "./outgoing.ts";
import { Pace } from "./pace.ts";
import { type OpenPress, PressAnswers } from "./press-answers.ts";
import { renderTelegram, type TelegramMessage } from "./render.ts";
import { Typing } from "./typing.ts";

export interface TelegramChannelOptions {
  readonly token: string;
  /** `https://api.telegram.org` by default; a self-hosted Bot API server, or the sandbox. */
  readonly apiRoot?: string;
  readonly log: Log;
  /** Pictures of cards by their address, e.g. through an allow-list; without it, their words stand in for them. */
  fetchPicture?(url: string): Promise<Uint8Array | undefined>;
  /** A group became a supergroup: its conversation has another id from now on. */
  onMoved?(account: string, from: string, to: string): void;
  readonly fetch?: typeof fetch;
  /** How fast it may send: by real time, unless a test has less of it. */
  readonly pace?: Pace;
}

/** Telegram as a channel, and what its receiver needs of it. */
export interface TelegramChannel extends Channel {
  readonly account: string;
  readonly api: Api;
  /** Stops the spinner of a press. Never fails: a query that is too old is answered by nobody. */
  pressed(press: OpenPress): void;
  /** Forgets what is under way; call it when the process ends. */
  close(): void;
}

const CALL_TIMEOUT_S = 20;
/** Rows whose first messages are out while a later one has to wait; bounded, for those that never come back. */
const MAX_UNFINISHED = 1_000;

/** A bot as a channel. The account is the bot's id, a conversation is a chat or a forum topic of one. */
export function createTelegramChannel(options: TelegramChannelOptions): TelegramChannel {
  const { token, log } = options;
  const account = botIdOf(token);
  const apiRoot = (options.apiRoot ?? "https://api.telegram.org").replace(/\/+$/, "");
  const api = new Api(token, {
    apiRoot,
    timeoutSeconds: CALL_TIMEOUT_S,
    ...(options.fetch ? { fetch: options.fetch as never } : {}),
  });
  const outgoing: OutgoingOptions = {
    api,
    pace: options.pace ?? new Pace(),
    drawChart: chartImage,
    fetchPicture: async (url) => options.fetchPicture?.(url),
    moved: (from, to) => options.onMoved?.(account, from, to),
  };
  const unfinished = new Map<string, Sent[]>();
  const presses = new PressAnswers((queryId, alert) =>
    api
      .answerCallbackQuery(queryId, alert === undefined ? {} : { text: alert, show_alert: true })
      .catch((error: unknown) => {
        log.info({ failure: failureOf(error, "answerCallbackQuery", true).message }, "a press was not answered");
        return false;
      }),
  );
  const typing = new Typing((conversation) => {
    const { chatId, threadId } = placeOf(conversation);
    api.sendChatAction(chatId, "typing", { message_thread_id: threadId }).catch(() => undefined);
  });

  const receiptOf = (sent: Sent, message: TelegramMessage): Receipt => ({
    channel: "telegram",
    account,
    ...sent,
    ...(message.keyboard ? { actions: true } : {}),
  });

  return {
    name: "telegram",
    account,
    api,
    capabilities: { edit: true, idempotentSend: false, buttons: true, forms: "steps" },

    async send(target, content, id) {
      const messages = renderTelegram(content);
      if (messages.length === 0) throw new ChannelError("refused", "telegram: nothing to say");
      // A try that got half way goes on where it stopped; what is out already only gets the fresh buttons.
      const sent = unfinished.get(id) ?? [];
      const receipts: Receipt[] = [];
      for (const [index, message] of messages.entries()) {
        const before = sent[index];
        if (before && message.keyboard) await setButtons(outgoing, before, message.keyboard);
        const now = before ?? (await sendOne(outgoing, sent.at(-1)?.conversation ?? target.conversation, message));
        if (!before) {
          sent.push(now);
          remember(unfinished, id, sent);
        }
        receipts.push(receiptOf(now, message));
      }
      unfinished.delete(id);
      return receipts;
    },

    async edit(receipts, content) {
      const messages = renderTelegram(content);
      for (const { receipt, message } of pairs(receipts, messages)) {
        if (message && !receipt) await sendOne(outgoing, receipts[0]?.conversation ?? "", message);
        else if (receipt && !message) await setButtons(outgoing, receipt, undefined);
        else if (receipt && message && !(await replaceOne(outgoing, receipt, message))) {
          await setButtons(outgoing, receipt, undefined);
          await sendOne(outgoing, receipt.conversation, message);
        }
      }
    },

    typing(target, on) {
      typing.set(target.conversation, on);
    },

    async whisper(target: Target, person: string, text: string) {
      const fits = text.length <= TELEGRAM_LIMITS.callbackAnswerLength;
      if (fits && (await presses.alert(target.conversation, person, text))) return;
      const lines = [{ kind: "paragraph" as const, children: [{ kind: "text" as const, text }] }];
      await sendOne(outgoing, person, { html: toHtml(lines), plain: toPlain(lines) });
    },

    async download(_account, ref) {
      return downloadFile({ api, apiRoot, token, fetch: options.fetch ?? fetch }, ref);
    },

    pressed: (press) => presses.pressed(press),

    close() {
      typing.stopAll();
      presses.closeAll();
    },
  };
}

interface Pair {
  readonly receipt?: Receipt;
  readonly message?: TelegramMessage;
}

/**
 * Which message becomes which: one for one where there are as many as before; a single outcome takes the place of the
 * message with the buttons, and the others keep their words. What is left over loses its buttons, or is said anew.
 */
function pairs(receipts: readonly Receipt[], messages: readonly TelegramMessage[]): Pair[] {
  const withButtons = receipts.filter((receipt) => receipt.actions);
  if (messages.length === receipts.length)
    return messages.map((message, index) => ({ message, receipt: receipts[index] }));
  const from =
    messages.length < receipts.length ? (withButtons.length > 0 ? withButtons : receipts.slice(-1)) : receipts;
  const targets = messages.length === 1 ? from.slice(-1) : from.slice(0, messages.length);
  const rest = withButtons.filter((receipt) => !targets.includes(receipt));
  return [
    ...messages.map((message, index) => ({ message, receipt: targets[index] })),
    ...rest.map((receipt) => ({ receipt })),
  ];
}

function remember(unfinished: Map<string, Sent[]>, id: string, sent: Sent[]): void {
  unfinished.set(id, sent);
  const oldest = unfinished.keys().next().value;
  if (unfinished.size > MAX_UNFINISHED && oldest !== undefined) unfinished.delete(oldest);
}
