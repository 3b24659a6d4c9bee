import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createInfluencer, createOrganization } from "../../test/support/people.ts";
import type { Actor } from "../kernel/actor.ts";
import { newId } from "../kernel/ids.ts";
import type { ExecuteOptions } from "../usecase/executor.ts";
import { activateCampaign, campaignSummary, campaignsModule } from "./index.ts";
import type { CampaignOutput } from "./schemas.ts";

type Organization = Awaited<ReturnType<typeof createOrganization>>;
let house: TestHouse;
let ours: Organization;
let theirs: Organization;

beforeAll(async () => {
  house = await openTestHouse({ modules: [campaignsModule] });
  ours = await createOrganization(house.db, "Kilau Nusantara");
  theirs = await createOrganization(house.db, "Merek Lain");
});
afterAll(() => house.db.close());

const PRESS: ExecuteOptions = { confirmation: { kind: "press" } };

async function run<T = CampaignOutput>(
  name: string,
  input: unknown,
  actor: Actor,
  options?: ExecuteOptions,
): Promise<T> {
  const outcome = await house.executor.execute(name, input, actor, options);
  if (outcome.kind !== "done") throw new Error(`${name} waits for an approval`);
  return outcome.output as T;
}
const rows = <Row>(sql: string, params: unknown[] = []): Promise<Row[]> =>
  house.db.transaction({ role: "platform" }, (tx) => tx.query<Row>(sql, params));
const statusOf = async (campaignId: string): Promise<string | undefined> =>
  (await rows<{ status: string }>("SELECT status FROM campaign WHERE id = $1", [campaignId]))[0]?.status;
const messages = (
  template: string,
  campaignId: string,
): Promise<{ recipient: string; subject: string | null; kind: string }[]> =>
  rows(
    "SELECT recipient, subject, kind FROM outbound_message WHERE template = $1 AND data::text LIKE $2 ORDER BY recipient",
    [template, `%${campaignId}%`],
  );

const FULL = {
  name: "Glowing Serum X Launch",
  product: "Glowing Serum X, serum wajah niacinamide 5%",
  goal: "awareness di kalangan Gen Z",
  audience: { ageMin: 18, ageMax: 27, gender: "female", cities: ["Jakarta", "Bandung"] },
  budgetMinor: 20_000_000,
  startsOn: "2026-12-01",
  endsOn: "2026-12-31",
};

async function complete(org: Organization = ours, name = FULL.name): Promise<CampaignOutput> {
  const draft = await run("campaigns.create", { ...FULL, name }, org.manager);
  return run("campaigns.write_brief", { campaignId: draft.campaignId }, org.manager);
}
async function submitted(org: Organization = ours): Promise<CampaignOutput> {
  const draft = await complete(org);
  return run("campaigns.submit", { campaignId: draft.campaignId, version: draft.version }, org.manager);
}
async function approved(): Promise<CampaignOutput> {
  const { campaignId, version } = await submitted();
  return run("campaigns.approve", { campaignId, version }, ours.admin, PRESS);
}
async function collaboration(campaignId: string, status: string): Promise<void> {
  const { influencer } = await createInfluencer(house.db, `Tari ${newId("influencer")}`);
  await house.db.transaction({ role: "platform" }, (tx) =>
    tx.execute(
      `INSERT INTO collaboration (id, org_id, campaign_id, influencer_id, origin, status, compensation_minor, currency, commission_bps, created_at, updated_at)
       VALUES ($1, $2, $3, $4, 'invited', $5, 1000000, 'IDR', 1000, now(), now())`,
      [newId("collaboration"), ours.orgId, campaignId, influencer.id, status],
    ),
  );
}

describe("a draft filled step by step", () => {
  it("starts with a name, says what is missing in order, and is complete in the end", async () => {
    const draft = await run("campaigns.create", { name: "  Glowing   Serum X " }, ours.manager);
    expect(draft).toMatchObject({
      name: "Glowing Serum X",
      status: "draft",
      version: 1,
      language: "id",
      currency: "IDR",
    });
    expect(draft.missing).toEqual(["product", "goal", "audience", "budget", "dates", "brief", "deliverables"]);
    const { campaignId } = draft;
    await run("campaigns.update", { campaignId, product: FULL.product, goal: FULL.goal }, ours.manager);
    await run("campaigns.update", { campaignId, audience: { ageMin: 18 } }, ours.manager);
    const aimed = await run("campaigns.update", { campaignId, audience: { cities: ["Jakarta"] } }, ours.manager);
    expect(aimed.audience).toEqual({ ageMin: 18, ageMax: null, gender: null, cities: ["Jakarta"] });
    await run("campaigns.update", { campaignId, budgetMinor: 20_000_000, startsOn: "2026-12-01" }, ours.manager);
    const dated = await run("campaigns.update", { campaignId, endsOn: "2026-12-31" }, ours.manager);
    expect(dated.missing).toEqual(["brief", "deliverables"]);
    expect(dated.version).toBe(6);
    const written = await run("campaigns.write_brief", { campaignId, version: 6 }, ours.manager);
    expect(written.missing).toEqual([]);
    expect(written.deliverables).toMatchObject(
      (written.brief?.platformDeliverables ?? []).map((item) => ({
        platform: item.platformName,
        format: item.contentFormat,
      })),
    );
    expect(written.deliverables.length).toBeGreaterThan(0);
  });

  it("writes the brief for the pieces that were chosen already", async () => {
    const fields = { name: "Kilap Senja", product: "Serum", goal: "awareness", budgetMinor: 25_000_000 };
    const deliverables = [{ platform: "instagram", format: "story", quantity: 2 }];
    const { campaignId } = await run("campaigns.create", { ...fields, deliverables }, ours.manager);
    const written = await run("campaigns.write_brief", { campaignId }, ours.manager);
    expect(written.deliverables).toMatchObject(deliverables);
    expect(written.deliverables).toHaveLength(1);
  });

  it("keeps brief and deliverables in step, whichever is edited", async () => {
    const draft = await complete();
    const { campaignId } = draft;
    const one = await run(
      "campaigns.update",
      { campaignId, deliverables: [{ platform: "tiktok", format: "video", quantity: 3 }] },
      ours.manager,
    );
    expect(one.deliverables).toMatchObject([
      { platform: "tiktok", format: "video", quantity: 3, minDurationSeconds: null },
    ]);
    expect(one.brief?.platformDeliverables).toMatchObject([{ platformName: "tiktok", quantity: 3 }]);
    const two = await run("campaigns.update", { campaignId, brief: draft.brief }, ours.manager);
    expect(two.deliverables).toEqual(draft.deliverables);
    expect(two.brief).toEqual(draft.brief);
  });

  it("refuses a change of what somebody else changed meanwhile, and changes nothing on a dry run", async () => {
    const { campaignId, version } = await run("campaigns.create", FULL, ours.manager);
    await run("campaigns.update", { campaignId, budgetMinor: 1 }, ours.admin, { dryRun: true });
    const results = await Promise.allSettled([
      run("campaigns.update", { campaignId, version, budgetMinor: 30_000_000 }, ours.manager),
      run("campaigns.update", { campaignId, version, budgetMinor: 40_000_000 }, ours.admin),
    ]);
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = results.find((result) => result.status === "rejected");
    expect(lost?.reason).toMatchObject({ code: "conflict", reason: "campaign_changed" });
    expect((await run("campaigns.get", { campaignId }, ours.viewer)).version).toBe(version + 1);
  });
});

describe("a call repeated with its key", () => {
  it("gets the first answer: one campaign, one brief, one submission", async () => {
    const twice = async (name: string, input: unknown): Promise<CampaignOutput> => {
      const key = { idempotencyKey: newId("job") };
      const first = await run(name, input, ours.manager, key);
      expect(await run(name, input, ours.manager, key)).toEqual(first);
      return first;
    };
    const { campaignId, version } = await twice("campaigns.create", { ...FULL, name: "Sekali saja" });
    const written = await twice("campaigns.write_brief", { campaignId, version });
    await twice("campaigns.submit", { campaignId, version: written.version });
    const found = await run<{ items: unknown[] }>("campaigns.list", { search: "Sekali saja" }, ours.viewer);
    expect(found.items).toHaveLength(1);
    expect(await messages("campaigns.submitted", campaignId)).toHaveLength(2);
  });
});

describe("bad input", () => {
  const cases: [string, Record<string, unknown>, string][] = [
    ["a negative budget", { budgetMinor: -5 }, "budgetMinor"],
    ["a fraction of a rupiah", { budgetMinor: 10.5 }, "budgetMinor"],
    ["a huge budget", { budgetMinor: 1e15 }, "budgetMinor"],
    ["reversed dates", { startsOn: "2026-12-31", endsOn: "2026-12-01" }, "endsOn"],
    ["a day that does not exist", { startsOn: "2026-02-30" }, "startsOn"],
    ["reversed ages", { audience: { ageMin: 40, ageMax: 20 } }, "audience.ageMax"],
    ["a child audience", { audience: { ageMin: 5 } }, "audience.ageMin"],
    ["an unknown nested field", { audience: { income: 1 } }, "audience.income"],
    [
      "a format the platform does not have",
      { deliverables: [{ platform: "tiktok", format: "reel", quantity: 1 }] },
      "deliverables.0.format",
    ],
    ["no pieces", { deliverables: [{ platform: "tiktok", format: "video", quantity: 0 }] }, "deliverables.0.quantity"],
    ["a name of nothing visible", { name: "\u200b\u202e \ufeff" }, "name"],
    ["a name that is too long", { name: "x".repeat(121) }, "name"],
  ];
  it.each(cases)("refuses %s", async (_, change, path) => {
    await expect(run("campaigns.create", { ...FULL, ...change }, ours.manager)).rejects.toMatchObject({
      code: "invalid_input",
      fields: [{ path }],
    });
  });

  it("takes direction marks and zero-width characters out of a name", async () => {
    const draft = await run("campaigns.create", { name: "Glow\u200bing \u202eSerum\u202c X\nLaunch" }, ours.manager);
    expect(draft.name).toBe("Glowing Serum X Launch");
  });

  it("refuses dates and ages that are reversed only together with what is stored, and an empty change", async () => {
    const { campaignId } = await run("campaigns.create", FULL, ours.manager);
    for (const change of [{ endsOn: "2026-11-30" }, { audience: { ageMax: 17 } }, {}]) {
      await expect(run("campaigns.update", { campaignId, ...change }, ours.manager)).rejects.toMatchObject({
        code: "invalid_input",
      });
    }
  });
});

describe("who may do what", () => {
  it("answers ids of another organization as if they did not exist", async () => {
    const { campaignId } = await submitted();
    const calls: [string, Record<string, unknown>, Actor][] = [
      ["campaigns.get", {}, theirs.viewer],
      ["campaigns.update", { name: "Ours now" }, theirs.manager],
      ["campaigns.write_brief", {}, theirs.manager],
      ["campaigns.submit", {}, theirs.manager],
      ["campaigns.approve", {}, theirs.admin],
      ["campaigns.send_back", { note: "x" }, theirs.admin],
      ["campaigns.cancel", {}, theirs.admin],
      ["campaigns.complete", {}, theirs.admin],
    ];
    for (const [name, input, actor] of calls) {
      await expect(run(name, { campaignId, ...input }, actor, PRESS)).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await statusOf(campaignId)).toBe("submitted");
    const list = await run<{ items: unknown[] }>("campaigns.list", {}, theirs.viewer);
    expect(list.items).toEqual([]);
    await house.db.transaction({ role: "app", orgId: theirs.orgId }, async (tx) => {
      expect(await campaignSummary(tx, campaignId)).toBeUndefined();
    });
  });

  it("lets viewers and finance read, not write; influencers neither", async () => {
    const { influencer } = await createInfluencer(house.db, "Dewi");
    for (const actor of [ours.viewer, ours.finance, influencer]) {
      await expect(run("campaigns.create", { name: "No" }, actor)).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(run("campaigns.list", {}, influencer)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("lets only an admin's press decide", async () => {
    const { campaignId, version } = await submitted();
    await expect(run("campaigns.approve", { campaignId, version }, ours.manager, PRESS)).rejects.toMatchObject({
      code: "forbidden",
      reason: "not_decider",
    });
    const client: Actor = { ...ours.admin, kind: "client", id: "key_x", onBehalfOf: ours.admin.id };
    await expect(run("campaigns.approve", { campaignId, version }, client, PRESS)).rejects.toMatchObject({
      reason: "human_must_decide",
    });
    await expect(run("campaigns.send_back", { campaignId, note: "x" }, ours.manager)).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await statusOf(campaignId)).toBe("submitted");
  });
});

describe("submission and decision", () => {
  it("refuses an incomplete draft and names all that is missing", async () => {
    const { campaignId } = await run("campaigns.create", { name: "Setengah jadi", product: "Toner" }, ours.manager);
    await expect(run("campaigns.submit", { campaignId }, ours.manager)).rejects.toMatchObject({
      code: "precondition_failed",
      reason: "campaign_missing_goal",
      fields: ["goal", "audience", "budget", "dates", "brief", "deliverables"].map((path) => ({ path })),
    });
  });

  it("refuses a campaign that is over before it began", async () => {
    const draft = await complete();
    const { campaignId } = draft;
    await run("campaigns.update", { campaignId, startsOn: "2026-11-01", endsOn: "2026-11-20" }, ours.manager);
    await expect(run("campaigns.submit", { campaignId }, ours.manager)).rejects.toMatchObject({
      reason: "campaign_dates_passed",
    });
  });

  it("puts one card before each admin, and no change is possible until it is decided", async () => {
    const { campaignId, version } = await submitted();
    const subject = `campaign:${campaignId}:v${version}`;
    expect(await messages("campaigns.submitted", campaignId)).toEqual(
      [ours.admin.id, ours.admin2.id].sort().map((recipient) => ({ recipient, subject, kind: "notification" })),
    );
    await expect(run("campaigns.update", { campaignId, name: "Lain" }, ours.manager)).rejects.toMatchObject({
      code: "precondition_failed",
      reason: "campaign_not_draft",
    });
    await expect(run("campaigns.submit", { campaignId }, ours.manager)).rejects.toMatchObject({
      code: "conflict",
      reason: "campaign_already_submitted",
    });
  });

  it("takes one of two approvals pressed at once; the other hears who it was", async () => {
    const { campaignId, version } = await submitted();
    const presses = await Promise.all(
      [ours.admin, ours.admin2].map((actor) =>
        house.executor.execute("campaigns.approve", { campaignId, version }, actor, PRESS),
      ),
    );
    const names = presses.map((press) => (press.kind === "done" ? press.output.approvedBy : undefined));
    expect(names[0]).toBe(names[1]);
    expect(presses.filter((press) => press.kind === "done" && press.replayed)).toHaveLength(1);
    const first = presses.findIndex((press) => press.kind === "done" && !press.replayed);
    expect(names[0]).toBe([ours.admin, ours.admin2][first]?.displayName);
    // Without the version it is another call: that one is refused, with the name.
    await expect(run("campaigns.approve", { campaignId }, ours.admin2, PRESS)).rejects.toMatchObject({
      code: "conflict",
      reason: "campaign_already_approved",
      params: { name: names[0] },
    });
    expect(await messages("campaigns.decided", campaignId)).toHaveLength(1);
    expect(await messages("campaigns.approved", campaignId)).toMatchObject([{ recipient: ours.manager.id }]);
    const audit = await rows(
      "SELECT 1 FROM audit_event WHERE use_case = 'campaigns.approve' AND outcome = 'done' AND subject = $1",
      [campaignId],
    );
    expect(audit).toHaveLength(1);
  });

  it("waits for a human when a model or a program asks, and records who decided", async () => {
    const { campaignId, version } = await submitted();
    const outcome = await house.executor.execute("campaigns.approve", { campaignId, version }, ours.manager);
    if (outcome.kind !== "waiting") throw new Error("should wait");
    expect(outcome.facts.lines.map((line) => line.label)).toEqual(
      ["name", "product", "goal", "budget", "starts", "ends", "deliverables"].map((key) => `campaigns.fact.${key}`),
    );
    expect(await statusOf(campaignId)).toBe("submitted");
    const decision = await house.approvals.decide(outcome.approvalId, "approve", ours.admin2);
    expect(decision.result).toBe("approved");
    expect(await run("campaigns.get", { campaignId }, ours.viewer)).toMatchObject({
      status: "approved",
      approvedBy: "Sarah",
    });
  });

  it("sends back with a note; the next submission is a new version and old cards decide nothing", async () => {
    const first = await submitted();
    const { campaignId } = first;
    const back = await run(
      "campaigns.send_back",
      { campaignId, version: first.version, note: "Anggaran TikTok terlalu besar." },
      ours.admin,
    );
    expect(back).toMatchObject({ status: "draft", version: first.version + 1 });
    expect(back.sentBack).toMatchObject({ note: "Anggaran TikTok terlalu besar.", by: "Bima" });
    expect(await messages("campaigns.sent_back", campaignId)).toMatchObject([{ recipient: ours.manager.id }]);
    // The other admin presses the same card a moment later.
    for (const name of ["campaigns.approve", "campaigns.send_back"]) {
      const input = { campaignId, version: first.version, ...(name.endsWith("back") && { note: "Juga" }) };
      await expect(run(name, input, ours.admin2, PRESS)).rejects.toMatchObject({
        code: "conflict",
        reason: "campaign_already_sent_back",
        params: { name: "Bima" },
      });
    }
    await run("campaigns.update", { campaignId, budgetMinor: 15_000_000 }, ours.manager);
    const again = await run("campaigns.submit", { campaignId }, ours.manager);
    expect(again.version).toBe(first.version + 2);
    const subjects = (await messages("campaigns.submitted", campaignId)).map((message) => message.subject);
    expect(new Set(subjects).size).toBe(2);
    await expect(
      run("campaigns.approve", { campaignId, version: first.version }, ours.admin, PRESS),
    ).rejects.toMatchObject({ code: "conflict", reason: "campaign_changed" });
    const done = await run("campaigns.approve", { campaignId, version: again.version }, ours.admin, PRESS);
    expect(done).toMatchObject({ status: "approved", sentBack: null });
  });
});

describe("the end of a campaign", () => {
  const activate = (campaignId: string, actor: Actor = ours.manager): Promise<void> =>
    house.db.transaction({ role: "app", orgId: actor.orgId }, (tx) =>
      activateCampaign(house.executor.contextFor(tx, actor), campaignId),
    );

  it("activates once approved, twice without harm, and never a draft or a stranger's", async () => {
    const draft = await complete();
    await expect(activate(draft.campaignId)).rejects.toMatchObject({ reason: "campaign_not_open" });
    const { campaignId } = await approved();
    await expect(activate(campaignId, theirs.manager)).rejects.toMatchObject({ code: "not_found" });
    await activate(campaignId);
    await activate(campaignId);
    expect(await statusOf(campaignId)).toBe("active");
  });

  it("completes an active campaign when nobody works on it any more", async () => {
    const { campaignId } = await approved();
    await expect(run("campaigns.complete", { campaignId }, ours.manager)).rejects.toMatchObject({
      reason: "campaign_not_active",
    });
    await activate(campaignId);
    await collaboration(campaignId, "in_progress");
    await expect(run("campaigns.complete", { campaignId }, ours.manager)).rejects.toMatchObject({
      reason: "campaign_unfinished",
      params: { count: 1 },
    });
    await house.db.transaction({ role: "platform" }, (tx) =>
      tx.execute("UPDATE collaboration SET status = 'completed' WHERE campaign_id = $1", [campaignId]),
    );
    expect(await run("campaigns.complete", { campaignId }, ours.manager)).toMatchObject({
      status: "completed",
      phase: null,
    });
    await expect(run("campaigns.cancel", { campaignId }, ours.admin, PRESS)).rejects.toMatchObject({
      reason: "campaign_already_completed",
    });
  });

  it("cancels after an admin's press, but not over accepted collaborations", async () => {
    const { campaignId } = await approved();
    await collaboration(campaignId, "accepted");
    await collaboration(campaignId, "invited");
    await expect(run("campaigns.cancel", { campaignId }, ours.admin, PRESS)).rejects.toMatchObject({
      code: "precondition_failed",
      reason: "campaign_has_collaborations",
      params: { count: 1 },
    });
    await house.db.transaction({ role: "platform" }, (tx) =>
      tx.execute("UPDATE collaboration SET status = 'cancelled' WHERE campaign_id = $1 AND status = 'accepted'", [
        campaignId,
      ]),
    );
    const waiting = await house.executor.execute("campaigns.cancel", { campaignId, reason: "Ditunda" }, ours.manager);
    expect(waiting.kind).toBe("waiting");
    await expect(run("campaigns.cancel", { campaignId }, ours.manager, PRESS)).rejects.toMatchObject({
      code: "forbidden",
    });
    await run("campaigns.cancel", { campaignId }, ours.admin, PRESS);
    expect(await statusOf(campaignId)).toBe("cancelled");
    await expect(activate(campaignId)).rejects.toMatchObject({ reason: "campaign_not_open" });
  });

  it("settles the cards of a submission that is cancelled", async () => {
    const { campaignId } = await submitted();
    await run("campaigns.cancel", { campaignId, reason: "Produk ditarik" }, ours.admin, PRESS);
    expect(await messages("campaigns.decided", campaignId)).toMatchObject([{ kind: "settle" }]);
    await expect(run("campaigns.approve", { campaignId }, ours.admin2, PRESS)).rejects.toMatchObject({
      reason: "campaign_already_cancelled",
    });
  });
});

describe("campaigns.list", () => {
  interface Page {
    items: { campaignId: string; name: string; phase: string | null; status: string }[];
    nextCursor: string | null;
    left: number;
  }

  it("filters by status and date, searches, sorts and pages without gaps", async () => {
    const org = await createOrganization(house.db, "Daftar");
    const make = (input: Record<string, unknown>): Promise<CampaignOutput> =>
      run("campaigns.create", input, org.manager);
    await make({ name: "Beta 100%", startsOn: "2026-12-01", endsOn: "2026-12-20", budgetMinor: 3_000_000 });
    await make({ name: "alfa", startsOn: "2026-11-01", endsOn: "2026-11-20", budgetMinor: 9_000_000 });
    await make({ name: "Gamma", product: "Kopi susu" });
    await make({ name: "Alfa", startsOn: "2026-11-10", endsOn: "2026-11-30" });
    const cancelled = await make({ name: "Delta", endsOn: "2026-11-01" });
    await run("campaigns.cancel", { campaignId: cancelled.campaignId }, org.admin, PRESS);
    const list = (input: Record<string, unknown>): Promise<Page> => run<Page>("campaigns.list", input, org.viewer);
    const names = async (input: Record<string, unknown>): Promise<string[]> =>
      (await list(input)).items.map((item) => item.name);

    expect(await names({ status: "upcoming" })).toEqual(["Beta 100%"]);
    expect(await names({ status: "expired" })).toEqual(["alfa"]);
    expect(await names({ status: "cancelled" })).toEqual(["Delta"]);
    expect(await names({ search: "kopi" })).toEqual(["Gamma"]);
    expect(await names({ search: "100%" })).toEqual(["Beta 100%"]);
    expect(await names({ search: "_" })).toEqual([]);
    expect((await names({ sort: "budget" })).slice(0, 2)).toEqual(["alfa", "Beta 100%"]);
    expect((await names({ sort: "ends" })).slice(0, 3)).toEqual(["Delta", "alfa", "Alfa"]);

    for (const sort of ["newest", "name", "budget", "starts", "ends", "updated"]) {
      const whole = await list({ sort });
      const paged: string[] = [];
      let page = await list({ sort, limit: 2 });
      expect(page.left).toBe(3);
      for (;;) {
        paged.push(...page.items.map((item) => item.campaignId));
        if (!page.nextCursor) break;
        page = await list({ sort, limit: 2, cursor: page.nextCursor });
      }
      expect(paged).toEqual(whole.items.map((item) => item.campaignId));
    }
    const foreign = await complete();
    await expect(list({ cursor: foreign.campaignId })).rejects.toMatchObject({ code: "invalid_input" });
  });
});
