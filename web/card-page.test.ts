import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../core/kernel/actor.ts";
import type { TestServer } from "../test/support/doors.ts";
import { openTestHouse, type TestHouse } from "../test/support/house.ts";
import { createOrganization } from "../test/support/people.ts";
import { PAGE_SESSION, startWeb } from "../test/support/web.ts";

let house: TestHouse;
let server: TestServer;
let campaignId: string;

beforeAll(async () => {
  house = await openTestHouse();
  const { manager } = await createOrganization(house.db, "Kilau");
  const { admin: stranger } = await createOrganization(house.db, "Lain");
  const people = new Map<string, Actor>([
    ["manager", manager],
    ["stranger", stranger],
  ]);
  const made = await house.executor.execute(
    "campaigns.create",
    { name: "Glow <b>&", budgetMinor: 20_000_000 },
    manager,
  );
  campaignId = made.kind === "done" ? (made.output as { campaignId: string }).campaignId : "";
  server = await startWeb(house, people);
});
afterAll(async () => {
  await server.close();
  await house.db.close();
});

const open = async (path: string, session?: string) => {
  const response = await fetch(`${server.url}${path}`, { headers: session ? { [PAGE_SESSION]: session } : {} });
  return { status: response.status, html: await response.text() };
};

describe("the page of a campaign", () => {
  it("shows its card to who may see it, escaped", async () => {
    const { status, html } = await open(`/campaigns/${campaignId}`, "manager");
    expect(status).toBe(200);
    expect(html).toContain("<h1>Glow &#60;b&#62;&#38;</h1>");
    expect(html).toMatch(/Rp\s?20\.000\.000/);
  });

  it("is the same nothing for another organization, for an unknown id and for a malformed one", async () => {
    const foreign = await open(`/campaigns/${campaignId}`, "stranger");
    const unknown = await open(`/campaigns/${campaignId.slice(0, -4)}0000`, "stranger");
    expect(foreign).toEqual(unknown);
    expect(foreign.status).toBe(404);
    expect((await open("/campaigns/x", "stranger")).status).toBe(404);
    expect((await open("/posts/x", "stranger")).status).toBe(404);
  });

  it("asks nobody in particular to sign in, and says nothing of the campaign", async () => {
    const { status, html } = await open(`/campaigns/${campaignId}`);
    expect(status).toBe(401);
    expect(html).not.toContain("Glow");
  });
});
