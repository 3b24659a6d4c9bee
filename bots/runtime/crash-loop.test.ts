import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Assistant } from "../../agents/index.ts";
import type { Actor } from "../../core/kernel/actor.ts";
import { openTestDesk, saidIn, type TestDesk } from "../../test/support/desk.ts";
import { openSampleHouse } from "../../test/support/doors.ts";
import type { TestHouse } from "../../test/support/house.ts";
import { createOrganization } from "../../test/support/people.ts";
import { createTurnRunner } from "./turn-worker.ts";

const PLATFORM = { role: "platform" } as const;

let house: TestHouse;
let desk: TestDesk;
let admin: Actor;
let manager: Actor;

beforeAll(async () => {
  house = await openSampleHouse();
});
afterAll(async () => {
  await house.db.close();
});
beforeEach(async () => {
  ({ admin, manager } = await createOrganization(house.db, "Kilau"));
  desk = await openTestDesk(house, { assistant: polite, people: [admin, manager] });
});

const polite: Assistant = {
  runTurn: ({ text, state }) =>
    Promise.resolve({ replies: [{ text: `echo ${text}` }], state, transcript: [], status: "done" }),
};

const WORKERS = 4;

/** One life of a process: four workers until they find nothing, or until "die" is run, which ends all of them at once. */
async function live(): Promise<"dead" | "idle"> {
  let over = false;
  let die: () => void = () => undefined;
  const died = new Promise<"dead">((resolve) => {
    die = () => {
      over = true;
      resolve("dead");
    };
  });
  // A worker of a dead process takes nothing more; here they have to be seen to rest, but for who queues behind the dead.
  let resting = 0;
  let allRest: () => void = () => undefined;
  const still = new Promise<void>((resolve) => {
    allRest = resolve;
  });
  const rest = (): void => {
    resting += 1;
    if (resting === WORKERS) allRest();
  };
  const forEver = (): Promise<never> => {
    rest();
    return new Promise(() => undefined);
  };
  const assistant: Assistant = {
    async runTurn(turn) {
      if (turn.text === "die") {
        die();
        // Nobody comes back from there; what it would still write is refused by the fence.
        await forEver();
      }
      // Everything else takes long enough to be under way when the process dies.
      await Promise.race([died, new Promise((resolve) => setTimeout(resolve, 150))]);
      if (over) await forEver();
      return polite.runTurn(turn);
    },
  };
  const run = createTurnRunner({
    ...house,
    assistant,
    channels: new Map(),
    owner: "life",
    wake: { inbox: () => undefined, outbox: () => undefined },
    handleProviderEvent: () => Promise.resolve(),
  });
  const worker = async (): Promise<void> => {
    while (!over && (await run()));
    rest();
  };
  const workers = Promise.all(Array.from({ length: WORKERS }, worker)).then(() => "idle" as const);
  const end = await Promise.race([died, workers]);
  await Promise.race([still, new Promise((resolve) => setTimeout(resolve, 200))]);
  // What the next process does at its start, alone on its database.
  await house.db.transaction(PLATFORM, (tx) => tx.execute("UPDATE lane SET lease_owner = NULL, lease_until = NULL"));
  return end;
}

/** Half a minute goes by: longer than any turn waits between two tries. */
async function later(): Promise<void> {
  await house.db.transaction(PLATFORM, async (tx) => {
    await tx.execute("UPDATE turn SET tried_at = tried_at - interval '30 seconds'");
    await tx.execute("UPDATE inbound_event SET available_at = available_at - interval '30 seconds'");
  });
}

const deadEvents = () =>
  house.db.transaction(PLATFORM, (tx) =>
    tx.query<{ text: string }>("SELECT payload->>'text' AS text FROM inbound_event WHERE status = 'dead' ORDER BY id"),
  );

describe("a turn that ends the process whenever it runs", () => {
  it("is set aside after five deaths: its person is told once, the operator has the incident, the lane goes on", async () => {
    await desk.write(admin, "die");
    let deaths = 0;
    while ((await live()) === "dead") {
      deaths += 1;
      await later();
      if (deaths === 1) await desk.write(admin, "after");
      expect(deaths).toBeLessThan(10);
    }
    expect(deaths).toBe(5);
    expect(await deadEvents()).toEqual([{ text: "die" }]);
    await desk.run();
    const said = saidIn(await desk.window(admin));
    expect(said.match(/tidak bisa saya selesaikan/g)).toHaveLength(1);
    expect(said).toContain("echo after");
    const incident = /inc_[0-9a-z]+/.exec(said)?.[0];
    const row = await house.db.transaction(PLATFORM, (tx) =>
      tx.first<{ error: string; place: string }>("SELECT error, place FROM incident WHERE id = $1", [incident]),
    );
    expect(row?.error).toContain("5 times");
    expect(row?.place).toContain(admin.id);
    expect(await live()).toBe("idle");
  });

  it("waits longer and longer between its tries, and goes on by itself", async () => {
    await desk.write(admin, "die");
    const ends: string[] = [];
    for (let lives = 0; lives < 4; lives += 1) ends.push(await live());
    // Twice at once; the third try has to wait for a second after the second one.
    expect(ends).toEqual(["dead", "dead", "idle", "idle"]);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect([await live(), await live()]).toEqual(["dead", "idle"]);
    await later();
    expect([await live(), await live()]).toEqual(["dead", "idle"]);
    await later();
    expect([await live(), await live()]).toEqual(["dead", "idle"]);
    await desk.run();
    expect(saidIn(await desk.window(admin))).toContain("tidak bisa saya selesaikan");
  });

  it("does not take others with it, however often they were under way when it died", async () => {
    await desk.write(admin, "die");
    await desk.write(manager, "hello");
    for (let lives = 0; (await live()) === "dead"; lives += 1) {
      expect(lives).toBeLessThan(10);
      await later();
    }
    await desk.run();
    expect(saidIn(await desk.window(manager))).toContain("echo hello");
    expect(saidIn(await desk.window(manager))).not.toContain("tidak bisa saya selesaikan");
    expect((await deadEvents()).map(({ text }) => text)).not.toContain("hello");
  });
});

describe("a turn that fails", () => {
  it("counts its failures, not as deaths, and says so in the person's own language", async () => {
    await house.db.transaction(PLATFORM, (tx) =>
      tx.execute("UPDATE member SET locale = 'en' WHERE id = $1", [admin.id]),
    );
    await desk.write(admin, "fail");
    let tries = 0;
    const run = createTurnRunner({
      ...house,
      assistant: {
        runTurn: () => {
          tries += 1;
          return Promise.reject(new Error("no"));
        },
      },
      channels: new Map(),
      owner: "w",
      wake: { inbox: () => undefined, outbox: () => undefined },
      handleProviderEvent: () => Promise.resolve(),
    });
    for (let i = 0; i < 12; i += 1) {
      await run();
      await house.db.transaction(PLATFORM, (tx) =>
        tx.execute("UPDATE inbound_event SET available_at = now() WHERE status = 'adopted'"),
      );
    }
    expect(tries).toBe(8);
    await desk.run();
    expect(saidIn(await desk.window(admin))).toContain("Sorry, I could not process your message");
  });
});
