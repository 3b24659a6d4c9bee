import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createReceiver, type Receiver } from "../../bots/runtime/receiver.ts";
import { linkIdentity } from "../../core/identity/identities.ts";
import type { Actor } from "../../core/kernel/actor.ts";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createInfluencer, createOrganization } from "../../test/support/people.ts";
import { BIMA, openTestTelegram, RANI, TELEGRAM_BOT } from "../../test/support/telegram.ts";
import { createSlackHome } from "./slack-home.ts";
import { createInlineSearch } from "./telegram-inline.ts";
import { withPersonMenus } from "./telegram-menus.ts";

const URL = "https://kolega.example.com";
let house: TestHouse;
let manager: Actor;
let campaignId: string;

const link = (channel: "slack" | "telegram", account: string, externalId: string, person: Actor) =>
  house.db.transaction({ role: "platform" }, (tx) =>
    linkIdentity(
      tx,
      { channel, account, externalId },
      {
        id: person.id,
        name: person.displayName,
        orgId: person.orgId,
        locale: "id",
        timeZone: "Asia/Jakarta",
        role: person.kind === "influencer" ? "influencer" : "brand_manager",
      },
      house.clock.now(),
    ),
  );

beforeAll(async () => {
  house = await openTestHouse();
  const kilau = await createOrganization(house.db, "Kilau");
  const other = await createOrganization(house.db, "Lain");
  manager = kilau.manager;
  await link("slack", "T1", "U1", manager);
  await link("slack", "T1", "U2", other.manager);
  await link("telegram", "7", "71", manager);
  await link("telegram", "7", "72", other.manager);
  await link("slack", "T1", "U3", (await createInfluencer(house.db, "Rani")).influencer);
  const made = await house.executor.execute(
    "campaigns.create",
    { name: "Glow *Your* Way", budgetMinor: 20_000_000 },
    manager,
  );
  campaignId = made.kind === "done" ? (made.output as { campaignId: string }).campaignId : "";
});
afterAll(() => house.db.close());

describe("what Slack shows beside the conversation", () => {
  it("previews our own links for who may see the thing, without its figures", async () => {
    const { unfurl } = createSlackHome(house, URL);
    const preview = await unfurl?.({ account: "T1", externalId: "U1" }, `${URL}/campaigns/${campaignId}?a=1`);
    expect(preview?.card).toMatchObject({ title: "Glow *Your* Way", actions: [{ kind: "link", label: "Buka" }] });
    expect(JSON.stringify(preview)).not.toContain("20.000.000");
    for (const [who, url] of [
      ["U2", `${URL}/campaigns/${campaignId}`],
      ["U9", `${URL}/campaigns/${campaignId}`],
      ["U1", `https://evil.example.com/campaigns/${campaignId}`],
      ["U1", `${URL}/approvals/${campaignId}`],
      ["U1", `${URL}/campaigns/cmp_1`],
      ["U1", "not an address"],
    ] as const)
      expect(await unfurl?.({ account: "T1", externalId: who }, url)).toBeUndefined();
  });

  it("suggests what people begin with, in their language, and knows the names of commands", async () => {
    const { suggestionsFor, isCommand } = createSlackHome(house, URL);
    const suggestions = await suggestionsFor?.({ account: "T1", externalId: "U1" });
    expect(suggestions?.map(({ message }) => message)).toContain("Apa yang menunggu persetujuan saya?");
    const [first] = (await suggestionsFor?.({ account: "T1", externalId: "U3" })) ?? [];
    expect(first?.message).toBe("Ada tawaran baru?");
    expect(await suggestionsFor?.({ account: "T1", externalId: "U9" })).toEqual([]);
    expect([isCommand?.("menu"), isCommand?.("glow")]).toEqual([true, false]);
  });
});

describe("inline search in Telegram", () => {
  it("finds campaigns of who types, by their words, as links", async () => {
    const search = createInlineSearch(house, URL);
    const from = (externalId: string) => ({ externalId, name: "A" });
    const [hit, ...more] = await search("7", from("71"), "glow");
    expect(more).toEqual([]);
    expect(hit).toMatchObject({ id: campaignId, title: "Glow *Your* Way" });
    expect(hit?.text).toBe(`**Glow \\*Your\\* Way**\n\n${URL}/campaigns/${campaignId}`);
    expect(await search("7", from("71"), "")).toHaveLength(1);
    expect(await search("7", from("71"), "zzz")).toEqual([]);
    expect(await search("7", from("72"), "glow")).toEqual([]);
    expect(await search("7", from("79"), "glow")).toEqual([]);
  });
});

describe("the command menu in Telegram", () => {
  it("is that of their role for who works for a brand, in their language; the common one for strangers", async () => {
    let menus: Receiver | undefined;
    const telegram = await openTestTelegram({
      receiver: {
        message: async (...arrived) => (await menus?.message(...arrived)) ?? "duplicate",
        press: () => Promise.resolve("duplicate"),
      },
    });
    const inbox = createReceiver(house.db, () => undefined, house.secrets);
    menus = withPersonMenus(inbox, house, telegram.channel.api);
    await link("telegram", String(TELEGRAM_BOT.id), String(BIMA.id), manager);
    for (const { id } of [BIMA, RANI]) telegram.sandbox.people.type(id, "halo");
    const menuOf = (id: number) => telegram.sandbox.commands("", `chat:${id}`).map(({ command }) => command);
    await expect.poll(() => menuOf(BIMA.id)).toEqual(expect.arrayContaining(["menu", "bantuan"]));
    expect(menuOf(BIMA.id).length).toBeGreaterThan(4);
    expect(menuOf(RANI.id)).toEqual([]);
    await telegram.close();
  });
});
