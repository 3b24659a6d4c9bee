import { afterAll, beforeAll, expect, it } from "vitest";
import { createOfflineAssistant } from "../../../../agents/index.ts";
import { openTestDesk, saidIn, type TestDesk } from "../../../../test/support/desk.ts";
import { openTestHouse, type TestHouse } from "../../../../test/support/house.ts";
import { createWorld, type World } from "../../../../test/support/world.ts";
import { roleText } from "./roles.ts";

let house: TestHouse;
let kilau: World;
let desk: TestDesk;

beforeAll(async () => {
  house = await openTestHouse();
  kilau = await createWorld(house.db, "Kilau");
  await house.db.transaction({ role: "platform" }, (tx) => tx.execute("DELETE FROM hand_over"));
  const { manager, admin, finance, viewer } = kilau.actors;
  desk = await openTestDesk(house, {
    assistant: createOfflineAssistant(house),
    people: [manager, admin, finance, viewer, kilau.influencer],
  });
});
afterAll(() => house.db.close());

it.each(["id", "en"] as const)(
  "offers nothing to say that the offline planner does not understand (%s)",
  async (locale) => {
    const { manager, admin, finance, viewer } = kilau.actors;
    const people = { brand_manager: manager, admin, finance, viewer, influencer: kilau.influencer };
    for (const [role, actor] of Object.entries(people)) {
      for (const words of roleText(role, locale).tries) {
        const before = (await desk.window(actor)).length;
        await desk.write(actor, words);
        await desk.run();
        const said = saidIn((await desk.window(actor)).slice(before));
        expect(said, words).not.toBe("");
        expect(said, words).not.toMatch(/belum paham|did not get that/);
      }
      await desk.write(actor, "/batal");
      await desk.run();
    }
  },
);
