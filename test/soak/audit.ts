import type { House } from "../../app/house.ts";
import { systemActor } from "../../core/kernel/actor.ts";
import type { Chats } from "../../sandbox/chats.ts";
import type { Hands } from "./hands.ts";
import { PAY_MINOR, type SoakPerson } from "./people.ts";
import type { Said } from "./talk.ts";

const PLATFORM = { role: "platform" } as const;

/** What became of everything; the lists but `seenTwice` must be empty. */
export interface Findings {
  /** Said, and not in the inbox though the platform was answered, or set aside. */
  readonly lost: string[];
  /** Events that are not part of exactly one finished turn. */
  readonly turnsWrong: string[];
  /** Messages whose turn has no reply that its person sees. */
  readonly unanswered: string[];
  /** Outbox rows that are not sent, or are sent and cannot be seen. */
  readonly undelivered: string[];
  /** Money: holds, agreements and notifications that are not there exactly once. */
  readonly effectsWrong: string[];
  /** Conversations where turns or what is seen are out of the order of arrival. */
  readonly disorder: string[];
  /** Rules of the ledger that are broken now and were not before. */
  readonly booksChanged: string[];
  /** Seen and known to no receipt: sent right before a kill, so that nobody could write down that it was. */
  readonly seenTwice: string[];
  /** Sends that a kill or an outage cut: the upper limit of what can be seen twice. */
  readonly cutSends: number;
  /** Invitations cut by a kill: nobody knows whether they arrived, and they are not sent again. */
  readonly leftToOperator: number;
  /** Slack gave up after its repeats while we were away; the app never answered any of them. */
  readonly givenUp: number;
  readonly accepted: number;
}

interface ReplyRow {
  readonly id: string;
  readonly seq: bigint;
  readonly kind: string;
  readonly status: string;
  readonly attempts: number;
  readonly dedupeKey: string;
  readonly error: string | null;
  readonly template: string;
  readonly receipts: readonly { channel: string; conversation: string; messageId: string }[];
}

/** Compares what people said, what the house wrote down, and what the platforms show. */
export async function audit(options: {
  house: House;
  chats: Chats;
  people: readonly SoakPerson[];
  hands: ReadonlyMap<string, Hands>;
  said: readonly Said[];
  orgId: string;
  /** What the books said before anybody pressed. */
  booksBefore: string;
}): Promise<Findings> {
  const { house, chats, people, hands, said, orgId, booksBefore } = options;
  const query = <Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> =>
    house.db.transaction(PLATFORM, (tx) => tx.query<Row>(sql, params));

  const events = await query<{ id: bigint; channel: string; externalId: string; laneKey: string; status: string }>(
    "SELECT id, channel, external_id, lane_key, status FROM inbound_event WHERE channel <> 'desk' ORDER BY id",
  );
  const known = new Map(events.map((event) => [`${event.channel} ${event.externalId}`, event]));
  const gaveUp = givenUpBySlack(chats);
  const missing = said.filter(({ person, externalId }) => !known.has(`${person.channel} ${externalId}`));
  const givenUp = missing.filter(({ person, externalId }) => person.channel === "slack" && gaveUp(externalId));
  const lost = [
    ...missing.filter((one) => !givenUp.includes(one)).map(({ person, externalId }) => `${person.name} ${externalId}`),
    ...events.filter(({ status }) => status !== "done").map(({ externalId, status }) => `${externalId} is ${status}`),
  ];

  const turns = await query<{ id: string; laneKey: string; status: string; events: string[]; deaths: number }>(
    "SELECT id, lane_key, status, events::text[] AS events FROM turn ORDER BY events[1]",
  );
  const turnsOf = new Map<string, string[]>();
  for (const turn of turns) {
    for (const event of turn.events) {
      turnsOf.set(event, [
        ...(turnsOf.get(event) ?? []),
        turn.status === "done" ? turn.id : `${turn.id} ${turn.status}`,
      ]);
    }
  }
  const turnsWrong = events
    .map(({ id, externalId }) => ({ externalId, of: turnsOf.get(String(id)) ?? [] }))
    .filter(({ of }) => of.length !== 1 || of[0]?.includes(" "))
    .map(({ externalId, of }) => `${externalId}: ${of.join(", ") || "no turn"}`);

  const rows = await query<ReplyRow>(
    `SELECT id, seq, kind, status, attempts, dedupe_key, error, template, receipts FROM outbound_message ORDER BY seq`,
  );
  const seen = new Map(people.map((person) => [person.conversation, hands.get(person.id)?.seen() ?? []]));
  const places = new Map([...seen].map(([chat, ids]) => [chat, new Map(ids.map((id, place) => [id, place]))]));
  // Bulk outreach that a kill cut is never sent again: it is listed for the operator instead.
  const leftToOperator = rows.filter(
    ({ status, template }) => status === "unknown" && house.registry.notification(template)?.massOutreach,
  );
  const undelivered = rows
    .filter((row) => row.kind !== "settle" && !leftToOperator.includes(row))
    .filter((row) => row.status !== "sent" || row.receipts.some((one) => !isSeen(places, one)))
    .map((row) => `${row.id} ${row.status} ${row.error ?? ""}`);
  const replied = new Set(
    rows
      .filter(({ kind, receipts }) => kind === "reply" && receipts.length > 0)
      .map(({ dedupeKey }) => dedupeKey.split(":")[1]),
  );
  const unanswered = said
    .map((one) => ({ ...one, event: known.get(`${one.person.channel} ${one.externalId}`) }))
    .filter(({ event }) => event && !replied.has(turnsOf.get(String(event.id))?.[0]))
    .map(({ person, externalId }) => `${person.name} ${externalId}`);

  const receipted = new Set(
    rows.flatMap(({ receipts }) => receipts.map((one) => `${one.conversation} ${one.messageId}`)),
  );
  const seenTwice = [...seen].flatMap(([chat, ids]) =>
    ids.filter((id) => !receipted.has(`${chat} ${id}`)).map((id) => `${chat} ${id}`),
  );

  return {
    lost,
    turnsWrong,
    unanswered,
    undelivered,
    disorder: [...turnDisorder(turns, events), ...replyDisorder(rows, turns, places)],
    ...(await money(query, people, orgId)),
    booksChanged: (await violations(house)) === booksBefore ? [] : [await violations(house)],
    seenTwice,
    cutSends: rows.filter(({ attempts }) => attempts > 1).length,
    leftToOperator: leftToOperator.length,
    givenUp: givenUp.length,
  };
}

type Places = ReadonlyMap<string, ReadonlyMap<string, number>>;

function isSeen(places: Places, { channel, conversation, messageId }: ReplyRow["receipts"][number]): boolean {
  return channel === "desk" || (places.get(conversation)?.has(messageId) ?? false);
}

/** Whether every delivery of this message failed for good. */
function givenUpBySlack({ slack }: Chats): (externalId: string) => boolean {
  const answered = new Set(slack.ctx.delivery.log.filter(({ result }) => result.ok).map(({ ts }) => ts));
  return (externalId) => !answered.has(externalId.split(":")[2]);
}

/** The events of a lane are worked on in the order of their arrival. */
function turnDisorder(
  turns: readonly { laneKey: string; events: readonly string[] }[],
  events: readonly { id: bigint; laneKey: string }[],
): string[] {
  const worked = new Map<string, string[]>();
  for (const turn of turns) worked.set(turn.laneKey, [...(worked.get(turn.laneKey) ?? []), ...turn.events]);
  const arrived = new Map<string, string[]>();
  for (const { id, laneKey } of events) arrived.set(laneKey, [...(arrived.get(laneKey) ?? []), String(id)]);
  return [...arrived].filter(([lane, ids]) => (worked.get(lane) ?? []).join() !== ids.join()).map(([lane]) => lane);
}

/** Replies of a lane are written in the order of its turns, and seen in the order they were written. */
function replyDisorder(
  rows: readonly ReplyRow[],
  turns: readonly { id: string; laneKey: string }[],
  places: Places,
): string[] {
  const wrong: string[] = [];
  const turnAt = new Map(turns.map((turn, at) => [turn.id, { at, lane: turn.laneKey }]));
  const lastTurn = new Map<string, number>();
  const lastPlace = new Map<string, number>();
  for (const row of rows) {
    const turn = row.kind === "reply" ? turnAt.get(row.dedupeKey.split(":")[1] ?? "") : undefined;
    if (turn) {
      if (turn.at < (lastTurn.get(turn.lane) ?? -1)) wrong.push(`${turn.lane}: ${row.dedupeKey} written late`);
      lastTurn.set(turn.lane, turn.at);
    }
    for (const { conversation, messageId } of row.kind === "settle" ? [] : row.receipts) {
      const place = places.get(conversation)?.get(messageId);
      if (place === undefined) continue;
      if (place < (lastPlace.get(conversation) ?? -1)) wrong.push(`${conversation}: ${row.dedupeKey} seen late`);
      lastPlace.set(conversation, place);
    }
  }
  return wrong;
}

/** What the ledger's own check finds wrong. */
export async function violations(house: House): Promise<string> {
  const verified = await house.executor.execute("ledger.verify", {}, systemActor("soak"));
  return JSON.stringify(verified.kind === "done" ? verified.output.violations : verified);
}

async function money(
  query: <Row>(sql: string, params?: readonly unknown[]) => Promise<Row[]>,
  people: readonly SoakPerson[],
  orgId: string,
): Promise<Pick<Findings, "effectsWrong" | "accepted">> {
  const agreements = await query<{
    influencerId: string;
    status: string;
    holds: number;
    pieces: number;
    amount: number;
    told: number;
    members: number;
  }>(
    `SELECT c.influencer_id, c.status,
       (SELECT count(*)::int FROM deliverable d WHERE d.collaboration_id = c.id) AS pieces,
       (SELECT count(*)::int FROM ledger_hold h JOIN deliverable d ON h.reference = d.id OR h.id = d.hold_id WHERE d.collaboration_id = c.id) AS holds,
       (SELECT coalesce(sum(h.amount_minor), 0)::int FROM ledger_hold h JOIN deliverable d ON h.reference = d.id OR h.id = d.hold_id WHERE d.collaboration_id = c.id) AS amount,
       (SELECT count(*)::int FROM outbound_message o WHERE o.template = 'collaborations.answered' AND o.dedupe_key LIKE '%' || c.id || '%') AS told,
       (SELECT count(DISTINCT o.recipient)::int FROM outbound_message o WHERE o.template = 'collaborations.answered' AND o.dedupe_key LIKE '%' || c.id || '%') AS members
     FROM collaboration c WHERE c.org_id = $1`,
    [orgId],
  );
  const accepted = agreements.filter(({ status }) => status === "accepted" || status === "in_progress");
  const wrong = agreements.filter((one) =>
    accepted.includes(one)
      ? one.pieces === 0 || one.holds !== one.pieces || one.amount !== PAY_MINOR || one.told !== one.members
      : one.holds !== 0,
  );
  const names = new Map(people.map((person) => [person.id, person.name]));
  return {
    accepted: accepted.length,
    effectsWrong: wrong.map((one) => `${names.get(one.influencerId)}: ${JSON.stringify(one)}`),
  };
}
