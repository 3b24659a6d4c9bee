import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createInfluencer, createOrganization } from "../../test/support/people.ts";
import type { Embedder } from "../kernel/ports/embeddings.ts";
import { influencersModule } from "./index.ts";

const ZEROS = Array.from({ length: 512 }, () => 0);
const at = (dimension: number): number[] => ZEROS.map((_, index) => (index === dimension ? 1 : 0));
/** The boundary that is faked: texts about skin, in either language, lie on one axis. */
const embedder: Embedder = {
  model: "axes",
  embedQuery: (text) => Promise.resolve(/kulit|skin/i.test(text) ? at(0) : at(1)),
  embedDocuments: () => Promise.reject(new Error("not part of this test")),
};

let house: TestHouse;
let org: Awaited<ReturnType<typeof createOrganization>>;
let other: Awaited<ReturnType<typeof createOrganization>>;
const ids: Record<string, string> = {};

const PEOPLE = [
  {
    name: "Rani",
    bio: "Review jujur",
    categories: ["skincare"],
    tier: "micro",
    followers: 48_000,
    er: 0.048,
    city: "Bandung",
    price: 1_500_000,
    caption: "Kulit kusam balik cerah 100%",
    axis: 0,
  },
  {
    name: "Chloe",
    bio: "Honest reviews",
    categories: ["beauty"],
    tier: "mid",
    followers: 210_000,
    er: 0.02,
    city: "Jakarta Selatan",
    price: 8_000_000,
    caption: "Skin first",
    axis: 0,
  },
  {
    name: "Dimas",
    bio: "Mabar tiap malam",
    categories: ["gaming"],
    tier: "nano",
    followers: 9_000,
    er: null,
    city: "Surabaya",
    price: null,
    caption: "Push rank",
    axis: 2,
  },
  {
    name: "Sari",
    bio: "Ibu dua anak",
    categories: ["parenting", "skincare"],
    tier: "micro",
    followers: 30_000,
    er: 0.06,
    city: "Bandung",
    price: 900_000,
    caption: "MPASI",
    axis: 3,
  },
] as const;

beforeAll(async () => {
  house = await openTestHouse({ modules: [influencersModule], ports: { embedder } });
  org = await createOrganization(house.db, "Kilau");
  other = await createOrganization(house.db, "Lain");
  for (const person of PEOPLE) {
    const { influencer } = await createInfluencer(house.db, person.name, {
      platform: person.name === "Dimas" ? "youtube" : "instagram",
    });
    ids[person.name] = influencer.id;
    await house.db.transaction({ role: "platform" }, async (tx) => {
      await tx.execute(
        `UPDATE influencer SET bio = $2, categories = $3, tier = $4, followers = $5, engagement_rate = $6, city = $7, rates = $8,
           embedding = $9::vector, embedding_model = 'axes' WHERE id = $1`,
        [
          influencer.id,
          person.bio,
          person.categories,
          person.tier,
          person.followers,
          person.er,
          person.city,
          JSON.stringify(
            person.price === null ? [] : [{ platform: "instagram", format: "reel", amountMinor: person.price }],
          ),
          `[${at(person.axis).join(",")}]`,
        ],
      );
      await tx.execute("UPDATE social_account SET followers = $2 WHERE influencer_id = $1", [
        influencer.id,
        person.followers,
      ]);
      await tx.execute(
        "INSERT INTO sample_post (id, influencer_id, platform, format, caption, published_at) VALUES ($1, $2, 'instagram', 'reel', $3, now())",
        [`smp-${influencer.id}`, influencer.id, person.caption],
      );
    });
  }
});
afterAll(async () => {
  await house.db.close();
});

interface Found {
  items: { influencerId: string; name: string; blacklisted: boolean; fromPriceMinor: number | null }[];
  total: number;
  left: number;
  nextCursor: string | null;
  hiddenBlacklisted: number;
}
async function search(input: Record<string, unknown>, actor = org.viewer): Promise<Found> {
  const outcome = await house.executor.execute("influencers.search", input, actor);
  if (outcome.kind !== "done") throw new Error("a read does not wait");
  return outcome.output as unknown as Found;
}
const names = async (input: Record<string, unknown>): Promise<string[]> =>
  (await search(input)).items.map((item) => item.name);

describe("influencers.search", () => {
  it.each([
    ["words of a caption", { text: "kusam" }, ["Rani"]],
    ["meaning across languages", { text: "perawatan kulit" }, ["Rani", "Chloe"]],
    ["a handle", { text: "dimas" }, ["Dimas"]],
    ["a category", { categories: ["Skincare"] }, ["Rani", "Sari"]],
    ["a platform", { platform: "youtube" }, ["Dimas"]],
    ["a size", { tiers: ["nano", "mid"] }, ["Chloe", "Dimas"]],
    ["followers", { followersMin: 30_000, followersMax: 50_000 }, ["Rani", "Sari"]],
    ["engagement", { engagementRateMin: 0.05 }, ["Sari"]],
    ["a city", { city: "bandung" }, ["Rani", "Sari"]],
    ["a price", { priceMaxMinor: 1_500_000 }, ["Rani", "Sari"]],
    ["price order, unknown last", { sort: "price" }, ["Sari", "Rani", "Chloe", "Dimas"]],
    ["engagement order, unknown last", { sort: "engagement" }, ["Sari", "Rani", "Chloe", "Dimas"]],
    ["wildcards as plain text", { text: "100%" }, ["Rani"]],
  ])("finds by %s", async (_, input, expected) => {
    const found = await names(input);
    expect("sort" in input ? found : [...found].sort()).toEqual("sort" in input ? expected : [...expected].sort());
  });

  it("pages through everyone once, in order, and says how many are left", async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    const left: number[] = [];
    do {
      const page: Found = await search({ limit: 1, sort: "followers", ...(cursor ? { cursor } : {}) });
      expect(page.total).toBe(4);
      seen.push(...page.items.map((item) => item.name));
      left.push(page.left);
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(["Chloe", "Rani", "Sari", "Dimas"]);
    expect(left).toEqual([3, 2, 1, 0]);
    await expect(search({ cursor: "nonsense" })).rejects.toMatchObject({ code: "invalid_input" });
  });
});

describe("influencers.blacklist", () => {
  it("hides someone from this organization only, with the reason kept, until it is lifted", async () => {
    const influencerId = ids.Rani;
    await expect(house.executor.execute("influencers.blacklist", { influencerId }, org.manager)).rejects.toMatchObject({
      code: "invalid_input",
      fields: [{ path: "reason", reason: "field_required" }],
    });
    await expect(
      house.executor.execute("influencers.blacklist", { influencerId, reason: "apa saja" }, org.viewer),
    ).rejects.toMatchObject({ code: "forbidden" });
    await house.executor.execute("influencers.blacklist", { influencerId, reason: "Menghapus konten" }, org.manager);

    const found = await search({ text: "kulit" });
    expect(found.items.map((item) => item.name)).toEqual(["Chloe"]);
    expect(found.hiddenBlacklisted).toBe(1);
    expect((await search({ text: "kulit", blacklisted: "only" })).items).toMatchObject([
      { name: "Rani", blacklisted: true },
    ]);
    expect((await search({ text: "kulit" }, other.viewer)).items).toHaveLength(2);
    const profile = await house.executor.execute("influencers.get", { influencerId }, org.viewer);
    expect(profile).toMatchObject({ output: { own: { blacklisted: true, blacklistReason: "Menghapus konten" } } });
    expect(await house.executor.execute("influencers.get", { influencerId }, other.viewer)).toMatchObject({
      output: { own: { blacklisted: false } },
    });

    await house.executor.execute("influencers.blacklist", { influencerId, blacklisted: false }, org.manager);
    expect((await search({ text: "kulit" })).hiddenBlacklisted).toBe(0);
  });
});

describe("influencers.get and my_profile", () => {
  it("never shows contact details, and an influencer only sees their own", async () => {
    await house.db.transaction({ role: "platform" }, (tx) =>
      tx.execute(
        "INSERT INTO influencer_contact (influencer_id, full_name, email) VALUES ($1, 'Nama Rahasia', 'rahasia@example.test')",
        [ids.Rani],
      ),
    );
    const outcome = await house.executor.execute("influencers.get", { influencerId: ids.Rani }, org.admin);
    expect(JSON.stringify(outcome)).not.toContain("rahasia");
    const rani = {
      kind: "influencer",
      id: ids.Rani ?? "",
      displayName: "Rani",
      roles: ["influencer"],
      scopes: ["*"],
      locale: "id",
      via: "desk",
    } as const;
    await expect(house.executor.execute("influencers.get", { influencerId: ids.Chloe }, rani)).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await house.executor.execute("influencers.my_profile", {}, rani)).toMatchObject({
      output: { name: "Rani", collaborations: { invitations: 0 }, earnings: [] },
    });
  });

  it("answers in both languages without a missing sentence", async () => {
    for (const [name, input] of [
      ["influencers.search", { text: "kulit" }],
      ["influencers.get", { influencerId: ids.Chloe }],
    ] as const) {
      const outcome = await house.executor.execute(name, input, org.viewer);
      if (outcome.kind !== "done") throw new Error("a read does not wait");
      for (const locale of ["id", "en"] as const) {
        const p = house.i18n.presenter(locale);
        const useCase = house.registry.find(name);
        const text =
          JSON.stringify(useCase?.present.card(outcome.output, p)) + useCase?.present.summary(outcome.output, p);
        expect(text).not.toMatch(/influencers\.(column|search\.|fact|get\.s|availability|action)/);
      }
    }
  });
});
