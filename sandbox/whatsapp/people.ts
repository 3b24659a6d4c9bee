import { randomBytes } from "node:crypto";
import type { WhatsappContext } from "./context.ts";
import { mediaKind } from "./limits.ts";
import { type MessageStatus, type MessageView, type SandboxMessage, type SandboxPerson, STATUSES } from "./state.ts";

export const newMessageId = (): string => `wamid.${randomBytes(27).toString("base64")}`;
const newMediaId = (): string =>
  `1${BigInt(`0x${randomBytes(7).toString("hex")}`)
    .toString()
    .padStart(17, "0")}`;

/** How webhooks name a person: the phone may be absent, the business-scoped id too. */
function contactOf(person: SandboxPerson): Record<string, unknown> {
  return {
    profile: { name: person.name },
    ...(person.shows === "id" ? {} : { wa_id: person.phone }),
    ...(person.shows === "phone" ? {} : { user_id: person.id }),
  };
}

/** A person's hands on their phone. Throws when there is no such person or choice. */
export class SandboxPhone {
  #id: string;

  constructor(
    private readonly ctx: WhatsappContext,
    id: string,
  ) {
    this.#id = id;
  }

  get person(): SandboxPerson {
    const person = this.ctx.state.people.get(this.#id);
    if (!person) throw new Error(`nobody is ${this.#id}`);
    return person;
  }

  /** Everything in the chat, oldest first. */
  messages(): SandboxMessage[] {
    return this.ctx.state.chat(this.person.id);
  }

  /** What the business wrote, oldest first. */
  received(): SandboxMessage[] {
    return this.messages().filter(({ from }) => from === "business");
  }

  say(text: string): string {
    return this.#send("text", { text: { body: text } }, { text });
  }

  /** A picture, document or voice note; `caption` where its kind can have one. */
  sendFile(file: { bytes: Uint8Array; mime: string; name?: string; caption?: string; voice?: boolean }): string {
    const kind = mediaKind(file.mime);
    if (!kind) throw new Error(`WhatsApp takes no ${file.mime}`);
    const mediaId = keepMedia(this.ctx, file);
    const part = {
      id: mediaId,
      mime_type: file.mime,
      sha256: randomBytes(32).toString("base64"),
      ...(file.caption ? { caption: file.caption } : {}),
      ...(kind === "document" && file.name ? { filename: file.name } : {}),
      ...(kind === "audio" ? { voice: file.voice ?? true } : {}),
    };
    return this.#send(kind, { [kind]: part }, { text: file.caption, mediaId, mediaKind: kind, fileName: file.name });
  }

  /** Something else than words and files: a place, a contact, a reaction. */
  sendOther(type: string, part: Readonly<Record<string, unknown>>): string {
    return this.#send(type, { [type]: part }, { text: `[${type}]` });
  }

  /** Presses a reply button or picks a row of a list, by its title or id, on the newest message that has it (or the one given). */
  press(choice: string, messageId?: string): string {
    const fits = (one: { id: string; title: string }) => one.id === choice || one.title === choice;
    for (const message of this.received().reverse()) {
      if (messageId !== undefined && message.id !== messageId) continue;
      const context = { from: this.ctx.account.displayPhone, id: message.id };
      const button = message.view.buttons?.find(fits);
      if (button && message.view.template) {
        return this.#send(
          "button",
          { button: { payload: button.id, text: button.title }, context },
          { text: button.title },
        );
      }
      if (button) {
        const reply = { type: "button_reply", button_reply: { id: button.id, title: button.title } };
        return this.#send("interactive", { interactive: reply, context }, { text: button.title });
      }
      const row = message.view.list?.sections.flatMap(({ rows }) => rows).find(fits);
      if (row) {
        const reply = { type: "list_reply", list_reply: row };
        return this.#send("interactive", { interactive: reply, context }, { text: row.title });
      }
    }
    throw new Error(`no choice ${choice}`);
  }

  /** Opens the chat: what was delivered is read now. */
  read(): void {
    for (const message of this.received()) {
      if (message.status === "delivered" || message.status === "sent") moveStatus(this.ctx, message.id, "read");
    }
  }

  block(blocked: boolean): void {
    this.ctx.state.put({ kind: "person", value: { ...this.person, blocked } });
  }

  /** A new phone number: the business gets a new business-scoped id, announced by a webhook. */
  changeNumber(phone: string, id: string): void {
    const { state, webhooks } = this.ctx;
    const before = this.person;
    state.put({ kind: "person", value: { ...before, phone } });
    state.put({ kind: "renamed", value: { from: before.id, to: id } });
    this.#id = id;
    const after = { ...before, phone, id };
    webhooks.push({
      field: "user_id_update",
      contacts: [contactOf(after)],
      update: {
        ...(after.shows === "id" ? {} : { wa_id: after.phone }),
        detail: `User ${before.id} updated their user id to ${id}`,
        user_id: { previous: before.id, current: id },
        timestamp: String(Math.floor(this.ctx.now() / 1_000)),
      },
    });
  }

  #send(type: string, content: Readonly<Record<string, unknown>>, view: MessageView): string {
    const { ctx } = this;
    const person = { ...this.person, lastWroteAt: ctx.now() };
    const id = newMessageId();
    const raw = {
      ...(person.shows === "id" ? {} : { from: person.phone }),
      ...(person.shows === "phone" ? {} : { from_user_id: person.id }),
      id,
      timestamp: String(Math.floor(ctx.now() / 1_000)),
      type,
      ...content,
    };
    ctx.state.put({
      kind: "message",
      value: { id, person: person.id, from: "person", at: ctx.now(), type, view, raw },
    });
    // Whoever blocked the business reaches it again only after unblocking it; WhatsApp asks them.
    ctx.state.put({ kind: "person", value: { ...person, blocked: false } });
    ctx.tell({ person: person.id, typing: false });
    ctx.webhooks.push({ field: "messages", contacts: [contactOf(person)], message: raw });
    return id;
  }
}

export function keepMedia(ctx: WhatsappContext, file: { bytes: Uint8Array; mime: string; name?: string }): string {
  const id = newMediaId();
  const base64 = Buffer.from(file.bytes).toString("base64");
  ctx.state.put({ kind: "media", value: { id, mime: file.mime, name: file.name, base64 } });
  return id;
}

/** Moves a message of the business on and says so by webhook, with what it cost. */
export function moveStatus(ctx: WhatsappContext, id: string, status: MessageStatus, errorCode?: number): void {
  const message = ctx.state.messages.get(id);
  const person = message && ctx.state.people.get(message.person);
  if (!message || !person || message.status === "read" || message.status === "failed") return;
  // The person sees how far it came, in whatever order the webhooks say so.
  const further = STATUSES.indexOf(status) > STATUSES.indexOf(message.status ?? "accepted");
  if (further) ctx.state.put({ kind: "message", value: { ...message, status, errorCode } });
  ctx.tell({ person: person.id });
  if (status !== "accepted")
    ctx.webhooks.push({ field: "messages", status: statusOf(ctx, message, person, status, errorCode) });
}

function statusOf(
  ctx: WhatsappContext,
  message: SandboxMessage,
  person: SandboxPerson,
  status: MessageStatus,
  errorCode: number | undefined,
): unknown {
  return {
    id: message.id,
    status,
    timestamp: String(Math.floor(ctx.now() / 1_000)),
    ...(person.shows === "id" ? {} : { recipient_id: person.phone }),
    ...(person.shows === "phone" ? {} : { recipient_user_id: person.id }),
    ...(errorCode
      ? { errors: [{ code: errorCode, title: `Error ${errorCode}`, error_data: { details: `Error ${errorCode}` } }] }
      : {
          // Since 2026-10-01 replies within the window are billed as well.
          pricing: { billable: true, pricing_model: "PMP", type: "regular", category: message.category ?? "service" },
        }),
  };
}
