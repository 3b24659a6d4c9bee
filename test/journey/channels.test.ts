import { writeFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Campaign, Collaboration, Payout, Post, Wallet } from "./api.ts";
import { BRIEF_SENTENCE, CAMPAIGN, datesSentence, goodCaption, RANI_INSTAGRAM, rupiah } from "./campaign.ts";
import type { ChatPerson } from "./chat-person.ts";
import { type Chats, chatsOf, transcriptOf } from "./chats.ts";
import { type RunningKolega, startKolega } from "./kolega-process.ts";
import { Rest, SandboxHand, type SandboxPost } from "./outside.ts";
import { until } from "./until.ts";

const STEP_MS = 60_000;
const WAIT_MS = 30_000;
const PNG = "89504e470d0a1a0a";

let kolega: RunningKolega;
let rest: Rest;
let sandbox: SandboxHand;
let people: Chats;
let ayu: ChatPerson;
let bima: ChatPerson;
let rani: ChatPerson;
let before: Wallet;
let campaignId: string;
let collaboration: Collaboration;
let published: SandboxPost;
let postId: string;

beforeAll(async () => {
  kolega = await startKolega({ redisDatabase: 14 });
  sandbox = new SandboxHand(kolega.sandboxUrl);
  rest = new Rest(kolega.url, await kolega.command("key:create", "bima@kilaunusantara.example"));
  people = chatsOf(kolega);
  ({ ayu, bima, rani } = people);
  before = await rest.get<Wallet>("/wallet");
});
afterAll(async () => {
  if (kolega && (broken || process.env.KOLEGA_TRANSCRIPT)) await keepTranscripts();
  await kolega?.stop();
});
// Each step stands on the one before: after a failure the others would only wait for what cannot come.
let broken = false;
beforeEach(({ skip }) => skip(broken, "an earlier step failed"));
afterEach(({ task }) => {
  broken ||= task.result?.state === "fail";
});

async function keepTranscripts(): Promise<void> {
  const read = (await Promise.all(Object.values(people).map(transcriptOf))).join("\n\n\n");
  if (process.env.KOLEGA_TRANSCRIPT) writeFileSync(process.env.KOLEGA_TRANSCRIPT, read);
  else process.stdout.write(`${read}\n\n${kolega.output().slice(-4_000)}\n`);
}

const campaign = (): Promise<Campaign> => rest.get<Campaign>(`/campaigns/${campaignId}`);
const post = (): Promise<Post> => rest.get<Post>(`/posts/${postId}`);
const posts = (): Promise<readonly Post[]> => rest.items<Post>(`/posts?campaignId=${campaignId}`);
const collaborations = (): Promise<readonly Collaboration[]> =>
  rest.items<Collaboration>(`/collaborations?campaignId=${campaignId}`);
const payouts = (): Promise<readonly Payout[]> =>
  rest.items<Payout>(`/payouts?collaborationId=${collaboration.collaborationId}`);
const count = async (person: ChatPerson, words: string): Promise<number> =>
  (await person.messages()).filter(({ from, text }) => from === "kolega" && text.includes(words)).length;

describe("the main journey in Slack, Telegram and WhatsApp, without a model", () => {
  it(
    "everybody is greeted in their own chat with what they can begin with",
    async () => {
      const [greeting] = await bima.command("start");
      expect(greeting?.text).toContain("Halo, Bima!");
      expect(greeting?.buttons).toContain("Lihat yang menunggu keputusan");
      await rani.say("halo");
      await rani.see("her suggestions", ({ buttons }) => buttons.includes("Lihat undangan saya"));
      expect((await ayu.command("menu"))[0]?.buttons).toContain("Buat campaign, langkah demi langkah");
    },
    STEP_MS,
  );

  it(
    "Ayu's sentence in Slack becomes a brief, changed by words and in a window",
    async () => {
      await ayu.say(BRIEF_SENTENCE);
      const draft = await until("the draft", WAIT_MS, async () =>
        (await rest.items<Campaign>("/campaigns")).find(({ name }) => name === CAMPAIGN),
      );
      campaignId = draft.campaignId;
      expect(draft).toMatchObject({ status: "draft", budgetMinor: 20_000_000 });
      await ayu.say(datesSentence());
      await ayu.see("the brief", "#GlowYourWay");
      await ayu.say("ganti budgetnya jadi 18 juta");
      await until("the said budget", WAIT_MS, async () => (await campaign()).budgetMinor === 18_000_000);

      await ayu.press("Ubah", CAMPAIGN);
      const form = await ayu.form();
      expect(form.questions.map(({ label }) => label)).toContain("Anggaran");
      // Slack shows what is wrong in the window itself, which stays open.
      expect(await form.submit({ Anggaran: "banyak" })).not.toEqual({});
      expect(await form.submit({ Anggaran: "19 jt" })).toEqual({});
      await until("the window's budget", WAIT_MS, async () => (await campaign()).budgetMinor === 19_000_000);
    },
    STEP_MS,
  );

  it(
    "Bima's button in Telegram approves the brief once; his words do not",
    async () => {
      await ayu.press("Kirim untuk disetujui", rupiah(19_000_000));
      const request = await bima.see(
        "the request",
        ({ text, buttons }) => text.includes("Minta persetujuan") && buttons.includes("Setujui"),
      );
      expect(request.text).toContain(rupiah(19_000_000));
      expect(request.buttons).toEqual(["Setujui", "Kembalikan"]);
      await bima.say("ya setuju");
      expect((await campaign()).status).toBe("submitted");

      await Promise.all([bima.window.click(request, "Setujui"), bima.window.click(request, "Setujui")]);
      await until("the campaign to be approved", WAIT_MS, async () => (await campaign()).approvedBy === "Bima Pratama");
      const outcome = await bima.see("the card with its outcome", ({ id, edited }) => id === request.id && edited);
      expect(outcome.text).toContain("✅ Disetujui oleh Bima Pratama");
      expect(outcome.buttons).toEqual([]);
      await ayu.see("that it is approved", "Bima Pratama sudah menyetujui campaign ini");
      // Two clicks at once are answered once.
      await bima.see("the answer to his click", "Glow Your Way disetujui oleh Bima Pratama.");
      expect(await count(bima, "Glow Your Way disetujui oleh Bima Pratama.")).toBe(1);
    },
    STEP_MS,
  );

  it(
    "creators are recommended in Slack and invited after Bima's click in Telegram",
    async () => {
      await ayu.press("Rekomendasi influencer");
      const recommended = await ayu.see("the recommendation", "Rekomendasi kreator");
      expect(recommended.text).toContain("Rani Wulandari @rani.glow");
      expect(recommended.text).toMatch(/Skor \| Harga/);
      await ayu.say("undang Rani Wulandari dan Intan Permatasari");
      const request = await bima.see("the request for invitations", "Intan Permatasari");
      expect(await collaborations()).toEqual([]);
      expect(request.text).toContain("Sisa saldo setelah semua menerima");
      await bima.press("Setujui", "Intan Permatasari");
      const invited = await until("the invitations", WAIT_MS, async () => {
        const all = await collaborations();
        return all.length === 2 && all;
      });
      expect((await rest.get<Wallet>("/wallet")).heldMinor).toBe(before.heldMinor);
      collaboration = invited.find(({ influencerName }) => influencerName.startsWith("Rani")) as Collaboration;
      // Ayu's own copy of the request says what became of it.
      await ayu.see("the outcome", ({ text, edited }) => edited && text.includes("✅ Disetujui oleh Bima Pratama"));
    },
    STEP_MS,
  );

  it(
    "Rani reads in WhatsApp what she will really receive, and accepts with a button",
    async () => {
      const offer = await rani.see("the offer", "mengajakmu kerja sama");
      await rani.see("what she will receive", rupiah(collaboration.netMinor));
      expect(offer.buttons).toEqual(["Terima", "Tawar balik", "Tolak"]);
      await Promise.all([rani.window.click(offer, "Terima"), rani.window.click(offer, "Terima")]);
      const agreed = await until("the agreement", WAIT_MS, async () =>
        (await collaborations()).find(
          ({ influencerName, status }) => influencerName.startsWith("Rani") && status === "accepted",
        ),
      );
      const wallet = await rest.get<Wallet>("/wallet");
      expect(wallet.heldMinor - before.heldMinor).toBe(agreed.compensationMinor);
      await ayu.see("that Rani accepted", "Rani Wulandari menerima undangan");
      await rani.see("what comes next", "tempel link postingannya di sini");
      expect(await count(rani, "Sip, kamu ikut")).toBe(1);
    },
    STEP_MS,
  );

  it(
    "a link pasted in WhatsApp becomes a checked post with a picture in Slack and Telegram",
    async () => {
      published = await sandbox.publish(RANI_INSTAGRAM, "Serum baru dari Kilau Nusantara #GlowYourWay");
      await rani.say(`ini ya kak ${published.url}`);
      postId = await until("the post", WAIT_MS, async () => (await posts())[0]?.postId);
      await rani.see("what is missing", "Penanda iklan: belum ada");
      for (const reviewer of [ayu, bima]) {
        const review = await reviewer.see("the review", "Post baru dari Rani Wulandari");
        expect(review.text).toContain(published.url);
        expect(review.buttons).toEqual(["Setujui", "Minta revisi", "Tolak", "Buka post"]);
        const picture = await fetch(review.pictures[0] ?? "");
        expect(picture.headers.get("content-type")).toMatch(/^image\//);
      }
    },
    STEP_MS,
  );

  it(
    "a revision asked for in Slack's window reaches WhatsApp; the next version is approved in Telegram",
    async () => {
      const old = await bima.see("version 1", "Post baru dari Rani Wulandari");
      const note = "Tolong tambahkan penanda iklan di baris pertama";
      await ayu.fill("Minta revisi", { "Catatan untuk kreator": note });
      await rani.see("the note", note);
      expect((await post()).status).toBe("needs_revision");
      // The other reviewer's card has become the outcome.
      await bima.see(
        "the outcome",
        ({ id, text, buttons }) => id === old.id && text.includes("Ayu Lestari") && buttons.length === 0,
      );

      const { brief } = await campaign();
      if (!brief) throw new Error("no brief");
      await sandbox.caption(published, goodCaption(brief));
      await rani.press("Sudah saya perbaiki");
      const second = await until("version 2", WAIT_MS, async () => {
        const now = await post();
        return now.version === 2 && now;
      });
      expect(second.checks.filter(({ status }) => status === "fail")).toEqual([]);

      await bima.say("setujui post Rani");
      expect((await post()).status).toBe("pending");
      await bima.press("Setujui", "Post Rani Wulandari sudah direvisi");
      const approved = await until("the approval", WAIT_MS, async () => {
        const now = await post();
        return now.status === "approved" && now;
      });
      expect(approved.reviews.filter(({ decision }) => decision === "approved")).toMatchObject([
        { version: 2, by: "Bima Pratama" },
      ]);
      expect(await payouts()).toHaveLength(1);
    },
    STEP_MS,
  );

  it(
    "Rani answers three questions about her account in WhatsApp, and the money arrives once",
    async () => {
      const { netMinor } = await post();
      await rani.fill("Isi rekening", {
        "Bank atau e-wallet": "BCA",
        "Nomor rekening": "1234567890",
        "Nama pemilik": "Rani Wulandari",
      });
      const overview = await rani.see("the overview", ({ buttons }) => buttons.includes("Kirim"));
      expect(overview.text).toContain("•••• 7890");
      expect(overview.text).not.toContain("1234567890");
      await rani.press("Kirim");
      await until("the payout to be confirmed", WAIT_MS, async () => (await payouts())[0]?.status === "confirmed");
      expect(await sandbox.payouts()).toMatchObject({
        count: 1,
        payouts: [{ amount: netMinor, accountNumber: "1234567890" }],
      });
      await rani.see("that the money arrived", /Uangmu sudah sampai/);
      await ayu.see("that Rani was paid", /Rani Wulandari sudah dibayar/);
      for (const person of [ayu, bima]) expect(await transcriptOf(person)).not.toContain("1234567890");
    },
    STEP_MS,
  );

  it(
    "the figures come with a chart as a picture, in Slack and in Telegram",
    async () => {
      await until("figures", WAIT_MS, async () => {
        const { totals } = await rest.get<{ totals: { engagements: number | null } }>(
          `/campaigns/${campaignId}/performance`,
        );
        return totals.engagements;
      });
      for (const person of [ayu, bima]) {
        await person.say("gimana performa campaign Glow Your Way?");
        const figures = await person.see(
          "the figures",
          ({ text, pictures }) => text.includes("Performa Glow Your Way") && pictures.length > 0,
        );
        expect(figures.text).toContain(rupiah(collaboration.compensationMinor));
        const bytes = Buffer.from(await (await fetch(figures.pictures[0] ?? "")).arrayBuffer());
        expect(bytes.subarray(0, 8).toString("hex")).toBe(PNG);
      }
    },
    STEP_MS,
  );
});
