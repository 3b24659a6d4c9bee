import express, { type Express, type RequestHandler, type Router } from "express";
import { AppError } from "../core/kernel/errors.ts";
import type { Authorization } from "../mcp-server/index.ts";
import { type ApprovalPageOptions, createApprovalPage } from "./approval-page.ts";
import { createCardPage } from "./card-page.ts";
import { createConnectionsPage } from "./connections-page.ts";
import { createConsentPage } from "./consent-page.ts";
import { createDocsRouter } from "./docs-page.ts";
import { createHealthRouter, createRequestCounter, type HealthOptions } from "./health.ts";
import { asRefusal, onlyHosts, type Speaking, secureHeaders, sendError } from "./http.ts";
import { createLinkPage } from "./link-page.ts";
import { createOpenApiDocument } from "./openapi.ts";
import { createXenditWebhook, type XenditWebhookOptions } from "./provider-webhooks.ts";
import { createRestRouter, type RestOptions } from "./rest.ts";

export interface WebAppOptions extends Speaking, Omit<RestOptions, keyof Speaking> {
  /** Our address as others see it; https turns strict transport security on. */
  readonly publicUrl: string;
  /** Hosts that requests may name, without ports. Set it when listening on loopback; undefined lets all through. */
  readonly allowedHosts?: readonly string[];
  /** How many proxies in front of us to believe about the client's address. */
  readonly trustedProxies?: number;
  readonly health: HealthOptions;
  readonly approvals: Pick<ApprovalPageOptions, "session" | "choices" | "find" | "decide" | "now" | "signInUrl">;
  readonly xendit?: Pick<XenditWebhookOptions, "callbackToken" | "accept">;
  /** Serves `/mcp`. */
  readonly mcp?: RequestHandler | Router;
  /** OAuth: its metadata, its addresses and the consent page. */
  readonly authorization?: Authorization;
  /** Serves `/` and `/desk`. */
  readonly desk?: RequestHandler | Router;
  /** Further doors: channel webhooks, OAuth callbacks, short links. */
  readonly more?: readonly (RequestHandler | Router)[];
}

/** The whole HTTP side of a process. Listening is the caller's. */
export function createWebApp(options: WebAppOptions): Express {
  const app = express();
  app.disable("x-powered-by");
  // Addresses are parsed by the doors themselves, strictly.
  app.set("query parser", "simple");
  app.set("trust proxy", options.trustedProxies ?? 0);
  app.set("etag", false);
  const counter = createRequestCounter();
  app.use(counter.count);
  if (options.allowedHosts) app.use(onlyHosts(options.allowedHosts));
  app.use(secureHeaders(options.publicUrl.startsWith("https:")));
  app.use(createHealthRouter(options.health, () => [counter.metric()]));
  if (options.xendit) app.use(createXenditWebhook({ ...options, ...options.xendit }));
  for (const door of options.more ?? []) app.use(door);
  if (options.authorization) {
    const { router, consent } = options.authorization;
    app.use(router);
    app.use(createConsentPage({ ...options, ...options.approvals, consent }));
  }
  app.use(createConnectionsPage({ ...options, ...options.approvals }));
  if (options.mcp) app.use(options.mcp);
  app.use(createApprovalPage({ ...options, ...options.approvals }));
  const { session, signInUrl } = options.approvals;
  app.use(createLinkPage({ ...options, session, signInUrl }));
  app.use(createCardPage({ ...options, session, signInUrl }));
  app.use(
    createDocsRouter(
      createOpenApiDocument(options.registry, { version: options.health.version, server: options.publicUrl }),
    ),
  );
  app.use(createRestRouter(options));
  if (options.desk) app.use(options.desk);
  app.use((req, res) => sendError(options, req, res, new AppError("not_found"), "web"));
  app.use((thrown: unknown, req: express.Request, res: express.Response, _next: express.NextFunction) =>
    sendError(options, req, res, asRefusal(thrown), `${req.method} ${req.path}`),
  );
  return app;
}
