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

describe("WhatsApp through a browser", () => {
  const cloud = {
    WHATSAPP_PHONE_NUMBER_ID: "1",
    WHATSAPP_ACCESS_TOKEN: "0".repeat(8),
    WHATSAPP_APP_SECRET: "0".repeat(8),
    WHATSAPP_VERIFY_TOKEN: "0".repeat(8),
  };

  it("is off unless it is asked for, and goes slowly unless it is told otherwise", () => {
    expect(readConfig({ WHATSAPP_WEB: "0" }).channels.whatsappWeb).toBeUndefined();
    expect(readConfig({ WHATSAPP_WEB: "1" }).channels.whatsappWeb).toEqual({
      chromium: "/usr/bin/chromium",
      perDay: 300,
      gapMs: 1_000,
    });
    expect(() => readConfig({ WHATSAPP_WEB: "1", WHATSAPP_WEB_GAP_MS: "10" })).toThrow(/WHATSAPP_WEB_GAP_MS/);
  });

  it("is refused beside the Cloud API", () => {
    expect(() => readConfig({ ...cloud, WHATSAPP_WEB: "1" })).toThrow(/are both set.*Unset one of them/);
    expect(readConfig(cloud).channels.whatsapp).toBeDefined();
  });
});
