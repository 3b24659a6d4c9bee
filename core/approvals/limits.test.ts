import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Stage, setStage } from "../../test/safety/stage.ts";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import type { Actor } from "../kernel/actor.ts";
import { HOUR_MS } from "../kernel/clock.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(async () => {
  await house.db.close();
});

async function ask(stage: Stage, index: number, actor: Actor = stage.manager): Promise<string> {
  const outcome = await house.executor.execute(
    "collaborations.accept_counter",
    { collaborationId: stage.countered[index] },
    actor,
  );
  if (outcome.kind !== "waiting") throw new Error("nobody was asked");
  return outcome.approvalId;
}
const platform = <T>(sql: string, params: readonly unknown[]) =>
  house.db.transaction({ role: "platform" }, (tx) => tx.query<T>(sql, params));

describe("slices of a big amount", () => {
  it("are the big amount: the card shows the sum, and from the limit on others decide", async () => {
    const stage = await setStage(house.db, "Irisan");
    const ids: string[] = [];
    for (let index = 0; index < stage.countered.length; index++) ids.push(await ask(stage, index));
    // Eleven of 900,000 are below ten million, twelve are not.
    const last = ids.at(-1) ?? "";
    const cards = await platform<{ recipient: string; data: { cumulative?: { count: number; amountMinor: string } } }>(
      "SELECT recipient, data FROM outbound_message WHERE template = 'approvals.requested' AND data->>'approvalId' = $1",
      [last],
    );
    const { admin, admin2, finance } = stage.world.actors;
    expect(cards.map((card) => card.recipient).sort()).toEqual([admin.id, admin2.id, finance.id].sort());
    expect(cards[0]?.data.cumulative).toEqual({ count: 12, amountMinor: "10800000", currency: "IDR" });
    const notification = house.registry.notification("approvals.requested");
    const card = notification?.render(notification.data.parse(cards[0]?.data), house.i18n.presenter("en")).card;
    expect(card?.facts).toContainEqual({
      label: "Total of 24 hours",
      value: "Rp10,800,000 in 12 requests of the same person",
      required: true,
    });

    await expect(house.approvals.decide(last, "approve", stage.manager)).rejects.toMatchObject({
      reason: "above_limit_together",
    });
    expect((await house.approvals.decide(last, "approve", finance)).result).toBe("approved");
  });

  it("count for the one who asked, for a day, and not once they were refused", async () => {
    const stage = await setStage(house.db, "Hari");
    const { admin } = stage.world.actors;
    const all = stage.countered.map((_, index) => index);
    for (const index of all.slice(0, 11)) await ask(stage, index);
    const own = await ask(stage, 11, admin);
    expect((await house.approvals.decide(own, "approve", admin)).result).toBe("approved");

    const second = await setStage(house.db, "Besok");
    for (const index of all.slice(0, 11)) await ask(second, index);
    house.clock.advance(25 * HOUR_MS);
    expect((await house.approvals.decide(await ask(second, 11), "approve", second.manager)).result).toBe("approved");

    const third = await setStage(house.db, "Ditolak");
    const refused = await ask(third, 0);
    await house.approvals.decide(refused, "reject", third.manager);
    for (const index of all.slice(1, 11)) await ask(third, index);
    expect((await house.approvals.decide(await ask(third, 11), "approve", third.manager)).result).toBe("approved");
  });

  it("cannot be approved by the one who asked", async () => {
    const stage = await setStage(house.db, "Sendiri");
    const { admin, admin2 } = stage.world.actors;
    let last = "";
    for (let index = 0; index < stage.countered.length; index++) last = await ask(stage, index, admin);
    await expect(house.approvals.decide(last, "approve", admin)).rejects.toMatchObject({
      reason: "four_eyes_together",
    });
    expect((await house.approvals.decide(last, "approve", admin2)).result).toBe("approved");
  });
});

describe("a new approver", () => {
  it("waits before great sums and before the safeguards, not before small ones; a founder does not", async () => {
    const stage = await setStage(house.db, "Baru");
    const { orgId, actors } = stage.world;
    await platform("UPDATE organization SET four_eyes_above_minor = 500000 WHERE id = $1", [orgId]);
    await platform("UPDATE member SET role = 'finance' WHERE id = $1", [actors.viewer.id]);
    const [moved] = await platform<{ at: Date }>("SELECT role_changed_at AS at FROM member WHERE id = $1", [
      actors.viewer.id,
    ]);
    // The database says since when a role is new, whoever forgets to.
    expect(Math.abs((moved?.at.getTime() ?? 0) - Date.now())).toBeLessThan(HOUR_MS);
    await platform("UPDATE member SET role_changed_at = $2 WHERE id = $1", [actors.viewer.id, house.clock.now()]);
    await platform("UPDATE member SET role_changed_at = $2 WHERE id = $1", [actors.admin2.id, house.clock.now()]);
    const eve: Actor = { ...actors.viewer, roles: ["finance"] };

    const request = await ask(stage, 0);
    await expect(house.approvals.decide(request, "approve", eve)).rejects.toMatchObject({
      reason: "approver_cooling",
      params: { hours: 24 },
    });
    await expect(
      house.executor.execute("organization.set_security", { approverCoolingHours: 0 }, actors.admin2, {
        confirmation: { kind: "press" },
      }),
    ).rejects.toMatchObject({ reason: "approver_cooling" });
    await platform("UPDATE organization SET four_eyes_above_minor = 10000000 WHERE id = $1", [orgId]);
    expect((await house.approvals.decide(request, "approve", actors.admin2)).result).toBe("approved");

    await platform("UPDATE organization SET four_eyes_above_minor = 500000 WHERE id = $1", [orgId]);
    const later = await ask(stage, 1);
    await platform("UPDATE organization SET approver_cooling_hours = 0 WHERE id = $1", [orgId]);
    expect((await house.approvals.decide(later, "approve", eve)).result).toBe("approved");
    await platform(
      "UPDATE organization o SET approver_cooling_hours = 24, created_at = m.role_changed_at FROM member m WHERE o.id = $1 AND m.id = $2",
      [orgId, eve.id],
    );
    expect((await house.approvals.decide(await ask(stage, 2), "approve", eve)).result).toBe("approved");
  });
});
