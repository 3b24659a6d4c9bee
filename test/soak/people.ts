import type { House } from "../../app/house.ts";
import type { Tx } from "../../core/db/types.ts";
import { actorOf, findPerson, linkIdentity } from "../../core/identity/identities.ts";
import { DAY_MS } from "../../core/kernel/clock.ts";
import { type Chats, TELEGRAM_DEMO_BOT } from "../../sandbox/chats.ts";
import { SLACK_DEMO_TEAM } from "../../sandbox/slack/demo.ts";
import { DEMO_WHATSAPP } from "../../sandbox/whatsapp/sandbox.ts";
import { createCampaign, fundWallet } from "../support/brands.ts";
import { createInfluencer, createOrganization } from "../support/people.ts";

export const SOAK_CHANNELS = ["slack", "telegram", "whatsapp"] as const;
export type SoakChannel = (typeof SOAK_CHANNELS)[number];

/** An influencer with one chat. */
export interface SoakPerson {
  readonly id: string;
  readonly name: string;
  readonly channel: SoakChannel;
  readonly account: string;
  readonly externalId: string;
  readonly conversation: string;
}

/** What each invitation pays for its three pieces, and what acceptance sets aside. */
export const PAY_MINOR = 150_000;
const INVITED_AT_ONCE = 50;

const PLATFORM = { role: "platform" } as const;

function placeOf(channel: SoakChannel, index: number): Pick<SoakPerson, "account" | "externalId" | "conversation"> {
  const number = String(index).padStart(4, "0");
  if (channel === "slack")
    return { account: SLACK_DEMO_TEAM.id, externalId: `U0SOAK${number}`, conversation: `D0SOAK${number}` };
  const externalId = channel === "telegram" ? `60000${number}` : `ID.soak${number}`;
  const account = channel === "telegram" ? String(TELEGRAM_DEMO_BOT.id) : DEMO_WHATSAPP.phoneNumberId;
  return { account, externalId, conversation: externalId };
}

/** Makes people with a chat each, known to the house and to their platform, who are told things at any hour. */
export async function makePeople({ db }: Pick<House, "db">, chats: Chats, each: number): Promise<SoakPerson[]> {
  const people: SoakPerson[] = [];
  const monthAgo = new Date(Date.now() - 30 * DAY_MS);
  for (const channel of SOAK_CHANNELS) {
    for (let index = 0; index < each; index += 1) {
      const name = `Soak ${channel} ${index}`;
      const { influencer } = await createInfluencer(db, name);
      const place = placeOf(channel, index);
      await db.transaction(PLATFORM, async (tx) => {
        const person = await findPerson(tx, influencer.id);
        if (person) await linkIdentity(tx, { channel, ...place }, person, monthAgo);
        await tellAtAnyHour(tx, influencer.id, influencer.id);
      });
      bringToPlatform(chats, channel, place.externalId, name, index);
      people.push({ id: influencer.id, name, channel, ...place });
    }
  }
  return people;
}

/** Else a run in somebody's night ends with what waits for the morning. */
async function tellAtAnyHour(tx: Tx, tenant: string, person: string): Promise<void> {
  await tx.execute(
    "INSERT INTO notification_setting (tenant, person, quiet, updated_at) VALUES ($1, $2, false, now())",
    [tenant, person],
  );
}

function bringToPlatform(chats: Chats, channel: SoakChannel, id: string, name: string, index: number): void {
  if (channel === "telegram") {
    chats.telegram.addPerson({ id: Number(id), firstName: name, username: `soak${index}`, languageCode: "id" });
  } else if (channel === "whatsapp") {
    chats.whatsapp.person(id, { phone: `62899${String(index).padStart(8, "0")}`, name });
  } else {
    const { workspace } = chats.slack.ctx;
    const person = { id, name, teamId: SLACK_DEMO_TEAM.id, locale: "id-ID" };
    workspace.people.set(`${SLACK_DEMO_TEAM.id}:${id}`, person);
    workspace.directChannel(person);
  }
}

/** A brand with money invites everybody; answers the organization. */
export async function inviteAll(house: House, people: readonly SoakPerson[]): Promise<string> {
  const { orgId, ...members } = await createOrganization(house.db, "Soak");
  await house.db.transaction(PLATFORM, async (tx) => {
    for (const { id } of Object.values(members)) await tellAtAnyHour(tx, orgId, id);
  });
  await fundWallet(house.db, orgId, PAY_MINOR * people.length * 2);
  const campaignId = await createCampaign(house.db, orgId);
  await house.db.transaction(PLATFORM, (tx) =>
    tx.execute("UPDATE campaign SET ends_on = (now() + interval '30 days')::date WHERE id = $1", [campaignId]),
  );
  for (let from = 0; from < people.length; from += INVITED_AT_ONCE) {
    const invitations = people
      .slice(from, from + INVITED_AT_ONCE)
      .map(({ id }) => ({ influencerId: id, compensationMinor: PAY_MINOR }));
    const outcome = await house.executor.execute(
      "collaborations.invite",
      { campaignId, invitations },
      await memberActor(house, members.manager.id),
      { confirmation: { kind: "press" } },
    );
    if (outcome.kind !== "done") throw new Error(`not invited: ${JSON.stringify(outcome)}`);
  }
  return orgId;
}

async function memberActor({ db }: Pick<House, "db">, id: string) {
  const person = await db.transaction(PLATFORM, (tx) => findPerson(tx, id));
  if (!person) throw new Error("no such member");
  return actorOf(person, "desk");
}
