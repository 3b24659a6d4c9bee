import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Creator, openPostHouse, type PostHouse } from "../../test/support/posts.ts";
import type { SubmissionOutput } from "./schemas.ts";

const GOOD = "Serum baru, klik link di bio! #KolegaGlow #ad";
let h: PostHouse;
let org: Awaited<ReturnType<PostHouse["organization"]>>;

beforeAll(async () => {
  h = await openPostHouse();
  org = await h.organization();
});
afterAll(() => h.close());

const submit = (creator: Creator, url: string, deliverableId?: string): Promise<SubmissionOutput> =>
  h.call<SubmissionOutput>("posts.submit_link", deliverableId ? { url, deliverableId } : { url }, creator.influencer);

describe("posts.submit_link", () => {
  it("finds the post, checks it, stores version and first numbers, and asks the reviewers with a card", async () => {
    const rani = await h.creator("Rani Wulandari");
    const piece = await h.agree(org, rani);
    const post = await h.box.post(rani.account, { caption: GOOD });
    h.advance(3_600_000);
    const output = await submit(rani, `sudah tayang ya kak ${post.url}?igsh=1`);
    expect(output).toMatchObject({
      outcome: "submitted",
      status: "pending",
      version: 1,
      deliverableId: piece.deliverableId,
      platform: "instagram",
      format: "reel",
      grossMinor: 2_000_000,
      commissionMinor: 200_000,
      netMinor: 1_800_000,
    });
    expect(Object.fromEntries(output.checks.map((check) => [check.key, check.status]))).toEqual({
      disclosure: "pass",
      hashtags: "pass",
      cta: "pass",
      forbidden_words: "pass",
      dates: "pass",
      format: "pass",
    });
    expect(output.engagements).toBeGreaterThan(0);
    const rows = await h.platform(
      `SELECT p.status, p.version, v.content_hash = p.content_hash AS same, s.number, s.source, d.status AS deliverable, k.status AS collaboration
       FROM post p JOIN post_version v ON v.post_id = p.id JOIN snapshot s ON s.post_id = p.id
         JOIN deliverable d ON d.id = p.deliverable_id JOIN collaboration k ON k.id = p.collaboration_id WHERE p.id = $1`,
      [output.postId],
    );
    expect(rows).toEqual([
      {
        status: "pending",
        version: 1,
        same: true,
        number: 0,
        source: "instagram_graph",
        deliverable: "submitted",
        collaboration: "in_progress",
      },
    ]);
    const cards = await h.told(`post:${output.postId}:v1`);
    expect(cards.map((card) => card.recipient).sort()).toEqual([org.admin.id, org.admin2.id, org.manager.id].sort());
    const card = render(cards[0]?.template ?? "", cards[0]?.data, "id").card;
    expect(card?.actions?.map((action) => action.kind === "call" && action.useCase)).toEqual([
      "posts.approve",
      "posts.request_revision",
      "posts.reject",
      false,
    ]);
    expect(JSON.stringify(card)).toContain("Rp1.800.000");
    expect(card?.image?.url).toMatch(/^http/);
  });

  it("resolves short links and follows TikTok and YouTube", async () => {
    const tik = await h.creator("Tika", { platform: "tiktok" });
    await h.agree(org, tik);
    const video = await h.box.post(tik.account, { caption: GOOD });
    expect(await submit(tik, video.shortUrl ?? "")).toMatchObject({ outcome: "submitted", platform: "tiktok" });

    const yuni = await h.creator("Yuni", { platform: "youtube" });
    await h.agree(org, yuni, { format: "short" });
    const short = await h.box.post(yuni.account, { caption: GOOD, format: "short", paidPartnership: true });
    const output = await submit(yuni, short.url);
    expect(output).toMatchObject({ format: "short", engagements: expect.any(Number) });
    expect(output.checks.find((check) => check.key === "disclosure")?.evidence).toContain("paid partnership");
  });

  it("says in one sentence each why a link cannot be taken, and writes nothing", async () => {
    const ani = await h.creator("Ani");
    const budi = await h.creator("Budi");
    await h.agree(org, ani);
    const own = await h.box.post(ani.account, { caption: GOOD });
    const foreign = await h.box.post(budi.account, { caption: GOOD });
    const gone = await h.box.post(ani.account, { caption: GOOD });
    await h.box.control("DELETE", `/posts/instagram/${gone.id}`);
    const failing = (url: string) =>
      submit(ani, url).then(
        () => "taken",
        (error: { reason: string; code: string }) => `${error.code} ${error.reason}`,
      );

    expect(await failing("https://kilau.example/p/123")).toBe("invalid_input post_link_unknown");
    expect(await failing("https://www.instagram.com.evil.id/reel/DKolegaGlow/")).toBe(
      "invalid_input post_link_unknown",
    );
    expect(await failing("https://www.tiktok.com/@x/video/7500000000000000001")).toBe(
      "precondition_failed post_account_missing",
    );
    expect(await failing(foreign.url)).toBe("forbidden post_not_owned");
    expect(await failing(gone.url)).toBe("not_found post_deleted");

    await h.box.fault({ service: "instagram", kind: "429", times: 1, retryAfterSeconds: 60 });
    expect(await failing(own.url)).toBe("unavailable platform_throttled");
    await h.box.fault({ service: "instagram", kind: "500", times: 5 });
    expect(await failing(own.url)).toBe("unavailable platform_unavailable");
    await h.box.control("DELETE", "/faults");
    await h.box.fault({ service: "instagram", kind: "garbage", times: 5 });
    expect(await failing(own.url)).toBe("unavailable platform_unavailable");
    await h.box.control("DELETE", "/faults");

    await h.box.control("PATCH", `/accounts/instagram/${ani.account.externalId}`, { token: "expired" });
    expect(await failing(own.url)).toBe("precondition_failed post_reauthorise");
    await h.box.control("PATCH", `/accounts/instagram/${ani.account.externalId}`, { token: "valid" });
    h.accounts.delete(ani.socialAccountId);
    expect(await failing(own.url)).toBe("precondition_failed post_reauthorise");

    const priya = await h.creator("Priya", { platform: "tiktok" });
    const hidden = await h.box.post(priya.account, { caption: GOOD });
    await h.box.control("PATCH", `/accounts/tiktok/${priya.account.externalId}`, { private: true });
    await expect(submit(priya, hidden.url)).rejects.toMatchObject({ reason: "post_private" });

    expect(
      await h.platform("SELECT 1 FROM post WHERE influencer_id = ANY($1)", [[ani.influencer.id, priya.influencer.id]]),
    ).toEqual([]);
    expect(
      await h.platform("SELECT outcome FROM audit_event WHERE actor_id = $1 ORDER BY seq", [ani.influencer.id]),
    ).toContainEqual({
      outcome: "forbidden",
    });
  });

  it("refuses sense-free answers of a platform as unavailable, not as an incident", async () => {
    const odd = await h.creator("Odd");
    await h.agree(org, odd);
    const post = await h.box.post(odd.account, { caption: GOOD });
    const { instagram } = h.house.ports.platforms;
    const real = instagram.fetchPost.bind(instagram);
    for (const broken of [{ publishedAt: new Date("nonsense") }, { externalId: "" }, { url: "javascript:alert(1)" }]) {
      instagram.fetchPost = async (...args) => ({ ...(await real(...args)), ...broken });
      await expect(submit(odd, post.url)).rejects.toMatchObject({ reason: "platform_unavailable" });
    }
    instagram.fetchPost = async (...args) => ({
      ...(await real(...args)),
      caption: `${"x".repeat(9_000)}\u202e#ad`,
      thumbnailUrl: "javascript:alert(1)",
      metrics: {
        likes: { value: Number.NaN, definition: "x" },
        views: { value: 12, definition: "instagram.views@2025-04-21" },
      },
    });
    const output = await submit(odd, post.url);
    instagram.fetchPost = real;
    expect(output).toMatchObject({ thumbnailUrl: null, engagements: null, views: 12 });
  });

  it("chooses by platform and format, asks when several fit, and says when none does", async () => {
    const dewi = await h.creator("Dewi");
    const first = await h.agree(org, dewi, { campaignId: await h.campaign(org.orgId, { name: "Glow A" }) });
    const second = await h.agree(org, dewi, { campaignId: await h.campaign(org.orgId, { name: "Glow B" }) });
    const feed = await h.agree(org, dewi, { campaignId: first.campaignId, format: "carousel" });
    const reel = await h.box.post(dewi.account, { caption: GOOD });
    await expect(submit(dewi, reel.url)).rejects.toMatchObject({
      code: "precondition_failed",
      reason: "post_choose_deliverable",
      params: { count: 2, choices: expect.stringMatching(/Glow A .*Glow B/) },
      fields: [
        { path: "deliverableId", choice: first.deliverableId, params: { campaign: "Glow A", format: "reel" } },
        { path: "deliverableId", choice: second.deliverableId, params: { campaign: "Glow B", format: "reel" } },
      ],
    });
    expect(await submit(dewi, reel.url, second.deliverableId)).toMatchObject({ deliverableId: second.deliverableId });
    await expect(submit(dewi, reel.url, first.deliverableId)).rejects.toMatchObject({
      reason: "post_other_deliverable",
    });
    const picture = await h.box.post(dewi.account, { caption: GOOD, format: "feed" });
    expect(await submit(dewi, picture.url)).toMatchObject({ deliverableId: feed.deliverableId });
    const another = await h.box.post(dewi.account, { caption: GOOD, format: "feed" });
    await expect(submit(dewi, another.url)).rejects.toMatchObject({ reason: "post_no_deliverable" });
    // Named by hand, a piece of another format is taken, and the check says so.
    const forced = await submit(dewi, another.url, first.deliverableId);
    expect(forced.checks.find((check) => check.key === "format")).toMatchObject({
      status: "fail",
      evidence: "feed ≠ reel",
    });

    // Two alike of one agreement are the same to everybody: nobody is asked which.
    const tika = await h.creator("Tika");
    const one = await h.agree(org, tika, { campaignId: await h.campaign(org.orgId, { name: "Glow C" }) });
    await h.agree(org, tika, { campaignId: one.campaignId });
    const alike = await h.box.post(tika.account, { caption: GOOD });
    const taken = await submit(tika, alike.url);
    expect(taken.campaignName).toBe("Glow C");
    // With one of them sent back, a new link may be for either, and the question says which is which.
    await h.call(
      "posts.request_revision",
      { postId: taken.postId, version: taken.version, note: "Tambahkan tekstur" },
      org.admin,
    );
    const later = await h.box.post(tika.account, { caption: GOOD });
    await expect(submit(tika, later.url)).rejects.toMatchObject({
      fields: [{ reason: "post_deliverable_option" }, { reason: "post_deliverable_option_revision" }],
    });

    const idle = await h.creator("Idle");
    const lonely = await h.box.post(idle.account, { caption: GOOD });
    await expect(submit(idle, lonely.url)).rejects.toMatchObject({ reason: "post_nothing_open" });
    await expect(submit(idle, lonely.url, first.deliverableId)).rejects.toMatchObject({ code: "not_found" });
  });

  it("takes the same link twice at once as one post, and a changed caption as a new version", async () => {
    const sari = await h.creator("Sari");
    await h.agree(org, sari);
    const post = await h.box.post(sari.account, { caption: "Serum #KolegaGlow" });
    const both = await Promise.all([submit(sari, post.url), submit(sari, post.url)]);
    expect(both.map((output) => output.outcome).sort()).toEqual(["already_pending", "submitted"]);
    const postId = both[0]?.postId ?? "";
    expect((await h.told(`post:${postId}:v1`)).filter((row) => row.kind === "notification")).toHaveLength(3);
    expect(both[0]?.checks.find((check) => check.key === "disclosure")?.status).toBe("fail");

    await h.box.control("PATCH", `/posts/instagram/${post.id}`, { caption: GOOD });
    expect(await submit(sari, post.url)).toMatchObject({ outcome: "new_version", version: 2, postId });
    const old = await h.told(`post:${postId}:v1`);
    expect(old.filter((row) => row.kind === "settle").map((row) => row.data.outcome)).toEqual(["replaced"]);
    expect((await h.told(`post:${postId}:v2`)).filter((row) => row.kind === "notification")).toHaveLength(3);
    expect(await h.platform("SELECT number FROM snapshot WHERE post_id = $1 ORDER BY number", [postId])).toEqual([
      { number: -1 },
      { number: 0 },
    ]);
  });

  it("tells only the influencer's own side: members and other influencers cannot submit or see it", async () => {
    const lia = await h.creator("Lia");
    await h.agree(org, lia);
    const post = await h.box.post(lia.account, { caption: GOOD });
    const { postId } = await submit(lia, post.url);
    await expect(h.call("posts.submit_link", { url: post.url }, org.admin)).rejects.toMatchObject({
      code: "forbidden",
    });
    const stranger = await h.creator("Stranger");
    await expect(h.call("posts.get", { postId }, stranger.influencer)).rejects.toMatchObject({ code: "not_found" });
    const elsewhere = await h.organization("Lain");
    await expect(h.call("posts.get", { postId }, elsewhere.admin)).rejects.toMatchObject({ code: "not_found" });
    expect(await h.call("posts.list", {}, elsewhere.admin)).toMatchObject({ items: [] });
    expect(await h.call("posts.get", { postId }, lia.influencer)).toMatchObject({ postId, mayReview: false });
  });
});

/** A stored message as its reader sees it. */
function render(template: string, data: unknown, locale: "id" | "en") {
  const notification = h.house.registry.notification(template);
  if (!notification) throw new Error(`no ${template}`);
  return notification.render(notification.data.parse(data), h.house.i18n.presenter(locale));
}
