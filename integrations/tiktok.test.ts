import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DAY_MS, ManualClock, MINUTE_MS } from "../core/kernel/clock.ts";
import { PlatformError, type SocialPlatform } from "../core/kernel/ports/social-platform.ts";
import type { SandboxAccount } from "../sandbox/model.ts";
import { startTestSandbox, type TestSandbox } from "../sandbox/testing.ts";
import { createTiktok } from "./tiktok.ts";

let box: TestSandbox;
let account: SandboxAccount;
let tiktok: SocialPlatform;
let rateClock: ManualClock;

beforeEach(async () => {
  rateClock = new ManualClock("2026-11-02T02:00:00Z");
  box = await startTestSandbox({ rateClock });
  account = await box.account({ platform: "tiktok", username: "sari.skincare" });
  tiktok = createTiktok({ baseUrl: `${box.url}/tiktok`, shortLinkBase: `${box.url}/short`, timeoutMs: 5_000 });
});
afterEach(() => box.stop());

function linkTo(url: string) {
  const link = tiktok.parseLink(url);
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

async function raw(
  path: string,
  body: unknown,
): Promise<{ status: number; code: string; data: Record<string, unknown> }> {
  const response = await fetch(`${box.url}/tiktok${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${account.accessToken}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const json = (await response.json()) as { data: Record<string, unknown>; error: { code: string } };
  return { status: response.status, code: json.error.code, data: json.data };
}

describe("tiktok against the sandbox", () => {
  it("reads profile and post; what TikTok does not have is missing, not zero", async () => {
    const post = await box.post(account, { caption: "Unboxing #KolegaGlow", durationSeconds: 31 });
    box.clock.advance(DAY_MS);
    expect(await tiktok.fetchProfile(account)).toMatchObject({ username: "sari.skincare", postCount: 1 });
    const fetched = await tiktok.fetchPost(account, linkTo(post.url));
    expect(fetched).toMatchObject({
      externalId: post.id,
      url: post.url,
      format: "video",
      hashtags: ["KolegaGlow"],
      durationSeconds: 31,
      source: "tiktok_display",
    });
    expect(post.id).toMatch(/^\d{19}$/);
    expect(Object.keys(fetched.metrics).sort()).toEqual(["comments", "likes", "shares", "views"]);
  });

  it("asks for metrics in lists of twenty and leaves out what is gone or foreign", async () => {
    const posts = [];
    for (let i = 0; i < 43; i += 1) posts.push(await box.post(account));
    const other = await box.post(await box.account({ platform: "tiktok", username: "lain" }));
    const [gone] = posts;
    await box.control("DELETE", `/posts/tiktok/${gone?.id}`);
    box.clock.advance(DAY_MS);
    const asked = [...posts, other].map((post) => ({ externalId: post.id, format: "video" }));
    const readings = await tiktok.fetchMetrics(account, asked);
    expect(readings.size).toBe(42);
    expect(readings.has(gone?.id ?? "")).toBe(false);
    expect(readings.has(other.id)).toBe(false);
  });

  it("resolves vm.tiktok.com links", async () => {
    const post = await box.post(account);
    expect(post.shortUrl).toContain("https://vm.tiktok.com/");
    expect((await tiktok.fetchPost(account, linkTo(post.shortUrl ?? ""))).externalId).toBe(post.id);
    expect((await failureOf(tiktok.resolveLink(linkTo("https://vm.tiktok.com/ZSnothing1/")))).failure).toBe("deleted");
  });

  it("tells not owned, deleted and private apart", async () => {
    const foreign = await box.post(await box.account({ platform: "tiktok", username: "orang.lain" }));
    expect((await failureOf(tiktok.fetchPost(account, linkTo(foreign.url)))).failure).toBe("not_owned");
    const anonymous = linkTo(`https://m.tiktok.com/v/${foreign.id}.html`);
    await box.post(account);
    expect((await failureOf(tiktok.fetchPost(account, anonymous))).failure).toBe("not_owned");
    const own = await box.post(account);
    await box.control("DELETE", `/posts/tiktok/${own.id}`);
    expect((await failureOf(tiktok.fetchPost(account, linkTo(own.url)))).failure).toBe("deleted");
    const hidden = await box.post(account);
    await box.control("PATCH", `/accounts/tiktok/${account.externalId}`, { private: true });
    expect((await failureOf(tiktok.fetchPost(account, linkTo(hidden.url)))).failure).toBe("private");
  });

  it.each(["expired", "revoked", "scope_missing"])("a token that is %s asks to reconnect", async (token) => {
    await box.control("PATCH", `/accounts/tiktok/${account.externalId}`, { token });
    expect((await failureOf(tiktok.fetchProfile(account))).failure).toBe("reauthorise");
  });

  it("keeps 600 requests in a sliding minute and says when to come back", async () => {
    for (let i = 0; i < 600; i += 50) {
      await Promise.all(Array.from({ length: 50 }, () => tiktok.fetchProfile(account)));
      rateClock.advance(1_000);
    }
    const error = await failureOf(tiktok.fetchProfile(account));
    expect(error).toMatchObject({ failure: "throttled", retryAfterMs: 48_000 });
    expect((await tiktok.fetchMetrics(account, [{ externalId: "7400000000000000000", format: "video" }])).size).toBe(0);
    rateClock.advance(MINUTE_MS);
    expect((await tiktok.fetchProfile(account)).username).toBe("sari.skincare");
  });

  it.each(["500", "garbage", "cut_after_effect"])("%s is unavailable", async (kind) => {
    await box.fault({ service: "tiktok", kind });
    expect((await failureOf(tiktok.fetchProfile(account))).failure).toBe("unavailable");
  });

  it("hangs end at the timeout, and an abort ends at once", async () => {
    await box.fault({ service: "tiktok", kind: "hang", times: 2 });
    const hasty = createTiktok({ baseUrl: `${box.url}/tiktok`, timeoutMs: 150 });
    expect((await failureOf(hasty.fetchProfile(account))).detail).toContain("timeout");
    const aborted = failureOf(tiktok.fetchProfile(account, AbortSignal.timeout(50)));
    expect((await aborted).detail).toContain("aborted");
  });
});

describe("the sandbox's TikTok is as strict as the real one", () => {
  it("pages by time, at most twenty, and refuses more", async () => {
    for (let i = 0; i < 25; i += 1) {
      await box.post(account, { publishedAt: new Date(Date.parse("2026-10-01") + i * DAY_MS).toISOString() });
    }
    const first = await raw("/v2/video/list/?fields=id", { max_count: 20 });
    expect(first).toMatchObject({ status: 200, code: "ok", data: { has_more: true } });
    const second = await raw("/v2/video/list/?fields=id", { max_count: 20, cursor: first.data.cursor });
    expect(second.data).toMatchObject({ has_more: false });
    expect(second.data.videos).toHaveLength(5);
    expect((await raw("/v2/video/list/?fields=id", { max_count: 21 })).code).toBe("invalid_params");
    expect((await raw("/v2/video/list/?fields=saves", {})).code).toBe("invalid_params");
    expect((await raw("/v2/video/list/", {})).code).toBe("invalid_params");
  });

  it("takes at most twenty ids, as strings", async () => {
    const ids = Array.from({ length: 21 }, (_, i) => `74000000000000000${10 + i}`);
    expect((await raw("/v2/video/query/?fields=id", { filters: { video_ids: ids } })).code).toBe("invalid_params");
    expect((await raw("/v2/video/query/?fields=id", { filters: { video_ids: [7] } })).code).toBe("invalid_params");
  });
});
