import express, { type Request, type Response, Router } from "express";
import type { Actor } from "../core/kernel/actor.ts";
import { AppError } from "../core/kernel/errors.ts";
import { type FactLines, waitingAnswer } from "../core/usecase/answers.ts";
import type { UseCase } from "../core/usecase/define.ts";
import type { ExecuteOptions, Executor } from "../core/usecase/executor.ts";
import { inputSchemaOf } from "../core/usecase/json-schema.ts";
import { missingScopeOf, type Registry } from "../core/usecase/registry.ts";
import {
  type Authenticate,
  asRefusal,
  authenticated,
  BODY_LIMIT,
  challenge,
  HttpRefusal,
  localeOf,
  metadataOf,
  type Speaking,
  sendError,
} from "./http.ts";
import { inputFromAddress, inputFromBody, wiresOf } from "./rest-input.ts";

export interface RestOptions extends Speaking {
  readonly registry: Registry;
  readonly executor: Executor;
  readonly authenticate: Authenticate;
  readonly factLines: FactLines;
  /** Where the protected-resource metadata of REST is (RFC 9728). */
  readonly resourceMetadataUrl?: string;
}

/** Where a use case is served: `/api/v1/campaigns/{campaignId}`; the `/ai/` family has no version in its address. */
export function restPath(useCase: Pick<UseCase, "rest">): string {
  const path = useCase.rest.path.replace(/:([A-Za-z]\w*)/g, "{$1}");
  return path.startsWith("/ai/") ? `/api${path}` : `/api/v1${path}`;
}

/** Use cases that REST offers, literal addresses before those with a parameter in the same place. */
export function restUseCases(registry: Registry): UseCase[] {
  const key = (useCase: UseCase): string => restPath(useCase).replace(/\{\w+\}/g, "\uffff");
  return registry.useCases
    .filter((useCase) => useCase.expose.rest)
    .sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** get and delete carry their input in the address, post and patch in a JSON body. */
export function inputInAddress(useCase: Pick<UseCase, "rest">): boolean {
  return useCase.rest.method === "get" || useCase.rest.method === "delete";
}

/** The REST door: every route comes from the registry, none is written by hand. */
export function createRestRouter(options: RestOptions): Router {
  const router = Router();
  const readJson = express.json({ limit: BODY_LIMIT, type: "application/json" });
  const bodyOf = async (req: Request, res: Response): Promise<unknown> => {
    if (hasBody(req) && !req.is("application/json")) throw new HttpRefusal(415, "invalid_input");
    await new Promise<void>((done, failed) => {
      readJson(req, res, (error?: unknown) => (error ? failed(asRefusal(error)) : done()));
    });
    return req.body as unknown;
  };

  for (const useCase of restUseCases(options.registry)) {
    const wires = wiresOf(inputSchemaOf(useCase));
    const path = restPath(useCase).replace(/\{(\w+)\}/g, ":$1");
    router[useCase.rest.method](path, async (req, res) => {
      let actor: Actor | undefined;
      try {
        actor = await authenticated(req, res, options);
        const query = new URLSearchParams(req.url.split("?")[1] ?? "");
        const params = req.params as Record<string, string>;
        const input = inputInAddress(useCase)
          ? inputFromAddress(wires, params, query)
          : inputFromBody(wires, params, query, await bodyOf(req, res));
        await answer(options, useCase, input, actor, req, res);
      } catch (error) {
        const scope = error instanceof AppError ? missingScopeOf(error) : undefined;
        if (scope !== undefined) {
          const metadata = metadataOf(options.resourceMetadataUrl);
          res.set("www-authenticate", challenge({ error: "insufficient_scope", scope, ...metadata }));
        }
        await sendError(options, req, res, error, useCase.name, actor);
      }
    });
  }

  router.use("/api", (req, res) => sendError(options, req, res, new AppError("not_found"), "rest"));
  return router;
}

async function answer(
  options: RestOptions,
  useCase: UseCase,
  input: Record<string, unknown>,
  actor: Actor,
  req: Request,
  res: Response,
): Promise<void> {
  const gone = new AbortController();
  res.once("close", () => gone.abort());
  const outcome = await options.executor.execute(useCase.name, input, actor, {
    ...callOptions(req),
    signal: gone.signal,
  });
  res.set({ "cache-control": "no-store", vary: "accept-language, authorization" });
  if (outcome.kind === "waiting") {
    const locale = localeOf(req, actor);
    res
      .status(202)
      .set({ "content-language": locale, location: outcome.url })
      .json(waitingAnswer(outcome, options.factLines, options.presenter(locale)));
    return;
  }
  if (outcome.dryRun) res.set("kolega-dry-run", "true");
  if (outcome.replayed) res.set("idempotency-replayed", "true");
  res.json(outcome.output);
}

/** What the headers say about the call itself. */
function callOptions(req: Request): ExecuteOptions {
  const dryRun = req.header("kolega-dry-run");
  if (dryRun !== undefined && dryRun !== "true" && dryRun !== "false") {
    throw new AppError("invalid_input", "invalid_field", { field: "Kolega-Dry-Run" }, [
      { path: "Kolega-Dry-Run", reason: "field_choice", params: { choices: "true, false" } },
    ]);
  }
  return { dryRun: dryRun === "true", idempotencyKey: req.header("idempotency-key") };
}

function hasBody(req: Request): boolean {
  return req.headers["transfer-encoding"] !== undefined || Number(req.headers["content-length"] ?? 0) > 0;
}
