import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createOfflineAssistant } from "../../agents/index.ts";
import { claimJob, runJob } from "../../core/jobs/engine.ts";
import type { Actor } from "../../core/kernel/actor.ts";
import { DAY_MS, HOUR_MS } from "../../core/kernel/clock.ts";
import { cardsOf, openTestDesk, saidIn, type TestDesk } from "../../test/support/desk.ts";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createWorld, type World } from "../../test/support/world.ts";

const PLATFORM = { role: "platform" } as const;
let house: TestHouse;
let kilau: World;
let rani: Actor;
let desk: TestDesk;

beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.db.close());
beforeEach(async () => {
  await sql("UPDATE outbound_message SET status = 'failed' WHERE status IN ('pending', 'sending')");
  kilau = await createWorld(house.db, "Kilau");
  await sql("DELETE FROM hand_over");
  rani = kilau.influencer;
  desk = await openTestDesk(house, {
    assistant: createOfflineAssistant(house),
    people: [kilau.actors.manager, kilau.actors.admin, rani],
  });
});

function sql<Row>(text: string, params: readonly unknown[] = []): Promise<Row[]> {
  return house.db.transaction(PLATFORM, (tx) => tx.query<Row>(text, params));
}
async function says(actor: Actor, text: string): Promise<void> {
  await desk.write(actor, text);
  await desk.run();
}
async function presses(actor: Actor, label: string, fields?: Record<string, string>): Promise<void> {
  await desk.touch(actor, label, fields);
  await desk.run();
}
const read = async (actor: Actor): Promise<string> => saidIn(await desk.window(actor));
const said = async (actor: Actor): Promise<number> =>
  (await desk.window(actor)).filter(({ sender }) => sender === "kolega").length;
const open = () => sql<{ takenBy: string | null }>("SELECT taken_by FROM hand_over WHERE status = 'open'");

async function returnJob(): Promise<void> {
  const jobs = { ...house, owner: "w" };
  const rows = await sql<{ id: string }>(
    "SELECT id FROM job WHERE name = 'handover.return' AND status = 'pending' AND run_at <= $1",
    [house.clock.now()],
  );
  for (const { id } of rows) {
    const row = await claimJob(jobs, id);
    if (row) await runJob(jobs, row);
  }
  await desk.run();
}

describe("a person instead of the assistant", () => {
  it("is called, answers under their own name, and gives the conversation back", async () => {
    const { manager, admin } = kilau.actors;
    await says(rani, "bicara dengan manusia");
    expect(await read(rani)).toContain("Tim Kilau sudah saya panggil");
    for (const member of [manager, admin]) expect(await read(member)).toContain("minta bicara dengan manusia");
    const before = await said(rani);
    await says(rani, "Jadwalnya bisa mundur seminggu?");
    expect(await said(rani)).toBe(before);
    expect(await read(admin)).toContain("Jadwalnya bisa mundur seminggu?");
    await presses(manager, "Saya tangani");
    expect(await read(admin)).toContain("ditangani Ayu");
    await says(rani, "Halo?");
    expect(await read(manager)).toContain("Halo?");
    expect(await read(admin)).not.toContain("Halo?");
    await presses(manager, "Balas", { text: "Bisa, sampai tanggal 30." });
    const [answer] = (await desk.window(rani)).flatMap(cardsOf).slice(-1);
    expect(answer).toMatchObject({ title: "Ayu dari Kilau", body: "Bisa, sampai tanggal 30." });
    expect(await open()).toEqual([{ takenBy: manager.id }]);
    await presses(manager, "Kembali ke asisten");
    expect(await read(rani)).toContain("Ayu mengembalikan percakapan ini");
    expect(await open()).toEqual([]);
    const last = await said(rani);
    await says(rani, "kamu bisa apa");
    expect(await said(rani)).toBeGreaterThan(last);
  });

  it("keeps buttons, commands and numbers working, and never takes the same words twice", async () => {
    await says(rani, "/manusia");
    await says(rani, "/menu");
    expect(await read(rani)).toContain("Pilih yang kamu perlukan");
    await presses(rani, "Kembali ke asisten");
    expect(await open()).toEqual([]);
    const ended = (await desk.window(kilau.actors.admin)).flatMap(cardsOf).at(-1)?.title;
    expect(ended).toMatch(/^\S[^,]* kembali ke asisten$/);
    await says(rani, "talk to a human");
    await says(rani, "/human");
    expect(await open()).toHaveLength(1);
    const messages = await sql<{ count: bigint }>(
      "SELECT count(*) FROM outbound_message WHERE template = 'handover.asked' AND tenant = $1",
      [rani.id],
    );
    // Two members each, for two requests.
    expect(messages).toMatchObject([{ count: 6n }]);
    await says(rani, "kembali ke asisten");
    expect(await open()).toEqual([]);
    expect(await read(rani)).toContain("saya (asisten) yang menjawab lagi");
  });

  it("comes to an end by itself after a day without a word, and not before", async () => {
    await says(rani, "mau ngobrol sama admin dong");
    house.clock.advance(23 * HOUR_MS);
    await says(rani, "masih di sana?");
    house.clock.advance(2 * HOUR_MS);
    await returnJob();
    expect(await open()).toHaveLength(1);
    house.clock.advance(DAY_MS);
    // Even before the job has run the assistant answers.
    const before = await said(rani);
    await says(rani, "kamu bisa apa");
    expect(await said(rani)).toBeGreaterThan(before);
    await returnJob();
    expect(await open()).toEqual([]);
    expect(await read(rani)).toContain("24 jam tidak ada pesan");
    await expect(
      house.executor.execute("handover.reply", { handOverId: await lastId(), text: "Halo" }, kilau.actors.manager, {
        confirmation: { kind: "press" },
      }),
    ).rejects.toMatchObject({ reason: "hand_over_ended" });
  });

  it("lets no model speak for a member: their own press sends it", async () => {
    await says(rani, "bicara dengan manusia");
    const call = { handOverId: await lastId(), text: "Kami setuju." };
    const asked = await house.executor.execute("handover.reply", call, kilau.actors.manager);
    expect(asked.kind).toBe("waiting");
    if (asked.kind !== "waiting") return;
    await expect(house.approvals.decide(asked.approvalId, "approve", kilau.actors.admin)).rejects.toMatchObject({
      code: "forbidden",
    });
    await house.approvals.decide(asked.approvalId, "approve", kilau.actors.manager);
    await desk.run();
    expect(await read(rani)).toContain("Kami setuju.");
  });

  it("is one member's once taken, and only of the brand's own people", async () => {
    await says(rani, "bicara dengan manusia");
    const handOverId = await lastId();
    const take = (actor: Actor) => house.executor.execute("handover.take", { handOverId }, actor);
    await take(kilau.actors.manager);
    await take(kilau.actors.manager);
    await expect(take(kilau.actors.admin)).rejects.toMatchObject({
      reason: "hand_over_taken",
      params: { name: "Ayu" },
    });
    const other = await createWorld(house.db, "Lain");
    await expect(take(other.actors.admin)).rejects.toMatchObject({ code: "not_found" });
    await expect(house.executor.execute("handover.end", { handOverId }, other.influencer)).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("is asked for with a button for each brand where there are several", async () => {
    const other = await createWorld(house.db, "Mentari");
    await sql("UPDATE collaboration SET influencer_id = $1 WHERE org_id = $2", [rani.id, other.orgId]);
    await says(rani, "/manusia");
    expect(await read(rani)).toContain("tim brand yang mana");
    await presses(rani, "Mentari");
    expect(await sql("SELECT org_id FROM hand_over WHERE status = 'open' AND person = $1", [rani.id])).toEqual([
      { orgId: other.orgId },
    ]);
  });
});

async function lastId(): Promise<string> {
  const [row] = await sql<{ id: string }>("SELECT id FROM hand_over ORDER BY started_at DESC, id DESC LIMIT 1");
  return row?.id ?? "";
}
