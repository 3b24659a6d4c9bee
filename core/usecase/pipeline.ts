import type { OutboxWriter } from "../cards/notification.ts";
import type { Database, Scope, Tx } from "../db/types.ts";
import { type Actor, personOf, tenantOf } from "../kernel/actor.ts";
import { hashOf } from "../kernel/canonical.ts";
import type { Clock } from "../kernel/clock.ts";
import { DatabaseAway } from "../kernel/database-away.ts";
import { AppError, notFound } from "../kernel/errors.ts";
import type { PrepareContext, UseCaseContext } from "./context.ts";
import { type ApprovalRule, approvalFacts, type UseCase } from "./define.ts";
import type { ApprovalFacts, Confirmation, ExecuteOptions, Executor, Outcome, WaitingOutcome } from "./executor.ts";
import { claimKeys, storeOutput } from "./idempotency.ts";
import { parseInput } from "./input.ts";
import type { JobWriter } from "./job.ts";
import type { Ports } from "./ports.ts";
import type { RateLimiter } from "./rate-limit.ts";
import { type Registry, refusalOf } from "./registry.ts";
import type { Secrets } from "./secrets.ts";

/** One line of the tamper-evident log. */
export interface AuditEntry {
  readonly tenant: string;
  readonly at: Date;
  readonly actor: Actor;
  readonly useCase: string;
  readonly outcome: string;
  readonly subject?: string;
  readonly inputHash: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface PipelineDependencies {
  readonly db: Database;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly ports: Ports;
  readonly limiter: RateLimiter;
  readonly secrets: Pick<Secrets, "hash">;
  outbox(tx: Tx, tenant: string): OutboxWriter;
  jobs(tx: Tx, tenant: string): JobWriter;
  appendAudit(tx: Tx, entry: AuditEntry): Promise<void>;
  /** Keeps an unknown error for the operator and answers the incident id that users see. */
  reportIncident(error: unknown, place: string, tenant: string): Promise<string>;
  /** Writes a waiting approval and the cards that ask for it. */
  requestApproval(
    ctx: UseCaseContext,
    request: { useCase: UseCase; input: Record<string, unknown>; facts: ApprovalFacts },
  ): Promise<WaitingOutcome>;
  /** Closes what waits for the same subject: it is being decided directly. */
  closeRequests(ctx: UseCaseContext, direct: { useCase: UseCase; input: Record<string, unknown> }): Promise<void>;
  /** Throws `forbidden` unless this person may decide this now. */
  checkDecider(
    ctx: UseCaseContext,
    request: { useCase: UseCase; facts: ApprovalFacts; decider: Actor; requestedBy: string | undefined },
  ): Promise<void>;
}

export interface Pipeline extends Executor {
  /** Runs an approved call inside the transaction that decides it, as its requester; the decision is the confirmation. */
  runInside(
    tx: Tx,
    call: {
      useCase: UseCase;
      input: Record<string, unknown>;
      requester: Actor;
      approvalId: string;
      decidedBy: { person: string; name: string; via: string };
    },
  ): Promise<Record<string, unknown>>;
  contextFor(
    tx: Tx,
    actor: Actor,
    options?: { dryRun?: boolean; decidedBy?: UseCaseContext["decidedBy"] },
  ): UseCaseContext;
}

const MAX_KEY_LENGTH = 255;

/** The rows this actor may see. A client sees what its organization sees. */
export function scopeOf(actor: Actor, useCase?: UseCase): Scope {
  if (useCase?.scope === "platform") return { role: "platform" };
  if (actor.kind === "influencer") return { role: "app", influencerId: actor.id };
  return { role: "app", orgId: actor.orgId };
}

/** Ends a dry run: the transaction rolls back, the answer survives. */
class DryRunDone extends Error {
  constructor(readonly output: Record<string, unknown>) {
    super("dry run");
  }
}

/** The fixed order that every call takes, whatever door it came through. */
export function createPipeline(deps: PipelineDependencies): Pipeline {
  const contextFor: Pipeline["contextFor"] = (tx, actor, options = {}) => ({
    actor,
    tenant: tenantOf(actor),
    now: () => deps.clock.now(),
    tx,
    outbox: deps.outbox(tx, tenantOf(actor)),
    jobs: deps.jobs(tx, tenantOf(actor)),
    ports: deps.ports,
    decidedBy: options.decidedBy,
    dryRun: options.dryRun ?? false,
  });

  const keysOf = (useCase: UseCase, input: Record<string, unknown>, options: ExecuteOptions): string[] => {
    if (useCase.effect === "read" || options.dryRun) return [];
    const keys: string[] = [];
    if (typeof useCase.idempotency === "function") keys.push(`s:${useCase.idempotency(input)}`);
    if (options.idempotencyKey !== undefined) {
      if (options.idempotencyKey.length < 1 || options.idempotencyKey.length > MAX_KEY_LENGTH) {
        throw new AppError("invalid_input", "bad_idempotency_key", { maximum: MAX_KEY_LENGTH });
      }
      keys.push(`c:${options.idempotencyKey}`);
    }
    return keys;
  };

  const runInTransaction = async (
    tx: Tx,
    useCase: UseCase,
    input: Record<string, unknown>,
    actor: Actor,
    prepared: unknown,
    options: ExecuteOptions,
    decidedBy: UseCaseContext["decidedBy"],
  ): Promise<{ output: Record<string, unknown>; replayed: boolean }> => {
    const at = deps.clock.now();
    const inputHash = deps.secrets.hash(input);
    const claim = {
      tenant: tenantOf(actor),
      useCase: useCase.name,
      keys: keysOf(useCase, input, options),
      inputHash,
      actor: personOf(actor),
      at,
    };
    const before = await claimKeys(tx, claim);
    if (before) return { output: before.output, replayed: true };
    const ctx = contextFor(tx, actor, { dryRun: options.dryRun, decidedBy });
    if (useCase.approval && options.confirmation?.kind === "press") {
      await confirmPress(ctx, useCase, input, options.confirmation);
    }
    const output = useCase.output.parse(await useCase.run(ctx, input, prepared)) as Record<string, unknown>;
    if (options.dryRun) throw new DryRunDone(output);
    if (useCase.effect !== "read") {
      await deps.appendAudit(tx, {
        tenant: tenantOf(actor),
        at,
        actor,
        useCase: useCase.name,
        outcome: "done",
        subject: subjectOf(output) ?? subjectOf(input),
        inputHash,
        details: decidedBy ? { decidedBy, confirmation: options.confirmation } : {},
      });
      await storeOutput(tx, claim, output);
    }
    return { output, replayed: false };
  };

  const confirmPress = async (
    ctx: UseCaseContext,
    useCase: UseCase,
    input: Record<string, unknown>,
    press: Extract<Confirmation, { kind: "press" }>,
  ): Promise<void> => {
    if (!useCase.approval) return;
    const facts = await approvalFacts(useCase.approval, ctx, input);
    await deps.checkDecider(ctx, { useCase, facts, decider: ctx.actor, requestedBy: undefined });
    if (press.factsHash !== undefined && press.factsHash !== hashOf(facts))
      throw new AppError("conflict", "facts_changed");
    await deps.closeRequests(ctx, { useCase, input });
  };

  const gate = async (
    useCase: UseCase,
    rule: ApprovalRule<Record<string, unknown>>,
    input: Record<string, unknown>,
    actor: Actor,
    options: ExecuteOptions,
  ): Promise<WaitingOutcome> =>
    deps.db.transaction(scopeOf(actor, useCase), async (tx) => {
      const at = deps.clock.now();
      const claim = {
        tenant: tenantOf(actor),
        useCase: `${useCase.name}?`,
        keys: options.idempotencyKey === undefined ? [] : keysOf({ ...useCase, idempotency: "caller" }, input, options),
        inputHash: deps.secrets.hash(input),
        actor: personOf(actor),
        at,
      };
      const before = await claimKeys(tx, claim);
      if (before) {
        const waiting = before.output as unknown as WaitingOutcome;
        return { ...waiting, expiresAt: new Date(waiting.expiresAt) };
      }
      const ctx = contextFor(tx, actor);
      const facts = await approvalFacts(rule, ctx, input);
      const waiting = await deps.requestApproval(ctx, { useCase, input, facts });
      await deps.appendAudit(tx, {
        tenant: tenantOf(actor),
        at,
        actor,
        useCase: useCase.name,
        outcome: "requested",
        subject: waiting.approvalId,
        inputHash: claim.inputHash,
      });
      await storeOutput(tx, claim, waiting);
      return waiting;
    });

  /** Refusals are part of the log too; they are written apart because their transaction was rolled back. */
  const auditRefusal = async (useCase: UseCase, raw: unknown, actor: Actor, error: AppError): Promise<void> => {
    if (!["forbidden", "not_found", "unauthenticated", "idempotency_mismatch"].includes(error.code)) return;
    const scope: Scope =
      actor.kind === "system" || !(actor.orgId || actor.kind === "influencer") ? { role: "platform" } : scopeOf(actor);
    await deps.db
      .transaction(scope, (tx) =>
        deps.appendAudit(tx, {
          tenant: tenantOf(actor),
          at: deps.clock.now(),
          actor,
          useCase: useCase.name,
          outcome: error.code,
          subject: subjectOf(raw),
          inputHash: deps.secrets.hash(raw),
        }),
      )
      .catch((failure: unknown) => deps.reportIncident(failure, "audit", tenantOf(actor)));
  };

  const asAppError = async (error: unknown, place: string, tenant: string): Promise<AppError> => {
    if (error instanceof AppError && error.code !== "internal") return error;
    const incident = await deps.reportIncident(error, place, tenant);
    return new AppError("internal", "internal", { incident });
  };

  const execute = async (name: string, raw: unknown, actor: Actor, options: ExecuteOptions = {}): Promise<Outcome> => {
    const useCase = deps.registry.find(name);
    if (!useCase) throw notFound(name);
    try {
      const input = parseInput(useCase, raw);
      const refusal = refusalOf(actor, useCase);
      if (refusal) throw refusal;
      deps.limiter.check(actor, useCase.effect);
      const rule = ruleOf(useCase, input, actor, options);
      if (rule) return await gate(useCase, rule, input, actor, options);
      const prepareContext: PrepareContext = {
        actor,
        tenant: tenantOf(actor),
        now: () => deps.clock.now(),
        ports: deps.ports,
        read: (work) => deps.db.transaction(scopeOf(actor, useCase), work),
        signal: options.signal,
      };
      if (useCase.prepare) options.onStage?.("prepare");
      const prepared = await useCase.prepare?.(prepareContext, input);
      options.onStage?.("run");
      const decidedBy =
        options.confirmation?.kind === "press"
          ? { person: personOf(actor), name: actor.displayName, via: actor.via }
          : undefined;
      const { output, replayed } = await deps.db.transaction(scopeOf(actor, useCase), (tx) =>
        runInTransaction(tx, useCase, input, actor, prepared, options, decidedBy),
      );
      return { kind: "done", useCase: name, output, dryRun: false, replayed };
    } catch (error) {
      if (error instanceof DryRunDone)
        return { kind: "done", useCase: name, output: error.output, dryRun: true, replayed: false };
      // No incident and no sentence: whoever called tries again, or says that it broke.
      if (error instanceof DatabaseAway) throw error;
      const known = isHangUp(error, options.signal)
        ? new AppError("unavailable")
        : await asAppError(error, name, tenantOf(actor));
      await auditRefusal(useCase, raw, actor, known);
      throw known;
    }
  };

  return {
    execute,
    contextFor,
    async runInside(tx, { useCase, input, requester, approvalId, decidedBy }) {
      const { output } = await runInTransaction(
        tx,
        useCase,
        input,
        requester,
        undefined,
        { idempotencyKey: `approval:${approvalId}`, confirmation: { kind: "approval", approvalId } },
        decidedBy,
      );
      return output;
    },
  };
}

/** What this call has to wait for, if anything: a human decided nothing yet. Whoever calls over MCP is taken for a model. */
function ruleOf(
  useCase: UseCase,
  input: Record<string, unknown>,
  actor: Actor,
  options: ExecuteOptions,
): ApprovalRule<Record<string, unknown>> | undefined {
  if (options.confirmation || options.dryRun || actor.kind === "system") return undefined;
  if (useCase.approval || !useCase.modelApproval) return useCase.approval;
  const { ownWords } = options;
  const byModel = ownWords !== undefined || actor.via === "mcp";
  return byModel && !(ownWords && useCase.modelApproval.ownWords(input, ownWords)) ? useCase.modelApproval : undefined;
}

/** The caller is gone and what was under way for them ended by it: nobody's fault, and nobody reads the answer. */
function isHangUp(error: unknown, signal: AbortSignal | undefined): boolean {
  if (!signal?.aborted) return false;
  return error === signal.reason || (error instanceof Error && error.name === "AbortError");
}

/** The id a call was about, for the log: the first field that looks like one of our ids. */
function subjectOf(value: unknown): string | undefined {
  if (value === null || typeof value !== "object") return undefined;
  for (const item of Object.values(value)) {
    if (typeof item === "string" && /^[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}$/.test(item)) return item;
  }
  return undefined;
}
