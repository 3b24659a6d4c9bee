import { createWhatsappStatuses } from "../../../bots/whatsapp/statuses.ts";
import type { SandboxMessage } from "../../../sandbox/whatsapp/state.ts";
import { metaJson, sign } from "../../../sandbox/whatsapp/webhooks.ts";
import { openWhatsappLine } from "../../support/whatsapp.ts";
import type { ChannelDriver, Ground, Refusal, Seen, Who } from "../driver.ts";

const PEOPLE: Readonly<Record<Who, { id: string; phone: string; name: string }>> = {
  ayu: { id: "ID.ayu0001", phone: "628120000201", name: "Ayu" },
  bima: { id: "ID.bima0002", phone: "628120000202", name: "Bima" },
  sari: { id: "ID.sari0003", phone: "628120000203", name: "Sari" },
};

/** WhatsApp through the Cloud API. It has no groups and no changing of messages. */
export async function openWhatsapp({ house, receiver, log }: Ground): Promise<ChannelDriver> {
  const statuses = createWhatsappStatuses(house.db, () => undefined);
  const line = await openWhatsappLine(receiver, {
    log,
    // The platform's own time: our clock decides about the 24 hours only by what it knows itself.
    sandbox: { people: Object.values(PEOPLE), retrySpeed: 100 },
    channel: { onSent: statuses.onSent },
    receiver: { status: statuses.status },
  });
  const { sandbox, channel } = line;
  const phoneOf = (who: Who) => sandbox.person(PEOPLE[who].id);
  const { account, webhooks, behaviour } = sandbox;
  const choiceIn = (who: Who, label: string): string => {
    const found = phoneOf(who)
      .received()
      .reverse()
      .flatMap(choicesOf)
      .find((choice) => choice.title === label);
    if (!found) throw new Error(`no button ${label}`);
    return found.id;
  };
  const other = (what: string, type: string, part: Readonly<Record<string, unknown>>) => ({
    what,
    async send(who: Who) {
      phoneOf(who).sendOther(type, part);
    },
  });
  const driver: ChannelDriver = {
    door: "whatsapp",
    account: account.phoneNumberId,
    channel,
    secrets: [
      account.accessToken,
      account.appSecret,
      account.verifyToken,
      account.displayPhone,
      ...Object.values(PEOPLE).map(({ phone }) => phone),
    ],
    textLimit: 4_096,
    externalId: (who) => PEOPLE[who].id,
    async say(who, text, deliveries = 1) {
      await webhooks.settled();
      behaviour.deliveries = deliveries;
      phoneOf(who).say(text);
      await webhooks.settled();
      behaviour.deliveries = 1;
    },
    async sayInDisorder(who, texts) {
      webhooks.hold();
      for (const text of texts) phoneOf(who).say(text);
      webhooks.release({ reverse: true });
    },
    async press(who, label, times = 1) {
      for (let time = 0; time < times; time += 1) phoneOf(who).press(label);
    },
    arrived: () => webhooks.settled(),
    seen: async (who) => phoneOf(who).received().map(seenOf),
    sayBeforeOthers: (who, text) => driver.say(who, text),
    async pressForeign(by, of, label) {
      const reply = { type: "button_reply", button_reply: { id: choiceIn(of, label), title: label } };
      phoneOf(by).sendOther("interactive", reply);
    },
    toldAlone: async (who) => (await driver.seen(who)).map(({ text }) => text),
    async botsSpeak() {
      const echo = {
        from: account.displayPhone,
        to: PEOPLE.bima.phone,
        id: "wamid.echo",
        timestamp: "1",
        type: "text",
      };
      const metadata = { display_phone_number: account.displayPhone, phone_number_id: account.phoneNumberId };
      const value = {
        messaging_product: "whatsapp",
        metadata,
        message_echoes: [{ ...echo, text: { body: "catat gema" } }],
      };
      const changes = [{ field: "smb_message_echoes", value }];
      const body = metaJson({ object: "whatsapp_business_account", entry: [{ id: account.wabaId, changes }] });
      const status = await post(line.hook, body, sign(body, account.appSecret));
      if (status !== 200) throw new Error(`an echo was answered with ${status}`);
    },
    forge: () => forge(line.hook, account),
    unsupported: [
      other("a sticker", "sticker", { id: "1".repeat(17), mime_type: "image/webp", animated: false }),
      other("a location", "location", { latitude: -6.2, longitude: 106.8 }),
      other("a contact", "contacts", { 0: { name: { formatted_name: "Dewi" } } }),
      other("what WhatsApp itself does not hand over", "unsupported", {}),
    ],
    async sendFile(who, file) {
      phoneOf(who).sendFile(file);
    },
    async pictureOf(who) {
      const id = phoneOf(who)
        .received()
        .flatMap(({ view }) => (view.mediaKind === "image" ? (view.mediaId ?? []) : []));
      return (await channel.download?.(account.phoneNumberId, id.at(-1) ?? ""))?.bytes ?? new Uint8Array();
    },
    loseAnswer() {
      behaviour.apiFaults.push({ kind: "lost_answer" });
    },
    fail() {
      behaviour.apiFaults.push({ kind: "code", code: 131_000 });
    },
    throttle() {
      behaviour.apiFaults.push({ kind: "code", code: 130_429 });
    },
    away: line.away,
    back: line.back,
    close: line.close,
  };
  return driver;
}

async function post(url: string, body: string, signature: string | undefined): Promise<number> {
  const headers: Record<string, string> = {
    "content-type": "application/json",
    ...(signature === undefined ? {} : { "x-hub-signature-256": signature }),
  };
  return (await fetch(url, { method: "POST", headers, body })).status;
}

async function forge(
  url: string,
  account: { appSecret: string; phoneNumberId: string; wabaId: string },
): Promise<Refusal[]> {
  const value = {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "1", phone_number_id: account.phoneNumberId },
    contacts: [{ profile: { name: "Bima" }, wa_id: PEOPLE.bima.phone, user_id: PEOPLE.bima.id }],
    messages: [
      { from_user_id: PEOPLE.bima.id, id: "wamid.palsu", timestamp: "1", type: "text", text: { body: "catat palsu" } },
    ],
  };
  const entry = [{ id: account.wabaId, changes: [{ field: "messages", value }] }];
  const body = metaJson({ object: "whatsapp_business_account", entry });
  const deliver = async (what: string, signature: string | undefined): Promise<Refusal> => ({
    what,
    status: await post(url, body, signature),
    expected: 401,
  });
  return [
    await deliver("no signature", undefined),
    await deliver("an empty signature", "sha256="),
    await deliver("another's secret", sign(body, "another secret")),
    await deliver("another body's signature", sign(`${body} `, account.appSecret)),
    await deliver("the older kind of signature", sign(body, account.appSecret).replace("sha256=", "sha1=")),
  ];
}

function choicesOf({ view }: SandboxMessage): { id: string; title: string }[] {
  return [...(view.buttons ?? []), ...(view.list?.sections.flatMap(({ rows }) => rows) ?? [])];
}

function seenOf(message: SandboxMessage): Seen {
  const { view } = message;
  return {
    id: message.id,
    text: [view.header, view.text, view.footer].filter((part) => part !== undefined).join("\n"),
    buttons: choicesOf(message).map(({ title }) => title),
    pictures: view.mediaKind === "image" ? 1 : 0,
  };
}
