import type { Tx } from "../db/types.ts";
import type { Actor, Door, Locale, MemberRole } from "../kernel/actor.ts";
import { newId } from "../kernel/ids.ts";

/** A person as the house knows them, whatever door they come through. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly locale: Locale;
  readonly timeZone?: string;
  readonly orgId?: string;
  readonly orgName?: string;
  readonly role: MemberRole | "influencer";
  /** The chat identity they came through, when they were found by it. */
  readonly identityId?: string;
}

/** The active member or the influencer behind an id; undefined for strangers, suspended and removed members. */
export async function findPerson(tx: Tx, id: string): Promise<Person | undefined> {
  if (id.startsWith("inf_")) {
    const row = await tx.first<{ id: string; displayName: string; locale: Locale }>(
      "SELECT id, display_name, locale FROM influencer WHERE id = $1",
      [id],
    );
    return row && { id: row.id, name: row.displayName, locale: row.locale, role: "influencer" };
  }
  const row = await tx.first<{
    id: string;
    name: string;
    locale: Locale;
    role: MemberRole;
    orgId: string;
    orgName: string;
    timeZone: string;
  }>(
    `SELECT m.id, m.name, m.locale, m.role, m.org_id, o.name AS org_name, o.time_zone
     FROM member m JOIN organization o ON o.id = m.org_id WHERE m.id = $1 AND m.status = 'active'`,
    [id],
  );
  return row;
}

/** The actor a person is when they come through this door. */
export function actorOf(person: Person, via: Door, conversationId?: string): Actor {
  return {
    kind: person.role === "influencer" ? "influencer" : "member",
    id: person.id,
    orgId: person.orgId,
    displayName: person.name,
    roles: [person.role],
    scopes: ["*"],
    locale: person.locale,
    via,
    conversationId,
    identityId: person.identityId,
  };
}

/** Which person a chat identity is linked to. */
export async function findLinked(
  tx: Tx,
  identity: { channel: string; account: string; externalId: string },
): Promise<Person | undefined> {
  const row = await tx.first<{ id: string; subject: string }>(
    "SELECT id, subject FROM channel_identity WHERE channel = $1 AND account = $2 AND external_id = $3 AND unlinked_at IS NULL",
    [identity.channel, identity.account, identity.externalId],
  );
  const person = row && (await findPerson(tx, row.subject));
  return person && { ...person, identityId: row.id };
}

/**
 * Links a chat identity to a person without asking: the desk at sign-in, demo data. Linking the same pair again changes
 * nothing (its age counts, from `since` by the house's clock); another person's identity is never taken over.
 */
export async function linkIdentity(
  tx: Tx,
  identity: { channel: string; account: string; externalId: string },
  person: Person,
  since: Date,
): Promise<boolean> {
  const changed = await tx.execute(
    `INSERT INTO channel_identity (id, channel, account, external_id, subject, org_id, linked_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (channel, account, external_id) DO UPDATE SET subject = excluded.subject, org_id = excluded.org_id,
       linked_at = CASE WHEN channel_identity.unlinked_at IS NULL THEN channel_identity.linked_at ELSE excluded.linked_at END, unlinked_at = NULL
     WHERE channel_identity.subject = excluded.subject OR channel_identity.unlinked_at IS NOT NULL`,
    [
      newId("identity"),
      identity.channel,
      identity.account,
      identity.externalId,
      person.id,
      person.orgId ?? null,
      since,
    ],
  );
  return changed === 1;
}
