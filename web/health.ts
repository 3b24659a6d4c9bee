import { timingSafeEqual } from "node:crypto";
import { type Request, type RequestHandler, Router } from "express";
import { bearerOf } from "./http.ts";

/** One figure for the operator, in Prometheus' words. */
export interface Metric {
  /** `kolega_jobs_waiting` */
  readonly name: string;
  readonly help: string;
  readonly type: "counter" | "gauge";
  readonly samples: readonly { readonly labels?: Readonly<Record<string, string>>; readonly value: number }[];
}

export interface HealthOptions {
  /** Resolves when the database answers. */
  ping(): Promise<unknown>;
  /** The installation's own figures. */
  metrics(): Promise<readonly Metric[]>;
  readonly version: string;
  /** Without one, figures are only told to this machine. */
  readonly metricsToken?: string;
}

const PING_TIMEOUT_MS = 2_000;

/** Counts answers by status class; mount it before everything else. */
export function createRequestCounter(): { readonly count: RequestHandler; metric(): Metric } {
  const counts = new Map<string, number>();
  return {
    count: (_req, res, next) => {
      res.once("finish", () => {
        const status = `${Math.floor(res.statusCode / 100)}xx`;
        counts.set(status, (counts.get(status) ?? 0) + 1);
      });
      next();
    },
    metric: () => ({
      name: "kolega_http_answers_total",
      help: "HTTP answers by status class",
      type: "counter",
      samples: [...counts].map(([status, value]) => ({ labels: { status }, value })),
    }),
  };
}

/** Is it alive, and how is it doing: for load balancers and the operator's monitoring. */
export function createHealthRouter(options: HealthOptions, own: () => readonly Metric[]): Router {
  const router = Router();
  router.get("/healthz", async (_req, res) => {
    const alive = await within(PING_TIMEOUT_MS, options.ping());
    res
      .status(alive ? 200 : 503)
      .set("cache-control", "no-store")
      .json({ status: alive ? "ok" : "down", version: options.version });
  });
  router.get("/metrics", async (req, res) => {
    if (!mayRead(req, options.metricsToken)) {
      res.status(403).type("text").send("403\n");
      return;
    }
    const metrics = [...own(), ...processMetrics(), ...(await options.metrics())];
    res.set("content-type", "text/plain; version=0.0.4; charset=utf-8").send(prometheusText(metrics));
  });
  return router;
}

async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const done = work.then(
    () => true,
    () => false,
  );
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}

function mayRead(req: Request, token: string | undefined): boolean {
  if (token !== undefined) {
    const given = Buffer.from(bearerOf(req) ?? "");
    const expected = Buffer.from(token);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
  // Forwarded by a proxy on this machine: not from this machine.
  if (req.headers["x-forwarded-for"] !== undefined || req.headers.forwarded !== undefined) return false;
  return ["127.0.0.1", "::1", "::ffff:127.0.0.1"].includes(req.ip ?? "");
}

function processMetrics(): Metric[] {
  return [
    {
      name: "process_resident_memory_bytes",
      help: "Memory of this process",
      type: "gauge",
      samples: [{ value: process.memoryUsage().rss }],
    },
    {
      name: "process_uptime_seconds",
      help: "How long this process runs",
      type: "gauge",
      samples: [{ value: Math.floor(process.uptime()) }],
    },
  ];
}

/** Prometheus' text format 0.0.4. */
export function prometheusText(metrics: readonly Metric[]): string {
  const label = (text: string): string => text.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n");
  const lines = metrics.flatMap(({ name, help, type, samples }) => [
    `# HELP ${name} ${help.replace(/\\/g, "\\\\").replace(/\n/g, "\\n")}`,
    `# TYPE ${name} ${type}`,
    ...samples.map(({ labels = {}, value }) => {
      const pairs = Object.entries(labels).map(([key, text]) => `${key}="${label(text)}"`);
      return `${name}${pairs.length > 0 ? `{${pairs.join(",")}}` : ""} ${value}`;
    }),
  ]);
  return `${lines.join("\n")}\n`;
}
