import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createInfluencer, createOrganization } from "../../test/support/people.ts";
import { approvalsModule } from "../approvals/index.ts";
import type { Actor } from "../kernel/actor.ts";
import { HOUR_MS, MINUTE_MS } from "../kernel/clock.ts";
import { newId } from "../kernel/ids.ts";
import { actorOf, findLinked, findPerson } from "./identities.ts";
import { identityModule } from "./index.ts";
import { moveIdentity } from "./move-identity.ts";
import { answerStranger, redeemCode, type Stranger } from "./stranger.ts";

const PLATFORM = { role: "platform" } as const;
let house: TestHouse;
let kilau: Awaited<ReturnType<typeof createOrganization>>;
let rani: Actor;
let next = 0;

beforeAll(async () => {
  house = await openTestHouse({
    modules: [identityModule, approvalsModule],
    ports: { chats: { telegram: { username: "KolegaBot" }, whatsapp: { phone: "628111" } } },
  });
  kilau = await createOrganization(house.db, "Kilau");
  rani = (await createInfluencer(house.db, "Rani")).influencer;
});
afterAll(() => house.db.close());

const deps = () => ({ db: house.db, clock: house.clock, i18n: house.i18n, publicUrl: "https://kolega.test" });

function stranger(overrides: Partial<Stranger> = {}): Stranger {
  next += 1;
  const externalId = String(5_000_000_000 + next);
  return {
    channel: "telegram",
    account: "7000000001",
    externalId,
    name: "Bima \u202e🙂",
    conversation: externalId,
    direct: true,
    turnId: newId("turn"),
    ...overrides,
  };
}

async function chatOf(who: Stranger): Promise<string> {
  const id = newId("conversation");
  await house.db.transaction(PLATFORM, (tx) =>
    tx.execute(
      "INSERT INTO conversation (id, channel, account, external_id, created_at) VALUES ($1, $2, $3, $4, now())",
      [id, who.channel, who.account, who.conversation],
    ),
  );
  return id;
}

async function codeFor(who: Stranger): Promise<{ code: string; phrase: string; text: string }> {
  const text = (await answerStranger(deps(), who))?.text ?? "";
  const [, code = "", phrase = ""] = /\*\*([A-Z0-9]{3}-[A-Z0-9]{3})\*\*[\s\S]*?\*\*(\w+ \w+)\*\*/.exec(text) ?? [];
  return { code, phrase, text };
}

async function run(name: string, input: unknown, actor: Actor, press = true): Promise<Record<string, unknown>> {
  const outcome = await house.executor.execute(name, input, actor, press ? { confirmation: { kind: "press" } } : {});
  if (outcome.kind !== "done") throw new Error("waiting");
  return outcome.output;
}

interface Checked {
  readonly result: string;
  readonly triesLeft: number;
  readonly request: { requestId: string; phrase: string; accountName: string; maskedId: string } | null;
}
const check = async (code: string, actor: Actor): Promise<Checked> =>
  (await run("people.check_link_code", { code }, actor)) as unknown as Checked;

const linked = (who: Stranger) => house.db.transaction(PLATFORM, (tx) => findLinked(tx, who));

async function link(who: Stranger, actor: Actor): Promise<string> {
  const { request } = await check((await codeFor(who)).code, actor);
  return (await run("people.link_channel", { requestId: request?.requestId }, actor)).identityId as string;
}

const outbound = (recipient: string, template: string) =>
  house.db.transaction(PLATFORM, (tx) =>
    tx.query<{ data: Record<string, unknown>; conversationId: string | null; subject: string | null }>(
      "SELECT data, conversation_id, subject FROM outbound_message WHERE recipient = $1 AND template = $2 ORDER BY seq",
      [recipient, template],
    ),
  );

describe("a stranger", () => {
  it("gets one answer while its code lives, in both languages, with a code and where to type it", async () => {
    const who = stranger();
    const { text, code } = await codeFor(who);
    expect(text).toContain("Halo!");
    expect(text).toContain("Hello!");
    expect(text).toContain("https://kolega.test/link");
    expect(code).not.toBe("");
    expect(await answerStranger(deps(), { ...who, turnId: newId("turn") })).toBeUndefined();
    house.clock.advance(10 * MINUTE_MS - 1);
    expect(await answerStranger(deps(), { ...who, turnId: newId("turn") })).toBeUndefined();
    house.clock.advance(1);
    expect(await answerStranger(deps(), { ...who, turnId: newId("turn") })).toBeDefined();
  });

  it("is answered again when its turn is taken up again after a crash, and then only the new code works", async () => {
    const who = stranger();
    const first = await codeFor(who);
    const again = await codeFor(who);
    expect(again.code).not.toBe("");
    expect((await check(first.code, kilau.admin)).result).toBe("wrong");
    expect((await check(again.code, kilau.admin)).result).toBe("confirm");
  });

  it("is answered once when two of its messages arrive at once", async () => {
    const who = stranger();
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => answerStranger(deps(), { ...who, turnId: newId("turn") })),
    );
    expect(answers.filter((answer) => answer !== undefined)).toHaveLength(1);
  });

  it("gets no code where others read along", async () => {
    const who = stranger({ direct: false });
    const { text, code } = await codeFor(who);
    expect(text).toContain("directly");
    expect(code).toBe("");
  });

  it("leaves no code in the table", async () => {
    const { code } = await codeFor(stranger());
    const rows = await house.db.transaction(PLATFORM, (tx) => tx.query("SELECT * FROM link_request"));
    expect(JSON.stringify(rows)).not.toContain(code);
    expect(JSON.stringify(rows)).not.toContain(code.replace("-", ""));
  });
});

describe("linking with a code from the chat", () => {
  it("shows which account asks and the same two words, and links only after the person's own press", async () => {
    const who = stranger();
    const conversationId = await chatOf(who);
    const { code, phrase } = await codeFor(who);
    const { request, result } = await check(code.toLowerCase().replace("-", ""), kilau.manager);
    expect(result).toBe("confirm");
    expect(request).toMatchObject({ accountName: "Bima 🙂", maskedId: `•••${who.externalId.slice(-4)}`, phrase });
    expect(await linked(who)).toBeUndefined();

    // A model, or a program, only gets as far as a waiting request of the same person.
    const waiting = await house.executor.execute(
      "people.link_channel",
      { requestId: request?.requestId },
      kilau.manager,
    );
    if (waiting.kind !== "waiting") throw new Error("linked without a human");
    const client: Actor = { ...kilau.manager, kind: "client", id: "key_x", onBehalfOf: kilau.manager.id };
    await expect(house.approvals.decide(waiting.approvalId, "approve", client)).rejects.toMatchObject({
      reason: "human_must_decide",
    });
    await expect(house.approvals.decide(waiting.approvalId, "approve", kilau.admin)).rejects.toMatchObject({
      reason: "not_decider",
    });
    expect(JSON.stringify(waiting.facts)).toContain(phrase);
    expect(await linked(who)).toBeUndefined();

    const decided = await house.approvals.decide(waiting.approvalId, "approve", kilau.manager);
    expect(decided.result).toBe("approved");
    expect(await linked(who)).toMatchObject({ id: kilau.manager.id, identityId: expect.stringMatching(/^idn_/) });
    expect(await outbound(kilau.manager.id, "people.welcomed")).toMatchObject([{ conversationId }]);
    const audit = await house.db.transaction(PLATFORM, (tx) =>
      tx.query(
        "SELECT 1 FROM audit_event WHERE use_case = 'people.link_channel' AND outcome = 'done' AND tenant = $1",
        [kilau.orgId],
      ),
    );
    expect(audit).toHaveLength(1);
  });

  it("works once: not for the next person, not again, not after ten minutes", async () => {
    const who = stranger();
    const { code } = await codeFor(who);
    const { request } = await check(code, rani);
    expect((await check(code, kilau.viewer)).result).toBe("wrong");
    // Somebody else's request is not found, not even within the same organization.
    await expect(run("people.link_channel", { requestId: request?.requestId }, kilau.viewer)).rejects.toMatchObject({
      code: "not_found",
    });
    await run("people.link_channel", { requestId: request?.requestId }, rani);
    expect(await linked(who)).toMatchObject({ id: rani.id });
    const late = stranger();
    const lateCode = await codeFor(late);
    const claimed = await check((await codeFor(stranger())).code, rani);
    house.clock.advance(10 * MINUTE_MS);
    expect((await check(lateCode.code, rani)).result).toBe("wrong");
    await expect(run("people.link_channel", { requestId: claimed.request?.requestId }, rani)).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("counts wrong codes of a person, and does not even look at the right one after five", async () => {
    const { code } = await codeFor(stranger());
    for (let left = 4; left >= 0; left -= 1) {
      expect(await check("AAA-AAA", kilau.finance)).toMatchObject({ result: "wrong", triesLeft: left });
    }
    expect((await check(code, kilau.finance)).result).toBe("blocked");
    expect((await check(code, kilau.viewer)).result).toBe("confirm");
    house.clock.advance(HOUR_MS);
    expect((await check("AAA-AAA", kilau.finance)).result).toBe("wrong");
  });

  it("two people typing the same code at once: one has it", async () => {
    const { code } = await codeFor(stranger());
    const answers = await Promise.all([check(code, kilau.admin), check(code, kilau.admin2), check(code, rani)]);
    expect(answers.map(({ result }) => result).sort()).toEqual(["confirm", "wrong", "wrong"]);
  });

  it("is refused with a press, and then nothing is linked", async () => {
    const who = stranger();
    const { request } = await check((await codeFor(who)).code, rani);
    await run("people.refuse_link", { requestId: request?.requestId }, rani);
    await expect(run("people.link_channel", { requestId: request?.requestId }, rani)).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await linked(who)).toBeUndefined();
  });

  it("never takes an account over: who links first keeps it", async () => {
    const who = stranger();
    const first = await check((await codeFor(who)).code, rani);
    house.clock.advance(5 * MINUTE_MS);
    // The account is linked meanwhile, by whatever way.
    await house.db.transaction(PLATFORM, (tx) =>
      tx.execute(
        "INSERT INTO channel_identity (id, channel, account, external_id, subject, linked_at) VALUES ($1, $2, $3, $4, 'inf_other', now())",
        [newId("identity"), who.channel, who.account, who.externalId],
      ),
    );
    await expect(run("people.link_channel", { requestId: first.request?.requestId }, rani)).rejects.toMatchObject({
      code: "conflict",
      reason: "identity_taken",
    });
  });
});

describe("linking with a link of the signed-in person", () => {
  const start = async (actor: Actor, channel = "telegram") =>
    (await run("people.start_link", { channel }, actor)) as {
      url: string;
      code: string;
      phrase: string;
      bot: string;
    };

  it("opens the bot with a token; the person confirms the account where they are signed in", async () => {
    const { url, phrase, bot } = await start(kilau.admin);
    expect(bot).toBe("@KolegaBot");
    const token = new URL(url).searchParams.get("start") ?? "";
    expect(token.length).toBeLessThanOrEqual(64);
    const who = stranger({ name: "Bima" });
    await chatOf(who);
    const redeemed = await redeemCode(deps(), who, `/start ${token}`);
    expect(redeemed).toMatchObject({ handled: true, reply: { text: expect.stringContaining(phrase) } });
    expect(await linked(who)).toBeUndefined();
    // The same turn again: the same answer, one card.
    expect(await redeemCode(deps(), who, `/start ${token}`)).toMatchObject(redeemed);
    const cards = await outbound(kilau.admin.id, "people.link_asked");
    expect(cards).toMatchObject([{ data: { phrase, accountName: "Bima" } }]);
    // Somebody else with the same link is too late.
    expect(await redeemCode(deps(), stranger(), `/start ${token}`)).toMatchObject({
      handled: true,
      reply: { text: expect.stringContaining("not valid") },
    });
    await run("people.link_channel", { requestId: cards[0]?.data.requestId }, kilau.admin);
    expect(await linked(who)).toMatchObject({ id: kilau.admin.id });
  });

  it("takes the code by hand, on the platform it is for", async () => {
    const { code, url } = await start(rani, "whatsapp");
    expect(url).toMatch(/^https:\/\/wa\.me\/628111\?text=/);
    const wrongPlace = await redeemCode(deps(), stranger(), `link ${code}`);
    expect(wrongPlace).toMatchObject({ handled: true, reply: { text: expect.stringContaining("tidak berlaku") } });
    const who = stranger({
      channel: "whatsapp",
      account: "100",
      externalId: "ID.rani0001",
      conversation: "ID.rani0001",
    });
    const right = await redeemCode(deps(), who, `hubungkan ${code}`);
    expect(right).toMatchObject({ handled: true, reply: { text: expect.stringContaining("Rani") } });
  });

  it("ends the person's earlier link, and is off where there is no bot", async () => {
    const first = await start(rani);
    await start(rani);
    const reply = await redeemCode(deps(), stranger(), `/start ${new URL(first.url).searchParams.get("start")}`);
    expect(reply).toMatchObject({ handled: true, reply: { text: expect.stringContaining("not valid") } });
    await expect(start(rani, "slack")).rejects.toMatchObject({ code: "unsupported" });
  });

  it("says nothing any more after five wrong codes of an account, and leaves other words alone", async () => {
    const who = stranger();
    for (let i = 0; i < 5; i += 1) {
      const answer = await redeemCode(deps(), { ...who, turnId: newId("turn") }, "AAA-AAA");
      expect(answer).toMatchObject({ handled: true, reply: expect.anything() });
    }
    const { code } = await start(kilau.viewer);
    expect(await redeemCode(deps(), who, code)).toEqual({ handled: true });
    expect(await redeemCode(deps(), who, "halo, ini siapa?")).toEqual({ handled: false });
    expect(await redeemCode(deps(), stranger({ direct: false }), code)).toEqual({ handled: false });
  });

  it("tells who sends their own code back where it is typed", async () => {
    const who = stranger();
    const { code } = await codeFor(who);
    expect(await redeemCode(deps(), who, code)).toMatchObject({
      reply: { text: expect.stringContaining("not typed here") },
    });
  });
});

describe("linked accounts", () => {
  it("are listed and given up by their person alone; then the chat is a stranger's and forgets", async () => {
    const who = stranger();
    const conversationId = await chatOf(who);
    const identityId = await link(who, rani);
    const list = await run("people.channels", {}, rani);
    expect(list.items).toContainEqual(expect.objectContaining({ identityId, channel: "telegram" }));
    expect((await run("people.channels", {}, kilau.admin)).items).not.toContainEqual(
      expect.objectContaining({ identityId }),
    );
    await house.db.transaction(PLATFORM, (tx) =>
      tx.execute(
        "INSERT INTO message (id, conversation_id, role, content, created_at) VALUES ($1, $2, 'user', '1', now())",
        [newId("message"), conversationId],
      ),
    );
    await expect(run("people.unlink_channel", { identityId }, kilau.admin)).rejects.toMatchObject({
      code: "not_found",
    });
    const asked = await house.executor.execute("people.unlink_channel", { identityId }, rani);
    expect(asked.kind).toBe("waiting");
    await run("people.unlink_channel", { identityId }, rani);
    expect(await linked(who)).toBeUndefined();
    const chat = await house.db.transaction(PLATFORM, (tx) =>
      tx.first<{ subject: string | null; historyFrom: bigint }>(
        "SELECT subject, history_from FROM conversation WHERE id = $1",
        [conversationId],
      ),
    );
    expect(chat?.subject).toBeNull();
    expect(chat?.historyFrom).toBeGreaterThan(0n);
    // Free again: another person may link it.
    house.clock.advance(2 * HOUR_MS);
    await link({ ...who, turnId: newId("turn") }, kilau.viewer);
    expect(await linked(who)).toMatchObject({ id: kilau.viewer.id });
  });

  it("follow the platform's own word about a new id, and nothing else", async () => {
    const who = stranger({ channel: "whatsapp", account: "100", externalId: "ID.old1", conversation: "ID.old1" });
    const other = stranger({ channel: "whatsapp", account: "100", externalId: "ID.other", conversation: "ID.other" });
    await link(who, rani);
    await link(other, kilau.viewer);
    const move = (from: string, to: string) =>
      house.db.transaction(PLATFORM, (tx) =>
        moveIdentity(tx, { channel: "whatsapp", account: "100", from, to, at: house.clock.now() }),
      );
    expect(await linked({ ...who, externalId: "ID.new1" })).toBeUndefined();
    expect(await move("ID.old1", "ID.other")).toBe("taken");
    expect(await move("ID.old1", "ID.new1")).toBe("moved");
    expect(await move("ID.old1", "ID.new2")).toBe("unknown");
    expect(await linked({ ...who, externalId: "ID.new1" })).toMatchObject({ id: rani.id });
    expect(await linked(who)).toBeUndefined();
  });
});

describe("a fresh identity", () => {
  it("may not decide money until it is old enough or an admin vouched for it", async () => {
    const who = stranger();
    const identityId = await link(who, kilau.finance);
    const person = await house.db.transaction(PLATFORM, (tx) => findLinked(tx, who));
    if (!person) throw new Error("not linked");
    const decider = actorOf(person, "telegram");
    expect(decider.identityId).toBe(identityId);
    const cooling = (actor: Actor) =>
      house.db.transaction({ role: "app", orgId: kilau.orgId }, (tx) =>
        tx.first<{ until: Date | null }>("SELECT identity_cooling_until($1, $2, $3, $4) AS until", [
          actor.id,
          actor.via,
          actor.identityId ?? null,
          house.clock.now(),
        ]),
      );
    expect((await cooling(decider))?.until).toEqual(new Date(house.clock.now().getTime() + 24 * HOUR_MS));
    expect((await cooling({ ...decider, identityId: undefined }))?.until).not.toBeNull();
    expect(await outbound(kilau.admin.id, "people.fresh_identity")).toContainEqual(
      expect.objectContaining({ data: expect.objectContaining({ identityId }) }),
    );
    expect(await outbound(kilau.finance.id, "people.fresh_identity")).toEqual([]);
    // Not by themselves, not by a colleague who is no admin, not by another organization.
    await expect(run("people.trust_channel", { identityId }, kilau.finance)).rejects.toMatchObject({
      code: "forbidden",
    });
    const foreign = await createOrganization(house.db, "Lain");
    await expect(run("people.trust_channel", { identityId }, foreign.admin)).rejects.toMatchObject({
      code: "not_found",
    });
    await run("people.trust_channel", { identityId }, kilau.admin);
    expect((await cooling(decider))?.until).toBeNull();
    const own = await link(stranger(), kilau.admin2);
    await expect(run("people.trust_channel", { identityId: own }, kilau.admin2)).rejects.toMatchObject({
      reason: "own_identity",
    });
  });

  it("is only of a person who is still there", async () => {
    const who = stranger();
    await link(who, kilau.viewer);
    await house.db.transaction(PLATFORM, (tx) =>
      tx.execute("UPDATE member SET status = 'suspended' WHERE id = $1", [kilau.viewer.id]),
    );
    expect(await linked(who)).toBeUndefined();
    expect(await house.db.transaction(PLATFORM, (tx) => findPerson(tx, kilau.viewer.id))).toBeUndefined();
  });
});
