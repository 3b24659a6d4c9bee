import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Assistant } from "../../agents/index.ts";
import type { MessageContent } from "../../core/cards/card.ts";
import type { Actor } from "../../core/kernel/actor.ts";
import { cardsOf, openTestDesk, saidIn, type TestDesk } from "../../test/support/desk.ts";
import { addCampaign, campaignRow, openSampleHouse } from "../../test/support/doors.ts";
import type { TestHouse } from "../../test/support/house.ts";
import { createOrganization } from "../../test/support/people.ts";
import { createTurnRunner } from "./turn-worker.ts";

const PLATFORM = { role: "platform" } as const;
type Team = Awaited<ReturnType<typeof createOrganization>>;

let house: TestHouse;
let desk: TestDesk;
let team: Team;
let campaignId: string;

/** Answers "list" with what waits, anything else with a card whose button pays at once. */
const assistant: Assistant = {
  async runTurn({ text, actor, presenter, state }) {
    const reply = (content: MessageContent) => ({
      replies: [content],
      state,
      transcript: [],
      status: "done" as const,
    });
    if (text !== "list") {
      const action = {
        kind: "call" as const,
        useCase: "samples.pay",
        input: { campaignId, amountMinor: Number(text) },
        label: "Pay",
      };
      return reply({ card: { title: "Direct", actions: [action] } });
    }
    const outcome = await house.executor.execute("approvals.list", {}, actor);
    const useCase = house.registry.find("approvals.list");
    if (outcome.kind !== "done" || !useCase) throw new Error("not listed");
    return reply({ card: useCase.present.card(outcome.output, presenter) });
  },
};

beforeAll(async () => {
  house = await openSampleHouse();
});
afterAll(async () => {
  await house.db.close();
});
beforeEach(async () => {
  team = await createOrganization(house.db, "Kilau");
  campaignId = await addCampaign(house, team.orgId, "Glow");
  desk = await openTestDesk(house, { assistant, people: [team.admin, team.admin2, team.manager] });
});

async function ask(amountMinor: number, campaign = campaignId): Promise<string> {
  const outcome = await house.executor.execute("samples.pay", { campaignId: campaign, amountMinor }, team.manager);
  if (outcome.kind !== "waiting") throw new Error("not asked");
  await desk.run();
  return outcome.approvalId;
}

async function list(actor: Actor): Promise<void> {
  await desk.write(actor, "list");
  await desk.run();
}

/** The list card as it is in somebody's window now. */
async function listCard(actor: Actor) {
  const window = await desk.window(actor);
  const card = window
    .flatMap(cardsOf)
    .find((one) => one.title === house.i18n.presenter("id").t("approvals.list_title"));
  if (!card) throw new Error("no list");
  return card;
}

const said = async (actor: Actor): Promise<string> => saidIn(await desk.window(actor));
const count = (text: string, part: string): number => text.split(part).length - 1;

describe("the list of what waits", () => {
  it("loses a request's buttons when it was decided from the list, and says what became of it", async () => {
    await ask(2_000_000);
    await list(team.admin);
    expect((await listCard(team.admin)).actions).toHaveLength(2);
    await desk.touch(team.admin, "Setujui");
    await desk.run();
    expect((await campaignRow(house, campaignId)).budgetMinor).toBe(2_000_000n);
    const card = await listCard(team.admin);
    expect(card.actions).toEqual([]);
    expect(card.facts).toHaveLength(1);
    expect(card.facts?.[0]?.label).toContain("Glow");
    expect(card.facts?.[0]?.value).toContain("Disetujui oleh Bima");
  });

  it("follows a decision made elsewhere by somebody else, and keeps the buttons of the other requests", async () => {
    const other = await addCampaign(house, team.orgId, "Other");
    const first = await ask(2_000_000);
    await ask(3_000_000, other);
    await list(team.admin);
    await list(team.admin2);
    expect((await listCard(team.admin)).actions).toHaveLength(4);
    await house.approvals.decide(first, "reject", { ...team.admin2, via: "page" });
    await desk.run();
    for (const person of [team.admin, team.admin2]) {
      const card = await listCard(person);
      expect(card.actions).toHaveLength(2);
      expect(count(JSON.stringify(card.facts), "Ditolak oleh Sarah")).toBe(1);
    }
    // What is left still decides, and the second change finds the card that was changed before.
    await desk.touch(team.admin, "Setujui");
    await desk.run();
    expect((await campaignRow(house, other)).budgetMinor).toBe(3_000_000n);
    for (const person of [team.admin, team.admin2]) expect((await listCard(person)).actions).toEqual([]);
  });

  it("shows no buttons for what was decided while the list was on its way", async () => {
    const id = await ask(2_000_000);
    await desk.write(team.admin, "list");
    // The reply is written and not yet delivered.
    const runWaitingTurn = createTurnRunner({
      ...house,
      assistant,
      channels: new Map(),
      owner: "test",
      wake: { inbox: () => undefined, outbox: () => undefined },
      handleProviderEvent: () => Promise.resolve(),
    });
    await runWaitingTurn();
    await house.approvals.decide(id, "approve", { ...team.admin2, via: "page" });
    await desk.run();
    const card = await listCard(team.admin);
    expect(card.actions).toEqual([]);
    expect(JSON.stringify(card.facts)).toContain("Disetujui oleh Sarah");
  });

  it("says in the list what each request is about, so that its buttons can be told apart", async () => {
    const other = await addCampaign(house, team.orgId, "Other");
    await ask(2_000_000);
    await ask(3_000_000, other);
    await list(team.admin);
    const card = await listCard(team.admin);
    expect(JSON.stringify(card.facts)).toContain("Glow");
    expect(new Set(card.actions.map((action) => action.label)).size).toBe(4);
  });
});

describe("a double click", () => {
  it("is answered once, whether both come in one turn or in two", async () => {
    await desk.write(team.admin, "2000000");
    await desk.run();
    const [button] = await desk.buttons(team.admin);
    const token = button?.token ?? "";
    await Promise.all([desk.press(team.admin, token), desk.press(team.admin, token)]);
    await desk.run();
    await desk.press(team.admin, token);
    await desk.run();
    expect(await said(team.admin)).not.toContain("sudah dipakai");
    expect(count(await said(team.admin), "Sample Glow")).toBe(1);
  });

  it("of a decision is answered once too", async () => {
    await ask(2_000_000);
    const buttons = await desk.buttons(team.admin);
    const token = buttons.find((action) => action.label === "Setujui")?.token ?? "";
    await desk.press(team.admin, token);
    await desk.run();
    await desk.press(team.admin, token);
    await desk.run();
    const lines = (await desk.window(team.admin)).filter((message) => message.body.text !== undefined);
    expect(lines.map((message) => message.body.text)).toEqual(["Sample Glow"]);
  });

  it("much later is told so, once for each time it is tried", async () => {
    await desk.write(team.admin, "2000000");
    await desk.run();
    const token = (await desk.buttons(team.admin))[0]?.token ?? "";
    await desk.press(team.admin, token);
    await desk.run();
    await house.db.transaction(PLATFORM, (tx) =>
      tx.execute("UPDATE action_token SET used_at = now() - interval '1 hour' WHERE used_at IS NOT NULL"),
    );
    await desk.press(team.admin, token);
    await desk.run();
    await desk.press(team.admin, token);
    await desk.run();
    expect(count(await said(team.admin), "Tombol ini sudah dipakai")).toBe(1);
  });

  it("with other words in its form is another press", async () => {
    await desk.write(team.admin, "2000000");
    await desk.run();
    const token = (await desk.buttons(team.admin))[0]?.token ?? "";
    await Promise.all([desk.press(team.admin, token, { a: "1" }), desk.press(team.admin, token, { a: "2" })]);
    await desk.run();
    // The first one used the button; the second is not repeated and not carried out either.
    expect(count(await said(team.admin), "Sample Glow")).toBe(1);
  });
});

describe("a request whose object is decided directly", () => {
  const rowOf = (id: string) =>
    house.db.transaction(PLATFORM, (tx) =>
      tx.first<{ status: string; decidedByName: string | null }>(
        "SELECT status, decided_by_name FROM approval WHERE id = $1",
        [id],
      ),
    );

  it("is closed: no buttons are left, and the log says who made it needless", async () => {
    const id = await ask(2_000_000);
    await list(team.admin2);
    await desk.write(team.admin, "2000000");
    await desk.run();
    await desk.touch(team.admin, "Pay");
    await desk.run();
    expect(await rowOf(id)).toEqual({ status: "superseded", decidedByName: "Bima" });
    for (const person of [team.admin, team.admin2]) {
      const open = (await desk.buttons(person)).filter((action) => ["Setujui", "Tolak"].includes(action.label));
      expect(open).toEqual([]);
      expect(await said(person)).toContain("langsung oleh Bima");
    }
    const traces = await house.db.transaction(PLATFORM, (tx) =>
      tx.query<{ outcome: string; actorName: string; details: unknown }>(
        "SELECT outcome, actor_name, details FROM audit_event WHERE subject = $1 ORDER BY seq",
        [id],
      ),
    );
    expect(traces).toMatchObject([
      { outcome: "requested", actorName: "Ayu" },
      { outcome: "superseded", actorName: "Bima", details: { decidedDirectly: true } },
    ]);
    const late = await house.approvals.decide(id, "approve", team.admin2);
    expect(late.result).toBe("already");
  });

  it("leaves requests about other objects alone", async () => {
    const other = await addCampaign(house, team.orgId, "Other");
    const id = await ask(2_000_000, other);
    await desk.write(team.admin, "2000000");
    await desk.run();
    await desk.touch(team.admin, "Pay");
    await desk.run();
    expect(await rowOf(id)).toMatchObject({ status: "pending" });
  });

  it("stays open when the direct decision was refused", async () => {
    const id = await ask(2_000_000);
    await desk.write(team.manager, "2000000");
    await desk.run();
    await expect(
      house.executor.execute("samples.pay", { campaignId, amountMinor: 2_000_000 }, team.manager, {
        confirmation: { kind: "press" },
      }),
    ).rejects.toMatchObject({ reason: "not_decider" });
    expect(await rowOf(id)).toMatchObject({ status: "pending" });
  });

  it("is the same when a newer request takes its place: the log has it", async () => {
    const first = await ask(2_000_000);
    await ask(2_500_000);
    const trace = await house.db.transaction(PLATFORM, (tx) =>
      tx.query<{ outcome: string }>("SELECT outcome FROM audit_event WHERE subject = $1 ORDER BY seq", [first]),
    );
    expect(trace.map((row) => row.outcome)).toEqual(["requested", "superseded"]);
  });
});
