import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DAY_MS } from "../core/kernel/clock.ts";
import { PlatformError, type SocialPlatform } from "../core/kernel/ports/social-platform.ts";
import type { SandboxAccount } from "../sandbox/model.ts";
import { startTestSandbox, type TestSandbox } from "../sandbox/testing.ts";
import type { Fetch } from "./http.ts";
import { createYoutube } from "./youtube.ts";

let box: TestSandbox;
let channel: SandboxAccount;
let youtube: SocialPlatform;
let asked: string[];

/** Counts what really goes over the wire. */
const counting: Fetch = (url, init) => {
  asked.push(new URL(url).pathname);
  return fetch(url, init);
};

beforeEach(async () => {
  asked = [];
  box = await startTestSandbox();
  channel = await box.account({ platform: "youtube", username: "dapur_ibu", followers: 123_456 });
  youtube = createYoutube({
    baseUrl: `${box.url}/youtube`,
    apiKey: "sandbox-key",
    fetch: counting,
    timeoutMs: 5_000,
  });
});
afterEach(() => box.stop());

function linkTo(url: string) {
  const link = youtube.parseLink(url);
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

describe("youtube against the sandbox", () => {
  it("reads the channel, with the rounded subscriber count the public gets", async () => {
    expect(await youtube.fetchProfile(channel)).toMatchObject({
      externalId: channel.externalId,
      username: "dapur_ibu",
      followers: 123_000,
      postCount: 0,
    });
    const byKey = await youtube.fetchProfile({ ...channel, accessToken: "" });
    expect(byKey.externalId).toBe(channel.externalId);
  });

  it("reads a video: strings become numbers, disclosure flag is the platform's", async () => {
    const post = await box.post(channel, {
      caption: "Resep cepat\nPakai wajan Kolega #KolegaMasak",
      paidPartnership: true,
      durationSeconds: 605,
    });
    box.clock.advance(DAY_MS);
    const fetched = await youtube.fetchPost(channel, linkTo(post.url));
    expect(fetched).toMatchObject({
      externalId: post.id,
      format: "video",
      caption: "Resep cepat\nPakai wajan Kolega #KolegaMasak",
      hashtags: ["KolegaMasak"],
      durationSeconds: 605,
      paidPartnership: true,
      source: "youtube_data",
      ownerAuthorised: true,
    });
    expect(fetched.metrics.views).toMatchObject({ definition: "youtube.viewCount" });
    expect(fetched.metrics.reach).toBeUndefined();
    expect(fetched.metrics.shares).toBeUndefined();
  });

  it("keeps the definitions of Shorts views before and after 2025-03-26 apart", async () => {
    const old = await box.post(channel, { format: "short", publishedAt: "2025-03-01T00:00:00Z" });
    const fresh = await box.post(channel, { format: "short" });
    const fetched = await youtube.fetchPost(channel, linkTo(fresh.url));
    expect(fetched.format).toBe("short");
    const readings = await youtube.fetchMetrics(channel, [
      { externalId: old.id, format: "short" },
      { externalId: fresh.id, format: "short" },
    ]);
    expect(readings.get(old.id)?.metrics.views?.definition).toBe("youtube.shorts_views@before-2025-03-26");
    expect(readings.get(fresh.id)?.metrics.views?.definition).toBe("youtube.shorts_views@2025-03-26");
  });

  it("asks for metrics in lists of fifty with batchGetStats", async () => {
    const posts = [];
    for (let i = 0; i < 51; i += 1) posts.push(await box.post(channel));
    await box.control("DELETE", `/posts/youtube/${posts[0]?.id}`);
    const readings = await youtube.fetchMetrics(
      channel,
      posts.map((post) => ({ externalId: post.id, format: "video" })),
    );
    expect(readings.size).toBe(50);
    expect(asked).toEqual(["/youtube/videos:batchGetStats", "/youtube/videos:batchGetStats"]);
  });

  it("uses videos.list where batchGetStats is not offered, and remembers", async () => {
    const post = await box.post(channel);
    const without: Fetch = (url, init) => {
      asked.push(new URL(url).pathname);
      return url.includes("batchGetStats") ? Promise.resolve(new Response("{}", { status: 404 })) : fetch(url, init);
    };
    const older = createYoutube({ baseUrl: `${box.url}/youtube`, fetch: without });
    const posts = [{ externalId: post.id, format: "video" }];
    expect((await older.fetchMetrics(channel, posts)).size).toBe(1);
    expect((await older.fetchMetrics(channel, posts)).size).toBe(1);
    expect(asked).toEqual(["/youtube/videos:batchGetStats", "/youtube/videos", "/youtube/videos"]);
  });

  it("tells not owned, deleted and private apart", async () => {
    const foreign = await box.post(await box.account({ platform: "youtube", username: "kanal_lain" }));
    expect((await failureOf(youtube.fetchPost(channel, linkTo(foreign.url)))).failure).toBe("not_owned");
    const own = await box.post(channel);
    await box.control("PATCH", `/accounts/youtube/${channel.externalId}`, { private: true });
    expect((await failureOf(youtube.fetchPost(channel, linkTo(own.url)))).failure).toBe("private");
    await box.control("DELETE", `/posts/youtube/${own.id}`);
    expect((await failureOf(youtube.fetchPost(channel, linkTo(own.url)))).failure).toBe("deleted");
  });

  it.each(["expired", "revoked", "scope_missing"])("a token that is %s asks to reconnect", async (token) => {
    await box.control("PATCH", `/accounts/youtube/${channel.externalId}`, { token });
    expect((await failureOf(youtube.fetchProfile(channel))).failure).toBe("reauthorise");
  });

  it("without token and key it asks to connect", async () => {
    const bare = createYoutube({ baseUrl: `${box.url}/youtube` });
    expect((await failureOf(bare.fetchProfile({ ...channel, accessToken: "" }))).failure).toBe("reauthorise");
  });

  it("counts quota: batch bucket, then shared units, then throttled", async () => {
    const tight = await startTestSandbox({ limits: { youtubeUnitsPerDay: 1, youtubeBatchPerDay: 1 } });
    try {
      const owner = await tight.account({ platform: "youtube" });
      const post = await tight.post(owner);
      const limited = createYoutube({ baseUrl: `${tight.url}/youtube` });
      const posts = [{ externalId: post.id, format: "video" }];
      expect((await limited.fetchMetrics(owner, posts)).size).toBe(1);
      expect((await limited.fetchMetrics(owner, posts)).size).toBe(1);
      const error = await failureOf(limited.fetchMetrics(owner, posts));
      expect(error.failure).toBe("throttled");
      expect(error.detail).toContain("quotaExceeded");
    } finally {
      await tight.stop();
    }
  });

  it.each([
    ["429", "throttled"],
    ["500", "unavailable"],
    ["garbage", "unavailable"],
  ])("%s is %s", async (kind, expected) => {
    await box.fault({ service: "youtube", kind, retryAfterSeconds: 7 });
    const error = await failureOf(youtube.fetchProfile(channel));
    expect(error.failure).toBe(expected);
    if (kind === "429") expect(error.retryAfterMs).toBe(7_000);
  });

  it("hangs end at the timeout", async () => {
    await box.fault({ service: "youtube", kind: "hang" });
    const hasty = createYoutube({ baseUrl: `${box.url}/youtube`, timeoutMs: 150 });
    expect((await failureOf(hasty.fetchProfile(channel))).detail).toContain("timeout");
  });
});

describe("the sandbox's YouTube is as strict as the real one", () => {
  const get = async (path: string) => (await fetch(`${box.url}/youtube${path}`)).status;

  it("refuses more than fifty ids, unknown parts and missing keys", async () => {
    const ids = Array.from({ length: 51 }, (_, i) => `id${i}`).join(",");
    expect(await get(`/videos?part=id&id=${ids}&key=sandbox`)).toBe(400);
    expect(await get("/videos?part=nonsense&id=a&key=sandbox")).toBe(400);
    expect(await get("/videos?id=a&key=sandbox")).toBe(400);
    expect(await get("/videos?part=id&id=a")).toBe(400);
    expect(await get("/channels?part=id&mine=true&key=sandbox")).toBe(401);
  });

  it("lists uploads in pages", async () => {
    for (let i = 0; i < 7; i += 1) await box.post(channel);
    const uploads = channel.externalId.replace(/^UC/, "UU");
    const page = async (token: string) => {
      const path = `/youtube/playlistItems?part=contentDetails&playlistId=${uploads}&maxResults=5&key=sandbox${token}`;
      return (await (await fetch(`${box.url}${path}`)).json()) as { items: unknown[]; nextPageToken?: string };
    };
    const first = await page("");
    expect(first.items).toHaveLength(5);
    const second = await page(`&pageToken=${first.nextPageToken}`);
    expect(second.items).toHaveLength(2);
    expect(second.nextPageToken).toBeUndefined();
  });
});
