import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "../../test/support/payments.ts";
import { type AgreedPiece, type Creator, openPostHouse, type PostHouse } from "../../test/support/posts.ts";
import type { Actor } from "../kernel/actor.ts";
import type { SubmissionOutput } from "./schemas.ts";

const GOOD = "Serum baru, klik link di bio! #KolegaGlow #ad";
const PRESS = { confirmation: { kind: "press" as const } };
let h: PostHouse;
let org: Awaited<ReturnType<PostHouse["organization"]>>;

beforeAll(async () => {
  h = await openPostHouse();
  org = await h.organization();
});
afterAll(() => h.close());

interface Submitted {
  readonly creator: Creator;
  readonly piece: AgreedPiece;
  readonly sandboxId: string;
  readonly url: string;
  readonly postId: string;
  /** What a press on the card is bound to. */
  readonly bound: { postId: string; version: number; contentHash: string };
}

async function submitted(
  name: string,
  options: { caption?: string; priceMinor?: number; locale?: "id" | "en" } = {},
): Promise<Submitted> {
  const creator = await h.creator(name, { locale: options.locale });
  const piece = await h.agree(org, creator, { priceMinor: options.priceMinor });
  const post = await h.box.post(creator.account, { caption: options.caption ?? GOOD });
  const output = await h.call<SubmissionOutput>("posts.submit_link", { url: post.url }, creator.influencer);
  return {
    creator,
    piece,
    sandboxId: post.id,
    url: post.url,
    postId: output.postId,
    bound: await boundOf(output.postId),
  };
}

async function boundOf(postId: string): Promise<Submitted["bound"]> {
  const post = await h.call<{ version: number; contentHash: string }>("posts.get", { postId }, org.admin);
  return { postId, version: post.version, contentHash: post.contentHash };
}

const balance = async (owner: string, kind: string): Promise<number> => {
  const [row] = await h.platform<{ balanceMinor: bigint }>(
    "SELECT balance_minor FROM ledger_account WHERE owner = $1 AND kind = $2",
    [owner, kind],
  );
  return Number(row?.balanceMinor ?? 0n);
};
const approve = (bound: Submitted["bound"], actor: Actor) => h.call("posts.approve", bound, actor, PRESS);
const statusOf = async (postId: string) =>
  (await h.platform<{ status: string }>("SELECT status FROM post WHERE id = $1", [postId]))[0]?.status;

describe("posts.approve", () => {
  it("releases the hold, starts the payout, keeps who approved which content, and settles every card", async () => {
    const post = await submitted("Rani");
    const before = await balance("platform", "commission");
    const output = await approve(post.bound, org.manager);
    expect(output).toMatchObject({ status: "approved", decidedBy: "Ayu", grossMinor: 2_000_000, netMinor: 1_800_000 });
    expect(await balance(post.creator.influencer.id, "payable")).toBe(1_800_000);
    expect((await balance("platform", "commission")) - before).toBe(200_000);
    const [row] = await h.platform(
      `SELECT p.status, d.status AS deliverable, k.status AS collaboration, h.status AS hold, y.status AS payout,
              r.reviewer_id, r.reviewer_name, r.via, r.post_version, r.content_hash = p.content_hash AS same, r.decided_at = p.decided_at AS at
       FROM post p JOIN deliverable d ON d.id = p.deliverable_id JOIN collaboration k ON k.id = p.collaboration_id
         JOIN ledger_hold h ON h.id = d.hold_id JOIN payout y ON y.post_id = p.id JOIN review r ON r.post_id = p.id WHERE p.id = $1`,
      [post.postId],
    );
    expect(row).toEqual({
      status: "approved",
      deliverable: "approved",
      collaboration: "completed",
      hold: "released",
      payout: "requested",
      reviewerId: org.manager.id,
      reviewerName: "Ayu",
      via: "desk",
      postVersion: 1,
      same: true,
      at: true,
    });
    await expect(h.platform("UPDATE review SET note = 'x' WHERE post_id = $1", [post.postId])).rejects.toThrow(
      /append-only/,
    );
    expect(await h.platform("SELECT name, status FROM job WHERE payload->>'postId' = $1", [post.postId])).toEqual([
      { name: "metrics.sync", status: "pending" },
    ]);
    const settled = (await h.told(`post:${post.postId}:v1`)).filter((told) => told.kind === "settle");
    expect(settled).toMatchObject([{ template: "posts.outcome", data: { outcome: "approved", byName: "Ayu" } }]);
    const mine = await h.call<{ items: { status: string; payout: unknown }[] }>(
      "posts.mine",
      {},
      post.creator.influencer,
    );
    expect(mine.items[0]).toMatchObject({
      status: "approved",
      netMinor: 1_800_000,
      payout: { status: "requested", confirmedAt: null },
    });
    expect(await violations(h.house)).toEqual([]);
  });

  it("two reviewers at once: one effect, the second is told who decided", async () => {
    const post = await submitted("Dua");
    const outputs = await Promise.all([approve(post.bound, org.admin), approve(post.bound, org.admin2)]);
    expect(new Set(outputs.map((output) => output.decidedBy)).size).toBe(1);
    expect(await balance(post.creator.influencer.id, "payable")).toBe(1_800_000);
    expect(await h.platform("SELECT 1 FROM payout WHERE post_id = $1", [post.postId])).toHaveLength(1);
    expect(await h.platform("SELECT 1 FROM review WHERE post_id = $1", [post.postId])).toHaveLength(1);

    const race = await submitted("Balapan");
    const results = await Promise.allSettled([
      approve(race.bound, org.admin),
      h.call("posts.reject", { postId: race.postId, version: 1, note: "Kurang pas" }, org.admin2, PRESS),
    ]);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    const loser = results.find((result) => result.status === "rejected");
    expect(loser?.reason).toMatchObject({
      code: "conflict",
      reason: expect.stringMatching(/^post_already_(approved|rejected)$/),
      params: { name: expect.stringMatching(/Bima|Sarah/) },
    });
    expect(await h.platform("SELECT 1 FROM review WHERE post_id = $1", [race.postId])).toHaveLength(1);
  });

  it("is bound to the version and content that were looked at", async () => {
    const post = await submitted("Berubah", { caption: "Serum #KolegaGlow #ad" });
    await h.box.control("PATCH", `/posts/instagram/${post.sandboxId}`, { caption: GOOD });
    await h.call("posts.submit_link", { url: post.url }, post.creator.influencer);
    await expect(approve(post.bound, org.admin)).rejects.toMatchObject({ code: "conflict", reason: "facts_changed" });
    await expect(approve({ ...post.bound, version: 2 }, org.admin)).rejects.toMatchObject({ reason: "facts_changed" });
    expect(await statusOf(post.postId)).toBe("pending");
    await approve(await boundOf(post.postId), org.admin);
    expect(await statusOf(post.postId)).toBe("approved");
  });

  it("without a press it waits with the server's facts, and the decision executes it", async () => {
    const post = await submitted("Tunggu");
    const outcome = await h.house.executor.execute("posts.approve", post.bound, { ...org.manager, via: "mcp" });
    if (outcome.kind !== "waiting") throw new Error("money must wait");
    const texts = outcome.facts.lines.map((line) => line.label);
    expect(texts).toEqual([
      "posts.fact.influencer",
      "posts.fact.campaign",
      "posts.fact.link",
      "posts.fact.version_number",
      "posts.fact.content",
      "posts.fact.gross",
      "posts.fact.commission",
      "posts.fact.net",
      "posts.fact.disclosure",
    ]);
    expect(await statusOf(post.postId)).toBe("pending");
    const decision = await h.house.approvals.decide(outcome.approvalId, "approve", org.admin);
    expect(decision.result).toBe("approved");
    expect(await statusOf(post.postId)).toBe("approved");
    expect(await h.platform("SELECT reviewer_name FROM review WHERE post_id = $1", [post.postId])).toEqual([
      { reviewerName: "Bima" },
    ]);
  });

  it("above the four-eyes limit only admin or finance may press, who are shown so", async () => {
    const post = await submitted("Mahal", { priceMinor: 20_000_000 });
    const cards = await h.told(`post:${post.postId}:v1`);
    expect(cards.map((card) => card.recipient)).toContain(org.finance.id);
    expect(cards[0]?.data).toMatchObject({ isAboveLimit: true });
    await expect(approve(post.bound, org.manager)).rejects.toMatchObject({ reason: "above_limit" });
    await expect(approve(post.bound, org.viewer)).rejects.toMatchObject({ reason: "role_missing" });
    await approve(post.bound, org.finance);
    const cheap = await submitted("Murah");
    await expect(approve(cheap.bound, org.finance)).rejects.toMatchObject({ reason: "not_decider" });
  });

  it("a dry run says what would happen and changes nothing", async () => {
    const post = await submitted("Coba");
    const outcome = await h.house.executor.execute("posts.approve", post.bound, org.admin, { dryRun: true });
    expect(outcome).toMatchObject({ kind: "done", dryRun: true, output: { netMinor: 1_800_000 } });
    expect(await statusOf(post.postId)).toBe("pending");
    expect(await balance(post.creator.influencer.id, "payable")).toBe(0);
  });
});

describe("posts.request_revision and posts.reject", () => {
  it("goes back with note and failed checks in the influencer's language, and comes again as the next version", async () => {
    const post = await submitted("Kevin", { caption: "Serum #KolegaGlow", locale: "en" });
    const note = "Tambahkan #iklan di awal ya.";
    await h.call("posts.request_revision", { postId: post.postId, version: 1, note }, org.manager, PRESS);
    const [told] = (await h.told(post.creator.influencer.id)).filter(
      (row) => row.template === "posts.revision_requested",
    );
    const notification = h.house.registry.notification("posts.revision_requested");
    const card = notification?.render(notification.data.parse(told?.data), h.house.i18n.presenter("en")).card;
    expect(card?.body).toContain("Ad disclosure: missing");
    expect(card?.facts).toContainEqual({ label: "Note", value: note, required: true });
    await expect(approve(post.bound, org.admin)).rejects.toMatchObject({
      reason: "post_already_needs_revision",
      params: { name: "Ayu" },
    });

    const again = (): Promise<SubmissionOutput> =>
      h.call<SubmissionOutput>("posts.submit_link", { url: post.url }, post.creator.influencer);
    expect(await again()).toMatchObject({ outcome: "nothing_changed", status: "needs_revision", version: 1, note });
    await h.box.control("PATCH", `/posts/instagram/${post.sandboxId}`, { caption: `#ad ${GOOD}` });
    expect(await again()).toMatchObject({ outcome: "new_version", status: "pending", version: 2 });
    const cards = (await h.told(`post:${post.postId}:v2`)).filter((row) => row.kind === "notification");
    expect(cards[0]?.data).toMatchObject({ version: 2, askedFor: note });
    await approve(await boundOf(post.postId), org.admin);
    expect(await again()).toMatchObject({ outcome: "already_approved" });
    expect(
      await h.platform("SELECT post_version, decision FROM review WHERE post_id = $1 ORDER BY post_version", [
        post.postId,
      ]),
    ).toEqual([
      { postVersion: 1, decision: "needs_revision" },
      { postVersion: 2, decision: "approved" },
    ]);
  });

  it("takes a newly published post in the place of the one that was sent back", async () => {
    const post = await submitted("Ulang", { caption: "Serum" });
    await h.call(
      "posts.request_revision",
      { postId: post.postId, version: 1, note: "Tayang ulang ya" },
      org.admin,
      PRESS,
    );
    const fresh = await h.box.post(post.creator.account, { caption: GOOD });
    const output = await h.call<SubmissionOutput>("posts.submit_link", { url: fresh.url }, post.creator.influencer);
    expect(output).toMatchObject({ outcome: "new_version", postId: post.postId, version: 2, url: fresh.url });
  });

  it("rejects for good, opens the piece again and moves no money", async () => {
    const post = await submitted("Tolak");
    await expect(
      h.call("posts.reject", { postId: post.postId, version: 1, note: "  " }, org.admin, PRESS),
    ).rejects.toMatchObject({ code: "invalid_input" });
    await h.call("posts.reject", { postId: post.postId, version: 1, note: "Bukan produk kami" }, org.admin, PRESS);
    expect(await statusOf(post.postId)).toBe("rejected");
    expect(
      await h.platform(
        "SELECT d.status, h.status AS hold FROM deliverable d JOIN ledger_hold h ON h.id = d.hold_id WHERE d.id = $1",
        [post.piece.deliverableId],
      ),
    ).toEqual([{ status: "open", hold: "pending" }]);
    expect(await balance(post.creator.influencer.id, "payable")).toBe(0);
    expect((await h.told(post.creator.influencer.id)).map((row) => row.template)).toContain("posts.rejected");
    const resubmit = (url: string) => h.call<SubmissionOutput>("posts.submit_link", { url }, post.creator.influencer);
    await expect(resubmit(post.url)).rejects.toMatchObject({ reason: "post_rejected_before" });
    const other = await h.box.post(post.creator.account, { caption: GOOD });
    const output = await resubmit(other.url);
    expect(output).toMatchObject({ outcome: "submitted", deliverableId: post.piece.deliverableId });
    await approve(await boundOf(output.postId), org.admin);
    expect(await balance(post.creator.influencer.id, "payable")).toBe(1_800_000);
  });

  it("is refused for those who may not, and for another organization", async () => {
    const post = await submitted("Batas");
    const elsewhere = await h.organization("Lain");
    const call = { postId: post.postId, version: 1, note: "Coba" };
    await expect(h.call("posts.reject", call, elsewhere.admin, PRESS)).rejects.toMatchObject({ code: "not_found" });
    await expect(approve(post.bound, elsewhere.admin)).rejects.toMatchObject({ code: "not_found" });
    await expect(h.call("posts.reject", call, org.viewer, PRESS)).rejects.toMatchObject({ code: "forbidden" });
    await expect(h.call("posts.reject", call, post.creator.influencer, PRESS)).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("posts.list", () => {
  it("filters and pages", async () => {
    const campaign = await h.campaign(org.orgId, { name: "Halaman" });
    const creators = await Promise.all(["Satu", "Dua", "Tiga"].map((name) => h.creator(name)));
    for (const creator of creators) {
      await h.agree(org, creator, { campaignId: campaign });
      const post = await h.box.post(creator.account, { caption: GOOD });
      await h.call("posts.submit_link", { url: post.url }, creator.influencer);
    }
    type Page = { items: { influencerName: string }[]; nextCursor: string | null; left: number };
    const first = await h.call<Page>("posts.list", { campaignId: campaign, limit: 2 }, org.viewer);
    expect(first).toMatchObject({ left: 1, items: [{ influencerName: "Tiga" }, { influencerName: "Dua" }] });
    const second = await h.call<Page>(
      "posts.list",
      { campaignId: campaign, limit: 2, cursor: first.nextCursor },
      org.viewer,
    );
    expect(second).toMatchObject({ left: 0, nextCursor: null, items: [{ influencerName: "Satu" }] });
    const one = {
      campaignId: campaign,
      influencerId: creators[1]?.influencer.id,
      platform: "instagram",
      status: "pending",
    };
    expect(await h.call<Page>("posts.list", one, org.viewer)).toMatchObject({ items: [{ influencerName: "Dua" }] });
    expect(await h.call<Page>("posts.list", { campaignId: campaign, status: "approved" }, org.viewer)).toMatchObject({
      items: [],
    });
    expect(await h.call<Page>("posts.list", { campaignId: campaign, platform: "tiktok" }, org.viewer)).toMatchObject({
      items: [],
    });
  });
});
