import { describe, expect, it } from "vitest";
import {
  addReadings,
  conversionRate,
  cpa,
  cpc,
  cpe,
  cpm,
  ctr,
  engagementRate,
  engagements,
  reachRoi,
  roas,
  roi,
  viralCoefficient,
} from "./formulas.ts";

describe("formulas", () => {
  it("count the known interactions and know nothing where none is known", () => {
    expect(engagements({ likes: 80, comments: 10, shares: 6, saves: 4 })).toBe(100);
    expect(engagements({ likes: 80, comments: null })).toBe(80);
    expect(engagements({ likes: 0 })).toBe(0);
    expect(engagements({ views: 500 })).toBeNull();
    expect(engagements({})).toBeNull();
  });

  it("state the base of an engagement rate", () => {
    expect(engagementRate({ engagements: 50, reach: 1_000, followers: 10_000 })).toEqual({ rate: 0.05, base: "reach" });
    expect(engagementRate({ engagements: 50, reach: null, followers: 10_000 })).toEqual({
      rate: 0.005,
      base: "followers",
    });
    expect(engagementRate({ engagements: 50, reach: 0, followers: 10_000 })).toEqual({
      rate: 0.005,
      base: "followers",
    });
    expect(engagementRate({ engagements: 50, reach: null, followers: null })).toEqual({ rate: null, base: null });
    expect(engagementRate({ engagements: null, reach: 10, followers: 10 })).toEqual({ rate: null, base: null });
  });

  it.each([
    ["CPE", cpe(2_000_000, 4_000), 500],
    ["CPM", cpm(2_000_000, 100_000), 20_000],
    ["CPC", cpc(2_000_000, 1_000), 2_000],
    ["CPA", cpa(2_000_000, 100), 20_000],
    ["CTR", ctr(50, 1_000), 0.05],
    ["conversion rate", conversionRate(5, 50), 0.1],
    ["ROAS", roas(6_000_000, 2_000_000), 3],
    ["ROI", roi(6_000_000, 2_000_000), 2],
    ["ROI of a loss", roi(500_000, 2_000_000), -0.75],
    ["reach ROI", reachRoi(4_000, 2_000), 2],
    ["viral coefficient", viralCoefficient(30, 1_000), 0.03],
  ])("%s", (_name, value, wanted) => {
    expect(value).toBeCloseTo(wanted, 10);
  });

  it("divide by nothing to not known, never to zero or infinity", () => {
    const results = [
      cpe(1, 0),
      cpm(1, 0),
      cpc(1, null),
      cpa(null, 1),
      ctr(0, 0),
      roas(1, 0),
      roi(1, 0),
      roi(null, 1),
      reachRoi(1, 0),
      viralCoefficient(1, Number.NaN),
    ];
    expect(results).toEqual(results.map(() => null));
  });

  it("never add different definitions", () => {
    const added = addReadings([
      { value: 100, definition: "instagram.views@2025-04-21" },
      { value: 50, definition: "tiktok.view_count" },
      { value: 900, definition: "instagram.impressions" },
      { value: 70, definition: "youtube.shorts_views@before-2025-03-26" },
      { value: 30, definition: "youtube.shorts_views@before-2025-03-26" },
      { value: 5, definition: "youtube.shorts_views@2025-03-26" },
    ]);
    expect(added.value).toBe(155);
    expect(added.definitions).toEqual([
      "instagram.views@2025-04-21",
      "tiktok.view_count",
      "youtube.shorts_views@2025-03-26",
    ]);
    expect(added.apart).toEqual([
      { definition: "instagram.impressions", value: 900 },
      { definition: "youtube.shorts_views@before-2025-03-26", value: 100 },
    ]);
    expect(addReadings([{ value: 9, definition: "instagram.impressions" }]).value).toBeNull();
  });
});
