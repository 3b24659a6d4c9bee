import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { METHOD_SCOPE } from "../../sandbox/slack/limits.ts";
import { CHECK_POST, COMMAND, EVENTS, NEW_CAMPAIGN } from "./listeners.ts";
import { BOT_SCOPES } from "./manifest.ts";
import { EVENTS_PATH } from "./receiver.ts";

const folder = new URL(".", import.meta.url);
const text = readFileSync(new URL("manifest.yaml", folder), "utf8");

type Tree = { readonly [key: string]: Value };
type Value = string | boolean | readonly Value[] | Tree;

/** Enough YAML for a manifest: maps, lists, folded text. No package of ours reads YAML. */
function parseYaml(source: string): Tree {
  const lines = source.split("\n").filter((line) => line.trim() !== "" && !line.trim().startsWith("#"));
  let at = 0;
  const indentOf = (line: string): number => line.length - line.trimStart().length;
  const scalar = (raw: string): Value =>
    raw === "true" ? true : raw === "false" ? false : raw.replace(/^"(.*)"$/, "$1");
  function node(indent: number): Value {
    const line = lines[at] ?? "";
    return line.trimStart().startsWith("- ") ? list(indent) : map(indent);
  }
  function list(indent: number): Value[] {
    const items: Value[] = [];
    while (
      at < lines.length &&
      indentOf(lines[at] ?? "") === indent &&
      (lines[at] ?? "").trimStart().startsWith("- ")
    ) {
      const rest = (lines[at] ?? "").trimStart().slice(2);
      if (/^[\w.]+:( |$)/.test(rest)) {
        lines[at] = `${" ".repeat(indent + 2)}${rest}`;
        items.push(map(indent + 2));
      } else {
        items.push(scalar(rest));
        at += 1;
      }
    }
    return items;
  }
  function map(indent: number): Tree {
    const tree: Record<string, Value> = {};
    while (at < lines.length && indentOf(lines[at] ?? "") === indent) {
      const [, key = "", rest = ""] = /^\s*([\w.]+):\s*(.*)$/.exec(lines[at] ?? "") ?? [];
      at += 1;
      if (rest === ">-") {
        const folded: string[] = [];
        while (at < lines.length && indentOf(lines[at] ?? "") > indent) folded.push((lines[at++] ?? "").trim());
        tree[key] = folded.join(" ");
      } else tree[key] = rest === "" ? node(indentOf(lines[at] ?? "")) : scalar(rest);
    }
    return tree;
  }
  return map(0);
}

interface Manifest {
  readonly display_information: {
    readonly name: string;
    readonly description: string;
    readonly long_description: string;
  };
  readonly features: {
    readonly app_home: Readonly<Record<string, boolean>>;
    readonly agent_view: { readonly agent_description: string };
    readonly shortcuts: readonly { readonly type: string; readonly callback_id: string; readonly name: string }[];
    readonly slash_commands: readonly { readonly command: string; readonly url: string }[];
  };
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  readonly settings: {
    readonly event_subscriptions: { readonly request_url: string; readonly bot_events: readonly string[] };
    readonly interactivity: { readonly is_enabled: boolean; readonly request_url: string };
    readonly socket_mode_enabled: boolean;
  };
}

const manifest = parseYaml(text) as unknown as Manifest;
const scopes = new Set(manifest.oauth_config.scopes.bot);

/** What an event needs before Slack sends it (docs.slack.dev, reference/events). */
const EVENT_SCOPE: Readonly<Record<string, string | undefined>> = {
  "message.channels": "channels:history",
  "message.groups": "groups:history",
  "message.im": "im:history",
  app_mention: "app_mentions:read",
  link_shared: "links:read",
};

describe("the app manifest", () => {
  it("asks for the scopes that installing asks for, no others", () => {
    expect([...scopes].sort()).toEqual([...BOT_SCOPES].sort());
  });

  it("subscribes to every event that we listen to, with its scope", () => {
    const subscribed = manifest.settings.event_subscriptions.bot_events;
    for (const event of EVENTS) {
      expect(
        subscribed.some((name) => name === event || name.startsWith(`${event}.`)),
        event,
      ).toBe(true);
    }
    for (const name of subscribed) {
      expect(EVENTS as readonly string[], name).toContain(name.split(".")[0]);
      const scope = EVENT_SCOPE[name];
      if (scope) expect(scopes, name).toContain(scope);
    }
  });

  it("has the scope of every method that our code calls", () => {
    const code = readdirSync(folder)
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
      .map((name) => readFileSync(new URL(name, folder), "utf8"))
      .join("\n");
    const called = [...code.matchAll(/client\s*\.((?:\w+\.){1,2}\w+)\(/g)].map((match) => match[1] ?? "");
    expect(new Set(called)).toContain("chat.postMessage");
    for (const method of called) {
      const scope = METHOD_SCOPE[method];
      if (scope) expect(scopes, method).toContain(scope);
    }
  });

  it("has our command, shortcuts, tabs and addresses", () => {
    const { features, settings } = manifest;
    expect(features.slash_commands).toMatchObject([{ command: COMMAND }]);
    expect(features.shortcuts.map(({ type, callback_id }) => [type, callback_id])).toEqual([
      ["global", NEW_CAMPAIGN],
      ["message", CHECK_POST],
    ]);
    expect(features.app_home).toMatchObject({ home_tab_enabled: true, messages_tab_enabled: true });
    expect(features.agent_view.agent_description).not.toBe("");
    const urls = [
      settings.event_subscriptions.request_url,
      settings.interactivity.request_url,
      features.slash_commands[0]?.url,
    ];
    for (const url of urls) expect(new URL(url ?? "").pathname).toBe(EVENTS_PATH);
    expect(settings.socket_mode_enabled).toBe(false);
  });

  it("keeps the manifest's own limits", () => {
    const { name, description, long_description } = manifest.display_information;
    expect(name.length).toBeLessThanOrEqual(35);
    expect(description.length).toBeLessThanOrEqual(140);
    expect(long_description.length).toBeGreaterThanOrEqual(174);
    for (const shortcut of manifest.features.shortcuts) expect(shortcut.name.length).toBeLessThanOrEqual(24);
  });
});
