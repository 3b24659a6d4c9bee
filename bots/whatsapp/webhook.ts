import { z } from "zod";

/** The webhook's body as far as it is read; whatever else is in it is nobody's business here. */
const contact = z
  .object({
    profile: z.object({ name: z.string().optional() }).loose().optional(),
    wa_id: z.string().optional(),
    user_id: z.string().optional(),
  })
  .loose();

const file = z
  .object({
    id: z.string(),
    mime_type: z.string().optional(),
    caption: z.string().optional(),
    filename: z.string().optional(),
    file_size: z.coerce.number().optional(),
  })
  .loose();
const choice = z.object({ id: z.string() }).loose();

const message = z
  .object({
    id: z.string().min(1),
    type: z.string(),
    from: z.string().optional(),
    from_user_id: z.string().optional(),
    group_id: z.string().optional(),
    text: z.object({ body: z.string() }).loose().optional(),
    image: file.optional(),
    document: file.optional(),
    audio: file.optional(),
    video: file.optional(),
    sticker: file.optional(),
    button: z.object({ payload: z.string(), text: z.string().optional() }).loose().optional(),
    interactive: z
      .object({ type: z.string(), button_reply: choice.optional(), list_reply: choice.optional() })
      .loose()
      .optional(),
    system: z
      .object({ type: z.string().optional(), user_id: z.string().optional(), wa_id: z.string().optional() })
      .loose()
      .optional(),
  })
  .loose();
export type WebhookMessage = z.infer<typeof message>;
export type WebhookContact = z.infer<typeof contact>;

const status = z
  .object({
    id: z.string().min(1),
    status: z.string(),
    timestamp: z.coerce.number(),
    recipient_id: z.string().optional(),
    recipient_user_id: z.string().optional(),
    errors: z.array(z.object({ code: z.number() }).loose()).optional(),
    pricing: z.object({ billable: z.boolean().optional(), category: z.string().optional() }).loose().optional(),
  })
  .loose();
export type WebhookStatus = z.infer<typeof status>;

const userIdUpdate = z
  .object({
    user_id: z.object({ previous: z.string(), current: z.string() }).loose(),
    timestamp: z.coerce.string().optional(),
  })
  .loose();

const value = z
  .object({
    metadata: z.object({ phone_number_id: z.string() }).loose().optional(),
    contacts: z.array(z.unknown()).default([]),
    messages: z.array(z.unknown()).default([]),
    statuses: z.array(z.unknown()).default([]),
    user_id_update: z.array(z.unknown()).default([]),
  })
  .loose();

/** A change of our field, each of its parts read by itself: one that we cannot read does not take the others with it. */
export interface WebhookValue {
  readonly phoneNumberId: string | undefined;
  readonly contacts: readonly WebhookContact[];
  readonly messages: readonly WebhookMessage[];
  readonly statuses: readonly WebhookStatus[];
  readonly updates: readonly z.infer<typeof userIdUpdate>[];
  /** Parts that could not be read. */
  readonly unread: number;
}

export const webhookSchema = z
  .object({
    object: z.string(),
    entry: z.array(
      z.object({ changes: z.array(z.object({ field: z.string(), value: z.unknown() }).loose()).default([]) }).loose(),
    ),
  })
  .loose();

/** A change that is ours to read, or nothing for other fields. */
export function readChange(change: { field: string; value?: unknown }): WebhookValue | undefined {
  if (change.field !== "messages" && change.field !== "user_id_update") return undefined;
  const parsed = value.safeParse(change.value);
  if (!parsed.success) return undefined;
  let unread = 0;
  const each = <T>(parts: readonly unknown[], schema: z.ZodType<T>): T[] =>
    parts.flatMap((part) => {
      const one = schema.safeParse(part);
      if (!one.success) unread += 1;
      return one.success ? [one.data] : [];
    });
  const { metadata, contacts, messages, statuses, user_id_update: updates } = parsed.data;
  const read = {
    phoneNumberId: metadata?.phone_number_id,
    contacts: each(contacts, contact),
    messages: each(messages, message),
    statuses: each(statuses, status),
    updates: each(updates, userIdUpdate),
  };
  return { ...read, unread };
}
