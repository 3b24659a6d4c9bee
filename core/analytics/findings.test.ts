import { describe, expect, it } from "vitest";
import { presenterOf } from "../../test/support/presenter.ts";
import type { Metric, MetricValue } from "../kernel/ports/social-platform.ts";
import type { CampaignFigures, HoldFigures, PostFigures } from "./figures.ts";
import { findingsOf } from "./findings.ts";
import { analyticsLocale } from "./locale.ts";
import { performanceOf } from "./performance.ts";
import { findingText } from "./report-text.ts";

let made = 0;
const value = (number: number, definition = "instagram.likes"): MetricValue => ({ value: number, definition });

function post(
  name: string,
  metrics: Partial<Record<Metric, MetricValue>>,
  fields: Partial<PostFigures> = {},
): PostFigures {
  made += 1;
  return {
    id: `post-${made}`,
    influencerId: `inf-${name}`,
    influencerName: name,
    platform: "instagram",
    format: "reel",
    status: "approved",
    version: 1,
    firstSubmittedOn: "2026-11-10",
    dueOn: null,
    followers: 10_000,
    usualRate: 0.05,
    failedAtFirst: [],
    snapshots: [
      {
        id: `snap-${made}`,
        fetchedAt: new Date("2026-11-20T00:00:00Z"),
        source: "instagram_graph",
        ownerAuthorised: true,
        metrics,
      },
    ],
    ...fields,
  };
}

function hold(name: string, released: number, fields: Partial<HoldFigures> = {}): HoldFigures {
  made += 1;
  return {
    holdId: `hold-${made}`,
    influencerId: `inf-${name}`,
    influencerName: name,
    platform: "instagram",
    format: "reel",
    heldMinor: 0,
    releasedMinor: released,
    commissionMinor: released / 10,
    ...fields,
  };
}

function figures(posts: readonly PostFigures[], holds: readonly HoldFigures[] = [], overdue = 0): CampaignFigures {
  return {
    campaign: {
      id: "cmp_x",
      orgId: "org_x",
      orgName: "Kilau",
      name: "Glow",
      product: "",
      goal: "",
      status: "active",
      currency: "IDR",
      budgetMinor: null,
      startsOn: null,
      endsOn: null,
      language: "id",
      audience: {},
      brief: {
        description: "d",
        campaignGoalRefined: "g",
        kpiTargets: [
          { metric: "engagements", target: 1_000, basis: "b" },
          { metric: "cpe", target: 5_000, basis: "b" },
          { metric: "conversions", target: 10, basis: "b" },
        ],
        keyMessages: ["k"],
        mandatoryHashtags: ["#ad"],
        mandatoryCta: "c",
        rules: ["r"],
        platformDeliverables: [],
      },
      createdBy: "mem_x",
      version: 1,
    },
    timeZone: "Asia/Jakarta",
    posts,
    holds,
    byStatus: {},
    overdue,
  };
}

const textsOf = (input: CampaignFigures, locale: "id" | "en" = "id"): string[] => {
  const presenter = presenterOf(analyticsLocale, locale);
  return findingsOf(input, performanceOf(input)).map((finding) => findingText(finding, presenter));
};

const CAMPAIGN = figures(
  [
    post("Rani", { likes: value(6_000), reach: value(60_000, "instagram.reach") }, { usualRate: 0.3 }),
    post(
      "Dewi",
      { likes: value(2_100), reach: value(30_000, "instagram.reach") },
      { usualRate: 0.2, dueOn: "2026-11-09", version: 2, failedAtFirst: ["disclosure"] },
    ),
    post("Sari", { likes: value(1_000), reach: value(20_000, "instagram.reach") }, { usualRate: 0.1 }),
    post("Lia", { likes: value(900), reach: value(20_000, "instagram.reach") }, { usualRate: 0.2 }),
  ],
  [hold("Rani", 3_000_000), hold("Dewi", 2_000_000), hold("Sari", 2_000_000), hold("Lia", 0, { heldMinor: 3_000_000 })],
);

describe("performanceOf", () => {
  it("sums, spends, rates, shares and measures against the brief", () => {
    const performance = performanceOf(CAMPAIGN);
    expect(performance.totals).toMatchObject({
      posts: 4,
      engagements: 10_000,
      reach: 130_000,
      views: null,
      engagementRateBase: "reach",
      spendMinor: 10_000_000,
      cpeMinor: 1_000,
      cpmMinor: null,
    });
    expect(performance.spend).toEqual({
      heldMinor: 3_000_000,
      paidMinor: 6_300_000,
      commissionMinor: 700_000,
      totalMinor: 10_000_000,
    });
    expect(performance.influencers.map((row) => [row.name, row.share])).toEqual([
      ["Rani", 0.6],
      ["Dewi", 0.21],
      ["Sari", 0.1],
      ["Lia", 0.09],
    ]);
    expect(performance.kpis).toEqual([
      { metric: "engagements", target: 1_000, actual: 10_000, progress: 10, isMet: true },
      { metric: "cpe", target: 5_000, actual: 1_000, progress: 5, isMet: true },
      { metric: "conversions", target: 10, actual: null, progress: null, isMet: null },
    ]);
  });

  it("takes followers as the base for all when the reach of one post is not known, and says so", () => {
    const mixed = figures([
      post("A", { likes: value(500), reach: value(10_000, "instagram.reach") }),
      post("B", { likes: value(500, "tiktok.like_count") }, { platform: "tiktok", format: "video" }),
    ]);
    expect(performanceOf(mixed).totals).toMatchObject({ engagementRate: 0.05, engagementRateBase: "followers" });
  });

  it("keeps other definitions and unknown posts out of every sum, and says so", () => {
    const input = figures([
      post("A", { views: value(100, "instagram.views@2025-04-21") }),
      post("B", { views: value(900, "instagram.impressions") }),
      post("C", {}),
    ]);
    const { totals, provenance } = performanceOf(input);
    expect(totals).toMatchObject({ views: 100, engagements: null, engagementRate: null });
    expect(provenance).toMatchObject({
      unknownPosts: 3,
      apart: [{ metric: "views", definition: "instagram.impressions", value: 900 }],
    });
  });

  it("draws growth from the snapshots, each post at its latest known number", () => {
    const growing = post(
      "A",
      {},
      {
        snapshots: [0, 6, 12].map((hour, index) => ({
          id: `g-${hour}`,
          fetchedAt: new Date(Date.parse("2026-11-20T00:00:00Z") + hour * 3_600_000),
          source: "instagram_graph",
          ownerAuthorised: true,
          metrics: index === 0 ? {} : { likes: value(100 * index) },
        })),
      },
    );
    const { series } = performanceOf(figures([growing, post("B", { likes: value(7) })]));
    expect(series.map((point) => point.engagements)).toEqual([7, 107, 207]);
  });
});

describe("findingsOf", () => {
  it("names the causes with their figures, in both languages", () => {
    expect(textsOf(CAMPAIGN)).toEqual([
      "4 post dari 4 kreator menghasilkan 10.000 interaksi dengan belanja Rp10.000.000, jadi Rp1.000 per interaksi.",
      "Rani sendirian membuat 60% dari seluruh interaksi.",
      "1 kreator di atas kebiasaannya; tertinggi Rani, 2 kali engagement rate biasanya.",
      "1 kreator di bawah kebiasaannya; terendah Lia, 45% dari engagement rate biasanya.",
      "Interaksi termurah dari Rani (Rp500), termahal dari Lia (Rp3.333).",
      "Target interaksi tercapai: 10.000 dari 1.000.",
      "Target biaya per interaksi tercapai: Rp1.000 dari Rp5.000.",
      "Ajak Rani lagi, dan cari kreator lain yang audiensnya mirip supaya hasil tidak bergantung pada sedikit orang.",
      "Bahas pembuka konten bersama Lia sebelum kerja sama berikutnya.",
      "Tawar ulang harga Lia, atau alihkan anggarannya.",
      "Kirim pengingat beberapa hari sebelum tenggat.",
    ]);
    expect(textsOf(CAMPAIGN, "en")[1]).toBe("Rani alone made 60% of all engagement.");
  });

  it("says what two creators made, platform and format gaps, late, revised, removed and overdue work", () => {
    const input = figures(
      [
        post("A", { likes: value(4_200, "tiktok.like_count") }, { platform: "tiktok", format: "video" }),
        post(
          "B",
          { likes: value(3_900, "tiktok.like_count") },
          { platform: "tiktok", format: "video", dueOn: "2026-11-01" },
        ),
        post("C", { likes: value(1_500) }, { version: 3, failedAtFirst: ["disclosure", "cta"] }),
        post("D", { likes: value(400) }, { format: "feed", status: "removed", failedAtFirst: ["disclosure"] }),
      ].map((item) => ({ ...item, usualRate: null })),
      [],
      2,
    );
    const keys = findingsOf(input, performanceOf(input)).map((finding) => finding.key);
    expect(keys).toEqual([
      "headline_without_spend",
      "two_made",
      "platform_gap",
      "format_gap",
      "target_met",
      "late",
      "overdue",
      "rebook",
      "shift",
      "remind_earlier",
      "preview_drafts",
    ]);
    expect(textsOf(input).slice(1, 4)).toEqual([
      "Dua kreator, A dan B, membuat 81% dari seluruh interaksi.",
      "Post di TikTok mendapat 4,3 kali interaksi post di Instagram (rata-rata 4.050 banding 950).",
      "Reel Instagram mendapat 3,8 kali interaksi Feed Instagram (rata-rata 1.500 banding 400).",
    ]);
  });

  it("invents nothing without numbers", () => {
    expect(textsOf(figures([post("A", {})]))).toEqual([
      "Ada 1 post yang disetujui, tapi angkanya belum diketahui.",
      "Tunggu bacaan angka pertama, lalu minta laporan lagi.",
    ]);
  });

  it("every sentence exists in both languages and leaves no placeholder open", () => {
    const inputs = [CAMPAIGN, figures([]), figures([post("A", {})], [], 1)];
    for (const locale of ["id", "en"] as const) {
      for (const text of inputs.flatMap((input) => textsOf(input, locale)))
        expect(text).not.toMatch(/\{\{|analytics\./);
    }
  });
});
