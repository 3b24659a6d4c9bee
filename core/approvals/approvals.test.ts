import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createOrganization } from "../../test/support/people.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(async () => {
  await house.db.close();
});

describe("approvals.list", () => {
  it("answers nothing waiting for a new organization, and refuses unknown fields", async () => {
    const { manager } = await createOrganization(house.db, "Kilau");
    const outcome = await house.executor.execute("approvals.list", {}, manager);
    expect(outcome).toMatchObject({ kind: "done", output: { items: [], left: 0, nextCursor: null } });
    await expect(house.executor.execute("approvals.list", { foo: 1 }, manager)).rejects.toMatchObject({
      code: "invalid_input",
      fields: [{ path: "foo", reason: "unknown_field" }],
    });
  });
});
