import { assistantLocale } from "../agents/index.ts";
import { runtimeLocale } from "../bots/runtime/locale.ts";
import { type Approvals, createApprovals } from "../core/approvals/decide.ts";
import { checkDecider } from "../core/approvals/deciders.ts";
import { closeRequests, requestApproval } from "../core/approvals/requests.ts";
import { appendAudit } from "../core/audit/audit-log.ts";
import { createIncidentReporter, type Log, type ReportIncident } from "../core/audit/incidents.ts";
import type { Database } from "../core/db/types.ts";
import { commonLocale, errorsLocale } from "../core/i18n/platform-locale.ts";
import { createI18n, type I18n } from "../core/i18n/presenter.ts";
import { createJobWriter } from "../core/jobs/writer.ts";
import type { Clock } from "../core/kernel/clock.ts";
import { createOutboxWriter } from "../core/outbox/writer.ts";
import type { DomainModule } from "../core/usecase/module.ts";
import { createPipeline, type Pipeline } from "../core/usecase/pipeline.ts";
import type { Ports } from "../core/usecase/ports.ts";
import { createRateLimiter } from "../core/usecase/rate-limit.ts";
import { createRegistry, type Registry } from "../core/usecase/registry.ts";
import { createSecrets, type Secrets } from "../core/usecase/secrets.ts";
import { MODULES } from "./modules.ts";

/** Calls that workers wait for; only hints, they also look by themselves. */
export interface Wake {
  inbox(): void;
  outbox(): void;
  jobs(): void;
}

/** The domain, ready to be called; doors and workers are built on it. */
export interface House {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly ports: Ports;
  readonly registry: Registry;
  readonly secrets: Secrets;
  readonly i18n: I18n;
  readonly executor: Pipeline;
  readonly approvals: Approvals;
  readonly reportIncident: ReportIncident;
}

export interface HouseOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly ports: Ports;
  readonly wake: Wake;
  readonly modules?: readonly DomainModule[];
  /** Multiplies the rate limits (tests and benchmarks). */
  readonly rateScale?: number;
}

/** Puts the platform modules behind the pipeline. The only place where they meet. */
export function createHouse(options: HouseOptions): House {
  const { db, clock, log, ports, wake } = options;
  const registry = createRegistry(options.modules ?? MODULES);
  const reportIncident = createIncidentReporter(db, clock, log);
  const secrets = createSecrets(registry.useCases, ports.vault);
  const executor = createPipeline({
    db,
    registry,
    clock,
    ports,
    limiter: createRateLimiter(clock, options.rateScale),
    outbox: createOutboxWriter(clock, wake.outbox),
    jobs: createJobWriter(clock, wake.jobs),
    appendAudit,
    reportIncident,
    secrets,
    requestApproval: (ctx, request) => requestApproval(ctx, request, secrets),
    closeRequests,
    checkDecider,
  });
  return {
    db,
    clock,
    log,
    ports,
    registry,
    secrets,
    i18n: createI18n([commonLocale, errorsLocale, assistantLocale, runtimeLocale, ...registry.locales]),
    executor,
    approvals: createApprovals({ db, registry, clock, pipeline: executor, secrets, appendAudit }),
    reportIncident,
  };
}
