import type { Server } from "node:http";
import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import { type Clock, systemClock } from "../core/kernel/clock.ts";
import { Bank } from "./bank.ts";
import { CallbackSender, type WebhookTarget } from "./callbacks.ts";
import { type Chats, type ChatsOptions, createChats } from "./chats.ts";
import {
  DEFAULT_TIMING,
  DOCUMENTED_LIMITS,
  type SandboxContext,
  type SandboxLimits,
  type SandboxTiming,
} from "./context.ts";
import { controlRouter } from "./control.ts";
import { faultGate } from "./faults.ts";
import { instagramErrors, instagramRouter } from "./instagram.ts";
import { mediaRouter } from "./media.ts";
import { phoneRouter } from "./phone.ts";
import { shortLinkRouter } from "./short-links.ts";
import { SandboxState } from "./state.ts";
import { tiktokErrors, tiktokRouter } from "./tiktok.ts";
import { xenditErrors, xenditPayoutRouter } from "./xendit.ts";
import { xenditInvoiceRouter } from "./xendit-invoices.ts";
import { youtubeErrors, youtubeRouter } from "./youtube.ts";

export interface SandboxOptions {
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  /** Folder of the journal; made when missing. One process at a time. */
  readonly stateDir: string;
  /** Business time (may be accelerated): post ages, payout steps, invoice expiry, callback retries. */
  readonly clock: Clock;
  /** Time of rate windows and quotas; real time by default. */
  readonly rateClock?: Clock;
  readonly webhook?: WebhookTarget;
  /** How much faster than the clock posts age for their numbers (1 by default). */
  readonly metricSpeed?: number;
  /** Address in links, pictures and invoices where it differs from `http://host:port`. */
  readonly publicUrl?: string;
  readonly limits?: Partial<SandboxLimits>;
  readonly timing?: Partial<SandboxTiming>;
  /** How often due payouts and callbacks are looked at, in real milliseconds; 0 = only by `tick()`. Default 200. */
  readonly tickEveryMs?: number;
  /** Slack, Telegram and WhatsApp, when wanted. */
  readonly chats?: Omit<ChatsOptions, "publicUrl" | "stateDir" | "clock">;
}

export interface Sandbox {
  /** `http://host:port`; services live below `/instagram`, `/tiktok`, `/youtube`, `/xendit`, `/media`, `/short`. */
  readonly url: string;
  readonly chats?: Chats;
  /** Moves what is due by the clock and delivers due callbacks. */
  tick(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts local stand-ins of every outside service on one port. Throws when the port is taken or the journal is damaged.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const state = new SandboxState(options.stateDir, options.clock);
  let url = "";
  const ctx: SandboxContext = {
    state,
    clock: options.clock,
    rateClock: options.rateClock ?? systemClock,
    limits: { ...DOCUMENTED_LIMITS, ...options.limits },
    timing: { ...DEFAULT_TIMING, ...options.timing },
    wantsCallbacks: {
      payout: options.webhook !== undefined,
      invoice: options.webhook?.invoiceUrl !== undefined,
    },
    metricTime: ({ publishedAt }) => {
      const published = Date.parse(publishedAt);
      return new Date(published + (options.clock.now().getTime() - published) * (options.metricSpeed ?? 1));
    },
    publicUrl: () => options.publicUrl ?? url,
  };
  const bank = new Bank(ctx);
  const sender = new CallbackSender(ctx, options.webhook);
  const tick = async () => {
    bank.settle();
    await sender.deliverDue();
  };

  const chats =
    options.chats && createChats({ ...options.chats, publicUrl: ctx.publicUrl, stateDir: options.stateDir });
  const app = buildApp(ctx, bank, tick, chats);
  const server = await listen(app, options);
  server.on("upgrade", (request, socket, head) => {
    if (!chats?.upgrade(request, socket, head)) socket.destroy();
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : options.port;
  url = `http://${options.host}:${port}`;

  const every = options.tickEveryMs ?? 200;
  // A journal that cannot be written also fails the next request, where somebody sees it.
  const timer = every > 0 ? setInterval(() => tick().catch(() => undefined), every) : undefined;
  timer?.unref();

  return {
    url,
    chats,
    tick,
    async close() {
      clearInterval(timer);
      chats?.close();
      sender.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections(); // hanging requests would keep it open
      await closed;
      state.close();
    },
  };
}

function buildApp(
  ctx: SandboxContext,
  bank: Bank,
  tick: () => Promise<void>,
  chats: Chats | undefined,
): express.Express {
  const app = express();
  app.disable("x-powered-by");
  app.use(sameOriginWrites);
  if (chats) app.use(chats.router);
  app.use(express.json({ limit: "1mb" }), express.urlencoded({ extended: false, limit: "100kb" }));
  app.use("/instagram", faultGate(ctx, "instagram", instagramErrors), instagramRouter(ctx));
  app.use("/tiktok", faultGate(ctx, "tiktok", tiktokErrors), tiktokRouter(ctx));
  app.use("/youtube", faultGate(ctx, "youtube", youtubeErrors), youtubeRouter(ctx));
  app.use("/xendit", faultGate(ctx, "xendit", xenditErrors), xenditPayoutRouter(ctx, bank), xenditInvoiceRouter(ctx));
  app.use("/media", faultGate(ctx, "media", xenditErrors), mediaRouter(ctx));
  app.use("/short", faultGate(ctx, "short", xenditErrors), shortLinkRouter(ctx));
  app.use("/_control", controlRouter(ctx, tick));
  app.use(phoneRouter(ctx));
  app.use((_req, res) => {
    res.status(404).json({ error: "not found" });
  });
  app.use(answerErrors);
  return app;
}

/** A page of another site in the same browser must not publish posts or pay invoices here. */
const sameOriginWrites: RequestHandler = (req, res, next) => {
  const origin = req.get("origin");
  if (req.method === "GET" || req.method === "HEAD" || origin === undefined) return next();
  if (URL.canParse(origin) && new URL(origin).host === req.get("host")) return next();
  res.status(403).json({ error: "cross-origin write" });
};

/** Express needs four parameters to know an error handler. */
const answerErrors: ErrorRequestHandler = (error: unknown, _req, res, _next) => {
  const status = typeof error === "object" && error !== null && "status" in error ? Number(error.status) : 500;
  if (res.headersSent) return;
  res.status(status >= 400 && status < 600 ? status : 500).json({ error: "bad request" });
};

function listen(app: express.Express, options: SandboxOptions): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server: Server = app.listen(options.port, options.host, (error?: Error) => {
      if (error) reject(error);
      else resolve(server);
    });
  });
}
