import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { approvalsModule } from "../../core/approvals/index.ts";
import { broadcastsModule } from "../../core/broadcasts/index.ts";
import { handoverModule } from "../../core/handover/index.ts";
import type { Actor } from "../../core/kernel/actor.ts";
import { newId } from "../../core/kernel/ids.ts";
import { CONSENT_WITHDRAWN, HELD_FOR_DIGEST, MUTED, notificationsModule } from "../../core/notifications/index.ts";
import { insertOutbound } from "../../core/outbox/writer.ts";
import { addCampaign } from "../../test/support/doors.ts";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createInfluencer, createOrganization } from "../../test/support/people.ts";
import { sampleModule } from "../../test/support/sample-module.ts";
import type { Channel, OutgoingContent } from "./channel.ts";
import { type DeliveryDependencies, deliverDue } from "./delivery.ts";

const PLATFORM = { role: "platform" } as const;
const NOON = "2026-11-21T05:00:00Z";
/** 22:00 in Jakarta. */
const NIGHT = "2026-11-21T15:00:00Z";
let house: TestHouse;
let team: Awaited<ReturnType<typeof createOrganization>>;
let rani: Actor;
let at: Date;
let sent: { channel: string; to: string; said: string }[] = [];
let edited: string[] = [];

/** A platform that takes everything and keeps it. */
function platform(name: "desk" | "telegram" | "whatsapp", idempotentSend: boolean): Channel {
  const line = (content: OutgoingContent) => content.text ?? `${content.card?.title} ${content.card?.body ?? ""}`;
  return {
    name,
    capabilities: { edit: true, idempotentSend, buttons: true, forms: "page" },
    send(target, content) {
      sent.push({ channel: name, to: target.conversation, said: line(content) });
      const messageId = String(sent.length);
      return Promise.resolve([
        { channel: name, account: target.account, conversation: target.conversation, messageId },
      ]);
    },
    edit(receipts, content) {
      edited.push(`${receipts[0]?.channel}: ${line(content)}`);
      return Promise.resolve();
    },
  };
}
const channels = new Map<string, Channel>([
  ["desk", platform("desk", true)],
  ["telegram", platform("telegram", false)],
  ["whatsapp", platform("whatsapp", false)],
]);

beforeAll(async () => {
  house = await openTestHouse({
    modules: [approvalsModule, broadcastsModule, handoverModule, notificationsModule, sampleModule],
  });
});
afterAll(() => house.db.close());
beforeEach(async () => {
  await sql("UPDATE outbound_message SET status = 'failed' WHERE status IN ('pending', 'sending')");
  team = await createOrganization(house.db, "Kilau");
  rani = (await createInfluencer(house.db, "Rani")).influencer;
  await sql(
    "INSERT INTO consent (id, influencer_id, purpose, wording_version, given_at, via) VALUES ($1, $2, 'broadcast', 1, now(), 'desk')",
    [newId("consent"), rani.id],
  );
  sent = [];
  edited = [];
  at = new Date(NOON);
});

function sql<Row>(text: string, params: readonly unknown[] = []): Promise<Row[]> {
  return house.db.transaction(PLATFORM, (tx) => tx.query<Row>(text, params));
}
async function deliver(): Promise<void> {
  const deps: DeliveryDependencies = {
    ...house,
    clock: { now: () => at },
    channels,
    owner: "test",
    fallbackChannel: "desk",
  };
  while ((await deliverDue(deps)) > 0);
}
async function tell(recipient: string, text: string, kind: "notification" | "reply" = "notification"): Promise<void> {
  await house.db.transaction(PLATFORM, (tx) =>
    insertOutbound(tx, team.orgId, at, {
      kind,
      recipient,
      template: kind === "reply" ? "reply" : "broadcasts.message",
      data: kind === "reply" ? { text } : { orgName: "Kilau", text },
      key: newId("message"),
      subject: `test:${text}`,
    }),
  );
}
const outboxOf = (recipient: string) =>
  sql<{ status: string; error: string | null; deferred: boolean; waits: number; attempts: number }>(
    `SELECT status, error, deferred, round(extract(epoch FROM available_at - now()) / 60)::int AS waits, attempts
     FROM outbound_message WHERE recipient = $1 ORDER BY seq`,
    [recipient],
  );
async function link(person: Actor, channel: string, minutesAgo: number): Promise<void> {
  await sql(
    `INSERT INTO conversation (id, channel, account, external_id, subject, last_user_message_at, created_at)
     VALUES ($1, $2, 'a', $3, $4, now() - make_interval(mins => $5), now())`,
    [newId("conversation"), channel, `${channel}:${person.id}`, person.id, minutesAgo],
  );
  await sql(
    "INSERT INTO channel_identity (id, channel, account, external_id, subject, linked_at) VALUES ($1, $2, 'a', $3, $4, now())",
    [newId("identity"), channel, `${channel}:${person.id}`, person.id],
  );
}
const prefer = (actor: Actor, input: Record<string, unknown>) =>
  house.executor.execute("notifications.set_preferences", input, actor);
/** Whatever waits for a later hour is due now. */
const wait = () => sql("UPDATE outbound_message SET available_at = now() WHERE status = 'pending'");

describe("what a person does not want now", () => {
  it("is not sent to whoever takes their consent back while it waits", async () => {
    await tell(rani.id, "news of a brand");
    await house.executor.execute("broadcasts.withdraw", {}, rani);
    await deliver();
    expect(sent).toEqual([]);
    expect(await outboxOf(rani.id)).toMatchObject([{ status: "sent", error: CONSENT_WITHDRAWN }]);
  });

  it("is settled without a word when it is turned off, and kept for the digest when they asked for that", async () => {
    await prefer(rani, { group: "campaigns", mode: "off" });
    await tell(rani.id, "off");
    await deliver();
    await prefer(rani, { group: "campaigns", mode: "digest" });
    await tell(rani.id, "digest");
    await deliver();
    expect(sent).toEqual([]);
    expect(await outboxOf(rani.id)).toMatchObject([
      { status: "sent", error: MUTED },
      { status: "sent", error: HELD_FOR_DIGEST },
    ]);
    await tell(rani.id, "an answer", "reply");
    await deliver();
    expect(sent.map(({ said }) => said)).toEqual(["an answer"]);
  });

  it.each([
    ["before midnight", NIGHT, 600],
    ["after midnight", "2026-11-21T17:30:00Z", 450],
    ["in the last minute", "2026-11-22T00:59:00Z", 1],
  ])("waits for the end of the quiet hours, %s", async (_when, now, minutes) => {
    at = new Date(now);
    await tell(rani.id, "news");
    await tell(rani.id, "an answer", "reply");
    await deliver();
    expect(sent.map(({ said }) => said)).toEqual(["an answer"]);
    expect((await outboxOf(rani.id))[0]).toMatchObject({
      status: "pending",
      deferred: true,
      waits: minutes,
      attempts: 0,
    });
    // Looked at too early it only waits on.
    await wait();
    await deliver();
    expect(sent).toHaveLength(1);
    at = new Date("2026-11-22T01:00:00Z");
    await wait();
    await deliver();
    expect(sent).toHaveLength(2);
    expect(sent[1]?.said).toContain("news");
  });

  it("comes at once to whoever wrote a moment ago, not to whoever wrote long before", async () => {
    await link(rani, "telegram", 5);
    at = new Date(NIGHT);
    await tell(rani.id, "an offer");
    await deliver();
    expect(sent).toMatchObject([{ channel: "telegram", said: expect.stringContaining("an offer") as string }]);
    await sql("UPDATE conversation SET last_user_message_at = now() - interval '40 minutes' WHERE subject = $1", [
      rani.id,
    ]);
    await tell(rani.id, "another");
    await deliver();
    expect(sent).toHaveLength(1);
  });

  it("is never a decision about money, at whatever hour and however they set it", async () => {
    await prefer(team.admin, { group: "decisions", mode: "off" });
    await prefer(team.admin, { group: "money", mode: "digest" });
    at = new Date(NIGHT);
    const campaignId = await addCampaign(house, team.orgId, "Glow");
    await house.executor.execute("samples.pay", { campaignId, amountMinor: 2_000_000 }, team.manager);
    await deliver();
    expect(sent.map(({ to }) => to)).toContain(team.admin.id);
  });
});

describe("where a person is told", () => {
  it("is the channel they chose, else the one used last, and never an account they gave up", async () => {
    await link(rani, "telegram", 5);
    await link(rani, "whatsapp", 50);
    await tell(rani.id, "one");
    await deliver();
    await prefer(rani, { group: "campaigns", channel: "whatsapp" });
    await tell(rani.id, "two");
    await deliver();
    await sql("UPDATE channel_identity SET unlinked_at = now() WHERE subject = $1 AND channel = 'whatsapp'", [rani.id]);
    await tell(rani.id, "three");
    await deliver();
    await sql("UPDATE channel_identity SET unlinked_at = now() WHERE subject = $1", [rani.id]);
    await tell(rani.id, "four");
    await deliver();
    expect(sent.map(({ channel }) => channel)).toEqual(["telegram", "whatsapp", "telegram", "desk"]);
    await house.db.transaction(PLATFORM, async (tx) => {
      for (const text of ["one", "four"]) {
        await insertOutbound(tx, team.orgId, at, {
          kind: "settle",
          recipient: `subject:${text}`,
          template: "broadcasts.message",
          data: { orgName: "Kilau", text: `outcome ${text}` },
          key: newId("message"),
          subject: `test:${text}`,
        });
      }
    });
    await deliver();
    expect(edited).toEqual([expect.stringContaining("desk: ")]);
  });

  it("is the chat that the message belongs to, as long as it is theirs", async () => {
    await link(rani, "telegram", 5);
    await link(rani, "whatsapp", 50);
    const [chat] = await sql<{ id: string }>(
      "SELECT id FROM conversation WHERE subject = $1 AND channel = 'whatsapp'",
      [rani.id],
    );
    const answer = () =>
      house.db.transaction(PLATFORM, (tx) =>
        insertOutbound(tx, team.orgId, at, {
          kind: "notification",
          recipient: rani.id,
          conversationId: chat?.id,
          template: "handover.answered",
          data: { handOverId: "hov_1", memberName: "Ayu", brand: "Kilau", text: "Halo" },
          key: newId("message"),
        }),
      );
    await answer();
    await deliver();
    await sql("UPDATE conversation SET subject = NULL WHERE id = $1", [chat?.id]);
    await answer();
    await deliver();
    expect(sent.map(({ channel }) => channel)).toEqual(["whatsapp", "telegram"]);
  });
});

describe("a message whose sender died", () => {
  it("goes out again, unless it went to many and the platform cannot recognise it", async () => {
    await link(rani, "telegram", 5);
    await tell(rani.id, "to many");
    const [many] = await sql<{ id: string }>("SELECT id FROM outbound_message WHERE subject = 'test:to many'");
    const die = (id: string | undefined) =>
      sql("UPDATE outbound_message SET status = 'sending', lease_until = now() - interval '1 minute' WHERE id = $1", [
        id,
      ]);
    await die(many?.id);
    await deliver();
    expect(sent).toEqual([]);
    await tell(rani.id, "a card", "reply");
    const [one] = await sql<{ id: string }>("SELECT id FROM outbound_message WHERE subject = 'test:a card'");
    await die(one?.id);
    await deliver();
    expect(sent.map(({ said }) => said)).toEqual(["a card"]);
    expect((await outboxOf(rani.id)).map(({ status }) => status)).toEqual(["unknown", "sent"]);
  });
});
