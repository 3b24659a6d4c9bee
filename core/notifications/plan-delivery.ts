import type { Tx } from "../db/types.ts";
import { DAY_MS } from "../kernel/clock.ts";
import { dayAfter, instantOf, localTime } from "../kernel/local-time.ts";
import { type Group, ruleOf } from "./kinds.ts";
import { type Setting, settingOf } from "./setting.ts";

/** Where nobody said otherwise: influencers have no organization with a time zone. */
export const HOME_TIME_ZONE = "Asia/Jakarta";
/** What the outbox notes on a row that is only counted in the digest. */
export const HELD_FOR_DIGEST = "held for the digest";
/** What it notes on a row that its reader does not want. */
export const MUTED = "muted by the reader";
/** What it notes on a row whose reader took their consent back before it was sent. */
export const CONSENT_WITHDRAWN = "consent withdrawn";

/** Who said something this short a time ago is still there. */
const TALKING_MINUTES = 15;
/** What may come in quiet hours to somebody who is there; a tip or a digest waits for the day all the same. */
const WANTED_WHILE_TALKING: ReadonlySet<Group> = new Set<Group>(["decisions", "money", "campaigns"]);

/** What becomes of a notification for its reader now. */
type DeliveryPlan =
  | {
      readonly outcome: "send";
      /** Not before this moment; now or earlier means at once. */
      readonly deliverAt: Date;
      /** The channel the reader chose for it, if they have a chat there. */
      readonly channel?: string;
    }
  | { readonly outcome: "muted" }
  | { readonly outcome: "digest" };

/** Asked by the delivery for every notification, in its own (platform) transaction, each time it takes the row. */
export async function planDelivery(
  tx: Tx,
  message: { recipient: string; kind: string; now: Date },
): Promise<DeliveryPlan> {
  const { recipient, kind, now } = message;
  if (!/^(mem|inf)_/.test(recipient)) return { outcome: "send", deliverAt: now };
  const rule = ruleOf(kind);
  const setting = await settingOf(tx, recipient);
  const choice = setting.choices[rule.group];
  const channel = choice.channel ?? undefined;
  if (rule.urgent) return { outcome: "send", deliverAt: now, channel };
  if (choice.mode === "off") return { outcome: "muted" };
  if (choice.mode === "digest" && rule.group !== "digest") return { outcome: "digest" };
  const deliverAt = endOfQuiet(setting, await timeZoneOf(tx, recipient), now);
  const atOnce = deliverAt > now && WANTED_WHILE_TALKING.has(rule.group) && (await isTalking(tx, recipient));
  return { outcome: "send", deliverAt: atOnce ? now : deliverAt, channel };
}

/** Whether a person wrote or pressed something a moment ago: quiet hours are for those who sleep. */
async function isTalking(tx: Tx, person: string): Promise<boolean> {
  const row = await tx.first(
    `SELECT 1 FROM conversation WHERE subject = $1 AND direct AND last_user_message_at > now() - interval '${TALKING_MINUTES} minutes' LIMIT 1`,
    [person],
  );
  return row !== undefined;
}

/** Whether a person consents to messages of this purpose now. */
export async function consentsTo(tx: Tx, person: string, purpose: string): Promise<boolean> {
  const row = await tx.first(
    "SELECT 1 FROM consent WHERE influencer_id = $1 AND purpose = $2 AND withdrawn_at IS NULL",
    [person, purpose],
  );
  return row !== undefined;
}

/** The end of the quiet hours that `now` lies in, else `now`. */
function endOfQuiet(setting: Pick<Setting, "quiet" | "quietFrom" | "quietUntil">, timeZone: string, now: Date): Date {
  const { quiet, quietFrom, quietUntil } = setting;
  if (!quiet || quietFrom === quietUntil) return now;
  const { day, minutes } = localTime(now, timeZone);
  const overnight = quietFrom > quietUntil;
  const inside = overnight
    ? minutes >= quietFrom || minutes < quietUntil
    : minutes >= quietFrom && minutes < quietUntil;
  if (!inside) return now;
  const end = instantOf(overnight && minutes >= quietFrom ? dayAfter(day, 1) : day, quietUntil, timeZone);
  // A clock that was set while the night lasted must not hold anything back for longer than a night.
  return end > now && end.getTime() - now.getTime() < DAY_MS ? end : now;
}

/** The time zone a person's day is in. */
export async function timeZoneOf(tx: Tx, person: string): Promise<string> {
  const row = await tx.first<{ timeZone: string }>(
    "SELECT o.time_zone FROM member m JOIN organization o ON o.id = m.org_id WHERE m.id = $1",
    [person],
  );
  return row?.timeZone ?? HOME_TIME_ZONE;
}

/** A chat of a person, where something can be sent unasked. */
export interface ReachableChat {
  readonly id: string;
  readonly channel: string;
  readonly account: string;
  readonly externalId: string;
  readonly lastUserMessageAt: Date | null;
}

/**
 * The private chat where a person is told things: on the channel they prefer if they have one there, else the one they
 * used last. Only chats of accounts that are linked to them now: what they unlinked hears nothing more.
 */
export async function chatToTell(
  tx: Tx,
  person: string,
  channels: readonly string[],
  preferred?: string,
): Promise<ReachableChat | undefined> {
  return tx.first<ReachableChat>(
    `SELECT c.id, c.channel, c.account, c.external_id, c.last_user_message_at FROM conversation c
     WHERE c.subject = $1 AND c.direct AND c.channel = ANY($2) AND EXISTS (
       SELECT 1 FROM channel_identity i WHERE i.subject = c.subject AND i.channel = c.channel AND i.account = c.account AND i.unlinked_at IS NULL)
     ORDER BY c.channel = $3 DESC NULLS LAST, c.last_user_message_at DESC NULLS LAST, c.created_at DESC LIMIT 1`,
    [person, channels, preferred ?? null],
  );
}
