import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createInfluencer, createOrganization } from "../../test/support/people.ts";
import { type Actor, personOf, tenantOf } from "../kernel/actor.ts";
import { AppError } from "../kernel/errors.ts";
import type { Spending } from "../kernel/ports/spending.ts";
import { organizationsModule } from "../organizations/index.ts";
import { assistantModule, createSpending } from "./index.ts";

type Team = Awaited<ReturnType<typeof createOrganization>>;
let house: TestHouse;
let spending: Spending;
let ours: Team;
let theirs: Team;
let tari: Actor;

beforeAll(async () => {
  // 10:00 in Jakarta.
  house = await openTestHouse({ modules: [assistantModule, organizationsModule], now: "2026-11-21T03:00:00Z" });
  spending = createSpending(house.db, house.clock);
  ours = await createOrganization(house.db, "Kilau");
  theirs = await createOrganization(house.db, "Lain");
  tari = (await createInfluencer(house.db, "Tari")).influencer;
});
afterAll(() => house.db.close());

const run = async (name: string, input: unknown, actor: Actor): Promise<Record<string, unknown>> => {
  const outcome = await house.executor.execute(name, input, actor, { confirmation: { kind: "press" } });
  if (outcome.kind !== "done") throw new Error("waiting");
  return outcome.output;
};
const budget = (input: Record<string, unknown>, actor = ours.admin) => run("assistant.set_budget", input, actor);
const usage = { inputTokens: 1_000, outputTokens: 200, cacheReadTokens: 5_000, cacheWriteTokens: 300 };
const reserve = (actor: Actor, estimateMicros: bigint, task = "chat") =>
  spending.reserve({
    tenant: tenantOf(actor),
    person: personOf(actor),
    turnId: "trn_1",
    task,
    model: "m",
    estimateMicros,
  });
const spend = async (actor: Actor, costMicros: bigint, task = "chat"): Promise<void> => {
  const reservation = await reserve(actor, costMicros + 1n, task);
  await reservation.settle({ model: "m", tokens: usage, costMicros });
};
const reasonOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "none",
    (error: unknown) => (error instanceof AppError ? `${error.code} ${error.reason}` : "other"),
  );

/** Why a call of no cost is refused now; `none` when it is not. */
const refusalOf = (actor: Actor): Promise<string> =>
  reasonOf(reserve(actor, 0n).then((reservation) => reservation.release()));

describe("a budget", () => {
  it("cannot be overrun by calls at the same moment beyond one reservation, and what they did not use comes back", async () => {
    await budget({ whom: "team", dayCents: 100 });
    // All connections there are, open: else the calls would come one after the other.
    const platform = { role: "platform" } as const;
    await Promise.all(
      Array.from({ length: 8 }, () => house.db.transaction(platform, (tx) => tx.query("SELECT pg_sleep(0.05)"))),
    );
    const tries = await Promise.allSettled(Array.from({ length: 12 }, () => reserve(ours.manager, 600_000n)));
    const held = tries.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    // 0 and 0.6 are below USD 1; the third would begin at 1.2.
    expect(held).toHaveLength(2);
    for (const one of tries) {
      if (one.status === "rejected")
        expect(one.reason).toMatchObject({
          code: "budget_exceeded",
          reason: "ai_budget_team_day",
          params: { limit: "1" },
        });
    }
    await Promise.all(held.map((one) => one.settle({ model: "m", tokens: usage, costMicros: 10_000n })));
    await spend(ours.manager, 20_000n);
    const released = await reserve(ours.manager, 5_000_000n);
    expect(await refusalOf(ours.viewer)).toBe("budget_exceeded ai_budget_team_day");
    await released.release();
    expect(await refusalOf(ours.viewer)).toBe("none");
    // An end that comes twice counts once.
    await released.settle({ model: "m", tokens: usage, costMicros: 9_000_000n });
    expect(await run("assistant.costs", {}, ours.admin)).toMatchObject({ costMicros: 40_000, calls: 3 });
  });

  it("is each person's own, by default, for all and for one", async () => {
    await budget({ whom: "team", dayCents: null, monthCents: null });
    await budget({ whom: "each", dayCents: 10 });
    await budget({ whom: "person", personId: ours.finance.id, dayCents: 50, monthCents: 60 });
    await spend(ours.viewer, 100_000n);
    expect(await reasonOf(reserve(ours.viewer, 1n))).toBe("budget_exceeded ai_budget_own_day");
    await spend(ours.finance, 100_000n);
    expect(await refusalOf(ours.finance)).toBe("none");
    await budget({ whom: "person", personId: ours.finance.id, dayCents: null, monthCents: 10 });
    expect(await refusalOf(ours.finance)).toBe("budget_exceeded ai_budget_own_month");
    expect(await refusalOf(theirs.viewer)).toBe("none");
    await budget({ whom: "each", dayCents: 0 });
    expect(await refusalOf(ours.admin2)).toBe("budget_exceeded ai_budget_own_day");
    await budget({ whom: "each", dayCents: null });
    expect(await refusalOf(ours.admin2)).toBe("none");
  });

  it("refills at midnight of the organization's clocks, and an influencer has the house's", async () => {
    await spend(tari, 500_000n);
    expect(await refusalOf(tari)).toBe("budget_exceeded ai_budget_own_day");
    expect(await run("assistant.get_budget", {}, tari)).toMatchObject({
      own: { dayMicros: 500_000, dayUsedMicros: 500_000, monthMicros: 5_000_000 },
      team: null,
    });
    house.clock.set("2026-11-21T16:59:00Z");
    expect(await spending.firstNoticeToday({ tenant: tari.id, person: tari.id })).toBe(true);
    expect(await spending.firstNoticeToday({ tenant: tari.id, person: tari.id })).toBe(false);
    expect(await refusalOf(tari)).toBe("budget_exceeded ai_budget_own_day");
    house.clock.set("2026-11-21T17:00:00Z");
    expect(await refusalOf(tari)).toBe("none");
    const notices = await Promise.all(
      Array.from({ length: 4 }, () => spending.firstNoticeToday({ tenant: tari.id, person: tari.id })),
    );
    expect(notices.filter((first) => first)).toHaveLength(1);
  });

  it("is changed by an admin's press only, and only for one's own people", async () => {
    const call = { whom: "team", dayCents: 500 };
    const waiting = await house.executor.execute("assistant.set_budget", call, ours.admin);
    expect(waiting).toMatchObject({
      kind: "waiting",
      facts: {
        lines: [
          { label: "ai.fact.for_team", value: { text: "Kilau" } },
          { label: "ai.fact.day_before", value: { amountMinor: "2000", currency: "USD" } },
          { label: "ai.fact.day", value: { amountMinor: "500", currency: "USD" } },
        ],
      },
    });
    for (const actor of [ours.manager, ours.finance, ours.viewer]) {
      await expect(budget(call, actor)).rejects.toMatchObject({ code: "forbidden" });
    }
    const foreign = { whom: "person", personId: theirs.viewer.id, dayCents: 1 };
    await expect(budget(foreign)).rejects.toMatchObject({ code: "not_found" });
    await expect(budget({ whom: "team" })).rejects.toMatchObject({ code: "invalid_input" });
    await expect(budget({ whom: "team", personId: ours.viewer.id, dayCents: 1 })).rejects.toMatchObject({
      code: "invalid_input",
    });
    expect(await run("assistant.get_budget", {}, ours.admin)).toMatchObject({ team: { dayMicros: 20_000_000 } });
  });
});

describe("the cost report", () => {
  it("is the whole organization's for admin and finance, one's own for the others, and nobody else's", async () => {
    house.clock.set("2026-12-02T03:00:00Z");
    await spend(theirs.manager, 30_000n);
    await spend(theirs.manager, 5_000n, "campaign_brief");
    house.clock.set("2026-12-03T03:00:00Z");
    await spend(theirs.viewer, 7_000n);
    await reserve(theirs.viewer, 1_000n);
    const whole = {
      whole: true,
      from: "2026-12-01",
      until: "2026-12-03",
      costMicros: 43_000,
      calls: 4,
      estimatedCalls: 1,
      inputTokens: 18_900,
      outputTokens: 600,
      days: [
        { day: "2026-12-02", costMicros: 35_000, calls: 2 },
        { day: "2026-12-03", costMicros: 8_000, calls: 2 },
      ],
      people: [
        { personId: theirs.manager.id, name: "Ayu", costMicros: 35_000, calls: 2 },
        { personId: theirs.viewer.id, name: "Vino", costMicros: 8_000, calls: 2 },
      ],
      tasks: [
        { task: "chat", costMicros: 38_000, calls: 3 },
        { task: "campaign_brief", costMicros: 5_000, calls: 1 },
      ],
    };
    expect(await run("assistant.costs", {}, theirs.admin)).toMatchObject(whole);
    expect(await run("assistant.costs", {}, theirs.finance)).toMatchObject(whole);
    expect(await run("assistant.costs", { period: "today" }, theirs.viewer)).toMatchObject({
      whole: false,
      costMicros: 8_000,
      people: [{ personId: theirs.viewer.id }],
    });
    expect(await run("assistant.costs", { personId: theirs.manager.id }, theirs.admin)).toMatchObject({
      whole: false,
      costMicros: 35_000,
    });
    await expect(run("assistant.costs", { personId: theirs.manager.id }, theirs.viewer)).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(run("assistant.costs", { personId: theirs.manager.id }, ours.admin)).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await run("assistant.costs", {}, ours.admin)).toMatchObject({ costMicros: 0, calls: 0, days: [] });
    expect(await run("assistant.costs", { period: "last_month" }, tari)).toMatchObject({
      costMicros: 500_000,
      calls: 1,
    });
  });

  it("shows dollars, a table and a chart", async () => {
    const useCase = house.registry.find("assistant.costs");
    const output = await run("assistant.costs", {}, theirs.admin);
    const card = useCase?.present.card(output, house.i18n.presenter("id"));
    expect(card?.facts?.[0]?.value).toBe("USD 0,043");
    expect(card?.table?.rows[0]).toEqual(["Ayu", "0,035", "2"]);
    expect(card?.chart?.series[0]?.values).toEqual([0.035, 0.008]);
  });
});
