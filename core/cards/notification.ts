import type { z } from "zod";
import type { Presenter } from "../i18n/presenter.ts";
import type { MessageContent } from "./card.ts";

/**
 * Something a person is told. Only the data is stored with the change it reports; words, language and buttons are made
 * when it is delivered. `kind` is what preferences (features A9) will name.
 */
export interface Notification<Data> {
  /** `posts.submitted`: stable, stored in rows. */
  readonly kind: string;
  readonly data: z.ZodType<Data>;
  /** Goes to many people at once: a copy whose outcome is not known is never sent again. */
  readonly massOutreach?: boolean;
  /** Only said to whoever consents to this at the moment it is sent, however it was queued. */
  readonly needsConsent?: "broadcast";
  readonly render: (data: Data, p: Presenter) => MessageContent;
}

export function defineNotification<Data>(notification: Notification<Data>): Notification<Data> {
  return notification;
}

/** Who is told: one person, or everyone in an organization with one of these roles. */
export type Audience = { readonly person: string } | { readonly orgId: string; readonly roles: readonly string[] };

/** What a use case or a job may say to people. Rows are written in the caller's transaction, sent after its commit. */
export interface OutboxWriter {
  /**
   * Tells people something once: the same `key` twice is one message. `subject` ties delivered cards together, so that
   * all of them can later be settled to their outcome. `conversationId`: said in this chat while it is the person's own,
   * else where they are told things.
   */
  notify<Data>(
    notification: Notification<Data>,
    message: { to: Audience; key: string; data: Data; subject?: string; conversationId?: string },
  ): Promise<void>;
  /** Turns every delivered card of a subject into its outcome (or follows it with an outcome line). */
  settle<Data>(notification: Notification<Data>, message: { subject: string; key: string; data: Data }): Promise<void>;
}
