import { z } from "zod";
import { hashOf } from "../kernel/canonical.ts";
import type { Vault } from "../kernel/ports/vault.ts";
import type { UseCase } from "./define.ts";

/**
 * Marks an input field that must lie readable nowhere (`z.string()….meta(SECRET)`): it is sealed where a call is kept for
 * later, masked where people or models read it, and fingerprinted under a key. Give such a field a name of its own:
 * stored JSON is searched by name.
 */
export const SECRET = { secret: true } as const;

/** Keeps marked values out of our tables. Works on any JSON: inputs, forms, what an assistant left for itself. */
export interface Secrets {
  /** The same JSON with marked values sealed; they open at the same place (`approval:apr_…`) only. */
  seal<T>(value: T, place: string): T;
  /** Gives back what `seal` was given. Throws when a value was moved, changed, or sealed under a key that is gone. */
  open<T>(value: T, place: string): T;
  /** Marked values as anybody may see them: `•••• 7890`. */
  mask<T>(value: T): T;
  /** Marked values in it. */
  found(value: unknown): string[];
  /** `hashOf`, but marked values go in under a key: a few digits behind a plain hash are found by trying all. */
  hash(value: unknown): string;
  /** Any JSON, sealed as a whole: words of a model may repeat what it was told. */
  sealWhole(value: unknown, place: string): unknown;
  openWhole(sealed: unknown, place: string): unknown;
}

const PREFIX = "sealed:";
/** Shorter values are hidden altogether: of them, four characters would be too much. */
const TAIL_FROM = 8;
const TAIL = 4;

export function createSecrets(useCases: readonly UseCase[], vault: Vault): Secrets {
  let known: ReadonlySet<string> | undefined;
  const names = (): ReadonlySet<string> => {
    known ??= new Set(useCases.flatMap((useCase) => secretNamesOf(useCase.input)));
    return known;
  };
  const each = (value: unknown, change: (secret: unknown, name: string) => unknown): unknown => {
    if (Array.isArray(value)) return value.map((item) => each(item, change));
    if (!isPlain(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        name,
        names().has(name) && item !== null && item !== undefined ? change(item, name) : each(item, change),
      ]),
    );
  };
  return {
    // The JSON has the same shape again: only values behind marked names became strings, and become themselves again.
    seal: <T>(value: T, place: string): T =>
      each(value, (secret, name) => PREFIX + vault.seal(JSON.stringify(secret), `${place}:${name}`)) as T,
    open: <T>(value: T, place: string): T =>
      each(value, (sealed, name) =>
        typeof sealed === "string" && sealed.startsWith(PREFIX)
          ? (JSON.parse(vault.open(sealed.slice(PREFIX.length), `${place}:${name}`)) as unknown)
          : sealed,
      ) as T,
    mask: <T>(value: T): T => each(value, (secret) => maskText(textOf(secret))) as T,
    found(value) {
      const all: string[] = [];
      each(value, (secret) => {
        all.push(textOf(secret));
        return secret;
      });
      return all;
    },
    hash: (value) => hashOf(each(value, (secret, name) => vault.fingerprint(JSON.stringify(secret), name))),
    sealWhole: (value, place) => ({ sealed: vault.seal(JSON.stringify(value), place) }),
    openWhole: (sealed, place) =>
      isPlain(sealed) && typeof sealed.sealed === "string"
        ? (JSON.parse(vault.open(sealed.sealed, place)) as unknown)
        : sealed,
  };
}

/** The JSON with every one of these values masked wherever its texts repeat it, also with blanks or dashes inside. */
export function withoutValues<T>(value: T, values: readonly string[]): T {
  const patterns = values
    .filter((secret) => secret.length >= TAIL_FROM)
    .map((secret) => {
      const signs = [...secret.replace(/[\s.-]/g, "")].map((sign) => sign.replace(/[^\p{L}\p{N}]/u, "\\$&"));
      return { pattern: new RegExp(`(?<![\\p{L}\\p{N}])${signs.join("[\\s.-]*")}(?![\\p{L}\\p{N}])`, "gu"), secret };
    });
  if (patterns.length === 0) return value;
  const hide = (item: unknown): unknown => {
    if (typeof item === "string") {
      return patterns.reduce((text, { pattern, secret }) => text.replace(pattern, maskText(secret)), item);
    }
    if (Array.isArray(item)) return item.map(hide);
    return isPlain(item) ? Object.fromEntries(Object.entries(item).map(([key, part]) => [key, hide(part)])) : item;
  };
  return hide(value) as T;
}

/** `•••• 7890`: all of a number that anybody but its owner's bank is shown. */
export function maskText(secret: string): string {
  const signs = secret.replace(/[\s.-]/g, "");
  return signs.length < TAIL_FROM ? "••••" : `•••• ${signs.slice(-TAIL)}`;
}

function textOf(secret: unknown): string {
  return typeof secret === "string" ? secret : JSON.stringify(secret);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype;
}

/** Names of the marked fields of a schema, at any depth. */
export function secretNamesOf(schema: z.ZodType): string[] {
  const names: string[] = [];
  const walk = (part: unknown, name: string | undefined): void => {
    if (Array.isArray(part)) for (const item of part) walk(item, name);
    if (!isPlain(part)) return;
    if (part.secret === true && name !== undefined) names.push(name);
    for (const [key, item] of Object.entries(part)) {
      if (key !== "properties") walk(item, name);
      else if (isPlain(item)) for (const [field, inner] of Object.entries(item)) walk(inner, field);
    }
  };
  walk(z.toJSONSchema(schema, { io: "input" }), undefined);
  return names;
}
