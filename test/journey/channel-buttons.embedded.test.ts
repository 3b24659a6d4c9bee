import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Campaign, Collaboration, Payout, Post } from "./api.ts";
import { goodCaption, RANI_INSTAGRAM } from "./campaign.ts";
import type { ChatPerson } from "./chat-person.ts";
import { type Chats, chatsOf, transcriptOf } from "./chats.ts";
import { type RunningKolega, startKolega } from "./kolega-process.ts";
import { Rest, SandboxHand } from "./outside.ts";
import { Person } from "./person.ts";
import { until } from "./until.ts";

const STEP_MS = 90_000;
const WAIT_MS = 30_000;
const NAME = "Kilap Senja";

let kolega: RunningKolega;
let rest: Rest;
let sandbox: SandboxHand;
let people: Chats;
let ayu: ChatPerson;
let bima: ChatPerson;
let rani: ChatPerson;
let campaign: Campaign;
let collaboration: Collaboration;

beforeAll(async () => {
  kolega = await startKolega({ redisDatabase: 15 });
  sandbox = new SandboxHand(kolega.sandboxUrl);
  rest = new Rest(kolega.url, await kolega.command("key:create", "bima@kilaunusantara.example"));
  people = chatsOf(kolega);
  ({ ayu, bima, rani } = people);
});
afterAll(async () => {
  if (kolega && broken) {
    const read = await Promise.all(Object.values(people).map(transcriptOf));
    process.stdout.write(`${read.join("\n\n\n")}\n\n${kolega.output().slice(-4_000)}\n`);
  }
  await kolega?.stop();
});
let broken = false;
beforeEach(({ skip }) => skip(broken, "an earlier step failed"));
afterEach(({ task }) => {
  broken ||= task.result?.state === "fail";
});

const collaborations = (): Promise<readonly Collaboration[]> =>
  rest.items<Collaboration>(`/collaborations?campaignId=${campaign.campaignId}`);
const posts = (): Promise<readonly Post[]> => rest.items<Post>(`/posts?campaignId=${campaign.campaignId}`);
const pressed = async (person: ChatPerson, label: string | RegExp, question: string): Promise<void> => {
  await person.press(label, question);
};

describe("with buttons and commands alone, in English", () => {
  it(
    "everybody changes the language with a button",
    async () => {
      await ayu.command("bahasa");
      await bima.command("bahasa");
      await rani.command("bahasa");
      for (const person of [ayu, bima, rani]) {
        await person.press("English");
        await person.see("English", "I will speak English");
      }
    },
    STEP_MS,
  );

  it(
    "a campaign begun step by step on the desk, halfway through a kill -9, is finished in Slack",
    async () => {
      const atDesk = await Person.open(kolega.url, "Ayu");
      await atDesk.say("/new");
      await atDesk.say(NAME);
      await atDesk.say("Serum Senja, brightening serum for the evening");
      await kolega.crash();

      // In another chat the open question is offered once, to go on with or to give up.
      await ayu.command("menu");
      const offer = await ayu.see("the open form", "This form is not finished");
      expect(offer.text).toContain("What is the goal?");
      expect(offer.buttons).toEqual(["Continue", "Cancel"]);
      await ayu.press("Continue");
      await pressed(ayu, "Make the product better known", "Step 3 of 9");
      await pressed(ayu, /18–24/, "Step 4 of 9");
      await pressed(ayu, /25/, "Step 5 of 9");
      await pressed(ayu, /./, "Step 6 of 9");
      await pressed(ayu, /./, "Step 7 of 9");
      await pressed(ayu, "Instagram Reel", "Step 8 of 9");
      await ayu.press("Done");
      await pressed(ayu, /^1/, "Step 9 of 9");
      const overview = await ayu.see("the overview", "Is everything right?");
      expect(overview.text).toContain(NAME);
      expect(overview.text).toContain("Serum Senja");
      await ayu.press("Send");
      campaign = await until("the draft", WAIT_MS, async () =>
        (await rest.items<Campaign>("/campaigns")).find(({ name }) => name === NAME),
      );
      expect(campaign).toMatchObject({ status: "draft", budgetMinor: 25_000_000 });
      // Finished in Slack, it asks nothing on the desk any more.
      const [last] = (await atDesk.say("/menu")).slice(-1);
      expect(JSON.stringify(last)).not.toContain("This form is not finished");
    },
    STEP_MS,
  );

  it(
    "brief, approval, recommendation and invitations",
    async () => {
      await ayu.command("campaigns");
      await ayu.press(NAME, "Campaigns");
      await ayu.press("Write the brief");
      await ayu.press("Submit for approval");
      await bima.press("Approve", NAME);
      await ayu.press("Recommend influencers");
      await ayu.see("the recommendation", "Recommended creators");
      await ayu.press("Invite all of these");
      await bima.see("the request", "Approve invitations to creators");
      // The list of what waits decides as well as the card.
      await bima.command("approvals");
      await bima.press("Approve", "Waiting for a decision");
      collaboration = await until("the invitation", WAIT_MS, async () =>
        (await collaborations()).find(({ influencerName }) => influencerName.startsWith("Rani")),
      );
    },
    STEP_MS,
  );

  it(
    "acceptance, the link, review and payout",
    async () => {
      await rani.see("the offer", ({ buttons }) => buttons.includes("Accept"));
      await rani.command("collaborations");
      await rani.press(NAME, "My collaborations");
      await rani.press("Accept", NAME);
      await rani.pressed("Send the post's link");
      const { brief } = await rest.get<Campaign>(`/campaigns/${campaign.campaignId}`);
      if (!brief) throw new Error("no brief");
      const published = await sandbox.publish(RANI_INSTAGRAM, goodCaption(brief));
      await rani.say(published.url);
      await ayu.see("the review", published.url);
      await bima.command("review");
      await bima.press("Approve", published.url);
      await until("the approval", WAIT_MS, async () => (await posts())[0]?.status === "approved");
      await rani.fill("Add account", {
        "Bank or e-wallet": "BCA",
        "phone number": "1234567890",
        "account holder": "Rani Wulandari",
      });
      await rani.press("Send");
      await until("the payout", WAIT_MS, async () => {
        const paid = await rest.items<Payout>(`/payouts?collaborationId=${collaboration.collaborationId}`);
        return paid[0]?.status === "confirmed";
      });
      await rani.see("that the money arrived", "Your money has arrived");
    },
    STEP_MS,
  );

  it(
    "figures, from the list of campaigns",
    async () => {
      // The button of the list from before: looking again is allowed.
      await ayu.press(NAME, "Campaigns");
      await ayu.press("See the performance");
      await ayu.see(
        "the figures",
        ({ text, pictures }) => text.includes(`Performance of ${NAME}`) && pictures.length > 0,
      );
    },
    STEP_MS,
  );
});
