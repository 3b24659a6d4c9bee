import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../test/support/database.ts";
import { acceptEvent, conversationLane } from "./ingress.ts";
import { fenceCheck, finishTurn, LaneLost, type LeasedTurn, leaseTurn, postponeTurn, renewLease } from "./lanes.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db.close();
});

let made = 0;
async function send(conversation: string, text: string, externalId = `e${++made}`): Promise<"accepted" | "duplicate"> {
  return acceptEvent(
    db,
    {
      channel: "desk",
      account: "desk",
      externalId,
      laneKey: conversationLane("desk", "desk", conversation),
      kind: "message",
      payload: { conversation, text },
    },
    () => undefined,
  );
}

const finish = (turn: LeasedTurn): Promise<LeasedTurn | undefined> =>
  db.transaction({ role: "platform" }, async (tx) => {
    await fenceCheck(tx, turn);
    return finishTurn(tx, turn, { status: "done" });
  });
const texts = (turn: LeasedTurn | undefined): unknown[] => (turn?.events ?? []).map((event) => event.payload.text);

describe("lanes", () => {
  it("keep each event once, however often and from however many it is delivered", async () => {
    const answers = await Promise.all(Array.from({ length: 11 }, () => send("dup", "halo", "same-id")));
    expect(answers.filter((answer) => answer === "accepted")).toHaveLength(1);
    const turn = await leaseTurn(db, "w1");
    expect(texts(turn)).toEqual(["halo"]);
    if (turn) await finish(turn);
    expect(await send("dup", "halo", "same-id")).toBe("duplicate");
    expect(await leaseTurn(db, "w1")).toBeUndefined();
  });

  it("give one conversation to one worker, all waiting events in order, and what came meanwhile to the same one", async () => {
    for (const text of ["1", "2", "3"]) await send("order", text);
    const turn = await leaseTurn(db, "w1");
    expect(texts(turn)).toEqual(["1", "2", "3"]);
    expect(await leaseTurn(db, "w2")).toBeUndefined();
    await send("order", "4");
    expect(await leaseTurn(db, "w2")).toBeUndefined();
    const next = turn && (await finish(turn));
    expect(texts(next)).toEqual(["4"]);
    if (next) expect(await finish(next)).toBeUndefined();
  });

  it("let others work on other conversations at once", async () => {
    await Promise.all(["a", "b", "c"].map((name) => send(name, name)));
    const turns = await Promise.all(["w1", "w2", "w3"].map((worker) => leaseTurn(db, worker)));
    expect(turns.flatMap(texts).sort()).toEqual(["a", "b", "c"]);
    for (const turn of turns) if (turn) await finish(turn);
  });

  it("take a dead worker's turn up again under its own id, and refuse the dead one's late writes", async () => {
    await send("crash", "halo");
    const dead = await leaseTurn(db, "w1");
    expect(dead?.attempt).toBe(1);
    await db.transaction({ role: "platform" }, (tx) =>
      tx.execute("UPDATE lane SET lease_until = now() - interval '1 second' WHERE key = $1", [dead?.laneKey]),
    );
    const again = await leaseTurn(db, "w2");
    expect(again).toMatchObject({ turnId: dead?.turnId, attempt: 2 });
    expect(texts(again)).toEqual(["halo"]);
    if (!dead || !again) return;
    expect(await renewLease(db, dead)).toBe(false);
    await expect(finish(dead)).rejects.toBeInstanceOf(LaneLost);
    expect(await finish(again)).toBeUndefined();
  });

  it("give a postponed turn back after its pause, with what came meanwhile behind it", async () => {
    await send("later", "first");
    const turn = await leaseTurn(db, "w1");
    if (!turn) throw new Error("nothing leased");
    await postponeTurn(db, turn, 60_000, "away");
    expect(await leaseTurn(db, "w1")).toBeUndefined();
    await db.transaction({ role: "platform" }, (tx) =>
      tx.execute("UPDATE inbound_event SET available_at = now() WHERE lane_key = $1", [turn.laneKey]),
    );
    await send("later", "second");
    const again = await leaseTurn(db, "w1");
    expect(again?.turnId).toBe(turn.turnId);
    expect(texts(again)).toEqual(["first"]);
    const next = again && (await finish(again));
    expect(texts(next)).toEqual(["second"]);
    if (next) await finish(next);
  });

  it("lose and double nothing when many send and many work at once", async () => {
    const conversations = 5;
    const each = 12;
    const seen = new Map<string, unknown[]>();
    const sending = Promise.all(
      Array.from({ length: conversations }, async (_, c) => {
        for (let i = 0; i < each; i += 1) await send(`busy-${c}`, String(i));
      }),
    );
    const total = (): number => [...seen.values()].reduce((sum, list) => sum + list.length, 0);
    const deadline = Date.now() + 25_000;
    await Promise.all(
      ["w1", "w2", "w3", "w4"].map(async (worker) => {
        while (total() < conversations * each && Date.now() < deadline) {
          let turn = await leaseTurn(db, worker);
          while (turn) {
            seen.set(turn.laneKey, [...(seen.get(turn.laneKey) ?? []), ...texts(turn)]);
            turn = await finish(turn);
          }
        }
      }),
    );
    await sending;
    for (const list of seen.values()) expect(list).toEqual(Array.from({ length: each }, (_, i) => String(i)));
    expect(seen.size).toBe(conversations);
  });
});
