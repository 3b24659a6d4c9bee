import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";

/** A person with WhatsApp on their phone. */
export const personSchema = z.object({
  /** Business-scoped user id, `ID.…`. */
  id: z.string().regex(/^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/),
  /** Digits with the country code. */
  phone: z.string().regex(/^\d{7,15}$/),
  name: z.string().min(1).max(100),
  /** What webhooks say of them: from an old account only the phone, of a person with a username only the id. */
  shows: z.enum(["both", "phone", "id"]).default("both"),
  blocked: z.boolean().default(false),
  /** When they last wrote: the 24 hours count from it. */
  lastWroteAt: z.number().optional(),
});
export type SandboxPerson = z.infer<typeof personSchema>;

export const STATUSES = ["accepted", "sent", "delivered", "read", "failed"] as const;
export type MessageStatus = (typeof STATUSES)[number];

/** What a person sees of a message, on either side of the chat. */
export const viewSchema = z.object({
  text: z.string().optional(),
  header: z.string().optional(),
  footer: z.string().optional(),
  /** Media id, or an address. */
  mediaId: z.string().optional(),
  link: z.string().optional(),
  mediaKind: z.enum(["image", "document", "audio", "video"]).optional(),
  fileName: z.string().optional(),
  buttons: z.array(z.object({ id: z.string(), title: z.string() })).optional(),
  template: z.boolean().optional(),
  list: z
    .object({
      label: z.string(),
      sections: z.array(
        z.object({
          title: z.string().optional(),
          rows: z.array(z.object({ id: z.string(), title: z.string(), description: z.string().optional() })),
        }),
      ),
    })
    .optional(),
});
export type MessageView = z.infer<typeof viewSchema>;

export const messageSchema = z.object({
  id: z.string(),
  person: z.string(),
  from: z.enum(["person", "business"]),
  at: z.number(),
  type: z.string(),
  view: viewSchema,
  /** The request as it came, or the message object of the webhook. */
  raw: z.record(z.string(), z.unknown()),
  status: z.enum(STATUSES).optional(),
  category: z.string().optional(),
  errorCode: z.number().optional(),
});
export type SandboxMessage = z.infer<typeof messageSchema>;

export const mediaSchema = z.object({
  id: z.string(),
  mime: z.string(),
  name: z.string().optional(),
  base64: z.string(),
});
export type SandboxMedia = z.infer<typeof mediaSchema>;

const lineSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("person"), value: personSchema }),
  z.object({ kind: z.literal("renamed"), value: z.object({ from: z.string(), to: z.string() }) }),
  z.object({ kind: z.literal("message"), value: messageSchema }),
  z.object({ kind: z.literal("media"), value: mediaSchema }),
  z.object({ kind: z.literal("hours"), value: z.number() }),
]);
type Line = z.infer<typeof lineSchema>;

/** Everything the imitation knows, rebuilt from its journal when it has one. `put` is the only way to change it. */
export class WhatsappState {
  readonly people = new Map<string, SandboxPerson>();
  readonly messages = new Map<string, SandboxMessage>();
  readonly #chats = new Map<string, Map<string, SandboxMessage>>();
  readonly media = new Map<string, SandboxMedia>();
  /** Hours that a test or a visitor let pass. */
  hours = 0;
  readonly #path: string | undefined;

  constructor(journalPath: string | undefined) {
    this.#path = journalPath;
    if (!journalPath) return;
    mkdirSync(dirname(journalPath), { recursive: true });
    if (!existsSync(journalPath)) return;
    const bytes = readFileSync(journalPath);
    const complete = bytes.lastIndexOf(0x0a) + 1;
    // Half a line, left by a kill in the middle of a write, was never acknowledged.
    if (complete < bytes.length) truncateSync(journalPath, complete);
    for (const line of bytes.subarray(0, complete).toString("utf8").split("\n")) {
      if (line !== "") this.#apply(lineSchema.parse(JSON.parse(line)));
    }
  }

  put(line: Line): void {
    if (this.#path) appendFileSync(this.#path, `${JSON.stringify(line)}\n`);
    this.#apply(line);
  }

  #apply(line: Line): void {
    switch (line.kind) {
      case "person":
        this.people.set(line.value.id, line.value);
        return;
      case "renamed": {
        const person = this.people.get(line.value.from);
        if (!person) return;
        this.people.delete(line.value.from);
        this.people.set(line.value.to, { ...person, id: line.value.to });
        for (const message of this.chat(line.value.from)) this.#keep({ ...message, person: line.value.to });
        this.#chats.delete(line.value.from);
        return;
      }
      case "message":
        this.#keep(line.value);
        return;
      case "media":
        this.media.set(line.value.id, line.value);
        return;
      case "hours":
        this.hours = line.value;
    }
  }

  #keep(message: SandboxMessage): void {
    this.messages.set(message.id, message);
    const chat = this.#chats.get(message.person) ?? new Map<string, SandboxMessage>();
    this.#chats.set(message.person, chat.set(message.id, message));
  }

  /** A person by their business-scoped id or by their phone number. */
  find(recipient: string): SandboxPerson | undefined {
    const known = this.people.get(recipient);
    if (known) return known;
    const digits = recipient.replace(/^\+/, "");
    return [...this.people.values()].find(({ phone }) => phone === digits);
  }

  /** A chat, oldest message first. */
  chat(person: string): SandboxMessage[] {
    return [...(this.#chats.get(person)?.values() ?? [])];
  }
}
