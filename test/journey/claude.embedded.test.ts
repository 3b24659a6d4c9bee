import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { journeyScript } from "../../agents/testing/journey-script.ts";
import { blocksOf } from "../../agents/testing/messages-request.ts";
import { type MessagesServer, startMessagesServer } from "../../agents/testing/messages-server.ts";
import { HOUR_MS } from "../../core/kernel/clock.ts";
import type { Campaign } from "./api.ts";
import { BRIEF_SENTENCE, CAMPAIGN, datesSentence, goodCaption, RANI_INSTAGRAM } from "./campaign.ts";
import { type RunningKolega, startKolega } from "./kolega-process.ts";
import { Rest, SandboxHand } from "./outside.ts";
import { isPrimary, Person, textOf } from "./person.ts";
import { until } from "./until.ts";

const WAIT_MS = 30_000;

let model: MessagesServer;
let kolega: RunningKolega;
let rest: Rest;

beforeAll(async () => {
  model = await startMessagesServer(journeyScript);
  kolega = await startKolega({
    redisDatabase: 13,
    env: { ANTHROPIC_API_KEY: "sk-scripted-server", ANTHROPIC_BASE_URL: model.url },
  });
  rest = new Rest(kolega.url, await kolega.command("key:create", "bima@kilaunusantara.example"));
});
afterAll(async () => {
  await kolega?.stop();
  await model?.stop();
});

/** Names of the tools that the model called so far, as its requests carry them back. */
function called(): ReadonlySet<string> {
  return new Set(
    model.requests.flatMap(({ messages }) =>
      messages.flatMap((message) =>
        blocksOf(message).flatMap((block) => (block.type === "tool_use" ? [block.name ?? ""] : [])),
      ),
    ),
  );
}

describe("the brand's part of the journey with a model behind the Messages API", () => {
  it("calls tools, waits for buttons, and approves nothing itself", { timeout: 150_000 }, async () => {
    const [ayu, bima, rani] = await Promise.all([
      Person.open(kolega.url, "Ayu"),
      Person.open(kolega.url, "Bima"),
      Person.open(kolega.url, "Rani"),
    ]);
    let campaignId = "";
    const campaign = (): Promise<Campaign> => rest.get<Campaign>(`/campaigns/${campaignId}`);
    const pending = async (useCase: string): Promise<boolean> =>
      (await rest.items<{ useCase: string }>("/approvals?status=pending")).some((one) => one.useCase === useCase);

    await ayu.say(BRIEF_SENTENCE);
    const draft = (await rest.items<Campaign>("/campaigns")).find(({ name }) => name === CAMPAIGN);
    expect(draft?.status).toBe("draft");
    campaignId = draft?.campaignId ?? "";
    await ayu.say(datesSentence());
    const ready = await until("the brief", WAIT_MS, async () => {
      const now = await campaign();
      return now.brief && now.missing.length === 0 && now;
    });
    await ayu.say("kirim untuk disetujui");
    expect((await campaign()).status).toBe("submitted");

    // Said to the model, it only asks again; the button decides.
    await bima.say("setujui campaign Glow Your Way");
    expect((await campaign()).status).toBe("submitted");
    await bima.press(await bima.button("approve the campaign", isPrimary));
    await until("the campaign to be approved", WAIT_MS, async () => (await campaign()).status === "approved");

    await ayu.say("siapa yang cocok? kasih rekomendasi");
    await ayu.say("undang mereka");
    await until("the approval of the invitations", WAIT_MS, () => pending("collaborations.invite"));
    expect(await rest.items(`/collaborations?campaignId=${campaignId}`)).toEqual([]);
    await bima.press(
      await bima.button("invite", (action, card) => isPrimary(action) && textOf(card).includes("Rani Wulandari")),
    );
    await rani.press(await rani.button("accept", isPrimary));
    await until("the agreement", WAIT_MS, async () =>
      (await rest.items<{ status: string }>(`/collaborations?campaignId=${campaignId}`)).some(
        ({ status }) => status === "accepted",
      ),
    );

    // A link needs no model.
    if (!ready.brief) throw new Error("no brief");
    const published = await new SandboxHand(kolega.sandboxUrl).publish(RANI_INSTAGRAM, goodCaption(ready.brief));
    const asked = model.requests.length;
    await rani.say(published.url);
    const postId = await until("the post", WAIT_MS, async () => {
      const [post] = await rest.items<{ postId: string }>(`/posts?campaignId=${campaignId}`);
      return post?.postId;
    });
    const status = async (): Promise<string> => (await rest.get<{ status: string }>(`/posts/${postId}`)).status;
    expect(await status()).toBe("pending");
    expect(model.requests.length).toBe(asked);

    await bima.say("setujui post Rani");
    await until("the model's call", WAIT_MS, async () => called().has("posts_approve"));
    expect(await status()).toBe("pending");
    await bima.press(await bima.button("approve the post", isPrimary));
    await until("the post to be approved", WAIT_MS, async () => (await status()) === "approved");

    // A line needs two points: what was read at once, and the reading six hours later.
    await until("the next reading of the numbers", WAIT_MS, async () => {
      const { series } = await rest.get<{ series: readonly { at: string }[] }>(`/campaigns/${campaignId}/performance`);
      return Date.parse(series.at(-1)?.at ?? "") - Date.parse(series[0]?.at ?? "") >= 6 * HOUR_MS;
    });
    await ayu.say("gimana performa campaign Glow Your Way?");
    await ayu.card("the figures", (card) => card.chart !== undefined);
    for (const name of ["campaigns_create", "campaigns_write_brief", "matching_recommend", "collaborations_invite"])
      expect(called()).toContain(name);
    expect(model.refusals).toEqual([]);
  });
});
