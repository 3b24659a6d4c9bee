import type { Log } from "../../core/audit/incidents.ts";
import { numberToken } from "../runtime/press.ts";
import type { Receiver } from "../runtime/receiver.ts";
import { accountOf } from "./account.ts";
import { isGroup } from "./channel.ts";
import type { Mark } from "./folder.ts";
import { incomingOf, isForUs, withoutMention } from "./incoming.ts";
import { serializedId, type WebClient, type WebMessage, type WebVote } from "./port.ts";
import { Recent } from "./recent.ts";
import type { SentMessages } from "./sent.ts";

export interface WhatsappWebReceiverOptions {
  readonly receiver: Receiver;
  readonly sent: Pick<SentMessages, "outboundOf" | "withChoices">;
  readonly marks: { mark(): Mark | undefined; setMark(mark: Mark): void };
  /** How WhatsApp names a chat now (`channel.noteArrival`). */
  readonly arrived?: (conversation: string, chatId: string) => void;
  readonly log: Log;
  /** Between two tries to keep what came in. */
  readonly retryMs?: number;
}

export interface WhatsappWebReceiver {
  /** Listens to a client, from before it starts. */
  listen(client: WebClient): void;
  /** Takes over what came while nobody listened, since the last message that was kept; nothing older. */
  catchUp(client: WebClient): Promise<void>;
  /** When everything that came in so far is kept. */
  settled(): Promise<void>;
}

/** The pictures of one album come as a message each, within a moment. */
const ALBUM_QUIET_MS = 1_500;
/** Looked at again when catching up: what came in the same moment may have been kept in another order. */
const OVERLAP_SECONDS = 600;
/** Longer silence is not made up for: answers to last week's messages surprise more than they help. */
const LONGEST_GAP_SECONDS = 3 * 86_400;
const MESSAGES_OF_A_CHAT = 50;
const TRIES = 4;
/** A vote may be faster than the note of the poll that it belongs to. */
const POLL_TRIES = 4;
const NUMBER = /^(\d{1,2})[.)]?$/;

/**
 * What comes in, one after the other, into the inbox. WhatsApp Web delivers an event once and asks for no answer: what
 * cannot be kept is tried again, then found once more by catching up.
 */
export function createWhatsappWebReceiver(options: WhatsappWebReceiverOptions): WhatsappWebReceiver {
  const { receiver, sent, marks, log } = options;
  const retryMs = options.retryMs ?? 1_000;
  const lids = new Recent<string>(10_000);
  const votes = new Recent<number>();
  const albums = new Recent<true>();
  let last: Promise<void> = Promise.resolve();
  /** Something could not be kept, or what was missed is not taken over yet: the mark stays before it. */
  let behind = true;
  let newest: Mark | undefined;
  let current: WebClient | undefined;
  let timer: NodeJS.Timeout | undefined;

  /** Answers whether it was kept. */
  const enqueue = (client: WebClient, what: string, work: () => Promise<void>): Promise<boolean> => {
    const done = last.then(async () => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          await work();
          return true;
        } catch (error) {
          if (attempt < TRIES) {
            await sleep(retryMs * attempt);
            continue;
          }
          log.warn({ what, error: nameOf(error) }, "whatsapp-web: not kept yet");
          later(client);
          return false;
        }
      }
    });
    last = done.then(() => undefined);
    return done;
  };

  /**
   * The id that stays when a phone number changes hands (LID), where WhatsApp tells it. Throws when the page is gone: the
   * same person under two ids would be two people.
   */
  const canonical = async (client: WebClient, id: string): Promise<string> => {
    if (!id.endsWith("@c.us")) return id;
    const known = lids.get(id);
    if (known) return known;
    const [found] = await client.getContactLidAndPhone([id]).catch(async () => {
      await client.getState();
      return [];
    });
    if (!found?.lid) return id;
    lids.set(id, found.lid);
    return found.lid;
  };

  const ownIds = async (client: WebClient): Promise<Set<string>> => {
    const wid = client.info?.wid._serialized;
    return new Set(wid ? [wid, await canonical(client, wid)] : []);
  };

  const takeMessage = async (client: WebClient, message: WebMessage): Promise<void> => {
    const account = accountOf(client);
    const incoming = isForUs(message) ? incomingOf(message) : undefined;
    if (!account || !incoming) return;
    const group = isGroup(message.from);
    // What is quoted may be gone.
    const quoted = message.hasQuotedMsg ? await message.getQuotedMessage().catch(() => undefined) : undefined;
    const own = group ? await ownIds(client) : new Set<string>();
    const mentioned = message.mentionedIds.some((id) => own.has(serializedId(id) ?? ""));
    const { album } = incoming;
    if (group && !mentioned && !quoted?.fromMe && !(album && albums.get(album))) return;
    if (album) albums.set(album, true);
    const author = group ? message.author : message.from;
    if (!author) return;
    const externalId = await canonical(client, author);
    const conversation = group ? message.from : externalId;
    // In a group only where its ways are told apart: a person's own chat may go by another name than their words here.
    if (!group) options.arrived?.(externalId, message.from);
    else if (author !== externalId) options.arrived?.(externalId, author);
    const users = new Set([...own].map((id) => id.split("@")[0] ?? ""));
    const text = group ? withoutMention(incoming.text, users) : incoming.text;
    const arrival = { channel: "whatsapp", account, externalId: message.id._serialized };
    const from = { externalId, name: incoming.name };
    const common = { conversation, from, direct: !group };
    const token = quoted?.fromMe ? await numberOf(account, quoted, text) : undefined;
    if (token !== undefined) await receiver.press(arrival, { ...common, token });
    else {
      const pictures = message.type === "image" || message.type === "video";
      const { attachments } = incoming;
      await receiver.message(
        { ...arrival, ...(pictures ? { quietMs: ALBUM_QUIET_MS } : {}) },
        { ...common, text, messageId: arrival.externalId, ...(attachments.length > 0 ? { attachments } : {}) },
      );
    }
    advance(account, message.timestamp);
  };

  /** A number in reply to a message of ours presses that message's button, not the newest one's. */
  const numberOf = async (account: string, quoted: WebMessage, text: string): Promise<string | undefined> => {
    const [, number] = NUMBER.exec(text.trim()) ?? [];
    const outboundId = number && (await sent.outboundOf(account, quoted.id._serialized));
    return outboundId ? numberToken(outboundId, Number(number)) : undefined;
  };

  const advance = (account: string, at: number): void => {
    if (newest?.account !== account || newest.at < at) newest = { account, at };
    if (!behind) marks.setMark(newest);
  };

  const takeVote = async (client: WebClient, vote: WebVote): Promise<void> => {
    const account = accountOf(client);
    const poll = vote.parentMessage.id?._serialized ?? serializedId(vote.parentMsgKey);
    const raw = serializedId(vote.voter);
    if (!account || !poll || !raw) return;
    const voter = await canonical(client, raw);
    if ((await ownIds(client)).has(voter)) return;
    // Votes of one person overtake each other: only the newest says what they want.
    const key = `${poll} ${voter}`;
    if (vote.interractedAtTs < (votes.get(key) ?? 0)) return;
    votes.set(key, vote.interractedAtTs);
    const [choice, further] = vote.selectedOptions;
    // Taken back, which undoes nothing; or not one of our single-choice polls.
    const number = choice && !further ? optionNumber(choice) : undefined;
    if (number === undefined) return;
    const outboundId = await outboundOfPoll(account, poll);
    // Somebody else's poll, in a group.
    if (!outboundId) return;
    const [, chatId = raw] = poll.split("_");
    const group = isGroup(chatId);
    const arrival = { channel: "whatsapp", account, externalId: `vote:${poll}:${voter}:${vote.interractedAtTs}` };
    await receiver.press(arrival, {
      conversation: group ? chatId : voter,
      from: { externalId: voter, name: "WhatsApp" },
      direct: !group,
      token: numberToken(outboundId, number),
    });
  };

  const outboundOfPoll = async (account: string, poll: string): Promise<string | undefined> => {
    for (let attempt = 1; attempt <= POLL_TRIES; attempt += 1) {
      const found = await sent.outboundOf(account, poll);
      if (found || attempt === POLL_TRIES) return found;
      await sleep(retryMs / 2);
    }
    return undefined;
  };

  const missedMessages = async (client: WebClient, since: number): Promise<WebMessage[]> => {
    const chats = await client.getChats();
    const found: WebMessage[] = [];
    for (const chat of chats) {
      const active = chat.timestamp >= since && /@(c\.us|lid|g\.us)$/.test(chat.id._serialized);
      if (active) found.push(...(await chat.fetchMessages({ limit: MESSAGES_OF_A_CHAT, fromMe: false })));
    }
    return found.filter(({ timestamp }) => timestamp >= since).sort((a, b) => a.timestamp - b.timestamp);
  };

  const catchUp = async (client: WebClient): Promise<void> => {
    const account = accountOf(client);
    if (!account) return;
    const now = Math.floor(Date.now() / 1_000);
    const mark = marks.mark();
    let kept = true;
    // A newly linked account: what its people wrote before was not meant for us.
    const since = mark?.account === account ? Math.max(mark.at - OVERLAP_SECONDS, now - LONGEST_GAP_SECONDS) : now;
    if (mark?.account === account) {
      for (const message of await missedMessages(client, since)) {
        kept &&= await enqueue(client, "message", () => takeMessage(client, message));
      }
      for (const poll of await sent.withChoices(account)) {
        // Messages with numbers have no votes, and some polls are gone.
        const found = await client.getPollVotes(poll).catch(() => []);
        for (const vote of found) kept &&= await enqueue(client, "vote", () => takeVote(client, vote));
      }
    }
    if (!kept) return;
    behind = false;
    advance(account, since);
  };

  const catchUpQuietly = (client: WebClient): Promise<void> =>
    catchUp(client).catch((error: unknown) => {
      log.warn({ error: nameOf(error) }, "whatsapp-web: could not catch up");
      later(client);
    });

  /** Looks again for what was missed, as long as this client is the one that is listened to. */
  const later = (client: WebClient): void => {
    behind = true;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (client === current) void catchUpQuietly(client);
    }, retryMs * 30);
    timer.unref();
  };

  return {
    listen(client) {
      current = client;
      behind = true;
      client.on("message", (message) => void enqueue(client, "message", () => takeMessage(client, message)));
      client.on("vote_update", (vote) => void enqueue(client, "vote", () => takeVote(client, vote)));
      client.on("message_ciphertext_failed", () => log.warn({}, "whatsapp-web: a message could not be decrypted"));
    },
    catchUp: catchUpQuietly,
    settled: () => last,
  };
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "unknown");
const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Options carry their number; where the poll could not be loaded, their place says the same. */
function optionNumber({ name, localId }: { readonly name?: string; readonly localId?: number }): number | undefined {
  const [, number] = /^(\d{1,2})\. /.exec(name ?? "") ?? [];
  if (number !== undefined) return Number(number);
  return localId === undefined ? undefined : localId + 1;
}
