import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createInfluencer, createOrganization } from "../../test/support/people.ts";
import type { Actor } from "../kernel/actor.ts";
import { DAY_MS } from "../kernel/clock.ts";
import { createKeptResults, type KeptResults } from "./kept-results.ts";

let house: TestHouse;
let kilau: Awaited<ReturnType<typeof createOrganization>>;
let other: Awaited<ReturnType<typeof createOrganization>>;
let rani: Actor;

const CONTENT = `{"rows":["rahasia dapur"]}`;
const of = (actor: Actor, conversationId = "cnv_1", turnId = "trn_1"): KeptResults =>
  createKeptResults(house.db, {
    actor,
    conversationId,
    turnId,
    secrets: house.secrets,
    now: () => house.clock.now(),
  });
const kept = (): Promise<{ id: string; tenant: string; content: unknown }[]> =>
  house.db.transaction({ role: "platform" }, (tx) =>
    tx.query("SELECT id, tenant, content FROM kept_result ORDER BY id"),
  );

beforeAll(async () => {
  house = await openTestHouse();
  kilau = await createOrganization(house.db, "Kilau");
  other = await createOrganization(house.db, "Lain");
  rani = (await createInfluencer(house.db, "Rani")).influencer;
});
afterAll(() => house.db.close());

it("is read by the same person in the same conversation, and by nobody else", async () => {
  const mine = of(kilau.manager);
  const handle = await mine.keep("toolu_1", { useCase: "campaigns.list", content: CONTENT });
  expect(await mine.read(handle)).toEqual({ useCase: "campaigns.list", content: CONTENT });
  // The next turn of the same conversation.
  expect(await of(kilau.manager, "cnv_1", "trn_2").read(handle)).toBeDefined();
  expect(await of(kilau.manager, "cnv_2").read(handle)).toBeUndefined();
  expect(await of(kilau.admin).read(handle)).toBeUndefined();
  expect(await of(other.manager).read(handle)).toBeUndefined();
  expect(await of(rani).read(handle)).toBeUndefined();
  // Somebody of another tenant who could name all of it: row security alone keeps it.
  expect(await of({ ...kilau.manager, orgId: other.orgId }).read(handle)).toBeUndefined();
  const foreign = await house.db.transaction({ role: "app", orgId: other.orgId }, (tx) =>
    tx.query("SELECT id FROM kept_result WHERE id = $1", [handle]),
  );
  expect(foreign).toEqual([]);
  const own = await of(rani, "cnv_4", "trn_5").keep("toolu_1", { useCase: "posts.mine", content: "[]" });
  expect(await of(rani, "cnv_4").read(own)).toEqual({ useCase: "posts.mine", content: "[]" });
});

it("has one handle for a call however often its turn is taken up, and lies sealed", async () => {
  const before = (await kept()).length;
  const handles = [
    await of(kilau.finance, "cnv_9", "trn_9").keep("toolu_9", { useCase: "payments.statement", content: CONTENT }),
    await of(kilau.finance, "cnv_9", "trn_9").keep("toolu_9", { useCase: "payments.statement", content: CONTENT }),
  ];
  expect(new Set(handles).size).toBe(1);
  const rows = await kept();
  expect(rows.length).toBe(before + 1);
  expect(JSON.stringify(rows)).not.toContain("rahasia dapur");
});

it("is gone after a day, first to be read and then from the table", async () => {
  const mine = of(kilau.admin, "cnv_3", "trn_3");
  const handle = await mine.keep("toolu_3", { useCase: "campaigns.list", content: CONTENT });
  house.clock.advance(DAY_MS + 1_000);
  expect(await mine.read(handle)).toBeUndefined();
  await of(kilau.admin, "cnv_3", "trn_4").keep("toolu_4", { useCase: "campaigns.list", content: CONTENT });
  const left = (await kept()).filter(({ tenant }) => tenant === kilau.orgId);
  expect(left).toHaveLength(1);
  expect(left[0]?.id).not.toBe(handle);
});
