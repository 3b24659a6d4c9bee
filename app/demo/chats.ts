import type { Database } from "../../core/db/types.ts";
import { findPerson, linkIdentity } from "../../core/identity/identities.ts";
import { DAY_MS } from "../../core/kernel/clock.ts";
import { type DemoPhone, TELEGRAM_DEMO_BOT } from "../../sandbox/chats.ts";
import { SLACK_DEMO_APP, SLACK_DEMO_TEAM } from "../../sandbox/slack/demo.ts";
import { DEMO_WHATSAPP } from "../../sandbox/whatsapp/sandbox.ts";
import type { ChannelConfig } from "../config-channels.ts";

const LINKED_SINCE_MS = 30 * DAY_MS;
const TELEGRAM_SECRET = "sandbox-telegram-webhook-secret";

/** People of the demo with a phone: two of them are linked from the start, the others meet the linking. */
export const DEMO_PHONES: readonly DemoPhone[] = [
  {
    name: "Bima Pratama",
    telegramId: 5_000_000_002,
    username: "bimapratama",
    languageCode: "id",
    whatsappId: "ID.bima0002",
    phone: "628120000002",
  },
  {
    name: "Rani Wulandari",
    telegramId: 5_000_000_101,
    username: "raniwulandari",
    languageCode: "id",
    whatsappId: "ID.rani0001",
    phone: "628120000101",
  },
  {
    name: "Dewi Larasati",
    telegramId: 5_000_000_102,
    username: "dewilarasati",
    languageCode: "id",
    whatsappId: "ID.dewi0002",
    phone: "628120000102",
  },
  {
    name: "Kevin Hartono",
    telegramId: 5_000_000_103,
    username: "kevinhartono",
    languageCode: "en",
    whatsappId: "ID.kevin0003",
    phone: "628120000103",
  },
];

/** The chats of the sandbox as settings: the real channels talk to it as they would to the platforms. */
export function sandboxChannels(sandboxUrl: string): ChannelConfig {
  return {
    slack: {
      botToken: SLACK_DEMO_TEAM.botToken,
      signingSecret: SLACK_DEMO_APP.signingSecret,
      appToken: undefined,
      oauth: { clientId: SLACK_DEMO_APP.clientId, clientSecret: SLACK_DEMO_APP.clientSecret },
      apiUrl: `${sandboxUrl}/slack/api/`,
    },
    telegram: {
      token: TELEGRAM_DEMO_BOT.token,
      mode: "webhook",
      webhookSecret: TELEGRAM_SECRET,
      apiUrl: sandboxUrl,
    },
    whatsapp: {
      phoneNumberId: DEMO_WHATSAPP.phoneNumberId,
      accessToken: DEMO_WHATSAPP.accessToken,
      appSecret: DEMO_WHATSAPP.appSecret,
      verifyToken: DEMO_WHATSAPP.verifyToken,
      apiUrl: `${sandboxUrl}/whatsapp/v23.0`,
    },
  };
}

/** Who is who on the sandbox's platforms from the start: the brand manager in Slack, the admin in Telegram, an influencer in WhatsApp. */
const LINKED = [
  { person: "Ayu Lestari", channel: "slack", account: SLACK_DEMO_TEAM.id, externalId: "U0AYU" },
  {
    person: "Bima Pratama",
    channel: "telegram",
    account: String(TELEGRAM_DEMO_BOT.id),
    externalId: String(DEMO_PHONES[0]?.telegramId),
  },
  {
    person: "Rani Wulandari",
    channel: "whatsapp",
    account: DEMO_WHATSAPP.phoneNumberId,
    externalId: DEMO_PHONES[1]?.whatsappId ?? "",
  },
] as const;

/** Links them once, since a month, so that they decide money at once; somebody who unlinked stays unlinked. */
export async function linkDemoChats(db: Database, now: Date): Promise<void> {
  await db.transaction({ role: "platform" }, async (tx) => {
    for (const { person: name, ...identity } of LINKED) {
      const known = await tx.first(
        "SELECT 1 FROM channel_identity WHERE channel = $1 AND account = $2 AND external_id = $3",
        [identity.channel, identity.account, identity.externalId],
      );
      if (known) continue;
      const row = await tx.first<{ id: string }>(
        "SELECT id FROM member WHERE name = $1 UNION ALL SELECT id FROM influencer WHERE display_name = $1 LIMIT 1",
        [name],
      );
      const person = row && (await findPerson(tx, row.id));
      if (!person) continue;
      await linkIdentity(tx, identity, person, new Date(now.getTime() - LINKED_SINCE_MS));
    }
  });
}
