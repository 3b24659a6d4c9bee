import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "../core/kernel/clock.ts";
import { type PlatformAccount, PlatformError, type SocialPlatform } from "../core/kernel/ports/social-platform.ts";
import type { SandboxAccount } from "../sandbox/model.ts";
import { startTestSandbox, type TestSandbox } from "../sandbox/testing.ts";
import { createInstagram } from "./instagram.ts";

let box: TestSandbox;
let account: SandboxAccount;
let instagram: SocialPlatform;

function adapter(options: { timeoutMs?: number; withoutOembed?: boolean } = {}): SocialPlatform {
  return createInstagram({
    baseUrl: `${box.url}/instagram/v26.0`,
    oembedUrl: options.withoutOembed ? undefined : `${box.url}/instagram/v26.0/instagram_oembed`,
    shortLinkBase: `${box.url}/short`,
    timeoutMs: options.timeoutMs ?? 5_000,
  });
}

function linkTo(url: string) {
  const link = instagram.parseLink(`Sudah tayang: ${url}`);
  if (!link) throw new Error(`not a link: ${url}`);
  return link;
}

async function failureOf(work: Promise<unknown>): Promise<PlatformError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof PlatformError) return error;
  throw new Error("expected a PlatformError", { cause: error });
}

beforeEach(async () => {
  box = await startTestSandbox();
  account = await box.account({ platform: "instagram", bio: "Kulit sehat", followers: 20_000 });
  instagram = adapter();
});
afterEach(() => box.stop());

describe("instagram against the sandbox", () => {
  it("reads the profile", async () => {
    expect(await instagram.fetchProfile(account)).toMatchObject({
      externalId: account.externalId,
      username: account.username,
      displayName: account.displayName,
      bio: "Kulit sehat",
      followers: 20_000,
      postCount: 0,
    });
  });

  it("finds a post by its address and reads its numbers with their definitions", async () => {
    const post = await box.post(account, { caption: "Glow up! #KolegaGlow #ad #kolegaglow" });
    box.clock.advance(2 * DAY_MS);
    const fetched = await instagram.fetchPost(account, linkTo(`${post.url}?igsh=abc`));
    expect(fetched).toMatchObject({
      externalId: post.id,
      url: post.url,
      format: "reel",
      caption: "Glow up! #KolegaGlow #ad #kolegaglow",
      hashtags: ["KolegaGlow", "ad"],
      ownerAuthorised: true,
      source: "instagram_graph",
    });
    expect(fetched.paidPartnership).toBeUndefined();
    expect(fetched.publishedAt.toISOString()).toBe("2026-11-02T02:00:00.000Z");
    expect(fetched.metrics.views).toMatchObject({ definition: "instagram.views@2025-04-21" });
    expect(fetched.metrics.reach?.value).toBeGreaterThan(1_000);
    expect(fetched.metrics.watch_time_ms?.value).toBeGreaterThan(0);
    expect(fetched.metrics.saves?.definition).toBe("instagram.saved");
    expect((await fetch(fetched.thumbnailUrl ?? "")).headers.get("content-type")).toBe("image/png");
  });

  it("gives no insight instead of zero while the platform has none", async () => {
    const post = await box.post(account);
    box.clock.advance(60_000);
    const fetched = await instagram.fetchPost(account, linkTo(post.url));
    expect(fetched.metrics.reach).toBeUndefined();
    expect(fetched.metrics.views).toBeUndefined();
    expect(fetched.metrics.likes?.definition).toBe("instagram.like_count");
  });

  it("grows over an accelerated week and never shrinks", async () => {
    const post = await box.post(account);
    let before = -1;
    for (let day = 0; day < 7; day += 1) {
      box.clock.advance(DAY_MS);
      const readings = await instagram.fetchMetrics(account, [{ externalId: post.id, format: "reel" }]);
      const views = readings.get(post.id)?.metrics.views?.value ?? Number.NaN;
      expect(views).toBeGreaterThanOrEqual(before);
      before = views;
    }
    expect(before).toBeGreaterThan(5_000);
  });

  it("pages through older media", async () => {
    const first = await box.post(account, { publishedAt: "2026-09-01T00:00:00Z" });
    for (let i = 0; i < 60; i += 1) {
      await box.post(account, { publishedAt: new Date(Date.parse("2026-09-02") + i * HOUR_MS).toISOString() });
    }
    expect((await instagram.fetchPost(account, linkTo(first.url))).externalId).toBe(first.id);
  });

  it("reads many posts, leaves out deleted ones, and feeds have no watch time", async () => {
    const feed = await box.post(account, { format: "feed" });
    const gone = await box.post(account);
    box.clock.advance(DAY_MS);
    await box.control("DELETE", `/posts/instagram/${gone.id}`);
    const readings = await instagram.fetchMetrics(account, [
      { externalId: feed.id, format: "feed" },
      { externalId: gone.id, format: "reel" },
    ]);
    expect([...readings.keys()]).toEqual([feed.id]);
    expect(readings.get(feed.id)?.metrics.watch_time_ms).toBeUndefined();
  });

  it("an optional metric that does not fit costs only the optional numbers, and is not asked again", async () => {
    const post = await box.post(account, { format: "feed" });
    box.clock.advance(DAY_MS);
    const asked: string[] = [];
    const counting = createInstagram({
      baseUrl: `${box.url}/instagram`,
      fetch: (url, init) => {
        asked.push(new URL(url).searchParams.get("metric") ?? "");
        return fetch(url, init);
      },
    });
    for (let i = 0; i < 2; i += 1) {
      const readings = await counting.fetchMetrics(account, [{ externalId: post.id, format: "reel" }]);
      expect(readings.get(post.id)?.metrics.reach?.value).toBeGreaterThan(0);
      expect(readings.get(post.id)?.metrics.watch_time_ms).toBeUndefined();
    }
    expect(asked).toHaveLength(3);
  });

  it("falls back to the media's own counters where insights refuse the core metrics", async () => {
    const story = await box.post(account, { format: "story" });
    box.clock.advance(HOUR_MS);
    const readings = await instagram.fetchMetrics(account, [{ externalId: story.id, format: "feed" }]);
    const metrics = readings.get(story.id)?.metrics;
    expect(metrics?.likes?.definition).toBe("instagram.like_count");
    expect(metrics?.reach).toBeUndefined();
  });

  it("resolves share links through the short-link base", async () => {
    const post = await box.post(account);
    const link = linkTo(post.shortUrl ?? "");
    expect(link.code).toBeUndefined();
    expect((await instagram.resolveLink(link)).code).toBe(post.code);
    expect((await instagram.fetchPost(account, link)).externalId).toBe(post.id);
  });

  it("tells a stranger's post from a deleted one", async () => {
    const stranger = await box.account({ platform: "instagram", username: "orang.lain" });
    const foreign = await box.post(stranger);
    expect((await failureOf(instagram.fetchPost(account, linkTo(foreign.url)))).failure).toBe("not_owned");
    const own = await box.post(account);
    await box.control("DELETE", `/posts/instagram/${own.id}`);
    expect((await failureOf(instagram.fetchPost(account, linkTo(own.url)))).failure).toBe("deleted");
    const plain = adapter({ withoutOembed: true });
    expect((await failureOf(plain.fetchPost(account, linkTo(own.url)))).failure).toBe("not_owned");
  });

  it.each(["expired", "revoked", "scope_missing"])("a token that is %s asks to reconnect", async (token) => {
    await box.control("PATCH", `/accounts/instagram/${account.externalId}`, { token });
    expect((await failureOf(instagram.fetchProfile(account))).failure).toBe("reauthorise");
  });

  it("an account that became private loses the API and must reconnect", async () => {
    await box.control("PATCH", `/accounts/instagram/${account.externalId}`, { private: true });
    expect((await failureOf(instagram.fetchProfile(account))).failure).toBe("reauthorise");
  });

  it("keeps tokens and queries out of errors", async () => {
    const secret: PlatformAccount = { ...account, accessToken: "IGAA-very-secret" };
    const error = await failureOf(instagram.fetchProfile(secret));
    expect(`${error.message} ${error.detail}`).not.toMatch(/very-secret|fields=/);
    expect(error.detail).toContain("code=190");
  });

  it("reads how long it is throttled from the usage header", async () => {
    await box.fault({ service: "instagram", kind: "429", retryAfterSeconds: 300 });
    const error = await failureOf(instagram.fetchProfile(account));
    expect(error).toMatchObject({ failure: "throttled", retryAfterMs: 300_000 });
    expect((await instagram.fetchProfile(account)).username).toBe(account.username);
  });

  it.each(["500", "garbage", "cut_after_effect"])("%s is unavailable", async (kind) => {
    await box.fault({ service: "instagram", kind });
    expect((await failureOf(instagram.fetchProfile(account))).failure).toBe("unavailable");
  });

  it("a server that hangs is given up after the timeout", async () => {
    await box.fault({ service: "instagram", kind: "hang" });
    const error = await failureOf(adapter({ timeoutMs: 150 }).fetchProfile(account));
    expect(error.failure).toBe("unavailable");
    expect(error.detail).toContain("timeout");
  });

  it("a story's numbers end after 24 hours, and few viewers give none", async () => {
    const story = await box.post(account, { format: "story" });
    box.clock.advance(HOUR_MS);
    const posts = [{ externalId: story.id, format: "story" }];
    expect((await instagram.fetchMetrics(account, posts)).get(story.id)?.metrics.reach?.value).toBeGreaterThan(0);
    box.clock.advance(DAY_MS);
    expect((await instagram.fetchMetrics(account, posts)).size).toBe(0);
    const small = await box.account({ platform: "instagram", followers: 10 });
    const unseen = await box.post(small, { format: "story" });
    box.clock.advance(HOUR_MS);
    const few = await instagram.fetchMetrics(small, [{ externalId: unseen.id, format: "story" }]);
    expect(few.get(unseen.id)?.metrics).toEqual({});
  });
});

describe("the sandbox's Instagram is as strict as the real one", () => {
  const get = async (path: string) => {
    const response = await fetch(`${box.url}/instagram${path}&access_token=${account.accessToken}`);
    return { status: response.status, body: (await response.json()) as { error?: { code: number } } };
  };

  it.each(["reach,impressions", "reach,ig_reels_video_view_total_time", "nonsense", ""])(
    "one metric that does not fit fails the whole request: %s",
    async (metrics) => {
      const feed = await box.post(account, { format: "feed" });
      box.clock.advance(DAY_MS);
      const { status, body } = await get(`/${feed.id}/insights?metric=${metrics}`);
      expect(status).toBe(400);
      expect(body.error?.code).toBe(100);
    },
  );

  it("unknown fields are an error", async () => {
    expect((await get("/me?fields=username,email")).body.error?.code).toBe(100);
  });

  it("throttles at the Business Use Case limit", async () => {
    const tight = await startTestSandbox({ limits: { instagramCallsPerImpression: 3 } });
    try {
      const busy = await tight.account({ platform: "instagram" });
      const limited = createInstagram({ baseUrl: `${tight.url}/instagram/v26.0` });
      for (let i = 0; i < 3; i += 1) await limited.fetchProfile(busy);
      const error = await failureOf(limited.fetchProfile(busy));
      expect(error.failure).toBe("throttled");
      expect(error.retryAfterMs).toBeGreaterThan(23 * HOUR_MS);
    } finally {
      await tight.stop();
    }
  });
});
