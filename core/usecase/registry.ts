import type { Notification } from "../cards/notification.ts";
import type { DomainLocales } from "../i18n/presenter.ts";
import type { Actor } from "../kernel/actor.ts";
import { AppError } from "../kernel/errors.ts";
import type { UseCase } from "./define.ts";
import type { Command, FormDefinition } from "./form.ts";
import type { Job } from "./job.ts";
import type { DomainModule } from "./module.ts";

/** Everything the product can do, in one place; built once at start from the domains' modules. */
export interface Registry {
  readonly useCases: readonly UseCase[];
  find(name: string): UseCase | undefined;
  notification(kind: string): Notification<unknown> | undefined;
  job(name: string): Job<unknown> | undefined;
  readonly jobs: readonly Job<unknown>[];
  readonly notifications: readonly Notification<unknown>[];
  readonly locales: readonly DomainLocales[];
  readonly forms: readonly FormDefinition[];
  form(id: string): FormDefinition | undefined;
}

/** What a command of the chat starts. */
export type CommandTarget =
  | { readonly kind: "useCase"; readonly command: Command; readonly useCase: UseCase }
  | { readonly kind: "form"; readonly command: Command; readonly form: FormDefinition };

/** The commands that domains declare, in the order of the menu. */
export function commandsOf(registry: Pick<Registry, "useCases" | "forms">): CommandTarget[] {
  const targets: CommandTarget[] = [
    ...registry.forms.flatMap((form) => (form.command ? [{ kind: "form" as const, command: form.command, form }] : [])),
    ...registry.useCases.flatMap((useCase) =>
      useCase.command ? [{ kind: "useCase" as const, command: useCase.command, useCase }] : [],
    ),
  ];
  return targets.sort((a, b) => (a.command.rank ?? 50) - (b.command.rank ?? 50));
}

/** `posts.approve` → `posts_approve`: tool names allow no dots. */
export function toolName(useCase: { name: string }): string {
  return useCase.name.replace(/\./g, "_");
}

/**
 * Why this actor may not call it at all, if so (rows are judged later, by row security and the use case). A missing role
 * comes first: `scope_missing` (with the `scope`) says that a key with more rights of the same person would do.
 */
export function refusalOf(actor: Actor, useCase: UseCase): AppError | undefined {
  const role = actor.roles.some((own) => useCase.access.roles.includes(own));
  const place = useCase.scope === "tenant" || actor.kind === "system" || actor.kind === "operator";
  if (!role || !place) return new AppError("forbidden", "role_missing");
  const { scope } = useCase.access;
  if (actor.scopes.includes("*") || actor.scopes.includes(scope)) return undefined;
  return new AppError("forbidden", "scope_missing", { scope });
}

/** Whether roles and scopes let this actor call it at all. */
export function mayCall(actor: Actor, useCase: UseCase): boolean {
  return refusalOf(actor, useCase) === undefined;
}

/** The scope that a refusal names: what a `403 insufficient_scope` challenge asks for. */
export function missingScopeOf(error: AppError | undefined): string | undefined {
  return error?.reason === "scope_missing" ? String(error.params.scope) : undefined;
}

function unique<T>(items: readonly T[], key: (item: T) => string): Map<string, T> {
  const map = new Map<string, T>();
  for (const item of items) {
    if (map.has(key(item))) throw new Error(`${key(item)} is defined twice`);
    map.set(key(item), item);
  }
  return map;
}

export function createRegistry(modules: readonly DomainModule[]): Registry {
  const useCases = modules.flatMap((module) => module.useCases).sort((a, b) => (a.name < b.name ? -1 : 1));
  const byName = unique(useCases, (useCase) => useCase.name);
  unique(useCases, (useCase) => `${useCase.rest.method} ${useCase.rest.path}`);
  const notifications = unique(
    modules.flatMap((module) => module.notifications as unknown as Notification<unknown>[]),
    (notification) => notification.kind,
  );
  const jobs = unique(
    modules.flatMap((module) => module.jobs as unknown as Job<unknown>[]),
    (job) => job.name,
  );
  const forms = unique(
    modules.flatMap((module) => module.forms ?? []),
    (form) => form.id,
  );
  for (const form of forms.values()) {
    if (!byName.has(form.submit)) throw new Error(`${form.id} submits to ${form.submit}, which does not exist`);
  }
  unique(
    commandsOf({ useCases, forms: [...forms.values()] }).flatMap(({ command }) => [
      ...new Set([command.id, command.en]),
    ]),
    (word) => `/${word}`,
  );
  return {
    useCases,
    find: (name) => byName.get(name),
    notification: (kind) => notifications.get(kind),
    job: (name) => jobs.get(name),
    jobs: [...jobs.values()],
    notifications: [...notifications.values()],
    locales: modules.map((module) => module.locales),
    forms: [...forms.values()],
    form: (id) => forms.get(id),
  };
}
