import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createInfluencer, createOrganization } from "../../test/support/people.ts";
import type { Card } from "../cards/card.ts";
import { AppError } from "../kernel/errors.ts";
import { newId } from "../kernel/ids.ts";
import type { StructuredWriter } from "../kernel/ports/writer.ts";
import { type BriefRequest, writeOfflineBrief } from "./brief/offline-brief.ts";
import { productCategoryOf } from "./brief/product-category.ts";
import { campaignsModule } from "./index.ts";
import {
  campaignApproved,
  campaignDecided,
  campaignEnded,
  campaignSentBack,
  campaignSubmitted,
} from "./notifications.ts";
import { type Brief, briefSchema, type CampaignOutput } from "./schemas.ts";

type Organization = Awaited<ReturnType<typeof createOrganization>>;
let house: TestHouse;
let org: Organization;
const asked: { facts: unknown }[] = [];
/** Sets or removes the model: the one boundary these tests fake. */
const setWriter = (write?: StructuredWriter["write"]): void => {
  Object.assign(house.ports, { writer: write && { write } });
};

beforeAll(async () => {
  house = await openTestHouse({
    modules: [campaignsModule],
  });
  org = await createOrganization(house.db, "Kilau Nusantara");
});
afterAll(() => house.db.close());

const run = async <T>(name: string, input: unknown): Promise<T> => {
  const outcome = await house.executor.execute(name, input, org.manager);
  if (outcome.kind !== "done") throw new Error("waiting");
  return outcome.output as T;
};

const REQUEST: BriefRequest = {
  brand: "Kilau Nusantara",
  name: "Glowing Serum X Launch",
  product: "Glowing Serum X, serum wajah niacinamide 5%",
  goal: "awareness di kalangan Gen Z",
  language: "id",
  audience: { ageMin: 18, ageMax: 27, gender: "female", cities: ["Jakarta", "Bandung"] },
  currency: "IDR",
  budgetMinor: 20_000_000,
  startsOn: "2026-12-01",
  endsOn: "2026-12-31",
  history: [],
};
const kpi = (brief: Brief, metric: string): Brief["kpiTargets"][number] | undefined =>
  brief.kpiTargets.find((target) => target.metric === metric);

describe("the offline writer", () => {
  it("writes Indonesian: a SMART goal, figures with their basis, disclosure, the rules of cosmetics", () => {
    const brief = writeOfflineBrief(REQUEST);
    expect(briefSchema.parse(brief)).toEqual(brief);
    for (const part of [
      "perempuan 18–27 tahun",
      "Jakarta dan Bandung",
      "31 Desember 2026",
      "Rp20.000.000",
      "jangkauan",
    ]) {
      expect(brief.campaignGoalRefined).toContain(part);
    }
    expect(brief.kpiTargets.length).toBeGreaterThanOrEqual(3);
    expect(kpi(brief, "reach")?.basis).toContain("asumsi");
    expect(brief.mandatoryHashtags).toEqual([
      "#KilauNusantara",
      "#GlowingSerumXLaunch",
      "#SkincareIndonesia",
      "#kerjasamaberbayar",
    ]);
    expect(brief.rules[0]).toContain("#kerjasamaberbayar");
    expect(brief.rules.join(" ")).toMatch(/BPOM/);
    expect(
      brief.platformDeliverables.map((item) => `${item.platformName}.${item.contentFormat}×${item.quantity}`),
    ).toEqual(["tiktok.video×1", "instagram.reel×1", "instagram.carousel×1"]);
  });

  it("writes English, and says the same every time", () => {
    const english = { ...REQUEST, language: "en" as const, goal: "Sell 1,000 bottles" };
    const brief = writeOfflineBrief(english);
    expect(brief.description).toContain("invites creators to introduce Glowing Serum X (serum wajah niacinamide 5%)");
    expect(brief.campaignGoalRefined).toMatch(
      /purchases of Glowing Serum X among women aged 18–27 in Jakarta and Bandung/,
    );
    expect(brief.mandatoryHashtags).toContain("#ad");
    expect(brief.mandatoryCta).toMatch(/link in bio/);
    expect(brief.platformDeliverables.map((item) => item.contentFormat)).not.toContain("story");
    expect(writeOfflineBrief(english)).toEqual(brief);
  });

  it("asks for more with more money, and promises no reach without any or with too little", () => {
    const pieces = (budgetMinor: number): number =>
      writeOfflineBrief({ ...REQUEST, budgetMinor }).platformDeliverables.reduce((sum, item) => sum + item.quantity, 0);
    const sizes = [1_000_000, 10_000_000, 40_000_000, 100_000_000, 400_000_000].map(pieces);
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
    expect(new Set(sizes).size).toBe(sizes.length);
    for (const budgetMinor of [null, 1, 100_000]) {
      const brief = writeOfflineBrief({ ...REQUEST, budgetMinor });
      expect(kpi(brief, "reach")).toBeUndefined();
      expect(briefSchema.safeParse(brief).success).toBe(true);
    }
    expect(writeOfflineBrief({ ...REQUEST, budgetMinor: 100_000 }).platformDeliverables[0]?.notes).toContain("barter");
    expect(briefSchema.safeParse(writeOfflineBrief({ ...REQUEST, budgetMinor: 10_000_000_000_000 })).success).toBe(
      true,
    );
  });

  it("measures against the organization's own last result where there is one", () => {
    const past = {
      name: "Cerah Alami",
      currency: "IDR",
      posts: 12,
      creators: 6,
      spendMinor: 18_000_000,
      engagements: 20_000,
    };
    const brief = writeOfflineBrief({ ...REQUEST, history: [{ ...past, reach: null }] });
    expect(kpi(brief, "engagements")).toMatchObject({ target: 22_000, basis: expect.stringContaining("Cerah Alami") });
    expect(kpi(brief, "reach")?.basis).not.toContain("Cerah Alami");
  });

  it("knows whose advertising rules apply", () => {
    expect(productCategoryOf("Minuman kolagen rasa leci")).toBe("supplement");
    expect(productCategoryOf("aplikasi investasi reksa dana")).toBe("finance");
    expect(productCategoryOf("kopi susu gula aren")).toBe("food");
    expect(productCategoryOf("Serum wajah")).toBe("skincare");
    expect(productCategoryOf("rak buku kayu jati")).toBe("education");
    expect(productCategoryOf("gantungan kunci")).toBe("general");
  });

  it("stays within its own schema whatever it is told", () => {
    const odd = ["🎉🎉", "a".repeat(300), "2026", ", , ,", "...", "(x)", "Тест — продукт", "سيروم"];
    for (const product of odd) {
      for (const language of ["id", "en"] as const) {
        const brief = writeOfflineBrief({
          ...REQUEST,
          product,
          name: product.slice(0, 120),
          brand: "🎉",
          goal: product,
          language,
        });
        expect(briefSchema.safeParse(brief).error).toBeUndefined();
      }
    }
  });
});

describe("campaigns.draft_brief", () => {
  const INPUT = { product: REQUEST.product, name: REQUEST.name, goal: REQUEST.goal, budgetMinor: 20_000_000 };
  const FIELDS = [
    "description",
    "campaign_goal_refined",
    "kpi_target",
    "key_messages",
    "mandatory_hashtags",
    "mandatory_cta",
    "rules",
    "platform_deliverables",
  ];

  it("answers exactly the public fields, in both languages, and keeps nothing", async () => {
    for (const language of ["id", "en"]) {
      const brief = await run<Record<string, unknown>>("campaigns.draft_brief", { ...INPUT, language });
      expect(Object.keys(brief)).toEqual(FIELDS);
      expect(Object.keys((brief.platform_deliverables as object[])[0] ?? {})).toEqual([
        "platform_name",
        "content_format",
        "quantity",
        "min_duration_seconds",
        "max_duration_seconds",
        "notes",
      ]);
    }
    const campaigns = await run<{ items: unknown[] }>("campaigns.list", { search: REQUEST.name });
    expect(campaigns.items).toEqual([]);
    expect(house.registry.find("campaigns.draft_brief")?.rest).toEqual({ method: "post", path: "/ai/campaign/brief" });
  });

  it("needs product, name and goal", async () => {
    await expect(run("campaigns.draft_brief", { name: "X" })).rejects.toMatchObject({
      code: "invalid_input",
      fields: [{ path: "product" }, { path: "goal" }],
    });
  });

  it("uses the model, but keeps disclosure, the category's rules and figures that the plan carries", async () => {
    const offline = writeOfflineBrief(REQUEST);
    setWriter((request) => {
      asked.push(request);
      const invented: Brief = {
        ...offline,
        description: "Dari model.",
        mandatoryHashtags: ["#Glowing"],
        rules: ["Bersenang-senanglah."],
        kpiTargets: [
          { metric: "reach", target: 90_000_000, basis: "viral" },
          { metric: "engagement_rate", target: 7.5, basis: "persen" },
          { metric: "posts", target: 18, basis: "hampir sama" },
        ],
      };
      return Promise.resolve(request.schema.parse(invented));
    });
    const brief = await run<{ [key: string]: unknown } & { kpi_target: Brief["kpiTargets"]; rules: string[] }>(
      "campaigns.draft_brief",
      INPUT,
    );
    setWriter();
    expect(brief.description).toBe("Dari model.");
    expect(brief.mandatory_hashtags).toEqual(["#Glowing", "#kerjasamaberbayar"]);
    expect(brief.rules.join(" ")).toMatch(/BPOM/);
    const target = (metric: string): number | undefined =>
      brief.kpi_target.find((item) => item.metric === metric)?.target;
    expect(target("reach")).toBe(kpi(offline, "reach")?.target);
    expect(target("engagement_rate")).toBeLessThan(1);
    expect(target("posts")).toBe(18);
    expect(asked.at(-1)?.facts).toMatchObject({ brand: "Kilau Nusantara", plan: { tier: "micro" } });
  });

  it("writes offline when the model cannot, and never hides an unknown fault", async () => {
    setWriter(() => Promise.reject(new AppError("budget_exceeded")));
    const brief = await run<Record<string, unknown>>("campaigns.draft_brief", INPUT);
    expect(brief.description).toContain("Kilau Nusantara mengajak kreator");
    setWriter(() => Promise.reject(new Error("secret detail")));
    await expect(run("campaigns.draft_brief", INPUT)).rejects.toMatchObject({ code: "internal" });
    setWriter();
  });
});

describe("campaigns.write_brief", () => {
  it("needs product and goal, and refuses what changed while it was written", async () => {
    const { campaignId } = await run<CampaignOutput>("campaigns.create", { name: "Toner" });
    await expect(run("campaigns.write_brief", { campaignId })).rejects.toMatchObject({
      reason: "campaign_missing_product",
    });
    await run("campaigns.update", { campaignId, product: "Toner", goal: "dikenal" });
    setWriter(async (request) => {
      await run("campaigns.update", { campaignId, budgetMinor: 5_000_000 });
      return request.schema.parse(writeOfflineBrief(REQUEST));
    });
    await expect(run("campaigns.write_brief", { campaignId })).rejects.toMatchObject({ reason: "campaign_changed" });
    setWriter();
    const campaign = await run<CampaignOutput>("campaigns.get", { campaignId });
    expect(campaign).toMatchObject({ brief: null, budgetMinor: 5_000_000 });
  });

  it("grounds the targets in the organization's own measured posts", async () => {
    const past = await run<CampaignOutput>("campaigns.create", { name: "Cerah Alami" });
    await measuredPosts(past.campaignId, 3);
    const { campaignId } = await run<CampaignOutput>("campaigns.create", {
      name: "Lanjutan",
      product: "Toner wajah",
      goal: "awareness",
      budgetMinor: 6_000_000,
    });
    const { brief } = await run<CampaignOutput>("campaigns.write_brief", { campaignId });
    // 3 posts of 1,100 engagements and 10,000 reach for Rp3,000,000: twice the money, twice the result.
    expect(brief?.kpiTargets.find((item) => item.metric === "reach")).toMatchObject({
      target: 60_000,
      basis: expect.stringContaining("Cerah Alami"),
    });
    expect(brief?.kpiTargets.find((item) => item.metric === "engagements")?.target).toBe(6_600);
  });
});

/** Approved posts with a first and a later snapshot, written straight to the tables. */
async function measuredPosts(campaignId: string, count: number): Promise<void> {
  const { influencer, socialAccountId } = await createInfluencer(house.db, "Rara");
  const collaborationId = newId("collaboration");
  await house.db.transaction({ role: "platform" }, async (tx) => {
    await tx.execute(
      `INSERT INTO collaboration (id, org_id, campaign_id, influencer_id, origin, status, compensation_minor, currency, commission_bps, created_at, updated_at)
       VALUES ($1, $2, $3, $4, 'invited', 'completed', 3000000, 'IDR', 1000, now(), now())`,
      [collaborationId, org.orgId, campaignId, influencer.id],
    );
    for (let index = 1; index <= count; index += 1) {
      const [deliverableId, postId] = [newId("deliverable"), newId("post")];
      await tx.execute(
        `INSERT INTO deliverable (id, org_id, campaign_id, collaboration_id, influencer_id, position, platform, format, price_minor, currency, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, 'instagram', 'reel', 1000000, 'IDR', now())`,
        [deliverableId, org.orgId, campaignId, collaborationId, influencer.id, index],
      );
      await tx.execute(
        `INSERT INTO post (id, org_id, campaign_id, collaboration_id, deliverable_id, influencer_id, social_account_id, platform, external_id, url, format, status, caption, hashtags, content_hash, checks, published_at, submitted_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'instagram', $1, 'https://x.test', 'reel', 'approved', '', '{}', 'h', '[]', now(), now())`,
        [postId, org.orgId, campaignId, collaborationId, deliverableId, influencer.id, socialAccountId],
      );
      for (const [number, likes] of [
        [1, 10],
        [2, 1_000],
      ] as const) {
        await tx.execute(
          `INSERT INTO snapshot (id, org_id, post_id, influencer_id, number, metrics, source, owner_authorised, fetched_at)
           VALUES ($1, $2, $3, $4, $5, $6, 'test', true, now() + make_interval(hours => $5::int))`,
          [
            newId("snapshot"),
            org.orgId,
            postId,
            influencer.id,
            number,
            JSON.stringify({ likes: { value: likes }, comments: { value: 100 }, reach: { value: 10_000 } }),
          ],
        );
      }
    }
  });
}

describe("cards", () => {
  /** All that a person reads of a card. */
  const textOf = (card: Card | undefined): string =>
    JSON.stringify(card, (key, value: unknown) => (key === "useCase" ? "" : value));

  it("speak both languages without a raw key, in every state", async () => {
    const bare = await run<CampaignOutput>("campaigns.create", { name: "Kosong" });
    const full = await run<CampaignOutput>("campaigns.create", {
      name: "Penuh",
      product: REQUEST.product,
      goal: REQUEST.goal,
      audience: REQUEST.audience,
      budgetMinor: 20_000_000,
      startsOn: "2026-12-01",
      endsOn: "2026-12-31",
      brief: writeOfflineBrief(REQUEST),
    });
    const draftBrief = await run("campaigns.draft_brief", { product: "Kopi", name: "Kopi", goal: "jual" });
    const list = await run("campaigns.list", {});
    const states: CampaignOutput[] = [
      bare,
      full,
      { ...full, sentBack: { note: "Kurangi", by: "Bima", at: "2026-11-21T00:00:00Z" } },
      ...(["submitted", "approved", "active", "completed", "cancelled"] as const).map((status) => ({
        ...full,
        status,
      })),
    ];
    for (const locale of ["id", "en"] as const) {
      const p = house.i18n.presenter(locale);
      const show = (name: string, output: unknown): string => {
        const present = house.registry.find(name)?.present;
        return (
          textOf(present?.card(output as Record<string, unknown>, p)) +
          present?.summary(output as Record<string, unknown>, p)
        );
      };
      const rendered = [
        ...states.map((state) => show("campaigns.get", state)),
        show("campaigns.draft_brief", draftBrief),
        show("campaigns.list", list),
        show("campaigns.list", { items: [], nextCursor: null, left: 0 }),
        ...[
          campaignSubmitted.render({ campaign: full, submittedByName: "Ayu" }, p),
          ...(["approved", "sent_back", "cancelled"] as const).map((outcome) =>
            campaignDecided.render({ campaign: full, outcome, byName: "Bima", at: full.createdAt, note: "x" }, p),
          ),
          campaignApproved.render({ campaign: full, byName: "Bima" }, p),
          campaignSentBack.render({ campaignId: full.campaignId, name: full.name, note: "x", byName: "Bima" }, p),
          ...(["cancelled", "completed"] as const).map((outcome) =>
            campaignEnded.render({ name: full.name, outcome, byName: "Bima", reason: "y" }, p),
          ),
        ].map((content) => textOf(content.card)),
      ];
      for (const text of rendered) expect(text).not.toMatch(/(campaigns|common|errors)\.[a-z_]+|\{\{|undefined/);
    }
  });

  it("offer the next step: fill in, write the brief, submit, recommend", async () => {
    const p = house.i18n.presenter("id");
    const labels = (campaign: CampaignOutput): string[] =>
      (house.registry.find("campaigns.get")?.present.card(campaign, p).actions ?? []).map((action) => action.label);
    const { campaignId } = await run<CampaignOutput>("campaigns.create", { name: "Langkah" });
    expect(labels(await run("campaigns.get", { campaignId }))).toEqual(["Lengkapi", "Atur audiens"]);
    const known = await run<CampaignOutput>("campaigns.update", {
      campaignId,
      product: "Toner",
      goal: "dikenal",
      audience: { gender: "all" },
      budgetMinor: 5_000_000,
      startsOn: "2026-12-01",
      endsOn: "2026-12-31",
    });
    expect(labels(known)).toEqual(["Tulis brief", "Lengkapi"]);
    const ready = await run<CampaignOutput>("campaigns.write_brief", { campaignId });
    expect(labels(ready)).toEqual(["Kirim untuk disetujui", "Tulis ulang brief", "Ubah"]);
    expect(labels({ ...ready, status: "approved" })).toEqual(["Rekomendasi influencer"]);
    const card = campaignSubmitted.render({ campaign: ready, submittedByName: "Ayu" }, p).card;
    expect(card?.actions).toMatchObject([
      { kind: "call", useCase: "campaigns.approve", input: { campaignId, version: ready.version }, required: true },
      { kind: "call", useCase: "campaigns.send_back", ask: [{ name: "note", required: true }], required: true },
    ]);
    expect(card?.facts?.every((fact) => fact.required)).toBe(true);
  });
});
