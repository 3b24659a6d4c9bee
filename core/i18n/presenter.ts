import i18next, { type i18n } from "i18next";
import type { Locale } from "../kernel/actor.ts";
import { formatMoney, type Money } from "../kernel/money.ts";

/**
 * Sentences of one domain: nested keys, i18next placeholders (`{{name}}`), English plurals as
 * `{{count}} {{count, word(one: post; other: posts)}}`. Both languages must have the same keys.
 */
export interface LocaleTree {
  readonly [key: string]: string | LocaleTree;
}

/** A domain's sentences, under the domain's name: `campaigns.card.title`. */
export interface DomainLocales {
  readonly namespace: string;
  readonly id: LocaleTree;
  readonly en: LocaleTree;
}

/** How something is said to one reader: their language, their money, their dates. Pure. */
export interface Presenter {
  readonly locale: Locale;
  readonly timeZone: string;
  t(key: string, params?: Readonly<Record<string, string | number>>): string;
  has(key: string): boolean;
  money(amount: Money): string;
  /** `5 Des 2026` */
  date(at: Date | string): string;
  /** `5 Des 2026 14.30 WIB` */
  dateTime(at: Date | string): string;
  /** `12.345`; a dash where the number is not known. */
  number(value: number | null | undefined, digits?: number): string;
  /** 0.0345 → `3,5%`; a dash where not known. */
  percent(share: number | null | undefined): string;
  list(items: readonly string[]): string;
}

export interface I18n {
  presenter(locale: Locale, timeZone?: string): Presenter;
}

export const DEFAULT_TIME_ZONE = "Asia/Jakarta";
/** What stands where a number is not known: never a zero. */
export const UNKNOWN = "–";

/** Builds the dictionary of both languages from all domains. */
export function createI18n(domains: readonly DomainLocales[]): I18n {
  const tree = (locale: Locale) => Object.fromEntries(domains.map((domain) => [domain.namespace, domain[locale]]));
  const instance: i18n = i18next.createInstance();
  void instance.init({
    initAsync: false,
    lng: "id",
    fallbackLng: false,
    showSupportNotice: false,
    resources: { id: { translation: tree("id") }, en: { translation: tree("en") } },
    interpolation: { escapeValue: false },
    returnNull: false,
  } as Parameters<i18n["init"]>[0]);
  // `{{count}} {{count, word(one: post; other: posts)}}`: nobody reads "1 posts".
  instance.services.formatter?.add(
    "word",
    (value: unknown, _language, forms: { one?: string; other?: string }) =>
      (Number(value) === 1 ? forms.one : forms.other) ?? "",
  );
  const cache = new Map<string, Presenter>();
  return {
    presenter(locale, timeZone = DEFAULT_TIME_ZONE) {
      const key = `${locale}|${timeZone}`;
      let presenter = cache.get(key);
      if (!presenter) {
        presenter = createPresenter(instance, locale, timeZone);
        cache.set(key, presenter);
      }
      return presenter;
    },
  };
}

function createPresenter(instance: i18n, locale: Locale, timeZone: string): Presenter {
  const translate = instance.getFixedT(locale);
  const tag = locale === "id" ? "id-ID" : "en-GB";
  const date = new Intl.DateTimeFormat(tag, { day: "numeric", month: "short", year: "numeric", timeZone });
  const dateTime = new Intl.DateTimeFormat(tag, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
    ...(locale === "id" && { timeZoneName: "short" }),
  });
  // In English too a clock in Jakarta shows WIB, which is what people there call it, not GMT+7.
  const zone = new Intl.DateTimeFormat("id-ID", { timeZone, timeZoneName: "short" });
  const zoneAt = (at: Date) => zone.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
  const listing = new Intl.ListFormat(tag, { type: "conjunction" });
  const numberTag = locale === "id" ? "id-ID" : "en-US";
  return {
    locale,
    timeZone,
    t: (key, params = {}) => translate(key, params),
    has: (key) => instance.exists(key, { lng: locale }),
    money: (amount: Money) => formatMoney(amount, locale),
    date: (at) => date.format(new Date(at)),
    dateTime: (at) =>
      locale === "id" ? dateTime.format(new Date(at)) : `${dateTime.format(new Date(at))} ${zoneAt(new Date(at))}`,
    number: (value, digits = 0) =>
      value === null || value === undefined
        ? UNKNOWN
        : new Intl.NumberFormat(numberTag, { maximumFractionDigits: digits }).format(value),
    percent: (share) =>
      share === null || share === undefined
        ? UNKNOWN
        : new Intl.NumberFormat(numberTag, { style: "percent", maximumFractionDigits: 1 }).format(share),
    list: (items) => listing.format([...items]),
  };
}
