import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Assistant } from "../../agents/index.ts";
import { cardsOf, openTestDesk, saidIn, type TestDesk } from "../../test/support/desk.ts";
import { type AgreedPiece, type Creator, openPostHouse, type PostHouse } from "../../test/support/posts.ts";

const GOOD = "Serum baru, klik link di bio! #KolegaGlow #ad";
/** Whatever is said, a button for a link is the answer. */
const assistant: Assistant = {
  runTurn: ({ state }) =>
    Promise.resolve({
      replies: [
        {
          card: {
            title: "Link",
            actions: [
              {
                kind: "call",
                useCase: "posts.submit_link",
                input: {},
                ask: [{ name: "url", label: "Link", kind: "text", required: true }],
                label: "Kirim link",
              },
            ],
          },
        },
      ],
      state,
      transcript: [],
      status: "done",
    }),
};

let h: PostHouse;
let org: Awaited<ReturnType<PostHouse["organization"]>>;
let dewi: Creator;
let second: AgreedPiece;
let desk: TestDesk;

beforeAll(async () => {
  h = await openPostHouse();
  org = await h.organization();
});
afterAll(() => h.close());
beforeEach(async () => {
  dewi = await h.creator("Dewi");
  await h.agree(org, dewi, { campaignId: await h.campaign(org.orgId, { name: "Glow A" }) });
  second = await h.agree(org, dewi, { campaignId: await h.campaign(org.orgId, { name: "Glow B" }) });
  desk = await openTestDesk(h.house, { assistant, people: [dewi.influencer] });
});

/** The question as it stands in the window, with its buttons. */
async function question() {
  const window = await desk.window(dewi.influencer);
  const card = window.flatMap(cardsOf).find((one) => one.title.startsWith("Link ini cocok"));
  if (!card) throw new Error(`no question in ${saidIn(window)}`);
  return card;
}
const posts = (): Promise<{ deliverableId: string; status: string }[]> =>
  h.platform("SELECT deliverable_id, status FROM post WHERE influencer_id = $1", [dewi.influencer.id]);

describe("a link that fits several pieces", () => {
  it("is answered with a question in words, one button for each", async () => {
    const post = await h.box.post(dewi.account, { caption: GOOD });
    await desk.write(dewi.influencer, `sudah tayang kak ${post.url}`);
    await desk.run();
    const card = await question();
    expect(card.title).toBe("Link ini cocok untuk 2 konten. Untuk yang mana?");
    expect(card.actions.map((action) => action.label)).toEqual(["Glow A: reel Instagram", "Glow B: reel Instagram"]);
    expect(saidIn(await desk.window(dewi.influencer))).not.toMatch(/dlv_|deliverableId/);
    expect(await posts()).toEqual([]);

    await desk.touch(dewi.influencer, "Glow B");
    await desk.run();
    expect(await posts()).toEqual([{ deliverableId: second.deliverableId, status: "pending" }]);
    expect(saidIn(await desk.window(dewi.influencer))).toContain("Link diterima");
  });

  it("asks the same when the link came through a button's form", async () => {
    const post = await h.box.post(dewi.account, { caption: GOOD });
    await desk.write(dewi.influencer, "halo");
    await desk.run();
    await desk.touch(dewi.influencer, "Kirim link", { url: post.url });
    await desk.run();
    expect((await question()).actions).toHaveLength(2);
    await desk.touch(dewi.influencer, "Glow B");
    await desk.run();
    expect(await posts()).toEqual([{ deliverableId: second.deliverableId, status: "pending" }]);
  });
});
