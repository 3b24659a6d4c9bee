import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createOrganization } from "../../test/support/people.ts";
import type { StructuredWriter } from "../kernel/ports/writer.ts";
import { campaignsModule } from "./index.ts";
import type { Brief, CampaignOutput } from "./schemas.ts";

let house: TestHouse;
let org: Awaited<ReturnType<typeof createOrganization>>;

beforeAll(async () => {
  house = await openTestHouse({ modules: [campaignsModule] });
  org = await createOrganization(house.db, "Kilau Nusantara");
});
afterAll(() => house.db.close());

const run = async (name: string, input: unknown): Promise<CampaignOutput> => {
  const outcome = await house.executor.execute(name, input, org.manager);
  if (outcome.kind !== "done") throw new Error("waiting");
  return outcome.output as CampaignOutput;
};
/** Sets or removes the model: the one boundary these tests fake. */
const setWriter = (write?: StructuredWriter["write"]): void => {
  Object.assign(house.ports, { writer: write && { write } });
};

const FULL = {
  name: "Glow Your Way",
  product: "Glowing Serum X, serum wajah niacinamide 5%",
  goal: "awareness di kalangan Gen Z",
  audience: { ageMin: 18, ageMax: 25, gender: "female", cities: ["Jakarta"] },
  budgetMinor: 20_000_000,
  startsOn: "2026-12-01",
  endsOn: "2026-12-14",
};
type Written = CampaignOutput & { brief: Brief };
async function written(more: Record<string, unknown> = {}): Promise<Written> {
  const { campaignId } = await run("campaigns.create", { ...FULL, ...more });
  return (await run("campaigns.write_brief", { campaignId })) as Written;
}
const update = async (campaign: CampaignOutput, change: Record<string, unknown>): Promise<Written> =>
  (await run("campaigns.update", { campaignId: campaign.campaignId, ...change })) as Written;
const target = (brief: Brief, metric: string): number | undefined =>
  brief.kpiTargets.find((kpi) => kpi.metric === metric)?.target;
const proseOf = (brief: Brief): string => JSON.stringify(brief);

describe("the text of a brief nobody touched", () => {
  it("states the budget, the days, the audience and the product as they are now", async () => {
    const before = await written();
    const { brief, briefOutdated, deliverables } = await update(before, { budgetMinor: 15_000_000 });
    expect(proseOf(brief)).not.toContain("Rp20.000.000");
    expect(brief.campaignGoalRefined).toContain("Rp15.000.000");
    expect(target(brief, "reach")).toBeLessThan(target(before.brief, "reach") ?? 0);
    expect(briefOutdated).toEqual([]);
    // What each creator makes is asked for, not derived: it changes only when somebody says so.
    expect(deliverables).toEqual(before.deliverables);

    const moved = await update(before, { startsOn: "2026-12-05", endsOn: "2026-12-20" });
    expect(proseOf(moved.brief)).not.toMatch(/\b(?:1|14) Desember/);
    expect(moved.brief.description).toContain("5 Desember 2026 sampai 20 Desember 2026");

    const other = await update(before, { product: "Toner Mawar", audience: { ageMin: 30, ageMax: 40, cities: [] } });
    expect(proseOf(other.brief)).not.toMatch(/Glowing Serum|18–25|Jakarta/);
    expect(other.brief.campaignGoalRefined).toContain("30–40 tahun");

    const english = await update(before, { language: "en" });
    expect(english.brief.description).toContain("invites creators to introduce Toner Mawar");
    expect(english.briefOutdated).toEqual([]);
  });

  it("counts with the pieces that are asked for", async () => {
    const before = await written();
    const { brief } = await update(before, { deliverables: [{ platform: "tiktok", format: "video", quantity: 1 }] });
    const creators = Number(/±(\d+) kreator/.exec(brief.campaignGoalRefined)?.[1]);
    expect(target(brief, "posts")).toBe(creators);
  });

  it("is in line again after the same value is set back", async () => {
    const before = await written();
    await update(before, { budgetMinor: 15_000_000 });
    const { brief } = await update(before, { budgetMinor: 20_000_000 });
    expect(brief).toEqual(before.brief);
  });
});

describe("text of a person", () => {
  it("stays as it is, and is named once a fact under it changed", async () => {
    const before = await written();
    const goal = "Bikin Glowing Serum X dikenal dengan Rp20 juta.";
    const edited = await update(before, { brief: { ...before.brief, campaignGoalRefined: goal } });
    expect(edited.briefOutdated).toEqual([]);
    const after = await update(before, { budgetMinor: 15_000_000 });
    expect(after.brief.campaignGoalRefined).toBe(goal);
    expect(target(after.brief, "reach")).toBeLessThan(target(before.brief, "reach") ?? 0);
    expect(after.briefOutdated).toEqual(["goal"]);
    // It stays named until somebody looks at it, also when something else changes.
    expect((await update(before, { name: "Glow Kita" })).briefOutdated).toEqual(["goal"]);
    const again = await update(before, { brief: { ...after.brief, campaignGoalRefined: "Dikenal dengan Rp15 juta." } });
    expect(again.briefOutdated).toEqual([]);
  });

  it("is not named for facts it has nothing to do with", async () => {
    const before = await written();
    const rules = [...before.brief.rules, "Jangan sebut kompetitor."];
    await update(before, { brief: { ...before.brief, rules, mandatoryCta: "Klik link di bio." } });
    const after = await update(before, { budgetMinor: 15_000_000 });
    expect(after.brief.rules).toEqual(rules);
    expect(after.briefOutdated).toEqual([]);
  });

  it("in a list lets the other lines follow", async () => {
    const before = await written();
    const mandatoryHashtags = [...before.brief.mandatoryHashtags, "#KulitSehat"];
    await update(before, { brief: { ...before.brief, mandatoryHashtags } });
    const { brief, briefOutdated } = await update(before, { name: "Cerah Bersama" });
    expect(brief.mandatoryHashtags).toContain("#CerahBersama");
    expect(brief.mandatoryHashtags).not.toContain("#GlowYourWay");
    expect(brief.mandatoryHashtags).toContain("#KulitSehat");
    expect(briefOutdated).toEqual([]);
  });

  it("about one target leaves the others following, and the goal names the person's figure", async () => {
    const before = await written();
    const kpiTargets = before.brief.kpiTargets.map((kpi) =>
      kpi.metric === "reach" ? { ...kpi, target: 500_000, basis: "Target direksi." } : kpi,
    );
    const edited = await update(before, { brief: { ...before.brief, kpiTargets } });
    expect(edited.brief.campaignGoalRefined).toContain("500.000 jangkauan");
    const after = await update(before, { budgetMinor: 15_000_000 });
    expect(target(after.brief, "reach")).toBe(500_000);
    expect(target(after.brief, "posts")).toBeLessThan(target(before.brief, "posts") ?? 0);
    expect(after.brief.campaignGoalRefined).toContain("Rp15.000.000");
    expect(after.briefOutdated).toEqual(["targets"]);
  });

  it("given together with a fact is taken at its word", async () => {
    const before = await written();
    const { brief, briefOutdated } = await update(before, {
      budgetMinor: 15_000_000,
      brief: { ...before.brief, description: "Cerita jujur saja." },
    });
    expect(brief.description).toBe("Cerita jujur saja.");
    expect(brief.campaignGoalRefined).toContain("Rp15.000.000");
    expect(briefOutdated).toEqual([]);
  });
});

describe("a brief a model wrote", () => {
  it("is kept, and the card says which parts to look at until it is written anew", async () => {
    setWriter((request) =>
      Promise.resolve(
        request.schema.parse({
          description: "Kilau mencari cerita jujur, 1 sampai 14 Desember.",
          campaignGoalRefined: "130.000 orang mengenal Glowing Serum X dengan Rp20.000.000.",
          kpiTargets: [{ metric: "reach", target: 130_000, basis: "Rencana Rp20.000.000" }],
          keyMessages: ["Dipakai rutin."],
          mandatoryHashtags: ["#Kilau"],
          mandatoryCta: "Cek Kilau.",
          rules: ["Jujur."],
          platformDeliverables: [],
        }),
      ),
    );
    const before = await written();
    setWriter();
    const after = await update(before, { budgetMinor: 15_000_000 });
    expect(after.brief.campaignGoalRefined).toBe(before.brief.campaignGoalRefined);
    expect(after.briefOutdated).toEqual(["goal", "targets"]);
    const p = house.i18n.presenter("id");
    const card = house.registry.find("campaigns.update")?.present.card(after, p);
    expect(card?.facts?.find((fact) => fact.label === "Cek lagi di brief")).toMatchObject({ required: true });
    const rewrite = card?.actions?.find((action) => action.label === "Tulis ulang brief");
    expect(rewrite).toMatchObject({ kind: "call", useCase: "campaigns.write_brief", style: "primary" });
    const anew = (await run("campaigns.write_brief", { campaignId: before.campaignId })) as Written;
    expect(anew.briefOutdated).toEqual([]);
    expect(anew.brief.campaignGoalRefined).toContain("Rp15.000.000");
  });

  it("that came with the draft counts as in line with what came with it", async () => {
    const drafted = (await written()).brief;
    const { campaignId } = await run("campaigns.create", { ...FULL, name: "Dari luar", brief: drafted });
    const { briefOutdated, brief } = (await run("campaigns.update", { campaignId, budgetMinor: 9_000_000 })) as Written;
    expect(brief.campaignGoalRefined).toContain("Rp9.000.000");
    expect(briefOutdated).toEqual([]);
  });
});
