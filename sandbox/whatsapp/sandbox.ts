import { EventEmitter } from "node:events";
import { join } from "node:path";
import express, { Router } from "express";
import { type Clock, HOUR_MS, systemClock } from "../../core/kernel/clock.ts";
import { graphRouter } from "./api.ts";
import type { Behaviour, ChatNews, WhatsappAccount, WhatsappContext, WhatsappLimits } from "./context.ts";
import { controlRouter } from "./control.ts";
import { LIMITS } from "./limits.ts";
import { chatRouter } from "./page.ts";
import { SandboxPhone } from "./people.ts";
import { personSchema, WhatsappState } from "./state.ts";
import { type SandboxTemplate, templateSchema } from "./templates.ts";
import { WebhookSender } from "./webhooks.ts";

/** The number of the demo: nobody's. */
export const DEMO_WHATSAPP: WhatsappAccount = {
  phoneNumberId: "100000000000001",
  wabaId: "100000000000002",
  displayPhone: "628110000001",
  name: "Kolega",
  accessToken: "EAAsandboxwhatsapptoken",
  appSecret: "sandbox-whatsapp-app-secret",
  verifyToken: "sandbox-whatsapp-verify",
};

export interface WhatsappSandboxOptions {
  readonly account?: Partial<WhatsappAccount>;
  /** The bot's webhook, called when it is known; none while it is undefined. */
  webhookUrl(): string | undefined;
  /** Where people and bots reach the server that this is mounted on. */
  publicUrl(): string;
  /** Approved templates, as submitted to Meta. */
  readonly templates?: readonly unknown[];
  /** Folder of the journal; without one everything is forgotten at the end. */
  readonly stateDir?: string;
  /** The time that the 24 hours are counted in; real by default. */
  readonly clock?: Clock;
  readonly rateClock?: Clock;
  readonly limits?: Partial<WhatsappLimits>;
  /** How much faster than Meta's the redeliveries come (1 by default). */
  readonly retrySpeed?: number;
  /** The longest wait before a redelivery. */
  readonly longestRetryMs?: number;
  /** From acceptance to `sent`, and again to `delivered`. */
  readonly statusDelayMs?: number;
  readonly people?: readonly { id: string; phone: string; name: string; shows?: "both" | "phone" | "id" }[];
}

export interface WhatsappSandbox {
  /** Mounted at the root: `/whatsapp/<version>/…`, `/_control/whatsapp/…`, `/chat/whatsapp`. */
  readonly router: Router;
  readonly account: WhatsappAccount;
  /** A person's hands on their phone; made when there is nobody with this id yet and `phone` and `name` are given. */
  person(id: string, made?: { phone: string; name: string; shows?: "both" | "phone" | "id" }): SandboxPhone;
  /** How the platform misbehaves; change it in place. */
  readonly behaviour: Behaviour;
  readonly webhooks: WebhookSender;
  /** Lets time pass for the 24 hours. */
  hoursPass(hours: number): void;
  /** Meta's handshake with the webhook: true when it echoes the challenge. */
  verifyWebhook(): Promise<boolean>;
  close(): void;
}

/** Builds the imitation of the Cloud API. Throws when the journal is damaged or a template is malformed. */
export function createWhatsappSandbox(options: WhatsappSandboxOptions): WhatsappSandbox {
  const account = { ...DEMO_WHATSAPP, ...options.account };
  const clock = options.clock ?? systemClock;
  const state = new WhatsappState(options.stateDir && join(options.stateDir, "whatsapp.jsonl"));
  const templates: SandboxTemplate[] = (options.templates ?? []).map((one) => templateSchema.parse(one));
  const behaviour: Behaviour = { apiFaults: [], closedWindow: "at_send", reorderStatuses: false, deliveries: 1 };
  const news = new EventEmitter().setMaxListeners(0);
  const timers = new Set<NodeJS.Timeout>();
  const webhooks = new WebhookSender({
    wabaId: account.wabaId,
    metadata: { display_phone_number: account.displayPhone, phone_number_id: account.phoneNumberId },
    appSecret: account.appSecret,
    url: () => options.webhookUrl(),
    retrySpeed: options.retrySpeed ?? 1,
    longestRetryMs: options.longestRetryMs,
    deliveries: () => behaviour.deliveries,
  });
  const ctx: WhatsappContext = {
    account,
    state,
    templates,
    limits: { ...LIMITS, ...options.limits },
    behaviour,
    webhooks,
    rateClock: options.rateClock ?? systemClock,
    publicUrl: () => options.publicUrl(),
    now: () => clock.now().getTime() + state.hours * HOUR_MS,
    tell: (one: ChatNews) => void news.emit("news", one),
    later(ms, work) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        work();
      }, ms);
      timer.unref();
      timers.add(timer);
    },
    statusDelayMs: options.statusDelayMs ?? 300,
  };
  const phones: SandboxPhone[] = [];
  const person: WhatsappSandbox["person"] = (id, made) => {
    if (made && !state.people.has(id)) state.put({ kind: "person", value: personSchema.parse({ id, ...made }) });
    if (!state.people.has(id)) throw new Error(`nobody is ${id}`);
    const known = phones.find((phone) => phone.person.id === id);
    if (known) return known;
    const phone = new SandboxPhone(ctx, id);
    phones.push(phone);
    return phone;
  };
  for (const one of options.people ?? []) person(one.id, one);

  const sandbox: WhatsappSandbox = {
    router: Router(),
    account,
    person,
    behaviour,
    webhooks,
    hoursPass(hours) {
      state.put({ kind: "hours", value: state.hours + hours });
    },
    async verifyWebhook() {
      const url = options.webhookUrl();
      if (url === undefined) return false;
      const asked = new URL(url);
      asked.searchParams.set("hub.mode", "subscribe");
      asked.searchParams.set("hub.verify_token", account.verifyToken);
      asked.searchParams.set("hub.challenge", "1158201444");
      const response = await fetch(asked);
      return response.ok && (await response.text()) === "1158201444";
    },
    close() {
      webhooks.stop();
      for (const timer of timers) clearTimeout(timer);
      news.removeAllListeners();
    },
  };
  sandbox.router.use(["/whatsapp", "/_control/whatsapp", "/chat/whatsapp"], express.json({ limit: "1mb" }));
  sandbox.router.use("/whatsapp", graphRouter(ctx));
  sandbox.router.use("/_control/whatsapp", controlRouter(ctx, sandbox));
  sandbox.router.use("/chat/whatsapp", chatRouter(ctx, sandbox, news));
  return sandbox;
}
