import express from "express";
import type { Receiver } from "../../bots/runtime/receiver.ts";
import {
  createWhatsappChannel,
  type WhatsappChannel,
  type WhatsappChannelOptions,
} from "../../bots/whatsapp/channel.ts";
import { createWhatsappReceiver, type WhatsappReceiverOptions } from "../../bots/whatsapp/receiver.ts";
import { templateDefinitions } from "../../bots/whatsapp/templates.ts";
import type { Log } from "../../core/audit/incidents.ts";
import { ManualClock } from "../../core/kernel/clock.ts";
import {
  createWhatsappSandbox,
  type WhatsappSandbox,
  type WhatsappSandboxOptions,
} from "../../sandbox/whatsapp/sandbox.ts";
import { serveWithOutages } from "./outage.ts";

export const RANI = { id: "ID.rani0001", phone: "628120000101", name: "Rani Wulandari" } as const;

/** Sandbox, webhook and channel on one local port, as tests need them. */
export interface WhatsappLine {
  readonly url: string;
  readonly hook: string;
  readonly sandbox: WhatsappSandbox;
  readonly channel: WhatsappChannel;
  readonly clock: ManualClock;
  /** Everything that was logged, with its level. */
  readonly logged: string[];
  /** WhatsApp cannot be reached, and reaches nobody, until `back`. */
  away(): Promise<void>;
  back(): Promise<void>;
  close(): Promise<void>;
}

/** Starts them; messages go to `receiver`. */
export async function openWhatsappLine(
  receiver: Receiver,
  options: {
    readonly now?: string;
    /** In place of `logged`. */
    readonly log?: Log;
    readonly sandbox?: Partial<WhatsappSandboxOptions>;
    readonly channel?: Partial<WhatsappChannelOptions>;
    readonly receiver?: Partial<WhatsappReceiverOptions>;
  } = {},
): Promise<WhatsappLine> {
  const clock = new ManualClock(options.now ?? new Date());
  const app = express();
  const server = await serveWithOutages(app);
  const { url, away, back } = server;
  const hook = `${url}/hooks/whatsapp`;
  const sandbox = createWhatsappSandbox({
    webhookUrl: () => hook,
    publicUrl: () => url,
    clock,
    templates: templateDefinitions(),
    statusDelayMs: 1,
    retrySpeed: 50,
    people: [RANI],
    ...options.sandbox,
  });
  const { account } = sandbox;
  const logged: string[] = [];
  const keep =
    (level: string): Log["info"] =>
    (fields, message) =>
      void logged.push(`${level} ${message} ${JSON.stringify(fields)}`);
  const log: Log = options.log ?? { info: keep("info"), warn: keep("warn"), error: keep("error") };
  const channel = createWhatsappChannel({
    baseUrl: `${url}/whatsapp/v23.0`,
    phoneNumberId: account.phoneNumberId,
    accessToken: account.accessToken,
    clock,
    ...options.channel,
  });
  const hooks = createWhatsappReceiver({
    phoneNumberId: account.phoneNumberId,
    appSecret: account.appSecret,
    verifyToken: account.verifyToken,
    receiver,
    arrived: channel.noteArrival,
    log,
    ...options.receiver,
  });
  app.use("/hooks/whatsapp", hooks.handler);
  app.use(express.json({ limit: "40mb" }));
  app.use(sandbox.router);
  app.use((_error: unknown, _req: express.Request, res: express.Response, _next: express.NextFunction) => {
    if (!res.headersSent) res.status(500).end();
  });
  return {
    url,
    hook,
    sandbox,
    channel,
    clock,
    logged,
    away,
    back,
    async close() {
      sandbox.close();
      await server.close();
    },
  };
}
