import { METRICS, type Metric } from "../kernel/ports/social-platform.ts";
import { formulas } from "../metrics/index.ts";
import { type CampaignFigures, type HoldFigures, latestOf, type PostFigures } from "./figures.ts";
import { kpisOf } from "./kpis.ts";
import { type PerformanceRow, rowOf, total } from "./row.ts";
import { seriesOf } from "./series.ts";

type Known = formulas.Known;

export interface NamedRow extends PerformanceRow {
  readonly id: string;
  readonly name: string;
  /** Rows of the database its figures are from. */
  readonly sources: readonly string[];
}

/** Numbers that follow another definition and are therefore in no sum. */
export interface Apart {
  readonly metric: Metric;
  readonly definition: string;
  readonly value: number;
}

export interface Performance {
  readonly totals: PerformanceRow & { readonly sources: readonly string[] };
  readonly influencers: readonly NamedRow[];
  readonly platforms: readonly NamedRow[];
  /** `instagram reel` and the like. */
  readonly formats: readonly NamedRow[];
  readonly spend: {
    readonly heldMinor: number;
    /** Released to influencers, without commission. */
    readonly paidMinor: number;
    readonly commissionMinor: number;
    readonly totalMinor: number;
  };
  readonly kpis: ReturnType<typeof kpisOf>;
  readonly series: ReturnType<typeof seriesOf>;
  readonly provenance: {
    readonly latestFetchedAt: Date | null;
    readonly sources: readonly string[];
    readonly unknownPosts: number;
    readonly notOwnerAuthorised: number;
    readonly apart: readonly Apart[];
  };
}

/** All of a campaign's performance, computed from its figures. Pure. */
export function performanceOf(figures: CampaignFigures): Performance {
  const { posts, holds } = figures;
  const totals = rowOf(posts, holds, null);
  const groups = (
    key: (item: PostFigures | HoldFigures) => string,
    name: (item: PostFigures | HoldFigures) => string,
  ) => grouped(posts, holds, key, name, totals.engagements);
  const heldMinor = total(holds.map((hold) => hold.heldMinor));
  const commissionMinor = total(holds.map((hold) => hold.commissionMinor));
  const releasedMinor = total(holds.map((hold) => hold.releasedMinor));
  const snapshots = posts.flatMap((post) => post.snapshots);
  return {
    totals: { ...totals, sources: sourcesOf(posts, holds) },
    influencers: groups(
      (item) => item.influencerId,
      (item) => item.influencerName,
    ),
    platforms: groups(
      (item) => item.platform,
      (item) => item.platform,
    ),
    formats: groups(
      (item) => `${item.platform} ${item.format}`,
      (item) => `${item.platform} ${item.format}`,
    ),
    spend: {
      heldMinor,
      paidMinor: releasedMinor - commissionMinor,
      commissionMinor,
      totalMinor: heldMinor + releasedMinor,
    },
    kpis: kpisOf(figures.campaign.brief?.kpiTargets ?? [], totals),
    series: seriesOf(posts),
    provenance: {
      latestFetchedAt: snapshots.reduce<Date | null>(
        (latest, snapshot) => (latest && latest > snapshot.fetchedAt ? latest : snapshot.fetchedAt),
        null,
      ),
      sources: [...new Set(snapshots.map((snapshot) => snapshot.source))].sort(),
      unknownPosts: totals.posts - totals.knownPosts,
      notOwnerAuthorised: posts.filter((post) => post.snapshots.at(-1)?.ownerAuthorised === false).length,
      apart: apartOf(posts),
    },
  };
}

function sourcesOf(posts: readonly PostFigures[], holds: readonly HoldFigures[]): string[] {
  return [...posts.flatMap((post) => latestOf(post).snapshotIds), ...holds.map((hold) => hold.holdId)];
}

function grouped(
  posts: readonly PostFigures[],
  holds: readonly HoldFigures[],
  key: (item: PostFigures | HoldFigures) => string,
  name: (item: PostFigures | HoldFigures) => string,
  whole: Known,
): NamedRow[] {
  const names = new Map<string, string>();
  for (const item of [...posts, ...holds]) names.set(key(item), name(item));
  const rows = [...names].map(([id, label]) => {
    const own = posts.filter((post) => key(post) === id);
    const ownHolds = holds.filter((hold) => key(hold) === id);
    return { id, name: label, ...rowOf(own, ownHolds, whole), sources: sourcesOf(own, ownHolds) };
  });
  return rows.sort((a, b) => (b.engagements ?? -1) - (a.engagements ?? -1) || (a.id < b.id ? -1 : 1));
}

function apartOf(posts: readonly PostFigures[]): Apart[] {
  const latest = posts.map((post) => latestOf(post).metrics);
  return METRICS.flatMap((metric) =>
    formulas.addReadings(latest.flatMap((metrics) => metrics[metric] ?? [])).apart.map((item) => ({ metric, ...item })),
  );
}
