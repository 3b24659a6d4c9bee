import { createHash } from "node:crypto";
import type { Platform } from "../../core/kernel/ports/social-platform.ts";
import type {
  DemoAvailability,
  DemoCategory,
  DemoCompensation,
  DemoFormat,
  DemoInfluencer,
  DemoMetrics,
  DemoPartnershipType,
  DemoSamplePost,
  DemoSocialAccount,
  DemoTier,
} from "./types.ts";

/** A short name for platform and format, so that a post or a price is one line of data. */
type Kind = "ig.feed" | "ig.reel" | "ig.story" | "tiktok" | "yt.video" | "yt.short";

const KINDS: Readonly<Record<Kind, { platform: Platform; format: DemoFormat }>> = {
  "ig.feed": { platform: "instagram", format: "feed" },
  "ig.reel": { platform: "instagram", format: "reel" },
  "ig.story": { platform: "instagram", format: "story" },
  tiktok: { platform: "tiktok", format: "video" },
  "yt.video": { platform: "youtube", format: "video" },
  "yt.short": { platform: "youtube", format: "short" },
};

/** `"ig.reel@3": "caption"` is a reel of three days ago. */
type PostKey = `${Kind}@${number}`;

/** What is written by hand for one creator; percentages and thousands of rupiah keep it readable. */
export interface CreatorSeed {
  readonly key: string;
  readonly name: string;
  readonly locale: "id" | "en";
  readonly bio: string;
  readonly home: readonly [city: string, province: string];
  readonly languages: readonly string[];
  readonly categories: readonly DemoCategory[];
  readonly points: number;
  readonly joined: number;
  /** Per cent by age: 13-17, 18-24, 25-34, 35-44, 45+. */
  readonly ages: readonly [number, number, number, number, number];
  readonly female: number;
  readonly cities: Readonly<Record<string, number>>;
  /** Thousands of rupiah. */
  readonly rates: Readonly<Partial<Record<Kind, number>>>;
  readonly accounts: readonly DemoSocialAccount[];
  readonly posts: Readonly<Record<PostKey, string>>;
  readonly availability?: DemoAvailability;
  readonly partnerships?: readonly DemoPartnershipType[];
  readonly compensation?: readonly DemoCompensation[];
  readonly tags?: readonly string[];
  readonly note?: string;
  readonly blacklist?: DemoInfluencer["blacklist"];
}

function account(platform: Platform, username: string, followers: number, percent: number): DemoSocialAccount {
  return { platform, username, followers, engagementRate: share(percent), private: false };
}
export const instagram = (username: string, followers: number, percent: number) =>
  account("instagram", username, followers, percent);
export const tiktok = (username: string, followers: number, percent: number) =>
  account("tiktok", username, followers, percent);
export const youtube = (username: string, followers: number, percent: number) =>
  account("youtube", username, followers, percent);

/** The tier of the largest account. */
function tierOf(followers: number): DemoTier {
  if (followers < 10_000) return "nano";
  if (followers < 100_000) return "micro";
  if (followers < 500_000) return "mid";
  if (followers <= 1_000_000) return "macro";
  return "mega";
}

/** `#tags` of a caption in lower case, each once, in order. */
export function hashtagsOf(caption: string): string[] {
  return [...new Set(Array.from(caption.matchAll(/#([\p{L}\p{N}_]+)/gu), (match) => (match[1] ?? "").toLowerCase()))];
}

export function creator(seed: CreatorSeed): DemoInfluencer {
  const followers = Math.max(...seed.accounts.map((item) => item.followers));
  const [teen, young, adult, middle, older] = seed.ages;
  return {
    key: seed.key,
    name: seed.name,
    locale: seed.locale,
    email: `${seed.key}@kreator.example`,
    bio: seed.bio,
    city: seed.home[0],
    province: seed.home[1],
    languages: seed.languages,
    categories: seed.categories,
    tier: tierOf(followers),
    audience: {
      ages: {
        "13-17": share(teen),
        "18-24": share(young),
        "25-34": share(adult),
        "35-44": share(middle),
        "45+": share(older),
      },
      gender: { female: share(seed.female), male: share(100 - seed.female) },
      topCities: Object.entries(seed.cities)
        .map(([city, percent]) => ({ city, share: share(percent) }))
        .sort((a, b) => b.share - a.share),
    },
    rates: entriesOf(seed.rates).map(([kind, thousands]) => ({
      platform: accountFor(seed, kind).platform,
      format: KINDS[kind].format,
      amountMinor: thousands * 1_000,
    })),
    availability: seed.availability ?? { status: "available" },
    partnerships: seed.partnerships ?? ["one_time", "ongoing"],
    compensation: seed.compensation ?? ["fixed", "per_post"],
    accounts: seed.accounts,
    posts: entriesOf(seed.posts).map(([postKey, caption], index) => samplePost(seed, postKey, caption, index + 1)),
    points: seed.points,
    joinedDaysAgo: seed.joined,
    tags: seed.tags ?? [],
    note: seed.note,
    blacklist: seed.blacklist,
  };
}

function samplePost(seed: CreatorSeed, postKey: PostKey, caption: string, index: number): DemoSamplePost {
  const at = postKey.lastIndexOf("@");
  const short = postKey.slice(0, at) as Kind;
  const kind = KINDS[short];
  const key = `${seed.key}-${index}`;
  return {
    key,
    ...kind,
    daysAgo: Number(postKey.slice(at + 1)),
    caption,
    hashtags: hashtagsOf(caption),
    metrics: kind.format === "story" ? undefined : sampleMetrics(key, kind.format, accountFor(seed, short)),
  };
}

/** Data of a platform the person has no account on is a slip of the pen. */
function accountFor(seed: CreatorSeed, kind: Kind): DemoSocialAccount {
  const { platform } = KINDS[kind];
  const owner = seed.accounts.find((item) => item.platform === platform);
  if (!owner) throw new Error(`${seed.key}: no ${platform} account`);
  return owner;
}

/** Numbers that scatter around the account's own engagement rate, the same ones at every load. */
function sampleMetrics(key: string, format: DemoFormat, owner: DemoSocialAccount): DemoMetrics {
  const noise = (salt: string) => createHash("sha256").update(`${key}/${salt}`).digest().readUInt16BE(0) / 65_535;
  const level = 0.55 + 0.9 * noise("level") ** 1.3;
  const engagements = Math.max(3, Math.round(owner.followers * owner.engagementRate * level));
  const comments = Math.round(engagements * (0.02 + 0.05 * noise("comments")));
  if (owner.platform === "youtube") {
    const views = Math.round(engagements / (0.02 + 0.03 * noise("views")));
    return { likes: engagements - comments, comments, views };
  }
  const shares = Math.round(engagements * (0.02 + 0.06 * noise("shares")));
  if (owner.platform === "tiktok") {
    const views = Math.round(engagements / (0.05 + 0.05 * noise("views")));
    return { likes: engagements - comments - shares, comments, shares, views };
  }
  const saves = Math.round(engagements * (0.03 + 0.09 * noise("saves")));
  const likes = engagements - comments - shares - saves;
  const reach = Math.round(engagements / (0.06 + 0.06 * noise("reach")));
  const views = Math.round(reach * (format === "reel" ? 1.2 + 0.3 * noise("views") : 1.05 + 0.2 * noise("views")));
  return { likes, comments, shares, saves, reach, views };
}

function share(percent: number): number {
  return Math.round(percent * 100) / 10_000;
}

function entriesOf<K extends string, V>(record: Readonly<Partial<Record<K, V>>>): [K, V][] {
  return Object.entries(record) as [K, V][];
}
