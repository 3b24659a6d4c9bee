import type { Database, Tx } from "../../core/db/types.ts";
import { newId } from "../../core/kernel/ids.ts";
import type { Vault } from "../../core/kernel/ports/vault.ts";
import type { OutgoingAction, OutgoingCard, OutgoingContent } from "../runtime/channel.ts";

const PLATFORM = { role: "platform" } as const;

/** A message as the desk keeps it: what Slack or Telegram would keep on their servers. */
export interface StoredMessage {
  readonly id: string;
  readonly person: string;
  readonly sender: "me" | "kolega";
  readonly clientId: string | null;
  readonly body: OutgoingContent;
  readonly edited: boolean;
  readonly revision: bigint;
  readonly createdAt: Date;
}

interface Row extends StoredMessage {
  readonly sealedTokens: string | null;
}

/** Takes the tokens out of the buttons, in order; `fill` puts them back. */
function mapActions(content: OutgoingContent, change: (action: OutgoingAction) => OutgoingAction): OutgoingContent {
  const card = (one: OutgoingCard): OutgoingCard => ({ ...one, actions: one.actions.map(change) });
  return { ...content, card: content.card && card(content.card), cards: content.cards?.map(card) };
}

function seal(content: OutgoingContent, vault: Vault, aad: string): { body: OutgoingContent; sealed: string | null } {
  const tokens: string[] = [];
  const body = mapActions(content, (action) => {
    if (action.token) tokens.push(action.token);
    return { ...action, token: action.token ? "" : undefined };
  });
  return { body, sealed: tokens.length > 0 ? vault.seal(JSON.stringify(tokens), aad) : null };
}

function open(row: Row, vault: Vault): StoredMessage {
  if (!row.sealedTokens) return row;
  const tokens = JSON.parse(vault.open(row.sealedTokens, row.id)) as string[];
  let next = 0;
  return {
    ...row,
    body: mapActions(row.body, (action) =>
      action.token === undefined ? action : { ...action, token: tokens[next++] },
    ),
  };
}

export interface DeskStore {
  /** The person's own line; the same client id twice is one line. */
  addOwn(person: string, clientId: string, text: string): Promise<void>;
  /** A delivered message; the same row of the outbox twice is one message. Answers its id. */
  addDelivered(person: string, outboundId: string, content: OutgoingContent): Promise<string>;
  replace(id: string, content: OutgoingContent): Promise<void>;
  /** Oldest first, those before `before` (a message id) or the latest. */
  page(
    person: string,
    before: string | undefined,
    limit: number,
  ): Promise<{ messages: StoredMessage[]; more: boolean }>;
  /** New and changed since a revision, in order. */
  since(person: string, revision: bigint, limit: number): Promise<StoredMessage[]>;
  find(person: string, id: string): Promise<StoredMessage | undefined>;
  latestRevision(person: string): Promise<bigint>;
}

export function createDeskStore(db: Database, vault: Vault, changed: (person: string) => void): DeskStore {
  const read = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction(PLATFORM, work);
  return {
    async addOwn(person, clientId, text) {
      await read((tx) =>
        tx.execute(
          `INSERT INTO desk_message (id, person, sender, client_id, body, created_at) VALUES ($1, $2, 'me', $3, $4, now()) ON CONFLICT (person, client_id) DO NOTHING`,
          [newId("message"), person, clientId, JSON.stringify({ text })],
        ),
      );
      changed(person);
    },
    async addDelivered(person, outboundId, content) {
      const id = newId("message");
      const { body, sealed } = seal(content, vault, id);
      const stored = await read(async (tx) => {
        const inserted = await tx.execute(
          `INSERT INTO desk_message (id, person, sender, outbound_id, body, sealed_tokens, created_at) VALUES ($1, $2, 'kolega', $3, $4, $5, now()) ON CONFLICT (outbound_id, part) DO NOTHING`,
          [id, person, outboundId, JSON.stringify(body), sealed],
        );
        if (inserted === 1) return id;
        // An earlier try of the same row arrived; its buttons were dropped since, so these take their place.
        const before = await tx.first<{ id: string }>("SELECT id FROM desk_message WHERE outbound_id = $1", [
          outboundId,
        ]);
        if (!before) throw new Error("the message is neither new nor known");
        const again = seal(content, vault, before.id);
        await tx.execute(
          "UPDATE desk_message SET body = $2, sealed_tokens = $3, revision = nextval('desk_revision') WHERE id = $1",
          [before.id, JSON.stringify(again.body), again.sealed],
        );
        return before.id;
      });
      changed(person);
      return stored;
    },
    async replace(id, content) {
      const { body, sealed } = seal(content, vault, id);
      const row = await read((tx) =>
        tx.first<{ person: string }>(
          "UPDATE desk_message SET body = $2, sealed_tokens = $3, edited = true, revision = nextval('desk_revision') WHERE id = $1 RETURNING person",
          [id, JSON.stringify(body), sealed],
        ),
      );
      if (row) changed(row.person);
    },
    async page(person, before, limit) {
      const rows = await read((tx) =>
        tx.query<Row>(
          `SELECT * FROM desk_message WHERE person = $1 AND ($2::text IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
          [person, before ?? null, limit + 1],
        ),
      );
      return {
        messages: rows
          .slice(0, limit)
          .reverse()
          .map((row) => open(row, vault)),
        more: rows.length > limit,
      };
    },
    async since(person, revision, limit) {
      const rows = await read((tx) =>
        tx.query<Row>("SELECT * FROM desk_message WHERE person = $1 AND revision > $2 ORDER BY revision LIMIT $3", [
          person,
          revision,
          limit,
        ]),
      );
      return rows.map((row) => open(row, vault));
    },
    async find(person, id) {
      const row = await read((tx) =>
        tx.first<Row>("SELECT * FROM desk_message WHERE person = $1 AND id = $2", [person, id]),
      );
      return row && open(row, vault);
    },
    async latestRevision(person) {
      const row = await read((tx) =>
        tx.first<{ latest: bigint | null }>("SELECT max(revision) AS latest FROM desk_message WHERE person = $1", [
          person,
        ]),
      );
      return row?.latest ?? 0n;
    },
  };
}
