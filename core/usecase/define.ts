import type { z } from "zod";
import type { Card } from "../cards/card.ts";
import type { Presenter } from "../i18n/presenter.ts";
import type { MemberRole, Role } from "../kernel/actor.ts";
import type { ErrorCode } from "../kernel/errors.ts";
import { cleanJson } from "../kernel/text.ts";
import type { PrepareContext, UseCaseContext } from "./context.ts";
import type { ApprovalFacts, OwnWords } from "./executor.ts";
import type { Command } from "./form.ts";

/** read changes nothing; write changes our rows; external speaks to outsiders; money moves or promises money. */
export type Effect = "read" | "write" | "external" | "money";

/** One scope a tool family (API keys and tokens carry them). */
export const SCOPES = [
  "organization:read",
  "campaigns:read",
  "campaigns:write",
  "influencers:read",
  "collaborations:read",
  "collaborations:write",
  "posts:read",
  "posts:submit",
  "posts:review",
  "payouts:read",
  "payouts:propose",
  "reports:read",
  "approvals:read",
  "profile:write",
  "operations:write",
] as const;
export type Scope = (typeof SCOPES)[number];

/** Who may decide a request: roles of the same organization, or the asking person alone with a press of their own. */
export interface Deciders {
  readonly roles?: readonly MemberRole[];
  /** From the organization's four-eyes limit on, only these roles, and never the requester. */
  readonly rolesAboveLimit?: readonly MemberRole[];
  /** The person who asks may press it themself (their own payout account). */
  readonly self?: boolean;
}

export interface ApprovalRule<Input> {
  readonly deciders: Deciders;
  /** Like money: a chat identity in its cooling period may not decide it. */
  readonly settledIdentity?: boolean;
  /** One pending request a subject; a new one supersedes it. */
  readonly subject: (input: Input) => string;
  /** What the human will be shown, computed here and computed again when they press. Throws AppError when the call could not succeed. */
  readonly facts: (ctx: UseCaseContext, input: Input) => Promise<ApprovalFacts>;
}

/**
 * A press that only a model's call needs: what it writes is read by others or binds the person, and a model may have it
 * from anybody's text. `ownWords` says that the person's own words carry it, and no press is needed.
 */
export interface ModelApproval<Input> extends ApprovalRule<Input> {
  readonly ownWords: (input: Input, words: OwnWords) => boolean;
}

type ObjectSchema = z.ZodObject<z.ZodRawShape>;

export interface UseCaseDefinition<I extends ObjectSchema, O extends ObjectSchema, Prepared> {
  /** `posts.approve`: stable; the MCP tool is `posts_approve`, the REST operation `posts.approve`. */
  readonly name: string;
  readonly version: number;
  readonly title: string;
  /** What a model reads: when to use it and when not. */
  readonly describe: string;
  readonly input: I;
  readonly output: O;
  readonly effect: Effect;
  readonly access: { readonly roles: readonly Role[]; readonly scope: Scope };
  readonly approval?: ApprovalRule<z.output<I>>;
  readonly modelApproval?: ModelApproval<z.output<I>>;
  /**
   * Which calls are the same call. `caller`: only the caller's key tells (each call without one is new). A function: a
   * semantic key, such as `approve:<post>:v<version>`. Required unless the effect is read.
   */
  readonly idempotency?: "caller" | ((input: z.output<I>) => string);
  /** Error codes it may answer beyond those of the pipeline (invalid_input, unauthenticated, forbidden, rate_limited, internal). */
  readonly errors: readonly ErrorCode[];
  readonly rest: { readonly method: "get" | "post" | "patch" | "delete"; readonly path: string };
  /** direct: in the visible tool list; catalog: behind find_tools; false: not for models. */
  readonly expose: { readonly mcp: "direct" | "catalog" | false; readonly rest: boolean; readonly chat: boolean };
  /** A command of the chat that runs it without the assistant. */
  readonly command?: Command;
  /** What it answers is for the person alone: asked for in a group, it is said in their own chat. */
  readonly private?: boolean;
  /** platform: runs as the house itself (system and operator actors only). Default: the actor's tenant. */
  readonly scope?: "tenant" | "platform";
  readonly present: {
    /** What a model reads; default: the output itself. Only stated fields, small. */
    readonly model?: (output: z.output<O>) => unknown;
    readonly card: (output: z.output<O>, p: Presenter) => Card;
    /** One or two sentences. */
    readonly summary: (output: z.output<O>, p: Presenter) => string;
  };
  /** Reads from outside before the transaction (fetch a post, ask the writer, embed a query). Safe to repeat. */
  readonly prepare?: (ctx: PrepareContext, input: z.output<I>) => Promise<Prepared>;
  readonly run: (ctx: UseCaseContext, input: z.output<I>, prepared: Prepared) => Promise<z.input<O>>;
  /** An example input, for the OpenAPI page and the registry-wide tests. */
  readonly example: z.input<I>;
}

/** A use case with its types folded away, as the registry and the doors see it. */
export interface UseCase {
  readonly name: string;
  readonly version: number;
  readonly title: string;
  readonly describe: string;
  readonly input: ObjectSchema;
  readonly output: ObjectSchema;
  readonly effect: Effect;
  readonly access: { readonly roles: readonly Role[]; readonly scope: Scope };
  readonly approval?: ApprovalRule<Record<string, unknown>>;
  readonly modelApproval?: ModelApproval<Record<string, unknown>>;
  readonly idempotency?: "caller" | ((input: Record<string, unknown>) => string);
  readonly errors: readonly ErrorCode[];
  readonly rest: { readonly method: "get" | "post" | "patch" | "delete"; readonly path: string };
  readonly expose: { readonly mcp: "direct" | "catalog" | false; readonly rest: boolean; readonly chat: boolean };
  readonly command?: Command;
  readonly private?: boolean;
  readonly scope: "tenant" | "platform";
  readonly present: {
    readonly model: (output: Record<string, unknown>) => unknown;
    readonly card: (output: Record<string, unknown>, p: Presenter) => Card;
    readonly summary: (output: Record<string, unknown>, p: Presenter) => string;
  };
  readonly prepare?: (ctx: PrepareContext, input: Record<string, unknown>) => Promise<unknown>;
  readonly run: (ctx: UseCaseContext, input: Record<string, unknown>, prepared: unknown) => Promise<unknown>;
  readonly example: Record<string, unknown>;
}

/**
 * Defines something a person, an assistant or a program can do. Everything else is derived: the MCP tool, the agent's
 * tool, the REST operation, the chat command, the buttons, the audit row, the permission page and the registry's tests.
 */
export function defineUseCase<I extends ObjectSchema, O extends ObjectSchema, Prepared = undefined>(
  definition: UseCaseDefinition<I, O, Prepared>,
): UseCase {
  if (definition.effect !== "read" && !definition.idempotency) {
    throw new Error(`${definition.name}: a use case that changes something says which calls are the same`);
  }
  if (definition.effect === "money" && !definition.approval) {
    throw new Error(`${definition.name}: money needs an approval rule`);
  }
  if (definition.approval && definition.modelApproval) {
    throw new Error(`${definition.name}: every call is approved already`);
  }
  if ((definition.approval ?? definition.modelApproval) && definition.prepare) {
    throw new Error(`${definition.name}: an approved call runs in the transaction of its decision and cannot prepare`);
  }
  // The registry's face: inputs and outputs only ever come from the definition's own schemas, so the fold is sound.
  return {
    ...definition,
    scope: definition.scope ?? "tenant",
    present: { ...definition.present, model: definition.present.model ?? ((output: unknown) => output) },
  } as unknown as UseCase;
}

/** What a person would be asked before this may happen, by whomever it is called. */
export function approvalOf(useCase: UseCase): ApprovalRule<Record<string, unknown>> | undefined {
  return useCase.approval ?? useCase.modelApproval;
}

/** The facts a human decides on, without characters nobody sees. */
export async function approvalFacts(
  rule: ApprovalRule<Record<string, unknown>>,
  ctx: UseCaseContext,
  input: Record<string, unknown>,
): Promise<ApprovalFacts> {
  return cleanJson(await rule.facts(ctx, input));
}
