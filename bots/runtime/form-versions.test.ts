import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import type { Assistant } from "../../agents/index.ts";
import type { Actor } from "../../core/kernel/actor.ts";
import { defineUseCase } from "../../core/usecase/define.ts";
import { defineForm, type FormDefinition } from "../../core/usecase/form.ts";
import type { DomainModule } from "../../core/usecase/module.ts";
import { createRegistry } from "../../core/usecase/registry.ts";
import { openTestDesk, saidIn, type TestDesk } from "../../test/support/desk.ts";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createOrganization } from "../../test/support/people.ts";

const silent: Assistant = {
  runTurn: ({ state }) => Promise.resolve({ replies: [], state, transcript: [], status: "done" }),
};
const answer = z.string().min(2);
const shown = z.object({ shop: answer, owner: answer, city: answer.optional() });
const openShop = defineUseCase({
  name: "shops.open",
  version: 1,
  title: "Open a shop",
  describe: "Opens a shop.",
  input: shown.extend({
    shop: answer.describe("Its name"),
    owner: answer.describe("Who runs it"),
    city: answer.optional().describe("Where"),
  }),
  output: shown,
  effect: "write",
  access: { roles: ["brand_manager", "admin"], scope: "campaigns:write" },
  idempotency: "caller",
  errors: [],
  rest: { method: "post", path: "/shops" },
  expose: { mcp: false, rest: false, chat: true },
  example: { shop: "Senja", owner: "Ayu" },
  present: { card: (output) => ({ title: JSON.stringify(output) }), summary: () => "" },
  run: async (_ctx, input) => input,
});

const words = (text: string) => () => text;
const step = (key: string) => ({
  key,
  kind: "text" as const,
  schema: answer,
  label: words(key),
  ask: words(`Which ${key}?`),
});
const form = (version: number, keys: readonly string[], upgrade?: FormDefinition["upgrade"]): FormDefinition =>
  defineForm({
    id: "shops.form",
    version,
    title: words("Shop"),
    submit: "shops.open",
    review: false,
    steps: keys.map(step),
    upgrade,
    command: { id: "toko", en: "shop", about: "about" },
  });
const moduleWith = (one: FormDefinition): DomainModule => ({
  name: "shops",
  useCases: [openShop],
  notifications: [],
  locales: { namespace: "shops", id: {}, en: {} },
  jobs: [],
  forms: [one],
});

let house: TestHouse;
let ayu: Actor;
/** The same database after a deploy: a process that knows another version of the form. */
const deployed = (one: FormDefinition): Promise<TestDesk> =>
  openTestDesk({ ...house, registry: createRegistry([moduleWith(one)]) }, { assistant: silent, people: [ayu] });

beforeAll(async () => {
  house = await openTestHouse({ modules: [moduleWith(form(1, ["shop", "owner"]))] });
});
beforeEach(async () => {
  ayu = (await createOrganization(house.db, "Kilau Nusantara")).manager;
});
afterAll(() => house.db.close());

it("goes on with its answers after a deploy that says what became of them", async () => {
  const before = await deployed(form(1, ["shop", "owner"]));
  await before.write(ayu, "/toko");
  await before.write(ayu, "Senja");
  await before.run();
  expect(saidIn(await before.window(ayu))).toContain("Which owner?");

  const after = await deployed(
    form(2, ["shop", "city", "owner"], (answers, from) => ({ shop: `${answers.shop} v${from}` })),
  );
  await before.write(ayu, "halo");
  await after.run();
  // What was typed for the old question is no answer to the new one, which is asked first.
  expect(saidIn(await after.window(ayu))).toContain("Which city?");
  for (const text of ["Bandung", "Ayu"]) {
    await before.write(ayu, text);
    await after.run();
  }
  const said = saidIn(await after.window(ayu));
  for (const answered of ["Senja v1", "Bandung", "Ayu"]) expect(said).toContain(answered);
});

it("begins again, and says so, after a deploy that does not", async () => {
  const before = await deployed(form(1, ["shop", "owner"]));
  await before.write(ayu, "/toko");
  await before.write(ayu, "Senja");
  await before.run();
  const after = await deployed(form(2, ["city", "shop", "owner"]));
  await before.write(ayu, "Ayu");
  await after.run();
  const said = saidIn(await after.window(ayu));
  expect(said).toContain("diperbarui");
  expect(said).toContain("Which city?");
});
