import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Campaign, Collaboration, Payout, Post, Wallet } from "./api.ts";
import { BRIEF_SENTENCE, CAMPAIGN, datesSentence, goodCaption, RANI_INSTAGRAM, rupiah } from "./campaign.ts";
import { type RunningKolega, startKolega } from "./kolega-process.ts";
import { Rest, SandboxHand, type SandboxPost } from "./outside.ts";
import { asks, cardsOf, isPrimary, Person, textOf } from "./person.ts";
import { until } from "./until.ts";

const STEP_MS = 90_000;
const WAIT_MS = 30_000;
const PNG = "89504e470d0a1a0a";

interface Metrics {
  readonly series: readonly {
    readonly fetchedAt: string;
    readonly source: string;
    readonly ownerAuthorised: boolean;
    readonly engagements: number;
  }[];
}

let kolega: RunningKolega;
let rest: Rest;
let sandbox: SandboxHand;
let ayu: Person;
let bima: Person;
let sarah: Person;
let rani: Person;
let before: Wallet;
let campaignId: string;
let collaboration: Collaboration;
let published: SandboxPost;
let postId: string;

beforeAll(async () => {
  kolega = await startKolega({ redisDatabase: 11 });
  sandbox = new SandboxHand(kolega.sandboxUrl);
  // As an operator does it: a second process beside the running one.
  rest = new Rest(kolega.url, await kolega.command("key:create", "bima@kilaunusantara.example"));
  [ayu, bima, sarah, rani] = await Promise.all([
    Person.open(kolega.url, "Ayu"),
    Person.open(kolega.url, "Bima"),
    Person.open(kolega.url, "Sarah"),
    Person.open(kolega.url, "Rani"),
  ]);
  before = await rest.get<Wallet>("/wallet");
});
afterAll(async () => {
  await kolega?.stop();
});
// Each step stands on the one before: after a failure the others would only wait for what cannot come.
let broken = false;
beforeEach(({ skip }) => skip(broken, "an earlier step failed"));
afterEach(({ task }) => {
  broken ||= task.result?.state === "fail";
});

const campaign = (): Promise<Campaign> => rest.get<Campaign>(`/campaigns/${campaignId}`);
const post = (): Promise<Post> => rest.get<Post>(`/posts/${postId}`);
const posts = (): Promise<readonly Post[]> => rest.items<Post>(`/posts?campaignId=${campaignId}`);
const collaborations = async (): Promise<readonly Collaboration[]> =>
  rest.items<Collaboration>(`/collaborations?campaignId=${campaignId}`);
const payouts = async (): Promise<readonly Payout[]> =>
  rest.items<Payout>(`/payouts?collaborationId=${collaboration.collaborationId}`);
const pending = (): Promise<readonly { useCase: string }[]> => rest.items("/approvals?status=pending");

describe("the main journey on the desk, without a model", () => {
  it(
    "one sentence becomes a draft, and what is missing is asked for",
    async () => {
      await ayu.say(BRIEF_SENTENCE);
      const found = await until("the draft", WAIT_MS, async () =>
        (await rest.items<Campaign>("/campaigns")).find(({ name }) => name === CAMPAIGN),
      );
      campaignId = found.campaignId;
      expect(found).toMatchObject({ status: "draft", budgetMinor: 20_000_000 });
      expect(found.missing).toContain("dates");
      await ayu.say(datesSentence());
      const written = await until("the brief", WAIT_MS, async () => {
        const now = await campaign();
        return now.brief && now.missing.length === 0 && now;
      });
      expect(written.brief?.mandatoryHashtags).toContain("#GlowYourWay");
    },
    STEP_MS,
  );

  it(
    "fields are edited by message and by form",
    async () => {
      await ayu.say("ganti budgetnya jadi 18 juta");
      await until("the said budget", WAIT_MS, async () => (await campaign()).budgetMinor === 18_000_000);
      const edit = await ayu.button("edit", asks("budgetMinor"));
      await ayu.press(edit, { budgetMinor: "19000000" });
      await until("the form's budget", WAIT_MS, async () => (await campaign()).budgetMinor === 19_000_000);
      // Not an amount: one sentence, and nothing changes.
      const again = await ayu.button("edit again", asks("budgetMinor"));
      const count = (await ayu.messages()).length;
      await ayu.press(again, { budgetMinor: "-5" });
      await until("an answer to a wrong amount", WAIT_MS, async () => (await ayu.messages()).length > count);
      expect(await campaign()).toMatchObject({ budgetMinor: 19_000_000, status: "draft" });
    },
    STEP_MS,
  );

  it(
    "an admin's button approves the brief; a typed yes, a creator and the requester do not",
    async () => {
      await ayu.press(await ayu.button("submit", (action, card) => isPrimary(action) && card.title === CAMPAIGN));
      const approve = await bima.button("approve the campaign", isPrimary);
      expect(textOf(approve.card)).toContain(rupiah(19_000_000));
      // The other admin reads it in English.
      expect((await sarah.button("approve the campaign", isPrimary)).card.title).toMatch(/approv/i);

      await bima.say("ya setuju");
      for (const stranger of [rani, ayu]) {
        const count = (await stranger.messages()).length;
        await stranger.press(approve);
        await until("an answer to a foreign click", WAIT_MS, async () => (await stranger.messages()).length > count);
      }
      expect(await campaign()).toMatchObject({ status: "submitted", approvedBy: null });

      await Promise.all([bima.press(approve), bima.press(approve)]);
      await until("the campaign to be approved", WAIT_MS, async () => (await campaign()).approvedBy === "Bima Pratama");
      await sarah.card(
        "her card with the outcome",
        (card, message) => message.edited === true && !card.actions?.length,
      );
      await ayu.button("what comes next", ({ kind }, card) => kind === "say" && card.title.includes(CAMPAIGN));
    },
    STEP_MS,
  );

  it(
    "creators are recommended within the budget and invited after one of two admins' clicks",
    async () => {
      await ayu.say("siapa yang cocok buat campaign ini?");
      const recommended = await ayu.card("the recommendation", (card) => card.table !== undefined);
      expect(recommended.table?.rows.length).toBeGreaterThan(2);
      await ayu.say("undang Rani Wulandari dan Intan Permatasari");
      await until("the approval", WAIT_MS, async () =>
        (await pending()).some(({ useCase }) => useCase === "collaborations.invite"),
      );
      expect(await collaborations()).toEqual([]);

      const bulk = (who: Person) =>
        who.button("approve the invitations", (a, card) => isPrimary(a) && textOf(card).includes("Intan Permatasari"));
      const [first, second] = await Promise.all([bulk(bima), bulk(sarah)]);
      await Promise.all([bima.press(first), sarah.press(second), sarah.press(second)]);
      const invited = await until("the invitations", WAIT_MS, async () => {
        const all = await collaborations();
        return all.length > 0 && all;
      });
      expect(invited.map(({ influencerName, status }) => `${influencerName} ${status}`).sort()).toEqual([
        "Intan Permatasari invited",
        "Rani Wulandari invited",
      ]);
      expect(await pending()).toEqual([]);
      expect((await rest.get<Wallet>("/wallet")).heldMinor).toBe(before.heldMinor);
      collaboration = invited.find(({ influencerName }) => influencerName.startsWith("Rani")) as Collaboration;
    },
    STEP_MS,
  );

  it(
    "Rani reads what she will really receive and accepts; the money is held once",
    async () => {
      const accept = await rani.button("accept", isPrimary);
      expect(textOf(accept.card)).toContain(rupiah(collaboration.netMinor));
      expect(collaboration.netMinor).toBe(collaboration.compensationMinor - collaboration.commissionMinor);
      await Promise.all([rani.press(accept), rani.press(accept)]);
      const agreed = await until("the agreement", WAIT_MS, async () => {
        const mine = (await collaborations()).find(({ influencerName }) => influencerName.startsWith("Rani"));
        return mine?.status === "accepted" && mine;
      });
      expect(agreed.pieces.total).toBeGreaterThan(1);
      const wallet = await rest.get<Wallet>("/wallet");
      expect(wallet.heldMinor - before.heldMinor).toBe(agreed.compensationMinor);
      expect(before.availableMinor - wallet.availableMinor).toBe(agreed.compensationMinor);
      await ayu.card("that Rani accepted", (card) => textOf(card).includes(rupiah(agreed.compensationMinor)));
    },
    STEP_MS,
  );

  it(
    "a pasted link becomes a checked post; somebody else's link does not",
    async () => {
      const foreign = await sandbox.publish("demo-instagram-intan.dibawah100", "Bukan punya Rani #ad");
      await rani.say(foreign.url);
      expect(await posts()).toEqual([]);

      published = await sandbox.publish(RANI_INSTAGRAM, "Serum baru dari Kilau Nusantara #GlowYourWay");
      await rani.say(`ini ya kak ${published.url}`);
      postId = await until("the post", WAIT_MS, async () => (await posts())[0]?.postId);
      const submitted = await post();
      expect(submitted).toMatchObject({ status: "pending", version: 1 });
      const failed = submitted.checks.filter(({ status }) => status === "fail").map(({ key }) => key);
      expect(failed).toEqual(["disclosure", "hashtags", "cta"]);
      const review = await ayu.button("review", asks("note", "plain"));
      expect(textOf(review.card)).toContain(published.url);
      expect(review.card.image).toBeDefined();
      const preview = await ayu.get(review.card.image?.url ?? "");
      expect(preview.headers.get("content-type")).toMatch(/^image\//);
      expect((await rani.get(review.card.image?.url ?? "")).status).toBe(404);
    },
    STEP_MS,
  );

  it(
    "a revision goes back with its note and comes again as version 2",
    async () => {
      const old = await bima.button("approve version 1", (a, card) => isPrimary(a) && card.image !== undefined);
      const note = "Tolong tambahkan penanda iklan di baris pertama";
      await ayu.press(await ayu.button("revision", asks("note", "plain")), { note });
      await rani.card("the note", (card) => textOf(card).includes(note));
      expect((await post()).status).toBe("needs_revision");
      expect(await payouts()).toEqual([]);

      const { brief } = await campaign();
      if (!brief) throw new Error("no brief");
      await sandbox.caption(published, goodCaption(brief));
      await rani.say(published.url);
      const second = await until("version 2", WAIT_MS, async () => {
        const now = await post();
        return now.version === 2 && now;
      });
      expect(second.checks.filter(({ status }) => status === "fail")).toEqual([]);
      // The button of the version that was sent back decides nothing any more.
      const count = (await bima.messages()).length;
      await bima.press(old);
      await until("an answer to an old button", WAIT_MS, async () => (await bima.messages()).length > count);
      expect(await post()).toMatchObject({ status: "pending", version: 2 });
    },
    STEP_MS,
  );

  it(
    "words do not approve a post; two clicks at once do so exactly once",
    async () => {
      await bima.say("ya setuju");
      await bima.say("setujui post Rani");
      expect((await post()).status).toBe("pending");

      const approve = (who: Person) =>
        who.button("approve version 2", (a, card) => isPrimary(a) && card.image !== undefined);
      const [first, second] = await Promise.all([approve(bima), approve(sarah)]);
      await rani.press(first);
      await Promise.all([bima.press(first), bima.press(first), sarah.press(second)]);
      const approved = await until("the approval", WAIT_MS, async () => {
        const now = await post();
        return now.status === "approved" && now;
      });
      const records = approved.reviews.filter(({ decision }) => decision === "approved");
      expect(records).toMatchObject([{ version: 2 }]);
      expect(["Bima Pratama", "Sarah Tan"]).toContain(records[0]?.by);
      const wallet = await rest.get<Wallet>("/wallet");
      expect(wallet.heldMinor - before.heldMinor).toBe(collaboration.compensationMinor - approved.grossMinor);
      expect(wallet.commissionMinor - before.commissionMinor).toBe(approved.commissionMinor);
      expect(wallet.earnedMinor - before.earnedMinor).toBe(approved.netMinor);
      expect(await payouts()).toHaveLength(1);
    },
    STEP_MS,
  );

  it(
    "the bank pays once, after Rani said where to, and she hears of every step",
    async () => {
      const { netMinor } = await post();
      const account = await rani.button("account", asks("accountNumber"));
      expect(await sandbox.payouts()).toMatchObject({ count: 0 });
      await rani.press(account, { channelCode: "ID_BCA", accountNumber: "1234567890", holderName: "Rani Wulandari" });
      await until("the payout to be confirmed", 30_000, async () => (await payouts())[0]?.status === "confirmed");
      const bank = await sandbox.payouts();
      expect(bank).toMatchObject({ count: 1, succeeded: 1 });
      expect(bank.payouts[0]).toMatchObject({ amount: netMinor, accountNumber: "1234567890" });
      expect(bank.payouts[0]?.referenceId).toBe((await payouts())[0]?.payoutId);
      // Approved, where to, on its way, arrived.
      const told = (): Promise<number> =>
        rani
          .messages()
          .then((all) => all.flatMap(cardsOf).filter((card) => isPayoutCard(card.facts ?? [], netMinor)).length);
      await until("four notifications", WAIT_MS, async () => (await told()) === 4);
      await ayu.card("that Rani was paid", (card) => textOf(card).includes(rupiah(netMinor)) && card.tone === "good");
      const texts = JSON.stringify(await ayu.messages());
      expect(texts).not.toContain("1234567890");
    },
    STEP_MS,
  );

  it(
    "figures are read again and again, and say where they come from",
    async () => {
      const series = (): Promise<Metrics> => rest.get<Metrics>(`/posts/${postId}/metrics`);
      const first = await until("the first reading", WAIT_MS, async () => {
        const now = await series();
        return now.series.length > 0 && now;
      });
      const later = await until("more readings", 30_000, async () => {
        const now = await series();
        return now.series.length >= first.series.length + 2 && now;
      });
      for (const reading of later.series)
        expect(reading).toMatchObject({ source: "instagram_graph", ownerAuthorised: true });
      const engagements = later.series.map((reading) => reading.engagements);
      expect(engagements).toEqual([...engagements].sort((a, b) => a - b));
    },
    STEP_MS,
  );

  it(
    "how the campaign does: figures, a chart as a picture, and causes",
    async () => {
      await ayu.say("gimana performa campaign Glow Your Way?");
      const figures = await ayu.card("the figures", (card) => card.chart !== undefined);
      const { chart } = figures;
      const picture = await ayu.get(chart?.imageUrl ?? "");
      expect(picture.headers.get("content-type")).toBe("image/png");
      const bytes = Buffer.from(await picture.arrayBuffer());
      expect(bytes.subarray(0, 8).toString("hex")).toBe(PNG);
      expect(bytes.length).toBeGreaterThan(5_000);
      expect(chart?.altText).toMatch(/\d/);
      expect((await rani.get(chart?.imageUrl ?? "")).status).toBe(404);

      const { totals } = await rest.get<{ totals: { posts: number; engagements: number; spendMinor: number } }>(
        `/campaigns/${campaignId}/performance`,
      );
      expect(totals).toMatchObject({ posts: 1, spendMinor: collaboration.compensationMinor });
      expect(totals.engagements).toBeGreaterThan(0);
      expect(textOf(figures)).toContain(rupiah(totals.spendMinor));
      const report = await ayu.card("the report", (card) => !card.chart && /penanda iklan/i.test(card.body ?? ""));
      expect(report.actions?.length).toBeGreaterThan(0);
    },
    STEP_MS,
  );

  it(
    "another window of the same person shows the same conversation",
    async () => {
      const again = await Person.open(kolega.url, "Rani");
      const ids = (messages: readonly { id: string }[]): string[] => messages.map(({ id }) => id);
      expect(ids(await again.messages())).toEqual(ids(await rani.messages()));
    },
    STEP_MS,
  );
});

/** The cards about a payout show its net, gross and fee as facts. */
function isPayoutCard(facts: readonly { readonly value: string }[], netMinor: number): boolean {
  return facts[0]?.value === rupiah(netMinor) && facts.length >= 4;
}
