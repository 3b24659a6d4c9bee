import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

const KEY = { KOLEGA_MASTER_KEY: "0".repeat(64) };

describe("the prefix of an installation in Redis", () => {
  const prefixOf = (env: Record<string, string>) =>
    readConfig({ ...KEY, REDIS_URL: "redis://cache", ...env }).redis?.prefix;

  it("is the one given, else the database's name, else kolega", () => {
    expect(prefixOf({ REDIS_PREFIX: "staging", DATABASE_URL: "postgres://a:b@db/live" })).toBe("staging");
    expect(prefixOf({ DATABASE_URL: "postgres://a:b@db:5432/live?sslmode=require" })).toBe("live");
    expect(prefixOf({ DATABASE_URL: "postgres://a:b@db" })).toBe("kolega");
    expect(prefixOf({})).toBe("kolega");
    expect(readConfig({}).redis).toBeUndefined();
  });

  it("is refused where Redis or a log could misread it", () => {
    expect(() => prefixOf({ REDIS_PREFIX: "a:b c" })).toThrow(ConfigError);
    expect(prefixOf({ REDIS_PREFIX: "" })).toBe("kolega");
  });
});
