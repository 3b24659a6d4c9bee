import { createI18n, type DomainLocales, type Presenter } from "../../core/i18n/presenter.ts";
import type { Locale } from "../../core/kernel/actor.ts";

/** How one domain's sentences look to a reader, without a house around them. */
export function presenterOf(domain: DomainLocales, locale: Locale): Presenter {
  return createI18n([domain]).presenter(locale);
}
