import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor } from "../../core/kernel/actor.ts";
import { openPostHouse, type PostHouse } from "../../test/support/posts.ts";
import { presenterOf } from "../../test/support/presenter.ts";
import { Chat, textOf, withAssistantWords } from "../testing/chat.ts";
import { createOfflineAssistant } from "./assistant.ts";
import { assistantLocale } from "./locale.ts";

let world: PostHouse;
let org: Awaited<ReturnType<PostHouse["organization"]>>;
let postId: string;
let influencer: Actor;

function chatOf(actor: Actor): Chat {
  const { house } = world;
  const i18n = withAssistantWords(house.i18n, (locale) => presenterOf(assistantLocale, locale));
  const assistant = createOfflineAssistant({
    registry: house.registry,
    executor: house.executor,
    i18n,
    allowMissing: true,
  });
  return new Chat({ assistant, actor, i18n, clock: house.clock });
}
const statusOf = async (): Promise<string | undefined> =>
  (await world.platform<{ status: string }>("SELECT status FROM post WHERE id = $1", [postId]))[0]?.status;

beforeAll(async () => {
  world = await openPostHouse();
  org = await world.organization();
  const creator = await world.creator("Rani Wulandari");
  influencer = creator.influencer;
  await world.agree(org, creator);
  const post = await world.box.post(creator.account, {
    format: "reel",
    caption: "Glow! #KolegaGlow #ad Klik link di bio",
  });
  const submitted = await world.call("posts.submit_link", { url: post.url }, influencer);
  postId = String(submitted.postId);
});
afterAll(() => world.close());

it("asks before it does what it only guessed, and takes two wishes one after the other", async () => {
  const manager = chatOf(org.manager);
  const both = await manager.say("liat post yg perlu direview trus status pembayaran kreator");
  expect(manager.journal.entries.map((entry) => entry.useCase)).toEqual(["posts.list", "payouts.list"]);
  expect(textOf(both)).toContain("Rani Wulandari");

  await manager.say("liat post yg perlu direview");
  const asked = await manager.say("yg pertama jelek bgt sumpah");
  expect(textOf(asked)).toContain("maksudmu meminta revisi untuk post itu?");
  expect(textOf(await manager.say("ya"))).toContain("catatannya");
  // Nor is `gak jadi` a note for the creator.
  await manager.say("gak jadi");
  expect(await statusOf()).toBe("pending");

  const write = await manager.say("liat post yg perlu direview trus minta revisi yang pertama");
  expect(JSON.stringify(write)).toContain('"text":"minta revisi yang pertama"');
  expect(await statusOf()).toBe("pending");
});

it("says what a message seems to be about when it does not know what is wanted", async () => {
  const replies = await chatOf(org.manager).say("hmm kontennya itu lho");
  expect(textOf(replies)).toContain("Sepertinya ini soal konten");
  expect(JSON.stringify(replies)).toContain("Post yang perlu direview");
});

it("lists what is to review, sends one back with a note, and approves only through the button", async () => {
  const manager = chatOf(org.manager);
  expect(textOf(await manager.say("post apa yang perlu direview?"))).toContain("Rani Wulandari");

  const asked = await manager.say("setujui post Rani");
  expect(manager.journal.entries.map((entry) => entry.useCase)).toEqual(["posts.list", "posts.get", "posts.approve"]);
  expect(textOf(asked)).toContain("Belum ada yang dijalankan");
  expect(await statusOf()).toBe("pending");
  const yes = await manager.say("ya, setuju");
  expect(JSON.stringify(yes)).toContain('"kind":"decide"');
  expect(await statusOf()).toBe("pending");

  const question = await manager.say("minta revisi yang pertama");
  expect(textOf(question)).toContain("catatannya");
  await manager.say("tambah hashtag #KulitSehat di baris pertama");
  expect(await statusOf()).toBe("needs_revision");

  const mine = await chatOf(influencer).say("status post saya gimana");
  expect(textOf(mine)).toContain("#KulitSehat");
});
