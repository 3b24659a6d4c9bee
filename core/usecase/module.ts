import type { Notification } from "../cards/notification.ts";
import type { DomainLocales } from "../i18n/presenter.ts";
import type { UseCase } from "./define.ts";
import type { FormDefinition } from "./form.ts";
import type { Job } from "./job.ts";

/** What a domain brings to the house. Its `index.ts` exports one of these, beside the functions other domains may call. */
export interface DomainModule {
  readonly name: string;
  readonly useCases: readonly UseCase[];
  readonly notifications: readonly AnyNotification[];
  readonly jobs: readonly AnyJob[];
  readonly forms?: readonly FormDefinition[];
  readonly locales: DomainLocales;
}

// Stored data is parsed by the definition's own schema before it reaches `render` or `run`.
export type AnyNotification = Pick<Notification<unknown>, "kind" | "data" | "massOutreach" | "needsConsent"> & {
  readonly render: (data: never, p: never) => ReturnType<Notification<unknown>["render"]>;
};
export type AnyJob = Pick<Job<unknown>, "name" | "payload" | "maxAttempts" | "daily"> & {
  readonly run: (ctx: never, payload: never) => Promise<void>;
};
