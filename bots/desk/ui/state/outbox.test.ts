import { describe, expect, it } from "vitest";
import { DeskError } from "../api/client.ts";
import { Outbox, type OutboxDeps } from "./outbox.ts";

function memory() {
  const values = new Map<string, string>();
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
}

function setUp(answers: readonly (DeskError | null)[], storage = memory()) {
  const log: string[] = [];
  const left = [...answers];
  const deps: OutboxDeps = {
    send: async ({ clientId }) => {
      log.push(`try ${clientId}`);
      const error = left.shift();
      if (error) throw error;
    },
    onSent: (clientId) => log.push(`sent ${clientId}`),
    onFailed: ({ clientId }, error) => log.push(`failed ${clientId} ${error.status}`),
    onSignedOut: () => log.push("signed out"),
    storage,
    storageKey: "outbox",
    wait: async () => {},
  };
  return { outbox: new Outbox(deps), log, storage };
}

const message = (clientId: string) => ({ clientId, text: clientId, at: "2026-11-21T02:00:00.000Z" });
const offline = new DeskError("offline", 0, "");
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

describe("Outbox", () => {
  it("sends in order and repeats with the same id while the line is down", async () => {
    const { outbox, log, storage } = setUp([offline, offline, null, null]);
    outbox.add(message("a"));
    outbox.add(message("b"));
    await settle();
    expect(log).toEqual(["try a", "try a", "try a", "sent a", "try b", "sent b"]);
    expect(storage.getItem("outbox")).toBeNull();
  });

  it("gives up on a refusal, goes on with the next, and tries again when asked", async () => {
    const { outbox, log } = setUp([new DeskError("refused", 403, "No"), null, null]);
    outbox.add(message("a"));
    outbox.add(message("b"));
    await settle();
    outbox.retry("a");
    await settle();
    expect(log).toEqual(["try a", "failed a 403", "try b", "sent b", "try a", "sent a"]);
  });

  it("stops trying a server that stays busy", async () => {
    const { outbox, log } = setUp(Array.from({ length: 9 }, () => new DeskError("busy", 503, "")));
    outbox.add(message("a"));
    await settle();
    expect(log.filter((line) => line === "try a")).toHaveLength(6);
    expect(log.at(-1)).toBe("failed a 503");
  });

  it("keeps what is unsent over a reload", async () => {
    const { outbox, storage, log } = setUp([new DeskError("signed_out", 401, "")]);
    outbox.add(message("a"));
    await settle();
    expect(log).toEqual(["try a", "signed out"]);
    const reloaded = setUp([null], storage);
    expect(reloaded.outbox.waiting().map((item) => item.clientId)).toEqual(["a"]);
    await reloaded.outbox.run();
    expect(reloaded.log).toEqual(["try a", "sent a"]);
  });

  it("starts empty when the storage holds nonsense", () => {
    const storage = memory();
    storage.setItem("outbox", '{"a":1}');
    expect(setUp([], storage).outbox.waiting()).toEqual([]);
  });
});
