import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runJobs } from "../../test/support/payments.ts";
import { type Creator, openPostHouse, type PostHouse } from "../../test/support/posts.ts";
import { systemActor } from "../kernel/actor.ts";
import { DAY_MS, HOUR_MS } from "../kernel/clock.ts";
import type { Platform } from "../kernel/ports/social-platform.ts";
import { dueAfter, LAST_NUMBER, numberAfter } from "./schedule.ts";

const PRESS = { confirmation: { kind: "press" as const } };
let h: PostHouse;
let org: Awaited<ReturnType<PostHouse["organization"]>>;

beforeAll(async () => {
  h = await openPostHouse();
  org = await h.organization();
});
afterAll(() => h.close());

interface Approved {
  readonly creator: Creator;
  readonly postId: string;
  readonly sandboxId: string;
  readonly approvedAt: Date;
}

async function approved(name: string, platform: Platform = "instagram"): Promise<Approved> {
  const creator = await h.creator(name, { platform });
  await h.agree(org, creator);
  const post = await h.box.post(creator.account, { caption: "Serum #KolegaGlow #ad" });
  const { postId } = await h.call<{ postId: string }>("posts.submit_link", { url: post.url }, creator.influencer);
  const { contentHash } = await h.call<{ contentHash: string }>("posts.get", { postId }, org.admin);
  await h.call("posts.approve", { postId, version: 1, contentHash }, org.admin, PRESS);
  return { creator, postId, sandboxId: post.id, approvedAt: h.house.clock.now() };
}

const sync = (postId: string, number: number) =>
  h.call<{ result: string; nextNumber: number | null }>(
    "metrics.sync_post",
    { postId, number },
    systemActor("metrics", { orgId: org.orgId }),
  );
const numbers = async (postId: string) =>
  (
    await h.platform<{ number: number }>("SELECT number FROM snapshot WHERE post_id = $1 ORDER BY number", [postId])
  ).map((row) => row.number);
const jobsOf = (postId: string) =>
  h.platform<{ key: string; runAt: Date; status: string; error: string | null }>(
    "SELECT key, run_at, status, error FROM job WHERE payload->>'postId' = $1 AND name = 'metrics.sync' ORDER BY id",
    [postId],
  );

describe("the schedule", () => {
  it("is every six hours for a week, then daily to day thirty", () => {
    expect([1, 2, 29, 30, LAST_NUMBER].map(dueAfter)).toEqual([0, 6 * HOUR_MS, 7 * DAY_MS, 8 * DAY_MS, 30 * DAY_MS]);
    expect(numberAfter(1, 0)).toBe(2);
    expect(numberAfter(1, 6 * HOUR_MS)).toBe(2);
    // After a day without a worker the missed ones are not taken all at once.
    expect(numberAfter(1, 25 * HOUR_MS)).toBe(5);
    expect(numberAfter(LAST_NUMBER, 0)).toBeUndefined();
    expect(numberAfter(40, 99 * DAY_MS)).toBe(LAST_NUMBER);
  });

  it("runs from the approval to day thirty, one snapshot a number, each with source and definition", async () => {
    const post = await approved("Jadwal");
    const others = "UPDATE job SET status = 'done' WHERE name <> 'metrics.sync'";
    await h.platform(others);
    await runJobsTogether(120);
    expect(await numbers(post.postId)).toEqual([0, ...Array.from({ length: LAST_NUMBER }, (_, index) => index + 1)]);
    const [snapshot] = await h.platform<{ metrics: Record<string, unknown>; fetchedAt: Date }>(
      "SELECT metrics, source, owner_authorised, fetched_at FROM snapshot WHERE post_id = $1 AND number = 29",
      [post.postId],
    );
    expect(snapshot).toMatchObject({
      source: "instagram_graph",
      ownerAuthorised: true,
      fetchedAt: new Date(post.approvedAt.getTime() + 7 * DAY_MS),
      metrics: { views: { definition: "instagram.views@2025-04-21", value: expect.any(Number) } },
    });
    const series = await h.call<{ series: { engagements: number | null }[]; engagementRateBase: string }>(
      "metrics.of_post",
      { postId: post.postId },
      post.creator.influencer,
    );
    expect(series.series).toHaveLength(LAST_NUMBER + 1);
    expect(series.engagementRateBase).toBe("reach");
    const values = series.series.map((row) => row.engagements ?? 0);
    expect(values.at(-1)).toBeGreaterThan(values[1] ?? 0);
  });

  /** The house's clock moves from job to job; the sandbox has to follow. */
  async function runJobsTogether(limit: number): Promise<void> {
    for (let runs = 0; runs < limit; runs += 1) {
      if ((await runJobs(h.house, { limit: 1 })) === 0) return;
      h.box.clock.set(h.house.clock.now());
    }
  }
});

describe("metrics.sync_post", () => {
  it("stores a number once, whoever repeats it", async () => {
    const post = await approved("Sekali");
    const both = await Promise.all([sync(post.postId, 1), sync(post.postId, 1)]);
    expect(both.map((output) => output.result)).toEqual(["stored", "stored"]);
    expect(await numbers(post.postId)).toEqual([0, 1]);
    expect((await jobsOf(post.postId)).map((job) => job.key.split(":").at(-1))).toEqual(["1", "2"]);
  });

  it("asks for a later try when the platform throttles or is down, and keeps the promise of its wait", async () => {
    const post = await approved("Sibuk", "tiktok");
    await h.box.fault({ service: "tiktok", kind: "429", times: 1, retryAfterSeconds: 90 });
    await expect(sync(post.postId, 1)).rejects.toMatchObject({
      code: "unavailable",
      reason: "platform_throttled",
      params: { seconds: 90 },
    });
    await h.box.fault({ service: "tiktok", kind: "garbage", times: 1 });
    await expect(sync(post.postId, 1)).rejects.toMatchObject({ code: "unavailable", reason: "platform_unavailable" });
    expect(await h.platform("SELECT 1 FROM incident")).toEqual([]);
    await h.platform("UPDATE job SET status = 'done' WHERE payload->>'postId' IS DISTINCT FROM $1", [post.postId]);
    await h.box.fault({ service: "tiktok", kind: "429", times: 1, retryAfterSeconds: 90 });
    await runJobs(h.house, { limit: 1 });
    expect(await jobsOf(post.postId)).toMatchObject([{ status: "pending" }]);
    await runJobs(h.house, { limit: 1 });
    expect(await numbers(post.postId)).toEqual([0, 1]);
  });

  it("marks a deleted post as removed, tells both sides once, and stops", async () => {
    const post = await approved("Hapus");
    await h.box.control("DELETE", `/posts/instagram/${post.sandboxId}`);
    expect(await sync(post.postId, 1)).toMatchObject({ result: "removed", nextNumber: null });
    expect(await h.platform("SELECT status FROM post WHERE id = $1", [post.postId])).toEqual([{ status: "removed" }]);
    expect(await sync(post.postId, 2)).toMatchObject({ result: "over" });
    expect((await h.told(post.creator.influencer.id)).map((row) => row.template)).toContain("metrics.own_post_removed");
    const told = (await h.told(org.manager.id)).filter((row) => row.template === "metrics.post_removed");
    expect(told.filter((row) => row.data.postId === post.postId)).toHaveLength(1);
    const mine = await h.call<{ items: unknown[] }>("posts.mine", {}, post.creator.influencer);
    expect(mine.items[0]).toMatchObject({ status: "removed", payout: { status: "requested" } });
  });

  it("does not take a private account for a deleted post", async () => {
    const post = await approved("Privat", "tiktok");
    await h.box.control("PATCH", `/accounts/tiktok/${post.creator.account.externalId}`, { private: true });
    expect(await sync(post.postId, 1)).toMatchObject({ result: "private", nextNumber: 2 });
    expect(await h.platform("SELECT status, sync_note FROM post WHERE id = $1", [post.postId])).toEqual([
      { status: "approved", syncNote: "private" },
    ]);
  });

  it("asks the influencer once to reconnect, goes on trying, and forgets the note when it works again", async () => {
    const post = await approved("Izin");
    const path = `/accounts/instagram/${post.creator.account.externalId}`;
    await h.box.control("PATCH", path, { token: "expired" });
    expect(await sync(post.postId, 1)).toMatchObject({ result: "reauthorise", nextNumber: 2 });
    expect(await sync(post.postId, 2)).toMatchObject({ result: "reauthorise", nextNumber: 3 });
    const asked = (await h.told(post.creator.influencer.id)).filter((row) => row.template === "metrics.reauthorise");
    expect(asked).toHaveLength(1);
    expect(await h.call("metrics.of_post", { postId: post.postId }, org.viewer)).toMatchObject({
      syncNote: "reauthorise",
    });
    await h.box.control("PATCH", path, { token: "valid" });
    expect(await sync(post.postId, 3)).toMatchObject({ result: "stored" });
    expect(await h.call("metrics.of_post", { postId: post.postId }, org.viewer)).toMatchObject({ syncNote: null });
  });

  it("tells the reviewers once when a post goes far beyond the influencer's own average", async () => {
    const post = await approved("Viral");
    for (let index = 0; index < 3; index += 1) {
      await h.platform(
        `INSERT INTO sample_post (id, influencer_id, platform, format, caption, published_at, metrics) VALUES ($1, $2, 'instagram', 'reel', 'x', now(), '{"likes": 3}')`,
        [`sample-viral-${index}`, post.creator.influencer.id],
      );
    }
    h.advance(DAY_MS);
    await sync(post.postId, 1);
    await sync(post.postId, 2);
    const told = (await h.told(org.admin.id)).filter((row) => row.template === "metrics.viral");
    expect(told).toHaveLength(1);
    expect(told[0]?.data).toMatchObject({ postId: post.postId, ownAverage: 3 });
  });

  it("is for the house alone", async () => {
    const post = await approved("Rumah");
    const call = { postId: post.postId, number: 1 };
    await expect(h.call("metrics.sync_post", call, org.admin)).rejects.toMatchObject({ code: "forbidden" });
    const elsewhere = await h.organization("Lain");
    const stranger = systemActor("metrics", { orgId: elsewhere.orgId });
    await expect(h.call("metrics.sync_post", call, stranger)).rejects.toMatchObject({ code: "not_found" });
    await expect(h.call("metrics.of_post", { postId: post.postId }, elsewhere.viewer)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("the accelerated clock", () => {
  it("makes a week of a minute: jobs come sooner, snapshots carry the business time", async () => {
    const fast = await openPostHouse({ clockSpeed: 10_080 });
    const brand = await fast.organization();
    const creator = await fast.creator("Cepat");
    await fast.agree(brand, creator);
    const post = await fast.box.post(creator.account, { caption: "Serum #ad" });
    const { postId } = await fast.call<{ postId: string }>("posts.submit_link", { url: post.url }, creator.influencer);
    const { contentHash } = await fast.call<{ contentHash: string }>("posts.get", { postId }, brand.admin);
    await fast.call("posts.approve", { postId, version: 1, contentHash }, brand.admin, PRESS);
    const approvedAt = fast.house.clock.now().getTime();
    await fast.platform("UPDATE job SET status = 'done' WHERE name <> 'metrics.sync'");
    await runJobs(fast.house, { limit: 29 });
    expect(fast.house.clock.now().getTime() - approvedAt).toBe(60_000);
    const [last] = await fast.platform<{ fetchedAt: Date }>(
      "SELECT fetched_at FROM snapshot WHERE post_id = $1 AND number = 29",
      [postId],
    );
    expect((last?.fetchedAt.getTime() ?? 0) - approvedAt).toBe(7 * DAY_MS);
    await fast.close();
  });
});
