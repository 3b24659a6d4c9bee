import { appendAudit } from "../audit/audit-log.ts";
import type { MessageContent } from "../cards/card.ts";
import type { Database, Tx } from "../db/types.ts";
import type { I18n } from "../i18n/presenter.ts";
import { type Door, systemActor } from "../kernel/actor.ts";
import { type Clock, HOUR_MS } from "../kernel/clock.ts";
import { newId } from "../kernel/ids.ts";
import { cleanLine, truncate } from "../kernel/text.ts";
import { insertOutbound } from "../outbox/writer.ts";
import { findPerson, type Person } from "./identities.ts";
import {
  hashOfLink,
  LINK_LIFE_MS,
  MAX_TRIES,
  newLinkCode,
  newPhrase,
  readLinkText,
  TRY_WINDOW_MINUTES,
} from "./link-code.ts";
import { accountOf, channelName, type LinkRequest, linkSubject } from "./link-request.ts";
import { linkAsked } from "./notifications.ts";

const MAX_NAME_LENGTH = 60;
/** A stranger gets one answer in this time, whatever they write: in their own chat as long as its code lives. */
const ANSWER_EVERY_MS = { direct: LINK_LIFE_MS, group: HOUR_MS } as const;

export interface StrangerDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly i18n: I18n;
  readonly publicUrl: string;
  /** Wakes the delivery after the commit. */
  readonly wakeOutbox?: () => void;
}

/** A chat account that is nobody's, and the message it wrote. */
export interface Stranger {
  readonly channel: Door;
  readonly account: string;
  readonly externalId: string;
  /** The name it carries on its platform. */
  readonly name: string;
  /** The platform's id of the chat. */
  readonly conversation: string;
  /** False in a group: others read along, so no code is given there. */
  readonly direct: boolean;
  /** The same turn again gives the same kind of answer. */
  readonly turnId: string;
}

/**
 * The one polite answer a stranger gets: who we are, a code, and where to type it, in both languages. Undefined while
 * that code lives (in a group for an hour): then nothing is said. No data and no model is touched.
 */
export async function answerStranger(
  deps: StrangerDependencies,
  stranger: Stranger,
): Promise<MessageContent | undefined> {
  const given = await deps.db.transaction({ role: "platform" }, async (tx) => {
    const now = deps.clock.now();
    const repeated = await tx.first<{ id: string }>(
      "SELECT id FROM link_request WHERE turn_id = $1 AND origin = 'chat'",
      [stranger.turnId],
    );
    if (
      !repeated &&
      !(await firstInWindow(
        tx,
        `answer:${identityKey(stranger)}`,
        now,
        ANSWER_EVERY_MS[stranger.direct ? "direct" : "group"],
      ))
    )
      return undefined;
    if (!stranger.direct) return { code: undefined, phrase: "" };
    return issueCode(tx, stranger, now, repeated?.id);
  });
  if (!given) return undefined;
  const say = (locale: "id" | "en"): string => {
    const p = deps.i18n.presenter(locale);
    return given.code === undefined
      ? p.t("people.stranger.group")
      : p.t("people.stranger.hello", { code: given.code, phrase: given.phrase, url: `${deps.publicUrl}/link` });
  };
  return { text: `${say("id")}\n\n———\n\n${say("en")}` };
}

/** One open code an account: an older one is void. */
async function issueCode(
  tx: Tx,
  stranger: Stranger,
  now: Date,
  repeatedId: string | undefined,
): Promise<{ code: string; phrase: string }> {
  await tx.execute(
    `UPDATE link_request SET status = 'superseded', settled_at = $4, turn_id = CASE WHEN id = $5 THEN NULL ELSE turn_id END
     WHERE origin = 'chat' AND channel = $1 AND account = $2 AND external_id = $3 AND status = 'open'`,
    [stranger.channel, stranger.account, stranger.externalId, now, repeatedId ?? null],
  );
  const phrase = newPhrase();
  for (;;) {
    const code = newLinkCode();
    const inserted = await tx.execute(
      `INSERT INTO link_request (id, origin, code_hash, phrase, channel, account, external_id, display_name, conversation, turn_id, status, expires_at, created_at)
       VALUES ($1, 'chat', $2, $3, $4, $5, $6, $7, $8, $9, 'open', $10, $11) ON CONFLICT DO NOTHING`,
      [
        newId("linkRequest"),
        hashOfLink(code),
        phrase,
        stranger.channel,
        stranger.account,
        stranger.externalId,
        nameOf(stranger),
        stranger.conversation,
        stranger.turnId,
        new Date(now.getTime() + LINK_LIFE_MS),
        now,
      ],
    );
    if (inserted === 1) return { code, phrase };
  }
}

/**
 * Redeems what a signed-in person was given to send from their own chat account: a code, or `/start <token>`. The account
 * is linked only after that person confirms it where they are signed in. `handled: false`: the text is nothing of ours.
 * Without a reply the account has tried too often and gets none.
 */
export async function redeemCode(
  deps: StrangerDependencies,
  stranger: Stranger,
  text: string,
): Promise<{ handled: false } | { handled: true; reply?: MessageContent }> {
  const said = readLinkText(text);
  if (!stranger.direct || !said || said.kind === "start") return { handled: false };
  const hash = hashOfLink(said.kind === "token" ? said.token : said.code);
  const both = (key: string): MessageContent => ({
    text: `${deps.i18n.presenter("id").t(key)}\n\n———\n\n${deps.i18n.presenter("en").t(key)}`,
  });
  return deps.db.transaction({ role: "platform" }, async (tx) => {
    const now = deps.clock.now();
    const key = `identity:${identityKey(stranger)}`;
    if ((await triesOf(tx, key, now)) >= MAX_TRIES) return { handled: true };
    const claimed = await claimForAccount(tx, stranger, hash, now);
    const person = claimed?.person ? await findPerson(tx, claimed.person) : undefined;
    if (claimed && person) {
      await askPerson(deps, tx, claimed, person, now);
      const p = deps.i18n.presenter(person.locale, person.timeZone);
      return {
        handled: true,
        reply: { text: p.t("people.stranger.almost", { name: person.name, phrase: claimed.phrase }) },
      };
    }
    await countTry(tx, key, now);
    const own = await tx.first(
      "SELECT 1 FROM link_request WHERE code_hash = $1 AND origin = 'chat' AND channel = $2 AND account = $3 AND external_id = $4",
      [hash, stranger.channel, stranger.account, stranger.externalId],
    );
    return { handled: true, reply: both(own ? "people.stranger.own_code" : "people.stranger.wrong_code") };
  });
}

async function claimForAccount(tx: Tx, stranger: Stranger, hash: string, now: Date): Promise<LinkRequest | undefined> {
  const claimed = await tx.first<LinkRequest>(
    `UPDATE link_request SET status = 'claimed', account = $3, external_id = $4, display_name = $5, conversation = $6, turn_id = $7, expires_at = $8
     WHERE (code_hash = $1 OR token_hash = $1) AND origin = 'person' AND status = 'open' AND channel = $2 AND expires_at > $9 RETURNING *`,
    [
      hash,
      stranger.channel,
      stranger.account,
      stranger.externalId,
      nameOf(stranger),
      stranger.conversation,
      stranger.turnId,
      new Date(now.getTime() + LINK_LIFE_MS),
      now,
    ],
  );
  // A turn taken up again after a crash finds what it did the first time.
  return (
    claimed ??
    tx.first<LinkRequest>(
      "SELECT * FROM link_request WHERE turn_id = $1 AND (code_hash = $2 OR token_hash = $2) AND status = 'claimed'",
      [stranger.turnId, hash],
    )
  );
}

/** The person sees which account asks, where they are already known, and presses there. */
async function askPerson(
  deps: StrangerDependencies,
  tx: Tx,
  request: LinkRequest,
  person: Person,
  now: Date,
): Promise<void> {
  const tenant = person.orgId ?? person.id;
  await insertOutbound(tx, tenant, now, {
    kind: "notification",
    recipient: person.id,
    template: linkAsked.kind,
    data: linkAsked.data.parse({ requestId: request.id, ...accountOf(request) }),
    key: `${linkAsked.kind}:${request.id}`,
    subject: linkSubject(request.id),
  });
  await appendAudit(tx, {
    tenant,
    at: now,
    actor: { ...systemActor("identity", { orgId: person.orgId }), via: request.channel as Door },
    useCase: "people.link_channel",
    outcome: "asked",
    subject: request.id,
    inputHash: "",
    details: { channel: channelName(request.channel), person: person.id },
  });
  if (deps.wakeOutbox) tx.afterCommit(deps.wakeOutbox);
}

function identityKey({ channel, account, externalId }: Stranger): string {
  return `${channel}:${account}:${externalId}`;
}

function nameOf(stranger: Stranger): string {
  return truncate(cleanLine(stranger.name), MAX_NAME_LENGTH);
}

/** Whether nothing was noted under this key within the window; notes it. The row's lock decides between two at once. */
async function firstInWindow(tx: Tx, key: string, now: Date, everyMs: number): Promise<boolean> {
  const noted = await tx.execute(
    `INSERT INTO link_attempt AS a (key, tries, since) VALUES ($1, 1, $2)
     ON CONFLICT (key) DO UPDATE SET since = excluded.since WHERE a.since + make_interval(secs => $3) <= excluded.since`,
    [key, now, everyMs / 1_000],
  );
  return noted === 1;
}

async function triesOf(tx: Tx, key: string, now: Date): Promise<number> {
  const row = await tx.first<{ tries: number }>(
    "SELECT tries FROM link_attempt WHERE key = $1 AND since + make_interval(mins => $3) > $2 FOR UPDATE",
    [key, now, TRY_WINDOW_MINUTES],
  );
  return row?.tries ?? 0;
}

async function countTry(tx: Tx, key: string, now: Date): Promise<void> {
  await tx.execute(
    `INSERT INTO link_attempt AS a (key, tries, since) VALUES ($1, 1, $2)
     ON CONFLICT (key) DO UPDATE SET
       tries = CASE WHEN a.since + make_interval(mins => $3) <= excluded.since THEN 1 ELSE a.tries + 1 END,
       since = CASE WHEN a.since + make_interval(mins => $3) <= excluded.since THEN excluded.since ELSE a.since END`,
    [key, now, TRY_WINDOW_MINUTES],
  );
}
