import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createInfluencer, createOrganization } from "../../test/support/people.ts";
import type { Actor } from "../kernel/actor.ts";
import { HOUR_MS } from "../kernel/clock.ts";
import { newId } from "../kernel/ids.ts";
import { organizationsModule } from "./index.ts";

let house: TestHouse;
let ours: Awaited<ReturnType<typeof createOrganization>>;
let theirs: Awaited<ReturnType<typeof createOrganization>>;
let tari: Actor;
let dewi: Actor;

beforeAll(async () => {
  house = await openTestHouse({ modules: [organizationsModule] });
  ours = await createOrganization(house.db, "Kilau Nusantara");
  theirs = await createOrganization(house.db, "Merek Lain");
  tari = (await createInfluencer(house.db, "Tari")).influencer;
  dewi = (await createInfluencer(house.db, "Dewi")).influencer;
});
afterAll(() => house.db.close());

const run = async (name: string, input: unknown, actor: Actor): Promise<Record<string, unknown>> => {
  const outcome = await house.executor.execute(name, input, actor);
  if (outcome.kind !== "done") throw new Error("waiting");
  return outcome.output;
};
const locale = (table: "member" | "influencer", id: string): Promise<string | undefined> =>
  house.db.transaction({ role: "platform" }, async (tx) => {
    const row = await tx.first<{ locale: string }>(`SELECT locale FROM ${table} WHERE id = $1`, [id]);
    return row?.locale;
  });

describe("organization.get", () => {
  it("shows the caller's own organization to every member role", async () => {
    for (const actor of [ours.admin, ours.manager, ours.finance, ours.viewer]) {
      expect(await run("organization.get", {}, actor)).toMatchObject({
        organizationId: ours.orgId,
        name: "Kilau Nusantara",
        currency: "IDR",
        commissionBps: 1000,
        fourEyesAboveMinor: 10_000_000,
        members: 5,
      });
    }
  });

  it("is not for influencers and takes no organization from its arguments", async () => {
    await expect(run("organization.get", {}, tari)).rejects.toMatchObject({ code: "forbidden" });
    await expect(run("organization.get", { organizationId: theirs.orgId }, ours.admin)).rejects.toMatchObject({
      code: "invalid_input",
    });
  });
});

describe("organization.set_security", () => {
  it("waits for an admin, and not for one whose chat account is fresh", async () => {
    const cooled = () => run("organization.get", {}, ours.admin).then((org) => org.approverCoolingHours);
    expect(await cooled()).toBe(24);
    const call = { approverCoolingHours: 0 };
    expect((await house.executor.execute("organization.set_security", call, ours.admin)).kind).toBe("waiting");
    const identityId = newId("identity");
    await house.db.transaction({ role: "platform" }, (tx) =>
      tx.execute(
        "INSERT INTO channel_identity (id, channel, account, external_id, subject, org_id, linked_at) VALUES ($1, 'telegram', 'a', '1', $2, $3, $4)",
        [identityId, ours.admin.id, ours.orgId, house.clock.now()],
      ),
    );
    const press = { confirmation: { kind: "press" } } as const;
    const fresh: Actor = { ...ours.admin, via: "telegram", identityId };
    await expect(house.executor.execute("organization.set_security", call, fresh, press)).rejects.toMatchObject({
      code: "forbidden",
      reason: "identity_cooling",
      params: { hours: 24 },
    });
    expect(await cooled()).toBe(24);
    house.clock.advance(24 * HOUR_MS);
    await house.executor.execute("organization.set_security", call, fresh, press);
    expect(await cooled()).toBe(0);
    await expect(house.executor.execute("organization.set_security", call, ours.manager, press)).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("members.list", () => {
  it("pages through the caller's people by name and never shows anybody else's", async () => {
    const seen: unknown[] = [];
    let cursor: unknown;
    do {
      const page = await run("members.list", { limit: 2, ...(cursor ? { cursor } : {}) }, ours.viewer);
      seen.push(...(page.items as { memberId: string }[]).map((item) => item.memberId));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toHaveLength(5);
    expect(new Set(seen)).toEqual(
      new Set([ours.admin, ours.admin2, ours.manager, ours.finance, ours.viewer].map((actor) => actor.id)),
    );
    const foreign = await run("members.list", { cursor: theirs.admin.id }, ours.admin);
    expect(foreign.items).toEqual([]);
  });

  it("filters by role", async () => {
    const page = await run("members.list", { role: "finance" }, ours.admin);
    expect(page.items).toMatchObject([{ memberId: ours.finance.id, name: "Fitri", role: "finance" }]);
  });
});

describe("people.set_language", () => {
  it("changes the language of the member who asks, and nobody else's", async () => {
    await run("people.set_language", { language: "en" }, ours.manager);
    expect(await locale("member", ours.manager.id)).toBe("en");
    expect(await locale("member", ours.admin.id)).toBe("id");
  });

  it("changes the member behind an API key", async () => {
    const client: Actor = { ...ours.viewer, kind: "client", id: "key_test", onBehalfOf: ours.viewer.id };
    await run("people.set_language", { language: "en" }, client);
    expect(await locale("member", ours.viewer.id)).toBe("en");
  });

  it("changes the influencer who asks, and nobody else", async () => {
    expect(await run("people.set_language", { language: "en" }, tari)).toEqual({ personId: tari.id, language: "en" });
    expect(await locale("influencer", tari.id)).toBe("en");
    expect(await locale("influencer", dewi.id)).toBe("id");
  });

  it("refuses other languages and another person's id", async () => {
    await expect(run("people.set_language", { language: "jv" }, tari)).rejects.toMatchObject({ code: "invalid_input" });
    await expect(run("people.set_language", { language: "en", personId: dewi.id }, tari)).rejects.toMatchObject({
      code: "invalid_input",
    });
  });
});
