import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { DAY_MS } from "../kernel/clock.ts";
import { defineJob } from "../usecase/job.ts";
import { createDailySchedule } from "./daily.ts";

const payload = z.object({ day: z.string() });
const sweep = defineJob({
  name: "test.sweep",
  payload,
  maxAttempts: 1,
  daily: (day) => ({ day }),
  run: async () => undefined,
});
const other = defineJob({ name: "test.other", payload, maxAttempts: 1, run: async () => undefined });

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse({
    modules: [
      {
        name: "test",
        useCases: [],
        notifications: [],
        jobs: [sweep, other],
        locales: { namespace: "test", id: {}, en: {} },
      },
    ],
  });
});
afterAll(() => house.db.close());

const rows = () =>
  house.db.transaction({ role: "platform" }, (tx) =>
    tx.query<{ name: string; payload: unknown }>("SELECT name, tenant, payload FROM job ORDER BY run_at"),
  );

describe("daily jobs", () => {
  it("are one row a day for the whole house, however many processes and ticks", async () => {
    const processes = Array.from({ length: 4 }, () => createDailySchedule(house, () => undefined));
    await Promise.all([...processes, ...processes].map((enqueue) => enqueue()));
    expect(await rows()).toEqual([{ name: "test.sweep", tenant: "platform", payload: { day: "2026-11-21" } }]);
    house.clock.advance(DAY_MS);
    await Promise.all(processes.map((enqueue) => enqueue()));
    expect((await rows()).map((row) => row.payload)).toEqual([{ day: "2026-11-21" }, { day: "2026-11-22" }]);
  });

  it("do not ask the database again on the same day, but do after a failure", async () => {
    house.clock.advance(DAY_MS);
    let asked = 0;
    let isAway = true;
    const db: typeof house.db = {
      ...house.db,
      transaction: (scope, work) => {
        asked += 1;
        return isAway ? Promise.reject(new Error("away")) : house.db.transaction(scope, work);
      },
    };
    let woken = 0;
    const enqueue = createDailySchedule({ ...house, db }, () => {
      woken += 1;
    });
    await expect(enqueue()).rejects.toThrow("away");
    isAway = false;
    await enqueue();
    await enqueue();
    expect({ asked, woken }).toEqual({ asked: 2, woken: 1 });
    expect(await rows()).toContainEqual(expect.objectContaining({ payload: { day: "2026-11-23" } }));
  });
});
