import type { WhatsappContext } from "./context.ts";
import { refuse } from "./errors.ts";
import { moveStatus, newMessageId } from "./people.ts";
import type { MessageView, SandboxPerson } from "./state.ts";
import { type FilledTemplate, fillTemplate } from "./templates.ts";
import { validateMessage } from "./validate.ts";

const HOURS_24 = 24 * 3_600_000;

/** Counts sends against the limits of one number. Real time, in memory: a restart forgives, as an outage would. */
export class RateLimits {
  readonly #recent: number[] = [];
  readonly #pairs = new Map<string, { tokens: number; at: number }>();

  constructor(private readonly ctx: WhatsappContext) {}

  takeThroughput(): void {
    const now = this.ctx.rateClock.now().getTime();
    while ((this.#recent[0] ?? now) <= now - 1_000) this.#recent.shift();
    if (this.#recent.length >= this.ctx.limits.perSecond) throw refuse.throughput();
    this.#recent.push(now);
  }

  /** A bucket: a burst borrows from the pace of one message each six seconds. */
  takePair(person: string): void {
    const { pairBurst, pairEveryMs } = this.ctx.limits;
    const now = this.ctx.rateClock.now().getTime();
    const before = this.#pairs.get(person) ?? { tokens: pairBurst, at: now };
    const tokens = Math.min(pairBurst, before.tokens + (now - before.at) / pairEveryMs);
    if (tokens < 1) throw refuse.pair();
    this.#pairs.set(person, { tokens: tokens - 1, at: now });
  }
}

interface Fields {
  readonly [key: string]: unknown;
}
const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** Sends a message as the API would: answers its receipt, or throws its GraphError. */
export function sendMessage(ctx: WhatsappContext, rates: RateLimits, body: Fields): Fields {
  const checked = validateMessage(body);
  const recipient = textOf(body.to) ?? textOf(body.recipient);
  if (!recipient) throw refuse.missing("One of to and recipient is needed");
  const filled = checked.type === "template" ? fillTemplate(ctx.templates, body.template) : undefined;
  for (const id of checked.mediaIds) {
    if (!ctx.state.media.has(id)) throw refuse.parameter(`Media ID ${id} does not exist`);
  }
  const person = ctx.state.find(recipient);
  if (!person) throw refuse.undeliverable();
  rates.takePair(person.id);
  const open = person.lastWroteAt !== undefined && ctx.now() - person.lastWroteAt < ctx.limits.windowMs;
  const closed = !open && !filled;
  if (closed && ctx.behaviour.closedWindow === "at_send") throw refuse.window();
  if (!open && filled) takePortfolio(ctx, person);

  const id = newMessageId();
  const category = filled ? filled.category.toLowerCase() : "service";
  const view = viewOf(body, filled);
  ctx.state.put({
    kind: "message",
    value: {
      id,
      person: person.id,
      from: "business",
      at: ctx.now(),
      type: checked.type,
      view,
      raw: { ...body },
      status: "accepted",
      category,
    },
  });
  ctx.tell({ person: person.id, typing: false });
  const failure = closed
    ? 131047
    : person.blocked
      ? 131026
      : tooMuchMarketing(ctx, person, filled)
        ? 131049
        : undefined;
  walkStatuses(ctx, id, failure);
  return {
    messaging_product: "whatsapp",
    contacts: [
      {
        input: recipient,
        ...(person.shows === "id" ? {} : { wa_id: person.phone }),
        ...(body.to === undefined ? { user_id: person.id } : {}),
      },
    ],
    messages: [{ id, message_status: "accepted" }],
  };
}

function walkStatuses(ctx: WhatsappContext, id: string, failure: number | undefined): void {
  if (failure) {
    ctx.later(ctx.statusDelayMs, () => moveStatus(ctx, id, "failed", failure));
    return;
  }
  const [first, second] = ctx.behaviour.reorderStatuses
    ? (["delivered", "sent"] as const)
    : (["sent", "delivered"] as const);
  ctx.later(ctx.statusDelayMs, () => moveStatus(ctx, id, first));
  ctx.later(ctx.statusDelayMs * 2, () => moveStatus(ctx, id, second));
}

const templatesSince = (ctx: WhatsappContext, since: number) =>
  [...ctx.state.messages.values()].filter(
    (message) => message.from === "business" && message.type === "template" && message.at > since,
  );

/** So many different people outside the window in 24 hours. */
function takePortfolio(ctx: WhatsappContext, person: SandboxPerson): void {
  const people = new Set(templatesSince(ctx, ctx.now() - HOURS_24).map((message) => message.person));
  if (!people.has(person.id) && people.size >= ctx.limits.portfolioUsers) throw refuse.spam();
}

function tooMuchMarketing(ctx: WhatsappContext, person: SandboxPerson, filled: FilledTemplate | undefined): boolean {
  if (filled?.category !== "MARKETING") return false;
  const mine = templatesSince(ctx, ctx.now() - HOURS_24).filter(
    (message) => message.person === person.id && message.category === "marketing",
  );
  return mine.length > ctx.limits.marketingPerDay;
}

/** What the person sees. */
function viewOf(body: Fields, filled: FilledTemplate | undefined): MessageView {
  if (filled) {
    return {
      template: true,
      text: filled.body,
      footer: filled.footer,
      buttons: filled.buttons.map(({ title, payload }) => ({ id: payload, title })),
    };
  }
  const type = textOf(body.type) ?? "text";
  if (type === "text") return { text: textOf(fieldsOf(body.text).body) };
  if (type !== "interactive") {
    return { ...fileOf(type, fieldsOf(body[type])), text: textOf(fieldsOf(body[type]).caption) };
  }
  const part = fieldsOf(body.interactive);
  const action = fieldsOf(part.action);
  const header = fieldsOf(part.header);
  return {
    ...(header.type === "text" || header.type === undefined
      ? { header: textOf(header.text) }
      : fileOf(String(header.type), fieldsOf(header[String(header.type)]))),
    text: textOf(fieldsOf(part.body).text),
    footer: textOf(fieldsOf(part.footer).text),
    buttons:
      part.type === "button"
        ? listOf(action.buttons).map((button) => {
            const reply = fieldsOf(fieldsOf(button).reply);
            return { id: String(reply.id), title: String(reply.title) };
          })
        : undefined,
    list: part.type === "list" ? listView(action) : undefined,
  };
}

function fileOf(type: string, part: Fields): MessageView {
  return {
    mediaKind: type as MessageView["mediaKind"],
    mediaId: textOf(part.id),
    link: textOf(part.link),
    fileName: textOf(part.filename),
  };
}

function listView(action: Fields): MessageView["list"] {
  return {
    label: String(action.button),
    sections: listOf(action.sections).map((section) => ({
      title: textOf(fieldsOf(section).title),
      rows: listOf(fieldsOf(section).rows).map((row) => ({
        id: String(fieldsOf(row).id),
        title: String(fieldsOf(row).title),
        description: textOf(fieldsOf(row).description),
      })),
    })),
  };
}
