import type { Clock } from "../../core/kernel/clock.ts";
import type { LIMITS } from "./limits.ts";
import type { WhatsappState } from "./state.ts";
import type { SandboxTemplate } from "./templates.ts";
import type { WebhookSender } from "./webhooks.ts";

/** One business number, as its owner configured it at Meta. */
export interface WhatsappAccount {
  readonly phoneNumberId: string;
  /** WhatsApp Business Account. */
  readonly wabaId: string;
  /** Digits, as people see it. */
  readonly displayPhone: string;
  readonly name: string;
  readonly accessToken: string;
  readonly appSecret: string;
  readonly verifyToken: string;
}

export type WhatsappLimits = { readonly [key in keyof typeof LIMITS]: number };

/** A failure that waits for the next messages that are sent. */
export type ApiFault =
  | { readonly kind: "code"; readonly code: number }
  /** The message is sent, its answer never arrives. */
  | { readonly kind: "lost_answer" }
  | { readonly kind: "garbage" }
  /** The connection is cut before anything happens. */
  | { readonly kind: "cut" };

/** How the platform misbehaves, until it is told to stop. */
export interface Behaviour {
  apiFaults: ApiFault[];
  /** Where a closed window is told: by the send, or later by a status. */
  closedWindow: "at_send" | "by_status";
  /** Statuses arrive newest first. */
  reorderStatuses: boolean;
  /** How often each webhook is delivered. */
  deliveries: number;
}

/** What is new in a chat, for whoever looks at it. */
export interface ChatNews {
  readonly person: string;
  readonly typing?: boolean;
}

export interface WhatsappContext {
  readonly account: WhatsappAccount;
  readonly state: WhatsappState;
  readonly templates: readonly SandboxTemplate[];
  readonly limits: WhatsappLimits;
  readonly behaviour: Behaviour;
  readonly webhooks: WebhookSender;
  /** Real time, for rate windows. */
  readonly rateClock: Clock;
  /** Where people and bots reach this, without a trailing slash. */
  publicUrl(): string;
  /** Business time plus the hours that were let pass, in milliseconds. */
  now(): number;
  tell(news: ChatNews): void;
  /** Runs later unless the sandbox was closed. */
  later(ms: number, work: () => void): void;
  readonly statusDelayMs: number;
}
