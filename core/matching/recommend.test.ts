import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createOrganization } from "../../test/support/people.ts";
import { influencersModule } from "../influencers/index.ts";
import type { Actor } from "../kernel/actor.ts";
import { newId } from "../kernel/ids.ts";
import { bestMix } from "./best-mix.ts";
import { createLocalEmbedder, embedInfluencer, matchingModule, storeInfluencerEmbedding } from "./index.ts";
import type { Recommendation } from "./recommend.ts";

const NOW = new Date("2026-11-21T03:00:00Z");
const embedder = createLocalEmbedder();

interface Planted {
  readonly name: string;
  readonly bio: string;
  readonly categories: readonly string[];
  readonly captions: readonly string[];
  readonly followers?: number;
  readonly engagementRate?: number;
  readonly reelPrice?: number;
  readonly women?: number;
  readonly availability?: string;
  readonly withNumbers?: boolean;
}

const PLANTED: readonly Planted[] = [
  {
    name: "Rani",
    bio: "Review skincare lokal yang jujur, kulit kombinasi",
    categories: ["skincare", "beauty"],
    captions: [
      "Kulit kusam seminggu begadang, balikin glowing 3 langkah #skincareroutine",
      "Serum niacinamide habis 7 minggu",
      "Urutan skincare pagi: serum, pelembap, sunscreen",
      "Skin barrier jebol, ini cara pulihnya",
    ],
    withNumbers: true,
  },
  {
    name: "Chloe",
    bio: "Honest skincare reviews. Dull skin to radiant, slowly.",
    categories: ["skincare"],
    captions: [
      "My brightening serum routine for dull skin",
      "Sunscreen every day",
      "Five moisturisers for dry skin",
      "Acne scars: what faded mine",
    ],
    reelPrice: 2_500_000,
  },
  {
    name: "Jess",
    bio: "Beauty & skincare",
    categories: ["skincare"],
    captions: ["Serum favorit, glowing!", "Wajah cerah seketika"],
    followers: 893_000,
    engagementRate: 0.005,
  },
  {
    name: "Mahal",
    bio: "Perawatan kulit mewah",
    categories: ["skincare"],
    captions: ["Serum pagi", "Kulit cerah alami"],
    reelPrice: 90_000_000,
  },
  {
    name: "Tutup",
    bio: "Skincare harian",
    categories: ["skincare"],
    captions: ["Kulit kusam jadi cerah"],
    availability: "closed",
  },
  {
    name: "Hitam",
    bio: "Skincare cowok",
    categories: ["skincare"],
    captions: ["Serum dan sunscreen untuk wajah cerah"],
  },
  {
    name: "Budi",
    bio: "Skincare pria sejati",
    categories: ["skincare"],
    captions: ["Kulit kusam? pakai serum"],
    women: 0.1,
  },
  {
    name: "Gamer",
    bio: "Push rank Mobile Legends tiap malam",
    categories: ["gaming"],
    captions: ["Mabar MLBB sampai mythic", "Review kursi gaming", "Turnamen Valorant", "Rakit PC gaming"],
    followers: 90_000,
    engagementRate: 0.09,
    withNumbers: true,
  },
  {
    name: "Masak",
    bio: "Resep rumahan ibu",
    categories: ["food"],
    captions: ["Resep ayam geprek", "Bekal anak sekolah", "Sambal pedas nagih"],
  },
];

let house: TestHouse;
let org: Awaited<ReturnType<typeof createOrganization>>;
let other: Awaited<ReturnType<typeof createOrganization>>;
const ids = new Map<string, string>();

async function plant(person: Planted): Promise<void> {
  const id = newId("influencer");
  ids.set(person.name, id);
  const followers = person.followers ?? 40_000;
  const posts = person.captions.map((caption) => ({ id: `smp-${id}-${person.captions.indexOf(caption)}`, caption }));
  const embedding = await embedInfluencer(embedder, { id, bio: person.bio, categories: person.categories, posts });
  await house.db.transaction({ role: "platform" }, async (tx) => {
    await tx.execute(
      `INSERT INTO influencer (id, display_name, bio, city, locale, categories, tier, followers, engagement_rate, rates, audience, availability, joined_at, updated_at)
       VALUES ($1, $2, $3, 'Bandung', 'id', $4, $5, $6, $7, $8, $9, $10, $11, $11)`,
      [
        id,
        person.name,
        person.bio,
        person.categories,
        followers > 500_000 ? "macro" : "micro",
        followers,
        person.engagementRate ?? 0.05,
        JSON.stringify([{ platform: "instagram", format: "reel", amountMinor: person.reelPrice ?? 1_500_000 }]),
        JSON.stringify({
          ages: { "18-24": 0.5, "25-34": 0.35 },
          gender: { female: person.women ?? 0.85, male: 1 - (person.women ?? 0.85) },
        }),
        person.availability ?? "open",
        NOW,
      ],
    );
    await tx.execute(
      "INSERT INTO social_account (id, influencer_id, platform, external_id, username, followers, engagement_rate) VALUES ($1, $2, 'instagram', $2, $3, $4, $5)",
      [newId("socialAccount"), id, person.name.toLowerCase(), followers, person.engagementRate ?? 0.05],
    );
    for (const [index, post] of posts.entries()) {
      await tx.execute(
        "INSERT INTO sample_post (id, influencer_id, platform, format, caption, published_at, metrics) VALUES ($1, $2, 'instagram', 'reel', $3, $4, $5)",
        [
          post.id,
          id,
          post.caption,
          new Date(NOW.getTime() - (index + 1) * 86_400_000),
          JSON.stringify(
            person.withNumbers ? { likes: 900 + index * 100, comments: 50, reach: 8_000 + index * 1_000 } : {},
          ),
        ],
      );
    }
    await storeInfluencerEmbedding(tx, embedding);
  });
}

async function campaign(
  orgId: string,
  text: { name: string; product: string; goal: string },
  budgetMinor = 10_000_000,
): Promise<string> {
  const id = newId("campaign");
  await house.db.transaction({ role: "platform" }, async (tx) => {
    await tx.execute(
      `INSERT INTO campaign (id, org_id, name, product, goal, language, audience, currency, budget_minor, status, created_by, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, 'id', $6, 'IDR', $7, 'approved', 'test', $8, $8)`,
      [
        id,
        orgId,
        text.name,
        text.product,
        text.goal,
        JSON.stringify({ gender: "female", ageMin: 18, ageMax: 30 }),
        budgetMinor,
        NOW,
      ],
    );
    await tx.execute(
      "INSERT INTO campaign_deliverable (org_id, campaign_id, position, platform, format, quantity) VALUES ($1, $2, 1, 'instagram', 'reel', 1)",
      [orgId, id],
    );
  });
  return id;
}

const INDONESIAN = {
  name: "Kilau Cerah",
  product: "Serum pencerah untuk kulit kusam",
  goal: "Memperkenalkan serum kepada perempuan muda",
};
const ENGLISH = {
  name: "Morning Glow",
  product: "A brightening serum for dull skin",
  goal: "Introduce the serum to young women",
};

async function ask(actor: Actor, input: Record<string, unknown>): Promise<Recommendation> {
  const outcome = await house.executor.execute("matching.recommend", input, actor);
  if (outcome.kind !== "done") throw new Error("a read does not wait");
  return outcome.output as Recommendation;
}

beforeAll(async () => {
  house = await openTestHouse({ modules: [influencersModule, matchingModule], ports: { embedder } });
  org = await createOrganization(house.db, "Kilau");
  other = await createOrganization(house.db, "Lain");
  for (const person of PLANTED) await plant(person);
  await house.executor.execute(
    "influencers.blacklist",
    { influencerId: ids.get("Hitam"), reason: "Menghapus konten berbayar" },
    org.admin,
  );
});
afterAll(async () => {
  await house.db.close();
});

describe("matching.recommend", () => {
  it.each([
    ["Indonesian", INDONESIAN],
    ["English", ENGLISH],
  ])("puts skincare creators of both languages first for a brief in %s, and no gamer or cook", async (_, text) => {
    const campaignId = await campaign(org.orgId, text);
    const result = await ask(org.manager, { campaignId });
    const names = result.items.map((item) => item.name);
    expect(new Set(names)).toEqual(new Set(["Rani", "Chloe"]));
    for (const item of result.items) expect(item.score).toBeGreaterThan(60);
    expect(result.mix).toMatchObject({
      count: 2,
      totalMinor: 4_000_000,
      budgetMinor: 10_000_000,
      leftMinor: 6_000_000,
    });
  });

  it("says why not: blacklisted, closed, too expensive, low engagement, the wrong followers", async () => {
    const campaignId = await campaign(org.orgId, INDONESIAN);
    const result = await ask(org.manager, { campaignId });
    expect(new Map(result.nearMisses.map((missed) => [missed.name, missed.obstacle]))).toEqual(
      new Map([
        ["Hitam", "blacklisted"],
        ["Tutup", "unavailable"],
        ["Mahal", "over_budget"],
        ["Jess", "low_engagement"],
        ["Budi", "wrong_audience"],
      ]),
    );
    // another organization's blacklist is its own affair
    const elsewhere = await ask(other.manager, { campaignId: await campaign(other.orgId, INDONESIAN) });
    expect(elsewhere.items.map((item) => item.name)).toContain("Hitam");
  });

  it("expects reach from their own posts where there are enough, else from the benchmark, and says which", async () => {
    const campaignId = await campaign(org.orgId, INDONESIAN);
    const { items } = await ask(org.manager, { campaignId });
    expect(items.find((item) => item.name === "Rani")?.expectedReach).toEqual({
      low: 8_750,
      high: 10_250,
      basis: "own_posts",
    });
    expect(items.find((item) => item.name === "Chloe")?.expectedReach?.basis).toBe("benchmark");
    expect(
      items.find((item) => item.name === "Chloe")?.reasons.find((reason) => reason.key === "past")?.score,
    ).toBeNull();
  });

  it("keeps to the given budget and number, and leaves out whom it is told to", async () => {
    const campaignId = await campaign(org.orgId, ENGLISH);
    const small = await ask(org.manager, { campaignId, budgetMinor: 2_000_000 });
    expect(small.mix.totalMinor).toBeLessThanOrEqual(2_000_000);
    expect(small.items.filter((item) => item.inMix).map((item) => item.name)).toEqual(["Rani"]);
    const without = await ask(org.manager, { campaignId, exclude: [ids.get("Rani")], count: 1 });
    expect(without.items.map((item) => item.name)).toEqual(["Chloe"]);
  });

  it("finds nothing for the campaign of another organization", async () => {
    const campaignId = await campaign(other.orgId, ENGLISH);
    await expect(ask(org.manager, { campaignId })).rejects.toMatchObject({ code: "not_found" });
  });

  it("offers to invite the mix only once the campaign is approved, in both languages", async () => {
    const campaignId = await campaign(org.orgId, ENGLISH);
    const result = await ask(org.manager, { campaignId });
    const useCase = house.registry.find("matching.recommend");
    for (const locale of ["id", "en"] as const) {
      const card = useCase?.present.card(result, house.i18n.presenter(locale));
      expect(card?.actions?.[0]).toMatchObject({
        kind: "call",
        useCase: "collaborations.invite",
        input: { campaignId },
      });
      expect(JSON.stringify(card)).not.toMatch(/matching\.(?!recommend")/);
      const draft = useCase?.present.card({ ...result, campaignStatus: "draft" }, house.i18n.presenter(locale));
      expect(JSON.stringify(draft)).not.toContain("collaborations.invite");
    }
  });
});

describe("bestMix", () => {
  const option = fc.record({
    price: fc.integer({ min: 1, max: 50_000_000 }),
    value: fc.integer({ min: 0, max: 1_000_000 }),
  });

  it("never spends more than the budget nor takes more than asked", () => {
    fc.assert(
      fc.property(
        fc.array(option, { maxLength: 40 }),
        fc.integer({ min: 1, max: 200_000_000 }),
        fc.integer({ min: 1, max: 20 }),
        (raw, budget, count) => {
          const options = raw.map((entry, index) => ({ ...entry, id: `i${index}` }));
          const chosen = bestMix(options, budget, count);
          const total = chosen.reduce((sum, id) => sum + (options.find((entry) => entry.id === id)?.price ?? 0), 0);
          expect(total).toBeLessThanOrEqual(budget);
          expect(chosen.length).toBeLessThanOrEqual(count);
          expect(new Set(chosen).size).toBe(chosen.length);
        },
      ),
    );
  });

  it("is the best there is when prices are round", () => {
    const round = fc.record({
      price: fc.integer({ min: 1, max: 40 }).map((n) => n * 50_000),
      value: fc.integer({ min: 1, max: 1_000 }),
    });
    fc.assert(
      fc.property(
        fc.array(round, { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 1, max: 60 }).map((n) => n * 50_000),
        fc.integer({ min: 1, max: 4 }),
        (raw, budget, count) => {
          const options = raw.map((entry, index) => ({ ...entry, id: `i${index}` }));
          const worth = (ids: readonly string[]): number =>
            ids.reduce((sum, id) => sum + (options.find((entry) => entry.id === id)?.value ?? 0), 0);
          let best = 0;
          for (let bits = 0; bits < 1 << options.length; bits += 1) {
            const subset = options.filter((_, index) => bits & (1 << index));
            const price = subset.reduce((sum, entry) => sum + entry.price, 0);
            if (subset.length <= count && price <= budget)
              best = Math.max(best, worth(subset.map((entry) => entry.id)));
          }
          expect(worth(bestMix(options, budget, count))).toBe(best);
        },
      ),
    );
  });
});
