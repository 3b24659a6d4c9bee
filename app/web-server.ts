import type { Server } from "node:http";
import type { RequestHandler, Router } from "express";
import type { DeskSessions } from "../bots/desk/sessions.ts";
import type { ApprovalRow } from "../core/approvals/requests.ts";
import { acceptEvent, providerLane } from "../core/inbox/ingress.ts";
import { tenantOf } from "../core/kernel/actor.ts";
import { scopeOf } from "../core/usecase/pipeline.ts";
import { createMcpRouter, FIRST_SCOPES, metadataUrlOf, resourcesAt } from "../mcp-server/index.ts";
import { createWebApp } from "../web/app.ts";
import type { Metric } from "../web/health.ts";
import { createHouseAuthorization } from "./authorization.ts";
import { type Config, ConfigError } from "./config.ts";
import { doorParts } from "./doors.ts";
import type { House } from "./house.ts";
import { VERSION } from "./version.ts";
import { pageSessions } from "./web-sessions.ts";

const LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"];

/** Serves every HTTP door on one port. Throws ConfigError when the port is taken. */
export async function startWeb(options: {
  config: Config;
  house: House;
  deskRouter: Router;
  sessions: DeskSessions;
  wakeInbox: () => void;
  sandboxToken: string | undefined;
  /** Webhooks of chat platforms. */
  channelDoors: readonly (RequestHandler | Router)[];
}): Promise<{ url: string; close: () => Promise<void> }> {
  const { config, house } = options;
  const callbackToken = config.xendit?.callbackToken ?? options.sandboxToken;
  const publicHost = new URL(config.publicUrl).hostname;
  const hosts = [...new Set([...LOOPBACK_HOSTS, publicHost])];
  const doors = doorParts(house);
  const resources = resourcesAt(config.publicUrl);
  const app = createWebApp({
    ...doors,
    publicUrl: config.publicUrl,
    trustedProxies: config.trustedProxies,
    allowedHosts: LOOPBACK_HOSTS.includes(config.host) ? hosts : undefined,
    health: {
      ping: () => house.db.transaction({ role: "platform" }, (tx) => tx.query("SELECT 1")),
      metrics: () => queueMetrics(house),
      version: VERSION,
    },
    approvals: {
      ...pageSessions(options.sessions),
      find: (id, actor) =>
        house.db.transaction(scopeOf(actor), (tx) =>
          tx.first<ApprovalRow>("SELECT * FROM approval WHERE id = $1 AND tenant = $2", [id, tenantOf(actor)]),
        ),
      decide: house.approvals.decide,
      now: () => house.clock.now(),
      signInUrl: "/",
    },
    xendit: callbackToken
      ? {
          callbackToken,
          accept: (event) =>
            acceptEvent(
              house.db,
              {
                channel: event.provider,
                account: event.provider,
                externalId: event.externalId,
                laneKey: providerLane(event.provider, event.reference ?? event.externalId),
                kind: "provider",
                payload: { body: event.body },
              },
              options.wakeInbox,
            ),
        }
      : undefined,
    more: options.channelDoors,
    authorization: createHouseAuthorization(config, house),
    resourceMetadataUrl: metadataUrlOf(resources.rest),
    mcp: createMcpRouter({
      ...doors,
      hosts,
      resourceMetadataUrl: metadataUrlOf(resources.mcp),
      firstScopes: FIRST_SCOPES,
    }),
    desk: options.deskRouter,
  });
  const server = await new Promise<Server>((resolve, reject) => {
    const listening = app.listen(config.port, config.host, (error?: Error) =>
      error ? reject(error) : resolve(listening),
    );
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EADDRINUSE") throw error;
    throw new ConfigError(`port ${config.port} is in use. Stop the other program, or set KOLEGA_PORT to another port.`);
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : config.port;
  return {
    url: config.port === 0 ? `http://localhost:${port}` : config.publicUrl,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function queueMetrics(house: House): Promise<Metric[]> {
  const row = await house.db.transaction({ role: "platform" }, (tx) =>
    tx.first<Record<string, number>>(`SELECT
      (SELECT count(*)::int FROM inbound_event WHERE status = 'pending') AS inbound_pending,
      (SELECT count(*)::int FROM inbound_event WHERE status = 'dead') AS inbound_dead,
      (SELECT count(*)::int FROM outbound_message WHERE status IN ('pending', 'sending')) AS outbound_pending,
      (SELECT count(*)::int FROM outbound_message WHERE status IN ('failed', 'unknown')) AS outbound_failed,
      (SELECT count(*)::int FROM job WHERE status IN ('pending', 'running') AND run_at <= now()) AS jobs_due,
      (SELECT count(*)::int FROM job WHERE status = 'dead') AS jobs_dead,
      (SELECT count(*)::int FROM incident WHERE at > now() - interval '1 day') AS incidents_day`),
  );
  const gauge = (name: string, help: string, value: number | undefined): Metric => ({
    name: `kolega_${name}`,
    help,
    type: "gauge",
    samples: [{ value: value ?? 0 }],
  });
  return [
    gauge("inbound_pending", "Events waiting for a turn", row?.inboundPending),
    gauge("inbound_dead", "Events set aside for the operator", row?.inboundDead),
    gauge("outbound_pending", "Messages waiting to be delivered", row?.outboundPending),
    gauge("outbound_failed", "Messages that could not be delivered", row?.outboundFailed),
    gauge("jobs_due", "Jobs due and not done", row?.jobsDue),
    gauge("jobs_dead", "Jobs given up", row?.jobsDead),
    gauge("incidents_day", "Incidents of the last 24 hours, broken ledger rules among them", row?.incidentsDay),
  ];
}
