import { describe, expect, it } from "vitest";
import { commonLocale } from "../i18n/platform-locale.ts";
import { createI18n } from "../i18n/presenter.ts";
import { DAY_MS, HOUR_MS } from "../kernel/clock.ts";
import { metricsModule } from "../metrics/index.ts";
import { analyticsLocale } from "./locale.ts";
import { performanceCard } from "./performance-card.ts";
import type { PerformanceOutput } from "./performance-output.ts";

const i18n = createI18n([commonLocale, metricsModule.locales, analyticsLocale]);
const START = Date.parse("2026-11-21T06:46:00Z");
const row = {
  posts: 1,
  knownPosts: 1,
  engagements: 10,
  reach: null,
  views: 20,
  engagementRate: null,
  engagementRateBase: null,
  spendMinor: 1,
  cpeMinor: 1,
  cpmMinor: 1,
  reachRoi: null,
  viralCoefficient: null,
  share: 1,
};

function output(hours: readonly number[], clockSpeed: number): PerformanceOutput {
  const series = hours.map((hour) => ({
    at: new Date(START + hour * HOUR_MS).toISOString(),
    engagements: Math.round(hour),
    views: null,
  }));
  return {
    campaignId: "cmp_00000000000000000000000000",
    campaignName: "Glow",
    currency: "IDR",
    clockSpeed,
    totals: row,
    influencers: [],
    platforms: [],
    formats: [],
    spend: { heldMinor: 0, paidMinor: 0, commissionMinor: 0, totalMinor: 0 },
    kpis: [],
    series,
    provenance: {
      latestFetchedAt: series.at(-1)?.at ?? null,
      sources: [],
      unknownPosts: 0,
      notOwnerAuthorised: 0,
      waitingPosts: 0,
      removedPosts: 0,
      apart: [],
    },
  };
}

describe("performanceCard", () => {
  it("has a label a point, none of them twice", () => {
    const chart = performanceCard(output([0, 24, 48, 72, 96, 120, 125.4], 10_080), i18n.presenter("id")).chart;
    expect(chart?.xLabels).toEqual([
      "21 Nov 2026",
      "22 Nov 2026",
      "23 Nov 2026",
      "24 Nov 2026",
      "25 Nov 2026",
      "26 Nov 2026",
    ]);
    expect(chart?.series[0]?.values).toEqual([0, 24, 48, 72, 96, 125]);
    expect(chart?.altText.match(/26 Nov/g)).toHaveLength(1);
  });

  it("leaves the chart out while there is one point", () => {
    expect(performanceCard(output([0, 0.1], 1), i18n.presenter("id")).chart).toBeUndefined();
    expect(performanceCard(output([0, (45 * DAY_MS) / HOUR_MS], 1), i18n.presenter("id")).chart).toBeDefined();
  });

  it("says that the clock of the numbers runs faster, where it does", () => {
    expect(performanceCard(output([0, 24], 10_080), i18n.presenter("id")).body).toContain("10.080 kali lebih cepat");
    expect(performanceCard(output([0, 24], 10_080), i18n.presenter("en")).body).toContain("10,080 times faster");
    expect(performanceCard(output([0, 24], 1), i18n.presenter("id")).body).toBeUndefined();
  });
});
